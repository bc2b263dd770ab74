"""Shared command-line options, output and error handling."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from register.characters import printable
from register.file_tree import GitError, git
from register.personal_data import mask
from register.schema import SchemaError

if TYPE_CHECKING:
    from register.progress import ProgressCallback

PROJECT = Path(__file__).resolve().parents[2]
_CLOCK_BEHIND = timedelta(days=2)  # time zones, and a clock that is a little wrong
_CLOCK_AHEAD = timedelta(days=3653)


class UsageError(Exception):
    """A command was given something that it cannot use; the message is a Swedish sentence."""


CANNOT_RUN = (SchemaError, GitError, UsageError, PermissionError)
"""The errors that end a command with exit code 2. Any other is a mistake of ours, and is seen as a traceback."""


def options(description: str, *, today: str) -> argparse.ArgumentParser:
    """A parser with --root and --today, whose help is `today`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=parse_day, metavar="YYYY-MM-DD", help=f"{today} (i dag)")
    return parser


def parse_day(text: str) -> date:
    """Parse a day given on the command line. Raises ArgumentTypeError, in Swedish."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"«{text}» är inte en dag. Skriv år-månad-dag, till exempel 2026-11-25."
        raise argparse.ArgumentTypeError(message) from error


def begin(arguments: argparse.Namespace) -> tuple[Path, date]:
    """Return the root and the day. Raises UsageError when the root is no register."""
    root: Path = arguments.root.resolve()
    if not (root / "content").is_dir() or not (root / "schemas").is_dir():
        needed = "den ska ha content/, partnerships/ och schemas/"
        raise UsageError(f"«{arguments.root}» är inte registrets mapp: {needed}.")
    return root, arguments.today or date.today()  # noqa: DTZ011 - the one place where the clock is asked, in local time


def check_clock(root: Path, arguments: argparse.Namespace, today: date) -> None:
    """Raise UsageError when the clock is far from the newest commit, where the day comes from the clock."""
    if arguments.today is not None:
        return
    try:
        newest = datetime.fromtimestamp(int(git(root, "log", "-1", "--format=%ct")), UTC).date()
    except (GitError, ValueError):
        return  # no repository, or one without commits: there is nothing to compare with
    if not newest - _CLOCK_BEHIND <= today <= newest + _CLOCK_AHEAD:
        hint = "Ställ klockan rätt, eller ange dagen med --today."
        raise UsageError(f"Datorns klocka visar {today}, men registret ändrades senast {newest}. {hint}")


def show_progress() -> AbstractContextManager[ProgressCallback | None]:
    """Show progress on a terminal, or nowhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return nullcontext()
    from register.progress import progress  # only here: it would take longer than the check of twenty records

    return progress(sys.stderr)


def stop(sentence: str, error: Exception) -> int:
    """Say why a command could not run, and return its exit code."""
    print(f"{sentence} {for_terminal(str(error))}", file=sys.stderr)
    return 2


def for_terminal(text: str) -> str:
    """Return a text of several lines with personal data masked and no character that controls a terminal or log."""
    return printable(mask(text), keep="\n")
