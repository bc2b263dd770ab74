"""How long a command takes, and how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LAUNCH = Path(__file__).with_name("launch.py")


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
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryFile() as output:
        figures = Path(temporary) / "figures.json"
        launch: list[str | Path] = [sys.executable, "-I", "-S", _LAUNCH, figures, *command]
        subprocess.run(launch, cwd=folder, stdout=output, stderr=output, check=True)
        code, seconds, work, memory = json.loads(figures.read_text(encoding="utf-8"))
        if code:
            output.seek(0)
            raise CommandFailedError(output.read().decode("utf-8", "replace")[-2000:])
    return Measured(seconds, work, memory * (1 if sys.platform == "darwin" else 1024))


def medians(runs: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(
        median(run.seconds for run in runs),
        median(run.work for run in runs),
        round(median(run.memory for run in runs)),
    )
