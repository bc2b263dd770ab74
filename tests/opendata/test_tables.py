from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from opendata.csv_file import csv_file, iso, unescape_formula
from opendata.files import all_tables
from opendata.grants import grants_package
from opendata.snapshot import Snapshot
from opendata.table import Cell, Table
from opendata.workbook import workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.utils.escape import unescape
from register.model import SOLE_TRADER, Recipient

from ..pages.registers import partnership, register
from .snapshots import HOSTILE, empty, hostile, of, rich

SNAPSHOTS: list[Callable[[], Snapshot]] = [rich, hostile, empty]


def read(table: Table) -> list[dict[str, str]]:
    """The CSV of a table as an independent reader has it, with texts as they were."""
    text = io.StringIO(csv_file(table).decode("utf-8"), newline="")
    return [{key: unescape_formula(value) for key, value in row.items()} for row in csv.DictReader(text)]


def named(snapshot: Snapshot) -> dict[str, Table]:
    return {table.name: table for table in all_tables(snapshot)}


def as_text(cell: Cell) -> str:
    return "" if cell is None else iso(cell) if isinstance(cell, datetime) else str(cell)


def test_hostile_cells_come_back_from_csv_as_they_were() -> None:
    for table in all_tables(hostile()):
        wanted = [
            {column.name: as_text(cell) for column, cell in zip(table.columns, row, strict=True)} for row in table.rows
        ]
        assert read(table) == wanted


def test_csv_has_the_records_and_the_sum_of_the_register() -> None:
    snapshot = rich()
    rows = read(named(snapshot)["samarbeten"])
    assert [row["id"] for row in rows] == [record.id for record in snapshot.register.partnerships]
    assert sum(int(row["belopp"]) for row in rows) == sum(r.decision.amount for r in snapshot.register.partnerships)
    assert {row["lage"] for row in rows} == {
        "planerat", "pagar", "vantar-slutrapport", "slutrapport-saknas", "slutredovisat", "avbrutet",
    }  # fmt: skip
    first = next(row for row in rows if row["id"] == "2024/laxhjalp-raslatt")
    assert (first["titel"], first["beslutsdatum"], first["belopp"]) == ("Läxhjälp på Råslätt", "2024-03-12", "85000")
    assert (first["malgrupper"], first["andel_flickor_kvinnor"]) == ("barn;unga", "52")
    assert first["adress"] == "https://register.example.net/samarbeten/2024/laxhjalp-raslatt/"


def test_csv_is_utf_8_with_commas_and_no_mark_at_the_beginning() -> None:
    content = csv_file(named(rich())["stadsdelar"])
    assert content.startswith(b"kod,namn,namn_en,beskrivning,antal,belopp,bostader,bostader_kalla,")


def test_an_empty_register_has_heads_and_no_rows() -> None:
    assert csv_file(named(empty())["uppfoljning"]) == b"samarbete,nummer,typ,senast,inkom,sammanfattning\r\n"


def test_sums_per_neighbourhood_count_a_partnership_in_each() -> None:
    rows = {row["kod"]: row for row in read(named(rich())["stadsdelar"])}
    assert (rows["raslatt"]["antal"], rows["raslatt"]["belopp"]) == ("5", "430000")
    assert (rows["oxnehaga"]["antal"], rows["oxnehaga"]["belopp"]) == ("2", "102000")
    assert rows["raslatt"]["bostader"] == ""


def test_recipients_are_told_apart_by_number_else_by_name() -> None:
    rows = read(named(rich())["mottagare"])
    assert [(row["id"], row["antal"]) for row in rows] == [
        ("899999-0008", "5"),
        ("Exempelgruppen Grannarna på Öxnehaga", "1"),
    ]
    assert (rows[0]["forsta_beslut"], rows[0]["senaste_beslut"]) == ("2024-03-12", "2026-11-02")


