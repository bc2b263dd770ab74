"""What the commands that report on a register have in common: how they begin, and what they say when they cannot."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from register.characters import printable
from register.file_tree import GitError
from register.personal_data import mask
from register.schema import SchemaError

if TYPE_CHECKING:
    from register.progress import ProgressCallback

PROJECT = Path(__file__).resolve().parents[2]
CANNOT_RUN = (SchemaError, GitError, OSError, ValueError)


def options(description: str, *, today: str) -> argparse.ArgumentParser:
    """A parser with --root and --today, whose help `today` is."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help=f"{today} (i dag)")
    return parser


def _day(text: str) -> date:
    return date.fromisoformat(text)


def begin(arguments: argparse.Namespace) -> tuple[Path, date]:
    """The root and the day, with streams that take any text. Raises ValueError when the root is no register."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text
    root: Path = arguments.root.resolve()
    if not (root / "content").is_dir() or not (root / "schemas").is_dir():
        needed = "den ska ha content/, partnerships/ och schemas/"
        raise ValueError(f"«{arguments.root}» är inte registrets mapp: {needed}.")
    return root, arguments.today or date.today()  # noqa: DTZ011 - the one place where the clock is asked, in local time


def show_progress() -> AbstractContextManager[ProgressCallback | None]:
    """Where to tell how far the work has come: a terminal, or nowhere."""
    if not sys.stderr.isatty():
        return nullcontext()
    from register.progress import progress  # only here: it would take longer than the check of twenty records

    return progress(sys.stderr)


def stop(sentence: str, error: Exception) -> int:
    """Say why a command could not run; its exit code."""
    print(f"{sentence} {for_terminal(str(error))}", file=sys.stderr)
    return 2


def for_terminal(text: str) -> str:
    """Return a text of several lines with personal data masked and no character that controls a terminal or log."""
    return printable(mask(text), keep="\n")
