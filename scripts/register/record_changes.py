"""Changes of a record in words: «Beviljat belopp: 40 000 → 45 000 kr», «Slutrapport inkom 3 maj 2026»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from register import swedish
from register.diff import Change, changes
from register.personal_data import mask_organisation_number
from register.wording import (
    Sentence,
    WordList,
    as_dict,
    before_after,
    describe_text_change,
    describe_value_change,
    format_date,
    format_value,
    is_number,
    masked_text,
    name,
    number,
    one_line,
)

# Long texts, in the definite form; the others are called what the schema calls them
_TEXTS = {
    "sammanfattning": "Sammanfattningen",
    "avtal.nytta": "Nyttan för hyresgästerna",
    "resultat.sammanfattning": "Sammanfattningen av resultatet",
    "avbrutet.skal": "Skälet till avbrottet",
    "tillbakadragen.skal": "Skälet till att posten är tillbakadragen",
}

# Fields whose label says too little outside its group
_LABELS = {
    "mottagare": "Mottagare",
    "mottagare.namn": "Mottagare",
    "avbrutet.datum": "Dag för avbrottet",
    "tillbakadragen.datum": "Dag då posten drogs tillbaka",
    "uppfoljning.typ": "Redovisningens typ",
    "rattelser.datum": "Rättelsens datum",
}

_REPORTS = {"Planering": "planeringen", "Delrapport": "delrapporten", "Slutrapport": "slutrapporten"}


def field_sentences(change: Change, names: WordList) -> Iterator[Sentence]:
    """What has happened to one field of a record, or to one entry of its lists."""
    field = change.field
    if field in _SAID:
        yield from _SAID[field](change, names)
    elif field.startswith("kriterier."):
        identity = field.removeprefix("kriterier.")
        yield describe_text_change(
            f"Motiveringen för {one_line(names.criteria.get(identity, f'«{identity}»'))}", change
        )
    elif field in _TEXTS:
        yield describe_text_change(_TEXTS[field], change)
    else:
        yield from describe_value_change(one_line(_LABELS.get(field) or names.label(field)), change, names)


def _amount(change: Change, names: WordList) -> Iterator[Sentence]:
    if is_number(change.before) and is_number(change.after):
        yield Sentence(
            f"{names.label(change.field)}: {number(change.before)} → {number(change.after)}{swedish.NO_BREAK}kr"
        )
    else:
        yield from describe_value_change(names.label(change.field), change, names)


def _share(change: Change, names: WordList) -> Iterator[Sentence]:
    unit = f"{swedish.NO_BREAK}%" if is_number(change.before if change.after is None else change.after) else ""
    for sentence in describe_value_change(names.label(change.field), change, names):
        yield replace(sentence, words=f"{sentence.words}{unit}")


def _organisation_number(change: Change, names: WordList) -> Iterator[Sentence]:
    before, after = (organisation_number({"organisationsnummer": one}) or None for one in (change.before, change.after))
    if before == after:
        yield Sentence("Organisationsnummer är ändrat")
    else:
        yield from describe_value_change(
            names.label(change.field), Change(field=change.field, before=before, after=after), names
        )


def organisation_number(recipient: Mapping[str, Any]) -> str:
    """Return the organisation number; one that can be a person's, as that of a sole trader, is masked."""
    return mask_organisation_number(one_line(masked_text(recipient.get("organisationsnummer"))))


def _codes(change: Change, names: WordList) -> Iterator[Sentence]:
    before, after = change.before or [], change.after or []
    if not isinstance(before, list) or not isinstance(after, list):
        yield from describe_value_change(names.label(change.field), change, names)
        return
    known = names.codes.get(change.field, {})
    was, now = set(map(repr, before)), set(map(repr, after))
    new = [_name(item, known) for item in after if repr(item) not in was]
    gone = [_name(item, known) for item in before if repr(item) not in now]
    said = [
        f"{swedish.listing(some)} har {verb}" for some, verb in ((new, "lagts till"), (gone, "tagits bort")) if some
    ]
    yield Sentence(f"{names.label(change.field)}: {' och '.join(said) or 'ordningen är ändrad'}")


