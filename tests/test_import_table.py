"""`import_table.py`: the list that a company has today becomes records, or reasons with their cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import import_table
import new
import pytest
import validate
from editing.table_columns import propose
from editing.table_reader import read_table
from openpyxl import Workbook

from .editing.repository import REASONS, TODAY, read, record, register
from .test_validate import Terminal

HEADINGS = ["Projekt", "Beskrivning", "Förening", "Org.nr", "Stadsdel", "Tema", "Målgrupp", "Beslutsdatum", "Belopp",
            "Beslutad av", "Jäv", "Startdatum", "Slutdatum", "Motprestation", "Stärker området", "Långsiktighet",
            "Utveckling", "Trygghet", "Ansvar", "Alla människors lika värde", "Slutrapport inkom",
            "Anmärkning"]  # fmt: skip
DECIDED = dt.datetime(2024, 3, 12)  # noqa: DTZ001 - a cell in Excel has no time zone
FIRST = ["Odling på gården", "Tio odlingslådor mellan husen, som grannarna sköter tillsammans.",
         "Exempelföreningen Myran", 8999990008, "Råslätt", "Klimat och miljö", "Alla hyresgäster", DECIDED, "40 000 kr",
         "Hållbarhetschef", "Prövat, ingen var jävig", "1 april 2024", "2025-03-31", "Lådorna är öppna för alla.",
         *REASONS.values(), dt.date(2025, 5, 20), "intern anteckning"]  # fmt: skip


def second(**changed: Any) -> list[Any]:
    values = ["Cykelskola för vuxna", "Vuxna som aldrig har cyklat lär sig på tio kvällar.", "Exempelklubben Ekern",
              "899999-0016", "Öxnehaga, Råslätt", "kultur-sport", "vuxna", "12/4 2024", 25000.0, "Hållbarhetschef",
              "provat", 45413, "31 dec 2024", "Kursen är öppen för alla hyresgäster.", *REASONS.values(), None,
              None]  # fmt: skip
    for name, value in changed.items():
        values[HEADINGS.index(name)] = value
    return values


def excel(folder: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(folder / "lista.xlsx")
    return folder / "lista.xlsx"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    return register(tmp_path / "register")


def run(root: Path, table: Path, *options: str) -> int:
    return import_table.main([str(table), "--root", str(root), "--today", TODAY, *options])


def records(root: Path) -> list[str]:
    return sorted(
        file.relative_to(root / "partnerships").as_posix() for file in (root / "partnerships").rglob("*.yaml")
    )


def test_shows_what_it_understood_and_writes_only_when_asked(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = excel(tmp_path, HEADINGS, FIRST, [], second())
    assert run(root, table) == 0
    out = capsys.readouterr().out
    assert "D  Org.nr                      →  Organisationsnummer (mottagare.organisationsnummer)" in out
    assert "V  Anmärkning                  →  används inte" in out
    assert "Rad 2: ny post partnerships/2024/odling-pa-garden.yaml – Odling på gården, Exempelföreningen Myran," in out
    assert (
        "2\u00a0rader: 2\u00a0nya poster, 0 finns redan, 0 kan inte tas in. Inget har skrivits. Skriv med --write."
        in out
    )
    assert records(root) == []
    assert run(root, table, "--write") == 0
    assert records(root) == ["2024/cykelskola-for-vuxna.yaml", "2024/odling-pa-garden.yaml"]
    first, other = read(root, "2024/odling-pa-garden"), read(root, "2024/cykelskola-for-vuxna")
    assert first["mottagare"] == {"namn": "Exempelföreningen Myran", "organisationsnummer": "899999-0008"}
    assert first["beslut"] == {
        "datum": "2024-03-12",
        "belopp": 40000,
        "beslutsfattare": "Hållbarhetschef",
        "jav": "provat",
        "policy": "2023-08-30",
    }
    assert first["uppfoljning"] == [
        {"typ": "planering", "senast": "2024-05-01"},
        {"typ": "slutrapport", "senast": "2025-05-31", "inkom": "2025-05-20"},
    ]
    assert other["beslut"]["datum"] == "2024-04-12"
    assert other["avtal"]["start"] == "2024-05-01"
    assert other["stadsdelar"] == ["oxnehaga", "raslatt"]
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


def test_a_second_time_nothing_is_written_over(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = excel(tmp_path, HEADINGS, FIRST)
    assert run(root, table, "--write") == 0
    file = root / "partnerships/2024/odling-pa-garden.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("belopp: 40000", "belopp: 41000"), encoding="utf-8")
    excel(tmp_path, HEADINGS, FIRST, second())
    assert run(root, table, "--write") == 1
    out = capsys.readouterr().out
    assert "Rad 2: finns redan som 2024/odling-pa-garden, men skiljer sig" in out
    assert "rad 2, cell I2: Beviljat belopp: registret har 41\u00a0000, listan 40\u00a0000." in out
    assert read(root, "2024/odling-pa-garden")["beslut"]["belopp"] == 41000
    assert len(records(root)) == 2


FAULTS: tuple[tuple[str, Any, str], ...] = (
    ("Slutdatum", "2023-01-01", "cell M{}: Avtalet slutar innan det börjar."),
    ("Belopp", "ca 40 tusen", "cell I{}: «ca 40 tusen» är inte ett belopp."),
    ("Belopp", 0, "cell I{}: Fältet «Beviljat belopp» (beslut.belopp) ska vara större än 0"),
    ("Belopp", "=SUM(A1:A2)", "cell I{}: Cellen har en formel utan sparat värde."),
    ("Org.nr", "899999-0009", "cell D{}: Organisationsnumret «899999-0009» har fel kontrollsiffra"),
    ("Stadsdel", "Rasslätt", "cell E{}: Koden «Rasslätt» finns inte i listan stadsdelar."),
    ("Tema", "#REF!", "cell F{}: Cellen har ett fel i Excel (#REF!)."),
    ("Beslutsdatum", "2042-01-01", "cell H{}: Beslutet är daterat 2042-01-01"),
    ("Slutrapport inkom", "2023-01-01", "cell U{}: Du skrev att redovisningen kom in 2023-01-01"),
    ("Projekt", "", ": Fältet «Titel» (titel) saknas."),
)


def test_a_row_that_cannot_be_taken_is_told_with_its_cell(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = [{"Projekt": f"Kurs nummer {number}", "Belopp": 25000 + number} for number in range(len(FAULTS))]
    rows = [second(**{**one, name: value}) for one, (name, value, _) in zip(usual, FAULTS, strict=True)]
    assert run(root, excel(tmp_path, HEADINGS, *rows, FIRST), "--write") == 1
    said = capsys.readouterr().out
    for number, (_, _, reason) in enumerate(FAULTS, 2):
        place = f"rad {number}" + (", " if reason.startswith("cell") else "")
        assert f"{place}{reason.format(number)}".casefold() in said.casefold()
    assert f"{len(FAULTS)} kan inte tas in" in said
    assert records(root) == ["2024/odling-pa-garden.yaml"]


def test_a_missing_day_of_decision_is_one_fault(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, excel(tmp_path, HEADINGS, second(Beslutsdatum=""))) == 1
    out = capsys.readouterr().out
    assert "(beslut.datum) saknas" in out
    assert "beslut.policy" not in out


def test_rows_that_do_not_agree_with_each_other_or_the_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r").mkdir()
    root = register(tmp_path / "r", y2025__laxhjalp=record(), y2024__laxhjalp=record(**{"beslut.datum": "2024-02-01"}))
    wrong = second(**{"Org.nr": "899999-0008"})  # the number of Exempelföreningen Lyktan
    assert run(root, excel(tmp_path, HEADINGS, wrong), "--write") == 1
    out = capsys.readouterr().out
    assert "  rad 2, cell C2: " in out
    assert "(R401)" in out
    again = second(Beskrivning="Samma kurs, inskriven en gång till med andra ord.")
    assert run(root, excel(tmp_path, HEADINGS, second(), again), "--write") == 1
    assert "rad 3, cell I3: Beslutet finns redan i 2024/cykelskola-for-vuxna" in capsys.readouterr().out


def test_personal_data_in_a_cell_is_masked(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        second(Beskrivning="Kursen leds av 880320-0016 på tisdagar."),
        second(**{"Projekt": "Ring 070-174 06 58", "Org.nr": "880320-0016"}),
        second(Projekt="Annan kurs", Slutdatum="880320-0016"),
    ]
    assert run(root, excel(tmp_path, HEADINGS, *rows)) == 1
    printed = capsys.readouterr()
    assert "cell B2: Texten har ett personnummer" in printed.out
    for secret in ("880320", "8803200016", "174 06 58"):
        assert secret not in printed.out + printed.err


def test_a_csv_file_gives_the_same_record(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "lista.csv"
    with table.open("w", encoding="cp1252", newline="") as file:  # its encoding and its comma have to be found out
        csv.writer(file).writerows([HEADINGS, second(Startdatum="2024-05-01")])
    assert run(root, table, "--write") == 0
    written = read(root, "2024/cykelskola-for-vuxna")
    assert written["stadsdelar"] == ["oxnehaga", "raslatt"]
    assert written["kriterier"] == REASONS
    assert written["beslut"]["belopp"] == 25000


def test_merged_heads_are_read_together(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Stadsdelssamarbeten 2024"
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(["Projekt", "Förening", None, "Beslut", None, None, "Kontaktperson", None])
    sheet.append([None, "Namn", "Orgnr", "Datum", "Belopp", "Beslutad av", "Namn", "Telefon"])
    for area in ("A3:A4", "B3:C3", "D3:F3", "G3:H3"):
        sheet.merge_cells(area)
    sheet.append(["Odling", "Exempelföreningen Myran"])
    sheet.append(["Andra halvåret"])
    sheet.merge_cells("A6:H6")
    sheet.append(["Cykel", None])
    sheet.merge_cells("B7:B7")
    book.save(tmp_path / "lista.xlsx")
    read_back = read_table(tmp_path / "lista.xlsx")
    names = ("titel", "mottagare.namn", "mottagare.organisationsnummer", "beslut.datum", "beslut.belopp",
             "beslut.beslutsfattare")  # fmt: skip
    labels = ("Titel", "Namn", "Organisationsnummer", "Beslutsdatum", "Belopp", "Beslutsfattare")
    columns = propose(read_back, dict(zip(names, labels, strict=True)))
    assert columns.heading_row == 4
    assert columns.headings[1:4] == ("Förening Namn", "Förening Orgnr", "Beslut Datum")
    assert tuple(columns.fields.values()) == names
    assert 6 not in columns.fields, "the name of a contact person is not the recipient's"
    assert [row.number for row in read_back.rows if row.banner] == [1, 6]


def test_the_proposed_mapping_can_be_saved_changed_and_used(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = ["Rubriken" if name == "Projekt" else name for name in HEADINGS if name not in ("Jäv", "Beslutad av")]
    row = second(Stadsdel="Råslätt C")
    row = [value for name, value in zip(HEADINGS, row, strict=True) if name not in ("Jäv", "Beslutad av")]
    table, mapping = excel(tmp_path, own, row), tmp_path / "kolumner.yaml"
    assert run(root, table, "--save-mapping", str(mapping)) == 1
    assert "Jäv (beslut.jav)" in capsys.readouterr().out
    text = mapping.read_text(encoding="utf-8")
    assert "  - Rubriken\n" in text
    text = text.replace("kolumner:\n", "kolumner:\n  Rubriken: titel\n")
    text = text.replace("ord: {}", "ord:\n  stadsdelar:\n    Råslätt C: raslatt")
    text = text.replace("fast: {}", "fast:\n  beslut.beslutsfattare: Hållbarhetschef\n  beslut.jav: provat")
    assert run(root, table, "--save-mapping", str(mapping)) == 2, "a file of the user's is never written over"
    mapping.write_text(text, encoding="utf-8")
    assert run(root, table, "--mapping", str(mapping), "--write") == 0
    assert read(root, "2024/cykelskola-for-vuxna")["stadsdelar"] == ["raslatt"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rubrikrad: 99", "rad 99 finns inte i listan"),
        ("rubrikrad: nej", "«rubrikrad» saknas"),
        ("rubrikrad: 1\nkolumner:\n  Finns ej: titel", "kolumnen «Finns ej» finns inte i listan"),
        ("rubrikrad: 1\nkolumner:\n  Projekt: tittel", "fältet «tittel» finns inte"),
        ("rubrikrad: 1\nkolumn: {}", "«kolumn» finns inte"),
        ("rubrikrad: 1\nkolumner: [a]", "«kolumner» ska vara en grupp av rader"),
        ("rubrikrad: [", "rad 1:"),
    ],
)
def test_a_mapping_that_does_not_fit_is_told_of(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    mapping = tmp_path / "kolumner.yaml"
    mapping.write_text(line + "\n", encoding="utf-8")
    assert run(root, excel(tmp_path, HEADINGS, FIRST), "--mapping", str(mapping)) == 2
    assert said in capsys.readouterr().err


def test_a_row_that_lacks_something_becomes_a_draft_that_can_be_finished(root: Path, tmp_path: Path) -> None:
    table = excel(tmp_path, HEADINGS, second(**{"Motprestation": None, "Org.nr": "899999-0009"}))
    assert run(root, table, "--drafts", str(tmp_path / "utkast")) == 1
    words = ["--root", str(root), "--today", TODAY, "--fraga-inte", "--svar", str(tmp_path / "utkast" / "rad-2.yaml")]
    given = ["--mottagare.organisationsnummer=899999-0016", "--avtal.nytta=Kursen är öppen för alla hyresgäster."]
    assert new.main(words) == 1
    assert new.main([*words, *given]) == 0
    assert records(root) == ["2024/cykelskola-for-vuxna.yaml"]
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("finns-inte.xlsx", None, "finns-inte.xlsx» finns inte."),
        ("lista.xls", b"x", "går inte att läsa"),
        ("lista.pdf", b"x", "är ingen lista som går att läsa"),
        ("lista.xlsx", b"inte en zip", "går inte att läsa som en Excelfil"),
        ("lista.csv", b"", "Ingen rad ser ut som rubriker"),
        ("lista.csv", b"a;b\n1;2\n", "Ingen rad ser ut som rubriker"),
        ("lista.csv", b"Projekt;\x81\n", "okänd teckenkodning"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run(root, tmp_path / name) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("shown", [True, False])
def test_progress_is_shown_at_a_terminal_only(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shown: bool
) -> None:
    rows = [second(Projekt=f"Kurs nummer {number}", Belopp=25000 + number) for number in range(25)]
    errors = Terminal() if shown else io.StringIO()
    monkeypatch.setattr("sys.stderr", errors)
    assert run(root, excel(tmp_path, HEADINGS, *rows)) == 0
    assert ("Läser rader  25 av 25" in errors.getvalue()) is shown
    assert ("Jämför med registret" in errors.getvalue()) is shown
    assert shown or errors.getvalue() == ""
