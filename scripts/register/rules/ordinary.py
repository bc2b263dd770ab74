"""The cheapest look at a text: whether it is ordinary, so that no rule about texts can have anything to say.

Nearly every text is, and the thorough searches are then not needed. A property test holds that an ordinary text never
breaks a rule.
"""

from __future__ import annotations

import re

from register.personal import AT_WORDS

SHORT = 25  # a shorter text may be a placeholder as a whole, without any of the signs

# Without one of these a longer text has no placeholder
_SIGNS = (
    *("to-do", "todo", "fixme", "tbd", "tba", "tb.", "t.b", "xx", "yyy", "zzz", "lorem", "ipsum", "placeholder"),
    *("platshåll", "test", "text", "asdf", "qwerty", "foobar", "bla", "fyll i", "mm-dd", "???", "###", "___", "---"),
    *("...", "[", "<", "{"),
)
# Letters and the signs of plain prose, and never two capitals in a row
_PROSE = re.compile(r"(?:[A-ZÅÄÖÉÜ]?[a-zåäöéü ,.:;!?'’\"«»–\-\n/+]++)*+")
_UNUSUAL = (*AT_WORDS, *_SIGNS)
_CAPITALS = re.compile(r"[^\W\d_a-zåäöéü]{2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_ordinary(text: str) -> bool:
    """Whether no rule about texts can have anything to say."""
    if len(text) <= SHORT:
        return _DATE.fullmatch(text) is not None
    return _PROSE.fullmatch(text) is not None and not any(map(text.lower().__contains__, _UNUSUAL))


def has_sign(text: str) -> bool:
    """Whether a text longer than `SHORT` may have a placeholder."""
    return any(map(text.lower().__contains__, _SIGNS))


def has_capitals(text: str) -> bool:
    """Whether a word may be written in capitals: there are two in a row."""
    return _CAPITALS.search(text) is not None
