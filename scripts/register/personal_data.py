"""Personal data in text: found, and masked wherever a text is shown.

A personnummer or samordningsnummer counts only where its check digit holds and its date exists, so that a case
number passes (GDPR). Phone numbers are found by Google's phone number library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

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


_DASHES = r"\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_INSIDE = rf"[\s./{_DASHES}]?"  # between year, month and day
_BEFORE_LAST = rf"[\s./:_+\uff0b{_DASHES}]{{0,3}}"  # before the last four digits
# Digits may be set apart (88 03 20 00 16). What goes on as a date is a period, as in 2024-04-01–2025-03-31
_NUMBER = re.compile(
    rf"(?<!\d)(?:(?:1\s?[89]|2\s?0){_INSIDE})?(\d\s?\d){_INSIDE}([01]\s?\d){_INSIDE}(\d\s?\d)"
    rf"{_BEFORE_LAST}(\d(?:\s?\d){{3}})(?!\d|[./{_DASHES}]\d\d(?!\d))"
)
_AT = r"(?:@|\s@\s|\s?[(\[{]\s?(?:@|at|a|snabel-?a)\s?[)\]}]\s?|\s(?:snabel-?a|at)\s|%40|&#64;|&commat;)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:\.|dot|punkt)\s?[)\]}]\s?|\s(?:dot|punkt)\s)"
# The name before the sign is bounded here and widened afterwards: without a bound a long text takes quadratic time
_EMAIL = re.compile(rf"[\w.+-]{{0,63}}\w{_AT}\w[\w-]*(?:{_DOT}\w[\w-]*)+", re.IGNORECASE)
_BEFORE_AT = re.compile(r"[\w.+-]")
_EMAIL_LIKE = re.compile(r"[@(\[{]|%40|&#64;|&commat;|\s(?:snabel-?a|at)\s", re.IGNORECASE)
# A phone number is looked for only where digits follow a plus or a leading zero: the library is thorough, and slow
_PHONE_LIKE = re.compile(r"(?:\+\s?\d|(?<![\d.,])0)(?:[\s().\-/\u2010-\u2015]{0,3}\d){6}")
# Digits and signs of other scripts and widths, read as the plain ones
_FOREIGN = re.compile(r"(?![0-9])\d|[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u2468\uff20\ufe6b]")
_DIGIT = re.compile(r"[0-9]")
_AT_WORDS = (" at ", "\nat ", " at\n", "\nat\n", "snabel")
# Letters and the signs of plain prose: nearly every text has no others
_PROSE = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü ,.:;!?'’\"«»–\-\n/+]*")
_REGION = "SE"


@lru_cache(maxsize=256)
def find(text: str, *kinds: Kind) -> tuple[Finding, ...]:
    """The personal data in `text`, of these kinds or of all, in order within each; `start` and `end` index `text`."""
    if _is_prose(text):
        return ()
    plain = _plain(text) if _FOREIGN.search(text) else text
    return tuple(found for kind in kinds or _FINDERS for found in _FINDERS[kind](plain))


def _is_prose(text: str) -> bool:
    """Whether a text has only letters and the signs of plain prose, so that nothing can be hidden in it."""
    return _PROSE.fullmatch(text) is not None and not any(map(text.lower().__contains__, _AT_WORDS))


def _emails(plain: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(plain) if _EMAIL_LIKE.search(plain) else ():
        start = match.start()
        while start and _BEFORE_AT.match(plain[start - 1]):
            start -= 1
        yield Finding(Kind.EMAIL, start, match.end())


def _phones(plain: str) -> Iterator[Finding]:
    if not _PHONE_LIKE.search(plain):
        return
    from phonenumbers import PhoneNumberMatcher  # only here: its import takes a tenth of the whole check

    for phone in PhoneNumberMatcher(plain, _REGION):
        if phone.raw_string.lstrip("(").startswith(("0", "+")):
            yield Finding(Kind.PHONE, phone.start, phone.end)


def _numbers(plain: str) -> Iterator[Finding]:
    """A number may begin inside what only looked like one, so each place is tried."""
    if not _DIGIT.search(plain):
        return  # nearly every text
    position = 0
    while match := _NUMBER.search(plain, position):
        if is_personal_number("".join("".join(match.groups()).split())):
            yield Finding(Kind.NUMBER, match.start(), match.end())
            position = match.end()
        else:
            position = match.start() + 1


_FINDERS = {Kind.EMAIL: _emails, Kind.NUMBER: _numbers, Kind.PHONE: _phones}


def is_personal_number(digits: str) -> bool:
    """Whether ten digits are a personnummer or samordningsnummer: a date that exists and a right check digit."""
    if len(digits) != 10 or not has_check_digit(digits):
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return any(_is_date(century + year, month, day % 60 if day > 60 else day) for century in (1900, 2000))


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # twice a digit, its own digits added


def has_check_digit(digits: str) -> bool:
    """Whether the last of some digits 0–9 is the check digit of the others (Luhn's, ISO/IEC 7812-1)."""
    return (sum(map(int, digits[::-2])) + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])) % 10 == 0


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


def _plain(text: str) -> str:
    """`text` with the digits of other scripts as 0–9 and every at sign as @, at the same places."""
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character in "\uff20\ufe6b":
        return "@"
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
