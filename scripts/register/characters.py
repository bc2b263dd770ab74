"""Is a file's text one that we can trust: encoding, normal form, no characters that hide or reorder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from register.problem import Place, Problem, declare

ENCODING = declare(
    "R101",
    "En fil är skriven i UTF-8, utan BOM",
    why="Andra teckenkodningar gör å, ä och ö oläsliga på webbplatsen.",
    bad="En fil sparad som Windows-1252 eller «UTF-8 med BOM».",
    good="Samma fil sparad som UTF-8.",
)
NORMAL_FORM = declare(
    "R102",
    "Å, ä och ö är skrivna som ett tecken (Unicode NFC)",
    why="Text som kopierats från en PDF eller en Mac kan ha a + ring i stället för å. Då hittar sökningen den inte.",
    bad="titel: La\u0308xhja\u0308lp (a följt av ett löst trema)",
    good="titel: Läxhjälp",
)
HIDDEN = declare(
    "R103",
    "Texten har inga osynliga tecken, styrtecken eller tecken som vänder skrivriktningen",
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
# What stands inside one emoji: a variation selector after its sign, and the joiner between two signs
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
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
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
            yield hidden_problem(Place(path, number, column), "\r" if hidden == "\x00" and "\r" in line else hidden)
        if not unicodedata.is_normalized("NFC", line):
            normal = unicodedata.normalize("NFC", line)
            column = next(
                (i for i, (a, b) in enumerate(zip(line, normal, strict=False), 1) if a != b),
                min(len(line), len(normal)) + 1,
            )
            yield normal_form_problem(Place(path, number, column))


def hidden_problem(place: Place, character: str) -> Problem:
    """A breach of R103 at `place`."""
    message = f"Här står ett osynligt tecken eller styrtecken ({character_name(character)})."
    return HIDDEN.problem(place, message, "Ta bort tecknet: radera ordet och skriv det på nytt.")


def normal_form_problem(place: Place) -> Problem:
    """A breach of R102 at `place`."""
    message = "En bokstav är skriven som två tecken, till exempel a och en lös ring i stället för å."
    return NORMAL_FORM.problem(place, message, "Skriv ordet på nytt för hand i stället för att klistra in det.")
