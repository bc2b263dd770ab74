"""The tables whose rows are records, or parts of records."""

from __future__ import annotations

from register.status import Status

from opendata.snapshot import Entry, Snapshot, recipient_id, record_page
from opendata.table import SEPARATOR, Cell, Column, Columns, ForeignKey, Table

ID_PATTERN = "[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*"
_CODES = f"[a-z0-9-]+({SEPARATOR}[a-z0-9-]+)*"
_SEVERAL = "Flera koder skiljs åt med semikolon."
_RECORD = Column(
    name="samarbete",
    type="string",
    title="Samarbete",
    description="Samarbetets id i tabellen samarbeten.",
    required=True,
    pattern=ID_PATTERN,
)
_TO_RECORD = ForeignKey(column="samarbete", table="samarbeten", target="id")


def partnerships(snapshot: Snapshot) -> Table:
    """One row a partnership, newest decision first."""
    of = Columns(snapshot.register).of
    columns = (
        Column(
            name="id",
            type="string",
            title="Id",
            description="Beslutsår och namn. Ändras aldrig: det är också sidans adress.",
            required=True,
            unique=True,
            pattern=ID_PATTERN,
        ),
        of("titel", "titel"),
        of("sammanfattning", "sammanfattning"),
        Column(
            name="mottagare_id",
            type="string",
            title="Mottagarens id",
            description="Mottagarens id i tabellen mottagare.",
            required=True,
        ),
        of("mottagare", "mottagare.namn", title="Mottagare"),
        of("organisationsnummer", "mottagare.organisationsnummer", required=False, pattern="[0-9]{6}-[0-9]{4}"),
        of("stadsdelar", "stadsdelar", pattern=_CODES, more=_SEVERAL),
        of("teman", "teman", pattern=_CODES, more=_SEVERAL),
        of("malgrupper", "malgrupper", pattern=_CODES, more=_SEVERAL),
        of("beslutsdatum", "beslut.datum", "date"),
        of("belopp", "beslut.belopp", "integer", minimum=1),
        of("beslutsfattare", "beslut.beslutsfattare"),
        of("diarienummer", "beslut.diarienummer", required=False),
        of("jav", "beslut.jav"),
        of("policy", "beslut.policy", "date"),
        of("avtal_start", "avtal.start", "date"),
        of("avtal_slut", "avtal.slut", "date"),
        of("motprestation", "avtal.motprestation"),
        Column(
            name="lage",
            type="string",
            title="Läge",
            description="Samarbetets läge den dag då filen gjordes. Det följer av datumen.",
            required=True,
            choices={status.value: status.label for status in Status},
        ),
        of("slutrapport_senast", "uppfoljning.senast", "date", required=False, title="Slutrapport senast"),
        of("slutrapport_inkom", "uppfoljning.inkom", "date", required=False, title="Slutrapport inkom"),
        of("tillfallen", "resultat.tillfallen", "integer", required=False, minimum=0),
        of("deltagare", "resultat.deltagare", "integer", required=False, minimum=0),
        of("andel_flickor_kvinnor", "resultat.andel_flickor_kvinnor", "integer", required=False, minimum=0),
        of("resultat", "resultat.sammanfattning", required=False, title="Resultat"),
        of("avbrutet_datum", "avbrutet.datum", "date", required=False, title="Avbrutet den"),
        of("avbrutet_skal", "avbrutet.skal", required=False, title="Varför det avbröts"),
        of("ersatter", "ersatter", required=False, pattern=ID_PATTERN),
        Column(
            name="rattelser",
            type="integer",
            title="Antal rättelser",
            description="Hur många gånger uppgifterna har rättats. Rättelserna står i tabellen rattelser.",
            required=True,
            minimum=0,
        ),
        Column(
            name="andrad",
            type="datetime",
            title="Ändrad",
            description="När uppgifterna senast ändrades, i koordinerad universell tid (UTC).",
            required=True,
        ),
        Column(
            name="adress",
            type="string",
            title="Webbadress",
            description="Samarbetets sida. Tom så länge webbplatsen saknar riktig adress.",
        ),
    )
    return Table(
        name="samarbeten",
        title="Samarbeten",
        description="Alla samarbeten, ett på varje rad, med det senaste beslutet först.",
        dataset="samarbeten",
        columns=columns,
        rows=tuple(_partnership(entry, snapshot) for entry in snapshot.entries),
        primary_key=("id",),
        foreign_keys=(
            ForeignKey(column="mottagare_id", table="mottagare", target="id"),
            ForeignKey(column="ersatter", table="", target="id"),
        ),
    )


