"""A table as CSV (RFC 4180): UTF-8, comma, CRLF between rows, the names of the columns first.

A program that opens CSV runs a cell beginning with `=`, `+`, `-` or `@`. Where a comma is the decimal sign, as in
Sweden, it splits cells at semicolons and tabs, and ignores quotes inside them, so that a cell may begin in the middle
of a text. An apostrophe is therefore put wherever such a cell could begin.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import UTC, datetime
from types import SimpleNamespace

from opendata.table import Cell, Table

_SPLITS = r"[;\t\r\n\v\f\x85\u2028\u2029]"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_START = f"(^|{_SPLITS})"
_FORMULA = rf"(?=[\s'\"]*[{_SIGNS}])"
_BARE = re.compile(_START + _FORMULA)
_GUARDED = re.compile(_START + "'" + _FORMULA)
_BEGINS, _SPLIT = re.compile(_FORMULA), re.compile(_SPLITS)  # without either nothing is bare; found three times as fast
MARK = BOM_UTF8  # by it spreadsheets know the encoding


def csv_file(table: Table) -> bytes:
    """Write the file. An empty cell is empty, dates are ISO 8601, and no cell can run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_written, table.rows))
    return text.getvalue().encode("utf-8")


def lines_for_people(table: Table) -> list[str]:
    """Write the lines for spreadsheets in Swedish, after a `MARK`: semicolons, and first the columns' titles."""
    lines: list[str] = []
    writer = csv.writer(SimpleNamespace(write=lines.append), delimiter=";")  # it writes each row by one call
    writer.writerow(column.title for column in table.columns)
    writer.writerows(map(_written, table.rows))
    return lines


def escape_formula(text: str) -> str:
    """Put an apostrophe wherever a cell could begin as a formula."""
    return _BARE.sub(r"\1'", text) if _BEGINS.match(text) or _SPLIT.search(text) else text


def unescape_formula(text: str) -> str:
    """Take away the apostrophes of `escape_formula`."""
    return _GUARDED.sub(r"\1", text) if "'" in text else text


def iso(moment: datetime) -> str:
    """Write a time in UTC as ISO 8601: `2024-03-12T09:30:00Z`."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _written(row: Iterable[Cell]) -> list[Cell]:
    """Prepare a row for the writer, which itself leaves None empty and writes dates as ISO 8601."""
    return [
        escape_formula(cell) if isinstance(cell, str) else iso(cell) if isinstance(cell, datetime) else cell
        for cell in row
    ]
