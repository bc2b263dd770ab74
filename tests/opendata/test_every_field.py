"""One record in which every field is filled in and no two are the same, and what each format says of it.

What is expected is written by hand: nothing here is read out of a table of the code.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from opendata.structured_data import events, grant
from register.diff import changes
from register.field_table import read
from register.git_history import Commit, History, RecordHistory, Revision
from register.model import Code, Count, Moved, Partnership, Point, Recipient, Round, Withdrawn

from ..pages.registers import code, register
from .snapshots import files_of, of

RECORD, OLDER = "2025/cykelkok-raslatt", "2024/cykelkok-raslatt"
PAGE = f"https://register.example.net/samarbeten/{RECORD}/"
DATA: dict[str, Any] = {
    "titel": "Cykelkök på Råslätt",
    "sammanfattning": "Alla får laga sin cykel i en verkstad på gården.",
    "mottagare": {
        "namn": "Exempelföreningen Navet",
        "typ": "ekonomisk-forening",
        "organisationsnummer": "899999-0016",
        "webbplats": "https://example.org/navet",
    },
    "stadsdelar": ["oxnehaga", "raslatt"],
    "teman": ["kultur", "arbete"],
    "malgrupper": ["unga", "aldre"],
    "ansokan": {"inkom": "2025-01-20", "omgang": "var-2025", "belopp": 99000},
    "beslut": {
        "datum": "2025-02-21",
        "belopp": 77000,
        "fordelning": {"oxnehaga": 30000, "raslatt": 47000},
        "beslutsfattare": "Exempelroll",
        "diarienummer": "EXEMPEL-044",
        "jav": "hanterat",
        "policy": "2023-08-30",
        "underlag": "fore-registret",
    },
    "avtal": {"start": "2025-03-01", "slut": "2025-12-31", "nytta": "Öppet för alla hyresgäster två kvällar i veckan."},
    "verksamhet": {
        "plats": "Källaren på Exempelgatan 3",
        "nar": "Tisdagar och torsdagar",
        "kostnad": "Ingen avgift",
        "anmalan": "Behövs inte",
        "kontakt": "Föreningens kansli",
        "tillfallen": [
            {"datum": "2025-04-01", "start": "17:30", "slut": "20:15", "plats": "Torget"},
            {"datum": "2025-10-28"},
        ],
    },
    "mal": {"tillfallen": 61, "deltagare": 102, "text": "Minst trettio cyklar ska bli hela."},
    "kriterier": {"trygghet": "Två ledare finns på plats.", "ansvar": "Deltagarna sköter verktygen."},
    "motiveringar_av": "vatterhem",
    "uppfoljning": [
        {"typ": "planering", "senast": "2025-03-31", "inkom": "2025-03-26", "sammanfattning": "Planen är klar."},
        {"typ": "slutrapport", "senast": "2026-02-28", "inkom": "2026-02-14", "sammanfattning": "Allt är redovisat."},
    ],
    "resultat": {
        "tillfallen": 58,
        "deltagare": 131,
        "andel_flickor_kvinnor": 43,
        "sammanfattning": "Fler unga cyklar till skolan.",
        "bilder": [{"fil": "cykel.webp", "alt": "En cykel på en ställning", "samtycke": True}],
    },
    "ekonomi": {"utbetalt": 76500, "aterbetalt": 1250, "datum": "2026-03-15"},
    "avbrutet": {"datum": "2025-11-30", "skal": "Källaren byggdes om."},
    "ersatter": "2024/cykelkok-raslatt",
    "rattelser": [{"datum": "2025-06-02", "falt": "beslut.belopp", "text": "Beloppet var 70 700 kr."}],
}  # fmt: skip
BEFORE = {
    **{name: value for name, value in DATA.items() if name != "ersatter"},
    "titel": "Cykelkök, första året",
    "beslut": {"datum": "2024-02-20", "belopp": 5000, "beslutsfattare": "Exempelroll", "jav": "provat",
               "policy": "2023-08-30"},
}  # fmt: skip
CHANGED = datetime(2026, 3, 16, 8, 5, 9, tzinfo=UTC)


def record(data: dict[str, Any], name: str) -> Partnership:
    return read(Partnership, data, id=name, path=f"partnerships/{name}.yaml")


@cache
def files() -> dict[str, bytes]:
    """The files of a register with the record and the one it continues."""
    made = register(
        record(DATA, RECORD),
        record(BEFORE, OLDER),
        neighbourhoods=(
            Code(
                code="raslatt",
                name="Råslätt",
                name_en="Raslatt",
                description="Hyresgäster på Råslätt.",
                homes=Count(number=2600, source="Årsredovisningen", as_of=date(2025, 12, 31)),
                inhabitants=Count(number=5100, source="Områdesfakta", as_of=date(2024, 11, 1)),
                point=Point(latitude=57.742, longitude=14.1504, source="Kartan"),
                closed=date(2030, 1, 1),
            ),
            code("oxnehaga", "Öxnehaga"),
        ),
        rounds=(
            Round(
                code="var-2025",
                name="Våren 2025",
                opens=date(2025, 1, 2),
                closes=date(2025, 2, 3),
                decided_by=date(2025, 3, 4),
                applications=11,
                amount_applied_for=600100,
                granted=7,
                refused=4,
                amount_refused=200300,
            ),
        ),
        moved=(Moved(id="2024/cykel", path="", target=OLDER),),
        withdrawn=(Withdrawn(id="2024/ateljen", path="", date=date(2024, 6, 7), reason="En dubblett."),),
    )
    corrected = changes({"beslut": {"belopp": 70700}}, {"beslut": {"belopp": 77000}})
    revision = Revision(date(2025, 6, 2), "a" * 40, (), None, corrected)
    snapshot = of(
        made,
        history=History(complete=True, commits={f"partnerships/{RECORD}.yaml": (Commit("0" * 40, CHANGED),)}),
        record_history=RecordHistory(complete=True, revisions={RECORD: (revision,)}),
    )
    return {file.path: file.content for file in files_of(snapshot)}


# The column of the table of records, its title for people, and its cell
ROW: list[tuple[str, str, str | int]] = [
    ("id", "Id", RECORD),
    ("titel", "Titel", "Cykelkök på Råslätt"),
    ("sammanfattning", "Sammanfattning", "Alla får laga sin cykel i en verkstad på gården."),
    ("mottagare_id", "Mottagarens id", "899999-0016"),
    ("mottagare", "Mottagare", "Exempelföreningen Navet"),
    ("mottagare_typ", "Typ av mottagare", "ekonomisk-forening"),
    ("organisationsnummer", "Organisationsnummer", "899999-0016"),
    ("stadsdelar", "Stadsdelar", "oxnehaga;raslatt"),
    ("teman", "Teman", "kultur;arbete"),
    ("malgrupper", "Målgrupper", "unga;aldre"),
    ("ansokan_inkom", "Ansökan kom in", "2025-01-20"),
    ("ansokan_omgang", "Ansökningsomgång", "var-2025"),
    ("ansokan_belopp", "Sökt belopp", 99000),
    ("beslutsdatum", "Beslutsdatum", "2025-02-21"),
    ("belopp", "Beviljat belopp", 77000),
    ("beslutsfattare", "Beslutsfattare", "Exempelroll"),
    ("diarienummer", "Diarienummer", "EXEMPEL-044"),
    ("jav", "Jäv", "hanterat"),
    ("policy", "Policy", "2023-08-30"),
    ("underlag", "Underlag", "fore-registret"),
    ("avtal_start", "Avtalet börjar", "2025-03-01"),
    ("avtal_slut", "Avtalet slutar", "2025-12-31"),
    ("nytta", "Nytta för hyresgästerna", "Öppet för alla hyresgäster två kvällar i veckan."),
    ("verksamhet_plats", "Plats", "Källaren på Exempelgatan 3"),
    ("verksamhet_nar", "När", "Tisdagar och torsdagar"),
    ("verksamhet_kostnad", "Kostnad", "Ingen avgift"),
    ("verksamhet_anmalan", "Anmälan", "Behövs inte"),
    ("verksamhet_kontakt", "Kontakt", "Föreningens kansli"),
    ("mal_tillfallen", "Mål för antal tillfällen", 61),
    ("mal_deltagare", "Mål för antal deltagare", 102),
    ("mal_text", "Mål i ord", "Minst trettio cyklar ska bli hela."),
    ("motiveringar_av", "Vem som har skrivit motiveringarna", "vatterhem"),
    ("lage", "Läge", "avbrutet"),
    ("redovisning", "Redovisning", "ofullstandigt"),
    ("slutrapport_senast", "Slutrapport senast", "2026-02-28"),
    ("slutrapport_inkom", "Slutrapport inkom", "2026-02-14"),
    ("tillfallen", "Tillfällen", 58),
    ("deltagare", "Deltagare", 131),
    ("andel_flickor_kvinnor", "Andel flickor och kvinnor", 43),
    ("resultat", "Resultat", "Fler unga cyklar till skolan."),
    ("utbetalt", "Utbetalt", 76500),
    ("aterbetalt", "Återbetalt", 1250),
    ("ekonomi_datum", "Ekonomin avslutad", "2026-03-15"),
    ("avbrutet_datum", "Avbrutet den", "2025-11-30"),
    ("avbrutet_skal", "Varför det avbröts", "Källaren byggdes om."),
    ("ersatter", "Fortsätter", OLDER),
    ("rattelser", "Antal rättelser", 1),
    ("andrad", "Ändrad", "2026-03-16T08:05:09Z"),
    ("adress", "Webbadress", PAGE),
]
# Name, sheet, columns, their titles, and every row but those of the older record
TABLES: list[tuple[str, str, str, str, list[list[Any]]]] = [
    (
        "samarbeten", "Samarbeten", ";".join(name for name, _, _ in ROW), ";".join(title for _, title, _ in ROW),
        [[cell for _, _, cell in ROW]],
    ),
    (
        "mottagare", "Mottagare",
        "id;namn;organisationsnummer;webbplats;antal;belopp;utbetalt;aterbetalt;forsta_beslut;senaste_beslut",
        "Id;Namn;Organisationsnummer;Webbplats;Antal samarbeten;Belopp;Utbetalt;Återbetalt;Första beslutet;"
        "Senaste beslutet",
        [["899999-0016", "Exempelföreningen Navet", "899999-0016", "https://example.org/navet", 2, 82000, 153000, 2500,
          "2024-02-20", "2025-02-21"]],
    ),
    (
        "stadsdelar", "Stadsdelar",
        "kod;namn;namn_en;beskrivning;antal;belopp;bostader;bostader_kalla;bostader_per;invanare;invanare_kalla;"
        "invanare_per;latitud;longitud;koordinat_kalla;stangd",
        "Kod;Namn;Namn på engelska;Beskrivning;Antal samarbeten;Belopp;Antal bostäder;Antal bostäder: källa;"
        "Antal bostäder: dag;Antal invånare;Antal invånare: källa;Antal invånare: dag;Latitud;Longitud;Punkt: källa;"
        "Stängd",
        [["raslatt", "Råslätt", "Raslatt", "Hyresgäster på Råslätt.", 2, 82000, 2600, "Årsredovisningen", "2025-12-31",
          5100, "Områdesfakta", "2024-11-01", 57.742, 14.1504, "Kartan", "2030-01-01"],
         ["oxnehaga", "Öxnehaga", "", "Verksamhet på Öxnehaga.", 2, 82000, *[""] * 10]],
    ),
    (
        "teman", "Teman", "kod;namn;namn_en;beskrivning;antal;belopp",
        "Kod;Namn;Namn på engelska;Beskrivning;Antal samarbeten;Belopp",
        [["arbete", "Arbete och studier", "", "Verksamhet på Arbete och studier.", 2, 82000],
         ["kultur", "Kultur och sport", "", "Verksamhet på Kultur och sport.", 2, 82000]],
    ),
    (
        "malgrupper", "Målgrupper", "kod;namn;namn_en;beskrivning;antal;belopp",
        "Kod;Namn;Namn på engelska;Beskrivning;Antal samarbeten;Belopp",
        [["barn", "Barn", "", "Verksamhet på Barn.", 0, 0], ["unga", "Unga", "", "Verksamhet på Unga.", 2, 82000],
         ["aldre", "Äldre", "", "Verksamhet på Äldre.", 2, 82000]],
    ),
    (
        "motiveringar", "Motiveringar", "samarbete;kriterium;motivering", "Samarbete;Kriterium;Motivering",
        [[RECORD, "trygghet", "Två ledare finns på plats."], [RECORD, "ansvar", "Deltagarna sköter verktygen."]],
    ),
    (
        "uppfoljning", "Uppföljning", "samarbete;nummer;typ;senast;inkom;sammanfattning",
        "Samarbete;Nummer;Typ;Senast;Inkom;Sammanfattning",
        [[RECORD, 1, "planering", "2025-03-31", "2025-03-26", "Planen är klar."],
         [RECORD, 2, "slutrapport", "2026-02-28", "2026-02-14", "Allt är redovisat."]],
    ),
    (
        "rattelser", "Rättelser", "samarbete;nummer;datum;falt;rattelse",
        "Samarbete;Nummer;Datum;Fält;Vad som rättades",
        [[RECORD, 1, "2025-06-02", "beslut.belopp", "Beloppet var 70 700 kr."]],
    ),
    (
        "fordelning", "Fördelning mellan stadsdelar", "samarbete;stadsdel;belopp",
        "Samarbete;Stadsdelar;Del av beloppet",
        [[RECORD, "oxnehaga", 30000], [RECORD, "raslatt", 47000]],
    ),
    (
        "tillfallen", "Tillfällen", "samarbete;nummer;datum;start;slut;plats",
        "Samarbete;Nummer;Datum;Börjar klockan;Slutar klockan;Plats",
        [[RECORD, 1, "2025-04-01", "17:30", "20:15", "Torget"], [RECORD, 2, "2025-10-28", "", "", ""]],
    ),
    (
        "ansokningsomgangar", "Ansökningsomgångar",
        "kod;namn;oppnar;stanger;beslut_senast;ansokningar;sokt_belopp;beviljade;avslag;avslag_belopp",
        "Kod;Namn;Öppnar;Stänger;Beslut senast;Ansökningar;Sökt belopp;Beviljade;Avslag;Belopp i avslag",
        [["var-2025", "Våren 2025", "2025-01-02", "2025-02-03", "2025-03-04", 11, 600100, 7, 4, 200300]],
    ),
    (
        "hanvisningar", "Hänvisningar", "id;flyttad_till;tillbakadragen_datum;tillbakadragen_skal",
        "Id;Flyttad till;Tillbakadragen den;Varför den drogs tillbaka",
        [["2024/ateljen", "", "2024-06-07", "En dubblett."], ["2024/cykel", OLDER, "", ""]],
    ),
    (
        "andringar", "Ändringar", "dag;samarbete;nummer;typ;falt;del;fore;efter;rattelse;version",
        "Dag;Samarbete;Nummer;Typ av ändring;Fält;Del;Före;Efter;Rättelse;Version",
        [["2025-06-02", RECORD, 1, "andrat", "beslut.belopp", "", "70700", "77000", "", "a" * 40]],
    ),
]  # fmt: skip


def without_older(rows: list[Any]) -> list[list[Any]]:
    return [[*row] for row in rows if row[0] != OLDER]


def as_cell(value: Any) -> Any:
    """What a cell of the workbook gives back: a day is a time, and Excel's times have no zone."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:]{8}Z)?", value):
        return datetime.fromisoformat(value).replace(tzinfo=None)
    return None if value == "" else value


