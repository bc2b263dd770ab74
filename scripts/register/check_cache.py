"""What one examination leaves for the next, so that only what has changed since is done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

_Value = TypeVar("_Value")
_COMPARED = frozenset({bytes, bool})  # what is the same when it is equal; all else has to be the same object


class CheckCache:
    """The values that the last examination made, each with its basis: all that it was made from.

    A value whose basis is the same again is given again, the same object. Values that an examination does not ask for
    are forgotten when it is finished, so no more is held than one examination needs.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}
        self._now: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}

    def value(self, kind: str, name: str, basis: tuple[Any, ...], make: Callable[[], _Value]) -> _Value:
        """The value of this kind and name: the one from last time where `basis` is the same, or else made now."""
        known = self._last.get((kind, name))
        if known is None or not _same(known[0], basis):
            known = basis, make()
        self._now[kind, name] = known
        value: _Value = known[1]
        return value

    def finish(self) -> None:
        """Forget what this examination did not ask for."""
        self._last, self._now = self._now, {}

    def fork(self) -> Self:
        """What another examination, of a tree that has most in common with this one, can begin with."""
        other = self.__class__()
        other._last = self._last  # never changed, only replaced
        return other


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    if len(one) != len(other):
        return False
    for a, b in zip(one, other, strict=True):  # noqa: SIM110 - all() with a generator takes twice the time
        if a is not b and not (a.__class__ in _COMPARED and a == b):
            return False
    return True
