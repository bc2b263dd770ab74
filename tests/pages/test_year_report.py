from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pages.links import Dimension
from pages.site_index import SiteIndex, build_index
from pages.year_report import YearReport, report_files, report_pages, report_pdf, year_report
from pypdf import PdfReader
from register.model import Register

from .markup import plain
from .registers import TODAY, partnership, register, varied


def index_of(made: Register, today: date = TODAY, *, example_data: bool = True) -> SiteIndex:
    return build_index(made, today, example_data=example_data)


def report(year: str, made: Register | None = None, **how: Any) -> YearReport:
    index = index_of(made or varied(), **how)
    (group,) = (group for group in index.groups[Dimension.YEAR] if group.link.name == year)
    return year_report(index, group)


def test_the_sums_are_of_the_decisions_of_the_year_and_say_how_many_they_are_known_for() -> None:
    assert [tuple(map(plain, row)) for row in report("2025").sums] == [
        ("Sökt", "120 000 kr", "1 av 1 samarbete"),
        ("Beviljat", "90 000 kr", "1 av 1 samarbete"),
        ("Utbetalt", "90 000 kr", "1 av 1 samarbete"),
        ("Återbetalt", "5 000 kr", "1 av 1 samarbete"),
    ]
    assert [tuple(map(plain, row)) for row in report("2024").sums][:3] == [
        ("Sökt", "Inte publicerat här ännu", "0 av 2 samarbeten"),
        ("Beviljat", "170 000 kr", "2 av 2 samarbeten"),
        ("Utbetalt", "Inte publicerat här ännu", "0 av 2 samarbeten"),
    ]


def test_the_granted_money_is_parted_by_the_final_report() -> None:
    found = [(label, kronor, plain(text), length) for label, kronor, text, length in report("2024").accounts]
    assert found == [
        ("Resultat redovisat", 0, "0 kr", 0.0),
        ("Ofullständigt redovisat", 85000, "85 000 kr", 1.0),
        ("Ska redovisas senare", 0, "0 kr", 0.0),
        ("Skulle ha redovisats", 85000, "85 000 kr", 1.0),
    ]


def test_every_partnership_has_two_lines_with_what_came_of_it() -> None:
    found = {item.title: (plain(item.facts), plain(item.outcome)) for item in report("2024").items}
    assert found == {
        "Läxhjälp på Råslätt": (
            "Exempelföreningen Lyktan · Råslätt · 85 000 kr · Slutredovisat",
            "62 tillfällen, 140 deltagare. Fler klarade matematiken.",
        ),
        "Kör på Råslätt": (
            "Exempelföreningen Lyktan · Råslätt · 85 000 kr · Avbrutet",
            "Avbröts 31 januari 2025. Lokalen stängdes.",
        ),
    }


@pytest.mark.parametrize(
    ("today", "missing", "outcome"),
    [
        (date(2026, 5, 31), 0, "ska lämnas senast"),
        (date(2026, 6, 1), 1, "skulle ha kommit in"),
    ],
)
def test_a_report_is_missing_from_the_day_after_its_last(today: date, missing: int, outcome: str) -> None:
    row = ("Slutrapport", "Läxhjälp på Råslätt, andra året", "31 maj 2026")
    found = report("2025", today=today)
    assert found.missing == [row] * missing
    assert [item.outcome for item in found.items] == [f"Slutrapporten {outcome} 31 maj 2026."]
    assert report("2024").missing == []  # nothing is asked for after an interruption


@pytest.mark.parametrize(
    ("today", "ongoing"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)], ids=["last day", "first day after"]
)
def test_the_report_says_that_the_data_are_examples_and_that_the_year_is_not_over(today: date, ongoing: bool) -> None:
    for example_data in (True, False):
        said = [notice.partition(":")[0] for notice in report("2025", today=today, example_data=example_data).notices]
        assert said == ["Exempel"] * example_data + ["Året är inte slut"] * ongoing


def test_the_page_has_what_the_report_has() -> None:
    pages = {page.path: page for page in report_pages(index_of(varied()))}
    assert list(pages) == ["ar/2026/rapport/index", "ar/2025/rapport/index", "ar/2024/rapport/index"]
    body = pages["ar/2024/rapport/index"].body
    for text in ("Årsrapport 2024", "Kör på Råslätt", "Lokalen stängdes.", 'href="rapport.pdf"'):
        assert text in body


def test_the_pdf_is_tagged_swedish_and_the_same_each_time() -> None:
    files = report_files(index_of(varied()))
    assert list(files) == [f"ar/{year}/rapport/rapport.pdf" for year in (2026, 2025, 2024)]
    content = files["ar/2024/rapport/rapport.pdf"]
    read = PdfReader(io.BytesIO(content))
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("sv", True)  # type: ignore[index]  # pypdf's own types
    assert "/StructTreeRoot" in root  # type: ignore[operator]  # as above
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert read.metadata is not None
    assert read.metadata.title == "Årsrapport 2024: stadsdelssamarbeten"
    assert "Lokalen stängdes." in " ".join(page.extract_text() for page in read.pages)
    assert report_pdf(report("2024")) == content


def test_text_of_a_record_is_never_markup_in_the_pdf() -> None:
    hostile = '#read("/etc/passwd") *fet* = Rubrik $x$ \\ <etikett> @ref'
    made = register(partnership(title=hostile, results=None))
    read = PdfReader(io.BytesIO(report_pdf(report("2024", made))))
    assert hostile in " ".join(page.extract_text() for page in read.pages).replace("\n", " ")
