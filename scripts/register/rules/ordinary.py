"""The cheapest look at a text: whether it is ordinary, so that no rule about texts can have anything to say.

Nearly every text is, and the thorough searches are then not needed. A property test holds that an ordinary text never
breaks a rule.
"""

from __future__ import annotations

import re

from register.characters import MAY_BE_BROKEN
from register.personal_data import is_plain

SHORT = 25  # a shorter text may be a placeholder as a whole, without any of the signs

# Without one of these a longer text has no placeholder
_WORDS = ("to-do", "todo", "fixme", "tbd", "tba", "tb.", "t.b", "xx", "yyy", "zzz", "lorem", "ipsum", "placeholder",
          "platshåll", "test", "text", "asdf", "qwerty", "foobar", "bla", "fyll i", "mm-dd", "???", "---",
          "...")  # fmt: skip
_SIGNS = (*_WORDS, "###", "___", "[", "<", "{")
_CAPITALS = re.compile(r"[^\W\d_a-zåäöéü]{2}")
# Dates, and the numbers of organisations (whose third digit is no month's) and of cases
_FIXED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9][2-9][0-9]{3}-[0-9]{4}|(?:19|20)[0-9]{2}-[0-9]{1,5}")
# Letters, digits and the signs of plain prose, and never two capitals in a row
_PROSE = re.compile(r"(?:[A-ZÅÄÖÉÜ]?[a-zåäöéü0-9 ,.:;!?'’\"«»–\-\n/+]++)*+")
_WHOLE = ("skriv här", "saknas", "okänt", "inget", "ingen")


def is_plain_prose(text: str) -> bool:
    """Return whether no rule about texts can have anything to say."""
    if not text or _FIXED.fullmatch(text):
        return True
    if not _PROSE.fullmatch(text) or not is_plain(text) or ("?" in text and MAY_BE_BROKEN.search(text)):
        return False  # of what may be broken, only a question mark inside a word is among the signs of prose
    lower = text.lower().replace("\n", " ")
    if any(map(lower.__contains__, _WORDS)):
        return False
    return len(text) > SHORT or (len(text) > 1 and text[:2].isalnum() and not any(map(lower.__contains__, _WHOLE)))


def has_sign(text: str) -> bool:
    """Return whether a text longer than `SHORT` may have a placeholder."""
    return any(map(text.lower().__contains__, _SIGNS))


def has_capitals(text: str) -> bool:
    """Return whether a word may be written in capitals: there are two in a row."""
    return _CAPITALS.search(text) is not None
