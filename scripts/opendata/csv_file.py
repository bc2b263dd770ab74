"""A table as CSV (RFC 4180): UTF-8, comma, CRLF between rows, the names of the columns first."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from opendata.formulas import harmless
from opendata.table import Cell, Table


def csv_file(table: Table) -> bytes:
    """The file. An empty cell is empty, dates are ISO 8601, and no cell can run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8")


def iso(moment: datetime) -> str:
    """A time in UTC as ISO 8601: `2024-03-12T09:30:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return iso(cell) if isinstance(cell, datetime) else str(cell)
