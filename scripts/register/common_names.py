"""The names that are common in Sweden, to tell persons from organisations, roles and places."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_LAST_NAME = re.compile(r"\w+(?:sson|ssen|strom|[qk]vist|quist|hjelm|stedt|ovic|ovski|oglu)")


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Read the first names and the last names."""
    text = (Path(__file__).parent / "common_names.txt").read_text(encoding="utf-8")
    first, last = text.partition("\n")[2].split("\n\n")
    return frozenset(_fold(first).split()), frozenset(_fold(last).split())


def _fold(text: str) -> str:
    """Return a text in small letters a–z, as names are written in accounts and addresses."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def is_first_name(word: str) -> bool:
    """Tell whether a word is a common first name, in any case."""
    return _fold(word) in _names()[0]


def is_last_name(word: str) -> bool:
    """Tell whether a word is a common last name, or ends as only last names do; also as «Anderssons»."""
    name = _fold(word)
    known = (name, name.removesuffix("s"))
    return any(one in _names()[1] or _LAST_NAME.fullmatch(one) is not None for one in known)
