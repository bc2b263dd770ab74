"""Tables whose texts a program could take for something else, and what makes the files easy to use."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opendata.csv_file import escape_formula, unescape_formula
from opendata.files import all_tables
from opendata.workbook import workbook
from openpyxl.utils.escape import unescape
from register.model import SOLE_TRADER, Recipient

from ..pages.registers import partnership, register
from .snapshots import HOSTILE, empty, files_of, hostile, of, rich

SPLITS, SIGNS = ";\t\r\n\v\f\x85\u2028\u2029", "=+-@\uff1d\uff0b\uff0d\uff20"
TEXTS = st.text(st.sampled_from(f"{SPLITS}{SIGNS}'\" abå0"), max_size=30) | st.text(max_size=40)


@given(TEXTS)
def test_no_cell_can_begin_as_a_formula_wherever_a_program_splits_and_each_comes_back(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    for part in re.split(f"[{SPLITS}]", escape_formula(text)):
        assert not re.match(rf"[\s\"]*[{re.escape(SIGNS)}]", part), part


@pytest.mark.parametrize("text", ["Läxhjälp på Råslätt", "2024-031", "a = b", "barn;unga", "52 % + moms", ""])
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


@cache
def hostile_files() -> dict[str, bytes]:
    return {file.path: file.content for file in files_of(hostile())}


def rows(path: str, delimiter: str = ",") -> list[dict[str, str]]:
    """The cells of a CSV as an independent reader has them."""
    text = hostile_files()[path].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@cache
def hostile_book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(hostile_files()["data/samarbeten.xlsx"]))


@pytest.mark.parametrize(
    ("table", "sheet", "column", "title", "ending"),
    [
        ("samarbeten", "Samarbeten", "titel", "Titel", ""),
        ("samarbeten", "Samarbeten", "sammanfattning", "Sammanfattning", " sammanfattning"),
        ("samarbeten", "Samarbeten", "mottagare", "Mottagare", " grupp"),
        ("samarbeten", "Samarbeten", "resultat", "Resultat", ""),
        ("mottagare", "Mottagare", "id", "Id", " grupp"),
        ("motiveringar", "Motiveringar", "motivering", "Motivering", ""),
        ("rattelser", "Rättelser", "rattelse", "Vad som rättades", ""),
    ],
)
def test_hostile_texts_come_back_from_every_format(
    table: str, sheet: str, column: str, title: str, ending: str
) -> None:
    wanted = sorted(text + ending for text in HOSTILE)
    assert sorted(unescape_formula(row[column]) for row in rows(f"data/{table}.csv")) == wanted
    head, *lines = hostile_book()[sheet].iter_rows(values_only=True)
    assert sorted(unescape(line[head.index(title)]) for line in lines) == wanted
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(hostile_files()["data/samarbeten.sqlite"])
        found = [cell for (cell,) in database.execute(f"SELECT {column} FROM {table}")]  # noqa: S608  # our own names
    assert sorted(found) == wanted
    if table == "samarbeten":
        assert sorted(unescape_formula(row[title]) for row in rows("data/ar/2024.csv", ";")) == wanted
    if column == "titel":
        records = json.loads(hostile_files()["data/v1/samarbeten.json"])["samarbeten"]
        assert sorted(record["titel"] for record in records) == wanted


def test_nothing_in_a_file_is_a_formula() -> None:
    paths = [path for path in hostile_files() if path.endswith(".csv")]
    assert len(paths) > 15
    for path in paths:
        for row in csv.reader(io.StringIO(hostile_files()[path].decode("utf-8-sig"), newline="")):
            assert not [cell for part in row for cell in part.split(";") if cell.lstrip()[:1] in tuple("=+-@")], path
    cells = [cell for sheet in hostile_book() for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s" and cell.row > 1)


def test_an_empty_register_has_heads_and_no_rows() -> None:
    files = {file.path: file.content for file in files_of(empty())}
    assert files["data/uppfoljning.csv"] == b"samarbete,nummer,typ,senast,inkom,sammanfattning\r\n"
    assert json.loads(files["data/v1/samarbeten.json"])["samarbeten"] == []
    assert "data/360giving.json" not in files, "the standard has no empty package"


def test_a_recipient_without_a_number_goes_by_name_and_two_sole_traders_are_two() -> None:
    sole, group = Recipient(kind=SOLE_TRADER), Recipient(name="Exempelgruppen")
    given = {"dans": sole, "odling": sole, "cykel": group, "kor": group}
    made = of(register(*(partnership(f"2024/{name}", recipient=one) for name, one in given.items())))
    files = {file.path: file.content for file in files_of(made)}
    found = [line.split(",")[:3] for line in files["data/mottagare.csv"].decode().splitlines()[1:]]
    assert found == [
        ["Enskild näringsidkare 2024/dans", "Enskild näringsidkare", ""],
        ["Enskild näringsidkare 2024/odling", "Enskild näringsidkare", ""],
        ["Exempelgruppen", "Exempelgruppen", ""],
    ]
    grants = json.loads(files["data/360giving.json"])["grants"]
    organisations = [one for grant in grants for one in grant["recipientOrganization"]]
    assert {(one.pop("name"), one.pop("id")) for one in organisations} == {
        (name, f"SE-ON-556012-3704-grupp-{beginning_of_sha256}")
        for name, beginning_of_sha256 in (
            ("Enskild näringsidkare 2024/dans", "4c27723fce9b"),
            ("Enskild näringsidkare 2024/odling", "65c5b22c731b"),
            ("Exempelgruppen", "070bafa346df"),
        )
    }
    assert organisations == [{}, {}, {}, {}], "no website"


def test_the_workbook_is_easy_to_use_in_excel_and_dated_by_the_data() -> None:
    title = "å" * 60
    records = [partnership(f"2024/{n}", title=text) for n, text in enumerate((title, title + "å", "a\nb"))]
    made = of(register(*records))
    book = openpyxl.load_workbook(io.BytesIO(workbook(all_tables(made), made)))
    sheet = book["Samarbeten"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AW4")
    assert [sheet[f"B{row}"].alignment.wrap_text for row in (2, 3, 4)] == [None, True, True]
    assert [(cell, sheet[cell].number_format) for cell in ("B2", "N2", "O2", "AV2")] == [
        ("B2", "General"),
        ("N2", "yyyy-mm-dd"),
        ("O2", "#,##0"),
        ("AV2", "yyyy-mm-dd hh:mm:ss"),
    ]
    assert (sheet["A1"].font.b, sheet["A2"].font.b) == (True, False)
    widths = {letter: int(found.width) for letter, found in sheet.column_dimensions.items()}
    assert [widths[letter] for letter in ("A", "C", "D", "K", "M", "AN", "AV", "AW")] == [
        24,
        60,
        24,
        12,
        12,
        60,
        20,
        24,
    ]
    widths = {letter: int(found.width) for letter, found in book["Kolumnerna"].column_dimensions.items()}
    assert [*widths.values()] == [16, 26, 24, 20, 14, 80, 60]
    about = book["Om uppgifterna"]
    assert (about.auto_filter.ref, int(about.column_dimensions["A"].width)) == (None, 110)
    assert about["A4"].value.startswith("Licens: CC0 1.0 (föreslagen licens, inte beslutad)")
    assert book.properties.modified == made.modified.replace(tzinfo=None)
    assert rich().modified.isoformat() == "2026-11-02T00:00:00+00:00"
    explained = {row[2]: row[3:] for row in book["Kolumnerna"].iter_rows(min_row=2, max_row=51, values_only=True)}
    assert explained["belopp"][:2] == ("Heltal", "Ja")
    assert explained["ersatter"][:2] == ("Text", "Nej")
    assert explained["lage"][-1].startswith("planerat: ")
