"""Headings as municipalities write them: each column is understood as meant, or left for a person to choose."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from editing.draft_check import DraftCheck
from editing.table_columns import Columns, as_file, factor_of, from_file, propose
from editing.table_reader import Row, Table
from editing.table_rows import importable, is_needed

from .repository import TODAY, register

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
    """The label of each field that a column can hold; those without which no row can be taken end with a star."""
    trial = DraftCheck(register(tmp_path_factory.mktemp("labels")), dt.date.fromisoformat(TODAY))
    return {name: f"{question.title}{'*' * is_needed(question)}" for name, question in importable(trial).items()}


def table_of(*rows: tuple[Any, ...]) -> Table:
    return Table("lista", tuple(Row(number, row) for number, row in enumerate(rows, 1)))


def columns_of(labels: dict[str, str], *headings: Any) -> Columns:
    """What is proposed for columns that follow two known ones."""
    return propose(table_of(("Titel", "Dnr", *headings)), labels)


def test_the_fields_that_a_column_can_hold(labels: dict[str, str]) -> None:
    assert [label for name, label in labels.items() if name.startswith(("beslut.", "kriterier.", "resultat."))] == [
        "Beslutsdatum*", "Beviljat belopp*", "Beslutsfattare*", "Diarienummer", "Jäv*", "Underlag", "Stärker området*",
        "Långsiktighet*", "Utveckling*", "Trygghet*", "Ansvar*", "Alla människors lika värde*", "Tillfällen",
        "Deltagare", "Andel flickor och kvinnor", "Sammanfattning",
    ]  # fmt: skip
    assert [name for name in labels if name.startswith(("planering", "delrapport", "slutrapport", "ersatter"))] == [
        "planering.senast", "planering.inkom", "delrapport.senast", "delrapport.inkom", "slutrapport.senast",
        "slutrapport.inkom", "ersatter",
    ]  # fmt: skip
    assert labels["slutrapport.inkom"] == "Slutrapport inkom"


@pytest.mark.parametrize("name", HEADINGS)
def test_the_headings_that_municipal_lists_use_are_known(labels: dict[str, str], name: str) -> None:
    for heading in HEADINGS[name].split(";"):
        columns = propose(table_of(("Dnr" if name == "titel" else "Titel", heading)), labels)
        assert columns.fields.get(1) == name, f"{heading}: {columns.undecided}"


DNR = "beslut.diarienummer"
AMOUNT, APPLIED = "beslut.belopp", "ansokan.belopp"


@pytest.mark.parametrize(
    ("headings", "fields", "undecided"),
    [
        *[((heading,), {}, {}) for heading in ("Anmärkning", "Kontaktperson", "Telefon", "Handläggare", "Konto",
                                               "Bankgiro", "Nr", "", "-", "Utbetalt")],
        (("Anm", "", "Anm", ""), {}, {}),
        (("Belopp (sökt)",), {2: APPLIED}, {}),
        (("Beviljat belopp", "Sökt belopp"), {2: AMOUNT, 3: APPLIED}, {}),
        (("Belopp", "Anmärkning (belopp)"), {2: AMOUNT}, {}),
        (("Belopp (sökt)", "Belopp (beviljat)"), {}, {AMOUNT: (2, 3)}),
        (("Belopp (sökt)", "Sökt belopp"), {}, {APPLIED: (2, 3)}),
        (("Belopp", "Belopp"), {}, {AMOUNT: (2, 3)}),
        (("Belopp", "Summa"), {}, {AMOUNT: (2, 3)}),
        (("Belopp 2023", "Belopp 2024"), {}, {AMOUNT: (2, 3)}),
        (("2022", "2023", "2024"), {}, {AMOUNT: (2, 3, 4)}),
        (("2024",), {}, {AMOUNT: (2,)}),
        ((2024.0,), {}, {AMOUNT: (2,)}),
        (("1899", "2100", "20244"), {}, {}),
        (("Bidrag (beviljat)", "Beviljat belopp"), {}, {AMOUNT: (2, 3)}),
        (("Belopp (preliminärt)", "Totalt"), {}, {AMOUNT: (2, 3)}),
        (("Belopp (preliminärt)",), {}, {AMOUNT: (2,)}),
        (("Belopp", "Start", "Summa"), {3: "avtal.start"}, {AMOUNT: (2, 4)}),
    ],
)  # fmt: skip
def test_columns_that_could_be_the_same_field_are_not_chosen_between(
    labels: dict[str, str], headings: tuple[Any, ...], fields: dict[int, str], undecided: dict[str, tuple[int, ...]]
) -> None:
    columns = columns_of(labels, *headings)
    assert columns.fields == {0: "titel", 1: DNR} | fields
    assert columns.undecided == undecided


def test_a_person_chooses_the_column_by_its_letter(labels: dict[str, str]) -> None:
    columns = columns_of(labels, "Belopp 2023", "Belopp 2024", "Start 2023", "Start 2024")
    chosen = columns.choose(AMOUNT, " d ")
    assert chosen.fields == {0: "titel", 1: DNR, 3: AMOUNT}
    assert chosen.undecided == {"avtal.start": (4, 5)}
    assert [*chosen.choose("titel", "C").fields.items()] == [(1, DNR), (2, "titel"), (3, AMOUNT)]
    for letter in ("G", "1", ""):
        with pytest.raises(ValueError, match=f"^Kolumnen «{letter}» finns inte. Listan har F som sista.$"):
            columns.choose(AMOUNT, letter)


BLANK = ("", None)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([("Titel", "Dnr")], 1),
        ([BLANK] * 29 + [("Titel", "Dnr")], 30),
        ([BLANK] * 30 + [("Titel", "Dnr")], None),
        ([("Titel", "Anm")], None),
        ([("Titel", "Titel")], None),
        ([("Titel", "Dnr"), ("Projekt", "Ärende")], 1),
        ([("Titel", "Dnr", ""), ("Projekt", "Ärende", "Belopp")], 2),
    ],
)
def test_the_row_of_headings_is_the_first_that_has_the_most_known_ones(
    labels: dict[str, str], rows: list[tuple[Any, ...]], number: int | None
) -> None:
    if number is None:
        with pytest.raises(ValueError, match=r"^Ingen rad ser ut som rubriker\. Skriv rubrikradens nummer och"):
            propose(table_of(*rows), labels)
    else:
        assert propose(table_of(*rows), labels).heading_row == number


def test_a_banner_is_no_heading_and_what_is_left_out_no_column(labels: dict[str, str]) -> None:
    banner = Row(1, ("Titel", "Dnr", "Belopp", "Start"), banner=True)
    table = Table("lista", (banner, Row(2, ("Titel", "Dnr", "Belopp", "Start"))), left_out={2: "dold kolumn"})
    columns = propose(table, labels)
    assert (columns.heading_row, columns.fields) == (2, {0: "titel", 1: DNR, 3: "avtal.start"})
    assert columns.headings == ("Titel", "Dnr", "Belopp", "Start")


@pytest.mark.parametrize(
    ("above", "own", "headings"),
    [
        (("Förening", "Förening", "x"), ("Namn", "Orgnr", "Dnr"), ("Förening Namn", "Förening Orgnr", "Dnr")),
        (("Titel", "Titel"), ("Titel", "Dnr", "Namn"), ("Titel", "Titel Dnr", "Namn")),
        (("", None), ("Titel", "Dnr", "", None, " ", 2.5), ("Titel", "Dnr", "", "", "", "2.5")),
        (("Beslut", "Beslut"), ("", "Datum", "Titel", "Dnr"), ("Beslut", "Beslut Datum", "Titel", "Dnr")),
        ((), ("Titel", "Anm ", " Anm", "Dnr"), ("Titel", "Anm (B)", "Anm (C)", "Dnr")),
    ],
)
def test_a_heading_goes_with_that_of_a_merged_cell_above(
    labels: dict[str, str], above: tuple[Any, ...], own: tuple[Any, ...], headings: tuple[str, ...]
) -> None:
    assert propose(table_of(above, own), labels).headings == headings


UNDECIDED = """\
# Så här läses listan. Ändra det som är fel och kör kommandot igen med --mapping.
blad: "2024"
rubrikrad: 1
# Rubrik i listan: fält i posten
kolumner:
  Titel: titel
  Dnr: beslut.diarienummer
