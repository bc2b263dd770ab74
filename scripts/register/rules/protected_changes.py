"""The 5xx series: may a change be made to what has been published. Two trees are compared, by record identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from register.document import Document, Pointer
from register.field_table import as_data
from register.model import Code, Correction, FieldAbsentError, Moved, Partnership, PolicyVersion, Round
from register.problem import Place, Problem, declare
from register.rules.registry import Context, has
from register.wording import shown

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
    good="Är datumet fel: ändra det. Är allt fel: rätta det med en rad under rattelser.",
)
POLICY_EDITED = declare(
    "R506",
    "En policy som har börjat gälla får inte ändras",
    why="Styrelsen har antagit den ord för ord, och beslut har fattats efter den.",
    bad="En mening ändras i content/policy/2023-08-30.md.",
    good="Den nya versionen läggs i en ny fil, med datumet den gäller från.",
)
ADDRESS_REMOVED = declare(
    "R507",
    "En publicerad kod eller version av kriterierna får inte tas bort",
    why="Den har en egen sida, och äldre poster hänvisar till den.",
    bad="«- kod: raslatt» raderas ur content/listor/stadsdelar.yaml.",
    good="Ändra namnet eller beskrivningen och behåll koden.",
)


@dataclass(frozen=True, slots=True)
class ProtectedField:
    """A fact that may only change together with a new line in `rattelser` that names its field.

    With `may_come` it may be added freely, and is protected from then on.
    """

    pointer: str
    label: str
    value: Callable[[Partnership], object]
    may_come: bool = False


# What may change in a published record. All else may change freely; a tombstone may replace any record.
GUARDED = (
    ProtectedField("beslut.belopp", "Belopp", lambda record: record.decision.amount),
    ProtectedField("beslut.datum", "Beslutsdatum", lambda record: record.decision.date),
    ProtectedField("mottagare.namn", "Mottagarens namn", lambda record: record.recipient.name),
    ProtectedField("mottagare.organisationsnummer", "Organisationsnummer", lambda record: record.recipient.number),
    ProtectedField("beslut.fordelning", "Fördelning", lambda record: record.decision.allocation, may_come=True),
    ProtectedField("mal", "Mål", lambda record: record.targets and as_data(record.targets), may_come=True),
    ProtectedField("resultat", "Resultat", lambda record: record.results is not None or None, may_come=True),
)


def check_change(base: Context, head: Context) -> Iterator[Problem]:
    """Yield what the change from `base` to `head` may not do."""
    moved = dict(_renames(base, head))
    for identity, old in sorted(base.records.items()):
        new = head.records.get(identity)
        if new is None:
            if base.documents[identity].path not in head.unread:
                yield _gone(base.documents[identity].path, moved.get(identity))
        elif isinstance(old, Partnership):
            successor = _moved_to(new, base, head)
            if successor is not None:
                yield from _compare(old, successor, head.documents[successor.id])
    yield from _policies(base, head)
    yield from _addresses(base, head)


def _moved_to(new: object, base: Context, head: Context) -> Partnership | None:
    """Where a record that was published lives now: itself, or a new record that it was moved to."""
    if isinstance(new, Moved) and has(new, "target") and new.target not in base.records:
        new = head.records.get(new.target)
    return new if isinstance(new, Partnership) else None


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
    for identity, record in sorted(head.records.items()):
        if identity not in base.records and isinstance(record, Partnership):
            for key in _likenesses(record):
                fresh.setdefault(key, identity)
    for identity, record in base.records.items():
        if identity not in head.records and isinstance(record, Partnership):
            found = next((fresh[key] for key in _likenesses(record) if key in fresh), None)
            if found:
                yield identity, found


def _likenesses(record: Partnership) -> Iterator[tuple[object, ...]]:
    """What makes two records the same decision although their places differ: any of these."""
    if has(record, "recipient.name", "decision.date", "title"):
        yield "decision", record.recipient.name, record.decision.date, record.title
    if has(record, "recipient.name", "decision.date", "decision.amount"):
        yield "amount", record.recipient.name, record.decision.date, record.decision.amount
    if has(record, "recipient.name", "title", "summary"):
        yield "text", record.recipient.name, record.title, record.summary


def _compare(old: Partnership, new: Partnership, document: Document) -> Iterator[Problem]:
    unlocked = _unlocked(old, new)
    for guarded in GUARDED:
        try:
            before, after = guarded.value(old), guarded.value(new)
        except FieldAbsentError:
            continue
        if before == after or (guarded.may_come and before is None):
            continue
        if any(_is_within(field, guarded.pointer) or _is_within(guarded.pointer, field) for field in unlocked):
            continue
        changed = f"ändrats från {shown(before)} till {shown(after)}" if after is not None else "tagits bort"
        message = f"«{guarded.label}» har {changed}, utan en rättelse som anger fältet."
        hint = (
            f"Lägg till en rad sist under «rattelser» med dagens datum, «falt: {guarded.pointer}» och vad som var fel, "
            "eller ändra tillbaka."
        )
        yield UNEXPLAINED.problem(document.place(guarded.pointer), message, hint)
    yield from _corrections(old, new, document)
    yield from _received(old, new, document)


def _unlocked(old: Partnership, new: Partnership) -> list[str]:
    """The fields that the new corrections name."""
    if not has(old, "corrections") or not has(new, "corrections"):
        return []
    added = new.corrections[len(old.corrections) :]
    return [item.field for item in added if has(item, "field") and item.field]


def _is_within(field: str, group: str) -> bool:
    """Whether a field is `group`, or a part of it."""
    return field == group or field.startswith(f"{group}.")


def _corrections(old: Partnership, new: Partnership, document: Document) -> Iterator[Problem]:
    if not has(old, "corrections") or not has(new, "corrections"):
        return
    for index, before in enumerate(old.corrections):
        if not has(before, "date", "text"):
            continue
        after = new.corrections[index] if index < len(new.corrections) else None
        if after is None or (has(after, "date", "text") and not _is_kept(before, after)):
            what = "tagits bort" if after is None else "skrivits om"
            message = f"Rättelsen från {before.date} har {what}."
            hint = f"Lägg tillbaka den. Den löd {shown(before.text)}. En ny rättelse läggs sist."
            yield CORRECTION_REMOVED.problem(document.place(("rattelser", index)), message, hint)


def _is_kept(before: Correction, after: Correction) -> bool:
    """Whether a correction is as it was; only the name of its field may be added."""
    fields = (getattr(before, "field", None), getattr(after, "field", None))
    return (before.date, before.text) == (after.date, after.text) and fields[0] in (None, fields[1])


_DEFINITE = {"planering": "planeringen", "delrapport": "delrapporten", "slutrapport": "slutrapporten"}


def _received(old: Partnership, new: Partnership, document: Document) -> Iterator[Problem]:
    if not has(old, "follow_ups") or not has(new, "follow_ups"):
        return
    kinds = [item.kind for item in new.follow_ups if has(item, "kind", "received") and item.received]
    for before in old.follow_ups:
        if not has(before, "kind", "received") or before.received is None:
            continue
        if before.kind in kinds:
            kinds.remove(before.kind)
            continue
        unclear = any(not has(item, "kind", "received") for item in new.follow_ups)
        if unclear:
            continue  # a fault in the list has been told; it may be the one that is missing
        message = f"Uppgiften att {_DEFINITE.get(before.kind, before.kind)} kom in {before.received} har tagits bort."
        left = (item.index for item in new.follow_ups if item.kind == before.kind and item.received is None)
        index = next(left, None)
        where: Pointer = ("uppfoljning",) if index is None else ("uppfoljning", index)
        yield REPORT_REMOVED.problem(document.place(where), message, f"Lägg tillbaka raden «inkom: {before.received}».")


def _policies(base: Context, head: Context) -> Iterator[Problem]:
    now = {policy.path: policy for policy in head.policies}
    for old in base.policies:
        if not has(old, "in_force") or old.in_force > base.today:
            continue
        new = now.get(old.path)
        if new is None:
            if old.path not in head.unread:
                hint = "Lägg tillbaka filen. Versioner som har gällt ska gå att läsa."
                yield POLICY_EDITED.problem(Place(old.path), f"Policyn {old.in_force} har tagits bort.", hint)
        elif new != old:
            document = head.by_path[old.path]
            message = f"Policyn {old.in_force} har börjat gälla och får inte ändras."
            hint = "Ändra tillbaka. En ny version läggs i en ny fil, med datumet den gäller från."
            yield POLICY_EDITED.problem(_first_difference(old, new, base, document), message, hint)


def _first_difference(old: PolicyVersion, new: PolicyVersion, base: Context, document: Document) -> Place:
    """Where the new version first differs: in its head, else in its text."""
    before = base.by_path[old.path]
    for key, value in document.data.items() if isinstance(document.data, dict) else ():
        if before.data.get(key) != value:
            return document.place((key,))
    lines = zip(before.text.splitlines(), [*document.text.splitlines(), ""], strict=False)
    offset = next((index for index, (a, b) in enumerate(lines) if a != b), len(before.text.splitlines()))
    return Place(new.path, document.text_line + offset, 1)


def _coded(context: Context) -> Mapping[str, tuple[Code | Round, ...]]:
    """The lists whose entries have codes, with the application rounds."""
    return {**context.lists, "ansokningsomgangar": context.rounds}


def _addresses(base: Context, head: Context) -> Iterator[Problem]:
    for name, old_codes in _coded(base).items():
        document = head.by_path.get(f"content/listor/{name}.yaml")
        if document is None:
            continue
        kept = {code.code for code in _coded(head).get(name, ()) if has(code, "code")}
        for code in old_codes:
            if has(code, "code") and code.code not in kept:
                message = f"Koden «{code.code}» har tagits bort eller bytt namn."
                hint = "Lägg tillbaka koden. Namnet och beskrivningen får ändras."
                place = document.place("omgangar" if name == "ansokningsomgangar" else "koder")
                yield ADDRESS_REMOVED.problem(place, message, hint)
    kept_paths = {version.path for version in head.criteria}
    for version in base.criteria:
        if version.path not in kept_paths and version.path not in head.unread:
            message = "En publicerad version av kriterierna har tagits bort."
            yield ADDRESS_REMOVED.problem(
                Place(version.path), message, "Lägg tillbaka filen. Äldre poster svarar på den."
            )
