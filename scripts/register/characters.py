"""Is a file's text one that we can trust: encoding, normal form, no characters that hide or reorder."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from register.problem import Place, Problem, declare

ENCODING = declare(
    "R101",
    "En fil ska vara sparad i UTF-8, utan BOM",
    why="Andra teckenkodningar gör å, ä och ö oläsliga på webbplatsen.",
    bad="En fil sparad som Windows-1252 eller «UTF-8 med BOM».",
    good="Samma fil sparad som UTF-8.",
)
NORMAL_FORM = declare(
    "R102",
    "Å, ä och ö ska vara ett tecken var (Unicode NFC)",
    why="Text som kopierats från en PDF eller en Mac kan ha a + ring i stället för å. Då hittar sökningen den inte.",
    bad="titel: La\u0308xhja\u0308lp (a följt av ett löst trema)",
    good="titel: Läxhjälp",
)
HIDDEN = declare(
    "R103",
    "En text får inte ha osynliga tecken, styrtecken eller tecken som vänder skrivriktningen",
    why="Sådana tecken kan få texten att se ut som något annat än den är, och förstör sökning och nedladdning.",
    bad='titel: "Läxhjälp\\u200b på Råslätt" (ett osynligt mellanrum)',
    good="titel: Läxhjälp på Råslätt",
)

# What nearly every file is written with: nothing hidden, and nothing that could be written as two characters
_PLAIN = re.compile("[\t\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027]*")
_ALLOWED_CONTROLS = "\n\t\r"
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
# Letters and marks that show nothing: joiners, fillers, variation selectors, the empty Braille pattern
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Parts of one emoji: a variation selector after its sign, and the joiner between two signs
_IN_EMOJI = re.compile(
    "(?<=[#*0-9])\ufe0f(?=\u20e3)"
    "|(?<=[\u00a9\u00ae\u203c\u2049\u2100-\u32ff\U0001f000-\U0001faff])\ufe0f"
    "|(?<=[\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_EMOJI = range(0x1F000, 0x1FB00)  # a sign that is newer than this Python is no fault


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The file's text, or None when it is not UTF-8, and the problems with its encoding."""
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = "Spara filen som «UTF-8» i stället för «UTF-8 med BOM»."
        return raw[3:].decode("utf-8", "replace"), [
            ENCODING.problem(Place(path), "Filen börjar med ett osynligt märke (BOM).", hint)
        ]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"Tecknet på rad {line}, kolumn {column} är inte skrivet i UTF-8."
        hint = "Öppna filen och spara den med teckenkodningen UTF-8. Kontrollera sedan å, ä och ö."
        return None, [ENCODING.problem(Place(path, line, column), message, hint)]


def hidden_character(text: str) -> str | None:
    """The first character in `text` that hides, reorders or controls, or None."""
    if _PLAIN.fullmatch(text):
        return None
    suspects = {character for character in set(text) if _is_suspect(character)}
    if not suspects:
        return None
    bare = _IN_EMOJI.sub("", text)
    return next((character for character in bare if character in suspects), None)


def _is_suspect(character: str) -> bool:
    if character in _ALLOWED_CONTROLS or ord(character) in _EMOJI:
        return False
    return unicodedata.category(character) in _FORBIDDEN_CATEGORIES or _INVISIBLE.match(character) is not None


_PRINTABLE = frozenset("\u00a0\u202f")  # the spaces in numbers


def printable(text: str, keep: str = "") -> str:
    """Return a text that does nothing to a terminal or a log: what controls, hides or reorders is U+FFFD.

    `keep` has characters that are left, such as a line break.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _PRINTABLE or c in keep else "\ufffd" for c in text)


def character_name(character: str) -> str:
    """A character's number, as in «U+200B»."""
    return f"U+{ord(character):04X}"


