"""The events in the life of a record, as subcommands of record.py: each asks for what it needs and makes an edit."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.document import Document
from register.model import Moved, Partnership
from register.swedish import day as in_words

from editing import prompts as asking
from editing import record_events as events
from editing.answers import read_report
from editing.draft_check import DraftCheck, joined
from editing.edits import Edit
from editing.event_answers import Answers, fault_of
from editing.questions import AnswerKind, Data, Question, question_at, value_at, with_value, without
from editing.stored_record import StoredRecord, load_record
from editing.swedish_input import parse_date

_CORRECTED = ("beslut.belopp", "beslut.datum", "mottagare.namn", "mottagare.organisationsnummer", "titel",
              "sammanfattning", "avtal.start", "avtal.slut", "avtal.nytta", "beslut.jav",
              "beslut.diarienummer")  # fmt: skip
_RESULTS = ("tillfallen", "deltagare", "andel_flickor_kvinnor", "sammanfattning")
_ACCOUNTS = ("utbetalt", "aterbetalt", "datum")


@dataclass(frozen=True, slots=True)
class EventCommand:
    """An event: its help text, its options, and the edit that it makes. Raises ValueError and Aborted."""

    help: str
    options: Callable[[argparse.ArgumentParser], None]
    edit: Callable[[DraftCheck, Answers], Edit]


def _one_record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", metavar="POST", help="posten: 2024/laxhjalp-raslatt, eller dess titel")


def _edit_of(check: DraftCheck, found: StoredRecord, data: Data, done: str) -> Edit:
    return Edit({found.path: (found.data, data)}, {found.path: found.changed(check.writer, data)}, done)


def _question(check: DraftCheck, name: str) -> Question:
    return question_at(check.examined.schemas["record"], check.names, name)


# A report has come in


def _report_options(parser: argparse.ArgumentParser) -> None:
    _one_record(parser)
    parser.add_argument("--svar", metavar="FIL", help="hämta svaren ur en redovisning som är sparad från webbplatsen")
    parser.add_argument("--typ", choices=tuple(events.CALLED), help="vad som har kommit in")
    parser.add_argument("--senast", metavar="DATUM", help="vilken, om flera av samma typ väntar: när den skulle lämnas")
    parser.add_argument("--inkom", metavar="DATUM", help="dagen då den kom in")
    parser.add_argument("--sammanfattning", metavar="TEXT", help="kort sammanfattning av redovisningen")
    for group, names, help_text in (
        ("resultat", _RESULTS, "ur slutrapporten"),
        ("ekonomi", _ACCOUNTS, "ur den ekonomiska redovisningen"),
    ):
        for name in names:
            parser.add_argument(f"--{group}.{name}", dest=f"{group}.{name}", metavar="SVAR", help=help_text)


def _report(check: DraftCheck, answers: Answers) -> Edit:
    found = load_record(check, answers.options.post)
    schema = check.examined.schemas["record"]
    written = read_report(answers.options.svar, schema) if answers.options.svar else {}
    answers.given = {**_flat(written), **answers.given}
    due = parse_date(answers.options.senast) if answers.options.senast else None
    kind, due = _awaited(found, answers, due)
    day = answers.day("inkom", f"Vilken dag kom {events.CALLED[kind].lower()} in (senast {in_words(due)})?")
    summary = str(getattr(answers.options, "sammanfattning", None) or answers.given.get("sammanfattning") or "")
    data = events.received(found.data, kind, day, due, summary)
    if kind == "slutrapport":
        for name in _RESULTS:
            data = answers.optional(_question(check, f"resultat.{name}"), found, data)
        data = _accounts(check, found, answers, data)
    elif not summary and answers.ask:
        index = next(
            i for i, item in enumerate(data["uppfoljning"]) if "inkom" in item and item not in found.data["uppfoljning"]
        )
        data = answers.optional(_question(check, f"uppfoljning.{index}.sammanfattning"), found, data)
    return _edit_of(check, found, data, f"{events.CALLED[kind]} är registrerad: den kom in {in_words(day)}.")


def _awaited(found: StoredRecord, answers: Answers, due: date | None) -> tuple[str, date]:
    """Return which report has come in, as its kind and when it was due. Raises ValueError."""
    waiting = events.awaited(found.data)
    kind = answers.options.typ or answers.given.get("typ")
    if kind is None and not waiting:
        raise ValueError("Alla redovisningar i posten har redan kommit in.")
    if kind is None and len(waiting) == 1:
        kind = waiting[0][0]
    if kind is None:
        named = [
            (senast, f"{typ.capitalize()}, senast {in_words(date.fromisoformat(senast))}") for typ, senast in waiting
        ]
        chosen = answers.choice("senast" if answers.ask else "typ", "Vad har kommit in?", named)
        return next((typ, date.fromisoformat(senast)) for typ, senast in waiting if senast == chosen)
    return kind, due or events.first_due(found.data, kind)


def _accounts(check: DraftCheck, found: StoredRecord, answers: Answers, data: Data) -> Data:
    """Ask for what was paid and repaid, when the final report closes the accounts."""
    names = [f"ekonomi.{name}" for name in _ACCOUNTS]
    if "ekonomi" not in check.examined.schemas["record"]["properties"] or "ekonomi" in data:
        return data
    given = any(getattr(answers.options, name, None) or name in answers.given for name in names)
    if not given and not (
        answers.ask and asking.confirm("Vill du ange ekonomin (utbetalt och återbetalt)?", default=False)
    ):
        return data
    for name in names:
        data = answers.optional(_question(check, name), found, data)
    return data


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a saved form by dotted name."""
    flat: dict[str, Any] = {}
    for name, value in data.items():
        flat.update(
            {f"{name}.{key}": inner for key, inner in value.items()} if isinstance(value, dict) else {name: value}
        )
    return {name: value for name, value in flat.items() if value not in (None, "")}


