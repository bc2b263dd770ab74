"""The commands: the same with make, ./gor and gor.cmd; how .venv is set up; what the locks hold."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import gor

ROOT = Path(__file__).parent.parent

# A Python that pretends to be of another version, and makes environments and installs packages in no time. It
# writes down in the file «log» what it was asked to do.
PRETENDED = """\
#!/bin/sh
case "$1 $2" in
    "-m venv") echo venv >> log; for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
    "-m pip") echo "$*" >> log; {pip} ;;
    "-m uv") echo "$*" >> log; {uv} ;;
    *gor.py*) script="$1"; shift; exec {python} -IS -c "import runpy, sys; sys.version_info = {version}
sys.executable = '$0'; sys.argv[0] = '$script'; runpy.run_path('$script', run_name='__main__')" "$@" ;;
    "-c "*) exec {python} -IS -c "import sys; sys.version_info = {version}; {before}
$2" ;;
    *) echo "ran $*" >> log; {run} ;;
esac
"""


@dataclass
class Clone:
    """A folder with what setting up needs, and nothing on the PATH but the shell's own tools."""

    folder: Path

    @property
    def environment(self) -> Path:
        return self.folder / ".venv"

    def python(self, name: str = "python3", version: str = "3.11.7", before: str = "", **ends: str) -> Path:
        """Put a Python on the PATH; `ends` is how it goes for pip, uv and what is run: «exit 0»."""
        program = self.folder / "bin" / name
        numbers = (*map(int, re.findall(r"\d+", version)), "final", 0)
        ends = {"pip": "exit 0", "uv": "exit 0", "run": "exit 0", **ends}
        text = PRETENDED.format(python=sys.executable, version=numbers, before=before, **ends)
        program.write_text(text if numbers[0] != "final" else "#!/bin/sh\nexit 127\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    def run(self, command: str = "check", python: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": str(self.folder / "bin"), "PYTHON": python, **more}
        return subprocess.run(
            ["/bin/sh", "gor", command], cwd=self.folder, env=environ, capture_output=True, text=True, check=False
        )

    def log(self) -> list[str]:
        """What has been done since the last time: «venv», «uv» or «pip» with a lock, or what was run."""
        log = self.folder / "log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        assert [line for line in lines if "install" in line and "--require-hashes" not in line] == []
        return [re.sub(r"-m (pip|uv) .*?([^/ ]+)$", r"\1 \2", line) for line in lines]


SET_UP = ["venv", "pip uv.txt", "uv requirements.lock"]
CHECK = "ran scripts/validate.py"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    (tmp_path / "bin").mkdir()
    for tool in ("cp", "dirname", "mkdir", "sh"):
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    for name in ("gor", "gor.py"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "requirements.lock").write_text("one==1 \\\n    --hash=sha256:00\n", encoding="utf-8")
    both = "one==1 \\\n    --hash=sha256:00\nuv==1 \\\n    --hash=sha256:11\nzwei==2 \\\n    --hash=sha256:22\n"
    (tmp_path / "requirements-dev.lock").write_text(both, encoding="utf-8")
    return Clone(tmp_path)


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False)


def test_make_alone_explains_the_commands() -> None:
    result = make()
    assert (result.returncode, result.stderr) == (0, "")
    assert "\n  site           kontrollera allt och bygg webbplatsen i site/\n" in result.stdout


def test_every_script_has_its_command_and_every_step_starts_something_that_there_is() -> None:
    steps = [re.sub("^[-&] ", "", step) for command in gor.COMMANDS.values() for step in command.steps]
    modules = {step.split()[1] for step in steps if step.startswith("-m ")}
    files = {step.split()[0] for step in steps if not step.startswith("-m ")}
    assert modules == {"ruff", "mypy", "pytest"}
    assert [name for name in files if not (ROOT / name).is_file()] == []
    scripts = [path for path in (ROOT / "scripts").glob("*.py") if "__main__" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(ROOT).as_posix() for path in scripts} == {
        step.split()[0] for command in gor.STAFF for step in command.steps for step in [step.removeprefix("- ")]
    }


@pytest.mark.parametrize(
    ("words", "passed_on"),
    [
        (["site"], "site"),
        (["site", "BASE=main"], "site --base 'main'"),
        (["format", "WRITE=yes"], "format --write"),
        (["check", "ARGS=--advice"], "check --advice"),
    ],
)
def test_make_passes_on_the_name_and_its_variables(words: list[str], passed_on: str) -> None:
    assert make("--dry-run", *words).stdout.split() == ["./gor", *passed_on.split()]


def test_a_misspelt_command_is_answered_with_the_nearest() -> None:
    result = make("chek")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Menade du check?" in result.stderr


