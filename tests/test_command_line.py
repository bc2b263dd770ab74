"""No traceback from a command, whatever happens to its output, its clock, its user or its Git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .register.cases import ROOT, base, commit

ARGUMENTS = ["--today", "2026-11-23"]


def validate(root: Path, *arguments: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run validate.py as a person does; `shell` is what follows it on the command line."""
    command = " ".join(
        f"'{word}'" for word in (sys.executable, f"{ROOT}/scripts/validate.py", "--root", str(root), *arguments)
    )
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **environment}
    return subprocess.run(
        ["bash", "-c", f"{command} {shell}"], env=env, capture_output=True, text=True, check=False, cwd=root
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a fault, in a repository with one commit of 23 November 2026."""
    folder = base(tmp_path_factory.mktemp("register"))
    record = folder / "partnerships/2024/laxhjalp-raslatt.yaml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("titel: Läxhjälp", "titel: LÄXHJÄLP ÅT ALLA"), encoding="utf-8"
    )
    commit(folder, "first")
    return folder


@pytest.mark.parametrize(
    ("shell", "environment", "code"),
    [
        ("", {}, 1),
        (">&-", {}, 1),
        (">/dev/full", {}, 2),
        ("| head -c 5; exit ${PIPESTATUS[0]}", {}, None),
        ("", {"PYTHONIOENCODING": "latin-1"}, 1),
        ("", {"PYTHONIOENCODING": "ascii"}, 1),
        ("", {"LC_ALL": "C", "PYTHONUTF8": "0"}, 1),
        ("2>&-", {}, 1),
    ],
)
def test_output_that_cannot_be_written_gives_no_traceback(
    root: Path, shell: str, environment: dict[str, str], code: int | None
) -> None:
    done = validate(root, *ARGUMENTS, shell=shell, **environment)
    assert "Traceback" not in done.stderr + done.stdout
    assert "Exception ignored" not in done.stderr
    assert code is None or done.returncode == code


def test_help_is_shown_in_any_encoding(root: Path) -> None:
    done = validate(root, "--help", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Kontrollera posterna" in done.stdout


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1970-01-01"])
@pytest.mark.parametrize("command", ["validate", "followup", "changes"])
def test_any_day_of_the_calendar_can_be_asked_for(root: Path, day: str, command: str) -> None:
    more = ["--base", "HEAD"] if command == "changes" else ["--advice"] if command == "validate" else []
    done = subprocess.run(
        [sys.executable, f"{ROOT}/scripts/{command}.py", "--root", str(root), "--today", day, *more],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_a_day_that_does_not_exist_is_said_in_swedish(root: Path) -> None:
    done = validate(root, "--today", "2026-02-30")
    assert done.returncode == 2
    assert "«2026-02-30» är inte en dag." in done.stderr


def test_a_clock_far_from_the_newest_commit_is_one_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import validate as command
    from register import cli

    class Clock(cli.date):  # type: ignore[name-defined,misc]  # a class of the library, as the module has it
        @classmethod
        def today(cls) -> Clock:
            return cls(1990, 1, 1)

    monkeypatch.setattr(cli, "date", Clock)
    assert command.main(["--root", str(root)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Datorns klocka visar 1990-01-01, men registret ändrades senast 2026-11-23." in said.err
    assert command.main(["--root", str(root), "--today", "1990-01-01"]) == 1  # a day that was asked for is used


COMMANDS = [path.stem for path in sorted((ROOT / "scripts").glob("*.py")) if "__main__" in path.read_text("utf-8")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_meets_a_slip_in_swedish_and_an_interrupt_in_a_sentence(command: str) -> None:
    program = (
        "import os, runpy, signal, sys; sys.path.insert(0, sys.argv.pop(1)); sys.argv = sys.argv[1:]\n"
        "class Late:\n def find_spec(self, name, *_):\n"
        "  if name.partition('.')[0] in ('register', 'editing', 'website', 'pages'):\n"
        "   os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Late())\nrunpy.run_path(sys.argv[0], run_name='__main__')"
    )
    file = f"{ROOT}/scripts/{command}.py"
    early = [sys.executable, "-c", program, f"{ROOT}/scripts", file, "--help"]
    done = subprocess.run(early, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)
    assert done.stderr.strip().startswith("Avbrutet.") or command == "serve"
    for arguments in (["--finns-inte"], ["--help"]):
        done = subprocess.run([sys.executable, file, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == (0 if arguments == ["--help"] else 2)
        said = done.stdout + done.stderr
        assert said.startswith("användning: ")
        assert not [word for word in ("usage", "error", "show this", "required", "argument -") if word in said]


def test_a_mistake_of_ours_is_seen_as_a_traceback() -> None:
    program = "import interrupts\ninterrupts.run(lambda: min([]))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "scripts", capture_output=True, text=True, check=False
    )
    assert done.stderr.rstrip().endswith("is empty") or "empty sequence" in done.stderr


def test_without_git_the_check_runs_and_a_base_is_refused_in_words(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, f"{ROOT}/scripts/validate.py", "--root", str(root), *ARGUMENTS]
    for more, code, said in (([], 1, ""), (["--base", "HEAD"], 2, "Git är inte installerat.")):
        done = subprocess.run(
            [*command, *more], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == code
        assert said in done.stderr


def test_a_repository_of_another_user_is_named_with_what_to_do(root: Path) -> None:
    done = validate(root, *ARGUMENTS, "--base", "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert done.returncode == 2
    assert "tillhör en annan användare än du" in done.stderr
    assert f"git config --global --add safe.directory {root}" in done.stderr


def test_every_rule_is_listed(root: Path) -> None:
    done = validate(root, "--list")
    assert done.returncode == 0
    assert "R304  fel  " in done.stdout
    assert "R601  råd  " in done.stdout
