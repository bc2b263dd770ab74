"""What the workflows post on GitHub: their scripts are run as they stand, against a GitHub that only writes down."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

FOLDER = Path(__file__).parent.parent / ".github" / "workflows"
SHA = "a" * 40
GAP = "\u200b"

# Runs a script as actions/github-script does. `answers` has what GitHub answers to each call.
HARNESS = """
const { script, payload, answers } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const calls = [], notes = [], outputs = {};
const call = (path) => new Proxy(function () {}, {
  get: (_, name) => call([...path, name]),
  apply: async (_, __, [given]) => {
    const name = path.at(-1);
    calls.push({ name, given });
    return { data: answers[name] ?? {} };
  },
});
const rest = call([]);
const github = { rest, paginate: async (method, given) => (await method(given)).data };
const note = (kind) => (text) => notes.push([kind, text]);
const core = {
  notice: note('notice'), warning: note('warning'), setFailed: note('failed'),
  setOutput: (name, value) => { outputs[name] = value; },
};
const summary = { addRaw: (text) => (notes.push(['summary', text]), summary), write: async () => {} };
Object.assign(core, { summary });
const context = { repo: { owner: 'o', repo: 'r' }, payload };
Object.assign(context, { sha: 'abc123', runId: 9, serverUrl: 'https://host.example' });
const AsyncFunction = (async () => {}).constructor;
new AsyncFunction('github', 'context', 'core', 'require', script)(github, context, core, require)
  .then(() => null, (error) => error.message)
  .then((error) => console.log(JSON.stringify({ calls, notes, outputs, error })));
