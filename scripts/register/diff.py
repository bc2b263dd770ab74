"""Differences between two versions of a file's data, field by field and entry by entry, and of a text, word by word.

The data are compared as they were written, not as the model has them, so that a version with faults, or one from
before a field was named as it is today, can be compared too.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs.

    `field` is its dotted name in the schema, such as `beslut.belopp` or `uppfoljning.inkom`. `before` and `after` are
    plain data, None where it is not there. `entry` is the entry of a list that it belongs to, as it is now, or as
    it was when it is gone. A list of entries in `before` and `after` has only changed its order.
    """

    field: str
    before: Any
    after: Any
    entry: Mapping[str, Any] | None = None


# What comes and goes as one thing, and is then not described field by field
_WHOLE = {"resultat", "avbrutet", "tillbakadragen"}

# By what an entry is known again, in the order it is tried; an entry that is the same in all is known first
_KNOWN_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "uppfoljning": (("typ", "senast"), ("typ",)),
    "rattelser": (("datum",), ("text",)),
    "koder": (("kod",),),
    "kriterier": (("id",),),
    "omgangar": (("namn",), ("oppnar",)),
}

_Entry = dict[str, Any]
_Pair = tuple[_Entry | None, _Entry | None]


def changes(before: Any, after: Any) -> tuple[Change, ...]:
    """What differs between two versions of a file's data, in the order of the file as it was, new fields last."""
    return tuple(_changes(before, after, "", None))


def _changes(before: Any, after: Any, field: str, entry: _Entry | None) -> Iterator[Change]:
    if repr(before) == repr(after):  # true and 1 are equal in Python, but not in a file
        return
    if field not in _WHOLE or (before is not None and after is not None):
        if _are(dict, before, after):
            yield from _fields(before or {}, after or {}, field, entry)
            return
        if _are(list, before, after) and all(isinstance(item, dict) for item in (before or []) + (after or [])):
            yield from _entries(before or [], after or [], field)
            return
    yield Change(field=field, before=before, after=after, entry=entry)


def _are(kind: type, before: Any, after: Any) -> bool:
    return all(value is None or isinstance(value, kind) for value in (before, after))


def _fields(before: _Entry, after: _Entry, field: str, entry: _Entry | None) -> Iterator[Change]:
    for name in [*before, *(name for name in after if name not in before)]:
        inner = f"{field}.{name}" if field else name
        yield from _changes(before.get(name), after.get(name), inner, entry)


def _entries(before: list[_Entry], after: list[_Entry], field: str) -> Iterator[Change]:
    pairs = _paired(before, after, field)
    for old, new in pairs:
        if old is None or new is None:
            yield Change(field=field, before=old, after=new, entry=old if new is None else new)
        else:
            yield from _fields(old, new, field, new)
    kept = [old for old, new in pairs if old is not None and new is not None]
    places = {id(old): place for place, old in enumerate(before)}
    order = [places[id(old)] for old in kept]
    if order != sorted(order):
        yield Change(field=field, before=before, after=after)


def _paired(before: list[_Entry], after: list[_Entry], field: str) -> list[_Pair]:
    """Each entry now with the one it was, in the order they are in now; then those that are gone."""
    was: dict[int, _Entry] = {}
    left = list(before)
    for names in (None, *_KNOWN_BY.get(field, ())):
        waiting: dict[str, deque[_Entry]] = {}
        for old in left:
            waiting.setdefault(_key(old, names), deque()).append(old)
        for place, new in enumerate(after):
            key = _key(new, names)
            if place not in was and waiting.get(key):
                was[place] = waiting[key].popleft()
        taken = {id(old) for old in was.values()}
        left = [old for old in left if id(old) not in taken]
    return [*((was.get(place), new) for place, new in enumerate(after)), *((old, None) for old in left)]


def _key(entry: _Entry, names: tuple[str, ...] | None) -> str:
    """What an entry is known by, as a text. An entry that lacks a name is only known by the whole of itself."""
    whole = names is None or any(name not in entry for name in names)
    known = entry if whole else [entry[name] for name in names or ()]
    return json.dumps(known, sort_keys=True, ensure_ascii=False)


MOST_WORDS = 400  # the work grows with the square; a longer text is taken for rewritten
_REWRITTEN = 0.5


class ChangeType(Enum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """Adjacent words, with single spaces between them."""

    change: ChangeType
    words: str


def difference(before: str, after: str) -> tuple[Segment, ...] | None:
    """The words of both texts in order, what was removed before what was added; None when most of it is new.

    Line breaks count as spaces. Joined, the pieces that are not ADDED give `before`, those not REMOVED give `after`.
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < _REWRITTEN:
        return None
    return tuple(_pieces(matcher, old, new))


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Segment]:
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield Segment(ChangeType.KEPT, " ".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Segment(ChangeType.REMOVED, " ".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Segment(ChangeType.ADDED, " ".join(new[new_from:new_to]))
