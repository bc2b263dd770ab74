"""Personal data in text: found however it is spelled, and masked wherever a text is shown.

A personnummer or samordningsnummer counts only if its check digit and its date are right, so that a case number
passes (GDPR). Phone numbers are judged by Google's phone number library.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from register.common_names import is_first_name, is_last_name

MASK = "[dolt]"


class DataType(Enum):
    """A type of personal data, in Swedish."""

    NUMBER = "ett personnummer eller samordningsnummer"
    EMAIL = "en e-postadress"
    PHONE = "ett telefonnummer"
    ACCOUNT = "en persons konto i sociala medier"


@dataclass(frozen=True, slots=True)
class Match:
    """Personal data in text[start:end]. `value` is the same however it was spelled."""

    type: DataType
    start: int
    end: int
    value: str


@lru_cache(maxsize=512)
def find_personal_data(text: str) -> tuple[Match, ...]:
    """Find the personal data in `text`, in the order of the text; `start` and `end` are indices in `text`."""
    if is_plain(text):
        return ()
    plain, origin = _decode(text)
    found: list[Match] = []
    finders = (_accounts, _emails, _numbers, _phones) if _digits(plain) >= 5 else (_accounts, _emails)
    for finder in finders:
        for match in finder(plain):
            if not any(match.start < other.end and other.start < match.end for other in found):
                found.append(match)
    found.sort(key=lambda match: match.start)
    return tuple(Match(one.type, origin[one.start], origin[one.end], one.value) for one in found)


def mask(text: str) -> str:
    """Return `text` with every piece of personal data replaced by `[dolt]`."""
    result, end = "", 0
    for match in find_personal_data(text):
        result += text[end : match.start] + MASK
        end = match.end
    return result + text[end:]


def contacts(texts: Iterable[str]) -> frozenset[str]:
    """Return the addresses and phone numbers in some texts, spelled as `Match.value`."""
    return frozenset(match.value for text in texts for match in find_personal_data(text))


def without(text: str, contacts: frozenset[str]) -> str:
    """Return `text` with «bolaget» in place of these addresses and phone numbers, however they are spelled."""
    for match in reversed(find_personal_data(text)):
        number = match.type is DataType.PHONE and not match.value.startswith("0")  # without its area code
        if match.value in contacts or (number and any(known.endswith(match.value) for known in contacts)):
            text = f"{text[: match.start]}bolaget{text[match.end :]}"
    return text


def mask_organisation_number(written: object) -> str:
    """Return what was written as an organisation number, or `[dolt]` if it can be a person's number or a slip of it."""
    digits = re.sub(r"\D", "", _decode(str(written))[0].translate(_LOOK_LIKE_DIGITS))
    if len(digits) == 12 and not digits.startswith(("16", "18", "19", "20")):
        digits = digits[:10]  # a VAT number ends with 01
    if _LAST_FOUR_FIRST.fullmatch(str(written).strip()):
        return MASK
    places = _MONTH_AT.get(len(digits), (1, 2) if len(digits) < 10 else (2, 4))
    return MASK if any("01" <= digits[place : place + 2] <= "12" for place in places) else str(written)


def mask_numbers(text: str, written: Iterable[object]) -> str:
    """Return `text` without those of the organisation numbers `written` in it that can be a person's."""
    for value in written:
        if mask_organisation_number(value) == MASK:
            for number in _DIGITS.findall(str(value)):
                text = text.replace(number, MASK)
    return text


_LAST_FOUR_FIRST = re.compile(r"\d{4}\D+\d{6}")  # no organisation number is written like this
_DIGITS = re.compile(r"[\dOolIi](?:[\W_]{0,3}[\dOolIi]){4,}")
_LOOK_LIKE_DIGITS = str.maketrans("OolIi", "00111")
_MONTH_AT = {10: (2,), 11: (2, 3, 4), 12: (2, 4), 13: (2, 3, 4, 5)}  # by the number of digits: one may be too many

