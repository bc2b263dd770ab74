"""The commands: what make offers, how .venv is set up, and that the lock holds what pyproject asks for."""

from __future__ import annotations

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

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "fuzz",
    "html-check",
    "lighthouse",
    "help",
    "site",
    "test",
    "editor",
    "editor-schema",
    "serve",
    "check",
    "followup",
    "new",
    "propose",
    "start-fresh",
    "format",
    "lint",
    "format-code",
    "bench",
    "pictures",
    "lock",
    "clean",
}

# A Python that pretends to be of another version, and makes environments and installs packages in no time. It
# writes down in the file «log» what it was asked to do.
PRETENDED = """\
#!/bin/sh
case "$1 $2" in
    "-m venv") echo venv >> log; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip") echo "pip $*" >> log; {pip} ;;
    "--version "*) echo "Python {shown}" ;;
    *) exec {python} -c "import sys; sys.version_info = {version}; {before}
$2" ;;
esac
"""


@dataclass
class Clone:
    """A folder with what setting up needs, and nothing on the PATH but the shell's own tools."""

    folder: Path

    @property
    def environment(self) -> Path:
        return self.folder / ".venv"

    @property
    def lock(self) -> Path:
        return self.folder / "requirements-dev.lock"

    def python(self, name: str, version: str = "3.11.7", before: str = "", pip: str = "exit 0") -> Path:
        program = self.folder / "bin" / name
        numbers = (*map(int, version.split(".")), "final", 0)
        program.write_text(
            PRETENDED.format(python=sys.executable, shown=version, version=numbers, before=before, pip=pip),
            encoding="utf-8",
        )
        program.chmod(0o755)
        return program

    def set_up(self, python: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "scripts/set-up.sh"],
            cwd=self.folder,
            env={"PATH": str(self.folder / "bin"), "PYTHON": python},
            capture_output=True,
            text=True,
            check=False,
        )

    def log(self) -> list[str]:
        log = self.folder / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    (tmp_path / "bin").mkdir()
    for tool in ("cat", "cmp", "cp", "dirname", "mkdir", "mv", "rm", "sh"):
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "set-up.sh", tmp_path / "scripts")
    (tmp_path / "requirements-dev.lock").write_text("one==1 --hash=sha256:00\n", encoding="utf-8")
    return Clone(tmp_path)


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False)


def test_make_alone_explains_every_command_and_does_nothing() -> None:
    result = make()
    assert result.returncode == 0, result.stderr
    explained = re.findall(r"^  make ([a-z-]+) +\S.*$", result.stdout, flags=re.MULTILINE)
    assert set(explained) == COMMANDS
    assert len(result.stdout.splitlines()) == len(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS - {"help", "clean"}))
def test_every_command_sets_up_what_it_needs_first(command: str) -> None:
    lines = make("--dry-run", command).stdout.splitlines()
    assert "sh scripts/set-up.sh" in lines[0]
    assert ".venv/bin/python " in lines[1]


def test_a_test_that_fails_makes_the_command_fail_and_closes_it_with_the_count() -> None:
    lines = make("--dry-run", "test").stdout.splitlines()
    assert [
        words for words in ("ruff check", "ruff format --check", "mypy") if not any(words in line for line in lines)
    ] == []
    assert lines[-1].endswith(
        "-m pytest -n auto"
    )  # nothing after it: its exit code and its last line are the command's
    assert 'scripts/chromium.py)" && ' in lines[-1]  # with no browser nothing is passed over: the command fails


def test_clean_takes_away_what_was_made_and_nothing_that_was_written(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    written = {
        "Makefile",
        "site.md",
        "content/start.md",
        "scripts/build.py",
        "tests/test_site.py",
        ".gitignore",
    }
    made = {
        "site/index.html",
        "site.new/index.html",
        ".venv/bin/python",
        ".ruff_cache/x",
        "scripts/__pycache__/x",
        "redigera/node_modules/x/index.js",
    }
    for name in (written | made) - {"Makefile"}:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert make("clean", folder=tmp_path).returncode == 0
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == written


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "exec make test"]


def test_sets_up_from_the_lock_with_hashes_and_only_once(clone: Clone) -> None:
    clone.python("python3")
    result = clone.set_up()
    assert result.returncode == 0, result.stderr
    assert "Setting up .venv with Python 3.11.7" in result.stdout
    [venv, pip] = clone.log()
    assert venv == "venv"
    assert "--require-hashes -r requirements-dev.lock" in pip
    assert clone.set_up().stdout == ""
    assert len(clone.log()) == 2


