"""Files as municipalities have them: every encoding, delimiter and layout is read, or refused with a sentence."""

from __future__ import annotations

import csv
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from editing import table_reader
from editing.table_reader import DELIMITERS, UNCOMPUTED, Formatted, Row, Table, decode, find_delimiter, read_table
from openpyxl import Workbook
from openpyxl.styles import Font

SWEDISH = "Förening;Stadsdel\nÄngens vänner på Råslätt;Öxnehaga"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_that_shows_itself_is_read_without_a_doubt(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding), "l.csv") == (SWEDISH, "")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(SWEDISH, "mac_roman"), (SWEDISH, "cp850"), ("– ’ ” « » § blå Åsa é É ü", "mac_roman")],
)
def test_an_old_encoding_is_judged_by_the_swedish_letters_and_said(text: str, encoding: str) -> None:
    doubt = f"Tecknen är lästa som {encoding}. Se efter att å, ä och ö är rätt i listan nedan."
    assert decode(text.encode(encoding), "l.csv") == (text, doubt)


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        (b"bl\xe5 " * 10 + b"\xb0", False),
        (b"bl\xe5 " * 9 + b"\xb0", True),  # nine of ten signs beyond ASCII
        (b"bl\xe5 \xb0", True),
        (b"bl\xe5 \xb0\xb0", None),
        (b"\x81", None),
        (b"a\xc5a", None),  # a capital after a small letter is in no word
        (b"A\xc5A", False),
        (b'"\xe5;', None),  # a letter alone is in no word
    ],
)
def test_windows_1252_is_believed_when_nearly_all_its_signs_are_swedish(raw: bytes, doubt: bool | None) -> None:
    if doubt is None:
        with pytest.raises(ValueError, match=r"^«l\.csv» har en okänd teckenkodning\. Spara den som «CSV UTF-8»\.$"):
            decode(raw, "l.csv")
    else:
        assert decode(raw, "l.csv")[0] == raw.decode("cp1252")
        assert ("cp1252" in decode(raw, "l.csv")[1]) is doubt


@pytest.mark.parametrize("mark", [b"\xff\xfe\0\0", b"\0\0\xfe\xff"])
def test_utf_32_is_refused_as_such(mark: bytes) -> None:
    with pytest.raises(ValueError, match="är sparad som UTF-32"):
        decode(mark + SWEDISH.encode("utf-32-be"), "l.csv")


