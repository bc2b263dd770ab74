"""Dates, amounts and organisation numbers as people write them: «12 mars 2024», «40 000 kr», 8999990008."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_ISO = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})")
_DAY_MONTH = re.compile(r"(?:den )?(\d{1,2})(?::?[ae])?[ ./-]+([a-zåäö]+|\d{1,2})\.?[ ./-]+(\d{4}|\d{2})")
_AMOUNT = re.compile(r"(\d{1,3}(?:[ .]\d{3})+|\d+)(?:[.,](\d{1,2}|-))?")
_UNIT = re.compile(r"(?:sek|kronor|kr\.?|:-)$")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119


def parse_date(value: object) -> date:
    """The day that a cell or an answer says. Raises ValueError with a Swedish sentence.

    A whole number is a day as Excel counts them. A year of two digits is in this century.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value in _SERIAL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=value)
    text = _SPACES.sub(" ", str(value)).strip().lower()
    iso = _ISO.fullmatch(text)
    if iso:
        return _day(text, int(iso[1]), int(iso[2]), int(iso[3]))
    spoken = _DAY_MONTH.fullmatch(text)
    if spoken:
        year = int(spoken[3]) + (2000 if len(spoken[3]) == 2 else 0)
        return _day(text, year, _month(spoken[2]), int(spoken[1]))
    raise ValueError(f"«{text}» är inte ett datum. Skriv till exempel 2024-03-12 eller 12 mars 2024.")


def parse_amount(value: object) -> int:
    """An amount in whole kronor. Raises ValueError with a Swedish sentence."""
    if isinstance(value, bool):
        raise ValueError("Ett belopp är ett tal, inte ja eller nej.")
    if isinstance(value, int | float):
        if not float(value).is_integer():
            raise ValueError(f"{str(value).replace('.', ',')} är inte hela kronor.")
        return int(value)
    text = _SPACES.sub(" ", str(value)).strip().lower()
    thousands = 1000 if re.search(r"\btkr$", text) else 1
    bare = _UNIT.sub("", text.removesuffix("tkr")).strip()
    match = _AMOUNT.fullmatch(bare)
    if not match:
        raise ValueError(f"«{text}» är inte ett belopp. Skriv till exempel 40 000 kr.")
    if (match[2] or "-").strip("-0"):
        raise ValueError(f"«{text}» är inte hela kronor.")
    return int(re.sub(r"[ .]", "", match[1])) * thousands


def whole_number_of(value: object) -> int:
    """A whole number, with or without a per cent sign. Raises ValueError with a Swedish sentence."""
    try:
        return parse_amount(str(value).removesuffix("%") if isinstance(value, str) else value)
    except ValueError:
        raise ValueError(f"«{value}» är inte ett heltal.") from None


def organisation_number_of(value: object) -> str:
    """An organisation number with its hyphen where ten digits (or twelve with 16 first) can be seen, else the text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _SPACES.sub("", str(value)).strip("\"'").replace("\u2013", "-").replace("\u2011", "-")
    digits = re.sub(r"^(?:16|SE)(?=\d{6}-?\d{4}$)|-", "", text, flags=re.IGNORECASE)
    return f"{digits[:6]}-{digits[6:]}" if re.fullmatch(r"[0-9]{10}", digits) else text


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    found = [number for number, name in enumerate(_MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]
    if len(found) != 1:
        raise ValueError(f"«{word}» är inte en månad.")
    return found[0]


def _day(text: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"«{text}» är inte en dag som finns i almanackan.") from None