def test_sets_up_anew_when_the_content_of_the_lock_changes_and_not_its_date(clone: Clone) -> None:
    clone.python("python3")
    clone.set_up()
    clone.lock.touch()
    clone.set_up()
    assert clone.log().count("venv") == 1
    clone.lock.write_text("one==2 --hash=sha256:11\n", encoding="utf-8")
    clone.set_up()
    assert clone.log().count("venv") == 2


def test_starts_over_when_packages_could_not_be_installed(clone: Clone) -> None:
    clone.python("python3", pip="exit 1")
    result = clone.set_up()
    assert result.returncode == 1
    assert "could not be installed; pip says why above" in result.stderr
    half_done = clone.environment / "half-done"
    half_done.touch()
    clone.python("python3")
    assert clone.set_up().returncode == 0
    assert not half_done.exists()


def test_starts_over_when_it_was_interrupted(clone: Clone) -> None:
    clone.python("python3", pip="kill -TERM $PPID; exit 0")
    assert clone.set_up().returncode != 0
    clone.python("python3")
    assert clone.set_up().returncode == 0
    assert clone.log().count("venv") == 2


def test_sets_up_anew_when_the_python_behind_it_is_gone(clone: Clone) -> None:
    clone.python("python3")
    clone.set_up()
    (clone.environment / "bin" / "python").unlink()
    assert clone.set_up().returncode == 0
    assert clone.log().count("venv") == 2


def test_the_python_that_is_asked_for_is_taken_also_afterwards(clone: Clone) -> None:
    clone.python("python3")
    clone.python("own", "3.13.1")
    clone.set_up()
    assert "with Python 3.13.1" in clone.set_up(python="own").stdout
    assert clone.set_up(python="own").stdout == ""


@pytest.mark.parametrize(
    ("present", "taken"),
    [
        ({"python3": "3.12.3", "python3.13": "3.13.1"}, "3.12.3"),
        ({"python3": "3.9.2", "python3.11": "3.11.2", "python3.12": "3.12.3"}, "3.12.3"),
        ({"python3": "3.14.0", "python3.13": "3.13.1"}, "3.13.1"),
        ({"python3.11": "3.11.0"}, "3.11.0"),
    ],
)
def test_takes_the_usual_python_and_else_the_newest_that_fits(
    clone: Clone, present: dict[str, str], taken: str
) -> None:
    for name, version in present.items():
        clone.python(name, version)
    assert f"with Python {taken} " in clone.set_up().stdout


def test_a_python_that_does_not_start_is_passed_over(clone: Clone) -> None:
    broken = clone.python("python3")
    broken.write_text("#!/bin/sh\necho not here >&2; exit 127\n", encoding="utf-8")
    clone.python("python3.11")
    assert clone.set_up().returncode == 0


@pytest.mark.parametrize(
    ("present", "reason"),
    [
        ({"version": "3.9.2"}, "python3 is Python 3.9.2"),
        ({"version": "3.14.0"}, "python3 is Python 3.14.0"),
        ({"before": "sys.modules['ensurepip'] = None"}, "python3 is Python 3.11.7 without venv"),
    ],
)
def test_says_in_a_sentence_what_python_is_needed(clone: Clone, present: dict[str, str], reason: str) -> None:
    clone.python("python3", **present)
    result = clone.set_up()
    assert result.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 with venv is needed, and none was found." in result.stderr
    assert reason in result.stderr
    assert "make PYTHON=" in result.stderr
    assert not clone.environment.exists()


def test_says_the_same_when_there_is_no_python_at_all(clone: Clone) -> None:
    result = clone.set_up()
    assert result.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 with venv is needed" in result.stderr
    assert "Found on this machine" not in result.stderr


def test_says_that_the_lock_is_missing(clone: Clone) -> None:
    clone.python("python3")
    clone.lock.unlink()
    result = clone.set_up()
    assert result.returncode == 1
    assert "There is no requirements-dev.lock here" in result.stderr


LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def asked_for() -> list[tuple[str, Requirement]]:
    """Each lock with what pyproject asks that it holds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    runtime = project["project"]["dependencies"]
    asked = dict(zip(LOCKS, (runtime, [*runtime, *groups["dev"]], groups["bench"]), strict=True))
    return [(lock, Requirement(text)) for lock, texts in asked.items() for text in texts]


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+) .*\\$", text, flags=re.MULTILINE))


@pytest.mark.parametrize(("lock", "requirement"), asked_for(), ids=lambda value: getattr(value, "name", value))
def test_the_lock_holds_what_pyproject_asks_for(lock: str, requirement: Requirement) -> None:
    version = pinned(lock).get(canonicalize_name(requirement.name))
    assert version is not None, "run make lock"
    assert requirement.specifier.contains(version), "run make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_the_lock_has_one_version_and_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = [block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE) if "==" in block]
    assert len(packages) == len(pinned(lock)) > 10  # a second version for another Python would make another site there
    assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text) is None