@pytest.mark.parametrize("delimiter", DELIMITERS.values())
def test_the_delimiter_is_judged_by_equal_widths(delimiter: str) -> None:
    other = "," if delimiter != "," else ";"
    rows = [
        ["Förening", "Projekt", "Belopp"],
        ["A", f"Odling{other} grönt{other} gott{other} fint", "1"],
        ["B", "C", "2"],
    ]
    assert find_delimiter("\n".join(delimiter.join(row) for row in rows)) == delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b,c\n", ";"),
        ("a,b;c;d\n", ";"),
        ("a,b,c;d\n", ","),
        ("Rubrik\n\n\na|b\n", "|"),
        ("a;b\n" * 40 + "a,b,c\n" * 50, ";"),
        ("a,b\n" * 40 + "a;b\n" * 39, ","),
        ("a;b,c,d\na;b;c\n", ";"),
        ("", ";"),
    ],
)
def test_the_widest_of_the_delimiters_that_cut_alike_is_taken_by_the_first_rows(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def excel(folder: Path, *rows: tuple[Any, ...]) -> tuple[Workbook, Any, Path]:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    return book, book.active, folder / "lista.xlsx"


def test_hidden_and_struck_out_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    book, sheet, path = excel(tmp_path, ("Titel", "Dnr", None, "Belopp"), *(("a", "b", " ", 1),) * 4)
    sheet.row_dimensions[2].hidden = True
    sheet.append(("x",))
    for cell in ("A3", "B3", "C3", "A4", "B5", "A6"):
        sheet[cell].font = Font(strike=True)
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("D", "G", hidden=True)
    book.save(path)
    table = read_table(path)
    assert [row.left_out for row in table.rows] == ["", "dold rad", "överstruken rad", "", "", "överstruken rad"]
    assert table.left_out == {1: "dold kolumn", 3: "dold kolumn"}


def test_the_cells_of_a_sheet_have_their_values_formats_and_places(tmp_path: Path) -> None:
    book, sheet, path = excel(
        tmp_path,
        ("Samarbeten", None, None, "x"),
        ("a", 1, 2.5, True),
        ("=A2", "=A2&1", "'=1", None),
        ("b", 3, 4, 5),
        (None, None, None, None),
    )
    sheet["B2"].number_format, sheet["C2"].number_format = "0%", "General"
    for area in ("A1:C1", "B4:C5", "D4:D5", "A4:A5"):
        sheet.merge_cells(area)
    book.save(path)
    first, second, third, fourth, fifth = read_table(path).rows
    assert first == Row(1, ("Samarbeten", "Samarbeten", "Samarbeten", "x"))
    assert second == Row(2, ("a", Formatted(1, "0%"), 2.5, True))
    assert third == Row(3, (UNCOMPUTED, UNCOMPUTED, "'=1", None))
    merged = {1: "B4:C5", 3: "D4:D5"}
    assert fourth == Row(4, ("b", 3, 3, 5), merged=merged)
    assert fifth == Row(5, ("b", 3, 3, 5), merged=merged)
    assert (fifth.cell(0), fifth.cell(27)) == ("A5", "AB5")


@pytest.mark.parametrize(
    ("area", "others", "banner"),
    [("A1:C1", None, True), ("A1:B1", None, False), ("A1:C1", "x", False), ("A1:C2", None, True), (None, None, False)],
)
def test_one_merged_cell_right_across_is_a_banner(
    tmp_path: Path, area: str | None, others: str | None, banner: bool
) -> None:
    book, sheet, path = excel(tmp_path, ("Samarbeten 2024", None, None, others), ("a", "b", "c", "d"))
    if area:
        sheet.merge_cells(area)
    book.save(path)
    assert read_table(path).rows[0].banner is banner


def test_the_first_sheet_that_is_seen_is_read_unless_another_is_named(tmp_path: Path) -> None:
    book, sheet, path = excel(tmp_path, ("a",))
    sheet.title, sheet.sheet_state = "Dolt", "hidden"
    for name in ("Ett", "Två"):
        book.create_sheet(name).append((name,))
    book.save(path)
    assert (read_table(path).name, read_table(path).others) == ("Ett", ("Två",))
    assert read_table(path, "Två").rows[0].values == ("Två",)
    with pytest.raises(ValueError, match=r"^Bladet «Tre» finns inte\. Bladen är: Ett, Två\.$"):
        read_table(path, "Tre")


def repacked(path: Path, name: str, content: bytes | None) -> None:
    """Put something else in place of a part of a workbook, or take the part away."""
    with zipfile.ZipFile(path) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()} | {name: content}
    with zipfile.ZipFile(path, "w") as packed:
        for part, data in parts.items():
            if data is not None:
                packed.writestr(part, data)


WORKBOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
UNREADABLE = "«lista.xlsx» går inte att läsa som en Excelfil. Öppna den i Excel och spara på nytt."


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        (WORKBOOK, b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
         "«lista.xlsx» är sparad som «Strict Open XML». Spara den som «Excel-arbetsbok (.xlsx)»."),
        (WORKBOOK, None, UNREADABLE),
        (WORKBOOK, b"<workbook", UNREADABLE),
        (SHEET, b"<worksheet", UNREADABLE),
    ],
)  # fmt: skip
def test_a_workbook_that_is_not_whole_is_refused(tmp_path: Path, part: str, content: bytes | None, said: str) -> None:
    book, _, path = excel(tmp_path, ("a",))
    book.save(path)
    repacked(path, part, content)
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        read_table(path)


