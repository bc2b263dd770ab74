"""The workflows: well formed, no more permissions than needed, and nothing published that did not pass."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import gor

from .register.cases import commit, git

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.y*ml"))
ON = True  # YAML 1.1, which PyYAML reads, takes the key «on» for true
JOBS_THAT_WRITE = {
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("publish", "attest"): {"actions": "read", "id-token": "write", "attestations": "write"},
    ("comment", "comment"): {"actions": "read", "pull-requests": "write"},
    ("watch", "follow-up"): {"contents": "read", "issues": "write"},
    ("publish", "report"): {"contents": "read", "issues": "write"},
    ("weekly", "audit"): {"contents": "read", "issues": "write"},
    ("release", "archive"): {"contents": "write"},
}
NOTHING = {("check", "code")}  # only looks at how the others went


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


def test_zizmor_finds_nothing_but_a_value_of_the_event_that_is_pasted_into_a_command(tmp_path: Path) -> None:
    faulty = tmp_path / "check.yml"
    text = (FOLDER / "check.yml").read_text(encoding="utf-8")
    faulty.write_text(text.replace("run: make test", "run: make ${{ github.event.pull_request.title }}"), "utf-8")
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [zizmor, "--offline", "--no-config", "--pedantic", "--no-progress", "--color=never"]
    well = subprocess.run([*command, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert well.returncode == 0, well.stdout + well.stderr
    ill = subprocess.run([*command, faulty], capture_output=True, text=True, check=False)
    assert ill.returncode > 0
    assert "template-injection" in ill.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_nothing_that_a_job_does_not_ask_for_and_pins_every_action(path: Path) -> None:
    assert loaded(path)["permissions"] == {}
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    uses = [line for line in text.splitlines() if "uses:" in line]
    pinned = re.compile(r"\s+(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")
    assert uses
    assert [line for line in uses if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("workflow", "name", "job"), [pytest.param(*found, id="-".join(found[:2])) for found in jobs()]
)
def test_a_job_may_read_the_repository_and_no_more(workflow: str, name: str, job: dict[str, Any]) -> None:
    usual = {} if (workflow, name) in NOTHING else {"contents": "read"}
    assert job["permissions"] == JOBS_THAT_WRITE.get((workflow, name), usual)
    assert job["timeout-minutes"] <= 30


def test_steps_use_one_version_leave_no_credentials_and_have_no_value_pasted_into_a_command() -> None:
    versions: dict[str, set[str]] = {}
    for place, step in steps():
        assert "${{" not in step.get("run", ""), place
        action, _, commit = step.get("uses", "").partition("@")
        versions.setdefault(action, set()).add(commit)
        if action == "actions/checkout":
            asked = {name: value for name, value in step["with"].items() if name != "path"}
            assert asked == {"fetch-depth": 0, "persist-credentials": False}, place
    assert {action: found for action, found in versions.items() if len(found) > 1} == {}


class Proposal:
    """A pull request as GitHub gives it: the change merged into main, which has moved on; `gor` only writes down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.change = folder / "change"
        self.write(".ci/judge", (ROOT / ".ci/judge").read_text(encoding="utf-8"))
        self.gor("the base")
        self.write("partnerships/2024/a.yaml", "titel: A\n")
        self.commit()

    def write(self, name: str, text: str) -> None:
        path = self.change / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def gor(self, whose: str, code: int = 0) -> None:
        self.write("gor", f'#!/bin/sh\necho "{whose}: $*" | tee -a "$LOG"\n[ "$1" != check ] || exit {code}\n')

    def commit(self) -> None:
        commit(self.change, "x")

    def propose(self, changes: dict[str, str]) -> None:
        """Make the change on a branch, let main move on, and merge."""
        git(self.change, "checkout", "-q", "-b", "change")
        for name, text in changes.items():
            self.write(name, text)
        self.commit()
        git(self.change, "checkout", "-q", "main")
        self.write("scripts/other.py", "# somebody else's, merged meanwhile\n")
        self.commit()
        git(self.change, "merge", "-q", "--no-edit", "change")

    def run(self, step: str) -> tuple[int, str]:
        """Run a step of the job as the workflow has it; gives its exit code and what it handed on."""
        [found] = [one for one in loaded(FOLDER / "check.yml")["jobs"]["register"]["steps"] if one["name"] == step]
        output = self.folder / "output"
        environ = {"GITHUB_OUTPUT": str(output), "LOG": str(self.folder / "log"), "OUT": str(self.folder / "said")}
        environ |= {"NUMBER": "12", "FORMAT": "github", "PATH": os.environ["PATH"]}
        command = ["bash", "-e", "-o", "pipefail", "-c", found["run"]]
        done = subprocess.run(command, cwd=self.folder, env=environ, capture_output=True, text=True, check=False)
        return done.returncode, output.read_text(encoding="utf-8").strip() if output.exists() else ""

    def log(self) -> list[str]:
        return (self.folder / "log").read_text(encoding="utf-8").splitlines()


