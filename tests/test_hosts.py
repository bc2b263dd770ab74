"""GitLab and Forgejo: the same jobs as on GitHub, the same templates, the same comment."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import shutil
import subprocess
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
import yaml

from .register.cases import commit, git

ROOT = Path(__file__).parent.parent
GITLAB = ROOT / ".gitlab-ci.yml"
FORGEJO = sorted((ROOT / ".forgejo" / "workflows").glob("*.yml"))

specification = importlib.util.spec_from_file_location("comment", ROOT / ".ci" / "comment.py")
assert specification is not None
assert specification.loader is not None
comment = importlib.util.module_from_spec(specification)
specification.loader.exec_module(comment)


def loaded(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("schema", "pattern", "key"),
    [
        ("gitlab-ci", ".gitlab-ci.yml", "script:"),
        ("github-workflows", ".forgejo/workflows/*.yml", "run:"),
        ("github-workflows", ".github/workflows/*.yml", "runs-on:"),
        ("dependabot", ".github/dependabot.yml", "schedule:"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/[!c]*.yml", "body:"),
        ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml", "false"),
    ],
)
def test_every_file_follows_the_schema_of_its_host(schema: str, pattern: str, key: str, tmp_path: Path) -> None:
    from check_jsonschema import main as check_jsonschema  # only here: it is slow to import

    paths = sorted(ROOT.glob(pattern))
    faulty = tmp_path / paths[0].name
    faulty.write_text(paths[0].read_text(encoding="utf-8").replace(key, f"x{key}"), encoding="utf-8")
    for files, code in ((paths, 0), ([faulty], 1)):
        with pytest.raises(SystemExit) as ended:
            check_jsonschema(["--builtin-schema", f"vendor.{schema}", *map(str, files)])
        assert ended.value.code == code


def test_merge_requests_have_the_same_templates_as_pull_requests() -> None:
    github = {path.name: path.read_bytes() for path in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")}
    github["Default.md"] = (ROOT / ".github/pull_request_template.md").read_bytes()
    gitlab = {path.name: path.read_bytes() for path in (ROOT / ".gitlab/merge_request_templates").glob("*.md")}
    assert gitlab == github, "copy .github/PULL_REQUEST_TEMPLATE/ to .gitlab/merge_request_templates/"


def test_gitlab_knows_what_is_code_as_github_does() -> None:
    """Every file but those of the register starts the tests, so that nothing that judges is passed over."""
    changes = loaded(GITLAB)["koden"]["rules"][0]["changes"]
    [endings] = [one[3:-1].split(",") for one in changes if one.startswith("*.{")]

    def starts_tests(name: str) -> bool:
        folder, _, rest = name.partition("/")
        return f"{folder}/**/*" in changes if rest else name in changes or Path(name).suffix[1:] in endings

    written = ("content/", "partnerships/", "docs/", ".vscode/", ".gitlab/")
    listed = [name for name in git(ROOT, "ls-files", "-z").split("\0") if name and not name.startswith(written)]
    missed = {name for name in listed if not name.endswith(".md") and not starts_tests(name)}
    assert missed <= {".editorconfig", ".gitattributes", ".gitignore", "LICENSE", ".pre-commit-config.yaml"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """What a host has: main with a judge that writes down, a change to it, and main that has moved on."""
    folder = tmp_path / "host"
    (folder / ".ci").mkdir(parents=True)
    for name in ("judge", "comment.py"):
        shutil.copy(ROOT / ".ci" / name, folder / ".ci")
    git(folder, "init", "-q")
    for branch, gor, name in (("main", "base", "a"), ("change", "hostile", "b"), ("main", "base", "c")):
        if name != "a":
            git(folder, "checkout", "-q", *(["-b"] if branch == "change" else []), branch)
        (folder / "gor").write_text(f'#!/bin/sh\necho "{gor}: $*" >> "$LOG"\n', encoding="utf-8")
        (folder / "gor").chmod(0o755)
        (folder / name).write_text("x\n", encoding="utf-8")
        commit(folder, "x")
    git(folder, "update-ref", "refs/pull/3/head", "change")
    return folder


def run(commands: str, folder: Path, log: Path, **environ: str) -> int:
    environment = {"PATH": os.environ["PATH"], "LOG": str(log), "HOME": str(folder), **environ}
    return subprocess.run(["bash", "-e", "-c", commands], cwd=folder, env=environment, check=False).returncode


def test_gitlab_judges_with_the_code_of_main(repository: Path, tmp_path: Path) -> None:
    clone, log = tmp_path / "builds" / "clone", tmp_path / "log"
    git(repository, "clone", "-q", "--branch", "change", ".", str(clone))
    script = "\n".join(loaded(GITLAB)["registret"]["script"])
    environ = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_BUILDS_DIR": str(clone.parent), "CI_JOB_ID": "7"}
    assert run(script, clone, log, CI_PROJECT_DIR=str(clone), **environ) == 0
    said = log.read_text(encoding="utf-8").splitlines()
    assert [line.split()[:2] for line in said] == [["base:", name] for name in ("changes", *["check"] * 4, "site")]
    assert (clone.parent / "change-7" / "c").is_file(), "what main has got meanwhile is in the change that is judged"
    assert (clone / "said" / "control.txt").read_text(encoding="utf-8").split() == ["b", "gor"]


def test_forgejo_judges_with_the_code_of_the_base(repository: Path, tmp_path: Path) -> None:
    work, log = tmp_path / "work", tmp_path / "log"
    work.mkdir()
    environ = {"ADDRESS": str(repository), "BASE_BRANCH": "main", "NUMBER": "3"}
    for step in loaded(FORGEJO[0])["jobs"]["register"]["steps"]:
        assert run(step["run"], work, log, **environ) == 0
    assert {line.split()[0] for line in log.read_text(encoding="utf-8").splitlines()} == {"base:"}
    assert (work / "change" / "c").is_file()


def said(folder: Path, **files: str) -> Path:
    usual = {"control": "", "changes": "## Ändringen i ord\n", "problems": "Inga fel.\n"}
    for name, text in (usual | files).items():
        (folder / f"{name}.{'md' if name == 'changes' else 'txt'}").write_text(text, encoding="utf-8")
    (folder / "problems.json").write_text('{"problems": []}', encoding="utf-8")
    (folder / "repairs.json").write_text('{"repairs": []}', encoding="utf-8")
    return folder


def post(host: str, folder: Path, posted: list[dict[str, Any]], *more: str) -> list[tuple[str, str, Any]]:
    sent: list[tuple[str, str, Any]] = []

    def send(method: str, address: str, body: Any) -> Any:
        sent.append((method, address, body))
        return posted

    environ = {
        "KOMMENTAR_TOKEN": "x", "CI_API_V4_URL": "https://g.example/api/v4", "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "3",
        "GITHUB_API_URL": "https://f.example/api/v1", "GITHUB_REPOSITORY": "o/r", "NUMBER": "3",
    }  # fmt: skip
    assert comment.main([host, str(folder), *more], environ, send) == 0
    return [one for one in sent if one[0] != "GET"]


NOTES = "https://g.example/api/v4/projects/5/merge_requests/3/notes"
COMMENTS = "https://f.example/api/v1/repos/o/r/issues"


@pytest.mark.parametrize(
    ("host", "first", "next_time"),
    [
        ("gitlab", ("POST", NOTES), ("PUT", f"{NOTES}/8")),
        ("forgejo", ("POST", f"{COMMENTS}/3/comments"), ("PATCH", f"{COMMENTS}/comments/8")),
    ],
)
def test_one_comment_is_posted_and_then_edited(
    host: str, first: tuple[str, str], next_time: tuple[str, str], tmp_path: Path
) -> None:
    said(tmp_path)
    [(method, address, body)] = post(host, tmp_path, [{"id": 1, "body": "tack"}])
    assert (method, address) == first
    assert "## Inga nya fel" in body["body"]
    [(method, address, _)] = post(host, tmp_path, [{"id": 8, "body": body["body"]}])
    assert (method, address) == next_time


def test_a_change_of_what_judges_is_said_first_and_nothing_in_it_is_a_command(tmp_path: Path) -> None:
    said(tmp_path, control="scripts/x.py\n```\n/merge\n", changes="- ok\n/close\n  /merge\n", problems="```\n/close\n")
    [(_, __, body)] = post("gitlab", tmp_path, [])
    assert body["body"].startswith(f"{comment.MARKER}\n\n## Ändringen rör kontrollen själv\n")
    assert "````\nscripts/x.py\n```\n/merge\n````" in body["body"]
    assert body["body"].endswith("- ok\n\u200b/close\n  \u200b/merge\n")


def test_a_repair_is_suggested_on_its_line_in_gitlab_once(tmp_path: Path) -> None:
    path, project = "partnerships/2024/a b.yaml", "https://g.example/api/v4/projects/5"
    lines = {1: ("a: 1 kr", "a: 1"), 2: ("b: 2 kr", "b: 2"), 3: ("gone", "c"), 4: ("d: 4 kr", "d: ```4")}
    repairs = [{"path": path, "line": line, "before": old, "after": new} for line, (old, new) in lines.items()]
    (said(tmp_path) / "repairs.json").write_text(json.dumps({"repairs": repairs}), encoding="utf-8")
    refs = {"base_sha": "b", "start_sha": "s", "head_sha": "h"}
    content = base64.b64encode(b"a: 1 kr\nb: 2 kr\nc: 3 kr\nd: 4 kr\n").decode()
    before = {"body": "```suggestion:-0+0\na: 1\n```", "position": {"new_path": path}}
    sent = []

    def send(method: str, address: str, body: Any) -> Any:
        if method == "POST":
            sent.append((address, body))
            if "b: 2" in body["body"]:
                raise HTTPError(address, 400, "the line is not in the change", Message(), None)
        if "/files/" in address:
            assert address == f"{project}/repository/files/partnerships%2F2024%2Fa%20b.yaml?ref=h"
            return {"content": content}
        return [{"notes": [before, {"body": "tack"}]}] if "discussions" in address else {"diff_refs": refs}

    environ = {"CI_API_V4_URL": "https://g.example/api/v4", "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "3"}
    comment.suggest(environ, comment.repairs(tmp_path), send)
    assert [(address, body["position"]["new_line"]) for address, body in sent] == [
        (f"{project}/merge_requests/3/discussions", line) for line in (2, 4)
    ]
    assert sent[1][1] == {
        "body": "````suggestion:-0+0\nd: ```4\n````",
        "position": {**refs, "position_type": "text", "new_path": path, "new_line": 4},
    }
    assert f"````diff\n{path}:1\n-a: 1 kr\n+a: 1\n" in comment.comment(tmp_path)


def test_issues_are_opened_refreshed_and_closed(tmp_path: Path) -> None:
    (tmp_path / "followup.md").write_text("# Att följa upp\n", encoding="utf-8")
    (tmp_path / "audit.md").write_text("", encoding="utf-8")
    issues = [{"iid": 4, "description": "<!-- kanda-brister -->\n\nold"}, {"iid": 5, "description": None}]
    opened, closed = post("gitlab", tmp_path, issues, "--issues")
    assert opened[2]["title"] == "Att följa upp i registret"
    assert closed[1:] == ("https://g.example/api/v4/projects/5/issues/4", {"state_event": "close"})
    issues = [{"iid": 6, "description": "<!-- att-folja-upp -->\n\nold"}]
    changed, noted = post("gitlab", tmp_path, issues, "--issues")
    assert changed[1].endswith("/issues/6")
    assert noted[1].endswith("/issues/6/notes")
    assert post("gitlab", tmp_path, [{"iid": 6, "description": changed[2]["description"]}], "--issues") == []


def test_without_a_token_nothing_is_posted_and_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert comment.main(["gitlab", str(tmp_path)], {}, lambda *_: pytest.fail("sent")) == 2
    assert "KOMMENTAR_TOKEN" in capsys.readouterr().err


def test_errors_are_counted_advice_is_not_and_the_site_is_one_click_away(tmp_path: Path) -> None:
    said(tmp_path)
    problems = [{"severity": "error"}, {"severity": "advice"}]
    (tmp_path / "problems.json").write_text(json.dumps({"problems": problems}), encoding="utf-8")
    body = comment.comment(tmp_path, "https://x.example/1")
    assert "## 1 fel att rätta" in body
    assert "[Webbplatsen med ändringen](https://x.example/1)." in body
    assert "Webbplatsen" not in comment.comment(tmp_path)
