"""Rows as municipalities write them: each cell is understood as meant, or refused with its place."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest
from editing.draft_check import DraftCheck
from editing.questions import AnswerKind, Question
from editing.table_columns import Columns, propose
from editing.table_reader import UNCOMPUTED, Formatted, Row, Table
from editing.table_rows import Reader, RowResult, _number, _period, importable

from .repository import REASONS, TODAY, record, register

LIST = {
    "Projekt": "Odling mellan husen",
    "Beskrivning": "Tio odlingslådor mellan husen som grannarna sköter ihop.",
    "Förening": "Exempelföreningen Alfa",
    "Org.nr": "899999-0008",
    "Stadsdel": "Råslätt",
    "Tema": "Klimat och miljö",
    "Målgrupp": "Alla hyresgäster",
    "Beslutsdatum": "2024-03-12",
    "Belopp": "40 000 kr",
    "Beslutad av": "Exempelroll",
    "Jäv": "provat",
    "Startdatum": "2024-04-01",
    "Slutdatum": "2025-03-31",
    "Nytta": "Lådorna är öppna för alla hyresgäster.",
    **dict(zip(("Stärker området", "Långsiktighet", "Utveckling", "Trygghet", "Ansvar", "Alla människors lika värde"),
               REASONS.values(), strict=True)),
}  # fmt: skip
LETTERS = dict(zip(LIST, "ABCDEFGHIJKLMNOPQRST", strict=True))


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> DraftCheck:
    """A register with one record, which the list may have too."""
    recipient = {"namn": "Exempelföreningen Alfa", "organisationsnummer": "899999-0008"}
    known = record(titel="Kör i parken", mottagare=recipient, **{"beslut.datum": "2024-03-12"})
    root = register(tmp_path_factory.mktemp("rows"), y2024__kor_i_parken=known)
    return DraftCheck(root, dt.date.fromisoformat(TODAY))


def reader_of(
    trial: DraftCheck, *rows: dict[str, Any], take_all: bool = False, **columns: Any
) -> tuple[Reader, list[Row]]:
    """What reads rows under the headings of the first, and the rows that it reads."""
    fields = importable(trial)
    table = Table("lista", tuple(Row(n, tuple(row)) for n, row in enumerate([rows[0], *map(dict.values, rows)], 1)))
    found: Columns = propose(table, {name: question.title for name, question in fields.items()})
    reader = Reader(trial, replace(found, **columns), fields, take_all=take_all)
    return reader, [*reader.rows(table)]


def taken(trial: DraftCheck, *rows: dict[str, Any], **more: Any) -> list[RowResult]:
    reader, found = reader_of(trial, *rows, **more)
    return [reader.convert_row(row) for row in found]


def faults(result: RowResult) -> list[str]:
    return [f"{fault.cell}: {fault.reason}".removeprefix(": ") for fault in result.faults]


def first_sentences(result: RowResult) -> list[str]:
    return [fault.partition(". ")[0] for fault in faults(result)]


def test_a_row_becomes_a_record(trial: DraftCheck) -> None:
    (result,) = taken(trial, LIST)
    assert (result.path, faults(result), result.remarks) == ("partnerships/2024/odling-mellan-husen.yaml", [], [])
    assert result.data == {
        "titel": "Odling mellan husen",
        "sammanfattning": "Tio odlingslådor mellan husen som grannarna sköter ihop.",
        "mottagare": {"namn": "Exempelföreningen Alfa", "organisationsnummer": "899999-0008"},
        "stadsdelar": ["raslatt"],
        "teman": ["klimat-miljo"],
        "malgrupper": ["alla"],
        "beslut": {
            "datum": "2024-03-12",
            "belopp": 40000,
            "beslutsfattare": "Exempelroll",
            "jav": "provat",
            "policy": "2023-08-30",
        },
        "avtal": {"start": "2024-04-01", "slut": "2025-03-31", "nytta": "Lådorna är öppna för alla hyresgäster."},
        "kriterier": REASONS,
        "uppfoljning": [
            {"typ": "planering", "senast": "2024-05-01"},
            {"typ": "slutrapport", "senast": "2025-05-31"},
        ],
    }


AMOUNT = Question(name="beslut.belopp", title="Belopp", help="", kind=AnswerKind.NUMBER)
SHARE = Question(name="resultat.andel_flickor_kvinnor", title="Andel", help="", kind=AnswerKind.NUMBER)


@pytest.mark.parametrize(
    ("question", "given", "heading", "read_as"),
    [
        (AMOUNT, "40 000", "Belopp", 40000),
        (AMOUNT, 85, "Belopp (tkr)", 85000),
        (AMOUNT, "85", "Belopp, tkr", 85000),
        (AMOUNT, 85.5, "Belopp i tusen kronor", 85500),
        (AMOUNT, "85,5", "Belopp tkr", 85500),
        (AMOUNT, 1.2, "Belopp (mnkr)", 1_200_000),
        (AMOUNT, "85 tkr", "Belopp", 85000),
        (AMOUNT, "85 tkr", "Belopp (tkr)", 85000),
        (AMOUNT, Formatted(85, '#,##0" tkr"'), "Belopp", 85000),
        (AMOUNT, Formatted(85000, '#,##0" kr"'), "Belopp", 85000),
        (AMOUNT, Formatted(85000, "#,##0 \\k\\r"), "Belopp", 85000),
        (AMOUNT, Formatted(85000, "#,##0 [$kr-41D]"), "Belopp", 85000),
        (AMOUNT, Formatted(85, "[$tkr] #,##0"), "Belopp", 85000),
        (AMOUNT, Formatted(4000, "[$$-409]#,##0"), "Belopp", "«$» går inte att räkna om till kronor."),
        (SHARE, Formatted(0.52, "0%"), "Andel", 52),
        (SHARE, Formatted(1.0, "0%"), "Andel", 100),
        (SHARE, Formatted(0.525, "0.0%"), "Andel", "«52.5» är inte hela procent."),
        (SHARE, "52 %", "Andel", 52),
        (SHARE, 52, "Andel", 52),
        (SHARE, "1", "Andel", 1),
        (SHARE, 0.52, "Andel", "0,52 kan betyda både 0,52 % och 52 %. Skriv hela procent, till exempel 52."),
        (SHARE, 1.0, "Andel", "1 kan betyda både 1 % och 100 %."),
        (
            AMOUNT,
            Formatted(0.5, "0%"),
            "Belopp",
            "Cellen är i procent, men «Belopp» är ett antal.",
        ),
        (AMOUNT, "50 %", "Belopp", "Cellen är i procent, men «Belopp» är ett antal."),
        (AMOUNT, 4000, "Belopp (EUR)", "«eur» går inte att räkna om till kronor."),
        (AMOUNT, "4 000 €", "Belopp", "«€» går inte att räkna om till kronor."),
        (AMOUNT, Formatted(4000, "[$€-2] #,##0"), "Belopp", "«€» går inte att räkna om till kronor."),
        (AMOUNT, 4000, "Belopp exkl. moms", "«exkl. moms» går inte att räkna om till kronor."),
        (AMOUNT, 4000, "Belopp (ex moms)", "«ex moms» går inte att räkna om till kronor."),
        (AMOUNT, 39999.5, "Belopp", "39999,5 är inte hela kronor."),
        (AMOUNT, 39.9995, "Belopp (tkr)", "39999,5 är inte hela kronor."),
        (AMOUNT, "85 000", "Belopp (tkr)", 85_000_000),
        (AMOUNT, "40 000 kr", "Belopp (tkr)", "«40 000 kr tkr» är inte ett belopp."),
        (AMOUNT, "85.000", "Belopp (tkr)", "«85.000 tkr» kan läsas på två sätt."),
        (AMOUNT, "ca 85", "Belopp (mnkr)", "«ca 85 mnkr» är inte ett belopp."),
        (AMOUNT, "nan", "Belopp (tkr)", "«nan tkr» är inte ett belopp."),
        (AMOUNT, "8_5", "Belopp (tkr)", "«8_5 tkr» är inte ett belopp."),
    ],
)
def test_a_number_is_read_with_its_unit_or_refused(question: Question, given: Any, heading: str, read_as: Any) -> None:
    result = RowResult(Row(2, ()), {})
    if isinstance(read_as, str):
        with pytest.raises(ValueError, match=f"^{re.escape(read_as)}"):
            _number(question, given, heading, result)
    else:
        assert _number(question, given, heading, result) == read_as


@pytest.mark.parametrize(
    ("text", "start"),
    [
        *[(text, "2024-04-01") for text in (
            "2024-04-01–2025-03-31", "2024-04-01 — 2025-03-31", "2024-04-01 - 2025-03-31", "2024-04-01-2025-03-31",
            "1 april 2024 till 31 mars 2025", "fr.o.m. 2024-04-01 t.o.m. 2025-03-31", "från 2024-04-01 tom 2025-03-31",
            "2024-04-01 till och med 2025-03-31", "från och med 1 april 2024 till 31 mars 2025",
            "from 2024-04-01 t o m 2025-03-31", " 2024-04-01 – 2025-03-31 ")],
        *[(text, None) for text in ("2024", "våren 2024", "2024-04-01", "tolv månader", "2024–2025",
                                    "2024-04-01 – 2024-05-01 – 2024-06-01")],
    ],
)  # fmt: skip
def test_a_period_gives_both_days_or_is_refused(trial: DraftCheck, text: str, start: str | None) -> None:
    if start is None:
        with pytest.raises(ValueError, match="datum"):
            _period(text)
    else:
        assert _period(text) == (start, "2025-03-31")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2024-04-01–2025-03-31", []),
        ("2025-03-31–2025-03-30", ["S2: Avtalet slutar innan det börjar"]),
        ("2024", ["S2: «2024» är inte två datum"]),
    ],
)
def test_a_column_may_have_both_days_of_the_agreement(trial: DraftCheck, period: str, said: list[str]) -> None:
    others = {heading: value for heading, value in LIST.items() if heading not in ("Startdatum", "Slutdatum")}
    (result,) = taken(trial, {**others, "Avtalsperiod": period})
    assert first_sentences(result) == said


@pytest.mark.parametrize(
    ("heading", "value", "field", "read_as"),
    [
        ("Målgrupp", "Barn, unga", "malgrupper", ["barn", "unga"]),
        ("Målgrupp", "Barn och unga", "malgrupper", ["barn", "unga"]),
        ("Målgrupp", "barn/unga/vuxna", "malgrupper", ["barn", "unga", "vuxna"]),
        ("Stadsdel", "Öxnehaga, Råslätt", "stadsdelar", ["oxnehaga", "raslatt"]),
        ("Stadsdel", "råslätt", "stadsdelar", ["raslatt"]),
        ("Stadsdel", " råslätt C ", "stadsdelar", ["raslatt"]),
        ("Tema", "Klimat och miljö, Kultur och sport", "teman", ["klimat-miljo", "kultur-sport"]),
        ("Tema", "Demokrati, trygghet och hälsa", "teman", ["demokrati-trygghet-halsa"]),
        ("Tema", "Demokrati, trygghet och hälsa och Kultur och sport", "teman",
         ["demokrati-trygghet-halsa", "kultur-sport"]),
        ("Org.nr", 8999990008, "mottagare", {"namn": "Exempelföreningen Alfa", "organisationsnummer": "899999-0008"}),
        ("Org.nr", Formatted(8999990008, "0"), "mottagare",
         {"namn": "Exempelföreningen Alfa", "organisationsnummer": "899999-0008"}),
        ("Projekt", Formatted(2024, "0"), "titel", "2024"),
    ],
)  # fmt: skip
def test_words_and_numbers_are_read_as_codes_and_texts(
    trial: DraftCheck, heading: str, value: Any, field: str, read_as: Any
) -> None:
    (result,) = taken(trial, {**LIST, heading: value}, words={"stadsdelar": {"Råslätt C": "raslatt"}})
    assert result.data[field] == read_as


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("Målgrupp", "Unga vuxna", "Koden «Unga vuxna» finns inte i listan malgrupper."),
        ("Målgrupp", "Barn & unga", "Koden «Barn & unga» finns inte i listan malgrupper."),
        ("Målgrupp", "Barn unga", "Koden «Barn unga» finns inte i listan malgrupper."),
        ("Stadsdel", "Öxnehaga centrum", "Koden «Öxnehaga centrum» finns inte i listan stadsdelar."),
        ("Stadsdel", "Råslätt, Öxnehaga centrum", "Koden «Öxnehaga centrum» finns inte i listan stadsdelar."),
        ("Stadsdel", "Hela Råslätt", "Koden «Hela Råslätt» finns inte i listan stadsdelar."),
        ("Stadsdel", "Råslät", "Koden «Råslät» finns inte i listan stadsdelar. Menade du «raslatt» (Råslätt)?"),
        ("Beslutsdatum", "24-03-25", "«24-03-25» kan läsas på flera sätt: skriv året med fyra siffror"),
        ("Beslutsdatum", "2024", "«2024» är inte ett datum."),
        ("Belopp", "ca 40 000", "«ca 40 000» är inte ett belopp."),
        ("Belopp", "4 000 EUR", "«eur» går inte att räkna om till kronor."),
        ("Belopp", "40 000 exkl. moms", "«exkl. moms» går inte att räkna om till kronor."),
        ("Belopp", UNCOMPUTED, "Cellen har en formel utan sparat värde. Öppna filen i Excel och spara den."),
        ("Projekt", dt.date(2024, 3, 1), "Cellen är ett datum i Excel (2024-03-01), men fältet är en text. Formatera"),
        *[("Belopp", error.lower(), f"Cellen har ett fel i Excel ({error.lower()}).") for error in (
            "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#VÄRDEFEL!", "#SAKNAS!", "#REFERENS!",
            "#NAMN?", "#OGILTIGT!", "#SKÄRNING!", "#DIVISION/0!")],
    ],
)  # fmt: skip
def test_a_cell_that_is_not_understood_is_the_only_fault(
    trial: DraftCheck, heading: str, value: Any, said: str
) -> None:
    (result,) = taken(trial, {**LIST, heading: value})
    (fault,) = faults(result)
    assert fault.casefold().startswith(f"{LETTERS[heading]}2: {said}".casefold())


def test_all_faults_of_a_row_come_at_once_each_at_its_cell(trial: DraftCheck) -> None:
    bad = {"Projekt": "", "Slutdatum": "snart", "Belopp": "ca 40", "Org.nr": "899999-0009", "Jäv": ""}
    (result,) = taken(trial, {**LIST, **bad})
    assert first_sentences(result) == [
        "I2: «ca 40» är inte ett belopp",
        "M2: «snart» är inte ett datum",
        "Fältet «Titel» (titel) saknas",
        "D2: Organisationsnumret «899999-0009» har fel kontrollsiffra: någon siffra är fel",
        "Fältet «Jäv» (beslut.jav) saknas",
    ]
    lacking = {heading: value for heading, value in LIST.items() if heading not in ("Slutdatum", "Nytta")}
    (result,) = taken(trial, {**lacking, "Startdatum": "snart"})
    assert first_sentences(result) == ["L2: «snart» är inte ett datum"]
    (result,) = taken(trial, {**LIST, "Beslutsdatum": ""})
    assert first_sentences(result) == ["Fältet «Beslutsdatum» (beslut.datum) saknas"]


def test_a_number_merged_over_rows_is_a_fault_at_its_cell(trial: DraftCheck) -> None:
    reader, (row,) = reader_of(trial, LIST)
    (fault, *_) = faults(reader.convert_row(replace(row, merged={8: "I2:I3"})))
    assert fault == (
        "I2: Talet ligger i en sammanslagen cell för flera rader (I2:I3). Dela cellen och skriv varje rads eget tal."
    )


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        ("Slutrapport inkom", "2023-01-01", "V2"),
        ("Slutrapport senast", "2023-01-01", "V2"),
        ("Stadsdel", "x, y", "E2"),
        ("Belopp", 0, "I2"),
        ("Beskrivning", "Ring 070-174 06 58", "B2"),
        ("Ansvar", "Ring 070-174 06 58", "S2"),
    ],
)
def test_a_fault_that_the_check_finds_is_at_the_cell_it_comes_from(
    trial: DraftCheck, column: str, value: Any, cell: str
) -> None:
    (result,) = taken(trial, {**LIST, "Planering inkom": "2024-04-20", column: value})
    assert {fault.cell for fault in result.faults} == {cell}


@pytest.mark.parametrize(
    ("reports", "read_as"),
    [
        ({}, ["planering 2024-05-01", "slutrapport 2025-05-31"]),
        ({"Planering": "2024-04-20"}, ["planering 2024-04-20", "slutrapport 2025-05-31"]),
        ({"Slutrapport inkom": "2025-04-01"}, ["planering 2024-05-01", "slutrapport 2025-05-31 2025-04-01"]),
        ({"Delrapport": "2024-10-01"}, ["planering 2024-05-01", "delrapport 2024-10-01", "slutrapport 2025-05-31"]),
        (
            {"Slutrapport": "2025-05-01", "Planering inkom": "2024-04-30"},
            ["planering 2024-05-01 2024-04-30", "slutrapport 2025-05-01"],
        ),
    ],
)
def test_the_reports_of_the_list_are_kept_and_those_that_are_missing_proposed(
    trial: DraftCheck, reports: dict[str, str], read_as: list[str]
) -> None:
    (result,) = taken(trial, {**LIST, **reports})
    assert [
        " ".join(item[part] for part in ("typ", "senast", "inkom") if part in item)
        for item in result.data["uppfoljning"]
    ] == read_as


def test_rows_that_were_not_granted_or_are_struck_out_are_left_out_unless_all_are_wanted(trial: DraftCheck) -> None:
    words = (
        *("Avslag", "avslås", "avslagen", "Avslaget", "avslagits.", "Återkallad", "Återkallat", "Återtagen"),
        *("Indragen", "Indraget", "Avvisad", "Avvisat", "Avskriven", "Nej, avslag", " avslag "),
        *("Ej beviljad", "Ej beviljat", "Inte beviljad", "Inte beviljat"),
    )
    rows = [{**LIST, "Status": word} for word in ("Beviljad", "avslag ?", *words)]
    assert [result.left_out for result in taken(trial, *rows)] == ["", "", *(word.strip() for word in words)]
    assert [result.left_out for result in taken(trial, *rows[1:4], take_all=True)] == [""] * 3
    reader, (row,) = reader_of(trial, LIST)
    struck = reader.convert_row(replace(row, left_out="dold rad"))
    assert (struck.left_out, struck.data, struck.path) == ("dold rad", {}, "")


def test_rows_above_the_headings_banners_and_empty_rows_are_none(trial: DraftCheck) -> None:
    reader, (row,) = reader_of(trial, LIST)
    rows = (replace(row, number=1), row, replace(row, number=3, banner=True), Row(4, ("", None)), Row(5, (0,)))
    assert [one.number for one in reader.rows(Table("lista", rows))] == [2, 5]


KNOWN = {**LIST, "Projekt": "KÖR i parken", "Belopp": "85 000 kr", "Startdatum": "2025-04-01",
         "Slutdatum": "2026-03-31"}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"Belopp": "58 000 kr"}, ["I2: Beviljat belopp: registret har 85\u00a0000, listan 58\u00a0000."]),
        ({"Slutdatum": "2025-04-30"}, ["M2: Avtalet slutar: registret har 2026-03-31, listan 2025-04-30."]),
        ({"Startdatum": "2025-05-01"}, ["L2: Avtalet börjar: registret har 2025-04-01, listan 2025-05-01."]),
        ({"Stadsdel": "Öxnehaga, Råslätt"},
         ["E2: Stadsdelar: registret har raslatt, listan oxnehaga, raslatt."]),
        ({"Org.nr": "899999-0016", "Tema": "Kultur och sport"},
         ["D2: Organisationsnummer: registret har 899999-0008, listan 899999-0016."]),
        ({"Org.nr": "", "Belopp": ""}, []),
    ],
)  # fmt: skip
def test_a_row_that_is_in_the_register_is_known_and_says_how_it_differs(
    trial: DraftCheck, changed: dict[str, str], said: list[str]
) -> None:
    (result,) = taken(trial, {**KNOWN, **changed})
    assert (result.known, result.path) == ("2024/kor-i-parken", "")
    assert faults(result) == [f"{one} Rätta listan eller posten." for one in said]


@pytest.mark.parametrize("heading", ["Projekt", "Förening", "Beslutsdatum"])
def test_a_row_without_recipient_title_or_day_is_never_known(trial: DraftCheck, heading: str) -> None:
    (result,) = taken(trial, {**KNOWN, heading: ""})
    assert (result.known, bool(result.faults)) == ("", True)


def test_records_of_the_same_name_are_numbered(trial: DraftCheck) -> None:
    again = {**LIST, "Projekt": "Kör i parken", "Förening": "Exempelföreningen Beta"}
    undated = {**LIST, "Beslutsdatum": ""}
    rows = (LIST, LIST, LIST, again, again, undated, {**LIST, "Projekt": ""})
    assert [result.path for result in taken(trial, *rows)] == [
        f"partnerships/{name}.yaml" for name in (
            "2024/odling-mellan-husen", "2024/odling-mellan-husen-2", "2024/odling-mellan-husen-3",
            "2024/kor-i-parken-2", "2024/kor-i-parken-2-2", "2026/odling-mellan-husen", "2024/samarbete")
    ]  # fmt: skip


def test_a_value_may_be_the_same_for_every_row(trial: DraftCheck) -> None:
    fixed = {"beslut.jav": "provat", "beslut.beslutsfattare": "Styrelsen"}
    (result,) = taken(trial, {heading: value for heading, value in LIST.items() if heading != "Jäv"}, fixed=fixed)
    assert faults(result) == []
    assert (result.data["beslut"]["jav"], result.data["beslut"]["beslutsfattare"]) == ("provat", "Exempelroll")


def test_the_unit_of_a_heading_is_remarked_upon(trial: DraftCheck) -> None:
    row = {("Belopp (tkr)" if heading == "Belopp" else heading): value for heading, value in LIST.items()}
    (result,) = taken(trial, {**row, "Belopp (tkr)": 1085.5})
    assert result.remarks == [
        "Beviljat belopp: 1\u00a0085,5 är läst som 1\u00a0085\u00a0500 (enheten i rubrik eller format)"
    ]
