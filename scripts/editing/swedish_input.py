"""Read dates, amounts and numbers as people write them: «12 mars 2024», «40 000 kr», «52 %», 8999990008.

What is written is understood as it was meant, or refused with a Swedish sentence that says what to write.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})|([0-9]{{2}})([0-9]{{2}})){_TIME}")
_DAY_FIRST = re.compile(
    rf"(?:den )?([0-9]{{1,2}})(?::?[ae])?([ ./-]+)([a-zåäö]+|[0-9]{{1,2}})\.?([ ./-]+)([0-9]{{4}}){_TIME}"
)
# Two digits where a year could be: first, last, or in six digits that lean on each other
_SHORT_YEAR = re.compile(
    r"[0-9]{1,2}[-./ ]+[0-9]{1,2}[-./ ]+'?[0-9]{2}|[0-9]{6}|(?:den )?[0-9]{1,2}(?::?[ae])? [a-zåäö]+\.?[ -]+'?[0-9]{2}"
)
_YEARS = range(1900, 2101)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(20_000, 73_416)  # 1954 to 2100

_NUMBER = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:([.,])([0-9]{1,2}|-))?")
_KRONOR = re.compile(r" ?(?:sek|kronor|kr\.?|:-)$|^(?:sek|kr) ")
_FACTORS = (
    (1000, re.compile(r" ?(?:t ?kr|tusen(?: kronor| kr)?|ksek)\.?$")),
    (1_000_000, re.compile(r" ?(?:mn ?kr|mkr|msek|milj(?:on(?:er)?|\.)?(?: kronor| kr)?)\.?$")),
)
_OTHER_MONEY = re.compile(r"€|\beuro?\b|\$|\busd\b|£|\bgbp\b|\bnok\b|\bdkk\b|norska|danska")
_VAT = re.compile(r"\bmoms\b|\bskatt\b")


def parse_date(value: object) -> date:
    """Read a day from a cell or an answer. Raises ValueError with a Swedish sentence.

    A whole number is a day as Excel counts them. The year must have four digits: 24-03-25 is read in two ways.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _reasonable(value, value.isoformat())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value in _SERIAL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=value)
    text = _SPACES.sub(" ", str(value)).strip().lower()
    if found := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, tight_month, tight_day = found.groups()
        return _day(text, int(year), int(month or tight_month), int(day or tight_day))
    if found := _DAY_FIRST.fullmatch(text):
        day, between, month, before_year, year = found.groups()
        read = _day(text, int(year), _month(month), int(day))
        if between == before_year == "/" and read.day != read.month and read.day <= len(_MONTHS):
            raise ValueError(
                f"«{text}» kan läsas på två sätt. Skriv till exempel {read.isoformat()} eller "
                f"{read.day} {_MONTHS[read.month - 1]} {read.year}."
            )
        return read
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(f"«{text}» kan läsas på flera sätt: skriv året med fyra siffror, till exempel 2024-03-12.")
    raise ValueError(f"«{text}» är inte ett datum. Skriv till exempel 2024-03-12 eller 12 mars 2024.")


def parse_amount(value: object) -> int:
    """Read an amount in whole kronor. Raises ValueError with a Swedish sentence."""
    if isinstance(value, bool):
        raise ValueError("Ett belopp är ett tal, inte ja eller nej.")
    if isinstance(value, int | float):
        if not float(value).is_integer():
            raise ValueError(f"{str(value).replace('.', ',')} är inte hela kronor.")
        return int(value)
    text = _SPACES.sub(" ", str(value)).strip().lower()
    if found := _OTHER_MONEY.search(text):
        raise ValueError(
            f"«{text}» är inte i kronor ({found[0]}). Skriv beloppet i svenska kronor, så som det beslutades."
        )
    if _VAT.search(text):
        raise ValueError(
            f"«{text}» är inte bara ett belopp. Skriv det belopp som beslutades, utan ord om moms eller skatt."
        )
    factor, bare = next(
        ((factor, unit.sub("", text)) for factor, unit in _FACTORS if unit.search(text)), (1, _KRONOR.sub("", text))
    )
    if factor != 1 and re.search(r"\.[0-9]{3}", bare):
        raise ValueError(f"«{text}» kan läsas på två sätt. Skriv beloppet i hela kronor, till exempel 40 000 kr.")
    number = _decimal(bare.strip(), text, "ett belopp. Skriv till exempel 40 000 kr")
    if (number * factor) % 1:
        raise ValueError(f"«{text}» är inte hela kronor.")
    return int(number * factor)


def parse_count(value: object) -> int:
    """Read how many there are of something, without a unit. Raises ValueError with a Swedish sentence."""
    return _whole(value, str(value).strip().removesuffix(" st"), "ett heltal. Skriv till exempel 62")


def parse_share(value: object) -> int:
    """Read a share in whole per cent, with or without the sign. Raises ValueError with a Swedish sentence."""
    text = re.sub(r" ?(?:%|procent)$", "", _SPACES.sub(" ", str(value)).strip())
    return _whole(value, text, "hela procent. Skriv till exempel 52 %")


def parse_organisation_number(value: object) -> str:
    """Read an organisation number and give it its hyphen.

    Ten digits are looked for, also with 16 first or as a VAT number (SE … 01). Any other text is given back as it is,
    for the check to judge.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _SPACES.sub("", str(value)).strip("\"'")
    digits = re.sub("[-\u2010-\u2015\u2212]", "", text)
    digits = re.sub(r"^(?:16(?=[0-9]{10}$)|SE(?=[0-9]{10}$))|^SE(?=[0-9]{10}01$)", "", digits, flags=re.IGNORECASE)
    digits = digits[:10] if re.fullmatch(r"[0-9]{10}01", digits) and text[:2].upper() == "SE" else digits
    return f"{digits[:6]}-{digits[6:]}" if re.fullmatch(r"[0-9]{10}", digits) else text


def _whole(value: object, text: str, wanted: str) -> int:
    """Read a whole number. Raises ValueError that says what is wanted."""
    number = _decimal(_SPACES.sub(" ", text), str(value), wanted)
    if number % 1:
        raise ValueError(f"«{value}» är inte {wanted}.")
    return int(number)


def _decimal(text: str, written: str, wanted: str) -> Decimal:
    """Read a number with Swedish separators: spaces or points between thousands, a comma or a point for decimals."""
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError(f"«{written}» är inte {wanted}.")
    whole, _, decimals = found.groups()
    return Decimal(re.sub(r"[ .]", "", whole) + "." + (decimals or "0").replace("-", "0"))


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    found = [number for number, name in enumerate(_MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]
    if len(found) != 1:
        raise ValueError(f"«{word}» är inte en månad.")
    return found[0]


def _day(text: str, year: int, month: int, number: int) -> date:
    try:
        day = date(year, month, number)
    except ValueError:
        raise ValueError(f"«{text}» är inte ett datum som finns.") from None
    return _reasonable(day, text)


def _reasonable(day: date, text: str) -> date:
    if day.year not in _YEARS:
        raise ValueError(f"«{text}» har ett årtal som inte är rimligt: skriv året med fyra siffror.")
    return day
