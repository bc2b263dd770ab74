"""The tables whose rows are records, or parts of records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from register.company import COMPANY
from register.model import FIELDS
from register.status import ACCOUNTED, Account, Status, account

from opendata.snapshot import Snapshot, recipient_id, record_page
from opendata.table import SEPARATOR, Column, ForeignKey, Part, RecordColumns, Table

ID_PATTERN = "[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*"
NUMBER_PATTERN = "[0-9]{6}-[0-9]{4}"
_CODES = f"[a-z0-9-]+({SEPARATOR}[a-z0-9-]+)*"
_SEVERAL = "Flera koder skiljs åt med semikolon."
_RECORD = Column(
    name="samarbete",
    title="Samarbete",
    description="Samarbetets id i tabellen samarbeten.",
    value=lambda item: item.record.id,
    pattern=ID_PATTERN,
)
_TO_RECORD = ForeignKey(column="samarbete", table="samarbeten", target="id")

_EXAMPLE = Column(
    name="exempel",
    title="Exempel",
    description="Säger att raden är påhittad. Kolumnen finns bara så länge registret har exempeldata.",
    value=lambda _: "ja",
    choices={"ja": "Ja, raden är påhittad"},
)


def mark_as_examples(table: Table) -> Table:
    """Put the column `exempel` first."""
    return replace(table, columns=(_EXAMPLE, *table.columns))


def partnerships(snapshot: Snapshot) -> Table:
    """Make the table with one row per partnership, newest decision first."""
    of = RecordColumns(snapshot.register).of
    return Table(
        name="samarbeten",
        title="Samarbeten",
        description="Alla samarbeten, ett på varje rad, med det senaste beslutet först.",
        dataset="samarbeten",
        columns=(
            Column(
                name="id",
                title="Id",
                description="Beslutsår och namn. Ändras aldrig: det är också sidans adress.",
                value=lambda entry: entry.record.id,
                unique=True,
                pattern=ID_PATTERN,
            ),
            of("titel", "titel"),
            of("sammanfattning", "sammanfattning"),
            Column(
                name="mottagare_id",
                title="Mottagarens id",
                description="Mottagarens id i tabellen mottagare.",
                value=lambda entry: recipient_id(entry.record),
            ),
            of("mottagare", "mottagare.namn", title="Mottagare", always=True),
            of("mottagare_typ", "mottagare.typ"),
            of("organisationsnummer", "mottagare.organisationsnummer", pattern=NUMBER_PATTERN),
            of("stadsdelar", "stadsdelar", pattern=_CODES, more=_SEVERAL),
            of("teman", "teman", pattern=_CODES, more=_SEVERAL),
            of("malgrupper", "malgrupper", pattern=_CODES, more=_SEVERAL),
            of("ansokan_inkom", "ansokan.inkom"),
            of("ansokan_omgang", "ansokan.omgang"),
            of("ansokan_belopp", "ansokan.belopp", minimum=1),
            of("beslutsdatum", "beslut.datum"),
            of("belopp", "beslut.belopp", minimum=1),
            of("beslutsfattare", "beslut.beslutsfattare"),
            of("diarienummer", "beslut.diarienummer"),
            of("jav", "beslut.jav"),
            of("policy", "beslut.policy"),
            of("underlag", "beslut.underlag"),
            of("avtal_start", "avtal.start"),
            of("avtal_slut", "avtal.slut"),
            of("nytta", "avtal.nytta"),
            of("verksamhet_plats", "verksamhet.plats"),
            of("verksamhet_nar", "verksamhet.nar"),
            of("verksamhet_kostnad", "verksamhet.kostnad"),
            of("verksamhet_anmalan", "verksamhet.anmalan"),
            of("verksamhet_kontakt", "verksamhet.kontakt"),
            of("mal_tillfallen", "mal.tillfallen", minimum=1),
            of("mal_deltagare", "mal.deltagare", minimum=1),
            of("mal_text", "mal.text"),
            of("motiveringar_av", "motiveringar_av"),
            Column(
                name="lage",
                title="Läge",
                description="Samarbetets läge den dag då filen gjordes. Det följer av datumen.",
                value=lambda entry: entry.status.value,
                choices={status.value: status.label for status in Status},
            ),
            Column(
                name="redovisning",
                title="Redovisning",
                description=(
                    "Hur det beviljade beloppet är redovisat den dag då filen gjordes. Räknas på samma sätt som på "
                    f"webbplatsens sida Statistik. {ACCOUNTED}"
                ),
                value=lambda entry: account(entry.record, snapshot.today).value,
                choices={part.value: part.label for part in Account},
            ),
            of(
                "slutrapport_senast",
                "uppfoljning.senast",
                title="Slutrapport senast",
                value=lambda entry: entry.final_report and entry.final_report.due,
            ),
            of(
                "slutrapport_inkom",
                "uppfoljning.inkom",
                title="Slutrapport inkom",
                value=lambda entry: entry.final_report and entry.final_report.received,
            ),
            of("tillfallen", "resultat.tillfallen", minimum=0),
            of("deltagare", "resultat.deltagare", minimum=0),
            of("andel_flickor_kvinnor", "resultat.andel_flickor_kvinnor", minimum=0),
            of("resultat", "resultat.sammanfattning", title="Resultat"),
            of("utbetalt", "ekonomi.utbetalt", minimum=0),
            of("aterbetalt", "ekonomi.aterbetalt", minimum=0),
            of("ekonomi_datum", "ekonomi.datum"),
            of("avbrutet_datum", "avbrutet.datum", title="Avbrutet den"),
            of("avbrutet_skal", "avbrutet.skal", title="Varför det avbröts"),
            of("ersatter", "ersatter", pattern=ID_PATTERN),
            Column(
                name="rattelser",
                type="integer",
                title="Antal rättelser",
                description="Hur många gånger uppgifterna har rättats. Rättelserna finns i tabellen rattelser.",
                value=lambda entry: len(entry.record.corrections),
                minimum=0,
            ),
            Column(
                name="andrad",
                type="datetime",
                title="Ändrad",
                description="När uppgifterna senast ändrades, i koordinerad universell tid (UTC).",
                value=lambda entry: entry.modified,
            ),
            Column(
                name="adress",
                title="Webbadress",
                description="Samarbetets sida.",
                value=lambda entry: snapshot.at(record_page(entry.record.id)),
            ),
        ),
        items=snapshot.entries,
        primary_key=("id",),
        foreign_keys=(
            ForeignKey(column="mottagare_id", table="mottagare", target="id"),
            ForeignKey(column="ersatter", table="", target="id"),
            ForeignKey(column="ansokan_omgang", table="ansokningsomgangar", target="kod"),
        ),
    )


def reasons(snapshot: Snapshot) -> Table:
    """Make the table with one row per partnership and criterion."""
    return Table(
        name="motiveringar",
        title="Motiveringar",
        description="Varför varje samarbete uppfyller kriterierna, en rad för varje samarbete och kriterium.",
        dataset="motiveringar",
        columns=(
            _RECORD,
            Column(
                name="kriterium",
                title="Kriterium",
                description="Kriteriets id i den version av kriterierna som gällde vid beslutet.",
                value=lambda part: part.item[0],
            ),
            Column(
                name="motivering",
                title="Motivering",
                description="Varför samarbetet uppfyller kriteriet.",
                value=lambda part: part.item[1],
            ),
        ),
        items=[
            Part(entry.record, number, reason)
            for entry in snapshot.entries
            for number, reason in enumerate(entry.record.criteria.items(), 1)
        ],
        primary_key=("samarbete", "kriterium"),
        foreign_keys=(_TO_RECORD,),
    )


def follow_ups(snapshot: Snapshot) -> Table:
    """Make the table with one row per report to submit."""
    of = RecordColumns(snapshot.register).of
    return Table(
        name="uppfoljning",
        title="Uppföljning",
        description="Vad varje mottagare ska redovisa, när, och vad som har kommit in.",
        dataset="uppfoljning",
        columns=(
            _RECORD,
            _number("Redovisningens plats i samarbetet, räknad från 1."),
            of("typ", "uppfoljning.typ"),
            of("senast", "uppfoljning.senast"),
            of("inkom", "uppfoljning.inkom"),
            of("sammanfattning", "uppfoljning.sammanfattning"),
        ),
        items=[*_parts(snapshot, "uppfoljning")],
        primary_key=("samarbete", "nummer"),
        foreign_keys=(_TO_RECORD,),
    )


def corrections(snapshot: Snapshot) -> Table:
    """Make the table with one row per correction."""
    of = RecordColumns(snapshot.register).of
    return Table(
        name="rattelser",
        title="Rättelser",
        description="Alla rättelser av uppgifter som har varit publicerade.",
        dataset="rattelser",
        columns=(
            _RECORD,
            _number("Rättelsens plats i samarbetet, räknad från 1. Den senaste är sist."),
            of("datum", "rattelser.datum"),
            of("falt", "rattelser.falt"),
            of("rattelse", "rattelser.text"),
        ),
        items=[*_parts(snapshot, "rattelser")],
        primary_key=("samarbete", "nummer"),
        foreign_keys=(_TO_RECORD,),
    )


def allocations(snapshot: Snapshot) -> Table:
    """Make the table with one row per neighbourhood of a decision that says how the amount is divided."""
    labels = snapshot.register.fields
    return Table(
        name="fordelning",
        title=f"Fördelning mellan {COMPANY.stadsdelar}",
        description=f"Hur beloppet är fördelat mellan {COMPANY.stadsdelarna}, i de samarbeten där beslutet anger det.",
        dataset="samarbeten",
        columns=(
            _RECORD,
            Column(
                name="stadsdel",
                title=labels["stadsdelar"].title,
                description=f"{COMPANY.stadsdelen.capitalize()}s kod i tabellen stadsdelar.",
                value=lambda part: part.item[0],
            ),
            Column(
                name="belopp",
                type="integer",
                title="Del av beloppet",
                description=f"{COMPANY.stadsdelen.capitalize()}s del av det beviljade beloppet, i hela kronor.",
                value=lambda part: part.item[1],
                minimum=1,
            ),
        ),
        items=[
            Part(entry.record, number, share)
            for entry in snapshot.entries
            for number, share in enumerate((entry.record.decision.allocation or {}).items(), 1)
        ],
        primary_key=("samarbete", "stadsdel"),
        foreign_keys=(_TO_RECORD, ForeignKey(column="stadsdel", table="stadsdelar", target="kod")),
    )


def occasions(snapshot: Snapshot) -> Table:
    """Make the table with one row per dated occasion of an activity."""
    of = RecordColumns(snapshot.register).of
    return Table(
        name="tillfallen",
        title="Tillfällen",
        description="Bestämda dagar då verksamheten hålls.",
        dataset="samarbeten",
        columns=(
            _RECORD,
            _number("Tillfällets plats i samarbetet, räknad från 1."),
            of("datum", "verksamhet.tillfallen.datum"),
            of("start", "verksamhet.tillfallen.start"),
            of("slut", "verksamhet.tillfallen.slut"),
            of("plats", "verksamhet.tillfallen.plats"),
        ),
        items=[*_parts(snapshot, "verksamhet.tillfallen")],
        primary_key=("samarbete", "nummer"),
        foreign_keys=(_TO_RECORD,),
    )


def _number(description: str) -> Column:
    return Column(
        name="nummer",
        type="integer",
        title="Nummer",
        description=description,
        value=lambda part: part.number,
        minimum=1,
    )


def _parts(snapshot: Snapshot, field: str) -> Iterator[Part]:
    """Yield the entries of a list in every record."""
    for entry in snapshot.entries:
        for number, item in enumerate(FIELDS[field].value(entry.record) or (), 1):
            yield Part(entry.record, number, item)
