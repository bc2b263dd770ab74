"""All tables in one workbook for Excel: typed cells, filters, frozen heads, and a sheet that explains the columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from opendata.metadata import DATA_VERSION, DESCRIPTION, LICENCE_PAGE, LICENCE_SCOPE, LICENCE_TITLE, PUBLISHER, TITLE
from opendata.snapshot import Snapshot
from opendata.table import Cell, Column, Table

_WIDTHS = {"integer": 12, "date": 12, "datetime": 20}
_LONG_COLUMNS = frozenset({"sammanfattning", "nytta", "resultat", "motivering", "rattelse", "beskrivning"})
_LONG_TEXT = 60  # characters; a longer text is wrapped
_TYPES = {
    "string": "Text",
    "integer": "Heltal",
    "number": "Tal med decimaler",
    "date": "Datum",
    "datetime": "Datum och tid (UTC)",
}
_EXPLAINED = ("Blad", "Kolumn", "Namn i CSV", "Typ", "Alltid ifylld", "Förklaring", "Koder")


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    filtered: bool = True


class _Formats:
    """The formats of the cells. A text is marked as one, so that it stays a text when it is edited."""

    def __init__(self, book: Workbook) -> None:
        self.head: Format = book.add_format({"bold": True})
        self.text: Format = book.add_format({"quote_prefix": True})
        self.long_text: Format = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        self.integer: Format = book.add_format({"num_format": "#,##0"})
        self.number: Format = book.add_format({"num_format": "0.0000"})
        self.date: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.datetime: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})


def workbook(tables: Sequence[Table], snapshot: Snapshot) -> bytes:
    """Write the workbook, one sheet per table. Its times follow the data, so that the same data give the same bytes."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    created = snapshot.modified.astimezone(UTC)
    book.set_properties({"title": snapshot.title(TITLE), "author": PUBLISHER, "created": created})
    formats = _Formats(book)
    for sheet in (_about(snapshot), *map(_table, tables), _explanation(tables)):
        _write(book.add_worksheet(sheet.title), sheet, formats)
    book.close()
    return content.getvalue()


def _table(table: Table) -> _Sheet:
    heads, widths = [column.title for column in table.columns], [_width(column) for column in table.columns]
    return _Sheet(table.title, heads, widths, table.rows)


def _width(column: Column) -> int:
    return _WIDTHS.get(column.type) or (60 if column.name in _LONG_COLUMNS else 24)


def _explanation(tables: Iterable[Table]) -> _Sheet:
    def row(table: Table, column: Column) -> tuple[Cell, ...]:
        choices = "; ".join(f"{code}: {label}" for code, label in column.choices.items())
        required = "Ja" if column.required else "Nej"
        kind = _TYPES[column.type]
        return (table.title, column.title, column.name, kind, required, column.description, choices or None)

    rows = [row(table, column) for table in tables for column in table.columns]
    return _Sheet("Kolumnerna", _EXPLAINED, (16, 26, 24, 20, 14, 80, 60), rows)


def _about(snapshot: Snapshot) -> _Sheet:
    lines = [
        *snapshot.notices,
        DESCRIPTION,
        f"Utgivare: {PUBLISHER}.",
        f"Licens: {LICENCE_TITLE}, {LICENCE_PAGE}. {LICENCE_SCOPE}",
        f"Uppgifterna gäller den {snapshot.today.isoformat()}.",
        f"Version av formaten: {DATA_VERSION}.",
        f"Webbplats: {snapshot.address}",
    ]
    return _Sheet("Om uppgifterna", ("Om uppgifterna",), (110,), [(line,) for line in lines], filtered=False)


def _write(target: Worksheet, sheet: _Sheet, formats: _Formats) -> None:
    target.freeze_panes(1, 0)
    for place, (head, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        target.write_string(0, place, head, formats.head)
        target.set_column(place, place, width)
    for line, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _write_cell(target, line, place, cell, formats)
    if sheet.filtered:
        target.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)


def _write_cell(target: Worksheet, line: int, place: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell, str):
        wraps = len(cell) > _LONG_TEXT or "\n" in cell
        target.write_string(line, place, cell, formats.long_text if wraps else formats.text)
    elif isinstance(cell, datetime):
        target.write_datetime(line, place, cell.astimezone(UTC).replace(tzinfo=None), formats.datetime)
    elif isinstance(cell, date):
        target.write_datetime(line, place, cell, formats.date)
    elif cell is not None:
        target.write_number(line, place, cell, formats.number if isinstance(cell, float) else formats.integer)