# Letters, digits and the signs of plain prose, with fewer than seven digits and nothing that leads to a person
_PROSE = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü0-9 ,.:;!?'’\"«»–\-\n/+]*")
_LEADS_TO_A_PERSON = re.compile(
    r"\s(?:at|hos|vid)\s|snabel|\.(?:com|net|me|app|co|tv)/|\b(?:insta|snap|tiktok|tel|tfn|ring|mob|sms)",
    re.IGNORECASE,
)


# One of these is in whatever the pattern finds; looking for them is ten times as fast
_STEMS = (" at ", " hos ", " vid ", "snabel", ".com", ".net", ".me", ".app", ".co", ".tv", "insta", "snap", "tiktok",
          "tel", "tfn", "ring", "mob", "sms")  # fmt: skip


def is_plain(text: str) -> bool:
    """Return whether a cheap look shows that a text has no personal data; nearly every text is like that."""
    if not _PROSE.fullmatch(text) or _digits(text) >= 7:
        return False
    lower = text.lower().replace("\n", " ")
    return not any(map(lower.__contains__, _STEMS)) or not _LEADS_TO_A_PERSON.search(text)


def _digits(text: str) -> int:
    """Count the digits 0–9."""
    return sum(map(text.count, "0123456789"))


# Reading what is spelled with other characters

_CODED = re.compile(
    r"&(?:amp;)*(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});|%(?:25)*[0-7][0-9a-f]|[^\x00-\x7f]", re.IGNORECASE
)


def _decode(text: str) -> tuple[str, list[int]]:
    """Return `text` in plain characters, and for each of them, and for the end, its index in `text`."""
    parts: list[str] = []
    origin: list[int] = []
    position = 0
    for coded in _CODED.finditer(text):
        plain = _decoded(coded[0])
        parts += text[position : coded.start()], plain
        origin += [*range(position, coded.start()), *[coded.start()] * len(plain)]
        position = coded.end()
    return "".join([*parts, text[position:]]), [*origin, *range(position, len(text) + 1)]


@cache
def _decoded(coded: str) -> str:
    """Read one coded character: an entity, a percent code, a digit or sign of another script or width."""
    if coded.startswith("%"):
        return chr(int(coded[-2:], 16))
    character = html.unescape("&" + re.sub(r"&(?:amp;)*", "", coded)) if coded.startswith("&") else coded
    if len(character) != 1:
        return coded
    category = unicodedata.category(character)
    digit = unicodedata.digit(character, None)
    plain = unicodedata.normalize("NFKC", character)
    if digit is not None:
        return str(digit)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    if category == "Pd" or plain in "\u2212\u2043\u02d7\u2796":
        return "-"
    if category == "Zs":
        return " "
    return plain if len(plain) == 1 and plain.isascii() else character


# Personnummer and samordningsnummer

# Between year, month and day at most one sign, before the last four digits some; a VAT number ends with 01
_NUMBER = re.compile(
    r"(?<!\d)(?:(?:1\s?[689]|2\s?0)[\W_]?)?(\d\s?\d)([\W_]?)([01]\s?\d)([\W_]?)(\d\s?\d)"
    r"([\W_]{0,4}|[\W_]{1,3}(?:nr|nummer|(?:de )?(?:fyra )?sista(?: fyra)?)[\W_]{1,3})"
    r"(\d(?:\s?\d){3})(?:0[1-9])?(?!\d)",
    re.IGNORECASE,
)
_GOES_ON_AS_DATE = re.compile(r"[./-]\d\d(?!\d)")  # as in 2024-04-01–2025-03-31
_YEAR_OR_CLOCK = re.compile(r"(?:19|20)\d\d|(?:[01]\d|2[0-3])(?:00|15|30|45)")


# A letter that looks like a digit, among digits: 070 174 O6 58
_LETTER_IN_NUMBER = re.compile(r"(?<=\d)[OoIl](?=[\s-]?\d)|(?<=\d[\s-])[OoIl](?=\d)")