# A step of a command writes down in «log» what it was given, and ends with its last word as code.
STEP = "import os, sys; open('log', 'a').write(' '.join(sys.argv[1:]) + '\\n'); sys.exit(int(sys.argv[-1]))"


@pytest.mark.parametrize(
    ("steps", "code", "ran"),
    [
        (["step first 0", "step last 0"], 0, ["first 0", "last 0"]),
        (["step first 3", "step last 0"], 3, ["first 3"]),
        (["- step first 3", "step last 0"], 0, ["first 3", "last 0"]),
        (["& step beside 0", "step first 0", "step last 4"], 4, ["beside 0", "first 0", "last 4"]),
        (["& step beside 3", "step first 0", "step last 0"], 3, ["beside 3", "first 0"]),
    ],
)
def test_the_steps_are_run_until_one_fails_that_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[str], code: int, ran: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(gor, "PYTHON", sys.executable)
    monkeypatch.setattr(gor, "WINDOWS", True)  # there the last step, too, is a process of its own
    (tmp_path / "step").write_text(STEP, encoding="utf-8")
    assert gor.run_steps(steps, []) == code
    assert sorted((tmp_path / "log").read_text(encoding="utf-8").splitlines()) == ran


def test_bytecode_that_is_not_wanted_among_the_sources_is_kept_apart(clone: Clone) -> None:
    clone.python(run='echo "$PYTHONDONTWRITEBYTECODE$PYTHONPYCACHEPREFIX"')
    assert clone.run().stdout == "\n"
    assert clone.run(PYTHONDONTWRITEBYTECODE="1").stdout == f"{clone.folder}/.cache/bytecode\n"