"""


def script(workflow: str, step: str) -> str:
    jobs = yaml.safe_load((FOLDER / workflow).read_text(encoding="utf-8"))["jobs"]
    [found] = [one["with"]["script"] for job in jobs.values() for one in job["steps"] if one["name"] == step]
    assert isinstance(found, str)
    return found


def run(text: str, folder: Path, answers: dict[str, Any], env: dict[str, str] | None = None) -> dict[str, Any]:
    node, _ = compute_driver_executable()
    environ = {"GITHUB_WORKSPACE": str(FOLDER.parents[1]), **(env or {})}
    payload = {
        "workflow_run": {"id": 7, "head_sha": SHA, "head_repository": {"id": 2}},
        "repository": {"id": 1},
    }
    done = subprocess.run(
        [node, "-e", HARNESS],
        input=json.dumps({"script": text, "payload": payload, "answers": answers}),
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(done.stdout)
    assert isinstance(result, dict)
    return result


def pull(**different: Any) -> dict[str, Any]:
    return {"number": 12, "head": {"sha": SHA, "repo": {"id": 2}}, "base": {"repo": {"id": 1}}, **different}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    said = tmp_path / "said"
    said.mkdir()
    (said / "number").write_text("12\n", encoding="utf-8")
    (said / "changes.md").write_text("## Ändringen i ord\n\n- Belopp: 40 000 → 45 000 kr\n", encoding="utf-8")
    (said / "problems.json").write_text('{"problems": [], "checked": 75}', encoding="utf-8")
    (said / "repairs.json").write_text('{"repairs": []}', encoding="utf-8")
    (said / "problems.txt").write_text("Inga fel. 75 filer kontrollerade.\n", encoding="utf-8")
    return said


def post(saved: Path, **answers: Any) -> dict[str, Any]:
    text = script("comment.yml", "Post it, or put it in the place of what was posted")
    nothing = {"listComments": [], "listFiles": [], "listReviewComments": []}
    return run(text, saved.parent, {"get": pull(), **nothing, **answers})


def written(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [call for call in result["calls"] if call["name"].startswith(("create", "update"))]


def comment(result: dict[str, Any]) -> str:
    assert result["error"] is None
    [call] = written(result)
    assert isinstance(call["given"]["body"], str)
    return call["given"]["body"]


def test_the_first_time_a_comment_is_posted_in_that_pull_request(saved: Path) -> None:
    result = post(saved)
    body = comment(result)
    assert written(result)[0]["name"] == "createComment"
    assert written(result)[0]["given"]["issue_number"] == 12
    assert "- Belopp: 40 000 → 45 000 kr" in body
    assert "## Inga nya fel" in body
    assert "Inga fel. 75 filer kontrollerade." in body


def test_the_site_with_the_change_is_one_click_away(saved: Path) -> None:
    assert "Hämta webbplatsen" not in comment(post(saved))
    artifacts = [{"name": "site", "id": 5, "expired": True}, {"name": "site", "id": 77, "expired": False}]
    body = comment(post(saved, listWorkflowRunArtifacts={"artifacts": artifacts}))
    assert "[Hämta webbplatsen med ändringen](https://host.example/o/r/actions/runs/7/artifacts/77)" in body


def test_the_next_time_the_same_comment_is_edited(saved: Path) -> None:
    robot = {"login": "github-actions[bot]"}
    comments = [
        {"id": 1, "user": {"login": "someone"}, "body": "<!-- andringen-i-ord -->"},
        {"id": 2, "user": robot, "body": "something else"},
        {"id": 3, "user": robot, "body": "<!-- andringen-i-ord -->\n\nold"},
    ]
    [call] = written(post(saved, listComments=comments))
    assert (call["name"], call["given"]["comment_id"]) == ("updateComment", 3)


def test_new_faults_are_counted_and_shown(saved: Path) -> None:
    problems = [{"severity": "error"}, {"severity": "error"}, {"severity": "advice"}]
    (saved / "problems.json").write_text(json.dumps({"problems": problems}), encoding="utf-8")
    assert "## 2 fel att rätta" in comment(post(saved))


@pytest.mark.parametrize("number", ["", "0", "-1", "12; rm", "1e3", "../1", "12\n13", "٣", "9" * 15])
def test_a_number_that_is_none_is_refused(saved: Path, number: str) -> None:
    (saved / "number").write_text(number, encoding="utf-8")
    result = post(saved)
    assert "number" in result["error"]
    assert result["calls"] == []


@pytest.mark.parametrize(
    "other",
    [
        pull(head={"sha": SHA, "repo": {"id": 3}}),
        pull(head={"sha": SHA, "repo": None}),
        pull(base={"repo": {"id": 9}}),
    ],
)
def test_a_pull_request_from_elsewhere_gets_no_comment(saved: Path, other: dict[str, Any]) -> None:
    result = post(saved, get=other)
    assert "not the one that was checked" in result["error"]
    assert written(result) == []


def test_a_pull_request_that_has_moved_on_waits_for_its_own_check(saved: Path) -> None:
    result = post(saved, get=pull(head={"sha": "b" * 40, "repo": {"id": 2}}))
    assert result["error"] is None
    assert written(result) == []
    assert result["notes"][0][0] == "notice"


def test_what_the_check_saved_becomes_text_and_nothing_else(saved: Path) -> None:
    hostile = (
        "@anna #1 GH-2 https://evil.example www.evil.example <img src=x> ![x](y) \\[a](b) \\\\[c](d) &#64;eva &lt;b> "
        "\u202edold\x07 \\<i>"
    )
    (saved / "changes.md").write_text(f"- {hostile}\n", encoding="utf-8")
    [said] = [line for line in comment(post(saved)).splitlines() if line.startswith("- ")]
    assert said == (
        f"- @{GAP}anna #{GAP}1 GH{GAP}-2 https:{GAP}//evil.example www{GAP}.evil.example &lt;img src=x> !&#91;x](y) "
        f"&#91;a](b) \\&#91;c](d) &amp;#{GAP}64;eva &amp;lt;b> \ufffddold\ufffd &lt;i>"
    )


def test_what_our_own_command_writes_is_left_as_people_read_it(saved: Path) -> None:
    ours = f"- Webbplats: https:{GAP}//example.org/@{GAP}lyktan → \\<b\\> \\& \\[dolt\\]\n  > ~~två~~ **tre**\n"
    (saved / "changes.md").write_text(ours, encoding="utf-8")
    expected = ours.replace("\\<", "&lt;").replace("\\&", "&amp;").replace("\\[", "&#91;")
    assert expected.rstrip() in comment(post(saved))


PATH = "partnerships/2024/a.yaml"
PATCH = (
    "@@ -1,3 +1,3 @@\n titel: A\n-belopp: 1\n+belopp: 85 000 kr\n b: 2\n@@ -9 +9,2 @@\n-x\n+y: 1 kr\n+z\n\\ No newline"
)


def repair(before: str, after: str, **different: Any) -> dict[str, Any]:
    return {"path": PATH, "line": 2, "before": before, "after": after, **different}


@pytest.mark.parametrize(
    ("one", "body"),
    [
        (repair("belopp: 85 000 kr", "belopp: 85000"), "```suggestion\nbelopp: 85000\n```"),
        (repair("y: 1 kr", "y: 1", line=9), "```suggestion\ny: 1\n```"),
        (repair("z", "```\n@anna\u202e", line=10), "````suggestion\n``` @anna\ufffd\n````"),
        (repair("belopp: 85 000 kr", "belopp: 85000", line=3), None),  # main has moved the line
        (repair("b: 2", "b: 3", line=3), None),  # the change has not written it
        (repair("belopp: 85 000 kr", "belopp: 85000", path="partnerships/2024/b.yaml"), None),
        ({"path": PATH}, None),
        ("x", None),
    ],
)
def test_a_repair_is_suggested_on_the_line_that_the_change_has_written(
    saved: Path, one: object, body: str | None
) -> None:
    (saved / "repairs.json").write_text(json.dumps({"repairs": [one]}), encoding="utf-8")
    files = [{"filename": "x.png"}, {"filename": PATH, "patch": PATCH}]
    result = post(saved, listFiles=files)
    assert result["error"] is None
    made = [call["given"] for call in written(result) if call["name"] == "createReview"]
    assert [given["comments"][0]["body"] for given in made] == ([body] if body else [])
    for given in made:
        assert (given["pull_number"], given["commit_id"], given["event"]) == (12, SHA, "COMMENT")
        assert not written(post(saved, listFiles=files, listReviewComments=given["comments"]))[1:]


def test_the_problems_cannot_end_the_block_they_stand_in(saved: Path) -> None:
    (saved / "problems.txt").write_text("```\n# Godkänt\n`````\n", encoding="utf-8")
    assert "\n``````\n```\n# Godkänt\n`````\n``````\n" in comment(post(saved))


def test_a_comment_fits_however_much_was_saved(saved: Path) -> None:
    (saved / "changes.md").write_text("&" * 500_000, encoding="utf-8")
    (saved / "problems.txt").write_text("x" * 500_000, encoding="utf-8")
    assert len(comment(post(saved))) < 65_536


@pytest.mark.parametrize(("name", "size"), [("changes.md", 1_000_001), ("number", 21), ("problems.json", 5_000_001)])
def test_a_file_that_is_too_large_is_not_read(saved: Path, name: str, size: int) -> None:
    (saved / name).write_text("1" * size, encoding="utf-8")
    result = post(saved)
    assert result["error"] == f"{name} is not a file of at most {size - 1} bytes."
    assert written(result) == []


def test_a_link_is_not_followed(saved: Path) -> None:
    (saved / "changes.md").unlink()
    (saved / "changes.md").symlink_to("problems.txt")
    assert "is not a file" in post(saved)["error"]


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"problems": 3}', "null"])
def test_problems_that_are_no_list_are_refused(saved: Path, broken: str) -> None:
    (saved / "problems.json").write_text(broken, encoding="utf-8")
    result = post(saved)
    assert result["error"]
    assert written(result) == []


@pytest.mark.parametrize(
    ("artifacts", "found", "kind"),
    [
        ([{"name": "said", "expired": False, "size_in_bytes": 900}], "true", None),
        ([{"name": "site", "expired": False, "size_in_bytes": 900}], None, "warning"),
        ([{"name": "said", "expired": True, "size_in_bytes": 900}], None, "warning"),
        ([{"name": "said", "expired": False, "size_in_bytes": 1_000_001}], None, "failed"),
    ],
)
def test_only_what_is_there_and_of_a_likely_size_is_fetched(
    tmp_path: Path, artifacts: list[dict[str, Any]], found: str | None, kind: str | None
) -> None:
    text = script("comment.yml", "Look for what the check saved")
    result = run(text, tmp_path, {"listWorkflowRunArtifacts": {"artifacts": artifacts}})
    assert result["error"] is None
    assert result["calls"][0]["given"]["run_id"] == 7
    assert result["outputs"].get("found") == found
    assert [note[0] for note in result["notes"]] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("path", "control"),
    [
        ("partnerships/2024/a.yaml", False),
        ("content/policy/2027-01-01.md", False),
        ("CONTRIBUTING.md", False),
        ("scripts/validate.py", True),
        (".github/workflows/check.yml", True),
        ("CODEOWNERS", True),
        ("bolag.yaml", False),
        ("content2/bolag.yaml", True),
        ("schemas/record.schema.json", True),
        ("mkdocs.yml", True),
        ("redigera/anslutning.yaml", True),
        ("contents/x.md", True),
        ("partnerships.md/../x", True),
    ],
)
def test_a_change_of_what_judges_is_said_first(saved: Path, path: str, *, control: bool) -> None:
    body = comment(post(saved, listFiles=[{"filename": path}]))
    assert body.startswith("<!-- andringen-i-ord -->\n\n## Ändringen rör kontrollen själv\n") is control
    assert (f"\n{path}\n" in body) is control


def test_a_file_that_is_moved_away_from_what_judges_counts_too(saved: Path) -> None:
    moved = {"filename": "content/a.md", "previous_filename": "scripts/validate.py"}
    assert "\nscripts/validate.py\n" in comment(post(saved, listFiles=[moved]))


def test_more_files_than_the_host_lists_are_not_taken_for_harmless(saved: Path) -> None:
    many = [{"filename": f"content/{number}.md"} for number in range(3000)]
    assert "Ändringen rör kontrollen själv" in comment(post(saved, listFiles=many))


def test_a_name_of_a_file_cannot_end_its_block(saved: Path) -> None:
    body = comment(post(saved, listFiles=[{"filename": "scripts/```\n# Godkänt"}]))
    assert "\n````\nscripts/```\n# Godkänt\n````\n" in body


ROBOT = {"login": "github-actions[bot]"}


def keep(workflow: str, step: str, folder: Path, issues: list[dict[str, Any]], **env: str) -> list[dict[str, Any]]:
    result = run(script(workflow, step), folder, {"listForRepo": issues}, env)
    assert result["error"] is None
    return written(result)


def watch(folder: Path, text: str, issues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (folder / "followup.md").write_text(text, encoding="utf-8")
    return keep("watch.yml", "Put it in the issue", folder, issues, TEXT="followup.md")


def test_the_first_week_an_issue_is_opened(tmp_path: Path) -> None:
    [call] = watch(tmp_path, "# Att följa upp\n", [])
    assert call["name"] == "create"
    assert call["given"]["title"] == "Att följa upp i registret"
    assert call["given"]["body"] == "<!-- att-folja-upp -->\n\n# Att följa upp\n"


def test_the_next_week_the_same_issue_is_refreshed(tmp_path: Path) -> None:
    issues = [
        {"number": 1, "user": {"login": "someone"}, "body": "<!-- att-folja-upp -->"},
        {"number": 2, "user": ROBOT, "body": "<!-- att-folja-upp -->", "pull_request": {}},
        {"number": 3, "user": ROBOT, "body": None},
        {"number": 4, "user": ROBOT, "body": "<!-- att-folja-upp -->\n\nold"},
    ]
    updated, noted = watch(tmp_path, "# Att följa upp\n", issues)
    assert (updated["name"], updated["given"]["issue_number"]) == ("update", 4)
    assert (noted["name"], noted["given"]["issue_number"]) == ("createComment", 4)
    assert watch(tmp_path, "# Att följa upp\n", [{**issues[3], "body": updated["given"]["body"]}]) == []


def test_a_very_long_list_is_cut_at_a_line_and_says_so(tmp_path: Path) -> None:
    [call] = watch(tmp_path, "- en rad\n" * 10_000, [])
    body = call["given"]["body"]
    assert len(body) < 65_536
    assert body.endswith("\n- en rad\n\nResten får inte plats här. Kör `make followup`.")


@pytest.mark.parametrize(
    ("workflow", "step", "marker"),
    [
        ("publish.yml", "Open or close the issue", "<!-- inte-publicerat -->"),
        ("weekly.yml", "Put it in the issue", "<!-- kanda-brister -->"),
    ],
)
def test_a_fault_opens_an_issue_and_it_is_closed_when_the_fault_is_gone(
    tmp_path: Path, workflow: str, step: str, marker: str
) -> None:
    text = tmp_path / "audit.md"
    text.write_text("- ett paket\n", encoding="utf-8")
    faulty = {"PUBLISHED": "failure", "TEXT": str(text)}
    [call] = keep(workflow, step, tmp_path, [], **faulty)
    assert call["name"] == "create"
    assert call["given"]["body"].startswith(f"{marker}\n\n")
    text.write_text("", encoding="utf-8")
    well = {"PUBLISHED": "success", "TEXT": str(text)}
    issues = [{"number": 5, "user": ROBOT, "body": f"{marker}\n\nold"}]
    done, closed = keep(workflow, step, tmp_path, issues, **well)
    assert (done["name"], done["given"]["issue_number"]) == ("createComment", 5)
    assert (closed["given"]["issue_number"], closed["given"]["state"]) == (5, "closed")
    assert keep(workflow, step, tmp_path, [], **well) == []


def test_a_run_that_could_not_publish_says_that_the_old_site_is_left(tmp_path: Path) -> None:
    for result in ("failure", "skipped"):
        [call] = keep("publish.yml", "Open or close the issue", tmp_path, [], PUBLISHED=result)
        assert "Webbplatsen som fanns är kvar" in call["given"]["body"]
        assert "https://host.example/o/r/actions/runs/9" in call["given"]["body"]


@pytest.mark.parametrize(
    ("types", "missing"),
    [
        (["pull_request", "required_status_checks", "deletion"], ""),
        (["pull_request"], "required_status_checks"),
        ([], "pull_request, required_status_checks"),
    ],
)
def test_a_branch_that_is_not_protected_is_said_when_it_is_published(
    tmp_path: Path, types: list[str], missing: str
) -> None:
    answers = {"getBranchRules": [{"type": one} for one in types]}
    result = run(script("publish.yml", "Say it when the branch is not protected"), tmp_path, answers)
    assert result["error"] is None
    assert [kind for kind, _ in result["notes"]] == (["warning", "summary"] if missing else [])
    assert all(f"Det här saknas: {missing}." in text for _, text in result["notes"])
