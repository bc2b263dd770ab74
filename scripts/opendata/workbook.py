"""All tables in one workbook for Excel: typed cells, filters, frozen heads, and a sheet that explains the columns.

openpyxl makes the book, its styles and the heads. The rows are put in afterwards as text (`opendata.sheet_rows`):
cell by cell openpyxl needs ten times as long.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from opendata.archive import archive
from opendata.csv_file import iso
from opendata.metadata import DESCRIPTION, EXAMPLE_NOTICE, LICENCE_PAGE, LICENCE_TITLE, PUBLISHER, TITLE
from opendata.sheet_rows import Styles, rows_xml
from opendata.snapshot import Snapshot
from opendata.table import Cell, Column, Table

_WIDTHS = {"integer": 12, "date": 12, "datetime": 20}
_LONG = frozenset({"sammanfattning", "motprestation", "resultat", "motivering", "rattelse", "beskrivning"})
_TYPES = {"string": "Text", "integer": "Heltal", "date": "Datum", "datetime": "Datum och tid (UTC)"}
_EXPLAINED = ("Blad", "Kolumn", "Namn i CSV", "Typ", "Alltid ifylld", "Förklaring", "Koder")
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet before it is written: its head, the widths of its columns, its rows."""

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    filtered: bool = True


def workbook(tables: Sequence[Table], snapshot: Snapshot) -> bytes:
    """The file, with a sheet a table. Its times follow the data."""
    sheets = [_table(table) for table in tables]
    sheets += [_explanation(tables), _about(snapshot)]
    book = Workbook()
    book.properties.title = TITLE
    book.properties.creator = PUBLISHER
    book.properties.created = snapshot.modified.replace(tzinfo=None)
    styles = _styles(book)
    for sheet in sheets:
        _frame(book, sheet)
    del book[book.sheetnames[0]]
    saved = io.BytesIO()
    book.save(saved)
    return _filled(saved.getvalue(), sheets, styles, snapshot.modified)


def _table(table: Table) -> _Sheet:
    heads, widths = [column.title for column in table.columns], [_width(column) for column in table.columns]
    return _Sheet(table.title, heads, widths, table.rows)


def _width(column: Column) -> int:
    return _WIDTHS.get(column.type) or (60 if column.name in _LONG else 24)


def _explanation(tables: Iterable[Table]) -> _Sheet:
    def row(table: Table, column: Column) -> tuple[Cell, ...]:
        choices = "; ".join(f"{code}: {label}" for code, label in column.choices.items())
        required = "Ja" if column.required else "Nej"
        kind = _TYPES[column.type]
        return (table.title, column.title, column.name, kind, required, column.description, choices or None)

    rows = [row(table, column) for table in tables for column in table.columns]
    return _Sheet("Kolumnerna", _EXPLAINED, (16, 26, 24, 20, 14, 80, 60), rows)


def _about(snapshot: Snapshot) -> _Sheet:
    lines = [DESCRIPTION, f"Utgivare: {PUBLISHER}.", f"Licens: {LICENCE_TITLE}, {LICENCE_PAGE}"]
    lines.append(f"Uppgifterna gäller den {snapshot.today.isoformat()}.")
    if snapshot.example_data:
        lines.append(EXAMPLE_NOTICE)
    if snapshot.address:
        lines.append(f"Webbplats: {snapshot.address}")
    return _Sheet("Om uppgifterna", ("Om uppgifterna",), (110,), [(line,) for line in lines], filtered=False)


def _styles(book: Workbook) -> Styles:
    """Register the styles of the cells in the book; each is known by its number there."""
    samples = book.worksheets[0]

    def number(place: int, form: str | None = None, *, wrapped: bool = False) -> int:
        cell = samples.cell(1, place)
        assert isinstance(cell, BookCell)  # noqa: S101  # no cells are merged in a new book
        if form:
            cell.number_format = form
        else:
            cell.quotePrefix = True  # a text stays a text when it is edited, whatever sign it begins with
        if wrapped:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        return cell.style_id

    return Styles(
        text=number(1),
        long_text=number(2, wrapped=True),
        integer=number(3, "#,##0"),
        date=number(4, "yyyy-mm-dd"),
        datetime=number(5, "yyyy-mm-dd hh:mm:ss"),
    )


def _frame(book: Workbook, sheet: _Sheet) -> None:
    made = book.create_sheet(sheet.title)
    made.freeze_panes = "A2"
    made.append(list(sheet.heads))
    for place, width in enumerate(sheet.widths, 1):
        made.cell(1, place).font = Font(bold=True)
        made.column_dimensions[get_column_letter(place)].width = width
    if sheet.filtered:
        made.auto_filter.ref = _extent(sheet)


def _extent(sheet: _Sheet) -> str:
    return f"A1:{get_column_letter(len(sheet.heads))}{len(sheet.rows) + 1}"


def _filled(saved: bytes, sheets: Sequence[_Sheet], styles: Styles, modified: datetime) -> bytes:
    """The saved book with its rows, and without the time of the machine, which openpyxl writes everywhere."""
    with zipfile.ZipFile(io.BytesIO(saved)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    for place, sheet in enumerate(sheets, 1):
        name = f"xl/worksheets/sheet{place}.xml"
        extent = f'<dimension ref="{_extent(sheet)}"/>'.encode()
        members[name] = _DIMENSION.sub(extent, members[name], count=1).replace(
            b"</sheetData>", rows_xml(sheet.rows, styles, first=2).encode() + b"</sheetData>"
        )
    core = "docProps/core.xml"
    members[core] = _SAVED.sub(rb"\g<1>" + iso(modified).encode() + rb"\g<2>", members[core])
    return archive(members, modified)
