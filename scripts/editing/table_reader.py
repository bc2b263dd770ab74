"""The cells of a list, from Excel or CSV; nothing in the file is run or followed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_000, 200
UNCOMPUTED = "=?"  # a formula whose value the file does not have
_DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as the program shows it, and its values. `banner` when it is one merged cell right across."""

    number: int
    values: tuple[Any, ...]
    banner: bool = False

    def cell(self, column: int) -> str:
        """The name of a cell: F14. Columns count from 0."""
        return f"{get_column_letter(column + 1)}{self.number}"

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the row."""
        return all(is_empty(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class ListPage:
    """The rows of a list; every cell of a merged one has its value. `others` names the other sheets of the file."""

    name: str
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()


def is_empty(value: Any) -> bool:
    """Whether a cell has nothing in it."""
    return value is None or (isinstance(value, str) and not value.strip())


def read_sheet(path: Path, name: str | None = None) -> ListPage:
    """The sheet `name`, or the first one. Raises OSError and ValueError, with a Swedish sentence."""
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"«{path.name}» är större än {LARGEST_FILE // 1024**2} MB. Dela upp listan.")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _excel(path, name)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _csv(path)
    if path.suffix.lower() == ".xls":
        raise ValueError("Filen är i det gamla Excelformatet .xls. Öppna den i Excel och spara den som .xlsx.")
    raise ValueError(f"«{path.name}» är varken .xlsx eller .csv.")


def _excel(path: Path, name: str | None) -> ListPage:
    book, formulas = _books(path)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    names = [sheet.title for sheet in sheets]
    if name is not None and name not in names:
        raise ValueError(f"Bladet «{name}» finns inte. Bladen är: {', '.join(names)}.")
    chosen = name or names[0]
    sheet: Worksheet = book[chosen]
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise ValueError(f"Bladet «{chosen}» har fler än {MOST_ROWS} rader eller {MOST_COLUMNS} kolumner.")
    rows = tuple(_excel_rows(sheet, formulas[chosen]))
    return ListPage(chosen, rows, tuple(other for other in names if other != chosen))


def _books(path: Path) -> tuple[Workbook, Workbook]:
    """The file with the values that Excel has saved, and with its formulas."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked <= LARGEST_UNPACKED:
            return load_workbook(path, data_only=True, keep_links=False), load_workbook(path, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, SyntaxError, TypeError, EOFError) as error:
        message = f"«{path.name}» går inte att läsa som en Excelfil. Öppna den i Excel och spara på nytt."
        raise ValueError(message) from error
    raise ValueError(f"«{path.name}» är för stor när den packas upp. Dela upp listan.")


def _excel_rows(sheet: Worksheet, formulas: Worksheet) -> Iterator[Row]:
    grid: list[list[Any]] = [list(values) for values in sheet.iter_rows(values_only=True)]
    for values, written in zip(grid, formulas.iter_rows(values_only=True), strict=False):
        for column, content in enumerate(written):
            if column < len(values) and values[column] is None and isinstance(content, str) and content[:1] == "=":
                values[column] = UNCOMPUTED
    across: set[int] = set()
    for area in sheet.merged_cells.ranges:
        value = grid[area.min_row - 1][area.min_col - 1]
        for number in range(area.min_row, area.max_row + 1):
            grid[number - 1][area.min_col - 1 : area.max_col] = [value] * (area.max_col - area.min_col + 1)
        if area.max_col - area.min_col >= 2:
            across.update(range(area.min_row, area.max_row + 1))
    for number, values in enumerate(grid, start=1):
        alike = len({value for value in values if not is_empty(value)}) == 1
        yield Row(number, tuple(values), banner=number in across and alike)


def _csv(path: Path) -> ListPage:
    text = _decoded(path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise ValueError(f"«{path.name}» går inte att läsa som CSV: {error}.") from error
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise ValueError(f"«{path.name}» har fler än {MOST_ROWS} rader eller {MOST_COLUMNS} kolumner.")
    return ListPage(path.name, tuple(Row(number, tuple(values)) for number, values in enumerate(rows, start=1)))


def _decoded(path: Path) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM (Excel's Unicode text), else Windows-1252."""
    raw = path.read_bytes()
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        raise ValueError(f"«{path.name}» har en okänd teckenkodning. Spara den som CSV UTF-8.") from None


def _delimiter(text: str) -> str:
    """The delimiter that gives the most cells in the first lines."""
    start = text[:20_000]

    def cells(delimiter: str) -> int:
        return sum(len(row) - 1 for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))

    return max(_DELIMITERS, key=cells)
