"""Anchors and parts of addresses made from words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th"})


def slug(text: str, otherwise: str) -> str:
    """The text in a–z, 0–9 and hyphens; `otherwise` when nothing of it remains."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_PLAIN.sub("-", plain).strip("-") or otherwise


class UniqueSlugs:
    """Names already given away; the next that wants the same gets `-2`, `-3` and so on."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = set(names)

    def take(self, wanted: str) -> str:
        """Give away `wanted`, or the first numbered form of it that is free."""
        name, turn = wanted, 1
        while name in self._names:
            turn += 1
            name = f"{wanted}-{turn}"
        self._names.add(name)
        return name
