"""What has happened to a record, in words: as sentences for its page, and with its long texts for a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from register import swedish as swedish
from register.diff import changes
from register.labels import WordList
from register.record_changes import field_sentences, organisation_number
from register.wording import Sentence, is_number, line, mapping, number, text, value, when


def describe(old: Any, new: Any, names: WordList) -> list[str]:
    """What has happened to a record, a sentence each, as plain text without a full stop.

    `old` and `new` are the data of its file as written; None where there was no file, or is none any longer. Faulty
    data are described as far as they go. Personal data is masked.
    """
    return [sentence.words for sentence in sentences(old, new, names)]


def sentences(old: Any, new: Any, names: WordList) -> Iterator[Sentence]:
    """As `describe`, with the long texts beside the words."""
    before, after = mapping(old), mapping(new)
    if before == after and (old is None) == (new is None):
        return
    if new is None:
        yield Sentence("Posten har tagits bort")
    elif "flyttad_till" in after and "flyttad_till" not in before:
        yield Sentence(f"Posten har flyttats till {line(text(after['flyttad_till']))}")
    elif "tillbakadragen" in after and "tillbakadragen" not in before:
        yield _withdrawn(after["tillbakadragen"])
    elif old is None:
        yield Sentence("Ny post")
    elif {"flyttad_till", "tillbakadragen"} & before.keys() - after.keys():
        yield Sentence("Posten gäller igen")
    else:
        for change in changes(before, after):
            yield from field_sentences(change, names)


def facts(record: Any, names: WordList) -> Iterator[Sentence]:
    """What is most worth knowing of a new record."""
    data = mapping(record)
    recipient, decision, agreement = (mapping(data.get(name)) for name in ("mottagare", "beslut", "avtal"))
    if is_number(decision.get("belopp")):
        yield Sentence(f"Belopp: {number(decision['belopp'])}{swedish.NO_BREAK}kr")
    if recipient.get("namn"):
        known = organisation_number(recipient)
        yield Sentence(f"Mottagare: {line(text(recipient['namn']))}{f' ({known})' if known else ''}")
    for field in ("stadsdelar", "teman", "malgrupper"):
        if data.get(field):
            yield Sentence(f"{names.label(field)}: {value(data[field], field, names)}")
    if "datum" in decision:
        yield Sentence(f"Beslutsdatum: {when(decision['datum'])}")
    if "start" in agreement and "slut" in agreement:
        yield Sentence(f"Avtal: {when(agreement['start'])} – {when(agreement['slut'])}")
    if "ersatter" in data:
        yield Sentence(f"Fortsätter {line(text(data['ersatter']))}")
    if data.get("sammanfattning"):
        yield Sentence("Sammanfattning", after=text(data["sammanfattning"]))


def _withdrawn(tombstone: Any) -> Sentence:
    data = mapping(tombstone)
    since = f" {when(data['datum'])}" if "datum" in data else ""
    return Sentence(f"Posten har dragits tillbaka{since}", after=text(data.get("skal")))
