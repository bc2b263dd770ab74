"""A table as CSV (RFC 4180): UTF-8, comma, CRLF between rows, the names of the columns first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from opendata.formulas import escape_formula
from opendata.table import Cell, Table


def csv_file(table: Table) -> bytes:
    """The file. An empty cell is empty, dates are ISO 8601, and no cell can run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_written, table.rows))
    return text.getvalue().encode("utf-8")


def iso(moment: datetime) -> str:
    """A time in UTC as ISO 8601: `2024-03-12T09:30:00Z`."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _written(row: Iterable[Cell]) -> list[Cell]:
    """The row as the writer wants it, which itself leaves None empty and writes dates as ISO 8601."""
    return [
        escape_formula(cell) if isinstance(cell, str) else iso(cell) if isinstance(cell, datetime) else cell
        for cell in row
    ]
