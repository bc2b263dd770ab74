"""Programs that do the same work take turns and are measured: by the clock, in processor time, in memory."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

Say = Callable[[str], None]
_PAUSE = 0.02  # seconds between two looks at the memory


class NotMeasuredError(Exception):
    """What should be measured failed; the message has the end of what it wrote."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds by the clock, seconds of processor, most bytes of memory of all its processes at once."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program: how it is started, what part of the work it does, and what is made ready before each turn."""

    name: str
    does: str
    command: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], None] = lambda: None
    site: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The median run of a program on a register of so many records; `pages` is 0 where it makes no site."""

    task: str
    records: int
    program: str
    does: str
    runs: tuple[Run, ...]
    pages: int = 0

    @property
    def median(self) -> Run:
        """The median of each figure by itself."""
        seconds, processor, memory = zip(*((run.seconds, run.processor, run.memory) for run in self.runs), strict=True)
        return Run(median(seconds), median(processor), round(median(memory)))


def compare(task: str, records: int, programs: Sequence[Program], rounds: int, say: Say) -> list[Result]:
    """Let the programs take turns: once without counting, then `rounds` times. Raises NotMeasuredError.

    What fails at its first turn is reported and takes no more part; ours, the first, must not fail.
    """
    runs: dict[str, list[Run]] = {each.name: [] for each in programs}
    failed: set[str] = set()
    for number in range(rounds + 1):
        for each in programs:
            if each.name in failed:
                continue
            each.prepare()
            try:
                run = measure(each.command, each.folder, each.environment)
            except NotMeasuredError as error:
                if each is programs[0]:
                    raise
                say(f"{each.name}: not measured: {str(error).strip()[-300:]}")
                failed.add(each.name)
                continue
            say(f"{each.name}: {run.seconds:.2f} s, {run.processor:.2f} s of processor{' (warming up)' * (not number)}")
            if number:
                runs[each.name].append(run)
    return [
        Result(
            task=task,
            records=records,
            program=each.name,
            does=each.does,
            runs=tuple(runs[each.name]),
            pages=sum(1 for _ in each.site.rglob("*.html")) if each.site else 0,
        )
        for each in programs
        if runs[each.name]
    ]


def measure(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder and measure it with all its processes. Raises NotMeasuredError when it fails.

    Python keeps what it compiles, whatever this process does: nobody waits for that more than once.
    """
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as output:
        before, began = _children(), time.perf_counter()
        with subprocess.Popen(
            [*map(str, command)], cwd=folder, env={**around, **(environment or {})}, stdout=output, stderr=output
        ) as process:
            memory = 0
            while process.poll() is None:
                memory = max(memory, _memory(process.pid))
                time.sleep(_PAUSE)
        seconds = time.perf_counter() - began
        if process.returncode:
            output.seek(0)
            raise NotMeasuredError(output.read().decode("utf-8", "replace")[-2000:] or f"exit {process.returncode}")
    return Run(seconds, _children() - before, memory)


def _children() -> float:
    """Processor seconds of all processes that this one has started and that have ended, and of theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _memory(top: int) -> int:
    try:
        process = psutil.Process(top)
        return sum(int(each.memory_info().rss) for each in (process, *process.children(recursive=True)))
    except psutil.Error:  # one ended while it was looked at
        return 0
