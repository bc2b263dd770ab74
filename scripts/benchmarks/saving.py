"""make serve: how long it takes from saving a record until its page shows what was written."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO
from urllib.request import urlopen

from benchmarks.contest import Say
from benchmarks.grounds import Grounds
from benchmarks.measure import NotMeasuredError

LONGEST_START, LONGEST_SAVE = 900.0, 120.0  # seconds until it is taken for broken
_PAUSE = 0.02
_WORD = "Provordet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saves:
    """What saving took, in seconds on the clock; `start` is from the start of the server to its first page."""

    records: int
    start: float
    saves: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the saves."""
        return median(self.saves)


def measure_saving(grounds: Grounds, records: int, saves: int, say: Say) -> Saves:
    """Save so many records, one after the other, while the site is served. Raises NotMeasuredError."""
    root = grounds.root(records)
    files = sorted((root / "partnerships").rglob("*.yaml"))
    chosen = [path for path in files if "\nsammanfattning: " in path.read_text(encoding="utf-8")]
    began = time.perf_counter()
    with _serving(grounds.project, root) as server:
        server.wait("", lambda page: bool(page), LONGEST_START)
        start = time.perf_counter() - began
        say(f"serve.py: {start:.1f} s until the first page")
        taken = []
        for number in range(saves):
            path = chosen[number * len(chosen) // saves]
            taken.append(_saved(path, path.relative_to(root).with_suffix(""), server))
            say(f"serve.py: {taken[-1]:.2f} s from saving {path.name} until it is shown")
    return Saves(records=records, start=start, saves=tuple(taken))


class _Server:
    """A server that runs, and what it has said."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: IO[bytes]) -> None:
        self.process = process
        self.address = address
        self.log = log

    def wait(self, where: str, fits: Callable[[str], bool], longest: float) -> None:
        """Ask for a page again and again until it is as it should be. Raises NotMeasuredError after `longest` s."""
        end = time.perf_counter() + longest
        while not fits(self.page(where)):
            if self.process.poll() is not None or time.perf_counter() > end:
                self.log.seek(0)
                raise NotMeasuredError(f"{self.log.read().decode()[-2000:]}\n/{where} never came as it should")
            time.sleep(_PAUSE)

    def page(self, where: str) -> str:
        """What the page says, or nothing when it is not there."""
        try:
            with urlopen(self.address + where, timeout=LONGEST_SAVE) as answer:  # noqa: S310  # our own server
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""


@contextmanager
def _serving(project: Path, root: Path) -> Iterator[_Server]:
    """The site of a register, served at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(project / "scripts" / "serve.py"), "--root", str(root), "--port", str(port)]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            yield _Server(process, f"http://127.0.0.1:{port}/", log)
        finally:
            process.terminate()


def _saved(path: Path, identity: Path, server: _Server) -> float:
    """Write a word into the summary of a record, wait until its page has it, and put back what was there."""
    page = f"samarbeten/{identity.relative_to('partnerships').as_posix()}/"
    before = path.read_text(encoding="utf-8")
    server.wait(page, lambda text: bool(text) and _WORD not in text, LONGEST_SAVE)
    began = time.perf_counter()
    path.write_text(before.replace("\nsammanfattning: ", f"\nsammanfattning: {_WORD} ", 1), encoding="utf-8")
    server.wait(page, lambda text: _WORD in text, LONGEST_SAVE)
    seconds = time.perf_counter() - began
    path.write_text(before, encoding="utf-8")
    server.wait(page, lambda text: bool(text) and _WORD not in text, LONGEST_SAVE)
    return seconds