def _name(code: Any, known: Mapping[str, str]) -> str:
    return one_line(known.get(code, code)) if isinstance(code, str) else one_line(masked_text(code))


def _results(change: Change, names: WordList) -> Iterator[Sentence]:
    if change.before is not None and change.after is not None:
        yield from describe_value_change("Resultat", change, names)
        return
    verb, whole = ("tagits bort", change.before) if change.after is None else ("lagts till", change.after)
    data = as_dict(whole)
    units = (("tillfallen", "tillfälle", "tillfällen"), ("deltagare", "deltagare", "deltagare"))
    figures = [
        f"{number(data[name])}{swedish.NO_BREAK}{one if data[name] == 1 else many}"
        for name, one, many in units
        if is_number(data.get(name))
    ]
    said = f": {swedish.listing(figures)}" if figures else ""
    summary = masked_text(data.get("sammanfattning"))
    if change.after is None:
        yield Sentence(f"Resultatet har {verb}{said}", before=summary)
    else:
        yield Sentence(f"Resultatet har {verb}{said}", after=summary)


def _interruption(change: Change, names: WordList) -> Iterator[Sentence]:
    if change.after is None:
        yield Sentence("Samarbetet är inte längre avbrutet")
    elif change.before is not None:
        yield from describe_value_change("Avbrutet", change, names)
    else:
        data = as_dict(change.after)
        yield Sentence(f"Samarbetet avbröts {format_date(data.get('datum'))}", after=masked_text(data.get("skal")))


def _continues(change: Change, _: WordList) -> Iterator[Sentence]:
    if change.after is None:
        yield Sentence(f"Fortsätter inte längre {one_line(masked_text(change.before))}")
    else:
        was = f" i stället för {one_line(masked_text(change.before))}" if change.before is not None else ""
        yield Sentence(f"Fortsätter {one_line(masked_text(change.after))}{was}")


def _correction(change: Change, names: WordList) -> Iterator[Sentence]:
    if isinstance(change.before, list) or isinstance(change.after, list):
        yield from describe_value_change("Rättelser", change, names)
    elif change.after is None:
        yield Sentence(f"Rättelsen från {_dated(change)} har tagits bort", before=_correction_text(change.before))
    else:
        yield Sentence(f"Rättelse tillagd {_dated(change)}: {one_line(_correction_text(change.after))}")


def _correction_text(correction: Any) -> str:
    return masked_text(as_dict(correction).get("text"))


def _dated(change: Change) -> str:
    return format_date((change.entry or {}).get("datum"))


def _correction_reworded(change: Change, _: WordList) -> Iterator[Sentence]:
    yield describe_text_change(f"Rättelsen från {_dated(change)}", change)


def _report(change: Change, names: WordList) -> Iterator[Sentence]:
    if change.entry is None:
        yield from describe_value_change("Uppföljning", change, names)
        return
    due = f" senast {format_date(change.entry.get('senast'))}" if "senast" in change.entry else ""
    if change.after is None:
        yield Sentence(f"{_kind(change)} ska inte längre lämnas{due and f' (skulle ha lämnats{due})'}")
        return
    received = change.entry.get("inkom")
    came = f" och inkom {format_date(received)}" if received is not None else ""
    yield Sentence(f"{_kind(change)} ska lämnas{due}{came}", after=masked_text(change.entry.get("sammanfattning")))


def _received(change: Change, _: WordList) -> Iterator[Sentence]:
    which = _kind(change)
    if change.entry and change.entry.get("typ") == "delrapport":
        which = f"{which} som skulle lämnas senast {format_date(change.entry.get('senast'))}"
    if change.after is None:
        yield Sentence(f"{which} är inte längre registrerad som inkommen (inkom {format_date(change.before)})")
    elif change.before is None:
        yield Sentence(f"{which} inkom {format_date(change.after)}")
    else:
        yield Sentence(f"{which} inkom: {format_date(change.before)} → {format_date(change.after)}")


def _due(change: Change, names: WordList) -> Iterator[Sentence]:
    yield Sentence(f"{_kind(change)} ska lämnas senast: {before_after(change, names)}")