def test_what_staff_use_needs_no_development_packages_and_an_older_python_can_say_what_is_needed() -> None:
    assert {command.lock for command in gor.STAFF} == {gor.RUNTIME}
    ast.parse((ROOT / "gor.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_windows_starts_the_same_file() -> None:
    script = (ROOT / "gor.cmd").read_text(encoding="utf-8")
    assert '"%~dp0gor.py" %*' in script
    assert "exit /b %errorlevel%" in script


def test_clean_takes_away_what_was_made_and_nothing_that_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {"site.md", "content/start.md", "scripts/build.py", "tests/test_site.py", ".gitignore"}
    made = {
        *("site/index.html", "site.new/index.html", ".venv/bin/python", ".ruff_cache/x", "scripts/a/__pycache__/x"),
        "redigera/node_modules/x/index.js",
    }
    for name in written | made:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(gor, "ROOT", tmp_path)
    gor.clean()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == written


def test_ci_runs_the_test_command_and_ends_with_its_code(clone: Clone) -> None:
    (clone.folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", clone.folder / ".ci")
    make = clone.folder / "bin/make"
    make.write_text('#!/bin/sh\necho "$PWD: $*"\nexit 7\n', encoding="utf-8")
    make.chmod(0o755)
    done = subprocess.run(
        [shutil.which("bash") or "", clone.folder / ".ci/run"],
        env={"PATH": str(clone.folder / "bin")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (7, f"{clone.folder}: test\n")


def test_sets_up_from_the_lock_with_hashes_and_only_once(clone: Clone) -> None:
    clone.python()
    result = clone.run()
    assert result.returncode == 0, result.stderr
    assert "Gör .venv med Python 3.11.7" in result.stderr
    assert "Installerar 1 paket från requirements.lock med uv" in result.stderr
    assert clone.log() == [*SET_UP, CHECK]
    assert clone.run().stderr == ""
    assert clone.log() == [CHECK]
    (clone.folder / "requirements.lock").touch()
    clone.run("set-up")
    assert clone.log() == ["pip uv.txt", "uv requirements-dev.lock"], "only more packages are needed"
    clone.run()
    assert clone.log() == [CHECK]
    (clone.folder / "requirements.lock").write_text("one==2 --hash=sha256:11\n", encoding="utf-8")
    clone.run()
    assert clone.log() == [*SET_UP, CHECK]


def test_uv_is_fetched_by_the_hash_in_the_lock_and_nothing_besides(clone: Clone) -> None:
    clone.python(pip='cp "$last" wanted 2>/dev/null; for last; do :; done; cp "$last" wanted')
    clone.run()
    assert (clone.folder / "wanted").read_text(encoding="utf-8") == "uv==1 \\\n    --hash=sha256:11\n"


def test_where_the_pip_of_this_python_is_too_old_the_environment_gets_its_own(clone: Clone) -> None:
    clone.python(pip='case "$*" in *--python*) exit 2;; esac')
    assert clone.run().returncode == 0
    assert clone.log() == ["venv", "pip uv.txt", "pip --version", "pip uv.txt", "uv requirements.lock", CHECK]


@pytest.mark.parametrize("broken", [{"uv": "exit 1"}, {"pip": 'case "$*" in *uv.txt) exit 1;; esac'}])
def test_where_uv_does_not_work_pip_installs_the_same(clone: Clone, broken: dict[str, str]) -> None:
    clone.python(**broken)
    assert clone.run().returncode == 0
    assert clone.log()[-2:] == ["pip requirements.lock", CHECK]


@pytest.mark.parametrize(
    ("interrupted", "code", "said"),
    [
        ({"uv": "exit 1", "pip": "exit 1"}, 2, "i requirements.lock gick inte att installera. Varför står ovan."),
        ({"uv": "kill -TERM $PPID; exit 0"}, -15, ""),
    ],
)
def test_starts_over_after_a_failure_or_an_interruption(
    clone: Clone, interrupted: dict[str, str], code: int, said: str
) -> None:
    clone.python(**interrupted)
    result = clone.run()
    assert result.returncode == code
    assert said in result.stderr
    (clone.environment / "half-done").touch()
    clone.python()
    assert clone.run().returncode == 0
    assert not (clone.environment / "half-done").exists()


def test_the_python_that_is_asked_for_is_taken_also_afterwards(clone: Clone) -> None:
    clone.python()
    clone.python("own", "3.13.1")
    clone.run()
    assert "med Python 3.13.1" in clone.run(python="own").stderr
    assert clone.run(python="own").stderr == ""


@pytest.mark.parametrize(
    ("present", "taken"),
    [
        ({"python3": "3.12.3", "python3.13": "3.13.1"}, "3.12.3"),
        ({"python3": "3.9.2", "python3.11": "3.11.2", "python3.12": "3.12.3"}, "3.12.3"),
        ({"python3": "3.14.0", "python3.13": "3.13.1"}, "3.13.1"),
        ({"python3": "does not start", "python3.11": "3.11.0"}, "3.11.0"),
    ],
)
def test_takes_the_usual_python_and_else_the_newest_that_fits(
    clone: Clone, present: dict[str, str], taken: str
) -> None:
    for name, version in present.items():
        clone.python(name, version)
    assert f"med Python {taken} " in clone.run().stderr


@pytest.mark.parametrize(
    ("present", "reason"),
    [
        ({"version": "3.9.2"}, "är Python 3.9.2"),
        ({"version": "3.14.0"}, "är Python 3.14.0"),
        ({"before": "sys.modules['ensurepip'] = None"}, "är Python 3.11.7 utan venv"),
    ],
)
def test_says_in_a_sentence_what_python_is_needed(clone: Clone, present: dict[str, str], reason: str) -> None:
    clone.python(**present)
    result = clone.run()
    assert result.returncode == 2
    assert "Python 3.11, 3.12 eller 3.13 med venv behövs och hittades inte." in result.stderr
    assert reason in result.stderr
    assert "make PYTHON=" in result.stderr
    assert not clone.environment.exists()


def test_says_that_there_is_no_python_at_all_and_that_the_lock_is_missing(clone: Clone) -> None:
    result = clone.run()
    assert (result.returncode, "Python 3.11, 3.12 eller 3.13 behövs" in result.stderr) == (2, True)
    clone.python()
    (clone.folder / "requirements.lock").unlink()
    result = clone.run()
    assert (result.returncode, "Filen requirements.lock saknas" in result.stderr) == (2, True)


def test_an_environment_that_is_a_link_is_left_where_it_is(clone: Clone) -> None:
    other = clone.folder / "other"
    (other / "bin").mkdir(parents=True)
    clone.environment.symlink_to(other)
    clone.python()
    assert clone.run().returncode == 0
    assert not clone.environment.is_symlink()
    assert (other / "bin").is_dir()


def locks() -> dict[str, list[str]]:
    """Each lock with what pyproject.toml asks that it holds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups, runtime = project["dependency-groups"], project["project"]["dependencies"]
    return {
        "requirements.lock": runtime,
        "requirements-dev.lock": [*runtime, *groups["dev"]],
        "tools/requirements.lock": groups["tools"],
        "tools/exits.lock": groups["exits"],
        "tools/datatig.lock": groups["datatig"],
    }


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+) .*\\$", text, flags=re.MULTILINE))


@pytest.mark.parametrize(("lock", "asked"), locks().items())
def test_a_lock_holds_what_is_asked_for_in_one_version_with_hashes_and_no_place(lock: str, asked: list[str]) -> None:
    held = pinned(lock)
    unmet = [
        one
        for one in map(Requirement, asked)
        if not one.specifier.contains(held.get(canonicalize_name(one.name), "0.dev0"))
    ]
    assert unmet == [], "run make lock"
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = [block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE) if "==" in block]
    assert len(packages) == len(held) > 10  # a second version for another Python would make another site there
    assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []
    assert re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text) is None


def test_the_development_lock_holds_the_same_versions_as_the_site_is_built_with() -> None:
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()
