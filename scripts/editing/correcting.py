"""The event «something was wrong, and is put right»."""

from __future__ import annotations

import argparse
from typing import Any

from editing import prompts as asking
from editing import record_events as events
from editing.draft_check import DraftCheck
from editing.event_commands import Change, EventCommand, check_of, need_terminal, question_about, text_asked
from editing.questions import value_at
from editing.stored_record import StoredRecord, load_record

_LATER = ("beslut.belopp", "beslut.datum", "mottagare.namn", "mottagare.organisationsnummer", "titel",
          "sammanfattning", "avtal.start", "avtal.slut")  # fmt: skip


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", nargs="+", metavar="ÅR/NAMN", help="posten, eller flera som rättas på samma sätt")
    parser.add_argument(
        "--falt", action="append", default=[], metavar="NAMN=VÄRDE", help="vad som är rätt: beslut.belopp=45000"
    )
    parser.add_argument("--text", metavar="TEXT", help="vad som var fel, vad som är rätt och varför")


def _change(trial: DraftCheck, arguments: argparse.Namespace) -> Change:
    records = [load_record(trial, name) for name in arguments.post]
    values = [_value(trial, given) for given in arguments.falt] or [_asked_value(trial, records[0])]
    question = question_about(trial, "rattelser.0.text")
    text = text_asked(arguments.text, "--text", question.title, question.help)
    made = {found.path: (found, events.corrected(found.data, values, text, trial.today)) for found in records}
    return Change(
        data={path: (found.data, data) for path, (found, data) in made.items()},
        texts={path: found.changed(trial.writer, data) for path, (found, data) in made.items()},
        said="Rättelsen är gjord. På postens sida syns vad som ändrades och varför.",
    )


def _value(trial: DraftCheck, given: str) -> tuple[Any, Any]:
    name, equals, value = given.partition("=")
    if not equals:
        raise ValueError(f"«{given}» har inget likhetstecken. Skriv till exempel --falt beslut.belopp=45000.")
    question = question_about(trial, name.strip())
    if not value.strip():
        if question.required:
            raise ValueError(f"--falt {name}: fältet måste ha ett värde.")
        return question.pointer, None
    try:
        return question.pointer, question.answer(value)
    except ValueError as error:
        raise ValueError(f"--falt {name}: {error}") from None


def _asked_value(trial: DraftCheck, found: StoredRecord) -> tuple[Any, Any]:
    need_terminal("--falt")
    asked = {name: question_about(trial, name) for name in _LATER}
    written = {name: value_at(found.data, question.pointer) for name, question in asked.items()}
    choices = [(name, f"{question.title}: {written[name]}") for name, question in asked.items()]
    question = asked[asking.choose("Vad ska rättas?", choices)]
    default = str(written[question.name] or "")
    given = asking.text(
        f"Rätt värde för {question.title}", default=default, check=check_of(trial, found, found.data, question)
    )
    return question.pointer, question.answer(given)


CORRECTION = EventCommand("rätta en uppgift som är fel, med en rättelse som syns", _options, _change)
