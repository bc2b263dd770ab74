#!/usr/bin/env python3
"""Record what happens to a partnership: exit 0 written, 1 not written because of a fault or a no, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import new
from editing.console import use_utf8
from editing.correcting import CORRECTION
from editing.draft_check import DraftCheck
from editing.ending import INTERRUPTION, MOVE, WITHDRAWAL
from editing.event_commands import Change
from editing.prompts import Aborted, confirm
from editing.reporting import REPORT
from editing.safe_write import write_all
from register.cli import for_terminal, stop
from register.record_changes import describe
from register.reports import report
from register.schema import SchemaError, fields
from register.wording import vocabulary

PROJECT = Path(__file__).resolve().parent.parent
HAPPENINGS = {
    "rapport": REPORT,
    "ratta": CORRECTION,
    "avbryt": INTERRUPTION,
    "flytta": MOVE,
    "dra-tillbaka": WITHDRAWAL,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Change just what one event changes in a record, and say what was done."""
    use_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["fortsatt"]:
        return _continue(given[1:])
    arguments = _parser().parse_args(given)
    try:
        trial = DraftCheck(arguments.root.resolve(), arguments.today or date.today())  # noqa: DTZ011 - asked here only
        change = HAPPENINGS[arguments.command].change(trial, arguments)
        return _settle(trial, change, arguments)
    except (SchemaError, OSError, ValueError) as error:
        return stop("Inget har skrivits.", error)
    except Aborted:
        print("\nAvbrutet. Inget har skrivits.")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Registrera det som händer med ett samarbete. Det som inte anges frågas det efter.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="HÄNDELSE")
    for name, happening in HAPPENINGS.items():
        command = commands.add_parser(name, help=happening.help, description=happening.help, allow_abbrev=False)
        command.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
        command.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagens datum (i dag)")
        command.add_argument("--ja", action="store_true", help="skriv utan att fråga om det stämmer")
        happening.options(command)
    commands.add_parser("fortsatt", help="fortsätt ett samarbete (samma flaggor som new.py)", add_help=False)
    return parser


def _continue(given: list[str]) -> int:
    """Another year is a new record: new.py asks for it, and suggests what the earlier one said."""
    if not given or given[0].startswith("-"):
        given = ["--help"]
    return new.main(given if given == ["--help"] else ["--fortsatter", *given])


def _settle(trial: DraftCheck, change: Change, arguments: argparse.Namespace) -> int:
    problems = trial.problems(change.texts)
    if problems:
        print(report(problems), file=sys.stderr)
        print("\nInget har skrivits. Rätta felen ovan.", file=sys.stderr)
        return 1
    names = vocabulary(fields(trial.examined.schemas["record"]), trial.context.lists, trial.context.criteria)
    for path, (old, now) in change.data.items():
        print(for_terminal(path))
        print("".join(f"  {for_terminal(sentence)}\n" for sentence in describe(old, now, names)), end="")
    if not arguments.ja and sys.stdin.isatty() and not confirm("Stämmer det? Då skrivs det."):
        print("Inget har skrivits.")
        return 1
    write_all(trial.root, change.texts, new=change.new)
    print(for_terminal(change.said))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