@pytest.mark.parametrize(("name", "sheet", "columns", "titles", "rows"), TABLES, ids=[table[0] for table in TABLES])
def test_every_table_in_csv_in_the_workbook_and_in_the_database(
    name: str, sheet: str, columns: str, titles: str, rows: list[list[Any]]
) -> None:
    text = files()[f"data/{name}.csv"].decode()
    assert text.startswith(columns.replace(";", ",") + "\r\n")
    assert without_older([*csv.reader(io.StringIO(text, newline=""))][1:]) == [[*map(str, row)] for row in rows]
    head, *cells = workbook()[sheet].iter_rows(values_only=True)
    assert ";".join(map(str, head)) == titles
    assert without_older(cells) == [[*map(as_cell, row)] for row in rows]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files()["data/samarbeten.sqlite"])
        found = database.execute(f"SELECT {columns.replace(';', ',')} FROM {name} ORDER BY rowid")  # noqa: S608
        assert without_older([*found]) == [[None if cell == "" else cell for cell in row] for row in rows]


@cache
def workbook() -> Any:
    return openpyxl.load_workbook(io.BytesIO(files()["data/samarbeten.xlsx"]))


def test_the_first_and_last_sheet_say_what_the_workbook_holds() -> None:
    assert workbook().sheetnames == ["Om uppgifterna", *(sheet for _, sheet, *_ in TABLES), "Kolumnerna"]
    explained = [(row[0], row[2], row[1]) for row in workbook()["Kolumnerna"].iter_rows(min_row=2, values_only=True)]
    assert explained == [
        (sheet, *pair)
        for _, sheet, columns, titles, _ in TABLES
        for pair in zip(columns.split(";"), titles.split(";"), strict=True)
    ]