def check_characters(text: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with the characters of a file's text."""
    if _PLAIN.fullmatch(text):
        return
    for number, whole in enumerate(text.split("\n"), start=1):
        line = whole.removesuffix("\r")
        hidden = hidden_character(line.replace("\r", "\x00"))
        if hidden:
            column = _IN_EMOJI.sub(" ", line.replace("\r", "\x00")).index(hidden) + 1
            shown = "\r" if hidden == "\x00" and "\r" in line else hidden
            yield hidden_problem(Place(path, number, column), shown, repaired(line))
        if not unicodedata.is_normalized("NFC", line):
            normal = unicodedata.normalize("NFC", line)
            column = next(i for i, (a, b) in enumerate(zip(line, normal, strict=False), 1) if a != b)
            yield normal_form_problem(Place(path, number, column))


def hidden_problem(place: Place, character: str, likely: str | None = None) -> Problem:
    """A breach of R103 at `place`. `likely` is the text of the line if its letters are broken."""
    message = f"Här finns ett osynligt tecken eller styrtecken ({character_name(character)})."
    hint = "Ta bort tecknet: radera ordet och skriv det på nytt."
    if likely is not None and hidden_character(likely) is None:
        hint = f"Bokstäverna är trasiga. Menade du «{likely.strip()[:80]}»? Skriv det på nytt för hand."
    return HIDDEN.problem(place, message, hint)


def normal_form_problem(place: Place) -> Problem:
    """A breach of R102 at `place`."""
    message = "En bokstav är skriven som två tecken, till exempel a och en lös ring i stället för å."
    return NORMAL_FORM.problem(place, message, "Skriv ordet på nytt för hand i stället för att klistra in det.")


# Letters that were lost on the way from another program

_WRITTEN = "åäöÅÄÖéèüÉÈÜ"
_SIGNS = "–—…•€™‘’“”„†‡"  # noqa: RUF001 - the signs that are often broken
MAY_BE_BROKEN = re.compile(
    rf"[^\n\r\t -~\xa0éèüÉÈÜåäöÅÄÖ«»{_SIGNS[:2]}{_SIGNS[5:9]}…€•]|&#?\w+;|%C3%|=C3=|\\[ux]"
    r"|[A-Za-zåäö][?{|}\[\]\\…][a-zåäö]",
    re.IGNORECASE,
)
_COMMON = re.compile(  # parts of words that are common in the register, to find the likely letters by
    r"\b(?:på|är|år|åt|få|gå|så|må)\b|för|öpp|läx|hjälp|kväll|råd|två|från|när|höst|hör|möt|stöd|råslätt|öxne|ängen|slätt|"
    r"jönk|vätter|hållb|ålder|äldre|själv|träd|träff|tjän|björ|sjö|köp|kök|lär|gård|språk|sång|måla|även|också|"
    r"går|åri|dräkt|häls|miljö|ställ|plåt|våren|nästa|hyresgäst|mån|lör|sön|grön|blå|röd|vän|såg",
    re.IGNORECASE,
)


def repaired(text: str) -> str | None:
    """Return the likely text where letters are broken, or None where none are.

    Finds UTF-8 read as another encoding (also twice), the encodings of Windows, Mac and DOS taken for each other,
    entities, percent codes and escapes. A letter that is lost altogether becomes the likely one, if there is one.
    """
    if not MAY_BE_BROKEN.search(text):
        return None
    result = _escapes(text)
    for _ in range(3):  # a text may have been broken more than once
        result = _utf8_misread().sub(lambda match: _utf8_table()[match[0]], result)
    if result == text:
        result = max((_swapped(text, table) for table in _single_byte_tables()), key=_likeness)
    result = _LOST.sub(_likely_word, result)
    return result if result != text or "\ufffd" in text else None


_ESCAPE = re.compile(
    r"&(?:amp;)*(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});|(?:%[0-9a-f]{2}){2,}|(?:=[0-9a-f]{2}){2}|\\u00[0-9a-f]{2}|\\x[c-f][0-9a-f]",
    re.IGNORECASE,
)


def _escapes(text: str) -> str:
    """Return a text with its entities and escapes read, but for those in web addresses."""
    return re.sub(r"\S+", lambda word: word[0] if "://" in word[0] else _ESCAPE.sub(_unescaped, word[0]), text)


def _unescaped(match: re.Match[str]) -> str:
    written = match[0]
    if written.startswith("&"):
        return html.unescape(re.sub(r"&(?:amp;)+", "&", written)) if written != "&amp;" else "&"
    if written.startswith("\\"):
        return chr(int(written[-2:], 16))
    try:
        return bytes.fromhex(re.sub("[%=]", "", written)).decode("utf-8")
    except UnicodeDecodeError:
        return written


def _decode_as(raw: bytes, codec: str) -> str:
    """Decode bytes as a careless program does, which lets those that the codec lacks through."""
    return "".join(bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)) for byte in raw)


