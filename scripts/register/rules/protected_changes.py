"""The 5xx series, records: may a change be made to what has been published. Records are compared by identity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from register.company import COMPANY
from register.document import Document
from register.field_table import Partial, as_data
from register.model import (
    FIELDS,
    Correction,
    FieldAbsentError,
    FollowUp,
    Moved,
    Partnership,
    Withdrawn,
)
from register.problem import Place, Problem, declare
from register.rules.registry import Context, has_fields
from register.wording import quote_value

DELETED = declare(
    "R501",
    "En publicerad post får inte tas bort, bara flyttas eller dras tillbaka",
    why="Adressen kan finnas i en länk, en artikel eller ett protokoll. Den ska alltid svara.",
    bad="Filen partnerships/2024/laxhjalp-raslatt.yaml raderas.",
    good="tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphävdes innan avtalet skrevs under.",
)
RENAMED = declare(
    "R502",
    "En post som byter namn eller år ska lämna en hänvisning efter sig",
    why="Den gamla adressen ska leda till den nya.",
    bad="laxhjalp.yaml döps om till laxhjalp-raslatt.yaml.",
    good="laxhjalp-raslatt.yaml har posten, och laxhjalp.yaml har bara\nflyttad_till: 2024/laxhjalp-raslatt",
)
UNEXPLAINED = declare(
    "R503",
    "En låst uppgift får inte ändras utan en rättelse som anger fältet",
    why="Den som har läst den gamla uppgiften ska se att den har ändrats, och varför.",
    bad="belopp: 45000 (tidigare 40000)",
    good="belopp: 45000\nrattelser:\n  - datum: 2024-06-01\n    falt: beslut.belopp\n"
    "    text: Beloppet var felskrivet, rätt är 45 000 kr.",
)
CORRECTION_REMOVED = declare(
    "R504",
    "En rättelse får inte tas bort eller skrivas om",
    why="Rättelserna visar vad som har ändrats.",
    bad="En rad under rattelser raderas.",
    good="En ny rättelse läggs till sist.",
)
REPORT_REMOVED = declare(
    "R505",
    "En redovisning som har kommit in får inte tas bort",
    why="En inkommen redovisning ska fortsätta att synas.",
    bad="Raden «inkom: 2024-05-10» raderas.",
    good="Är uppgiften fel: rätta den, med en rad under rattelser som har «falt: uppfoljning.inkom».",
)
TOMBSTONE_EDITED = declare(
    "R508",
    "En hänvisning får inte ändras, och dess adress får inte användas igen",
    why="Den som följer en gammal länk ska komma rätt, eller få veta varför posten drogs tillbaka.",
    bad="flyttad_till: 2024/en-annan-post (tidigare 2024/laxhjalp-raslatt)",
    good="Den nya posten läggs i en egen fil med ett eget namn.",
)
UNRELATED_TARGET = declare(
    "R509",
    "En post får bara flyttas till samma samarbete på en ny plats",
    why="Annars försvinner beslutet, och den gamla adressen leder till något annat.",
    bad="flyttad_till: 2024/odling-samset (en annan mottagare, en annan dag)",
    good="flyttad_till: 2024/laxhjalp-raslatt (samma mottagare, samma beslut)",
)
# The facts of a published record that may change only with a correction that names the field. They may be added
# freely, but for those that every record has. All else may change; a tombstone may replace any record.
GUARDED = {
    "mottagare.namn": "Mottagarens namn",
    "mottagare.organisationsnummer": "Organisationsnummer",
    "ansokan.inkom": "Dagen då ansökan kom in",
    "ansokan.belopp": "Sökt belopp",
    "beslut.datum": "Beslutsdatum",
    "beslut.belopp": "Beviljat belopp",
    "beslut.fordelning": f"Fördelning mellan {COMPANY.stadsdelar}",
    "beslut.beslutsfattare": "Beslutsfattare",
    "beslut.diarienummer": "Diarienummer",
    "beslut.jav": "Jäv",
    "avtal.start": "Avtalets första dag",
    "avtal.slut": "Avtalets sista dag",
    "avtal.nytta": "Nyttan för hyresgästerna",
    "mal.tillfallen": "Mål för tillfällen",
    "mal.deltagare": "Mål för deltagare",
    "mal.text": "Mål i ord",
    "kriterier": "Motiveringar",
    "resultat.tillfallen": "Tillfällen i resultatet",
    "resultat.deltagare": "Deltagare i resultatet",
    "resultat.andel_flickor_kvinnor": "Andel flickor och kvinnor",
    "resultat.sammanfattning": "Sammanfattning av resultatet",
    "ekonomi.utbetalt": "Utbetalt belopp",
    "ekonomi.aterbetalt": "Återbetalt belopp",
    "ekonomi.datum": "Dagen då ekonomin avslutades",
    "avbrutet.datum": "Dagen för avbrottet",
    "avbrutet.skal": "Skälet till avbrottet",
    "ersatter": "Samarbetet som det här fortsätter",
}
RECEIVED, DUE = "uppfoljning.inkom", "uppfoljning.senast"  # guarded too, entry by entry
_OF_REPORTS = {RECEIVED: "Dagen då redovisningen kom in", DUE: "Dagen då redovisningen senast ska lämnas"}


def check_record_changes(base: Context, head: Context) -> Iterator[Problem]:
    """Yield what the change from `base` to `head` may not do to records."""
    renamed = dict(_renames(base, head))
    for identity, old in base.records.items():
        new = head.records.get(identity)
        path = base.documents[identity].path
        if new is None:
            if path not in head.unread:
                yield _gone(path, renamed.get(identity))
        elif isinstance(old, Partnership):
            yield from _published(old, new, base, head)
        else:
            yield from _tombstone(old, new, head)


def _published(old: Partnership, new: Any, base: Context, head: Context) -> Iterator[Problem]:
    """Compare a published record with itself, or with the new record that it has been moved to."""
    if isinstance(new, Moved) and has_fields(new, "target"):
        target = head.records.get(new.target)
        if isinstance(target, Partnership) and not set(_likenesses(old)) & set(_likenesses(target)):
            message = f"Posten {new.target} är ett annat samarbete än det som fanns på den här adressen."
            hint = "Skriv platsen för samma samarbete. Ska posten bort: skriv «tillbakadragen:» med datum och skäl."
            yield UNRELATED_TARGET.problem(head.documents[old.id].place("flyttad_till"), message, hint)
            return
        new = target if new.target not in base.records else None
    if isinstance(new, Partnership):
        yield from _compare(old, new, head)


def _tombstone(old: Moved | Withdrawn, new: Any, head: Context) -> Iterator[Problem]:
    """Compare a tombstone with what is in its place now."""
    document = head.documents[old.id]
    if isinstance(new, Partnership):
        field = "flyttad_till" if isinstance(old, Moved) else "tillbakadragen"
        if field in _unlocked((), new):
            return
        message = "Adressen har tillhört en post som är flyttad eller tillbakadragen, och får inte användas igen."
        hint = (
            f"Lägg posten i en fil med ett annat namn. Gäller samma post igen: lägg till en rättelse, «falt: {field}»."
        )
        yield TOMBSTONE_EDITED.problem(Place(document.path), message, hint)
        return
    successor = head.records.get(old.target) if isinstance(old, Moved) and has_fields(old, "target") else None
    if _words(old) == _words(new) or (successor is not None and _words(successor) == _words(new)):
        return  # the second: the record that it leads to has itself been moved or withdrawn
    key = next(iter(document.data))
    message = f"Hänvisningen har ändrats. Tidigare: {quote_value(_as_text(old))}."
    yield TOMBSTONE_EDITED.problem(document.place((key,)), message, "Ändra tillbaka.")


def _words(value: Any) -> Any:
    """What a tombstone says, whatever its line breaks; something of its own where a field is absent."""
    try:
        return [" ".join(str(content).split()) for content in as_data(value).values()]
    except FieldAbsentError:
        return value


def _as_text(tombstone: Moved | Withdrawn) -> str:
    try:
        return ", ".join(map(str, as_data(tombstone).values()))
    except FieldAbsentError:
        return "en hänvisning med fel"


def _gone(path: str, renamed_to: str | None) -> Problem:
    if renamed_to:
        message = f"Posten har fått en ny plats, {renamed_to}, men den gamla filen är borta."
        return RENAMED.problem(
            Place(path), message, f"Lägg tillbaka filen «{path}» med bara raden «flyttad_till: {renamed_to}»."
        )
    hint = f"Lägg tillbaka filen «{path}». Ska posten bort: skriv bara «tillbakadragen:» med datum och skäl i den."
    return DELETED.problem(Place(path), "En publicerad post har tagits bort.", hint)


def _renames(base: Context, head: Context) -> Iterator[tuple[str, str]]:
    """Records that are gone, each with the new record that is the same decision."""
    fresh: dict[tuple[object, ...], str] = {}
    for identity, record in head.records.items():
        if identity not in base.records and isinstance(record, Partnership):
            for key in _likenesses(record):
                fresh.setdefault(key, identity)
    for identity, record in base.records.items():
        if identity not in head.records and isinstance(record, Partnership):
            found = next((fresh[key] for key in _likenesses(record) if key in fresh), None)
            if found:
                yield identity, found


def _likenesses(record: Partnership) -> Iterator[tuple[object, ...]]:
    """Keys of a decision: two records that share one of them are the same decision."""
    if has_fields(record, "recipient.name", "decision.date", "title"):
        yield "decision", record.recipient.name, record.decision.date, record.title
    if has_fields(record, "recipient.name", "decision.date", "decision.amount"):
        yield "amount", record.recipient.name, record.decision.date, record.decision.amount
    if has_fields(record, "recipient.name", "title", "summary"):
        yield "text", record.recipient.name, record.title, record.summary
    if has_fields(record, "recipient.number", "title", "decision.amount") and record.recipient.number:
        yield "number", record.recipient.number, record.title, record.decision.amount


def _compare(old: Partnership, new: Partnership, head: Context) -> Iterator[Problem]:
    document = head.documents[new.id]
    unlocked = _unlocked(getattr(old, "corrections", ()) if has_fields(old, "corrections") else (), new)
    if (
        has_fields(old, "interruption")
        and has_fields(new, "interruption")
        and old.interruption is None
        and new.interruption
    ):
        unlocked.add(DUE)  # what ends early is accounted for on another day
    for field, before, after in _guarded_changes(old, new):
        if field not in unlocked and not (field == "ersatter" and _follows(before, after, head)):
            yield _unexplained(field, before, after, document, field)
    yield from _corrections(old, new, document)
    if "uppfoljning" not in unlocked:
        yield from _reports(old, new, document, unlocked)


def _follows(before: str, after: str | None, head: Context) -> bool:
    """Return whether a continuation has changed with the record that it continues: to its new place, or to nothing."""
    tombstone = head.records.get(before)
    if tombstone is None:
        return True  # that it is gone is a problem of its own
    if isinstance(tombstone, Moved) and has_fields(tombstone, "target"):
        return after == tombstone.target
    return isinstance(tombstone, Withdrawn) and after is None


def _unexplained(field: str, before: Any, after: Any, document: Document, pointer: str) -> Problem:
    changed = f"ändrats från {quote_value(before)} till {quote_value(after)}" if after is not None else "tagits bort"
    label = GUARDED.get(field) or _OF_REPORTS.get(field, field)
    message = f"«{label}» ({field}) har {changed}, utan en rättelse som anger fältet."
    hint = (
        f"Lägg till en rad sist under «rattelser» med dagens datum, «falt: {field}» och vad som var fel, "
        "eller ändra tillbaka."
    )
    return UNEXPLAINED.problem(document.place(pointer), message, hint)


def _guarded_changes(old: Partnership, new: Partnership) -> Iterator[tuple[str, Any, Any]]:
    """Give each guarded field that has changed, with its value before and after; a group that is gone is one change."""
    gone: set[str] = set()
    for name in GUARDED:
        group = name.partition(".")[0]
        try:
            before, after = _value(name, old), _value(name, new)
            whole = _value(group, new)
        except FieldAbsentError:
            continue
        if before is None or before == after or group in gone:
            if name == "mottagare.organisationsnummer" and before != after:
                yield name, before, after
            continue
        if whole is None and group != name:
            gone.add(group)
            yield group, before, None
        elif isinstance(before, dict) and name == "kriterier":
            reworded = [(text, after.get(key)) for key, text in before.items() if after.get(key) != text]
            if reworded:
                yield name, *reworded[0]
        else:
            yield name, before, after


def _value(name: str, record: Partnership) -> Any:
    """The value of a field in a form that does not change with line breaks."""
    value = FIELDS[name].value(record)
    if isinstance(value, Partial):
        return True
    if isinstance(value, str):
        return " ".join(value.split())
    if name == "kriterier":
        return {key: " ".join(text.split()) for key, text in value.items()}
    return value


def _unlocked(before: Collection[Correction], new: Partnership) -> set[str]:
    """The fields that the new corrections name."""
    if not has_fields(new, "corrections"):
        return set()
    added = new.corrections[len(before) :]
    return {item.field for item in added if has_fields(item, "field") and item.field}


def _corrections(old: Partnership, new: Partnership, document: Document) -> Iterator[Problem]:
    if not has_fields(old, "corrections") or not has_fields(new, "corrections"):
        return
    for index, before in enumerate(old.corrections):
        if not has_fields(before, "date", "text"):
            continue
        after = new.corrections[index] if index < len(new.corrections) else None
        if after is None or (has_fields(after, "date", "text") and not _is_kept(before, after)):
            what = "tagits bort" if after is None else "skrivits om"
            message = f"Rättelsen från {before.date} har {what}."
            hint = f"Lägg tillbaka den. Den löd {quote_value(before.text)}. En ny rättelse läggs sist."
            yield CORRECTION_REMOVED.problem(document.place(("rattelser", index)), message, hint)


def _is_kept(before: Correction, after: Correction) -> bool:
    """Return whether a correction is as it was; only the name of its field may be added."""
    fields = (getattr(before, "field", None), getattr(after, "field", None))
    words = (before.text.split(), after.text.split())
    return before.date == after.date and words[0] == words[1] and fields[0] in (None, fields[1])


_DEFINITE = {"planering": "planeringen", "delrapport": "delrapporten", "slutrapport": "slutrapporten"}


def _reports(old: Partnership, new: Partnership, document: Document, unlocked: set[str]) -> Iterator[Problem]:
    """Compare the reports: the day that one came in or is due stays, and so does the report itself."""
    if not has_fields(old, "follow_ups") or not has_fields(new, "follow_ups"):
        return
    if any(not has_fields(item, "kind", "due", "received") for item in new.follow_ups):
        return  # a fault in the list has been reported; it may be the one that is missing
    for before, after in _pairs([item for item in old.follow_ups if has_fields(item, "kind", "due", "received")], new):
        where = "uppfoljning" if after is None else f"uppfoljning.{after.index}"
        if before.received is not None and (after is None or after.received is None):
            if RECEIVED not in unlocked:
                name = _DEFINITE.get(before.kind, before.kind)
                message = f"Uppgiften att {name} kom in {before.received} har tagits bort."
                yield REPORT_REMOVED.problem(
                    document.place(where), message, f"Lägg tillbaka raden «inkom: {before.received}»."
                )
        elif after is not None and before.received not in (None, after.received) and RECEIVED not in unlocked:
            yield _unexplained(RECEIVED, before.received, after.received, document, f"{where}.inkom")
        if DUE in unlocked:
            continue
        if after is None and before.received is None:
            yield _unexplained(DUE, before.due, None, document, where)
        elif after is not None and after.due != before.due:
            yield _unexplained(DUE, before.due, after.due, document, f"{where}.senast")


def _pairs(before: Sequence[FollowUp], new: Partnership) -> Iterator[tuple[FollowUp, FollowUp | None]]:
    """Pair each report with what it is now: of its kind, with the same days, else one of them, else any."""
    left, found = list(new.follow_ups), {}
    for alike in (_has_same_days, _has_a_same_day, _is_same_kind):
        for item in before:
            if item.index not in found and (now := next((one for one in left if alike(item, one)), None)):
                found[item.index] = now
                left.remove(now)
    for item in before:
        yield item, found.get(item.index)


def _has_same_days(before: FollowUp, after: FollowUp) -> bool:
    return _is_same_kind(before, after) and (before.due, before.received) == (after.due, after.received)


def _has_a_same_day(before: FollowUp, after: FollowUp) -> bool:
    same_day = before.received is not None and before.received == after.received
    return _is_same_kind(before, after) and (same_day or before.due == after.due)


def _is_same_kind(before: FollowUp, after: FollowUp) -> bool:
    return before.kind == after.kind
