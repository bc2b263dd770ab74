"""The event «a report has come in»."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from register.swedish import day as in_words

from editing import prompts as asking
from editing import record_events as events
from editing.draft_check import DraftCheck
from editing.event_commands import (
    Change,
    Data,
    EventCommand,
    changed,
    check_of,
    day_asked,
    need_terminal,
    one_record,
    question_about,
)
from editing.questions import value_at, with_value
from editing.stored_record import StoredRecord, load_record
from editing.swedish_input import parse_date

_RESULTS = ("tillfallen", "deltagare", "andel_flickor_kvinnor", "sammanfattning")


def _options(parser: argparse.ArgumentParser) -> None:
    one_record(parser)
    parser.add_argument("--typ", choices=tuple(events.CALLED), help="vad som har kommit in")
    parser.add_argument("--senast", metavar="DATUM", help="vilken, om flera av samma typ väntar: dess datum")
    parser.add_argument("--inkom", metavar="DATUM", help="dagen då den kom in")
    parser.add_argument("--sammanfattning", metavar="TEXT", help="kort sammanfattning av redovisningen")
    for name in _RESULTS:
        parser.add_argument(f"--resultat.{name}", dest=f"resultat.{name}", metavar="SVAR", help="ur slutrapporten")


def _change(trial: DraftCheck, arguments: argparse.Namespace) -> Change:
    found = load_record(trial, arguments.post)
    kind = arguments.typ or _awaited_kind(found)
    due = parse_date(arguments.senast) if arguments.senast else None
    day = day_asked(trial, arguments.inkom, "--inkom", "Vilken dag kom den in?")
    data = events.received(found.data, kind, day, due=due, summary=arguments.sammanfattning or "")
    if kind == "slutrapport":
        data = _with_results(trial, found, data, arguments)
    return changed(trial, found, data, f"{events.CALLED[kind]} är registrerad: den kom in {in_words(day)}.")


def _awaited_kind(found: StoredRecord) -> str:
    waiting = events.awaited(found.data)
    if not waiting:
        raise ValueError("Alla redovisningar i posten har redan kommit in.")
    if len(waiting) == 1:
        return waiting[0][0]
    need_terminal("--typ")
    choices = [(kind, f"{kind.capitalize()}, senast {in_words(date.fromisoformat(due))}") for kind, due in waiting]
    return asking.choose("Vad har kommit in?", choices)


def _with_results(trial: DraftCheck, found: StoredRecord, data: Data, arguments: argparse.Namespace) -> Data:
    """The results that the final report tells of, as far as they are given."""
    for name in _RESULTS:
        question = question_about(trial, f"resultat.{name}")
        given = getattr(arguments, question.name)
        if given is None and sys.stdin.isatty() and not arguments.ja and value_at(data, question.pointer) is None:
            print(f"\n{question.help}")
            given = asking.text(f"{question.title} (tomt om det saknas)", check=check_of(trial, found, data, question))
        if given:
            data = with_value(data, question.pointer, question.answer(given))
    return data


REPORT = EventCommand("en redovisning har kommit in", _options, _change)
