"""Dates, amounts and numbers as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from editing.swedish_input import organisation_number_of, parse_amount, parse_date, whole_number_of


@pytest.mark.parametrize(
    "given",
    [
        "2024-03-12",
        "20240312",
        "2024/03/12",
        "12 mars 2024",
        "den 12 Mars 2024",
        "12 mar. 2024",
        "12/3 2024",
        "12/3-24",
        "12.3.2024",
        " 12\u00a0mars  2024 ",
        45363,
        45363.0,
        dt.date(2024, 3, 12),
        dt.datetime(2024, 3, 12, 14, 30),  # noqa: DTZ001 - a cell in Excel has no time zone
    ],
)
def test_a_day_in_every_form(given: object) -> None:
    assert parse_date(given) == dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    "given", ["snart", "mars 2024", "2024-02-30", "31/2 2024", "12 ma 2024", "", 12, True, "2024-13-01", "12/13 2024"]
)
def test_what_is_no_day(given: object) -> None:
    with pytest.raises(ValueError, match="är inte"):
        parse_date(given)


@pytest.mark.parametrize(
    ("given", "kronor"),
    [
        ("40 000 kr", 40000),
        ("40\u00a0000\u00a0kr", 40000),
        ("40.000:-", 40000),
        ("40000", 40000),
        ("40 000,00 kr", 40000),
        ("40000,- ", 40000),
        ("25000.0", 25000),
        ("1 250 000 SEK", 1250000),
        ("40 tkr", 40000),
        ("500 kronor", 500),
        (40000, 40000),
        (40000.0, 40000),
    ],
)
def test_an_amount_in_every_form(given: object, kronor: int) -> None:
    assert parse_amount(given) == kronor


@pytest.mark.parametrize(
    "given", ["ca 40 000", "40 000,50", "40k", "-500", "", "4 00", 39999.5, True, "40 000 eller 50 000"]
)
def test_what_is_no_amount(given: object) -> None:
    with pytest.raises(ValueError, match=r"är inte|är ett tal"):
        parse_amount(given)


def test_a_share_may_have_its_sign() -> None:
    assert whole_number_of("52 %") == 52
    assert whole_number_of(52.0) == 52
    with pytest.raises(ValueError, match="är inte ett heltal"):
        whole_number_of("många")


@pytest.mark.parametrize(
    "given", ["899999-0008", "8999990008", 8999990008, 8999990008.0, "16899999-0008", "SE 899999–0008", '"899999-0008"']
)
def test_an_organisation_number_gets_its_hyphen(given: object) -> None:
    assert organisation_number_of(given) == "899999-0008"


def test_what_is_no_organisation_number_is_left_for_the_check_to_tell_of() -> None:
    assert organisation_number_of("saknas") == "saknas"
    assert organisation_number_of("899999-000") == "899999-000"