# Flera kolumner kan vara samma fält. Flytta den rätta till «kolumner», de andra till «anvands_inte»,
# och ta bort gruppen «valj».
valj:
  beslut.belopp:
    - Belopp (sökt)
    - Belopp (beviljat)
# Kolumner som inte ska med. Flytta hit en rubrik, eller härifrån till «kolumner».
anvands_inte:
  - "Anm: x"
  - "no"
# Ord i listan som betyder en kod, till exempel
#   stadsdelar:
#     Råslätt C: raslatt
ord: {}
# Värden som är lika för alla rader, till exempel
#   beslut.beslutsfattare: Exempelroll
fast: {}
"""
DECIDED = """\
  Belopp (beviljat): beslut.belopp
# Kolumner som inte ska med. Flytta hit en rubrik, eller härifrån till «kolumner».
anvands_inte: []
"""
SIX = ("Titel", "Dnr", "Belopp (sökt)", "Belopp (beviljat)", "Anm: x", "", "no")


def test_a_mapping_is_written_to_be_changed_and_read_back(labels: dict[str, str]) -> None:
    table = Table("2024", (Row(1, SIX),))
    columns = propose(table, labels)
    assert as_file(columns) == UNDECIDED
    with pytest.raises(ValueError, match=r"^k\.yaml: välj kolumn för beslut\.belopp och ta bort gruppen «valj»\.$"):
        from_file(UNDECIDED, "k.yaml", table, labels)
    chosen = propose(Table("2024", (Row(1, SIX[:4]),)), labels).choose(AMOUNT, "D").choose(APPLIED, "C")
    assert "  Belopp (sökt): ansokan.belopp\n" + DECIDED in as_file(chosen)
    words = (
        as_file(chosen)
        .replace("ord: {}", "ord:\n  stadsdelar:\n    Råslätt C: raslatt\n    1: x")
        .replace("fast: {}", "fast:\n  beslut.jav: provat")
    )
    read = from_file(words, "k.yaml", table, labels)
    assert (read.sheet, read.heading_row, read.headings) == ("2024", 1, SIX)
    assert read.fields == {0: "titel", 1: DNR, 2: APPLIED, 3: AMOUNT}
    assert read.words == {"stadsdelar": {"Råslätt C": "raslatt", "1": "x"}}
    assert read.fixed == {"beslut.jav": "provat"}
    again = as_file(read)
    assert 'ord:\n  stadsdelar:\n    Råslätt C: raslatt\n    "1": "x"\n' in again
    assert again.endswith("fast:\n  beslut.jav: provat\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rubrikrad: [", " rad 1: "),
        ("rubrikrad: 1\nfast:\n  titel: 18:30", " rad 3: "),
        ("- a", ": «rubrikrad» saknas. Skriv numret på raden med rubriker."),
        ("rubrikrad: nej", ": «rubrikrad» saknas. Skriv numret på raden med rubriker."),
        ("rubrikrad: 2", ": rad 2 finns inte i listan."),
        ("rubrikrad: 1\nkolumn: {}", ": «kolumn» finns inte. Nycklarna är: blad, rubrikrad, kolumner, valj, "
         "anvands_inte, ord, fast."),
        ("rubrikrad: 1\nkolumner: [a]", ": «kolumner» ska vara en grupp av rader «namn: värde»."),
        ("rubrikrad: 1\nord:\n  teman: [a]", ": «teman» ska vara en grupp av rader «namn: värde»."),
        ("rubrikrad: 1\nkolumner:\n  Projekt: titel", ": kolumnen «Projekt» finns inte i listan. Rubrikerna är: "
         "Titel, Dnr, Belopp (sökt), Belopp (beviljat), Anm: x, no."),
        ("rubrikrad: 1\nkolumner:\n  Titel: tittel", ": fältet «tittel» finns inte. Fälten är: titel, "),
        ("rubrikrad: 1\nfast:\n  tittel: x", ": fältet «tittel» finns inte. Fälten är: titel, "),
        ("rubrikrad: 1\nord:\n  tittel: {}", ": fältet «tittel» finns inte. Fälten är: titel, "),
        ("rubrikrad: 1\nkolumner:\n  Titel: titel\n  Dnr: titel", ": två kolumner är «titel». Låt en av dem vara det."),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_the_list_is_refused(labels: dict[str, str], text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^k\.yaml") as refused:
        from_file(text, "k.yaml", Table("2024", (Row(1, SIX),)), labels)
    assert str(refused.value).startswith(f"k.yaml{said}")


@pytest.mark.parametrize("text", ["yes", "No", "true", "False", "null", "ON", "off", "1a", "a:", "a", "å#b", "", "-a"])
def test_a_heading_that_yaml_would_take_for_something_else_is_quoted(labels: dict[str, str], text: str) -> None:
    written = as_file(columns_of(labels, text or "a"))
    assert f'\n  - "{text or "a"}"\n' in written
    assert "\n  - Ab (c)\n" in as_file(columns_of(labels, "Ab (c)"))


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        *[(text, 1000) for text in ("tkr", "Belopp (TKR)", "t kr", "t. kr", "kkr", "KSEK", "tusen kronor", "tusental",
                                    "i tusen")],
        *[(text, 1_000_000) for text in ("mnkr", "mn kr", "Belopp (MKR)", "msek", "i miljoner")],
        *[(text, 1) for text in ("Belopp", "kr", "", "artkr", "mkra", "exempel på moms")],
        *[(text, None) for text in ("EUR", "€", "euro", "USD", "$", "DKK", "NOK", "GBP", "£", "ex moms", "ex. moms",
                                    "exkl. moms", "exkl moms", "exk moms", "exklusive moms")],
    ],
)  # fmt: skip
def test_a_unit_has_many_names_and_other_money_and_amounts_without_tax_are_refused(
    text: str, factor: int | None
) -> None:
    if factor is None:
        with pytest.raises(ValueError, match=r"hela kronor, med moms\.$"):
            factor_of(f"Belopp {text}")
    else:
        assert factor_of(text) == factor