# Something was wrong, and is put right


def _correction_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", nargs="+", metavar="POST", help="posten, eller flera som rättas på samma sätt")
    parser.add_argument(
        "--falt", action="append", default=[], metavar="NAMN=VÄRDE", help="vad som är rätt: beslut.belopp=45000"
    )
    parser.add_argument("--text", metavar="TEXT", help="vad som stod, vad som är rätt och varför")


def _correction(check: DraftCheck, answers: Answers) -> Edit:
    records = [load_record(check, name) for name in answers.options.post]
    values = [_value(check, given) for given in answers.options.falt] or [_asked_value(check, records[0], answers)]
    records += _others_of_recipient(check, records, values, answers)
    question = _question(check, "rattelser.0.text")
    text = answers.text("text", question.title, help_text=question.help)
    known = check.names["falt"]
    unlocks = known if "rattelser.falt" in known else ()
    made = {found.path: (found, events.corrected(found.data, values, text, check.today, unlocks)) for found in records}
    return Edit(
        data={path: (found.data, data) for path, (found, data) in made.items()},
        texts={path: found.changed(check.writer, data) for path, (found, data) in made.items()},
        done="Rättelsen är gjord. På postens sida syns vad som ändrades och varför.",
    )


def _value(check: DraftCheck, given: str) -> tuple[Any, Any]:
    name, equals, value = given.partition("=")
    if not equals:
        raise ValueError(f"«{given}» har inget likhetstecken. Skriv till exempel --falt beslut.belopp=45000.")
    question = _question(check, name.strip())
    if not value.strip():
        if question.required:
            raise ValueError(f"--falt {name}: fältet måste ha ett värde.")
        return question.pointer, None
    try:
        return question.pointer, question.answer(value)
    except ValueError as error:
        raise ValueError(f"--falt {name}: {error}") from None


def _asked_value(check: DraftCheck, found: StoredRecord, answers: Answers) -> tuple[Any, Any]:
    if not answers.ask:
        raise ValueError("--falt saknas.")
    asked = {
        name: _question(check, name) for name in _CORRECTED if value_at(found.data, tuple(name.split("."))) is not None
    }
    written = {name: question.written(value_at(found.data, question.pointer)) for name, question in asked.items()}
    question = asked[
        answers.choice("falt", "Vad ska rättas?", [(name, f"{q.title}: {written[name]}") for name, q in asked.items()])
    ]
    if question.kind is AnswerKind.CHOICE:
        return question.pointer, answers.choice("varde", question.title, list(question.choices.items()))
    fault = _fault_in_all(check, found, question)
    title = f"Rätt värde för {question.title}"
    return question.pointer, question.answer(answers.text("varde", title, default=written[question.name], check=fault))


def _fault_in_all(check: DraftCheck, found: StoredRecord, question: Question) -> asking.Check:
    """As `fault_of`, but for a new name: the recipient's other records may be changed along with it."""
    fault = fault_of(check, found, without(found.data, question.pointer), question)

    def among_others(given: str) -> str | None:
        if not given:
            return "Här behövs ett svar." if question.required else None
        if question.name != "mottagare.namn":
            return fault(given)
        data = with_value(found.data, question.pointer, question.answer(given))
        return joined(problem for _, problem in check.alone(found.path, data))

    return among_others


def _others_of_recipient(
    check: DraftCheck, records: list[StoredRecord], values: list[tuple[Any, Any]], answers: Answers
) -> list[StoredRecord]:
    """Return the other records of a recipient that gets another name or number, when they are to follow."""
    if not any(pointer[0] == "mottagare" and pointer[1] in ("namn", "organisationsnummer") for pointer, _ in values):
        return []
    known, name = {found.identity for found in records}, value_at(records[0].data, ("mottagare", "namn"))
    others = [
        identity
        for identity, document in check.context.documents.items()
        if identity not in known and name is not None and value_at(document.data, ("mottagare", "namn")) == name
    ]
    if not others or not answers.ask:
        return []
    asking.show(f"\n{name} finns också i: {', '.join(others)}.")
    return (
        [load_record(check, identity) for identity in others] if asking.confirm("Ska de rättas på samma sätt?") else []
    )


