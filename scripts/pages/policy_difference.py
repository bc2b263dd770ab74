"""What differs between two versions of the policy: the document head field by field, the text word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from register.diff import ChangeType, Segment, difference
from register.model import PolicyVersion

from pages.policy_text import Block, policy_blocks

_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A heading, paragraph or point of a list, with what became of its words. `tag` is h2, h3, p or li."""

    tag: str
    pieces: tuple[Segment, ...]

    @property
    def changed(self) -> bool:
        """Whether any of its words were added or removed."""
        return any(piece.fate is not ChangeType.KEPT for piece in self.pieces)


def text_difference(before: PolicyVersion, after: PolicyVersion) -> list[ChangedBlock]:
    """The blocks of both texts in order; what was removed stands where it stood."""
    return list(_blocks(policy_blocks(before.text, before.title), policy_blocks(after.text, after.title)))


def added_and_removed(blocks: Sequence[ChangedBlock]) -> tuple[int, int]:
    """How many words were added and how many removed."""
    count = dict.fromkeys(ChangeType, 0)
    for block in blocks:
        for piece in block.pieces:
            count[piece.fate] += len(piece.words.split())
    return count[ChangeType.ADDED], count[ChangeType.REMOVED]


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[ChangedBlock]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield from (_whole(block, ChangeType.KEPT) for block in old[old_from:old_to])
        else:
            yield from _replaced(old[old_from:old_to], new[new_from:new_to])


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[ChangedBlock]:
    """Blocks that stand where others stood: each new one beside the old one that it is most like, in order."""
    waiting = list(old)
    for block in new:
        likest = max(range(len(waiting)), key=lambda place: _likeness(waiting[place], block), default=None)
        if likest is None or _likeness(waiting[likest], block) < _ALIKE:
            yield _whole(block, ChangeType.ADDED)
            continue
        yield from (_whole(gone, ChangeType.REMOVED) for gone in waiting[:likest])
        yield from _paired(waiting[likest], block)
        waiting = waiting[likest + 1 :]
    yield from (_whole(gone, ChangeType.REMOVED) for gone in waiting)


def _paired(old: Block, new: Block) -> Iterator[ChangedBlock]:
    pieces = difference(old.words, new.words) if old.tag == new.tag else None
    if pieces is None:
        yield _whole(old, ChangeType.REMOVED)
        yield _whole(new, ChangeType.ADDED)
    else:
        yield ChangedBlock(new.tag, pieces)


def _likeness(old: Block, new: Block) -> float:
    """How much of the words of two blocks is the same, from 0 to 1."""
    return SequenceMatcher(a=old.words.split(), b=new.words.split(), autojunk=False).ratio()


def _whole(block: Block, fate: ChangeType) -> ChangedBlock:
    return ChangedBlock(block.tag, (Segment(fate, block.words),))
