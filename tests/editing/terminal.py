"""A pseudo-terminal: a command is started in it, its questions are read, and answers are typed."""

from __future__ import annotations

import os
import pty
import re
import runpy
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from ..forked import ROOT, start

ENTER, CTRL_C, CTRL_D, CTRL_U, DOWN = "\r", "\x03", "\x04", "\x15", "\x1b[B"
_SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\].*?\x07")
_PATIENCE = 300.0  # seconds: a command that has ended is not waited for, and a loaded machine is slow


def _run(arguments: list[str], environ: dict[str, str], inner: Connection) -> None:
    """Be the command: what it reads and writes is the terminal."""
    for number in range(3):
        os.dup2(inner.fileno(), number)
    inner.close()
    os.environ.update(environ)
    os.chdir(ROOT)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, "rw"[number > 0], encoding="utf-8") for number in range(3))
    sys.argv = arguments
    runpy.run_path(arguments[0], run_name="__main__")


class Terminal:
    """What a person sees and types."""

    def __init__(self, arguments: list[str]) -> None:
        self._end, inner_end = pty.openpty()
        environ = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "160"}
        with Connection(inner_end) as inner:
            self.process = start(_run, arguments, environ, inner)
        self.seen = ""
        self._read = 0

    def see(self, words: str) -> None:
        """Wait until these words are on the screen, after those that were waited for before."""
        while (found := self.seen.find(words, self._read)) < 0:
            self._more(words)
        self._read = found + len(words)

    def type(self, text: str) -> None:
        """Type, as it is."""
        os.write(self._end, text.encode())

    def answer(self, question: str, text: str = "") -> None:
        """Wait for a question, then type an answer and Enter."""
        self.see(f"? {question}")
        self.type(text + ENTER)

    def ends(self) -> int:
        """Wait for the end; the exit code."""
        while self.process.is_alive():
            self._more("the end", or_end=True)
        self._more("the end", or_end=True)
        assert self.process.exitcode is not None
        return self.process.exitcode

    def close(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        os.close(self._end)

    def _more(self, wanted: str, *, or_end: bool = False) -> None:
        ready, _, _ = select.select([self._end], [], [], _PATIENCE)
        try:
            data = os.read(self._end, 65536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        if not data and or_end and ready:
            self.process.join(_PATIENCE)
            return
        assert data, f"«{wanted}» never came. On the screen:\n{self.seen}"
        self.seen += _SEQUENCES.sub("", data.decode("utf-8", "replace"))


@contextmanager
def terminal(*arguments: str) -> Iterator[Terminal]:
    """A terminal in which the command runs; closed at the end."""
    made = Terminal(list(arguments))
    try:
        yield made
    finally:
        made.close()
