"""What was meant by a value that a schema refuses, or nothing where that is not certain."""

# ruff: noqa: SIM905 - a list of literals takes a line for each

from __future__ import annotations

import pytest
from register.schema_hints import codes, day, formed, whole_number

NAMES = {
    "raslatt": "Råslätt",
    "oxnehaga": "Öxnehaga",
    "kultur-sport": "Kultur och sport",
    "barn": "Barn",
    "unga": "Unga",
}
NUMBER, CLOCK = "^[0-9]{6}-[0-9]{4}$", "^([01][0-9]|2[0-3]):[0-5][0-9]$"
WEB, REFERENCE = '^https://[^\\s<>"]+$', "^[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*$"


@pytest.mark.parametrize(
    "written",
    (
        "85000|85 000|85\u00a0000|85.000|85,000|85'000|85’000|85000,00|85000.0|85000:-|85 000,-|"
        "85 000 kr|85000 kr.|85000 kronor|85000 SEK|85 tkr|85 TKR|85 tusen|85 tusen kronor|85 tusen kr|"
        "ca 85000|ca. 85000|c:a 85000|cirka 85000|Ungefär 85000|omkring 85000|minst 85000|högst 85000| 85000 |85000 st"
    ).split("|"),
)
def test_an_amount_is_understood(written: str) -> None:
    assert whole_number(written) == 85000


@pytest.mark.parametrize(
    "written",
    [
        *("|kr|85000,50|85000.5|8,5|0.52|85+10|85-90|85 0000|8.5e4|åttiofem|85 mnkr|85000 EUR|-85000").split("|"),
        "9" * 60_000,
    ],
)
def test_what_can_be_another_amount_is_not_guessed(written: str) -> None:
    assert whole_number(written) is None


@pytest.mark.parametrize("unit", ["%", " %", " procent", " tillfällen", " personer", " deltagare", " barn", " stycken"])
def test_a_count_has_its_unit(unit: str) -> None:
    assert whole_number(f"52{unit}") == 52


@pytest.mark.parametrize("written", ["2024-3-1", "2024/03/01", "2024.3.1", "20240301", "2024 03 01", 20240301])
def test_a_date_that_begins_with_the_year_is_understood(written: object) -> None:
    assert day(written) == "2024-03-01"


@pytest.mark.parametrize("written", ["24-03-01", "1/3 2024", "01.03.2024", "2024-02-30", "2024", "1 mars 2024", ""])
def test_another_date_is_not_guessed(written: str) -> None:
    assert day(written) is None


@pytest.mark.parametrize(
    ("written", "pattern", "right"),
    [
        *((one, NUMBER, "899999-0008") for one in ("8999990008", 8999990008, "899999 0008", "899999–0008")),
        ("16899999-0008", NUMBER, "899999-0008"),
        *((one, NUMBER, None) for one in ("8803200016", "880320_0016", "16880320-0016", "899999-008", "")),
        *((one, CLOCK, "09:30") for one in ("9:30", "9.30", "kl. 9:30", "klockan 9.30", "0930", "09 30")),
        *((one, CLOCK, "18:00") for one in ("18", "18.00", "kl 18")),
        *((one, CLOCK, None) for one in ("25:00", "18:60", "kväll")),
        ("http://example.org/a", WEB, "https://example.org/a"),
        ("www.example.org", WEB, "https://www.example.org"),
        ("ftp://example.org", WEB, None),
        ("Exempelföreningen", WEB, None),
        *((f"{one}2023/laxhjalp{two}", REFERENCE, "2023/laxhjalp") for one in ("", "partnerships/", "/samarbeten/")
          for two in ("", ".yaml", ".yml", "/")),
        ("laxhjalp", REFERENCE, None),
        ("Vår 2027", "^[a-z0-9]+(-[a-z0-9]+)*$", "var-2027"),
    ],
)  # fmt: skip
def test_a_form_is_put_right_or_not_guessed(written: object, pattern: str, right: str | None) -> None:
    assert formed(written, pattern) == right


@pytest.mark.parametrize(
    "written",
    (
        "barn, unga|barn; unga|barn/unga|barn & unga|barn + unga|Barn och unga|barn unga|(barn, unga)|"
        "• barn • unga|· barn · unga|* barn * unga|- barn - unga|– barn – unga|-barn -unga|barn. unga"
    ).split("|"),
)
def test_a_list_in_one_text_is_parted(written: str) -> None:
    assert codes(written, NAMES) == ["barn", "unga"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Kultur och sport", ["kultur-sport"]),
        ("kultur-sport", ["kultur-sport"]),
        ("barn, barn", ["barn"]),
        ("barn, månen", None),
        ("", None),
        (1, None),
    ],
)
def test_a_name_is_not_parted_and_an_unknown_one_is_not_guessed(written: object, found: list[str] | None) -> None:
    assert codes(written, NAMES) == found
