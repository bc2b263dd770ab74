"""All tables in one workbook for Excel: typed cells, filters, frozen heads, and a sheet that explains the columns.

The types of openpyxl know little of sheets that are only written, hence `Any`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from opendata.archive import archive
from opendata.publisher import DESCRIPTION, EXAMPLE_NOTICE, LICENCE_PAGE, LICENCE_TITLE, PUBLISHER, TITLE
from opendata.snapshot import Snapshot
from opendata.table import Cell, Column, Table

_WIDTHS = {"integer": 12, "date": 12, "datetime": 20}
_LONG = frozenset({"sammanfattning", "motprestation", "resultat", "motivering", "rattelse", "beskrivning"})
_FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm:ss", "integer": "#,##0"}
_TYPES = {"string": "Text", "integer": "Heltal", "date": "Datum", "datetime": "Datum och tid (UTC)"}
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def workbook(tables: Sequence[Table], snapshot: Snapshot) -> bytes:
    """The file, with a sheet a table. Its times follow the data."""
    book = Workbook(write_only=True)
    book.properties.title = TITLE
    book.properties.creator = PUBLISHER
    book.properties.created = snapshot.modified.replace(tzinfo=None)
    for table in tables:
        _sheet(book, table)
    _explanation(book, tables, snapshot)
    saved = io.BytesIO()
    book.save(saved)
    return _dated(saved.getvalue(), snapshot.modified)


def _sheet(book: Workbook, table: Table) -> None:
    heads, widths = [column.title for column in table.columns], [_width(column) for column in table.columns]
    sheet = _headed(book, table.title, heads, widths)
    formats = [_FORMATS.get(column.type) for column in table.columns]
    for row in table.rows:
        sheet.append([_cell(sheet, value, form) for value, form in zip(row, formats, strict=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _headed(book: Workbook, title: str, heads: Sequence[str], widths: Sequence[int]) -> Any:
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    head = [_cell(sheet, text, None) for text in heads]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    return sheet


def _width(column: Column) -> int:
    return _WIDTHS.get(column.type) or (60 if column.name in _LONG else 24)


def _cell(sheet: Any, value: Cell, form: str | None) -> Any:
    """A cell that says what it holds: a text is a text, whatever sign it begins with."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None)
    cell: Any = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # it takes a date and an int too
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True
        if len(value) > 60 or "\n" in value:
            cell.alignment = _WRAPPED
    elif isinstance(value, date | int) and form:
        cell.number_format = form
    return cell


def _explanation(book: Workbook, tables: Sequence[Table], snapshot: Snapshot) -> None:
    heads = ("Blad", "Kolumn", "Namn i CSV", "Typ", "Alltid ifylld", "Förklaring", "Koder")
    sheet = _headed(book, "Kolumnerna", heads, (16, 26, 24, 20, 14, 80, 60))
    for table in tables:
        for column in table.columns:
            choices = "; ".join(f"{code}: {label}" for code, label in column.choices.items())
            required = "Ja" if column.required else "Nej"
            row = (table.title, column.title, column.name, _TYPES[column.type], required, column.description, choices)
            sheet.append([_cell(sheet, text or None, None) for text in row])
    about = _headed(book, "Om uppgifterna", ("Om uppgifterna",), (110,))
    lines = [DESCRIPTION, f"Utgivare: {PUBLISHER}.", f"Licens: {LICENCE_TITLE}, {LICENCE_PAGE}"]
    lines.append(f"Uppgifterna gäller den {snapshot.today.isoformat()}.")
    if snapshot.example_data:
        lines.append(EXAMPLE_NOTICE)
    if snapshot.address:
        lines.append(f"Webbplats: {snapshot.address}")
    for line in lines:
        about.append([_cell(about, line, None)])


def _dated(saved: bytes, modified: datetime) -> bytes:
    """The same workbook without the time of the machine: openpyxl writes it in every member and in the properties."""
    stamp = modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(saved)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    core = "docProps/core.xml"
    members[core] = _SAVED.sub(rb"\g<1>" + stamp + rb"\g<2>", members[core])
    return archive(members, modified)
