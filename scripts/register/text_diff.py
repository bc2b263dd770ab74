"""What differs between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

MOST_WORDS = 400  # the work grows with the square; a longer text is taken for rewritten
_REWRITTEN = 0.5


class ChangeType(Enum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words that stand together, with single spaces between them."""

    fate: ChangeType
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