def _partnership(entry: Entry, snapshot: Snapshot) -> tuple[Cell, ...]:
    record, report, results = entry.record, entry.final_report, entry.record.results
    interruption = record.interruption
    return (
        record.id,
        record.title,
        record.summary,
        recipient_id(record.recipient),
        record.recipient.name,
        record.recipient.number,
        SEPARATOR.join(record.neighbourhoods),
        SEPARATOR.join(record.themes),
        SEPARATOR.join(record.target_groups),
        record.decision.date,
        record.decision.amount,
        record.decision.decided_by,
        record.decision.case_number,
        record.decision.conflict_of_interest,
        record.decision.policy,
        record.agreement.start,
        record.agreement.end,
        record.agreement.counter_performance,
        entry.status.value,
        report.due if report else None,
        report.received if report else None,
        results.occasions if results else None,
        results.participants if results else None,
        results.share_of_girls_and_women if results else None,
        results.summary if results else None,
        interruption.date if interruption else None,
        interruption.reason if interruption else None,
        record.replaces,
        len(record.corrections),
        entry.modified,
        snapshot.at(record_page(record.id)),
    )


def reasons(snapshot: Snapshot) -> Table:
    """One row a partnership and criterion."""
    return Table(
        name="motiveringar",
        title="Motiveringar",
        description="Varför varje samarbete uppfyller kriterierna, en rad för varje samarbete och kriterium.",
        dataset="motiveringar",
        columns=(
            _RECORD,
            Column(
                name="kriterium",
                type="string",
                title="Kriterium",
                description="Kriteriets id i den version av kriterierna som gällde vid beslutet.",
                required=True,
            ),
            Column(
                name="motivering",
                type="string",
                title="Motivering",
                description="Varför samarbetet uppfyller kriteriet.",
                required=True,
            ),
        ),
        rows=tuple(
            (entry.record.id, name, text) for entry in snapshot.entries for name, text in entry.record.criteria.items()
        ),
        primary_key=("samarbete", "kriterium"),
        foreign_keys=(_TO_RECORD,),
    )


def follow_ups(snapshot: Snapshot) -> Table:
    """One row a thing to account for."""
    of = Columns(snapshot.register).of
    number = Column(
        name="nummer",
        type="integer",
        title="Nummer",
        description="Redovisningens plats i samarbetet, räknad från 1.",
        required=True,
        minimum=1,
    )
    return Table(
        name="uppfoljning",
        title="Uppföljning",
        description="Vad varje mottagare ska redovisa, när, och vad som har kommit in.",
        dataset="uppfoljning",
        columns=(
            _RECORD,
            number,
            of("typ", "uppfoljning.typ"),
            of("senast", "uppfoljning.senast", "date"),
            of("inkom", "uppfoljning.inkom", "date", required=False),
            of("sammanfattning", "uppfoljning.sammanfattning", required=False),
        ),
        rows=tuple(
            (entry.record.id, place, item.kind, item.due, item.received, item.summary)
            for entry in snapshot.entries
            for place, item in enumerate(entry.record.follow_ups, 1)
        ),
        primary_key=("samarbete", "nummer"),
        foreign_keys=(_TO_RECORD,),
    )


def corrections(snapshot: Snapshot) -> Table:
    """One row a correction."""
    of = Columns(snapshot.register).of
    number = Column(
        name="nummer",
        type="integer",
        title="Nummer",
        description="Rättelsens plats i samarbetet, räknad från 1. Den senaste är sist.",
        required=True,
        minimum=1,
    )
    return Table(
        name="rattelser",
        title="Rättelser",
        description="Alla rättelser av uppgifter som har varit publicerade.",
        dataset="rattelser",
        columns=(_RECORD, number, of("datum", "rattelser.datum", "date"), of("rattelse", "rattelser.text")),
        rows=tuple(
            (entry.record.id, place, correction.date, correction.text)
            for entry in snapshot.entries
            for place, correction in enumerate(entry.record.corrections, 1)
        ),
        primary_key=("samarbete", "nummer"),
        foreign_keys=(_TO_RECORD,),
    )
