"""Numbers, dates and rows of words as Swedish writes them."""

from __future__ import annotations

from datetime import date

import pytest
from register import swedish

DAY = date(2026, 8, 30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (swedish.number(999), "999"),
        (swedish.number(1000), "1 000"),
        (swedish.amount(40000), "40 000 kr"),
        (swedish.count(0, "fil", "filer"), "0 filer"),
        (swedish.count(1, "fil", "filer"), "1 fil"),
        (swedish.count(1200, "fil", "filer"), "1 200 filer"),
        (swedish.percent(52), "52 %"),
        (swedish.day(DAY), "30 augusti 2026"),
        (swedish.day_of_year(DAY), "30 augusti"),
        (swedish.days(DAY, DAY), "30 augusti 2026"),
        (swedish.days(DAY, date(2026, 9, 1)), "30 augusti 2026 – 1 september 2026"),
        (swedish.listing([]), ""),
        (swedish.listing(["a"]), "a"),
        (swedish.listing(["a", "b"]), "a och b"),
        (swedish.listing(["a", "b", "c"]), "a, b och c"),
        (swedish.capitalised("åtta Barn"), "Åtta Barn"),
        (swedish.capitalised(""), ""),
    ],
)
def test_swedish_is_written_as_it_should_be(written: str, expected: str) -> None:
    assert written.replace(swedish.NO_BREAK, " ") == expected
