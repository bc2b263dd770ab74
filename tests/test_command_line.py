"""No traceback from a command, whatever happens to its output, its clock, its user or its Git."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import validate
from register import cli

from .register.cases import ROOT, base, commit

ARGUMENTS = ["--today", "2026-11-23"]
SCRIPTS = ROOT / "scripts"
COMMANDS = [path.stem for path in sorted(SCRIPTS.glob("*.py")) if "__main__" in path.read_text("utf-8")]
# A command that prints much in Swedish, and imports nothing but what meets a closed output
PRINTING = "import interrupts, sys; sys.exit(interrupts.run(lambda: print('rad å\\n' * 100000)))"


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


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=SCRIPTS, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("redirect", "code", "said"),
    [
        (">/dev/null", 0, ""),
        ("| head -1 >/dev/null", 2, ""),
        (">&-", 0, ""),
        ("2>&- >/dev/null", 0, ""),
        (">/dev/full", 2, "Det gick inte att skriva: disken är full.\n"),
    ],
)
def test_output_that_leads_nowhere_is_no_traceback(redirect: str, code: int, said: str) -> None:
    shell = f'"$0" -c "$1" {redirect}; exit "${{PIPESTATUS[0]}}"'
    done = run("bash", "-c", shell, sys.executable, PRINTING, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (code, said)


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_a_report_is_in_swedish_in_any_encoding(root: Path, environment: dict[str, str]) -> None:
    done = run(sys.executable, "validate.py", "--root", str(root), *ARGUMENTS, **environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert "LÄXHJÄLP ÅT ALLA" in done.stdout


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1970-01-01"])
@pytest.mark.parametrize("command", ["validate --advice", "followup", "changes --base HEAD"])
def test_any_day_of_the_calendar_can_be_asked_for(root: Path, day: str, command: str) -> None:
    name, *more = command.split()
    assert import_module(name).main(["--root", str(root), "--today", day, *more]) in (0, 1)


def test_a_day_that_does_not_exist_is_said_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        validate.main(["--today", "2026-02-30"])
    assert "«2026-02-30» är inte en dag." in capsys.readouterr().err


def test_a_clock_far_from_the_newest_commit_is_one_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Clock(cli.date):  # type: ignore[name-defined,misc]  # a class of the library, as the module has it
        @classmethod
        def today(cls) -> Clock:
            return cls(1990, 1, 1)

    monkeypatch.setattr(cli, "date", Clock)
    assert validate.main(["--root", str(root)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Datorns klocka visar 1990-01-01, men registret ändrades senast 2026-11-23." in said.err
    assert validate.main(["--root", str(root), "--today", "1990-01-01"]) == 1  # a day that was asked for is used


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help_and_meets_a_slip_in_swedish(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for argument, code in (("--finns-inte", "2"), ("--help", "0")):
        with pytest.raises(SystemExit, match=code):
            import_module(command).main([argument])
        said = "".join(capsys.readouterr())
        assert said.startswith("användning: ")
        assert not [word for word in ("usage", "error", "show this", "required", "argument -") if word in said]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_interrupt_while_a_command_starts_is_a_sentence(command: str) -> None:
    program = (
        "import os, runpy, signal, sys; sys.path.insert(0, ''); sys.argv[:] = sys.argv[1:]\n"
        "class Late:\n def find_spec(self, name, *_):\n"
        "  if name.partition('.')[0] in ('register', 'editing', 'website', 'pages'):\n"
        "   os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Late())\nrunpy.run_path(sys.argv[0], run_name='__main__')"
    )
    done = run(sys.executable, "-S", "-c", program, f"{command}.py", "--help")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)
    assert done.stderr.strip().startswith("Avbrutet.") or command == "serve"


def test_a_mistake_of_ours_is_seen_as_a_traceback() -> None:
    done = run(sys.executable, "-c", "import interrupts\ninterrupts.run(lambda: 1 // 0)")
    assert done.stderr.startswith("Traceback ")
    assert done.stderr.endswith("ZeroDivisionError: integer division or modulo by zero\n")


@pytest.mark.parametrize(
    ("name", "value", "more", "code", "said"),
    [
        ("PATH", "", [], 1, ""),
        ("PATH", "", ["--base", "HEAD"], 2, "Git är inte installerat."),
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", ["--base", "HEAD"], 2, "tillhör en annan användare än du"),
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", ["--base", "HEAD"], 2, "git config --global --add safe.directory {}"),
    ],
)
def test_without_a_git_that_answers_the_check_runs_and_a_base_is_refused_with_what_to_do(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    more: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv(name, value)
    assert validate.main(["--root", str(root), *ARGUMENTS, *more]) == code
    assert said.format(root) in capsys.readouterr().err


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.main(["--list"]) == 0
    listed = capsys.readouterr().out
    assert "R304  fel  " in listed
    assert "R601  råd  " in listed
