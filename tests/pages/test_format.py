from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from pages.format import (
    amount,
    capitalised,
    count,
    day,
    days,
    listing,
    number,
    one_line,
    paragraphs,
    percent,
    rounded,
    share,
    shortened,
    sort_key,
)


@pytest.mark.parametrize(
    ("kronor", "written"),
    [
        (0, "0\u00a0kr"),
        (999, "999\u00a0kr"),
        (40000, "40\u00a0000\u00a0kr"),
        (2500000, "2\u00a0500\u00a0000\u00a0kr"),
    ],
)
def test_amounts_have_no_break_spaces(kronor: int, written: str) -> None:
    assert amount(kronor) == written


def test_numbers_percent_and_counts() -> None:
    assert number(8900) == "8\u00a0900"
    assert percent(52) == "52\u00a0%"
    assert count(1, "samarbete", "samarbeten") == "1\u00a0samarbete"
    assert count(0, "samarbete", "samarbeten") == "0\u00a0samarbeten"
    assert count(1200, "samarbete", "samarbeten") == "1\u00a0200\u00a0samarbeten"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (1, 2, "50\u00a0%"),
        (1, 3, "33\u00a0%"),
        (2, 3, "67\u00a0%"),
        (1, 8, "13\u00a0%"),
        (0, 5, "0\u00a0%"),
        (5, 5, "100\u00a0%"),
        (1, 1000, "under 1\u00a0%"),
        (999, 1000, "över 99\u00a0%"),
        (1, 200, "1\u00a0%"),
        (0, 0, "–"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_everything(part: int, whole: int, written: str) -> None:
    assert share(part, whole) == written


def test_dates_in_words() -> None:
    assert day(date(2026, 8, 30)) == "30 augusti 2026"
    assert day(date(2024, 3, 1)) == "1 mars 2024"
    assert days(date(2024, 4, 1), date(2025, 3, 31)) == "1 april 2024 – 31 mars 2025"
    assert days(date(2024, 4, 1), date(2024, 4, 1)) == "1 april 2024"


@pytest.mark.parametrize(
    ("words", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_a_list_in_words(words: list[str], written: str) -> None:
    assert listing(words) == written


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert capitalised("öppet för LUTA") == "Öppet för LUTA"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    "line_break", ["\n", "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", " \n \n "]
)
def test_every_kind_of_line_break_is_folded(line_break: str) -> None:
    assert one_line(f"ett{line_break}två") == "ett två"


def test_folding_keeps_no_break_spaces() -> None:
    assert one_line("40\u00a0000\u00a0kr") == "40\u00a0000\u00a0kr"


def test_a_blank_line_begins_a_new_paragraph_and_nothing_else_does() -> None:
    assert paragraphs("ett\ntvå\n\ntre\r\n \r\nfyra\n\n\n") == ["ett två", "tre", "fyra"]
    assert paragraphs("# inte en rubrik\n- inte en lista") == ["# inte en rubrik - inte en lista"]
    assert paragraphs(" \n\n ") == []


def test_a_shortened_text_is_cut_between_words() -> None:
    assert shortened("kort text") == "kort text"
    assert shortened("ett två, tre fyra", 10) == "ett två…"
    assert shortened("a" * 20, 10) == "a" * 9 + "…"
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


def test_decomposed_letters_are_sorted_like_composed_ones() -> None:
    assert sort_key("O\u0308xnehaga")[0] == sort_key("Öxnehaga")[0]


@pytest.mark.parametrize(
    ("kronor", "said"),
    [
        (0, "0 kr"),
        (999, "999 kr"),
        (1499, "1 tkr"),
        (999_499, "999 tkr"),
        (999_500, "1,0 mnkr"),
        (4_934_400, "4,9 mnkr"),
        (4_950_000, "5,0 mnkr"),
        (1_234_567_890, "1 234,6 mnkr"),
    ],
)
def test_an_amount_at_a_glance(kronor: int, said: str) -> None:
    assert rounded(kronor).replace("\u00a0", " ") == said
