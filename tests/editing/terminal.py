"""A pseudo-terminal: a command is started in it, its questions are read, and answers are typed."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENTER, CTRL_C, CTRL_D, CTRL_U, DOWN = "\r", "\x03", "\x04", "\x15", "\x1b[B"
_SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\].*?\x07")
_PATIENCE = 60.0


class Terminal:
    """What a person sees and types."""

    def __init__(self, arguments: list[str]) -> None:
        self._end, inner = pty.openpty()
        environ = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "160"}
        self.process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environ, stdin=inner, stdout=inner, stderr=inner, close_fds=True
        )
        os.close(inner)
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
        while self.process.poll() is None:
            self._more("the end", or_end=True)
        self._more("the end", or_end=True)
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._end)

    def _more(self, wanted: str, *, or_end: bool = False) -> None:
        ready, _, _ = select.select([self._end], [], [], _PATIENCE)
        try:
            data = os.read(self._end, 65536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        if not data and or_end and ready:
            self.process.wait(_PATIENCE)
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