@cache
def _utf8_table() -> Mapping[str, str]:
    """What each letter and sign looks like when its UTF-8 is read as another encoding."""
    letters = [*map(chr, range(0xA0, 0x100)), *_SIGNS]
    codecs = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
    once = {_decode_as(letter.encode(), codec): letter for codec in codecs for letter in letters}
    seen = {sign for form in once for sign in form if not sign.isascii()} - {*letters}  # broken twice
    return {_decode_as(sign.encode(), codec): sign for codec in codecs for sign in seen} | once


@cache
def _utf8_misread() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _utf8_table())))


@cache
def _single_byte_tables() -> tuple[Mapping[str, str], ...]:
    """What the Swedish letters look like when Windows, Mac, DOS and the old 7-bit code are taken for each other."""
    codecs = ("cp1252", "mac_roman", "cp850")
    pairs = [(one, other) for one, other in product(codecs, repeat=2) if one != other]
    tables = [{_decode_as(letter.encode(one), other): letter for letter in _WRITTEN} for one, other in pairs]
    return (*tables, dict(zip("{|}[\\]", "äöåÄÖÅ", strict=True)))


def _swapped(text: str, table: Mapping[str, str]) -> str:
    """Return a text with the letters of a table put right, if one of its words shows that they are broken."""
    if not any(_shows_swap(word, table) for word in text.split()):
        return text
    signs = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return "".join(
        table.get(sign, sign) if sign not in "[]|’…”" or (before.islower() and after.islower()) else sign
        for before, sign, after in signs
    )


def _shows_swap(word: str, table: Mapping[str, str]) -> bool:
    """Return whether a word has a sign of a table inside it, or becomes a common word by it."""
    if "://" in word or not any(sign in table for sign in word):
        return False
    fixed = "".join(table.get(sign, sign) for sign in word)
    if _common_parts(fixed) > _common_parts(word):
        return True
    around = zip(word, word[1:], word[2:], strict=False)
    return any(
        before.islower() and sign in table and not sign.islower() and sign not in "…’?" and after.islower()
        for before, sign, after in around
    )


_LOST = re.compile(r"[^\W\d_]*(?:\ufffd+|(?<=[A-Za-zåäöÅÄÖ])\?(?=[a-zåäö]))(?:[^\W\d_]|\ufffd|\?(?=[a-zåäö]))*")


def _likely_word(match: re.Match[str]) -> str:
    """Return a word with the likely letters in place of U+FFFD and question marks, or as it is."""
    parts = re.split(r"\ufffd+|\?", match[0])
    if len(parts) > 4:
        return match[0]
    guesses = [
        "".join(map("".join, zip(parts, [*letters, ""], strict=True)))
        for letters in product("äåö", repeat=len(parts) - 1)
    ]
    best = max(guesses, key=_common_parts)
    return best if _common_parts(best) else match[0]


def _likeness(text: str) -> tuple[int, int]:
    """Return how Swedish a text is: by its common words, then by having no capital inside a word."""
    return _common_parts(text), -len(re.findall("[a-zåäö][A-ZÅÄÖ]", text))


def _common_parts(text: str) -> int:
    return sum(len(part) for part in _COMMON.findall(text))


# Letters of one alphabet that look like those of another

_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝАВЕКМНОРСТУХЅІЈοανρτυκιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhlqwABEKMHOPCTYXSIJoavptukiABEZHIKMNOPTYX"
)
_OTHER_ALPHABETS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "FULLWIDTH", "MATHEMATICAL")
_HOST = re.compile(r"https?://([^/?#\s]+)|\b((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)


def look_alike(text: str) -> tuple[str, str] | None:
    """Return the first word that has letters of two alphabets, or a host that imitates another, and the likely one."""
    if text.isascii() and "xn--" not in text.lower():
        return None
    for word in re.findall(r"[^\W\d_]+", text):
        kinds = {_alphabet(letter) for letter in word}
        if ("LATIN" in kinds and kinds & {*_OTHER_ALPHABETS}) or kinds & {"FULLWIDTH", "MATHEMATICAL"}:
            return word, unicodedata.normalize("NFKC", word).translate(_ALIKE)
    for host in _HOST.finditer(text):
        for label in (host[1] or host[2]).split("."):
            shown = _readable_label(label)
            plain = shown.translate(_ALIKE)
            if shown != plain and (plain.isascii() or any(_alphabet(letter) == "LATIN" for letter in shown)):
                return shown, plain
    return None


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _readable_label(label: str) -> str:
    """Return a part of a host name as it is shown, which may be coded in ASCII (Punycode, RFC 3492)."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.lower().startswith("xn--") else label
    except UnicodeError:
        return label