# A record or its address ends


def _interruption_options(parser: argparse.ArgumentParser) -> None:
    _one_record(parser)
    parser.add_argument("--datum", metavar="DATUM", help="dagen då samarbetet avbröts")
    parser.add_argument("--skal", metavar="TEXT", help="varför det avbröts")
    parser.add_argument("--slutrapport-senast", metavar="DATUM", help="när slutrapporten ska lämnas, om det ändras")


def _interruption(check: DraftCheck, answers: Answers) -> Edit:
    found = load_record(check, answers.options.post)
    day = answers.day("datum", "Vilken dag avbröts samarbetet?")
    reason = answers.text("skal", "Skäl", help_text=_question(check, "avbrutet.skal").help)
    moved = answers.options.slutrapport_senast
    data = events.interrupted(found.data, day, reason, parse_date(moved) if moved else None)
    return _edit_of(check, found, data, f"Samarbetet är registrerat som avbrutet {in_words(day)}.")


def _withdrawal_options(parser: argparse.ArgumentParser) -> None:
    _one_record(parser)
    parser.add_argument("--datum", metavar="DATUM", help="dagen då posten dras tillbaka")
    parser.add_argument("--skal", metavar="TEXT", help="varför posten dras tillbaka; det syns på webbplatsen")


def _withdrawal(check: DraftCheck, answers: Answers) -> Edit:
    found = load_record(check, answers.options.post)
    day = answers.day("datum", "Vilken dag dras posten tillbaka?")
    reason = answers.text("skal", "Skäl", help_text=_question(check, "tillbakadragen.skal").help)
    data: Data = {"tillbakadragen": {"datum": day.isoformat(), "skal": reason}}
    leading = _moved_to(check, found.identity)  # the old address redirects there, so that page gives the reason too
    return Edit(
        data={found.path: (found.data, data), **{document.path: (document.data, data) for document in leading}},
        texts=dict.fromkeys([found.path, *(document.path for document in leading)], check.writer.write(data)),
        done="Posten är tillbakadragen. Sidan finns kvar med en förklaring.",
    )


def _move_options(parser: argparse.ArgumentParser) -> None:
    _one_record(parser)
    parser.add_argument("ny", metavar="NYTT", help="det nya namnet, med eller utan år: 2024/nytt-namn")


def _move(check: DraftCheck, answers: Answers) -> Edit:
    found = load_record(check, answers.options.post)
    wanted = answers.options.ny.removeprefix("partnerships/").removesuffix(".yaml")
    identity = wanted if "/" in wanted else f"{found.identity[:4]}/{wanted}"
    path, tombstone = f"partnerships/{identity}.yaml", {"flyttad_till": identity}
    data: dict[str, tuple[Data | None, Data]] = {path: (None, found.data), found.path: (found.data, tombstone)}
    texts = {path: found.text, found.path: check.writer.write(tombstone)}
    for document in _moved_to(check, found.identity):
        data[document.path] = (dict(document.data), tombstone)
        texts[document.path] = check.writer.write(tombstone)
    for name, record in check.context.records.items():
        if isinstance(record, Partnership) and check.context.documents[name].data.get("ersatter") == found.identity:
            continuing = load_record(check, name)
            now = {**continuing.data, "ersatter": identity}
            data[continuing.path] = (continuing.data, now)
            texts[continuing.path] = continuing.changed(check.writer, now)
    done = f"Posten är flyttad till {identity}. Den gamla adressen leder dit."
    return Edit(data=data, texts=texts, done=done, new=frozenset({path}))


def _moved_to(check: DraftCheck, identity: str) -> list[Document]:
    """Return the tombstones that lead to a record."""
    moved = [
        check.context.documents[name] for name, record in check.context.records.items() if isinstance(record, Moved)
    ]
    return [document for document in moved if document.data.get("flyttad_till") == identity]


EVENTS = {
    "rapport": EventCommand("en redovisning har kommit in", _report_options, _report),
    "ratta": EventCommand("rätta en uppgift som är fel, med en rättelse som syns", _correction_options, _correction),
    "avbryt": EventCommand("ett samarbete har avbrutits i förtid", _interruption_options, _interruption),
    "flytta": EventCommand("ge en post ett nytt namn; den gamla adressen leder vidare", _move_options, _move),
    "dra-tillbaka": EventCommand("dra tillbaka en post; sidan förklarar varför", _withdrawal_options, _withdrawal),
}
