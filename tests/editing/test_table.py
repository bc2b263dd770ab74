"""Lists as municipalities keep them: each cell and heading is understood as meant, or refused with its place."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path
from typing import Any

import import_table
import pytest
from editing.draft_check import DraftCheck
from editing.questions import AnswerKind, Question
from editing.table_columns import as_file, factor_of, from_file, propose
from editing.table_fields import importable
from editing.table_reader import DELIMITERS, Formatted, Row, Table, decode, find_delimiter, read_table
from editing.table_rows import RowResult, _number, _period
from openpyxl import Workbook
from openpyxl.styles import Font

from .repository import REASONS, TODAY, read, register

LIST = {
    "Projekt": "Odling mellan husen",
    "Beskrivning": "Tio odlingslådor mellan husen som grannarna sköter ihop.",
    "Förening": "Exempelföreningen Alfa",
    "Org.nr": "899999-0008",
    "Stadsdel": "Råslätt",
    "Tema": "Klimat och miljö",
    "Målgrupp": "Alla hyresgäster",
    "Beslutsdatum": "2024-03-12",
    "Belopp": "40 000 kr",
    "Beslutad av": "Exempelroll",
    "Jäv": "provat",
    "Startdatum": "2024-04-01",
    "Slutdatum": "2025-03-31",
    "Nytta": "Lådorna är öppna för alla hyresgäster.",
    **dict(zip(("Stärker området", "Långsiktighet", "Utveckling", "Trygghet", "Ansvar", "Alla människors lika värde"),
               REASONS.values(), strict=True)),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    return register(tmp_path / "register")


def run(root: Path, *rows: dict[str, Any], options: tuple[str, ...] = (), name: str = "lista.csv") -> int:
    """Write the rows as a list, and import it; `options` after the common ones."""
    table = root.parent / name
    lines = [";".join(rows[0]), *(";".join(str(cell) for cell in row.values()) for row in rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return import_table.main([str(table), "--root", str(root), "--today", TODAY, *options])


def renamed(**names: str) -> dict[str, Any]:
    return {names.get(heading, heading): value for heading, value in LIST.items()}


def written(root: Path) -> list[str]:
    return sorted(file.stem for file in (root / "partnerships").rglob("*.yaml"))


HEADINGS = {
    "titel": "Titel;Projekt;Projektnamn;Projekttitel;Projektets namn;Aktivitet;Samarbete;Benämning;Rubrik;Insats",
    "sammanfattning": "Sammanfattning;Beskrivning;Kort beskrivning;Projektbeskrivning;Syfte;Ändamål;Bidraget avser",
    "mottagare.namn": "Mottagare;Förening;Föreningens namn;Föreningsnamn;FÖRENING;Organisation;Organisationsnamn;"
    "Sökande;Sökandens namn;Bidragsmottagare;Bidragstagare;Samarbetspartner;Avtalspart;Stödmottagare;Sökande förening",
    "mottagare.organisationsnummer": "Organisationsnummer;Org.nr;Orgnr;Org nr;Orgnummer;Org.nummer;Organisationsnr",
    "mottagare.webbplats": "Webbplats;Hemsida;Webb;URL;Webbadress",
    "stadsdelar": "Stadsdelar;Stadsdel;Område;Bostadsområde;Bostadsområden;Geografiskt område;Kommundel",
    "teman": "Teman;Tema;Kategori;Inriktning;Verksamhetsområde;Insatsområde",
    "malgrupper": "Målgrupper;Målgrupp;Åldersgrupp;Vänder sig till;För vem",
    "beslut.datum": "Beslutsdatum;Beslutad;Beslutsdag;Datum för beslut;Beslutat;Beslutsdatum (åååå-mm-dd)",
    "beslut.belopp": "Belopp;Beviljat belopp;Beviljat;Summa;Bidrag;Stöd;Kronor;Kr;Bidragsbelopp;Beviljat bidrag;"
    "Beviljade medel;Beviljad summa;Beslutat belopp;Tilldelat belopp;Stödbelopp;Belopp (kr);Belopp i kr;Belopp SEK;"
    "Bidrag (SEK);Belopp 2024;Beviljat 2024;Belopp (tkr);Bidrag, tkr;Totalt belopp",
    "beslut.beslutsfattare": "Beslutsfattare;Beslutad av;Beslutat av;Beslut av;Beslutsinstans",
    "beslut.diarienummer": "Diarienummer;Dnr;Dnr.;Diarienr;Ärendenummer;Ärendenr;Ärende",
    "avtal.start": "Start;Startdatum;Avtal från;Från;Avtalsstart;Fr.o.m.;From;F.o.m;Från och med;Projektstart",
    "avtal.slut": "Slut;Slutdatum;Avtal till;Till;Avtalsslut;T.o.m.;Tom;Till och med;Projektslut",
    "avtal.period": "Avtalsperiod;Avtalstid;Period;Projektperiod;Projekttid;Löptid",
    "slutrapport.senast": "Slutrapport senast;Slutrapport;Redovisas senast;Redovisning senast;Slutredovisning senast",
    "slutrapport.inkom": "Slutrapport inkom;Redovisning inkom;Redovisad;Slutredovisad",
    "resultat.tillfallen": "Antal tillfällen;Tillfällen",
    "resultat.deltagare": "Antal deltagare;Deltagare;Deltagarantal",
}


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = register(tmp_path_factory.mktemp("labels"))
    trial = DraftCheck(folder, dt.date.fromisoformat(TODAY))
    return {name: question.title for name, question in importable(trial).items()}


def table_of(*headings: str) -> Table:
    return Table("lista", (Row(1, headings), Row(2, ("x",) * len(headings))))


def test_the_headings_that_municipal_lists_use_are_known(labels: dict[str, str]) -> None:
    pairs = [(heading, name) for name, headings in HEADINGS.items() for heading in headings.split(";")]
    assert len(pairs) >= 112
    for heading, name in pairs:
        other = "Titel" if name != "titel" else "Dnr"
        columns = propose(table_of(other, heading), labels)
        assert columns.fields.get(1) == name, f"{heading}: {columns.fields.get(1)} {columns.undecided}"


@pytest.mark.parametrize(
    "heading", ["Anmärkning", "Kontaktperson", "Telefon", "Handläggare", "Konto", "Bankgiro", "Nr", ""]
)
def test_a_heading_that_means_nothing_here_is_not_used(labels: dict[str, str], heading: str) -> None:
    assert set(propose(table_of("Titel", "Dnr", heading), labels).fields) == {0, 1}


def test_the_amount_applied_for_is_not_the_amount_granted(labels: dict[str, str]) -> None:
    columns = propose(table_of("Titel", "Dnr", "Belopp (sökt)"), labels)
    assert columns.fields[2] == "ansokan.belopp"


@pytest.mark.parametrize(
    "headings",
    [
        ("Belopp (sökt)", "Belopp (beviljat)"),
        ("Belopp", "Belopp"),
        ("Belopp", "Summa"),
        ("Belopp 2023", "Belopp 2024"),
        ("2022", "2023", "2024"),
        ("2024",),
        ("Bidrag (beviljat)", "Beviljat belopp"),
        ("Belopp (preliminärt)", "Totalt"),
    ],
)
def test_columns_that_could_be_the_same_field_are_not_chosen_between(
    labels: dict[str, str], headings: tuple[str, ...]
) -> None:
    columns = propose(table_of("Titel", "Dnr", *headings), labels)
    assert set(columns.fields) == {0, 1}
    assert {column for among in columns.undecided.values() for column in among} == set(range(2, 2 + len(headings)))
    chosen = columns.choose("beslut.belopp", "C")
    assert chosen.fields[2] == "beslut.belopp"
    assert not chosen.undecided
    saved = from_file(as_file(chosen), "k.yaml", table_of("Titel", "Dnr", *headings), labels)
    assert saved.fields == chosen.fields
    with pytest.raises(ValueError, match="välj kolumn för"):
        from_file(as_file(columns), "k.yaml", table_of("Titel", "Dnr", *headings), labels)


@pytest.mark.parametrize("headings", [("Beviljat belopp", "Sökt belopp"), ("Belopp", "Anmärkning (belopp)")])
def test_columns_that_their_words_tell_apart_are_chosen(labels: dict[str, str], headings: tuple[str, ...]) -> None:
    columns = propose(table_of("Titel", "Dnr", *headings), labels)
    assert columns.fields[2] == "beslut.belopp"
    assert not columns.undecided


def test_nothing_is_written_before_a_column_is_chosen(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {}
    for heading, value in LIST.items():
        row |= {"Belopp (sökt)": "120 000", "Belopp (beviljat)": "40 000"} if heading == "Belopp" else {heading: value}
    assert run(root, row, options=("--write",)) == 1
    assert "Flera kolumner kan vara beslut.belopp: I «Belopp (sökt)», J «Belopp (beviljat)». Inget har valts." in (
        capsys.readouterr().out
    )
    assert written(root) == []
    assert run(root, row, options=("--write", "--choose", "beslut.belopp=J")) == 0
    assert read(root, "2024/odling-mellan-husen")["beslut"]["belopp"] == 40000


AMOUNT = Question(name="beslut.belopp", title="Belopp", help="", kind=AnswerKind.NUMBER)
SHARE = Question(name="resultat.andel_flickor_kvinnor", title="Andel", help="", kind=AnswerKind.NUMBER)


@pytest.mark.parametrize(
    ("question", "given", "heading", "read_as"),
    [
        (AMOUNT, "40 000", "Belopp", 40000),
        (AMOUNT, 85, "Belopp (tkr)", 85000),
        (AMOUNT, "85", "Belopp, tkr", 85000),
        (AMOUNT, 85.5, "Belopp i tusen kronor", 85500),
        (AMOUNT, "85,5", "Belopp tkr", 85500),
        (AMOUNT, 1.2, "Belopp (mnkr)", 1_200_000),
        (AMOUNT, "85 tkr", "Belopp", 85000),
        (AMOUNT, "85 tkr", "Belopp (tkr)", 85000),
        (AMOUNT, Formatted(85, '#,##0" tkr"'), "Belopp", 85000),
        (AMOUNT, Formatted(85000, '#,##0" kr"'), "Belopp", 85000),
        (AMOUNT, Formatted(85000, "#,##0 \\k\\r"), "Belopp", 85000),
        (SHARE, Formatted(0.52, "0%"), "Andel", 52),
        (SHARE, Formatted(1.0, "0%"), "Andel", 100),
        (SHARE, Formatted(0.525, "0.0%"), "Andel", None),
        (SHARE, "52 %", "Andel", 52),
        (SHARE, 52, "Andel", 52),
        (SHARE, "1", "Andel", 1),
        (SHARE, 0.52, "Andel", None),
        (SHARE, 1.0, "Andel", None),
        (AMOUNT, Formatted(0.5, "0%"), "Belopp", None),
        (AMOUNT, "50 %", "Belopp", None),
        (AMOUNT, 4000, "Belopp (EUR)", None),
        (AMOUNT, "4 000 €", "Belopp", None),
        (AMOUNT, Formatted(4000, "[$€-2] #,##0"), "Belopp", None),
        (AMOUNT, 4000, "Belopp exkl. moms", None),
        (AMOUNT, 4000, "Belopp (ex moms)", None),
        (AMOUNT, 39999.5, "Belopp", None),
        (AMOUNT, 39.9995, "Belopp (tkr)", None),
        (AMOUNT, "85 000", "Belopp (tkr)", 85_000_000),
        (AMOUNT, "40 000 kr", "Belopp (tkr)", None),
        (AMOUNT, "85.000", "Belopp (tkr)", None),
        (AMOUNT, "ca 85", "Belopp (mnkr)", None),
        (AMOUNT, "nan", "Belopp (tkr)", None),
        (AMOUNT, "8_5", "Belopp (tkr)", None),
    ],
)
def test_a_number_is_read_with_its_unit_or_refused(question: Question, given: Any, heading: str, read_as: Any) -> None:
    result = RowResult(Row(2, ()), {})
    if read_as is None:
        with pytest.raises(ValueError, match=r"«.+»|Skriv|hela kronor"):
            _number(question, given, heading, result)
    else:
        assert _number(question, given, heading, result) == read_as


@pytest.mark.parametrize(
    "text", ["tkr", "Belopp (TKR)", "t kr", "t. kr", "kkr", "KSEK", "tusen kronor", "tusental", "i tusen"]
)
def test_thousands_have_many_names(text: str) -> None:
    assert factor_of(text) == 1000


@pytest.mark.parametrize("text", ["mnkr", "mn kr", "Belopp (MKR)", "msek", "i miljoner"])
def test_millions_have_many_names(text: str) -> None:
    assert factor_of(text) == 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        *("EUR", "€", "euro", "USD", "$", "DKK", "NOK", "GBP", "£"),
        *("ex moms", "ex. moms", "exkl. moms", "exklusive moms"),
    ],
)
def test_other_money_and_amounts_without_tax_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hela kronor, med moms"):
        factor_of(f"Belopp {text}")


@pytest.mark.parametrize(
    "text",
    ["2024-04-01–2025-03-31", "2024-04-01 - 2025-03-31", "2024-04-01-2025-03-31", "1 april 2024 till 31 mars 2025",
     "fr.o.m. 2024-04-01 t.o.m. 2025-03-31", "2024-04-01 till och med 2025-03-31"],
)  # fmt: skip
def test_a_period_gives_both_days(text: str) -> None:
    assert _period(text) == ("2024-04-01", "2025-03-31")


@pytest.mark.parametrize("text", ["2024", "våren 2024", "2024-04-01", "tolv månader", "2024–2025"])
def test_a_period_without_two_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="datum"):
        _period(text)


def cell(root: Path, heading: str, value: Any) -> dict[str, Any]:
    assert run(root, {**LIST, heading: value}, options=("--write",)) == 0
    return read(root, "2024/odling-mellan-husen")


@pytest.mark.parametrize(
    ("heading", "value", "field", "read_as"),
    [
        ("Målgrupp", "Barn, unga", "malgrupper", ["barn", "unga"]),
        ("Målgrupp", "Barn och unga", "malgrupper", ["barn", "unga"]),
        ("Målgrupp", "barn/unga/vuxna", "malgrupper", ["barn", "unga", "vuxna"]),
        ("Stadsdel", "Öxnehaga, Råslätt", "stadsdelar", ["oxnehaga", "raslatt"]),
        ("Stadsdel", "råslätt", "stadsdelar", ["raslatt"]),
        ("Tema", "Klimat och miljö, Kultur och sport", "teman", ["klimat-miljo", "kultur-sport"]),
        ("Tema", "Demokrati, trygghet och hälsa", "teman", ["demokrati-trygghet-halsa"]),
        ("Tema", "Demokrati, trygghet och hälsa och Kultur och sport", "teman",
         ["demokrati-trygghet-halsa", "kultur-sport"]),
    ],
)  # fmt: skip
def test_words_are_read_as_codes(root: Path, heading: str, value: str, field: str, read_as: list[str]) -> None:
    assert cell(root, heading, value)[field] == read_as


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("Målgrupp", "Unga vuxna", "«Unga vuxna»"),
        ("Målgrupp", "Barn & unga", "«Barn & unga»"),
        ("Målgrupp", "Barn unga", "«Barn unga»"),
        ("Stadsdel", "Öxnehaga centrum", "«Öxnehaga centrum»"),
        ("Stadsdel", "Råslätt, Öxnehaga centrum", "«Öxnehaga centrum»"),
        ("Stadsdel", "Hela Råslätt", "«Hela Råslätt»"),
        ("Beslutsdatum", "24-03-25", "fyra siffror"),
        ("Beslutsdatum", "2024", "inte ett datum"),
        ("Belopp", "ca 40 000", "inte ett belopp"),
        ("Belopp", "4 000 EUR", "kronor"),
        ("Belopp", "40 000 exkl. moms", "moms"),
    ],
)
def test_a_cell_that_is_not_understood_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], heading: str, value: str, said: str
) -> None:
    assert run(root, {**LIST, heading: value}, options=("--write",)) == 1
    assert said.casefold() in capsys.readouterr().out.casefold()
    assert written(root) == []


def test_rows_that_were_not_granted_are_left_out_and_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        *("Avslag", "avslås", "avslagen", "Avslaget", "avslagits.", "Återkallad", "Återkallat", "Återtagen"),
        *("Indragen", "Indraget", "Avvisad", "Avvisat", "Avskriven", "Nej, avslag"),
        *("Ej beviljad", "Ej beviljat", "Inte beviljad", "Inte beviljat"),
    )
    rows = [{"Status": word, **LIST, "Projekt": f"Kurs {place}"} for place, word in enumerate(words)]
    assert run(root, {"Status": "Beviljad", **LIST}, *rows, options=("--write",)) == 0
    out = capsys.readouterr().out
    assert f"Rad 3: utelämnad ({words[0]})" in out
    assert f"{len(words)} utelämnade" in out
    assert written(root) == ["odling-mellan-husen"]


def test_a_row_without_recipient_title_and_day_is_never_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, LIST, options=("--write",)) == 0
    total = dict.fromkeys(LIST, "") | {"Belopp": "425 000 kr"}
    assert run(root, LIST, total) == 1
    out = capsys.readouterr().out
    assert "Rad 2: finns redan som 2024/odling-mellan-husen" in out
    assert "Rad 3: kan inte tas in" in out
    for lacking in ("(titel)", "(beslut.datum)", "(mottagare)", "(kriterier)"):
        assert f"{lacking} saknas" in out


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("Belopp", "58 000 kr", "cell I2: Beviljat belopp: registret har 40\u00a0000, listan 58\u00a0000"),
        ("Slutdatum", "2025-04-30", "cell M2: "),
        ("Stadsdel", "Öxnehaga", "cell E2: Stadsdelar: registret har raslatt, listan oxnehaga"),
    ],
)
def test_a_known_row_that_differs_says_how(
    root: Path, capsys: pytest.CaptureFixture[str], heading: str, value: str, said: str
) -> None:
    assert run(root, LIST, options=("--write",)) == 0
    assert run(root, {**LIST, heading: value}, options=("--write",)) == 1
    assert said in capsys.readouterr().out


def test_all_faults_of_a_row_come_at_once_and_what_all_rows_lack_comes_first(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = {heading: value for heading, value in LIST.items() if heading not in ("Jäv", "Nytta")}
    bad = {**short, "Projekt": "Cykelkurs", "Slutdatum": "snart", "Belopp": "ca 40", "Org.nr": "899999-0009"}
    assert run(root, short, bad) == 1
    out = capsys.readouterr().out
    for part in ("cell L3: «snart»", "cell I3: «ca 40»", "cell D3: "):
        assert part in out
    assert out.count("(beslut.jav) saknas") == 1
    assert "Motiveringar, nytta och jäv går sällan att skriva i en lista" in out


def test_drafts_are_kept_and_say_how_far_they_have_come(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    short = {heading: value for heading, value in LIST.items() if heading != "Jäv"}
    assert run(root, short, options=("--drafts",)) == 1
    first = capsys.readouterr().out
    draft = root.parent / "utkast" / "rad-2.yaml"
    said = next(line for line in first.splitlines() if "rad-2.yaml:" in line)
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("beslut:\n", "beslut:\n  jav: provat\n"), "utf-8")
    assert run(root, short, options=("--drafts",)) == 1
    assert "jav: provat" in draft.read_text(encoding="utf-8")
    assert said not in capsys.readouterr().out, "one more of the answers is given"


SWEDISH = "Förening;Stadsdel\nÄngens vänner på Råslätt;Öxnehaga"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_that_shows_itself_is_read_without_a_doubt(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding), "l.csv")[0].lstrip("\ufeff") == SWEDISH
    assert decode(SWEDISH.encode(encoding), "l.csv")[1] == ""


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-be"])
def test_utf_32_is_said_as_such(encoding: str) -> None:
    mark = b"" if encoding == "utf-32" else b"\0\0\xfe\xff"
    with pytest.raises(ValueError, match="UTF-32"):
        decode(mark + SWEDISH.encode(encoding), "l.csv")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_an_old_encoding_is_judged_by_the_swedish_letters_and_said(encoding: str) -> None:
    text, doubt = decode(SWEDISH.encode(encoding), "l.csv")
    assert text == SWEDISH
    assert encoding in doubt


@pytest.mark.parametrize("delimiter", DELIMITERS.values())
def test_the_delimiter_is_judged_by_equal_widths(delimiter: str) -> None:
    other = "," if delimiter != "," else ";"
    rows = [
        ["Förening", "Projekt", "Belopp"],
        ["A", f"Odling{other} grönt{other} gott{other} fint", "1"],
        ["B", "C", "2"],
    ]
    assert find_delimiter("\n".join(delimiter.join(row) for row in rows)) == delimiter


def book(folder: Path, *rows: tuple[Any, ...]) -> tuple[Workbook, Path]:
    made = Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    return made, folder / "lista.xlsx"


def test_hidden_and_struck_out_rows_and_columns_are_left_out(tmp_path: Path, labels: dict[str, str]) -> None:
    made, path = book(tmp_path, ("Titel", "Dnr", "Belopp"), ("a", "b", 1), ("c", "d", 2), ("e", "f", 3))
    sheet = made.active
    sheet.row_dimensions[2].hidden = True
    for column in "ABC":
        sheet[f"{column}3"].font = Font(strike=True)
    sheet.column_dimensions["C"].hidden = True
    made.save(path)
    table = read_table(path)
    assert [row.left_out for row in table.rows] == ["", "dold rad", "överstruken rad", ""]
    assert table.left_out == {2: "dold kolumn"}
    assert set(propose(table, labels).fields) == {0, 1}


def test_a_number_merged_over_rows_is_a_fault_at_its_cell(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = {**LIST, "Belopp": 40000}
    made, path = book(
        root.parent,
        tuple(values),
        tuple(values.values()),
        (*list(values.values())[:8], None, *list(values.values())[9:]),
    )
    made.active.merge_cells("I2:I3")
    made.active.merge_cells("C2:C3")
    made.save(path)
    assert import_table.main([str(path), "--root", str(root), "--today", TODAY]) == 1
    out = capsys.readouterr().out
    assert "cell I2: Talet ligger i en sammanslagen cell för flera rader (I2:I3)" in out
    assert "cell I3: Talet ligger i en sammanslagen cell" in out
    assert "cell C" not in out, "a name over several rows is each row's"


def test_a_date_in_a_text_field_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = {**LIST, "Dnr": dt.date(2024, 3, 1)}
    made, path = book(root.parent, tuple(values), tuple(values.values()))
    made.save(path)
    assert import_table.main([str(path), "--root", str(root), "--today", TODAY]) == 1
    assert "Cellen är ett datum i Excel (2024-03-01), men fältet är en text." in capsys.readouterr().out


def test_a_chart_only_book_and_strict_open_xml_get_a_sentence(tmp_path: Path) -> None:
    made, path = book(tmp_path, ("Titel", "Dnr"))
    made.create_chartsheet("Diagram")
    made.remove(made["Sheet"])
    made.save(path)
    with pytest.raises(ValueError, match="bara diagram"):
        read_table(path)


def test_letters_and_accents_that_are_apart_are_put_together(tmp_path: Path) -> None:
    apart, whole = unicodedata.normalize("NFD", "Förening;Målgrupp"), ["Förening", "Målgrupp"]
    (tmp_path / "a.csv").write_text(f"{apart}\na;b\n", encoding="utf-8")
    book = Workbook()
    assert book.active is not None
    book.active.append(apart.split(";"))
    book.save(tmp_path / "a.xlsx")
    assert [list(read_table(tmp_path / name).rows[0].values) for name in ("a.csv", "a.xlsx")] == [whole, whole]