def _with_digits(plain: str) -> str:
    return _LETTER_IN_NUMBER.sub(lambda letter: letter[0].translate(_LOOK_LIKE_DIGITS), plain)


def _numbers(plain: str) -> Iterator[Match]:
    """Find numbers. One may begin inside what only looked like one, so each place is tried."""
    plain = _with_digits(plain)
    position = 0
    while match := _NUMBER.search(plain, position):
        year, gap, month, gap_2, day, gap_3, last = match.groups()
        digits = re.sub(r"\s", "", year + month + day + last)
        in_parts = gap.strip() or gap_2.strip()
        date_like = in_parts and (
            _GOES_ON_AS_DATE.match(plain, match.end())
            or ("-" not in gap_3 and "+" not in gap_3 and _YEAR_OR_CLOCK.fullmatch(digits[6:]))
        )
        if is_personal_number(digits) and not date_like:
            yield Match(DataType.NUMBER, match.start(), match.end(), digits)
            position = match.end()
        else:
            position = match.start() + 1


def is_personal_number(digits: str) -> bool:
    """Return whether ten digits are a personnummer or samordningsnummer: a date that exists and a right check digit."""
    if len(digits) != 10 or not has_check_digit(digits):
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6]) % 60  # a samordningsnummer adds 60
    days = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # twice a digit, its own digits added


def has_check_digit(digits: str) -> bool:
    """Return whether the last of some digits 0–9 is the check digit of the others (Luhn's, ISO/IEC 7812-1)."""
    return (sum(map(int, digits[::-2])) + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])) % 10 == 0


# E-mail addresses

_BETWEEN = r"\s?[(\[{{<]\s?(?:{0})\s?[)\]}}>]\s?"
_AT = rf"(?:\s?@+\s?|{_BETWEEN.format('@|at|a|hos|vid|snabel-? ?a')}|\s?[*_|]at[*_|]\s?|[\s-]snabel-? ?a[\s-])"
_DOT = (
    rf"(?:[.\u00b7]|\s\.(?=\w)|\s\.\s(?=(?:se|org|com|nu|net|info|eu)\b)|{_BETWEEN.format('[.]|dot|punkt')}"
    r"|\s(?:dot|punkt)\s)"
)
# The name before the sign is bounded here and widened afterwards: without a bound a long text takes quadratic time
_EMAIL = re.compile(rf"[\w.+-]{{0,63}}\w{_AT}\w[\w-]*(?:{_DOT}\w[\w-]*)+", re.IGNORECASE)
_EMAIL_IN_WORDS = re.compile(rf"[\w.+-]*\w\s(at|hos|vid)\s\w[\w-]*(?:{_DOT}\w[\w-]*)+", re.IGNORECASE)
_EMAIL_LIKE = re.compile(r"[@(\[{<*_|]|snabel", re.IGNORECASE)
_AT_IN_WORDS = re.compile(r"\s(?:at|hos|vid)\s", re.IGNORECASE)
_MAIL_WORD = re.compile(r"(?:mej?l\w*|e-?post\w*|skriv\w* till|adress\w*|kontakt\w*)\W{0,3}(?:\w+\W)?$", re.IGNORECASE)
_MAILBOXES = frozenset({"info", "kansli", "kansliet", "kontakt", "styrelse", "styrelsen", "ordforande", "post", "mail"})
_BEFORE_AT = re.compile(r"[\w.+-]")


def _emails(plain: str) -> Iterator[Match]:
    for match in _EMAIL.finditer(plain) if _EMAIL_LIKE.search(plain) else ():
        yield _email(plain, match)
    names = (_start_of_name(plain, sign.start()) for sign in _AT_IN_WORDS.finditer(plain))
    for match in filter(None, (_EMAIL_IN_WORDS.match(plain, start) for start in names)):
        # «Läs mer hos example.org» has no address: the first word has to be a name, or a word before it says «mejla»
        name = match[0].split()[0].lower()
        is_name = re.search(r"[._\d]", name) or name in _MAILBOXES or is_first_name(name)
        if (
            is_name
            or re.search(r"\s(?:dot|punkt)\s", match[0], re.IGNORECASE)
            or _MAIL_WORD.search(plain[: match.start()])
        ):
            yield _email(plain, match)


