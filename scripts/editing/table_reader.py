"""The cells of a list, from Excel, OpenDocument or CSV; nothing in the file is run or followed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_000, 200
UNCOMPUTED = "=?"  # a formula whose value the file does not have
DELIMITERS = {"semikolon": ";", "komma": ",", "tabb": "\t", "lodstreck": "|"}
_LOOKED_AT = 40  # rows at the top that show how a list is laid out
_STRICT = b"purl.oclc.org/ooxml"
_READ_BY_CALAMINE = (".xls", ".xlsb", ".ods")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number and the format that Excel shows it with: 0.52 and «0%»."""

    number: float
    format: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as the program shows it, and its values.

    `banner` when it is one merged cell right across. `left_out` says why the row is not to be taken: it is hidden or
    struck out. `merged` has the columns whose number belongs to several rows, each with its range.
    """

    number: int
    values: tuple[Any, ...]
    banner: bool = False
    left_out: str = ""
    merged: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int) -> str:
        """The name of a cell: F14. Columns count from 0."""
        return f"{column_letter(column)}{self.number}"

    @property
    def empty(self) -> bool:
        """Return whether the row has no value."""
        return all(is_empty(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list; every cell of a merged one has its value.

    `others` names the other sheets of the file, `left_out` the columns that are hidden or struck out, by number from
    0, and `doubts` what a person should look at.
    """

    name: str
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()
    left_out: Mapping[int, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


def column_letter(column: int) -> str:
    """The letter of a column, counted from 0."""
    return str(get_column_letter(column + 1))


def is_empty(value: Any) -> bool:
    """Return whether a cell has nothing in it."""
    return value is None or (isinstance(value, str) and not value.strip())


def read_table(path: Path, sheet: str | None = None, delimiter: str | None = None) -> Table:
    """Read the sheet of that name, or the first one. Raises OSError and ValueError, with a Swedish sentence."""
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"«{path.name}» är större än {LARGEST_FILE // 1024**2} MB. Dela upp listan.")
    kind = path.suffix.lower()
    if kind in (".xlsx", ".xlsm"):
        return _read_excel(path, sheet)
    if kind in _READ_BY_CALAMINE:
        return _read_with_calamine(path, sheet)
    if kind in (".csv", ".tsv", ".txt"):
        return _read_csv(path, delimiter)
    raise ValueError(f"«{path.name}» är ingen lista som går att läsa. Spara den som .xlsx, .ods eller .csv.")


def _read_excel(path: Path, wanted: str | None) -> Table:
    book, formulas = _open_excel(path)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    chosen, others = _choose_sheet(path, [sheet.title for sheet in sheets], wanted)
    sheet: Worksheet = book[chosen]
    _refuse_too_large(chosen, sheet.max_row, sheet.max_column)
    hidden = _hidden_columns(sheet)
    return Table(chosen, tuple(_excel_rows(sheet, formulas[chosen])), others, left_out=hidden)


def _choose_sheet(path: Path, names: list[str], wanted: str | None) -> tuple[str, tuple[str, ...]]:
    if not names:
        raise ValueError(f"«{path.name}» har inga blad med celler, bara diagram. Spara bladet med listan.")
    if wanted is not None and wanted not in names:
        raise ValueError(f"Bladet «{wanted}» finns inte. Bladen är: {', '.join(names)}.")
    chosen = wanted or names[0]
    return chosen, tuple(name for name in names if name != chosen)


