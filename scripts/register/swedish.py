"""Numbers, dates and rows of words as Swedish writes them: the one place for formatting.

Everything is plain text. Spaces inside a number, and between a number and its unit, are no-break spaces (U+00A0).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

LOCALE = "sv_SE"
NO_BREAK = "\u00a0"


@lru_cache(maxsize=4096)
def number(value: int) -> str:
    """A whole number in groups of three: `8 900`."""
    from babel.numbers import format_decimal  # only here: its import is slow

    return format_decimal(value, locale=LOCALE)


def amount(kronor: int) -> str:
    """An amount in whole kronor: `40 000 kr`."""
    return f"{number(kronor)}{NO_BREAK}kr"


def count(value: int, one: str, many: str) -> str:
    """A number with its noun: `1 samarbete`, `12 samarbeten`."""
    return f"{number(value)}{NO_BREAK}{one if value == 1 else many}"


def percent(value: int) -> str:
    """Whole per cent: `52 %`."""
    return f"{number(value)}{NO_BREAK}%"


@lru_cache(maxsize=8192)
def day(value: date) -> str:
    """A date in words: `30 augusti 2026`."""
    from babel.dates import format_date  # only here: its import is slow

    return format_date(value, "d MMMM y", locale=LOCALE)


def day_of_year(value: date) -> str:
    """A date in words without its year: `30 augusti`."""
    from babel.dates import format_date  # only here: its import is slow

    return format_date(value, "d MMMM", locale=LOCALE)


def days(first: date, last: date) -> str:
    """A period, both days included: `1 april 2024 – 31 mars 2025`."""
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def listing(words: Sequence[str]) -> str:
    """Words in a row: `a, b och c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def capitalised(sentence: str) -> str:
    """The sentence with its first letter as a capital; the rest is left as it is."""
    return sentence[:1].upper() + sentence[1:]