def test_a_book_of_charts_only_is_refused(tmp_path: Path) -> None:
    book, sheet, path = excel(tmp_path)
    book.create_chartsheet("Diagram")
    book.remove(sheet)
    book.save(path)
    with pytest.raises(ValueError, match=r"^«lista\.xlsx» har inga blad med celler, bara diagram\. Spara bladet med"):
        read_table(path)


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        ("LARGEST_FILE", 0, "«lista.xlsx» är större än 0 MB. Dela upp listan."),
        ("LARGEST_UNPACKED", 0, "«lista.xlsx» är för stor när den packas upp. Dela upp listan."),
        ("MOST_ROWS", 1, "«Sheet» har fler än 1 rader eller 200 kolumner."),
        ("MOST_ROWS", 2, ""),
        ("MOST_COLUMNS", 2, "«Sheet» har fler än 20000 rader eller 2 kolumner."),
        ("MOST_COLUMNS", 3, ""),
    ],
)
def test_a_list_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, number: int, said: str
) -> None:
    book, _, path = excel(tmp_path, ("a", "b", "c"), ("a", "b", "c"))
    book.save(path)
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(path).infolist())
    sizes = {"LARGEST_FILE": path.stat().st_size, "LARGEST_UNPACKED": unpacked}
    monkeypatch.setattr(table_reader, limit, sizes.get(limit, number))
    if limit in sizes:
        assert len(read_table(path).rows) == 2
        monkeypatch.setattr(table_reader, limit, sizes[limit] - 1)
    if said:
        with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
            read_table(path)
    else:
        assert len(read_table(path).rows) == 2


def test_the_size_that_is_too_large_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_reader, "LARGEST_FILE", 2 * 1024**2)
    (tmp_path / "a.csv").write_bytes(b"a" * (2 * 1024**2 + 1))
    with pytest.raises(ValueError, match=r"^«a\.csv» är större än 2 MB\. Dela upp listan\.$"):
        read_table(tmp_path / "a.csv")


PREFIXES = ("office", "table", "text", "manifest")
NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in PREFIXES)
ODS = (
    f'<office:document-content {NAMES} office:version="1.2"><office:body><office:spreadsheet>'
    '<table:table table:name="Blad"><table:table-row/><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>Å</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="2.5"/></table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def test_opendocument_is_read_with_a_doubt_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "lista.ODS"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}/>")
        packed.writestr("content.xml", ODS)
    assert read_table(path) == Table(
        "Blad",
        (Row(1, ("", "")), Row(2, ("Å", 2.5))),
        doubts=("Ur .ODS läses inte talens format eller vad som är dolt. Jämför, eller spara som .xlsx.",),
    )


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.TXT", "a.xlsx"])
def test_letters_and_accents_that_are_apart_are_put_together(tmp_path: Path, name: str) -> None:
    apart = unicodedata.normalize("NFD", "Förening;Målgrupp")
    if name.endswith("xlsx"):
        book, _, path = excel(tmp_path, tuple(apart.split(";")))
        book.save(path.with_name(name))
    else:
        (tmp_path / name).write_text(f"{apart}\na;b\n", encoding="utf-8")
    table = read_table(tmp_path / name)
    assert table.rows[0] == Row(1, ("Förening", "Målgrupp"))
    assert table.doubts == ()
    if not name.endswith("xlsx"):
        assert read_table(tmp_path / name, delimiter=",").rows[1] == Row(2, ("a;b",))


def test_a_csv_with_a_doubt_says_so_and_one_that_cannot_be_cut_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(SWEDISH.encode("cp850"))
    assert "cp850" in read_table(tmp_path / "a.csv").doubts[0]
    before = csv.field_size_limit(20)
    try:
        with pytest.raises(ValueError, match=r"^«a\.csv» går inte att läsa som CSV: field larger than field limit"):
            read_table(tmp_path / "a.csv", delimiter=",")
    finally:
        csv.field_size_limit(before)
