"""The tables whose rows gather records: recipients, the code lists, and the tombstones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from register.company import COMPANY
from register.model import Code, Count, Finances, Moved, Partnership, Point, Round, Withdrawn

from opendata.snapshot import Snapshot
from opendata.table import Cell, Column, ForeignKey, RecordColumns, Table
from opendata.tables import ID_PATTERN, NUMBER_PATTERN

_COUNT = Column(
    name="antal",
    type="integer",
    title="Antal samarbeten",
    description=(
        "Antalet samarbeten. Ett samarbete som hör till flera räknas i var och en, så antalen ska inte läggas ihop."
    ),
    value=lambda group: len(group.records),
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
    value=lambda group: sum(record.decision.amount for record in group.records),
    minimum=0,
)


@dataclass(frozen=True, slots=True)
class _Recipient:
    """A recipient with its records, newest first. The newest record has its present name."""

    id: str
    records: Sequence[Partnership]

    @property
    def record(self) -> Partnership:
        return self.records[0]


@dataclass(frozen=True, slots=True)
class _CodeGroup:
    """A code of a list with the records that have it."""

    code: Code
    records: Sequence[Partnership]


def recipients(snapshot: Snapshot) -> Table:
    """Make the table with one row per recipient, in the order of the first decision."""
    of = RecordColumns(snapshot.register).of
    groups = [_Recipient(name, [entry.record for entry in found]) for name, found in snapshot.by_recipient.items()]
    return Table(
        name="mottagare",
        title="Mottagare",
        description="Alla mottagare med antal samarbeten och summa, i ordning efter det första beslutet.",
        dataset="mottagare",
        columns=(
            Column(
                name="id",
                title="Id",
                description=(
                    "Organisationsnumret, eller namnet när mottagaren är en informell grupp. En enskild näringsidkare, "
                    "vars namn och nummer inte publiceras, har en egen rad för varje samarbete."
                ),
                value=lambda group: group.id,
                unique=True,
            ),
            of("namn", "mottagare.namn", always=True),
            of("organisationsnummer", "mottagare.organisationsnummer", pattern=NUMBER_PATTERN),
            of("webbplats", "mottagare.webbplats", value=_website),
            replace(_COUNT, description="Antalet samarbeten."),
            replace(_AMOUNT, description="Summan av de beviljade beloppen i hela kronor."),
            _sum("utbetalt", "Utbetalt", "Summan av det som har betalats ut", lambda finances: finances.paid),
            _sum("aterbetalt", "Återbetalt", "Summan av det som har betalats tillbaka", lambda f: f.repaid),
            Column(
                name="forsta_beslut",
                type="date",
                title="Första beslutet",
                description="Dagen för det första beslutet i registret.",
                value=lambda group: group.records[-1].decision.date,
            ),
            Column(
                name="senaste_beslut",
                type="date",
                title="Senaste beslutet",
                description="Dagen för det senaste beslutet i registret.",
                value=lambda group: group.record.decision.date,
            ),
        ),
        items=sorted(groups, key=lambda group: (group.records[-1].decision.date, group.id)),
        primary_key=("id",),
    )


def _sum(name: str, title: str, description: str, of: Callable[[Finances], int | None]) -> Column:
    """Add up an amount of the partnerships whose account is closed; the cell is empty when none is."""

    def total(group: _Recipient) -> int | None:
        known = [of(record.finances) for record in group.records if record.finances]
        amounts = [amount for amount in known if amount is not None]
        return sum(amounts) if amounts else None

    return Column(
        name=name,
        type="integer",
        title=title,
        description=f"{description}, i hela kronor, i de samarbeten där det är infört. Tom när det inte är infört.",
        value=total,
        required=False,
        minimum=0,
    )


def _website(group: _Recipient) -> str | None:
    """Return the website of the newest record that has one."""
    return next((record.recipient.website for record in group.records if record.recipient.website), None)


def neighbourhoods(snapshot: Snapshot) -> Table:
    """Make the table with one row per neighbourhood, in the order of the list."""

    def about(name: str, title: str, description: str, value: Callable[[Code], Cell], kind: str = "string") -> Column:
        return Column(
            name=name,
            type=kind,
            title=title,
            description=f"{description} Tom när det inte är infört.",
            value=lambda group: value(group.code),
            required=False,
        )

    def count(name: str, title: str, description: str, of: Callable[[Code], Count | None]) -> tuple[Column, ...]:
        def part(get: Callable[[Count], Cell]) -> Callable[[Code], Cell]:
            return lambda code: get(found) if (found := of(code)) else None

        return (
            about(name, title, description, part(lambda count: count.number), "integer"),
            about(f"{name}_kalla", f"{title}: källa", "Var antalet kommer ifrån.", part(lambda count: count.source)),
            about(f"{name}_per", f"{title}: dag", "Dagen som antalet gäller.", part(lambda count: count.as_of), "date"),
        )

    def point(name: str, title: str, description: str, get: Callable[[Point], Cell], kind: str = "string") -> Column:
        return about(name, title, description, lambda code: get(code.point) if code.point else None, kind)

    return _codes(
        "stadsdelar",
        COMPANY.stadsdelar.capitalize(),
        snapshot.register.neighbourhoods,
        lambda record: record.neighbourhoods,
        snapshot,
        *count(
            "bostader",
            "Antal bostäder",
            f"Hur många bostäder {COMPANY.namn} har i {COMPANY.stadsdelen}.",
            lambda c: c.homes,
        ),
        *count(
            "invanare",
            "Antal invånare",
            f"Hur många som bor i {COMPANY.stadsdelen}, inte bara {COMPANY.genitive} hyresgäster.",
            lambda code: code.inhabitants,
        ),
        point(
            "latitud", "Latitud", f"En punkt i {COMPANY.stadsdelen} (WGS 84).", lambda place: place.latitude, "number"
        ),
        point(
            "longitud",
            "Longitud",
            f"En punkt i {COMPANY.stadsdelen} (WGS 84).",
            lambda place: place.longitude,
            "number",
        ),
        point("koordinat_kalla", "Punkt: källa", "Var punkten kommer ifrån.", lambda place: place.source),
        about("stangd", "Stängd", "Dagen då koden slutade användas för nya beslut.", lambda c: c.closed, "date"),
    )


def themes(snapshot: Snapshot) -> Table:
    """Make the table with one row per theme, in the order of the list."""
    return _codes("teman", "Teman", snapshot.register.themes, lambda record: record.themes, snapshot)


def target_groups(snapshot: Snapshot) -> Table:
    """Make the table with one row per target group, in the order of the list."""
    codes = snapshot.register.target_groups
    return _codes("malgrupper", "Målgrupper", codes, lambda record: record.target_groups, snapshot)


def _codes(
    name: str,
    title: str,
    codes: Sequence[Code],
    of: Callable[[Partnership], tuple[str, ...]],
    snapshot: Snapshot,
    *more: Column,
) -> Table:
    records = snapshot.register.partnerships
    return Table(
        name=name,
        title=title,
        description=f"{title} som samarbetena delas in i, med kod, namn, antal samarbeten och summa.",
        dataset="listor",
        columns=(
            Column(
                name="kod",
                title="Kod",
                description="Den fasta koden. Ändras aldrig.",
                value=lambda group: group.code.code,
                unique=True,
            ),
            Column(name="namn", title="Namn", description="Namnet som visas.", value=lambda group: group.code.name),
            Column(
                name="namn_en",
                title="Namn på engelska",
                description="Namnet på engelska. Tomt när det inte är infört.",
                value=lambda group: group.code.name_en,
                required=False,
            ),
            Column(
                name="beskrivning",
                title="Beskrivning",
                description="En mening om vad koden omfattar.",
                value=lambda group: group.code.description,
            ),
            _COUNT,
            _AMOUNT,
            *more,
        ),
        items=[_CodeGroup(code, [record for record in records if code.code in of(record)]) for code in codes],
        primary_key=("kod",),
    )


def rounds(snapshot: Snapshot) -> Table:
    """Make the table with one row per application round, in the order of the list."""

    def count(name: str, title: str, description: str, value: Callable[[Round], int | None]) -> Column:
        return Column(
            name=name, type="integer", title=title, description=description, value=value, required=False, minimum=0
        )

    def day(name: str, title: str, description: str, value: Callable[[Round], date]) -> Column:
        return Column(name=name, type="date", title=title, description=description, value=value)

    return Table(
        name="ansokningsomgangar",
        title="Ansökningsomgångar",
        description="När det har gått att söka stöd, hur många som sökte och hur många som fick stöd eller avslag.",
        dataset="kalendrar",
        columns=(
            Column(
                name="kod",
                title="Kod",
                description="Den fasta koden. Ändras aldrig.",
                value=lambda item: item.code,
                unique=True,
            ),
            Column(name="namn", title="Namn", description="Namnet som visas.", value=lambda item: item.name),
            day("oppnar", "Öppnar", "Omgången öppnade den här dagen.", lambda item: item.opens),
            day("stanger", "Stänger", "Ansökan skulle lämnas senast den här dagen.", lambda item: item.closes),
            day(
                "beslut_senast",
                "Beslut senast",
                "Besked skulle ges senast den här dagen.",
                lambda item: item.decided_by,
            ),
            count("ansokningar", "Ansökningar", "Antal ansökningar i omgången.", lambda item: item.applications),
            count("sokt_belopp", "Sökt belopp", "Summan av det sökta, i kronor.", lambda item: item.amount_applied_for),
            count("beviljade", "Beviljade", "Antal ansökningar som beviljades.", lambda item: item.granted),
            count("avslag", "Avslag", "Antal ansökningar som fick avslag.", lambda item: item.refused),
            count(
                "avslag_belopp",
                "Belopp i avslag",
                "Summan av det som söktes i avslagna ansökningar, i kronor.",
                lambda item: item.amount_refused,
            ),
        ),
        items=snapshot.register.rounds,
        primary_key=("kod",),
    )


def tombstones(snapshot: Snapshot) -> Table:
    """Make the table with one row per record that has moved or been withdrawn, by id."""
    labels = snapshot.register.fields

    def column(name: str, source: str, kind: type[Moved] | type[Withdrawn], attribute: str, title: str = "") -> Column:
        return Column(
            name=name,
            type="date" if attribute == "date" else "string",
            title=title or labels[source].title,
            description=labels[source].description,
            value=lambda stone: getattr(stone, attribute) if isinstance(stone, kind) else None,
            required=False,
            pattern=ID_PATTERN if attribute == "target" else None,
        )

    stones: list[Moved | Withdrawn] = [*snapshot.register.moved, *snapshot.register.withdrawn]
    return Table(
        name="hanvisningar",
        title="Hänvisningar",
        description="Samarbeten som har en ny adress eller har dragits tillbaka. De räknas inte bland samarbetena.",
        dataset="samarbeten",
        columns=(
            Column(
                name="id",
                title="Id",
                description="Det id som samarbetet hade.",
                value=lambda stone: stone.id,
                unique=True,
                pattern=ID_PATTERN,
            ),
            column("flyttad_till", "flyttad_till", Moved, "target"),
            column("tillbakadragen_datum", "tillbakadragen.datum", Withdrawn, "date", "Tillbakadragen den"),
            column("tillbakadragen_skal", "tillbakadragen.skal", Withdrawn, "reason", "Varför den drogs tillbaka"),
        ),
        items=sorted(stones, key=lambda stone: stone.id),
        primary_key=("id",),
        foreign_keys=(ForeignKey(column="flyttad_till", table="samarbeten", target="id"),),
    )
