"""Progress of long work on a terminal: one line that is rewritten, and one left behind per stage.

Work that may take long is given a `ProgressCallback` and calls it as it goes: the stage in Swedish with a capital, how
much of it is done, and of how much (0 where that is not known).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

from register.swedish import number

ProgressCallback = Callable[[str, int, int], None]

_PAUSE = 0.1  # seconds between two times that the line is written
_CLEAR = "\r\033[K"


def no_progress(_stage: str, _done: int, _of: int) -> None:
    """Show nothing."""


@contextmanager
def progress(stream: TextIO, clock: Callable[[], float] = time.monotonic) -> Iterator[ProgressCallback]:
    """Show progress on `stream` if it is a terminal; else write nothing.

    A stage ends when another begins, or the work does: the cursor is then on a line of its own.
    """
    if not stream.isatty():
        yield no_progress
        return
    line = _Line(stream, clock)
    try:
        yield line.update
    finally:
        line.end()


class _Line:
    """The line of the stage that is going on."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.stream = stream
        self.clock = clock
        self.stage = ""
        self.done = self.of = 0
        self.began = self.written = 0.0

    def update(self, stage: str, done: int, of: int) -> None:
        now = self.clock()
        if stage != self.stage:
            self.end()
            self.stage, self.began, self.written = stage, now, -math.inf
        self.done, self.of = done, of
        if now - self.written >= _PAUSE:
            self.written = now
            self.write(f"{stage}  {self.counted}{self.seconds(now)}" if of or done else f"{stage} …")

    def end(self) -> None:
        if self.stage:
            self.write(f"{self.stage}  {self.counted}{self.seconds(self.clock())}\n")
        self.stage = ""

    @property
    def counted(self) -> str:
        if not self.of:
            return f"{number(self.done)}, " if self.done else ""
        return f"{number(self.done)} av {number(self.of)}, "

    def seconds(self, now: float) -> str:
        return f"{number(int(now - self.began))} s"

    def write(self, text: str) -> None:
        self.stream.write(_CLEAR + text)
        self.stream.flush()


_Item = TypeVar("_Item")
_EVERY = 100  # what is fewer than this takes no time, and is not reported


def track(items: Collection[_Item], stage: str, update: ProgressCallback | None) -> Iterable[_Item]:
    """The items, in their order; after each hundred `update` gets the stage, how many are done and of how many."""
    return items if update is None or len(items) < _EVERY else _counted(items, stage, update)


def _counted(items: Collection[_Item], stage: str, update: ProgressCallback) -> Iterator[_Item]:
    update(stage, 0, len(items))
    for done, item in enumerate(items, start=1):
        yield item
        if done % _EVERY == 0 or done == len(items):
            update(stage, done, len(items))