def _refuse_too_large(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise ValueError(f"«{name}» har fler än {MOST_ROWS} rader eller {MOST_COLUMNS} kolumner.")


def _open_excel(path: Path) -> tuple[Workbook, Workbook]:
    """Open the file with the values that Excel has saved, and with its formulas."""
    unreadable = f"«{path.name}» går inte att läsa som en Excelfil. Öppna den i Excel och spara på nytt."
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise ValueError(f"«{path.name}» är för stor när den packas upp. Dela upp listan.")
            _choose_sheet(path, [name for name in archive.namelist() if name.startswith("xl/worksheets/")], None)
            if _STRICT in archive.read("xl/workbook.xml"):
                raise ValueError(
                    f"«{path.name}» är sparad som «Strict Open XML». Spara den som «Excel-arbetsbok (.xlsx)»."
                )
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise ValueError(unreadable) from error
    try:
        return load_workbook(path, data_only=True, keep_links=False), load_workbook(path, keep_links=False)
    except (InvalidFileException, KeyError, SyntaxError, TypeError, EOFError, AttributeError) as error:
        raise ValueError(unreadable) from error


def _hidden_columns(sheet: Worksheet) -> dict[int, str]:
    found = {}
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first, last = dimension.min or 1, min(dimension.max or 1, sheet.max_column)
            found.update(dict.fromkeys(range(first - 1, last), "dold kolumn"))
    return found


def _excel_rows(sheet: Worksheet, formulas: Worksheet) -> Iterator[Row]:
    cells = [list(row) for row in sheet.iter_rows()]
    grid = [[_value(cell) for cell in row] for row in cells]
    for values, written in zip(grid, formulas.iter_rows(values_only=True), strict=False):
        for column, content in enumerate(written):
            if column < len(values) and values[column] is None and isinstance(content, str) and content[:1] == "=":
                values[column] = UNCOMPUTED
    across: set[int] = set()
    merged: dict[int, dict[int, str]] = {}
    for area in sheet.merged_cells.ranges:
        value = grid[area.min_row - 1][area.min_col - 1]
        for number in range(area.min_row, area.max_row + 1):
            grid[number - 1][area.min_col - 1 : area.max_col] = [value] * (area.max_col - area.min_col + 1)
            if area.max_row > area.min_row and isinstance(value, int | float | Formatted):
                merged.setdefault(number, {})[area.min_col - 1] = area.coord
        if area.max_col - area.min_col >= 2:
            across.update(range(area.min_row, area.max_row + 1))
    for number, (row, values) in enumerate(zip(cells, grid, strict=True), start=1):
        alike = len({str(value) for value in values if not is_empty(value)}) == 1
        hidden = "dold rad" if sheet.row_dimensions[number].hidden else ""
        yield Row(
            number,
            tuple(values),
            banner=number in across and alike,
            left_out=hidden or ("överstruken rad" if _is_struck_out(row) else ""),
            merged=merged.get(number, {}),
        )


def _value(cell: Cell | MergedCell) -> Any:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.number_format != "General":
        return Formatted(value, str(cell.number_format))
    return normalize("NFC", value) if isinstance(value, str) else value


def _is_struck_out(row: list[Any]) -> bool:
    """Return whether most of what is written in a row is struck out."""
    written = [cell for cell in row if not is_empty(cell.value)]
    struck = sum(bool(cell.font and cell.font.strike) for cell in written)
    return struck * 2 > len(written)


def _read_with_calamine(path: Path, wanted: str | None) -> Table:
    try:
        book = CalamineWorkbook.from_path(str(path))
        visible = [meta.name for meta in book.sheets_metadata if "Visible" in str(meta.visible)] or book.sheet_names
        chosen, others = _choose_sheet(path, visible, wanted)
        rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise ValueError(f"«{path.name}» går inte att läsa. Öppna filen och spara den som .xlsx.") from error
    _refuse_too_large(chosen, len(rows), max(map(len, rows), default=0))
    doubt = f"Ur {path.suffix} läses inte talens format eller vad som är dolt. Jämför, eller spara som .xlsx."
    numbered = tuple(Row(number, tuple(values)) for number, values in enumerate(rows, start=1))
    return Table(chosen, numbered, others, doubts=(doubt,))


def _read_csv(path: Path, delimiter: str | None) -> Table:
    text, doubt = decode(path.read_bytes(), path.name)
    text = normalize("NFC", text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or find_delimiter(text)))
    except csv.Error as error:
        raise ValueError(f"«{path.name}» går inte att läsa som CSV: {error}.") from error
    _refuse_too_large(path.name, len(rows), max(map(len, rows), default=0))
    table = tuple(Row(number, tuple(values)) for number, values in enumerate(rows, start=1))
    return Table(path.name, table, doubts=(doubt,) if doubt else ())


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Decode a text file, and say what is in doubt. Raises ValueError when no encoding gives readable Swedish.

    UTF-8 and UTF-16 show themselves. Between Windows-1252, Mac Roman and CP850 the Swedish letters decide.
    """
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise ValueError(f"«{name}» är sparad som UTF-32. Spara den som «CSV UTF-8».")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), ""
    if raw[:2000].count(0) * 4 > len(raw[:2000]):
        return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le", errors="replace"), ""
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    found = []
    for encoding in ("cp1252", "mac_roman", "cp850"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_swedish_share(text), encoding, text))
    found.sort(key=lambda item: item[0], reverse=True)
    if not found or found[0][0] < 0.5:
        raise ValueError(f"«{name}» har en okänd teckenkodning. Spara den som «CSV UTF-8».")
    share, encoding, text = found[0]
    sure = share > 0.9 and encoding == "cp1252"
    return text, "" if sure else f"Tecknen är lästa som {encoding}. Se efter att å, ä och ö är rätt i listan nedan."


def _swedish_share(text: str) -> float:
    """The share of the characters beyond ASCII that Swedish texts have, at places where Swedish has them."""
    beyond = [(text[i - 1 : i], char, text[i + 1 : i + 2]) for i, char in enumerate(text) if ord(char) > 127]
    if not beyond:
        return 1.0
    good = 0
    for before, char, after in beyond:
        inside_word = char in "åäöéüÅÄÖÉ" and (before + after).strip("\"'; ,\t\r\n").isalpha()
        lower_in_word = not (char.isupper() and before.islower())
        good += (inside_word and lower_in_word) or char in "–—’”«»\u00a0§½"
    return good / len(beyond)


def find_delimiter(text: str) -> str:
    """Find the delimiter: the one that cuts the most rows into as many cells as the widest heading row has."""
    start = "\n".join(text[:40_000].splitlines()[:_LOOKED_AT])

    def score(delimiter: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter) if any(row)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            return 0.0, 0
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        return times / len(rows), width

    return max(DELIMITERS.values(), key=score)
