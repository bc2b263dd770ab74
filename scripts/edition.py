#!/usr/bin/env python3
"""Make an edition of the open data of a commit: exit 0 made, 1 the commit does not build, 2 could not run."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()

from register.cli import CANNOT_RUN, PROJECT, stop
from register.file_tree import git

_NAME = "stadsdelssamarbeten"


def main(argv: Sequence[str] | None = None) -> int:
    """Build the commit with its own code, and keep its zip file and the checksum of it."""
    arguments = _parser().parse_args(argv)
    root: Path = arguments.root.resolve()
    try:
        commit = (
            git(root, "rev-parse", "--verify", "--end-of-options", f"{arguments.commit}^{{commit}}").decode().strip()
        )
        seconds = int(git(root, "show", "--no-patch", "--format=%ct", commit))
        day = arguments.today or datetime.fromtimestamp(seconds, UTC).date()
        with TemporaryDirectory() as place:
            built = _build(root, commit, day.isoformat(), Path(place))
            if isinstance(built, str):
                print(f"Versionen {commit[:12]} gick inte att bygga.\n{built}", file=sys.stderr)
                return 1
            target = arguments.out / f"{_NAME}-{day}-{commit[:12]}.zip"
            arguments.out.mkdir(parents=True, exist_ok=True)
            target.write_bytes(built)
    except CANNOT_RUN as error:
        return stop("Utgåvan kunde inte göras.", error)
    checksum = hashlib.sha256(built).hexdigest()
    target.with_suffix(".zip.sha256").write_text(f"{checksum}  {target.name}\n", encoding="ascii", newline="\n")
    print(f"{target}\nSHA-256: {checksum}\nUppgifterna gäller den {day}. Version: {commit}")
    return 0


def _build(root: Path, commit: str, day: str, place: Path) -> bytes | str:
    """Build the commit in a clone of its own, and return the zip file with all data, or what the build said."""
    copy, site = place / "register", place / "site"
    git(root, "clone", "--quiet", "--shared", "--no-checkout", str(root), str(copy))
    git(copy, "checkout", "--quiet", "--detach", commit)
    command = [sys.executable, "scripts/build.py", "--today", day, "--out", str(site)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False)
    return (site / "data" / "allt.zip").read_bytes() if done.returncode == 0 else done.stdout + done.stderr


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Gör en utgåva av alla öppna data, så som registret var i en version. Den går att citera."
    )
    parser.add_argument("commit", nargs="?", default="HEAD", help="versionen i Git (HEAD)")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagen som uppgifterna gäller (versionens dag)"
    )
    parser.add_argument("--root", type=Path, default=PROJECT, help="registrets mapp")
    parser.add_argument("--out", type=Path, default=Path("utgavor"), help="mapp för utgåvan (utgavor)")
    return parser


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