NAMED = {
    "Stadsdelar": "Öxnehaga, Råslätt",
    "Teman": "Kultur och sport, Arbete och studier",
    "Målgrupper": "Unga, Äldre",
    "Läge": "Avbrutet",
}


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("ar/2025", [RECORD]),
        ("ar/2024", [OLDER]),
        *[
            (path, [RECORD, OLDER])
            for path in ("stadsdelar/oxnehaga", "stadsdelar/raslatt", "teman/arbete", "teman/kultur",
                         "malgrupper/unga", "malgrupper/aldre", "mottagare/899999-0016")
        ],
    ],
)  # fmt: skip
def test_the_files_of_a_group_have_its_records_with_names_before_codes(path: str, ids: list[str]) -> None:
    wanted = []
    for _, title, cell in ROW:
        wanted += [(title, NAMED[title]), (f"{title} (kod)", cell)] if title in NAMED else [(title, cell)]
    head, *rows = csv.reader(io.StringIO(files()[f"data/{path}.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    assert head == [title for title, _ in wanted]
    assert [row[0] for row in rows] == ids
    assert rows[0] == [str(cell) for _, cell in wanted] or ids == [OLDER]
    assert files()[f"data/{path}.csv"].startswith(b"\xef\xbb\xbf")


def test_no_group_without_records_has_files() -> None:
    assert not [path for path in files() if path.startswith("data/malgrupper/barn")]


def test_the_register_as_json() -> None:
    value = json.loads(files()["data/v1/samarbeten.json"])
    newest, oldest = value.pop("samarbeten")
    computed = {"id": RECORD, "adress": PAGE, "lage": "avbrutet", "andrad": "2026-03-16T08:05:09Z"}
    assert newest == computed | DATA
    assert list(newest)[:4] == [*computed]
    assert oldest["id"] == OLDER
    description = value.pop("beskrivning")
    assert description.startswith("Alla beslut om stadsdelssamarbeten: vem som får stöd, hur mycket, i vilken stadsdel")
    names = {"namn": "Råslätt", "namn_en": "Raslatt", "beskrivning": "Hyresgäster på Råslätt."}
    assert value.pop("listor")["stadsdelar"][0] == {
        "kod": "raslatt",
        **names,
        "bostader": {"antal": 2600, "kalla": "Årsredovisningen", "per": "2025-12-31"},
        "invanare": {"antal": 5100, "kalla": "Områdesfakta", "per": "2024-11-01"},
        "koordinat": {"latitud": 57.742, "longitud": 14.1504, "kalla": "Kartan"},
        "stangd": "2030-01-01",
    }
    assert value == {
        "exempeldata": False,
        "version": "1.1.0",
        "titel": "Vätterhems stadsdelssamarbeten",
        "utgivare": "Bostads AB VätterHem",
        "licens": "https://creativecommons.org/publicdomain/zero/1.0/",
        "licens_titel": "CC0 1.0 (föreslagen licens, inte beslutad)",
        "galler": "2026-11-23",
        "andrad": "2026-03-16T08:05:09Z",
        "kodlistor": {
            "stadsdelar": {"raslatt": "Råslätt", "oxnehaga": "Öxnehaga"},
            "teman": {"arbete": "Arbete och studier", "kultur": "Kultur och sport"},
            "malgrupper": {"barn": "Barn", "unga": "Unga", "aldre": "Äldre"},
        },
        "hanvisningar": [
            {"id": "2024/ateljen", "tillbakadragen": {"datum": "2024-06-07", "skal": "En dubblett."}},
            {"id": "2024/cykel", "flyttad_till": OLDER},
        ],
    }


def test_the_record_as_a_grant() -> None:
    package = json.loads(files()["data/360giving.json"])
    assert package["grants"][0] == {
        "id": "SE-ON-556012-3704-2025-cykelkok-raslatt",
        "title": "Cykelkök på Råslätt",
        "description": "Alla får laga sin cykel i en verkstad på gården.",
        "currency": "SEK",
        "amountAppliedFor": 99000,
        "amountAwarded": 77000,
        "amountDisbursed": 76500,
        "awardDate": "2025-02-21",
        "url": PAGE,
        "plannedDates": [{"startDate": "2025-03-01", "endDate": "2025-12-31", "duration": 10}],
        "actualDates": [{"startDate": "2025-03-01", "endDate": "2025-11-30", "duration": 9}],
        "recipientOrganization": [
            {"id": "SE-ON-899999-0016", "name": "Exempelföreningen Navet", "url": "https://example.org/navet"}
        ],
        "beneficiaryLocation": [
            {"id": "oxnehaga", "name": "Öxnehaga", "countryCode": "SE"},
            {"id": "raslatt", "name": "Råslätt", "countryCode": "SE", "latitude": 57.742, "longitude": 14.1504},
        ],
        "fundingOrganization": [{"id": "SE-ON-556012-3704", "name": "Bostads AB VätterHem"}],
        "grantProgramme": [
            {
                "code": "stadsdelssamarbeten",
                "title": "Stadsdelssamarbeten",
                "url": "https://register.example.net/policy/",
            }
        ],
        "classifications": [
            {"vocabulary": "SE-ON-556012-3704-tema", "code": "kultur", "title": "Kultur och sport"},
            {"vocabulary": "SE-ON-556012-3704-tema", "code": "arbete", "title": "Arbete och studier"},
            {"vocabulary": "SE-ON-556012-3704-malgrupp", "code": "unga", "title": "Unga"},
            {"vocabulary": "SE-ON-556012-3704-malgrupp", "code": "aldre", "title": "Äldre"},
        ],
        "dateModified": "2026-03-16T08:05:09Z",
        "dataSource": "https://register.example.net/data/360giving.json",
        "locationScope": "GLS060",
        "fromOpenCall": "Yes",
    }


# The occasions of the record in a calendar
EVENTS = f"""\
BEGIN:VEVENT
SUMMARY:Cykelkök på Råslätt
DTSTART;TZID=Europe/Stockholm:20250401T173000
DTEND;TZID=Europe/Stockholm:20250401T201500
DTSTAMP:20260316T080509Z
UID:3aef9f47-8a8d-5ac4-bcc5-52bf27855a84
DESCRIPTION:Alla får laga sin cykel i en verkstad på gården.
LAST-MODIFIED:20260316T080509Z
LOCATION:Torget
URL:{PAGE}
END:VEVENT
BEGIN:VEVENT
SUMMARY:Cykelkök på Råslätt
DTSTART;VALUE=DATE:20251028
DTEND;VALUE=DATE:20251029
DTSTAMP:20260316T080509Z
UID:f22cba31-c530-50ad-97b9-0d18366e2db9
DESCRIPTION:Alla får laga sin cykel i en verkstad på gården.
LAST-MODIFIED:20260316T080509Z
LOCATION:Källaren på Exempelgatan 3
TRANSP:TRANSPARENT
URL:{PAGE}
END:VEVENT
"""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"samarbeten/{RECORD}/tillfallen.ics", "Tillfällen: Cykelkök på Råslätt"),
        ("data/tillfallen.ics", "Tillfällen"),
        ("data/stadsdelar/oxnehaga.ics", "Tillfällen: Öxnehaga"),
        ("data/mottagare/899999-0016.ics", "Tillfällen: Exempelföreningen Navet"),
    ],
)
def test_the_occasions_in_a_calendar(path: str, name: str) -> None:
    text = files()[path].decode().replace("\r\n", "\n")
    head, _, after = text.partition("END:VTIMEZONE\n")
    assert head.startswith(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Bostads AB VätterHem//Stadsdelssamarbeten//SV\n"
        f"NAME:{name}\nX-WR-CALNAME:{name}\nREFRESH-INTERVAL;VALUE=DURATION:P1D\nBEGIN:VTIMEZONE\n"
    )
    assert after.startswith(EVENTS)
    assert after.count("BEGIN:VEVENT") == (2 if path.startswith("samarbeten/") else 4)


