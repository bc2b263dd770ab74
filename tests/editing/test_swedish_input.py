"""Dates, amounts and numbers as people write them: understood as they were meant, or refused."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from editing.swedish_input import parse_amount, parse_count, parse_date, parse_organisation_number, parse_share
from hypothesis import given
from hypothesis import strategies as st

DAY = dt.date(2024, 3, 12)
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
          "december")  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        "2024-03-12",
        "2024-3-12",
        "20240312",
        "2024/03/12",
        "2024.03.12",
        "2024-03-12 00:00:00",
        "2024-03-12T14:30",
        "12 mars 2024",
        "den 12 Mars 2024",
        "den 12:e mars 2024",
        "12 mar. 2024",
        "12-mar-2024",
        "12/3 2024",
        "12/3-2024",
        "12.3.2024",
        "12-03-2024",
        " 12\u00a0mars  2024 ",
        45363,
        45363.0,
        DAY,
        dt.datetime(2024, 3, 12, 14, 30),  # noqa: DTZ001 - a cell in Excel has no time zone
    ],
)
def test_a_day_in_every_form(given: object) -> None:
    assert parse_date(given) == DAY


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("1900-01-01", dt.date(1900, 1, 1)),
        ("2100-12-31", dt.date(2100, 12, 31)),
        (20_000, dt.date(1954, 10, 3)),
        (73_415, dt.date(2100, 12, 31)),
        ("13/11/2024", dt.date(2024, 11, 13)),
        ("12/12/2024", dt.date(2024, 12, 12)),
    ],
)
def test_the_first_and_last_days_that_are_read(given: object, day: dt.date) -> None:
    assert parse_date(given) == day


@pytest.mark.parametrize(
    ("given", "said"),
    [
        *[
            (given, "skriv året med fyra siffror")
            for given in ("24-03-25", "25.10.24", "250406", "12/3-24", "12/3 24", "3/12/24", "12 mars 24",
                          "12 mars '24", "12 mar -24", "den 5 maj 24", "24 03 25", 250406, "0024-03-12", "1024-03-12",
                          "12 mars 0024", dt.date(24, 3, 12), "1899-12-31", "2101-01-01")
        ],
        *[(given, "kan läsas på två sätt") for given in ("3/12/2024", "03/12/2024", "12/11/2024")],
        *[
            (given, "är inte")
            for given in (19_999, 73_416, "snart", "mars 2024", 2024, "2024-02-30", "31/2 2024", "12 ma 2024", "", 12,
                          "2024", True, None, "2024-13-01", "12/13 2024", "13/25/2024", "2024-03", "2024-03/12",
                          "12 may 2024", "våren 2024", "2024-03-12–2025-03-11", "i mars", 45363.5,
                          "\u0662\u0660\u0662\u0664-03-12")
        ],
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two(given: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_date(given)


@pytest.mark.parametrize(
    ("given", "kronor"),
    [
        ("40 000 kr", 40000),
        ("40\u00a0000\u00a0kr", 40000),
        ("40.000:-", 40000),
        ("85.000", 85000),
        ("1.250.000", 1250000),
        ("40000", 40000),
        ("40 000,00 kr", 40000),
        ("40000,- ", 40000),
        ("25000.0", 25000),
        ("1 250 000 SEK", 1250000),
        ("SEK 1 250 000", 1250000),
        ("40 tkr", 40000),
        ("40tkr", 40000),
        ("85,5 tkr", 85500),
        ("40 t kr", 40000),
        ("40 tusen kronor", 40000),
        ("40 tusen", 40000),
        ("1,2 mnkr", 1200000),
        ("1.2 mnkr", 1200000),
        ("1,2 mkr", 1200000),
        ("1,25 miljoner kronor", 1250000),
        ("2 milj. kr", 2000000),
        ("1 miljon", 1000000),
        ("kr 40 000", 40000),
        ("40 tusen kr", 40000),
        ("40 ksek", 40000),
        ("1,2 msek", 1200000),
        ("500 kronor", 500),
        ("500 kr.", 500),
        ("1 200 tkr", 1200000),
        (40000, 40000),
        (40000.0, 40000),
    ],
)
def test_an_amount_in_every_form(given: object, kronor: int) -> None:
    assert parse_amount(given) == kronor


@pytest.mark.parametrize(
    ("given", "said"),
    [
        *[(f"85 000 {words}", "utan ord om moms") for words in ("exkl. moms", "kr inkl moms", "+ moms", "före skatt")],
        *[
            (f"85 000 {money}", "inte i kronor")
            for money in ("EUR", "€", "euro", "$", "NOK", "norska kronor", "danska kr", "£", "gbp", "usd", "dkk")
        ],
        *[(given, "kan läsas på två sätt") for given in ("1.250 mnkr", "85.000 tkr")],
        *[
            (given, "är inte|är ett tal")
            for given in ("ca 40 000", "40 000,50", "40k", "-500", "", "4 00", 39999.5, True, "40 000 eller 50 000",
                          "85,000", "1,250,000", "1.250 000", "40 000 kr/år", "52 %", "1,2345 mnkr", "0,0001 tkr",
                          "fyrtio tusen", "1e5", "\u0664\u0660", float("nan"), float("inf"), "85 000 tkr kr", "kr")
        ],
    ],
)  # fmt: skip
def test_what_is_no_amount_or_could_be_two(given: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_amount(given)


@pytest.mark.parametrize(
    ("parse", "given", "read"),
    [
        (parse_share, "52 %", 52),
        (parse_share, "52%", 52),
        (parse_share, "52 procent", 52),
        (parse_share, "52,0 %", 52),
        (parse_share, 52.0, 52),
        (parse_share, 0, 0),
        (parse_count, "62", 62),
        (parse_count, "62 st", 62),
        (parse_count, "1 200", 1200),
        (parse_count, "1.200", 1200),
        (parse_count, 140.0, 140),
    ],
)
def test_a_share_and_a_count(parse: Any, given: object, read: int) -> None:
    assert parse(given) == read


@pytest.mark.parametrize(
    ("parse", "given"),
    [
        *[(parse_share, given) for given in ("många", "52,5 %", "0,52", "0.52", 0.52, 52.5, "ca 52", "52 kr", "")],
        *[(parse_count, given) for given in ("många", "62 %", "62 kr", "ca 62", "60-70", "-3", 62.5, "62,5", "", True)],
    ],
)  # fmt: skip
def test_what_is_no_share_or_count(parse: Any, given: object) -> None:
    with pytest.raises(ValueError, match="är inte"):
        parse(given)


@pytest.mark.parametrize(
    "given",
    ["899999-0008", "8999990008", 8999990008, 8999990008.0, "16899999-0008", "SE 899999–0008", '"899999-0008"',
     "SE899999000801", "899999\u20110008", "89 99 99-0008"],
)  # fmt: skip
def test_an_organisation_number_gets_its_hyphen(given: object) -> None:
    assert parse_organisation_number(given) == "899999-0008"


@pytest.mark.parametrize(
    "given", ["saknas", "899999-000", "899999-00080", "899999000801", "198803200016", "89999A-0008"]
)
def test_what_is_no_organisation_number_is_left_for_the_check(given: str) -> None:
    assert parse_organisation_number(given) == given


_DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31))
_SPACE = st.sampled_from([" ", "\u00a0", "\u202f"])


@given(day=_DAYS, space=_SPACE)
def test_every_day_is_understood_with_four_digits_and_refused_with_two(day: dt.date, space: str) -> None:
    month = MONTHS[day.month - 1]
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day.day}{space}{month}{space}{day.year}", f"{day:%d.%m.%Y}",
                    f"{day.day}/{day.month} {day.year}", f"den {day.day}:e {month[:3]} {day.year}"):  # fmt: skip
        assert parse_date(written) == day
    for written in (f"{day:%y-%m-%d}", f"{day:%y%m%d}", f"{day:%d.%m.%y}", f"{day.day} {month} {day:%y}"):
        with pytest.raises(ValueError, match="skriv året med fyra siffror"):
            parse_date(written)


@given(kronor=st.integers(1, 10**9), space=_SPACE, unit=st.sampled_from(["", " kr", " kronor", ":-", " SEK", "kr"]))
def test_every_amount_is_understood_in_kronor_and_in_thousands(kronor: int, space: str, unit: str) -> None:
    grouped = f"{kronor:,}"
    assert parse_amount(str(kronor) + unit) == kronor
    assert parse_amount(grouped.replace(",", space) + unit) == kronor
    assert parse_amount(grouped.replace(",", ".") + unit) == kronor
    assert parse_amount(grouped.replace(",", space) + space + "tkr") == kronor * 1000
    if kronor >= 1000:
        with pytest.raises(ValueError, match="är inte"):
            parse_amount(grouped)


@given(st.text(max_size=20) | st.floats() | st.integers() | st.none() | st.booleans())
def test_whatever_is_typed_is_understood_or_refused(given: object) -> None:
    for parse in (parse_date, parse_amount, parse_share, parse_count):
        with suppress(ValueError):
            parse(given)
    parse_organisation_number(given)
