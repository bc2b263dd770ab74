#!/usr/bin/env python3
"""Add a partnership: exit 0 written, 1 not written because something has to be mended, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from editing import suggestions
from editing.answers import add_options, from_file, from_options
from editing.console import use_utf8
from editing.draft_check import DraftCheck
from editing.interview import Interview, fill_in_follow_ups, fill_in_policy
from editing.prompts import Aborted, confirm
from editing.questions import Question, criteria_questions, decision_day, filled, questions
from editing.record_events import continuation
from editing.safe_write import write_all
from editing.stored_record import load_record
from register.cli import for_terminal, stop
from register.record_changes import facts
from register.reports import report
from register.rules.registry import has
from register.schema import SchemaError, fields
from register.wording import vocabulary

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Ask for a partnership, or take it from options and a file, and write it when the check has nothing to say."""
    use_utf8()
    known, _ = _first_options(add_help=False).parse_known_args(argv)
    try:
        trial = DraftCheck(known.root.resolve(), known.today or date.today())  # noqa: DTZ011 - the one place it is asked
        asked = _all_questions(trial)
        arguments = _parser(asked).parse_args(argv)
        data = from_options(arguments, asked, from_file(arguments.svar) if arguments.svar else {})
        earlier = load_record(trial, arguments.fortsatter) if arguments.fortsatter else None
        proposed = continuation(earlier.data, earlier.identity) if earlier else {}
        return _add(trial, data, proposed, arguments)
    except (SchemaError, OSError, ValueError) as error:
        return stop("Inget har skrivits.", error)
    except Aborted:
        print("\nAvbrutet. Inget har skrivits.")
        return 1


def _first_options(*, add_help: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Lägg till ett samarbete. Det som inte anges här frågas det efter.",
        add_help=add_help,
        allow_abbrev=False,
    )
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagen då det görs (i dag)")
    return parser


def _parser(asked: list[Question]) -> argparse.ArgumentParser:
    parser = _first_options(add_help=True)
    parser.add_argument("--svar", metavar="FIL", help="hämta svar ur en fil, JSON eller YAML («-»: standard in)")
    parser.add_argument("--fortsatter", metavar="ÅR/NAMN", help="fortsätt ett samarbete: dess uppgifter föreslås")
    parser.add_argument("--namn", metavar="NAMN", help="filens namn utan .yaml (föreslås annars efter titeln)")
    parser.add_argument("--fraga-inte", action="store_true", help="fråga inte; skriv om allt är rätt, annars inget")
    add_options(parser, asked)
    return parser


def _all_questions(trial: DraftCheck) -> list[Question]:
    """What can be given as an option: the fields, and the criteria of every version."""
    asked = questions(trial.examined.schemas["record"], trial.names)
    versions = [version for version in trial.context.criteria if has(version, "criteria")]
    return [*asked, *{item.name: item for version in versions for item in criteria_questions(version)}.values()]


def _add(trial: DraftCheck, data: dict[str, Any], proposed: dict[str, Any], arguments: argparse.Namespace) -> int:
    asking = not arguments.fraga_inte and sys.stdin.isatty()
    name = arguments.namn
    if asking:
        print("Svara på en fråga i taget. Ctrl-C avbryter, och då skrivs inget.")
        interview = Interview(trial, data, proposed)
        data = interview.ask()
        name = name or interview.name()
    else:
        data = filled(data, proposed)
        fill_in_policy(trial, data)
        print("\n".join(fill_in_follow_ups(data)))
    year = (decision_day(data) or trial.today).year
    name = name or suggestions.free_name(trial.context, year, str(data.get("titel", "")))
    return _write(trial, f"partnerships/{year}/{name}.yaml", data, asking=asking)


def _write(trial: DraftCheck, path: str, data: dict[str, Any], *, asking: bool) -> int:
    texts = {path: trial.writer.write(data)}
    problems = trial.problems(texts)
    if problems:
        print(report(problems), file=sys.stderr)
        print("\nInget har skrivits. Rätta felen ovan.", file=sys.stderr)
        return 1
    names = vocabulary(fields(trial.examined.schemas["record"]), trial.context.lists, trial.context.criteria)
    print(f"\n{path}")
    for sentence in facts(data, names):
        print(for_terminal(f"  {sentence.words}" + (f": {sentence.after}" if sentence.after else "")))
    if asking and not confirm("Stämmer det? Då skrivs posten."):
        print("Inget har skrivits.")
        return 1
    write_all(trial.root, texts, new=frozenset(texts))
    print(f"Posten är skriven: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