def test_the_record_in_the_feeds() -> None:
    for path in ("data/beslut.atom", "data/stadsdelar/oxnehaga.atom", "data/stadsdelar/raslatt.atom"):
        text = files()[path].decode()
        assert (
            f"""\
  <entry>
    <id>urn:uuid:723bb131-11ab-585b-97b4-4ebf7bf53f9a</id>
    <title>Cykelkök på Råslätt</title>
    <published>2025-02-21T00:00:00Z</published>
    <updated>2026-03-16T08:05:09Z</updated>
    <link rel="alternate" type="text/html" href="{PAGE}"/>
    <category term="oxnehaga" label="Öxnehaga"/>
    <category term="raslatt" label="Råslätt"/>
    <summary>Exempelföreningen Navet får 77000 kr. Alla får laga sin cykel i en verkstad på gården.</summary>
  </entry>
"""
            in text
        )
        assert "<updated>2026-03-16T08:05:09Z</updated>\n  <rights>" in text
    assert f"""\
  <entry>
    <id>urn:uuid:7e195e79-72c7-5f7d-bacc-941cca7a8ac8</id>
    <title>Rättelse: Cykelkök på Råslätt</title>
    <published>2025-06-02T00:00:00Z</published>
    <updated>2025-06-02T00:00:00Z</updated>
    <link rel="alternate" type="text/html" href="{PAGE}#rattelser"/>
    <summary>Beloppet var 70 700 kr.</summary>
  </entry>
""" in files()["data/rattelser.atom"].decode()


