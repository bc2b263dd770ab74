#!/usr/bin/env python3
"""Add a partnership. Exit codes: 0 written, 1 problems found or not confirmed, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import interrupts

INTERRUPTED = "Avbrutet. Ingen post har skrivits."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second

from editing import suggestions
from editing.answers import add_options, from_options, read_answers
from editing.draft_check import DraftCheck
from editing.drafts import Draft, draft_at, new_draft, record_drafts
from editing.edits import record_lines, show_advice, show_problems
from editing.interview import Interview, fill_in_follow_ups, fill_in_policy
from editing.prompts import Aborted, choose, confirm, show
from editing.questions import Question, criteria_questions, decision_day, filled, questions, value_at
from editing.record_events import continuation
from editing.safe_write import write_all
from editing.stored_record import load_record
from register.cli import stop
from register.rules.registry import has_fields
from register.schema import SchemaError, fields
from register.wording import vocabulary

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Ask for a partnership, or take it from options and a file, and write it when the check finds nothing."""
    known, _ = _first_options(add_help=False).parse_known_args(argv)
    try:
        check = DraftCheck(known.root.resolve(), known.today or date.today())  # noqa: DTZ011 - the clock is asked here
        asked = _all_questions(check)
        arguments = _parser(asked).parse_args(argv)
        asking = not arguments.fraga_inte and sys.stdin.isatty()
        given = {}
        if arguments.svar:
            given = read_answers(arguments.svar, check.examined.schemas["record"], asked, strict=not asking)
        data = from_options(arguments, asked, given)
        earlier = load_record(check, arguments.fortsatter) if arguments.fortsatter else None
        proposed = continuation(earlier.data, earlier.identity) if earlier else {}
        if asking:
            return _ask(check, data, proposed, arguments)
        return _take(check, filled(data, proposed), arguments)
    except (SchemaError, OSError, ValueError) as error:
        return stop("Inget har skrivits.", error)
    except (Aborted, KeyboardInterrupt):
        print("\nAvbrutet. Ingen post har skrivits.")
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
    parser.add_argument(
        "--svar",
        metavar="FIL",
        help="hämta svar ur ett utkast eller en sparad ansökan, JSON eller YAML («-»: standard in)",
    )
    parser.add_argument("--fortsatter", metavar="ÅR/NAMN", help="fortsätt ett samarbete: dess uppgifter föreslås")
    parser.add_argument("--namn", metavar="NAMN", help="filens namn utan .yaml (föreslås annars efter titeln)")
    parser.add_argument("--fraga-inte", action="store_true", help="fråga inte; skriv om allt är rätt, annars inget")
    add_options(parser, asked)
    return parser


def _all_questions(check: DraftCheck) -> list[Question]:
    """Return all that can be given as an option: the fields, and the criteria of every version."""
    asked = questions(check.examined.schemas["record"], check.names)
    versions = [version for version in check.context.criteria if has_fields(version, "criteria")]
    return [*asked, *{item.name: item for version in versions for item in criteria_questions(version)}.values()]


def _take(check: DraftCheck, data: dict[str, Any], arguments: argparse.Namespace) -> int:
    """Write a record that is given whole."""
    fill_in_policy(check, data)
    for sentence in fill_in_follow_ups(data):
        show(sentence)
    path = _path(check, data, arguments.namn)
    text = check.writer.write(data)
    if problems := check.problems({path: text}):
        show_problems(problems)
        return 1
    _show(check, path, data, text)
    return _write(check, path, text, draft_at(check.root, Path(arguments.svar)) if arguments.svar else None)


def _ask(check: DraftCheck, data: dict[str, Any], proposed: dict[str, Any], arguments: argparse.Namespace) -> int:
    """Ask for what is missing, show the whole record, and let answers be changed until it is written."""
    draft = draft_at(check.root, Path(arguments.svar)) if arguments.svar else None
    if not data and not proposed:
        draft = _chosen_draft(check)
    draft = draft or new_draft(check.root)
    interview: Interview | None = None
    print("Svara på en fråga i taget. Ctrl-C avbryter: det du har svarat sparas i ett utkast.")
    try:
        if not data and (check.root / draft.path).exists():
            known = _all_questions(check)
            data = read_answers(str(check.root / draft.path), check.examined.schemas["record"], known, strict=False)
        interview = Interview(check, data, proposed, draft.save, draft.unfinished())
        data = interview.ask()
        name = arguments.namn or interview.name()
        while not _is_accepted(interview, _path(check, data, name)):
            data = interview.data
    except (Aborted, KeyboardInterrupt):
        if interview is not None and interview.unfinished:
            draft.save(interview.data, interview.unfinished)
        if (check.root / draft.path).exists():
            show(f"\nSvaren är sparade i {draft.path}. Fortsätt med make new, eller new.py --svar {draft.path}")
        raise Aborted from None
    return _write(check, _path(check, interview.data, name), check.writer.write(interview.data), draft)


def _is_accepted(interview: Interview, path: str) -> bool:
    """Show the record; ask for other answers where the check finds faults or the person is not content."""
    check, text = interview.check, interview.check.writer.write(interview.data)
    if problems := check.problems({path: text}):
        show_problems(problems)
        pointers = [check.pointer_of(interview.data, path, problem) for problem in problems]
        if not interview.ask_again([pointer for pointer in pointers if pointer]):
            interview.change()
        return False
    _show(check, path, interview.data, text)
    if confirm("Stämmer det? Då skrivs posten."):
        return True
    interview.change()
    return False


def _chosen_draft(check: DraftCheck) -> Draft | None:
    """Return the draft that the person wants to go on with, if there is any."""
    drafts = record_drafts(check.root)
    if not drafts:
        return None
    needed = [question for question in _all_questions(check) if question.required]
    choices = [("", "Nej, börja på en ny post")]
    for draft, data in drafts:
        answered = sum(value_at(data, question.pointer) is not None for question in needed)
        title = data.get("titel", "utan titel")
        choices.append((draft.path, f"{title} ({draft.path}, {answered} av {len(needed)} uppgifter)"))
    chosen = choose("Det finns utkast. Vill du fortsätta på något av dem?", choices)
    return next((draft for draft, _ in drafts if draft.path == chosen), None)


def _path(check: DraftCheck, data: dict[str, Any], name: str | None) -> str:
    year = (decision_day(data) or check.today).year
    return f"partnerships/{year}/{name or suggestions.free_name(check.context, year, str(data.get('titel', '')))}.yaml"


def _show(check: DraftCheck, path: str, data: dict[str, Any], text: str) -> None:
    """Print the whole record, and the advice about it."""
    schema = check.examined.schemas["record"]
    labels = vocabulary(fields(schema), check.context.lists, check.context.criteria)
    show(f"\n{path}")
    for line in record_lines(data, schema, check.names, labels.criteria):
        show(f"  {line}")
    show_advice(check.advice({path: text}))


def _write(check: DraftCheck, path: str, text: str, draft: Draft | None) -> int:
    write_all(check.root, {path: text}, new=frozenset({path}))
    show(f"Posten är skriven: {path}")
    if draft:
        draft.remove()
    return 0


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