JUDGE = "Judge the change, with notes on the lines, and build the site"


@pytest.fixture
def proposal(tmp_path: Path) -> Proposal:
    return Proposal(tmp_path)


def test_a_change_is_judged_by_the_code_of_the_base_and_only_read(proposal: Proposal) -> None:
    proposal.propose({"gor": "#!/bin/sh\necho hostile >> $LOG\n", ".ci/judge": "#!/bin/sh\necho hostile >> $LOG\n"})
    assert proposal.run("Take the judge from the base")[0] == 0
    assert proposal.run(JUDGE)[0] == 0
    told = proposal.log()
    assert all(line.startswith("the base: ") for line in told)
    assert all(f"--root {proposal.change} --base " in line for line in told)
    assert [line.split()[2] for line in told] == ["changes", *["check"] * 4, "site"]
    saved = {path.name for path in (proposal.folder / "said").iterdir()}
    assert saved >= {"number", "changes.md", "problems.json", "problems.txt", "control.txt"}
    assert (proposal.folder / "said" / "control.txt").read_text(encoding="utf-8").split() == [".ci/judge", "gor"]


@pytest.mark.parametrize("code", [1, 2])
def test_a_fault_stops_the_job_after_all_was_saved_and_nothing_is_built(proposal: Proposal, code: int) -> None:
    proposal.gor("the base", code)
    proposal.commit()
    proposal.propose({"partnerships/2024/b.yaml": "titel: B\n"})
    proposal.run("Take the judge from the base")
    assert proposal.run(JUDGE)[0] == code
    assert (proposal.folder / "said" / "problems.json").is_file()
    assert not any(" site " in line for line in proposal.log())


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/om/index.md", "false"),
        ("partnerships/2024/b.yaml", "false"),
        ("schemas/record.schema.json", "true"),
        (".github/workflows/check.yml", "true"),
        ("requirements.lock", "true"),
        ("contents.py", "true"),
    ],
)
def test_tests_are_run_only_for_what_judges_and_builds_and_not_for_what_main_got_meanwhile(
    proposal: Proposal, path: str, code: str
) -> None:
    proposal.propose({path: "x\n"})
    assert proposal.run("Look for what the change touches") == (0, f"code={code}")


@pytest.mark.parametrize(
    ("touched", "tests", "passes"),
    [
        ("false", "skipped", True),
        ("true", "success", True),
        ("true", "failure", False),
        ("true", "skipped", False),
        ("true", "cancelled", False),
        ("", "skipped", False),
    ],
)
def test_the_demanded_check_is_green_only_when_the_tests_were_or_there_was_nothing_to_test(
    touched: str, tests: str, *, passes: bool
) -> None:
    [step] = loaded(FOLDER / "check.yml")["jobs"]["code"]["steps"]
    environ = {"TOUCHED": touched, "TESTS": tests, "PATH": os.environ["PATH"]}
    assert (subprocess.run(["bash", "-e", "-c", step["run"]], env=environ, check=False).returncode == 0) is passes


