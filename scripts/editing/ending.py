"""The events that end a record or its address: interruption, move and withdrawal."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from register.document import Document
from register.model import Moved, Partnership
from register.swedish import day as in_words

from editing import record_events as events
from editing.draft_check import DraftCheck
from editing.event_commands import (
    Change,
    Data,
    EventCommand,
    changed,
    day_asked,
    one_record,
    question_about,
    text_asked,
)
from editing.stored_record import load_record
from editing.swedish_input import parse_date


def _options_interrupted(parser: argparse.ArgumentParser) -> None:
    one_record(parser)
    parser.add_argument("--datum", metavar="DATUM", help="dagen då samarbetet avbröts")
    parser.add_argument("--skal", metavar="TEXT", help="varför det avbröts")
    parser.add_argument("--slutrapport-senast", metavar="DATUM", help="nytt datum då slutrapporten senast ska lämnas")


def _interrupted(trial: DraftCheck, arguments: argparse.Namespace) -> Change:
    found = load_record(trial, arguments.post)
    day = day_asked(trial, arguments.datum, "--datum", "Vilken dag avbröts samarbetet?")
    reason = text_asked(arguments.skal, "--skal", "Skäl", question_about(trial, "avbrutet.skal").help)
    final_report = parse_date(arguments.slutrapport_senast) if arguments.slutrapport_senast else None
    data = events.interrupted(found.data, day, reason, final_report)
    return changed(trial, found, data, f"Samarbetet är registrerat som avbrutet {in_words(day)}.")


def _options_withdrawn(parser: argparse.ArgumentParser) -> None:
    one_record(parser)
    parser.add_argument("--datum", metavar="DATUM", help="dagen då posten dras tillbaka")
    parser.add_argument("--skal", metavar="TEXT", help="varför posten dras tillbaka; det syns på webbplatsen")


def _withdrawn(trial: DraftCheck, arguments: argparse.Namespace) -> Change:
    found = load_record(trial, arguments.post)
    day = day_asked(trial, arguments.datum, "--datum", "Vilken dag dras posten tillbaka?")
    reason = text_asked(arguments.skal, "--skal", "Skäl", question_about(trial, "tillbakadragen.skal").help)
    data = events.withdrawn(day, reason)
    leading = _moved_to(trial, found.identity)  # their readers shall also be told why
    paths = [found.path, *(document.path for document in leading)]
    return Change(
        data={found.path: (found.data, data), **{document.path: (document.data, data) for document in leading}},
        texts=dict.fromkeys(paths, trial.writer.write(data)),
        said="Posten är tillbakadragen. Sidan finns kvar och visar varför.",
    )


def _options_moved(parser: argparse.ArgumentParser) -> None:
    one_record(parser)
    parser.add_argument("ny", metavar="NYTT", help="det nya namnet, med eller utan år: 2024/nytt-namn")


def _moved(trial: DraftCheck, arguments: argparse.Namespace) -> Change:
    found = load_record(trial, arguments.post)
    wanted = arguments.ny.removeprefix("partnerships/").removesuffix(".yaml")
    identity = wanted if "/" in wanted else f"{found.identity[:4]}/{wanted}"
    path = f"partnerships/{identity}.yaml"
    tombstone = events.moved_to(identity)
    data: dict[str, tuple[Data | None, Data]] = {path: (None, found.data), found.path: (found.data, tombstone)}
    texts = {path: found.changed(trial.writer, found.data), found.path: trial.writer.write(tombstone)}
    for old, now, text in _leading_to(trial, found.identity, identity):
        data[old.path] = (dict(old.data), now)
        texts[old.path] = text
    said = f"Posten är flyttad till {identity}. Den gamla adressen leder dit."
    return Change(data=data, texts=texts, said=said, new=frozenset({path}))


def _leading_to(trial: DraftCheck, old: str, new: str) -> Iterator[tuple[Document, Data, str]]:
    """The records that refer to the one that moves, as they shall be."""
    for document in _moved_to(trial, old):
        now = events.moved_to(new)
        yield document, now, trial.writer.write(now)
    for identity, record in trial.context.records.items():
        if isinstance(record, Partnership) and trial.context.documents[identity].data.get("ersatter") == old:
            found = load_record(trial, identity)
            continuing = {**found.data, "ersatter": new}
            yield found.document, continuing, found.changed(trial.writer, continuing)


def _moved_to(trial: DraftCheck, identity: str) -> list[Document]:
    """The tombstones that lead to a record."""
    tombstones = [
        trial.context.documents[name] for name, record in trial.context.records.items() if isinstance(record, Moved)
    ]
    return [document for document in tombstones if document.data.get("flyttad_till") == identity]


INTERRUPTION = EventCommand("ett samarbete har avbrutits i förtid", _options_interrupted, _interrupted)
MOVE = EventCommand("ge en post ett nytt namn; den gamla adressen leder till den nya", _options_moved, _moved)
WITHDRAWAL = EventCommand("dra tillbaka en post; sidan visar varför", _options_withdrawn, _withdrawn)
