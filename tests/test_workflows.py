"""The workflows: well formed, no more permissions than needed, and nothing published that did not pass."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.y*ml"))
ON = True  # YAML 1.1, which PyYAML reads, takes the key «on» for true
JOBS_THAT_WRITE = {
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("comment", "comment"): {"actions": "read", "pull-requests": "write"},
    ("watch", "follow-up"): {"contents": "read", "issues": "write"},
}


def loaded(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in loaded(path)["jobs"].items():
            yield path.stem, name, job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for workflow, name, job in jobs():
        for step in job["steps"]:
            yield f"{workflow}/{name}: {step['name']}", step


def check_against_schema(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *paths,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def lint(*paths: Path) -> subprocess.CompletedProcess[str]:
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [zizmor, "--offline", "--no-config", "--pedantic", "--no-progress", "--color=never", *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_is_one_workflow_that_checks_and_one_that_publishes() -> None:
    assert {"check", "publish"} <= {path.stem for path in WORKFLOWS}


def test_every_workflow_follows_the_schema() -> None:
    result = check_against_schema(*WORKFLOWS)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_schema_refuses_a_workflow_with_a_misspelt_key(tmp_path: Path) -> None:
    faulty = tmp_path / "check.yml"
    text = (FOLDER / "check.yml").read_text(encoding="utf-8")
    faulty.write_text(text.replace("runs-on:", "run-on:"), encoding="utf-8")
    result = check_against_schema(faulty)
    assert result.returncode == 1
    assert "run-on" in result.stdout


def test_zizmor_finds_nothing() -> None:
    result = lint(*WORKFLOWS)
    assert result.returncode == 0, result.stdout + result.stderr


def test_zizmor_finds_a_value_of_the_event_that_is_pasted_into_a_command(tmp_path: Path) -> None:
    faulty = tmp_path / "check.yml"
    text = (FOLDER / "check.yml").read_text(encoding="utf-8")
    faulty.write_text(
        text.replace("run: make site ", "run: make ${{ github.event.pull_request.title }} "), encoding="utf-8"
    )
    result = lint(faulty)
    assert result.returncode > 0
    assert "template-injection" in result.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(path: Path) -> None:
    uses = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r"\s+(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")
    assert uses
    assert [line for line in uses if not pinned.fullmatch(line)] == []


def test_one_action_has_one_version_everywhere() -> None:
    versions: dict[str, set[str]] = {}
    for _, step in steps():
        if "uses" in step:
            action, commit = step["uses"].split("@")
            versions.setdefault(action, set()).add(commit)
    assert {action: found for action, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("workflow", "name", "job"), [pytest.param(*found, id="-".join(found[:2])) for found in jobs()]
)
def test_a_job_may_read_the_repository_and_no_more(workflow: str, name: str, job: dict[str, Any]) -> None:
    assert job["permissions"] == JOBS_THAT_WRITE.get((workflow, name), {"contents": "read"})
    assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_nothing_that_a_job_does_not_ask_for(path: Path) -> None:
    assert loaded(path)["permissions"] == {}
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text


def test_every_checkout_fetches_all_history_and_leaves_no_credentials() -> None:
    checkouts = {place: step for place, step in steps() if step.get("uses", "").startswith("actions/checkout@")}
    assert len(checkouts) == 4
    for place, step in checkouts.items():
        assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}, place


def test_no_command_has_a_value_pasted_into_it() -> None:
    assert [place for place, step in steps() if "${{" in step.get("run", "")] == []


def test_a_pull_request_is_checked_against_its_base_with_notes_on_the_lines() -> None:
    workflow = loaded(FOLDER / "check.yml")
    assert set(workflow[ON]) == {"pull_request"}
    assert workflow["concurrency"]["cancel-in-progress"] is True
    commands = [step.get("run", "") for step in workflow["jobs"]["content"]["steps"]]
    [check] = [command for command in commands if "--format github" in command]
    assert '--base "$base" --format github' in check
    [build] = [command for command in commands if command.startswith("make site")]
    assert build == """make site BASE="$(git rev-parse --verify 'HEAD^1')\""""
    assert commands.index(check) < commands.index(build)


def test_a_pull_request_saves_what_it_changes_before_a_fault_can_stop_it() -> None:
    done = loaded(FOLDER / "check.yml")["jobs"]["content"]["steps"]
    [say] = [place for place, step in enumerate(done) if "changes.py" in step.get("run", "")]
    [check] = [place for place, step in enumerate(done) if "--format github" in step.get("run", "")]
    keep = done[say + 1]
    assert say + 1 < check
    assert keep["uses"].startswith("actions/upload-artifact@")
    assert (keep["with"]["name"], keep["with"]["path"]) == ("said", f"{done[say]['env']['SAID']}/")
    saved = set(re.findall(r'> "\$SAID/([a-z.]+)"', done[say]["run"]))
    assert saved == {"number", "changes.md", "problems.json", "problems.txt"}


def test_what_may_comment_runs_nothing_of_the_pull_request() -> None:
    workflow = loaded(FOLDER / "comment.yml")
    assert workflow[ON] == {"workflow_run": {"workflows": ["Check"], "types": ["completed"]}}
    assert loaded(FOLDER / "check.yml")["name"] == "Check"
    done = workflow["jobs"]["comment"]["steps"]
    assert [step["uses"].split("@")[0] for step in done] == [
        "actions/github-script",
        "actions/download-artifact",
        "actions/github-script",
    ]
    assert not any("run" in step for step in done)
    assert not any("${{" in step["with"].get("script", "") for step in done)


def test_the_register_is_watched_every_week() -> None:
    workflow = loaded(FOLDER / "watch.yml")
    [schedule] = workflow[ON]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])
    commands = [step.get("run", "") for step in workflow["jobs"]["follow-up"]["steps"]]
    assert any(command.startswith(".venv/bin/python scripts/followup.py ") for command in commands)


def test_a_pull_request_is_tested_on_every_python_that_is_promised() -> None:
    versions = loaded(FOLDER / "check.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"]
    assert versions == ["3.11", "3.12", "3.13"]
    assert 'requires-python = ">=3.11,<3.14"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_only_what_passed_every_test_on_main_is_published() -> None:
    workflow = loaded(FOLDER / "publish.yml")
    assert workflow[ON]["push"] == {"branches": ["main"]}
    assert set(workflow[ON]) == {"push", "schedule"}  # both run on the main branch and nowhere else
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    done = [step.get("run", step.get("uses", "").split("@")[0]) for step in build["steps"]]
    assert done[-3:] == ["make test", "make site", "actions/upload-pages-artifact"]
    assert not any("if" in step or "continue-on-error" in step for step in build["steps"])
    assert deploy["needs"] == "build"
    assert "if" not in deploy
    assert deploy["environment"]["name"] == "github-pages"
    assert [step["uses"].split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]