def test_the_record_as_structured_data() -> None:
    the_record = record(DATA, RECORD)
    snapshot = of(register(the_record))
    about = {
        "@context": "https://schema.org",
        "name": "Cykelkök på Råslätt",
        "description": "Alla får laga sin cykel i en verkstad på gården.",
        "url": PAGE,
    }
    organisation = {"@type": "Organization", "name": "Exempelföreningen Navet"}
    assert grant(the_record, snapshot) == about | {
        "@type": "MonetaryGrant",
        "@id": PAGE,
        "identifier": "SE-ON-556012-3704-2025-cykelkok-raslatt",
        "amount": {"@type": "MonetaryAmount", "currency": "SEK", "value": 77000},
        "funder": {"@type": "Organization", "name": "Bostads AB VätterHem", "identifier": "556012-3704"},
        "fundedItem": organisation | {"identifier": "899999-0016", "url": "https://example.org/navet"},
    }
    nameless = grant(replace(the_record, recipient=Recipient(name="Exempelgruppen")), snapshot)
    assert nameless["fundedItem"] == {"@type": "Organization", "name": "Exempelgruppen"}
    event = about | {
        "@type": "Event",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": organisation,
    }
    cellar = "Källaren på Exempelgatan 3"
    assert events(the_record, snapshot) == [
        event
        | {
            "startDate": "2025-04-01T17:30",
            "endDate": "2025-04-01T20:15",
            "location": {"@type": "Place", "name": "Torget", "address": "Torget"},
        },
        event | {"startDate": "2025-10-28", "location": {"@type": "Place", "name": cellar, "address": cellar}},
    ]


@pytest.mark.parametrize(("day", "shown"), [("2025-10-27", 1), ("2025-10-28", 2), ("2025-10-29", 2)])
def test_an_occasion_after_an_interruption_is_in_no_calendar(day: str, shown: int) -> None:
    made = of(register(record({**DATA, "avbrutet": {"datum": day, "skal": "x"}}, RECORD)))
    (calendar,) = (file.content for file in files_of(made) if file.path == "data/tillfallen.ics")
    assert calendar.count(b"BEGIN:VEVENT") == shown
