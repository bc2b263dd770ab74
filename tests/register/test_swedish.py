"""Numbers, dates and rows of words as Swedish writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from register import swedish

DAY = date(2026, 8, 30)


@pytest.mark.parametrize(
    ("form", "given", "expected"),
    [
        ("number", [999], "999"),
        ("number", [1000], "1 000"),
        ("amount", [40000], "40 000 kr"),
        ("count", [0, "fil", "filer"], "0 filer"),
        ("count", [1, "fil", "filer"], "1 fil"),
        ("count", [1200, "fil", "filer"], "1 200 filer"),
        ("percent", [52], "52 %"),
        ("day", [DAY], "30 augusti 2026"),
        ("day_of_year", [DAY], "30 augusti"),
        ("days", [DAY, DAY], "30 augusti 2026"),
        ("days", [DAY, date(2026, 9, 1)], "30 augusti 2026 – 1 september 2026"),
        ("listing", [[]], ""),
        ("listing", [["a"]], "a"),
        ("listing", [["a", "b"]], "a och b"),
        ("listing", [["a", "b", "c"]], "a, b och c"),
        ("capitalised", ["åtta Barn"], "Åtta Barn"),
        ("capitalised", [""], ""),
    ],
)
def test_swedish_is_written_as_it_should_be(form: str, given: list[Any], expected: str) -> None:
    assert getattr(swedish, form)(*given).replace(swedish.NO_BREAK, " ") == expected
