"""How far long work has come, on a terminal: one line that is written over, and one left behind for each stage.

Work that may take long is given a `Tell` and calls it as it goes: what is being done now, in Swedish with a capital,
how much of it is done, and of how much: 0 where that is not known.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from register.swedish import number

ProgressCallback = Callable[[str, int, int], None]

_PAUSE = 0.1  # seconds between two times that the line is written
_CLEAR = "\r\033[K"


def no_progress(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@contextmanager
def progress(stream: TextIO, clock: Callable[[], float] = time.monotonic) -> Iterator[ProgressCallback]:
    """Show on `stream` what is told, if it is a terminal; else not one byte is written.

    A stage ends when another begins, or the work does: the cursor then stands on a line of its own.
    """
    if not stream.isatty():
        yield no_progress
        return
    line = _Line(stream, clock)
    try:
        yield line.tell
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

    def tell(self, stage: str, done: int, of: int) -> None:
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
