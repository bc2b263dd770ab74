"""A loop that tells how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from register.progress import ProgressCallback

_Item = TypeVar("_Item")
_EVERY = 100  # what is fewer than this takes no time, and nothing is told of it


def track(items: Collection[_Item], stage: str, tell: ProgressCallback | None) -> Iterable[_Item]:
    """The items, in their order; after each hundred `tell` is told the stage, how many are done and of how many."""
    return items if tell is None or len(items) < _EVERY else _counted(items, stage, tell)


def _counted(items: Collection[_Item], stage: str, tell: ProgressCallback) -> Iterator[_Item]:
    tell(stage, 0, len(items))
    for done, item in enumerate(items, start=1):
        yield item
        if done % _EVERY == 0 or done == len(items):
            tell(stage, done, len(items))
