"""make serve: how long it takes from saving a record until its page shows what was written."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from benchmarks.rivals import PROJECT
from benchmarks.runs import NotMeasuredError, Say

_LONGEST = 300.0  # seconds until it is taken for broken
_WORD = "Provordet"
_MARK = "\nsammanfattning: "

Wait = Callable[[str, Callable[[str], bool]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The median of what saving took, in seconds by the clock, in a register of so many records."""

    records: int
    seconds: float


def measure_serve(root: Path, records: int, saves: int, say: Say) -> Saved:
    """Save so many records of `root`, one after the other, while it is served. Raises NotMeasuredError."""
    files = sorted((root / "partnerships").rglob("*.yaml"))
    chosen = [path for path in files if _MARK in path.read_text(encoding="utf-8")][:: max(1, len(files) // saves)][
        :saves
    ]
    with _serving(root) as wait:
        wait("", bool)
        taken = [
            _save(path, f"samarbeten/{path.relative_to(root / 'partnerships').with_suffix('').as_posix()}/", wait)
            for path in chosen
        ]
    say(f"serve.py: {', '.join(f'{seconds:.2f} s' for seconds in taken)} from saving until it is shown")
    return Saved(records=records, seconds=median(taken))


def _save(path: Path, page: str, wait: Wait) -> float:
    """Write a word into the summary, wait until the page has it, put back what was there; return the first wait."""
    before = path.read_text(encoding="utf-8")
    wait(page, lambda text: bool(text) and _WORD not in text)
    began = time.perf_counter()
    path.write_text(before.replace(_MARK, f"{_MARK}{_WORD} ", 1), encoding="utf-8")
    wait(page, lambda text: _WORD in text)
    seconds = time.perf_counter() - began
    path.write_text(before, encoding="utf-8")
    wait(page, lambda text: bool(text) and _WORD not in text)
    return seconds


@contextmanager
def _serving(root: Path) -> Iterator[Wait]:
    """Serve a register at a free port; gives what waits until a page is as it should be."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, PROJECT / "scripts" / "serve.py", "--root", root, "--port", str(port)]
    with subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:

        def wait(page: str, fits: Callable[[str], bool]) -> None:
            end = time.perf_counter() + _LONGEST
            while not fits(_read(f"http://127.0.0.1:{port}/{page}")):
                if process.poll() is not None or time.perf_counter() > end:
                    raise NotMeasuredError(f"/{page} never came as it should")
                time.sleep(0.02)

        try:
            yield wait
        finally:
            process.terminate()


def _read(address: str) -> str:
    try:
        with urlopen(address, timeout=_LONGEST) as answer:  # noqa: S310  # our own server
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""