def _report_summary(change: Change, _: WordList) -> Iterator[Sentence]:
    yield describe_text_change(f"Sammanfattningen av {_REPORTS.get(_kind(change), 'redovisningen')}", change)


def _kind(change: Change) -> str:
    kind = (change.entry or {}).get("typ")
    return kind.capitalize() if isinstance(kind, str) and kind.capitalize() in _REPORTS else "Redovisning"


def _moved(change: Change, _: WordList) -> Iterator[Sentence]:
    yield Sentence(f"Flyttad till: {one_line(masked_text(change.before))} → {one_line(masked_text(change.after))}")


_SAID: Mapping[str, Callable[[Change, WordList], Iterator[Sentence]]] = {
    "mottagare.organisationsnummer": _organisation_number,
    "stadsdelar": _codes,
    "teman": _codes,
    "malgrupper": _codes,
    "beslut.belopp": _amount,
    "uppfoljning": _report,
    "uppfoljning.senast": _due,
    "uppfoljning.inkom": _received,
    "uppfoljning.sammanfattning": _report_summary,
    "resultat": _results,
    "resultat.andel_flickor_kvinnor": _share,
    "avbrutet": _interruption,
    "ersatter": _continues,
    "rattelser": _correction,
    "rattelser.text": _correction_reworded,
    "flyttad_till": _moved,
}


def describe(old: Any, new: Any, names: WordList) -> list[str]:
    """What has happened to a record, a sentence each, as plain text without a full stop.

    `old` and `new` are the data of its file as written; None where there was no file, or is none any longer. Faulty
    data are described as far as they go. Personal data is masked.
    """
    return [sentence.words for sentence in sentences(old, new, names)]


def sentences(old: Any, new: Any, names: WordList) -> Iterator[Sentence]:
    """As `describe`, with the long texts too."""
    before, after = as_dict(old), as_dict(new)
    if before == after and (old is None) == (new is None):
        return
    if new is None:
        yield Sentence("Posten har tagits bort")
    elif "flyttad_till" in after and "flyttad_till" not in before:
        yield Sentence(f"Posten har flyttats till {one_line(masked_text(after['flyttad_till']))}")
    elif "tillbakadragen" in after and "tillbakadragen" not in before:
        yield _withdrawn(after["tillbakadragen"])
    elif old is None:
        yield Sentence("Ny post")
    elif {"flyttad_till", "tillbakadragen"} & before.keys() - after.keys():
        yield Sentence("Posten gäller igen")
    else:
        for change in changes(before, after):
            yield from field_sentences(change, names)


def describe_record(record: Any, names: WordList) -> Iterator[Sentence]:
    """What is most worth knowing of a new record."""
    data = as_dict(record)
    recipient, decision, agreement = (as_dict(data.get(name)) for name in ("mottagare", "beslut", "avtal"))
    if is_number(decision.get("belopp")):
        yield Sentence(f"{names.label('beslut.belopp')}: {number(decision['belopp'])}{swedish.NO_BREAK}kr")
    if recipient.get("namn"):
        known = organisation_number(recipient)
        yield Sentence(f"Mottagare: {name(recipient['namn'])}{f' ({known})' if known else ''}")
    for field in ("stadsdelar", "teman", "malgrupper"):
        if data.get(field):
            yield Sentence(f"{names.label(field)}: {format_value(data[field], field, names)}")
    if "datum" in decision:
        yield Sentence(f"Beslutsdatum: {format_date(decision['datum'])}")
    if "start" in agreement and "slut" in agreement:
        yield Sentence(f"Avtal: {format_date(agreement['start'])} – {format_date(agreement['slut'])}")
    if "ersatter" in data:
        yield Sentence(f"Fortsätter {one_line(masked_text(data['ersatter']))}")
    if data.get("sammanfattning"):
        yield Sentence("Sammanfattning", after=masked_text(data["sammanfattning"]))


def _withdrawn(tombstone: Any) -> Sentence:
    data = as_dict(tombstone)
    since = f" {format_date(data['datum'])}" if "datum" in data else ""
    return Sentence(f"Posten har dragits tillbaka{since}", after=masked_text(data.get("skal")))
