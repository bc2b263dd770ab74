"""Tell persons from organisations, roles and places by their names: common_names.txt has the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

_LAST_NAME = re.compile(r"\w+(?:sson|ssen|strom|lof|[qk]vist|quist|hjelm|stedt|ovic|ovski|oglu)")
_PLACE = re.compile(
    r".{2,}(?:backen?|berget|dalen|fältet|gatan|gränd|gården|hallen|hamnen|holmen|huset|kullen|lunden|parken|planen|"
    r"skogen|skolan|slätt|sjön|stan|staden|stranden|torget|vägen|viken|ängen)s?"
)
_ENDING = r"(?:e?n|e?t|a|ar|er|or|arna|erna|orna)?s?"
_SOLE_TRADER = re.compile(r"\bensk(?:ild|\.)?a?\s*(?:firma|näringsidkar|näringsverksamhet)", re.IGNORECASE)
_CAPITALISED = re.compile(r"[^\W\d_a-zåäö][a-zåäöéèüøæćčšž]+(?:-[^\W\d_]+)?")
_INITIAL = re.compile(r"[^\W\d_a-zåäö](?:\.|-[^\W\d_]\.?)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?|[^\w\s,]")


@cache
def _words() -> dict[str, frozenset[str]]:
    """Read the words of each section, in small letters; those of names without their accents."""
    text = (Path(__file__).parent / "common_names.txt").read_text(encoding="utf-8")
    sections = (section.partition("\n") for section in text.removeprefix("# ").split("\n\n# "))
    return {name: frozenset((_fold(words) if "names" in name else words).split()) for name, _, words in sections}


@cache
def _organisation_word() -> re.Pattern[str]:
    ends = "|".join(sorted(_words()["ends of words for organisations"]))
    return re.compile(rf"(?:.*(?:{ends})(?:s[- ]?\w*)?{_ENDING}|exempel.*)")


def _fold(text: str) -> str:
    """Return a text in small letters a–z, as names are written in accounts and addresses."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def is_first_name(word: str) -> bool:
    """Return whether a word is a common first name, in any case."""
    name = _fold(word)
    return name in _words()["first names"] or (
        "-" in name and all(part in _words()["first names"] for part in name.split("-"))
    )


def is_last_name(word: str) -> bool:
    """Return whether a word is a common last name, or ends as only last names do; also as «Anderssons»."""
    known = (_fold(word), _fold(word).removesuffix("s"))
    return any(name in _words()["last names"] or _LAST_NAME.fullmatch(name) is not None for name in known)


def is_organisation(name: str) -> bool:
    """Return whether a name has a word that only organisations have: Föreningen Lyktan, Råslätts SK, Lyktan AB."""
    words = [word.lower() for word in _WORD.findall(name)]
    forms = _words()["words that only organisations have"]
    ends = _organisation_word()
    return any(
        word in forms or word.rstrip(".") in forms or ends.fullmatch(word) for word in words if not is_first_name(word)
    )


@lru_cache(maxsize=1024)
def names_person(text: str, places: Set[str] = frozenset(), *, strict: bool = False) -> bool:
    """Return whether a text has a person's name, in any order and case, with initials, or is that of a sole trader.

    `places` are names of places besides the common ones, in small letters. `strict` takes any two words with capitals
    for a name that are neither a role nor a place, as where a role is to be written.
    """
    words = _WORD.findall(text)
    if _SOLE_TRADER.search(text) or (len(words) == 1 and (is_first_name(text) or _fold(text).endswith("sson"))):
        return True
    pairs = list(pairwise(words))
    return (
        any(_is_name(*pair) or _is_name(*reversed(pair)) for pair in pairs)
        or any(_looks_like_name(*pair, places, strict) for pair in pairs)
        or (strict and any(_fold(word).endswith(("sson", "ssons")) for word in words))
    )


def is_person_name(name: str | None, places: Set[str] = frozenset()) -> bool:
    """Return whether a recipient's name is a person's: a sole trader's, or one with no word of an organisation."""
    if not name:
        return False
    return names_person(name, frozenset(places)) and (
        _SOLE_TRADER.search(name) is not None or not is_organisation(name)
    )


def _is_name(given: str, family: str) -> bool:
    """Return whether two words are a first name or an initial, and a last name."""
    initial = _INITIAL.fullmatch(given) is not None
    dotted = initial and given.endswith(".") and _CAPITALISED.fullmatch(family)
    return bool(dotted) or ((initial or is_first_name(given)) and is_last_name(family))


def _looks_like_name(first: str, second: str, places: Set[str], strict: bool) -> bool:
    """Return whether two words in a row have capitals, are no role or place, and one is a first name."""
    if not all(_CAPITALISED.fullmatch(word) and may_be_name(word, places) for word in (first, second)):
        return is_first_name(first) and _INITIAL.fullmatch(second) is not None
    is_word = _fold(second) in _words()["first names that are words"]
    return strict or is_first_name(first) or (is_first_name(second) and not is_word)


def may_be_name(word: str, places: Set[str] = frozenset()) -> bool:
    """Return whether a word is neither a place, a part of a role nor a word of an organisation."""
    lower = word.lower()
    known = _words()["places"] | places
    if lower in known or lower.removesuffix("s") in known or _PLACE.fullmatch(lower):
        return False
    roles = _words()["parts of words for roles and departments"]
    return not is_organisation(word) and not any(stem in lower for stem in roles)
