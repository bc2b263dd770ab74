"""The tables whose rows gather records: recipients, the code lists, and what stands where a record has gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from register.model import Code, Partnership, Recipient

from opendata.snapshot import Entry, Snapshot
from opendata.table import Cell, Column, Columns, ForeignKey, Table
from opendata.tables import ID_PATTERN

_COUNT = Column(
    name="antal",
    type="integer",
    title="Antal samarbeten",
    description=(
        "Antalet samarbeten. Ett samarbete som hör till flera räknas i var och en, så antalen ska inte läggas ihop."
    ),
    required=True,
    minimum=0,
)
_AMOUNT = Column(
    name="belopp",
    type="integer",
    title="Belopp",
    description=(
        "Summan av de beviljade beloppen i hela kronor. Ett samarbete som hör till flera räknas med hela beloppet "
        "i var och en, så summorna ska inte läggas ihop."
    ),
    required=True,
    minimum=0,
)


def recipients(snapshot: Snapshot) -> Table:
    """One row a recipient, in the order of the first decision."""
    of = Columns(snapshot.register).of
    rows = [_recipient(name, entries) for name, entries in snapshot.by_recipient.items()]
    return Table(
        name="mottagare",
        title="Mottagare",
        description="Alla mottagare med antal samarbeten och summa, i ordning efter det första beslutet.",
        dataset="mottagare",
        columns=(
            Column(
                name="id",
                type="string",
                title="Id",
                description="Organisationsnumret, eller namnet när mottagaren är en informell grupp.",
                required=True,
                unique=True,
            ),
            of("namn", "mottagare.namn"),
            of("organisationsnummer", "mottagare.organisationsnummer", required=False, pattern="[0-9]{6}-[0-9]{4}"),
            of("webbplats", "mottagare.webbplats", required=False),
            _said(_COUNT, "Antalet samarbeten."),
            _said(_AMOUNT, "Summan av de beviljade beloppen i hela kronor."),
            Column(
                name="forsta_beslut",
                type="date",
                title="Första beslutet",
                description="Dagen för det första beslutet i registret.",
                required=True,
            ),
            Column(
                name="senaste_beslut",
                type="date",
                title="Senaste beslutet",
                description="Dagen för det senaste beslutet i registret.",
                required=True,
            ),
        ),
        rows=tuple(sorted(rows, key=lambda row: (row[6], row[0]))),
        primary_key=("id",),
    )


def _said(column: Column, description: str) -> Column:
    return Column(
        name=column.name, type=column.type, title=column.title, description=description, required=True, minimum=0
    )


def _recipient(name: str, entries: Iterable[Entry]) -> tuple[Cell, ...]:
    """The newest record says what the recipient is called now."""
    records = [entry.record for entry in entries]
    newest: Recipient = records[0].recipient
    days = [record.decision.date for record in records]
    amount = sum(record.decision.amount for record in records)
    website = next((record.recipient.website for record in records if record.recipient.website), None)
    return (name, newest.name, newest.number, website, len(records), amount, min(days), max(days))


def neighbourhoods(snapshot: Snapshot) -> Table:
    """One row a neighbourhood, in the order of the list."""
    homes = Column(
        name="bostader",
        type="integer",
        title="Antal bostäder",
        description="Hur många bostäder Vätterhem har i stadsdelen. Tom när antalet inte är infört.",
        minimum=1,
    )
    codes = snapshot.register.neighbourhoods
    made = _codes("stadsdelar", "Stadsdelar", codes, lambda record: record.neighbourhoods, snapshot)
    return Table(
        name=made.name,
        title=made.title,
        description=made.description,
        dataset=made.dataset,
        columns=(*made.columns, homes),
        rows=tuple((*row, code.homes) for row, code in zip(made.rows, codes, strict=True)),
        primary_key=made.primary_key,
    )


def themes(snapshot: Snapshot) -> Table:
    """One row a theme, in the order of the list."""
    return _codes("teman", "Teman", snapshot.register.themes, lambda record: record.themes, snapshot)


def target_groups(snapshot: Snapshot) -> Table:
    """One row a target group, in the order of the list."""
    codes = snapshot.register.target_groups
    return _codes("malgrupper", "Målgrupper", codes, lambda record: record.target_groups, snapshot)


def _codes(
    name: str, title: str, codes: tuple[Code, ...], of: Callable[[Partnership], tuple[str, ...]], snapshot: Snapshot
) -> Table:
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for entry in snapshot.entries:
        for code in of(entry.record):
            sums[code][0] += 1
            sums[code][1] += entry.record.decision.amount
    return Table(
        name=name,
        title=title,
        description=f"{title} som samarbetena delas in i, med kod, namn, antal samarbeten och summa.",
        dataset="listor",
        columns=(
            Column(
                name="kod",
                type="string",
                title="Kod",
                description="Den fasta koden. Ändras aldrig.",
                required=True,
                unique=True,
            ),
            Column(name="namn", type="string", title="Namn", description="Namnet som visas.", required=True),
            Column(
                name="beskrivning",
                type="string",
                title="Beskrivning",
                description="En mening som säger vad koden omfattar.",
                required=True,
            ),
            _COUNT,
            _AMOUNT,
        ),
        rows=tuple((code.code, code.name, code.description, *sums[code.code]) for code in codes),
        primary_key=("kod",),
    )


def tombstones(snapshot: Snapshot) -> Table:
    """One row a record that has moved or been withdrawn, by id."""
    of = Columns(snapshot.register).of
    moved: list[tuple[Cell, ...]] = [(stone.id, stone.target, None, None) for stone in snapshot.register.moved]
    withdrawn = [(stone.id, None, stone.date, stone.reason) for stone in snapshot.register.withdrawn]
    return Table(
        name="hanvisningar",
        title="Hänvisningar",
        description="Samarbeten som har en ny adress eller har dragits tillbaka. De räknas inte bland samarbetena.",
        dataset="samarbeten",
        columns=(
            Column(
                name="id",
                type="string",
                title="Id",
                description="Det id som samarbetet hade.",
                required=True,
                unique=True,
                pattern=ID_PATTERN,
            ),
            of("flyttad_till", "flyttad_till", required=False, pattern=ID_PATTERN),
            of("tillbakadragen_datum", "tillbakadragen.datum", "date", required=False, title="Tillbakadragen den"),
            of("tillbakadragen_skal", "tillbakadragen.skal", required=False, title="Varför den drogs tillbaka"),
        ),
        rows=tuple(sorted((*moved, *withdrawn), key=lambda row: str(row[0]))),
        primary_key=("id",),
        foreign_keys=(ForeignKey(column="flyttad_till", table="samarbeten", target="id"),),
    )
