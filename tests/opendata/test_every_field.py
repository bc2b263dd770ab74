"""One record in which every field is filled in and no two are the same, and what each format says of it.

What is expected is written by hand: nothing here is read out of a table of the code.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar
from opendata.data_file import DataFile
from opendata.structured_data import events, grant
from register.field_table import read
from register.git_history import Commit, History
from register.model import Code, Count, Partnership, Point, Round

from ..pages.registers import register
from .snapshots import files_of, of

RECORD = "2025/cykelkok-raslatt"
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


@pytest.fixture(scope="module")
def files() -> dict[str, DataFile]:
    """The files of a register with the record, given first although it is the newest, and the one it continues."""
    made = register(
        record(DATA, RECORD),
        record(BEFORE, "2024/cykelkok-raslatt"),
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
            Code(code="oxnehaga", name="Öxnehaga", description="Hyresgäster på Öxnehaga."),
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
    )
    commits = {f"partnerships/{RECORD}.yaml": (Commit("0" * 40, CHANGED),)}
    snapshot = of(made, history=History(complete=True, commits=commits))
    return {file.path: file for file in files_of(snapshot)}


ROW = {
    "id": RECORD,
    "titel": "Cykelkök på Råslätt",
    "sammanfattning": "Alla får laga sin cykel i en verkstad på gården.",
    "mottagare_id": "899999-0016",
    "mottagare": "Exempelföreningen Navet",
    "mottagare_typ": "ekonomisk-forening",
    "organisationsnummer": "899999-0016",
    "stadsdelar": "oxnehaga;raslatt",
    "teman": "kultur;arbete",
    "malgrupper": "unga;aldre",
    "ansokan_inkom": "2025-01-20",
    "ansokan_omgang": "var-2025",
    "ansokan_belopp": "99000",
    "beslutsdatum": "2025-02-21",
    "belopp": "77000",
    "beslutsfattare": "Exempelroll",
    "diarienummer": "EXEMPEL-044",
    "jav": "hanterat",
    "policy": "2023-08-30",
    "underlag": "fore-registret",
    "avtal_start": "2025-03-01",
    "avtal_slut": "2025-12-31",
    "nytta": "Öppet för alla hyresgäster två kvällar i veckan.",
    "verksamhet_plats": "Källaren på Exempelgatan 3",
    "verksamhet_nar": "Tisdagar och torsdagar",
    "verksamhet_kostnad": "Ingen avgift",
    "verksamhet_anmalan": "Behövs inte",
    "verksamhet_kontakt": "Föreningens kansli",
    "mal_tillfallen": "61",
    "mal_deltagare": "102",
    "mal_text": "Minst trettio cyklar ska bli hela.",
    "motiveringar_av": "vatterhem",
    "lage": "avbrutet",
    "redovisning": "ofullstandigt",
    "slutrapport_senast": "2026-02-28",
    "slutrapport_inkom": "2026-02-14",
    "tillfallen": "58",
    "deltagare": "131",
    "andel_flickor_kvinnor": "43",
    "resultat": "Fler unga cyklar till skolan.",
    "utbetalt": "76500",
    "aterbetalt": "1250",
    "ekonomi_datum": "2026-03-15",
    "avbrutet_datum": "2025-11-30",
    "avbrutet_skal": "Källaren byggdes om.",
    "ersatter": "2024/cykelkok-raslatt",
    "rattelser": "1",
    "andrad": "2026-03-16T08:05:09Z",
    "adress": "https://register.example.net/samarbeten/2025/cykelkok-raslatt/",
}
# Every row of the record in every other table, in their order.
OTHERS: dict[str, list[list[str]]] = {
    "motiveringar": [
        [RECORD, "trygghet", "Två ledare finns på plats."],
        [RECORD, "ansvar", "Deltagarna sköter verktygen."],
    ],
    "uppfoljning": [
        [RECORD, "1", "planering", "2025-03-31", "2025-03-26", "Planen är klar."],
        [RECORD, "2", "slutrapport", "2026-02-28", "2026-02-14", "Allt är redovisat."],
    ],
    "rattelser": [[RECORD, "1", "2025-06-02", "beslut.belopp", "Beloppet var 70 700 kr."]],
    "fordelning": [[RECORD, "oxnehaga", "30000"], [RECORD, "raslatt", "47000"]],
    "tillfallen": [[RECORD, "1", "2025-04-01", "17:30", "20:15", "Torget"], [RECORD, "2", "2025-10-28", "", "", ""]],
}  # fmt: skip
WHOLE = {
    "mottagare": [
        ["id", "namn", "organisationsnummer", "webbplats", "antal", "belopp", "utbetalt", "aterbetalt",
         "forsta_beslut", "senaste_beslut"],
        ["899999-0016", "Exempelföreningen Navet", "899999-0016", "https://example.org/navet", "2", "82000", "153000",
         "2500", "2024-02-20", "2025-02-21"],
    ],
    "stadsdelar": [
        ["kod", "namn", "namn_en", "beskrivning", "antal", "belopp", "bostader", "bostader_kalla", "bostader_per",
         "invanare", "invanare_kalla", "invanare_per", "latitud", "longitud", "koordinat_kalla", "stangd"],
        ["raslatt", "Råslätt", "Raslatt", "Hyresgäster på Råslätt.", "2", "82000", "2600", "Årsredovisningen",
         "2025-12-31", "5100", "Områdesfakta", "2024-11-01", "57.742", "14.1504", "Kartan", "2030-01-01"],
        ["oxnehaga", "Öxnehaga", "", "Hyresgäster på Öxnehaga.", "2", "82000", *[""] * 10],
    ],
    "ansokningsomgangar": [
        ["kod", "namn", "oppnar", "stanger", "beslut_senast", "ansokningar", "sokt_belopp", "beviljade", "avslag",
         "avslag_belopp"],
        ["var-2025", "Våren 2025", "2025-01-02", "2025-02-03", "2025-03-04", "11", "600100", "7", "4", "200300"],
    ],
}  # fmt: skip


def rows(files: dict[str, DataFile], name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files[f"data/{name}.csv"].content.decode(), newline="")))


def test_the_row_of_the_record_in_the_main_table(files: dict[str, DataFile]) -> None:
    head, first, second = rows(files, "samarbeten")
    assert dict(zip(head, first, strict=True)) == ROW
    assert second[0] == "2024/cykelkok-raslatt"


@pytest.mark.parametrize("name", OTHERS)
def test_the_rows_of_the_record_in_the_other_tables(files: dict[str, DataFile], name: str) -> None:
    assert [row for row in rows(files, name) if row[0] == RECORD] == OTHERS[name]


@pytest.mark.parametrize("name", WHOLE)
def test_the_tables_that_gather_records(files: dict[str, DataFile], name: str) -> None:
    assert rows(files, name) == WHOLE[name]


def test_the_row_of_the_record_in_the_workbook_has_real_numbers_and_dates(files: dict[str, DataFile]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["data/samarbeten.xlsx"].content))
    _, cells, *_ = book["Samarbeten"].iter_rows(values_only=True)
    found = dict(zip(ROW, cells, strict=True))
    days = {name: date.fromisoformat(text) for name, text in ROW.items() if len(text) == 10 and text[4] == "-"}
    numbers = {name: int(text) for name, text in ROW.items() if text.isdigit()}
    assert found.pop("andrad") == datetime(2026, 3, 16, 8, 5, 9)  # noqa: DTZ001  # Excel's times have no zone
    assert {name: found.pop(name).date() for name in days} == days
    assert found == {name: text for name, text in ROW.items() if name not in {*days, "andrad"}} | numbers


def test_the_row_of_the_record_in_the_database(files: dict[str, DataFile]) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files["data/samarbeten.sqlite"].content)
        database.row_factory = sqlite3.Row
        (row,) = database.execute("SELECT * FROM samarbeten WHERE id = ?", (RECORD,))
        assert {name: str(row[name]) for name in row.keys()} == ROW  # noqa: SIM118  # a Row is no mapping
        for name, wanted in OTHERS.items():
            found = database.execute(f"SELECT * FROM {name} WHERE samarbete = ?", (RECORD,))  # noqa: S608  # our own
            assert sorted(["" if cell is None else str(cell) for cell in line] for line in found) == sorted(wanted)
        assert [tuple(line) for line in database.execute("SELECT * FROM per_ar")] == [
            ("2024", 1, 5000, 0, 1, 99000, 5000, 1, 76500, 1250, 5000),
            ("2025", 1, 77000, 0, 1, 99000, 77000, 1, 76500, 1250, 77000),
        ]


def test_the_record_as_json_is_as_it_was_written(files: dict[str, DataFile]) -> None:
    value = json.loads(files["data/v1/samarbeten.json"].content)
    assert value["samarbeten"][0] == {
        "id": RECORD,
        "adress": "https://register.example.net/samarbeten/2025/cykelkok-raslatt/",
        "lage": "avbrutet",
        "andrad": "2026-03-16T08:05:09Z",
        **DATA,
    }
    assert value["listor"]["ansokningsomgangar"] == [
        {
            "kod": "var-2025",
            "namn": "Våren 2025",
            "oppnar": "2025-01-02",
            "stanger": "2025-02-03",
            "beslut_senast": "2025-03-04",
            "ansokningar": 11,
            "sokt_belopp": 600100,
            "beviljade": 7,
            "avslag": 4,
            "avslag_belopp": 200300,
        }
    ]
    assert value["listor"]["stadsdelar"][0]["koordinat"] == {"latitud": 57.742, "longitud": 14.1504, "kalla": "Kartan"}


def test_the_record_as_a_grant(files: dict[str, DataFile]) -> None:
    package = json.loads(files["data/360giving.json"].content)
    assert package["grants"][0] == {
        "id": "SE-ON-556012-3704-2025-cykelkok-raslatt",
        "title": "Cykelkök på Råslätt",
        "description": "Alla får laga sin cykel i en verkstad på gården.",
        "currency": "SEK",
        "amountAppliedFor": 99000,
        "amountAwarded": 77000,
        "amountDisbursed": 76500,
        "awardDate": "2025-02-21",
        "url": "https://register.example.net/samarbeten/2025/cykelkok-raslatt/",
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


@pytest.mark.parametrize(
    "path",
    [
        "data/tillfallen.ics",
        "data/stadsdelar/oxnehaga.ics",
        "data/mottagare/899999-0016.ics",
        "samarbeten/2025/cykelkok-raslatt/tillfallen.ics",
    ],
)
def test_the_occasions_in_a_calendar(files: dict[str, DataFile], path: str) -> None:
    calendar = Calendar.from_ical(files[path].content.decode())
    found = [event for event in calendar.walk("VEVENT") if str(event["url"]).endswith(f"/{RECORD}/")]
    timed, whole_day = found
    assert [str(timed["dtstart"].dt), str(timed["dtend"].dt), str(timed["location"])] == [
        "2025-04-01 17:30:00+02:00",
        "2025-04-01 20:15:00+02:00",
        "Torget",
    ]
    assert (whole_day["dtstart"].dt, str(whole_day["location"])) == (date(2025, 10, 28), "Källaren på Exempelgatan 3")
    assert timed["summary"] == "Cykelkök på Råslätt"
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == len(calendar.walk("VEVENT"))


def test_the_record_as_structured_data() -> None:
    snapshot = of(register(record(DATA, RECORD)))
    page = "https://register.example.net/samarbeten/2025/cykelkok-raslatt/"
    assert grant(record(DATA, RECORD), snapshot)["amount"]["value"] == 77000
    organizer = {"@type": "Organization", "name": "Exempelföreningen Navet"}
    first, second = events(record(DATA, RECORD), snapshot)
    assert first == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Cykelkök på Råslätt",
        "description": "Alla får laga sin cykel i en verkstad på gården.",
        "url": page,
        "startDate": "2025-04-01T17:30",
        "endDate": "2025-04-01T20:15",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": organizer,
        "location": {"@type": "Place", "name": "Torget", "address": "Torget"},
    }
    assert (second["startDate"], "endDate" in second) == ("2025-10-28", False)


def test_an_occasion_after_an_interruption_is_in_no_calendar() -> None:
    interrupted = {**DATA, "avbrutet": {"datum": "2025-10-27", "skal": "x"}}
    files = {file.path: file for file in files_of(of(register(record(interrupted, RECORD))))}
    calendar = Calendar.from_ical(files["data/tillfallen.ics"].content.decode())
    assert [event["dtstart"].dt.date() for event in calendar.walk("VEVENT")] == [date(2025, 4, 1)]
