from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from pages import format as formats
from pages.format import one_line, paragraphs, shortened, sort_key
from register import swedish


def spaced(text: str) -> str:
    """A text with `_` for the spaces where no line may break."""
    return text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("function", "given", "written"),
    [
        (swedish.amount, (0,), "0_kr"),
        (swedish.amount, (999,), "999_kr"),
        (swedish.amount, (40000,), "40_000_kr"),
        (swedish.amount, (2500000,), "2_500_000_kr"),
        (swedish.number, (8900,), "8_900"),
        (swedish.percent, (52,), "52_%"),
        (swedish.count, (1, "samarbete", "samarbeten"), "1_samarbete"),
        (swedish.count, (0, "samarbete", "samarbeten"), "0_samarbeten"),
        (swedish.count, (1200, "samarbete", "samarbeten"), "1_200_samarbeten"),
        # a share is never rounded to nothing or everything
        (formats.share, (1, 2), "50_%"),
        (formats.share, (1, 3), "33_%"),
        (formats.share, (2, 3), "67_%"),
        (formats.share, (1, 8), "13_%"),
        (formats.share, (0, 5), "0_%"),
        (formats.share, (5, 5), "100_%"),
        (formats.share, (1, 1000), "under 1_%"),
        (formats.share, (999, 1000), "över 99_%"),
        (formats.share, (1, 200), "1_%"),
        (formats.share, (0, 0), "–"),
        (formats.rounded, (0,), "0_kr"),
        (formats.rounded, (999,), "999_kr"),
        (formats.rounded, (1000,), "1_tkr"),
        (formats.rounded, (1499,), "1_tkr"),
        (formats.rounded, (999_499,), "999_tkr"),
        (formats.rounded, (999_500,), "1,0_mnkr"),
        (formats.rounded, (4_934_400,), "4,9_mnkr"),
        (formats.rounded, (4_949_999,), "4,9_mnkr"),
        (formats.rounded, (4_950_000,), "5,0_mnkr"),
        (formats.rounded, (1_234_567_890,), "1_234,6_mnkr"),
        (formats.size, (0,), "0_byte"),
        (formats.size, (999,), "999_byte"),
        (formats.size, (1000,), "1_kB"),
        (formats.size, (1001,), "2_kB"),
        (formats.size, (28545108,), "28_546_kB"),
        (swedish.day, (date(2026, 8, 30),), "30 augusti 2026"),
        (swedish.day, (date(2024, 3, 1),), "1 mars 2024"),
        (swedish.days, (date(2024, 4, 1), date(2025, 3, 31)), "1 april 2024 – 31 mars 2025"),
        (swedish.days, (date(2024, 4, 1), date(2024, 4, 1)), "1 april 2024"),
        (swedish.listing, ([],), ""),
        (swedish.listing, (["a"],), "a"),
        (swedish.listing, (["a", "b"],), "a och b"),
        (swedish.listing, (["a", "b", "c"],), "a, b och c"),
        (swedish.capitalised, ("öppet för LUTA",), "Öppet för LUTA"),
        (swedish.capitalised, ("",), ""),
        (formats.one_line, (spaced("40_000_kr"),), "40_000_kr"),
        # a text is cut between words
        (formats.shortened, ("kort text",), "kort text"),
        (formats.shortened, ("ett två, tre fyra", 10), "ett två…"),
        (formats.shortened, ("a" * 20, 10), "a" * 9 + "…"),
    ],
)
def test_numbers_dates_and_words_are_written_in_one_way(
    function: Callable[..., str], given: tuple[Any, ...], written: str
) -> None:
    assert function(*given) == spaced(written)


@pytest.mark.parametrize(
    "line_break", ["\n", "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", " \n \n "]
)
def test_every_kind_of_line_break_is_folded(line_break: str) -> None:
    assert one_line(f"ett{line_break}två") == "ett två"


def test_a_blank_line_begins_a_new_paragraph_and_nothing_else_does() -> None:
    assert paragraphs("ett\ntvå\n\ntre\r\n \r\nfyra\n\n\n") == ["ett två", "tre", "fyra"]
    assert paragraphs("# inte en rubrik\n- inte en lista") == ["# inte en rubrik - inte en lista"]
    assert paragraphs(" \n\n ") == []


def test_a_description_has_room_where_search_engines_show_it() -> None:
    assert len(shortened("ord " * 100)) <= 160


@pytest.mark.parametrize(
    "right_order",
    [
        ["Zinkgatan", "Ådalen", "Älvsjö", "Öxnehaga"],
        ["Ek", "ek", "ekhagen"],
        ["azz", "å", "ä", "ö"],
        ["zz", "å"],
        ["Rasp", "Råslätt"],
        ["2 vägar", "Alfa"],
        ["ide", "idé", "idéer"],
        ["Lyktan", "lyktan 2"],
        ["ybbe", "über", "yrke", "zon"],
        ["v", "w"],
        ["ängen", "ära", "æra", "ärt"],
    ],
)
def test_swedish_order(right_order: list[str]) -> None:
    for order in permutations(right_order):
        assert sorted(order, key=sort_key) == right_order
    assert sort_key("O\u0308xnehaga")[0] == sort_key("Öxnehaga")[0]  # composed or not
