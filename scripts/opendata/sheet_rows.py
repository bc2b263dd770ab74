"""Rows of a sheet as the XML of a workbook (ECMA-376, part 1, 18.3.1.73)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from openpyxl.utils import get_column_letter

from opendata.table import Cell
from opendata.xml import between_tags

# Excel counts days from here; the day that it believes 1900 had is therefore left behind.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_SECONDS = 86400
# A longer text is broken into lines, in a cell that shows them.
_LONG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The numbers of the styles of each kind of cell."""

    text: int
    long_text: int
    integer: int
    date: int
    datetime: int


def rows_xml(rows: Iterable[Sequence[Cell]], styles: Styles, *, first: int) -> str:
    """The rows, numbered from `first`. Every text says that it is a text, so that none can be a formula."""
    letters: list[str] = []
    written = []
    for number, row in enumerate(rows, first):
        if not letters:
            letters = [get_column_letter(place) for place in range(1, len(row) + 1)]
        cells = [
            _cell(f"{letter}{number}", value, styles)
            for letter, value in zip(letters, row, strict=True)
            if value is not None
        ]
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(written)


def _cell(place: str, value: str | int | date | datetime, styles: Styles) -> str:
    if isinstance(value, str):
        style = styles.long_text if len(value) > _LONG or "\n" in value else styles.text
        return (
            f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{between_tags(value)}</t></is></c>'
        )
    if isinstance(value, datetime):
        moment = value.astimezone(UTC)
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        days = moment.toordinal() - _DAY_ZERO + seconds / _SECONDS
        return f'<c r="{place}" s="{styles.datetime}"><v>{days:.10f}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{styles.date}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    return f'<c r="{place}" s="{styles.integer}"><v>{value}</v></c>'
