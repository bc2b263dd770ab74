"""Personal data in text: found, and masked wherever a text is shown.

A personnummer or samordningsnummer counts only where its check digit holds and its date exists, so that a case
number passes (GDPR; see also stdnum.se.personnummer). Phone numbers are found by Google's phone number library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

import phonenumbers
from stdnum import luhn

MASK = "[dolt]"


class Kind(Enum):
    """What was found, in Swedish."""

    NUMBER = "ett personnummer eller samordningsnummer"
    EMAIL = "en e-postadress"
    PHONE = "ett telefonnummer"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data in text[start:end]."""

    kind: Kind
    start: int
    end: int


_DASH = r"[-+\u2010-\u2015\u2212]"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(?:18|19|20){_DASH}?\s?)?(\d{{2}}){_DASH}?\s?([01]\d){_DASH}?\s?([0-9]\d)\s?{_DASH}?\s?(\d{{4}})(?!\d)"
)
_EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|[(\[{]\s?(?:at|a|snabel-a)\s?[)\]}])\s?[\w-]+(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt)\s?[)\]}])\s?[\w-]+)+",
    re.IGNORECASE,
)
# A phone number is looked for only where digits follow a plus or a leading zero: the library is thorough, and slow
_PHONE_LIKE = re.compile(r"(?:\+\s?\d|(?<![\d.,])0)(?:[\s().\-/\u2010-\u2015]{0,3}\d){6}")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_REGION = "SE"


@lru_cache(maxsize=16)
def find(text: str) -> tuple[Finding, ...]:
    """The personal data in `text`, in order within each kind; `start` and `end` index `text`."""
    return tuple(_find(text))


def _find(text: str) -> Iterator[Finding]:
    if "@" in text or "(" in text or "[" in text or "{" in text:
        for match in _EMAIL.finditer(text):
            yield Finding(Kind.EMAIL, match.start(), match.end())
    digits = _ascii_digits(text) if _FOREIGN_DIGIT.search(text) else text
    for match in _NUMBER.finditer(digits):
        if is_personal_number("".join(match.groups())):
            yield Finding(Kind.NUMBER, match.start(), match.end())
    if _PHONE_LIKE.search(digits):
        for phone in phonenumbers.PhoneNumberMatcher(digits, _REGION):
            if phone.raw_string.lstrip("(").startswith(("0", "+")):
                yield Finding(Kind.PHONE, phone.start, phone.end)


def is_personal_number(digits: str) -> bool:
    """Whether ten digits are a personnummer or samordningsnummer: a date that exists and a right check digit."""
    if len(digits) != 10 or not luhn.is_valid(digits):
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return any(_is_date(century + year, month, day % 60 if day > 60 else day) for century in (1900, 2000))


def mask(text: str) -> str:
    """`text` with every piece of personal data replaced by `[dolt]`."""
    result, end = "", 0
    for finding in sorted(find(text), key=lambda found: (found.start, -found.end)):
        if finding.start >= end:
            result += text[end : finding.start] + MASK
        end = max(end, finding.end)
    return result + text[end:]


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _ascii_digits(text: str) -> str:
    """`text` with the digits of other scripts as 0–9, at the same places."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