def _start_of_name(plain: str, end: int) -> int:
    while end and _BEFORE_AT.match(plain[end - 1]):
        end -= 1
    return end


def _email(plain: str, match: re.Match[str]) -> Match:
    start = _start_of_name(plain, match.start())
    address = re.sub(rf"{_AT}|\s(?:at|hos|vid)\s", "@", plain[start : match.end()].lower(), count=1)
    return Match(DataType.EMAIL, start, match.end(), re.sub(_DOT, ".", address))


# Phone numbers

_APART = r"[\s().\-/\u00b7_]{0,3}"
_ANY_APART = r"[^\w\n]{0,3}"
_RUN = re.compile(r"(?<!\d)\d(?:[^\w\n]{0,3}_?\d)*")
_CLOCK, _DATE, _SIGN = r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d", r"\d{4}-\d\d-\d\d", r"[\s,;&/.()]{1,3}"
_SPAN = rf"(?:{_CLOCK}|(?:[01]?\d|2[0-4]))\s?-\s?(?:{_CLOCK}|(?:[01]?\d|2[0-4]))"
# Hours, days, years and results of matches, one after the other
_ONE = (
    rf"(?:{_SPAN}|(?:[01]?\d|2[0-4])[.:][0-5]\d|{_DATE}|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?"
    r"|(?:19|20)\d\d|(?:[01]\d|2[0-4])[0-5]\d|\d-\d)"
)
_HARMLESS = re.compile(rf"{_ONE}(?:(?:{_SIGN}|\s?-\s?){_ONE})*[.]?")
_PHONES = (
    re.compile(rf"(?<!\d)(?:\+|00)[\W_]{{0,2}}[1-9](?:{_APART}\d){{6,13}}(?!\d)"),  # with the code of its country
    re.compile(rf"(?<!\d)46{_APART}7{_APART}[02369](?:{_APART}\d){{7}}(?!\d)"),  # the same without a plus
    re.compile(rf"(?<!\d)0{_ANY_APART}7{_ANY_APART}[02369](?:{_ANY_APART}\d){{7}}(?!\d)"),  # a Swedish mobile
    re.compile(rf"(?<![\d+])(?<!\d[.,])0{_APART}[1-9](?:{_APART}\d){{5,9}}(?!\d)"),  # Swedish, with its area code
)
_LINKED = re.compile(
    r"(?:wa\.me/|whatsapp\.com/\S*?phone=|signal\.me/#p/|viber://\S*?number=|(?:tel|sms|callto):)\+?(\d(?:[\s-]?\d){5,14})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:tel|tfn|telefon\w*|ring|mobil\w*|mob|sms(?::?a)?)\b[\W_]{0,3}(?:(?:oss|mig|på|till) ){0,2}"
    r"([1-9]\d{0,2}(?:[\s-]\d{2,3}){1,3}|[1-9]\d{4,8})(?![-./]?\d|\s?(?:kr|st|%))",
    re.IGNORECASE,
)
_PUBLIC_NUMBER = re.compile(r"11313|11414|116\d{3}")  # for emergencies and advice, no person's; shorter ones are none


