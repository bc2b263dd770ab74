"""How long a command takes, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


class CommandFailedError(Exception):
    """A command that is measured did not do what it should; the message has what it said."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: `seconds` on the clock, `work` seconds of processor time, `memory` in bytes at its highest."""

    seconds: float
    work: float
    memory: int


def measured(command: Sequence[str | Path], folder: Path) -> Measured:
    """Run a command in a folder and measure it. Raises CommandFailedError unless it exits with 0."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(list(command), cwd=folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)  # the usage of this process and no other
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise CommandFailedError(output.read().decode("utf-8", "replace")[-2000:])
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def medians(runs: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(
        median(run.seconds for run in runs),
        median(run.work for run in runs),
        round(median(run.memory for run in runs)),
    )