def test_tombstones_say_where_or_why() -> None:
    moved, withdrawn = sorted(read(named(rich())["hanvisningar"]), key=lambda row: row["flyttad_till"], reverse=True)
    assert (moved["id"], moved["flyttad_till"]) == ("2024/laxhjalp", "2024/laxhjalp-raslatt")
    assert (withdrawn["id"], withdrawn["tillbakadragen_skal"]) == ("2024/dubblett", "Posten var en dubblett.")


@pytest.mark.parametrize("made", SNAPSHOTS)
def test_required_columns_are_always_filled_and_titles_tell_columns_apart(made: Callable[[], Snapshot]) -> None:
    for table in all_tables(made()):
        assert len({column.title for column in table.columns}) == len(table.columns), table.name
        for row in table.rows:
            assert [c.name for c, cell in zip(table.columns, row, strict=True) if c.required and cell is None] == []


def book_of(snapshot: Snapshot) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(all_tables(snapshot), snapshot)))


def test_hostile_cells_come_back_from_the_workbook_with_their_types() -> None:
    snapshot = hostile()
    book = book_of(snapshot)
    for table in all_tables(snapshot):
        head, *rows = book[table.title].iter_rows(values_only=True)
        assert list(head) == [column.title for column in table.columns]
        for row, line in zip(rows, table.rows, strict=True):
            assert [typed(cell, wanted) for cell, wanted in zip(row, line, strict=True)] == [spelt(c) for c in line]


def typed(found: Any, wanted: Cell) -> Any:
    """What Excel gives back: a date comes as a time, a time has no zone, and `_x000D_` is a carriage return."""
    if isinstance(found, str):
        return unescape(found)
    return found.date() if isinstance(found, datetime) and not isinstance(wanted, datetime) else found


def spelt(wanted: Cell) -> Cell:
    if isinstance(wanted, datetime):
        return wanted.replace(tzinfo=None, microsecond=0)
    return wanted


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    book = book_of(hostile())
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    texts = [cell for row in book["Samarbeten"].iter_rows(min_row=2, max_col=2, min_col=2) for cell in row]
    assert sorted(unescape(cell.value) for cell in texts) == sorted(HOSTILE)
    assert all(isinstance(cell, BookCell) and cell.quotePrefix for cell in texts)


def test_the_workbook_is_easy_to_use_in_excel() -> None:
    snapshot = rich()
    book = book_of(snapshot)
    sheet = book["Samarbeten"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AW7")
    assert (sheet["N2"].value.date(), sheet["N2"].number_format) == (date(2026, 11, 2), "yyyy-mm-dd")
    assert (sheet["O2"].value, sheet["O2"].number_format) == (85000, "#,##0")
    explained = {(row[0], row[2]) for row in book["Kolumnerna"].iter_rows(min_row=2, values_only=True)}
    assert explained == {(table.title, column.name) for table in all_tables(snapshot) for column in table.columns}
    assert book["Om uppgifterna"]["A4"].value.startswith("Licens: CC0 1.0 (föreslagen licens, inte beslutad)")


def test_the_workbook_is_dated_by_the_data() -> None:
    snapshot = rich()
    assert book_of(snapshot).properties.modified == snapshot.modified.replace(tzinfo=None)
    assert snapshot.modified.date() == date(2026, 11, 2)


def test_two_sole_traders_are_not_made_one_recipient() -> None:
    sole = Recipient(kind=SOLE_TRADER)
    snapshot = of(register(*(partnership(f"2024/{name}", recipient=sole) for name in ("dans", "odling"))))
    rows = read(named(snapshot)["mottagare"])
    assert sorted(row["id"] for row in rows) == ["Enskild näringsidkare 2024/dans", "Enskild näringsidkare 2024/odling"]
    assert {row["namn"] for row in rows} == {"Enskild näringsidkare"}
    recipients = [grant["recipientOrganization"][0] for grant in grants_package(snapshot)["grants"]]
    assert len({one["id"] for one in recipients}) == len({one["name"] for one in recipients}) == 2
