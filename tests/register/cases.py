"""Small repositories on disk: `tests/fixtures/base/` and, laid over it, only what a case changes.

A case is a folder `<code>-<slug>/` or `good-<slug>/` with `expected.txt`, the report that a case officer reads, and:

- `after/`: files laid over the base;
- `removed.txt`: the paths that the case takes away, one a line;
- `before/`: for the 5xx series, files laid over the base before the change;
- `followed.diff`, or files in `followed/`: what a case officer does who follows the hint to the letter, and
  `followed-2.diff` for its other way. `followed.txt` has the report of what is wrong then, where something new is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
TODAY = date(2026, 11, 23)
RECORD = "partnerships/2024/laxhjalp-raslatt.yaml"


def cases() -> list[Path]:
    """Every case, in order of its code."""
    return sorted(path.parent for path in FIXTURES.glob("*/expected.txt"))


def lay(source: Path, target: Path) -> None:
    """Lay the files of one folder over another; a link stays a link."""
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def base(folder: Path) -> Path:
    """A repository without problems in `folder`: the base, with the project's own schemas."""
    lay(FIXTURES / "base", folder)
    lay(ROOT / "schemas", folder / "schemas")
    return folder


def change(case: Path, folder: Path) -> None:
    """Make the case's change to the repository in `folder`."""
    lay(case / "after", folder)
    removed = case / "removed.txt"
    for path in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (folder / path).unlink()


def ways_to_follow() -> list[tuple[Path, str]]:
    """Every case with each of the ways in which its hints are followed, by name: `followed`, `followed-2`."""
    found = {(path.parent, path.stem) for path in FIXTURES.glob("*/followed*") if path.suffix in ("", ".diff")}
    return sorted(found)


def follow(case: Path, way: str, folder: Path) -> None:
    """Do in `folder` what the hints of a case say; nothing when no way is named."""
    if (case / f"{way}.diff").exists():
        git(folder, "apply", "--whitespace=nowarn", str(case / f"{way}.diff"))
    if way:
        lay(case / way, folder)


WHEN = "2026-11-23T12:00:00Z"


def git(folder: Path, *arguments: str, when: str = WHEN) -> str:
    """Run git as nobody in particular, with no settings of this machine."""
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Test",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "Test",
        "GIT_COMMITTER_EMAIL": "test@example.org",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
    }
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str, when: str = WHEN) -> str:
    """Commit everything in `folder`; the commit's name."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, when=when)
    return git(folder, "rev-parse", "HEAD")


def edit(file: Path, old: str, new: str) -> None:
    """Change a text that a file has, where it has it first."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
