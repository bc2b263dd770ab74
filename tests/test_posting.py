"""What the workflows post on GitHub: their scripts are run as they stand, against a GitHub that only writes down."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

FOLDER = Path(__file__).parent.parent / ".github" / "workflows"
SHA = "a" * 40
GAP = "\u200b"
ROBOT = {"login": "github-actions[bot]"}

# Runs each script that comes on a line as actions/github-script does. `answers` is what GitHub answers to each call.
HARNESS = """
const run = ({ script, payload, answers, folder, env }) => {
process.chdir(folder);
process.env = env;
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
return new AsyncFunction('github', 'context', 'core', 'require', script)(github, context, core, require)
  .then(() => null, (error) => error.message)
  .then((error) => console.log(JSON.stringify({ calls, notes, outputs, error })));
};
require('readline').createInterface({ input: process.stdin }).on('line', (line) => run(JSON.parse(line)));
"""


def script(workflow: str, step: str) -> str:
    jobs = yaml.safe_load((FOLDER / workflow).read_text(encoding="utf-8"))["jobs"]
    [found] = [one["with"]["script"] for job in jobs.values() for one in job["steps"] if one["name"] == step]
    assert isinstance(found, str)
    return found


@cache
def node() -> subprocess.Popen[str]:
    """The process that runs the scripts of this module. It ends with the tests, when its input does."""
    program, _ = compute_driver_executable()
    return subprocess.Popen([program, "-e", HARNESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module", autouse=True)
def _stop_node() -> Iterator[None]:
    yield
    node().communicate()
    node.cache_clear()


def run(text: str, folder: Path, answers: dict[str, Any], env: dict[str, str] | None = None) -> dict[str, Any]:
    environ = {"GITHUB_WORKSPACE": str(FOLDER.parents[1]), **(env or {})}
    payload = {"workflow_run": {"id": 7, "head_sha": SHA, "head_repository": {"id": 2}}, "repository": {"id": 1}}
    given = {"script": text, "payload": payload, "answers": answers, "folder": str(folder), "env": environ}
    asked, answered = node().stdin, node().stdout
    assert asked is not None
    assert answered is not None
    print(json.dumps(given), file=asked, flush=True)
    result = json.loads(answered.readline())
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


def test_a_comment_is_posted_in_that_pull_request_and_the_next_time_edited(saved: Path) -> None:
    result = post(saved)
    body = comment(result)
    [call] = written(result)
    assert (call["name"], call["given"]["issue_number"]) == ("createComment", 12)
    assert "- Belopp: 40 000 → 45 000 kr" in body
    assert "## Inga nya fel" in body
    assert "Inga fel. 75 filer kontrollerade." in body
    comments = [
        {"id": 1, "user": {"login": "someone"}, "body": "<!-- andringen-i-ord -->"},
        {"id": 2, "user": ROBOT, "body": "something else"},
        {"id": 3, "user": ROBOT, "body": "<!-- andringen-i-ord -->\n\nold"},
    ]
    [call] = written(post(saved, listComments=comments))
    assert (call["name"], call["given"]["comment_id"]) == ("updateComment", 3)


def test_the_site_with_the_change_is_one_click_away(saved: Path) -> None:
    assert "Hämta webbplatsen" not in comment(post(saved))
    artifacts = [{"name": "site", "id": 5, "expired": True}, {"name": "site", "id": 77, "expired": False}]
    body = comment(post(saved, listWorkflowRunArtifacts={"artifacts": artifacts}))
    assert "[Hämta webbplatsen med ändringen](https://host.example/o/r/actions/runs/7/artifacts/77)" in body


def test_new_faults_are_counted_and_shown(saved: Path) -> None:
    problems = [{"severity": "error"}, {"severity": "error"}, {"severity": "advice"}]
    (saved / "problems.json").write_text(json.dumps({"problems": problems}), encoding="utf-8")
    assert "## 2 fel att rätta" in comment(post(saved))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        *(("number", text, "number") for text in ("", "0", "-1", "12; rm", "1e3", "../1", "12\n13", "٣", "9" * 15)),
        *(("problems.json", text, "") for text in ("", "{", "[]", '{"problems": 3}', "null")),
        ("changes.md", "1" * 1_000_001, "changes.md is not a file of at most 1000000 bytes."),
        ("number", "1" * 21, "number is not a file of at most 20 bytes."),
        ("problems.json", "1" * 5_000_001, "problems.json is not a file of at most 5000000 bytes."),
    ],
    ids=range(17),
)
def test_what_the_check_cannot_have_saved_is_refused(saved: Path, name: str, text: str, said: str) -> None:
    (saved / name).write_text(text, encoding="utf-8")
    result = post(saved)
    assert result["error"]
    assert said in result["error"]
    assert written(result) == []
    assert name != "number" or result["calls"] == []


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


def test_a_link_is_not_followed(saved: Path) -> None:
    (saved / "changes.md").unlink()
    (saved / "changes.md").symlink_to("problems.txt")
    assert "is not a file" in post(saved)["error"]


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
    "path",
    ["partnerships/2024/a.yaml", "content/policy/2027-01-01.md", "CONTRIBUTING.md", "bolag.yaml"],
)
def test_a_change_of_what_people_write_has_no_warning(saved: Path, path: str) -> None:
    assert "Ändringen rör kontrollen själv" not in comment(post(saved, listFiles=[{"filename": path}]))


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        *(
            ([{"filename": path}], f"```\n{path}\n```")
            for path in (
                *("scripts/validate.py", ".github/workflows/check.yml", "CODEOWNERS", "content2/bolag.yaml"),
                *("schemas/record.schema.json", "mkdocs.yml", "redigera/anslutning.yaml", "contents/x.md"),
                "partnerships.md/../x",
            )
        ),
        ([{"filename": "content/a.md", "previous_filename": "scripts/validate.py"}], "```\nscripts/validate.py\n```"),
        ([{"filename": f"content/{number}.md"} for number in range(3000)], "```\n\n…\n```"),
        ([{"filename": "scripts/```\n# Godkänt"}], "````\nscripts/```\n# Godkänt\n````"),
    ],
    ids=range(12),
)
def test_a_change_of_what_judges_is_said_first_with_its_files(
    saved: Path, files: list[dict[str, str]], shown: str
) -> None:
    body = comment(post(saved, listFiles=files))
    assert body.startswith("<!-- andringen-i-ord -->\n\n## Ändringen rör kontrollen själv\n")
    assert f"\n{shown}\n" in body


def keep(workflow: str, step: str, folder: Path, issues: list[dict[str, Any]], **env: str) -> list[dict[str, Any]]:
    result = run(script(workflow, step), folder, {"listForRepo": issues}, env)
    assert result["error"] is None
    return written(result)


def watch(folder: Path, text: str, issues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (folder / "followup.md").write_text(text, encoding="utf-8")
    return keep("watch.yml", "Put it in the issue", folder, issues, TEXT="followup.md")


def test_an_issue_is_opened_the_first_week_and_refreshed_the_next(tmp_path: Path) -> None:
    [call] = watch(tmp_path, "# Att följa upp\n", [])
    assert call["name"] == "create"
    assert call["given"]["title"] == "Att följa upp i registret"
    assert call["given"]["body"] == "<!-- att-folja-upp -->\n\n# Att följa upp\n"
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
