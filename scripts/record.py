#!/usr/bin/env python3
"""Register an event of a partnership. Exit codes: 0 written, 1 problems found or not confirmed, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import interrupts

INTERRUPTED = "Avbrutet. Inget har skrivits."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second

import new
from editing.draft_check import DraftCheck
from editing.drafts import EVENTS as DRAFTS
from editing.drafts import Draft
from editing.edits import apply_edit
from editing.event_answers import Answers
from editing.event_commands import EVENTS
from editing.prompts import Aborted, confirm, show
from editing.suggestions import file_name
from register.cli import stop
from register.schema import SchemaError

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Change what one event changes in a record, and say what was done."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["fortsatt"]:
        return _continue(given[1:])
    arguments = _parser().parse_args(given)
    try:
        return _register(arguments)
    except (SchemaError, OSError, ValueError) as error:
        return stop("Inget har skrivits.", error)
    except (Aborted, KeyboardInterrupt):
        print("\nAvbrutet. Inget har skrivits.")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Registrera det som händer med ett samarbete. Det som inte anges frågas det efter.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="HÄNDELSE")
    for name, event in EVENTS.items():
        command = commands.add_parser(name, help=event.help, description=event.help, allow_abbrev=False)
        command.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
        command.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagens datum (i dag)")
        command.add_argument("--ja", action="store_true", help="skriv utan att fråga om det stämmer")
        event.options(command)
    commands.add_parser("fortsatt", help="fortsätt ett samarbete (samma flaggor som new.py)", add_help=False)
    return parser


def _register(arguments: argparse.Namespace) -> int:
    """Ask for what the event needs; keep the answers in a draft until it is written."""
    check = DraftCheck(arguments.root.resolve(), arguments.today or date.today())  # noqa: DTZ011 - the clock is asked here
    posts = arguments.post if isinstance(arguments.post, list) else [arguments.post]
    draft = Draft(check.root, f"{DRAFTS}/{arguments.command}-{file_name(posts[0])}.yaml")
    ask = sys.stdin.isatty() and not arguments.ja
    kept = draft.load() if ask else {}
    if kept and not confirm("Svaren från förra gången finns kvar. Vill du fortsätta där du slutade?"):
        kept = {}
    answers = Answers(
        check, arguments, ask, draft, {name: answer for name, answer in kept.items() if name != "kommando"}
    )
    try:
        done = apply_edit(check, EVENTS[arguments.command].edit(check, answers), ask=ask)
    except (Aborted, KeyboardInterrupt):
        if answers.given:
            show(f"\nSvaren är sparade i {draft.path}. Kör samma kommando igen för att fortsätta.")
        raise
    if done == 0:
        draft.remove()
    return done


def _continue(given: list[str]) -> int:
    """Ask with new.py for another year, which is a record of its own, and propose what the earlier one has."""
    if not given or given[0].startswith("-"):
        given = ["--help"]
    return new.main(given if given == ["--help"] else ["--fortsatter", *given])


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