def _phones(plain: str) -> Iterator[Match]:
    plain = _with_digits(plain)
    for match in _LINKED.finditer(plain):
        yield Match(DataType.PHONE, match.start(1), match.end(1), _national(re.sub(r"\D", "", match[1])))
    for match in _CALLED.finditer(plain):
        digits = re.sub(r"\D", "", match[1])
        if len(digits) >= 5 and not _PUBLIC_NUMBER.fullmatch(digits):
            yield Match(DataType.PHONE, match.start(1), match.end(1), digits)
    runs = [run.span() for run in _RUN.finditer(plain) if _HARMLESS.fullmatch(run[0])]
    for pattern in _PHONES:
        position = 0
        while found := pattern.search(plain, position):
            position = found.start() + 1
            harmless = any(start <= found.start() and found.end() <= end for start, end in runs)
            length, number = (0, "") if harmless else _longest_valid(found[0])
            if number:
                position = found.start() + length
                yield Match(DataType.PHONE, found.start(), position, number)


_JONKOPING_OR_MOBILE = re.compile(r"036[1-9]\d{5}|07[0236]\d{7}")  # valid for certain, whatever the library says


def _longest_valid(written: str) -> tuple[int, str]:
    """Return the length of the longest valid number that `written` begins with, and the number, or 0 and ""."""
    dialled = re.sub(r"\D", "", written)
    foreign = not dialled.startswith("0") or dialled.startswith("00")
    national = _national(dialled.removeprefix("00")) if foreign else dialled
    if _JONKOPING_OR_MOBILE.fullmatch(national):
        return len(written), national
    from phonenumbers import NumberParseException, is_valid_number, parse  # only here: its import is slow

    for end in range(len(written), 6, -1):
        if not written[end - 1].isdigit() or written[end : end + 1].isdigit():
            continue
        number = re.sub(r"^(\D*(?:00)?\d\d?\d?)\D*\(0\)", r"\1", written[:end])
        digits = re.sub(r"\D", "", number)
        foreign = not digits.startswith("0") or digits.startswith("00")
        try:
            parsed = parse(f"+{digits.removeprefix('00')}" if foreign else digits, "SE")
        except NumberParseException:
            continue
        if is_valid_number(parsed):
            return end, _national(f"{parsed.country_code}{parsed.national_number}")
    return 0, ""


def _national(digits: str) -> str:
    """Return a number with the code of its country as it is dialled in Sweden."""
    return f"0{digits[2:].removeprefix('0')}" if digits.startswith("46") else digits


# Accounts in social media

_SITES = (
    r"(?:instagram|facebook|fb|tiktok|twitter|x|threads|snapchat|youtube|t|bsky|vsco|twitch)\.(?:com|net|me|app|co|tv)/"
)
ACCOUNT = re.compile(
    rf"\b(?:{_SITES}|(?:insta(?:gram)?|snap(?:chat)?|tiktok)[ :]+)(?:@|profile/)?([\w.-]*\w)|(?<![\w@/.])@([\w.-]*\w)",
    re.IGNORECASE,
)
_PERSONAL_PAGE = re.compile(
    r"\b(?:linkedin\.com/in/|snapchat\.com/add/|facebook\.com/people/)([\w.%-]*\w)", re.IGNORECASE
)


def _accounts(plain: str) -> Iterator[Match]:
    for match in _PERSONAL_PAGE.finditer(plain):
        yield Match(DataType.ACCOUNT, match.start(), match.end(), match[1].lower())
    for match in ACCOUNT.finditer(plain):
        name = (match[1] or match[2]).lower()
        if _is_named_after_person(name):
            yield Match(DataType.ACCOUNT, match.start(), match.end(), name)


def _is_named_after_person(account: str) -> bool:
    """Return whether an account is called as a person: anna, anna88, anna.andersson, anderssonanna."""
    parts = [part for part in re.split(r"[\d._-]+", account) if part]
    if len(parts) == 1 and not is_first_name(parts[0]):
        name = parts[0]
        cuts = [(name[:place], name[place:]) for place in range(2, len(name) - 1)]
        pairs = [*cuts, *((last, first) for first, last in cuts)]
        return any(is_first_name(first) and is_last_name(last) for first, last in pairs)
    known = (is_first_name(part) or is_last_name(part) or len(part) == 1 for part in parts)
    return any(map(is_first_name, parts)) and all(known)