def test_a_pull_request_is_judged_by_itself_and_keeps_what_was_said_also_after_a_fault() -> None:
    workflow = loaded(FOLDER / "check.yml")
    assert set(workflow[ON]) == {"pull_request"}
    assert workflow["concurrency"]["cancel-in-progress"] is True
    done = workflow["jobs"]["register"]["steps"]
    names = [step["name"] for step in done]
    keep = done[names.index(JUDGE) + 1]
    assert (keep["with"]["name"], keep["if"]) == ("said", "${{ !cancelled() }}")
    assert "actions/cache" not in (FOLDER / "check.yml").read_text(encoding="utf-8")  # the change could have written it
    assert not any("cache" in step.get("with", {}) for step in done)


def test_what_may_comment_runs_nothing_of_the_pull_request() -> None:
    workflow = loaded(FOLDER / "comment.yml")
    assert workflow[ON] == {"workflow_run": {"workflows": ["Check"], "types": ["completed"]}}
    assert loaded(FOLDER / "check.yml")["name"] == "Check"
    done = workflow["jobs"]["comment"]["steps"]
    used = {step["uses"].split("@")[0] for step in done}  # a step that uses an action runs no command
    assert used == {"actions/github-script", "actions/download-artifact"}
    assert not any("${{" in step["with"].get("script", "") for step in done)


def test_only_what_passed_on_main_is_published() -> None:
    workflow = loaded(FOLDER / "publish.yml")
    assert workflow[ON]["push"] == {"branches": ["main"]}
    assert set(workflow[ON]) == {"push", "schedule"}  # both run on the main branch and nowhere else
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    done = [step.get("run", step.get("uses", "").split("@")[0]) for step in build["steps"]]
    assert done[-2:] == ["make site", "actions/upload-pages-artifact"]
    assert not any("if" in step or "continue-on-error" in step for step in build["steps"])
    assert deploy["needs"] == "build"
    assert "if" not in deploy


@pytest.mark.parametrize(
    ("path", "event", "before", "tested"),
    [
        ("content/a.md", "push", "HEAD^", False),
        ("scripts/a.py", "push", "HEAD^", True),
        ("scripts/a.py", "schedule", "", False),
        ("content/a.md", "push", "0" * 40, True),
    ],
)
def test_code_that_reaches_main_is_tested_before_it_builds_the_site(
    proposal: Proposal, path: str, event: str, before: str, *, tested: bool
) -> None:
    proposal.write(path, "x\n")
    proposal.commit()
    steps_of_build = loaded(FOLDER / "publish.yml")["jobs"]["build"]["steps"]
    [step] = [one for one in steps_of_build if one["name"] == "Test, when the code has changed"]
    make = proposal.folder / "bin" / "make"
    make.parent.mkdir()
    make.write_text('#!/bin/sh\necho "$*"\n', encoding="utf-8")
    make.chmod(0o755)
    environ = {"PATH": f"{make.parent}:{os.environ['PATH']}", "EVENT": event, "BEFORE": before}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=proposal.change, env=environ, capture_output=True, text=True, check=True
    )
    assert (done.stdout == "test\n") is tested


def test_every_python_is_tested_and_every_lock_of_npm_renewed() -> None:
    versions = loaded(FOLDER / "check.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"]
    assert versions == [f"3.{minor}" for minor in range(gor.OLDEST[1], gor.NEWEST[1] + 1)]
    updates = loaded(ROOT / ".github" / "dependabot.yml")["updates"]
    [npm] = [update["directories"] for update in updates if update["package-ecosystem"] == "npm"]
    assert {f"/{path.parent.name}" for path in ROOT.glob("[!.]*/package-lock.json")} == set(npm)
