"""How long a command takes, and how much memory, with all the processes that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

INDEXER = "pagefind"  # how the name of the search indexer begins
_LAUNCH = Path(__file__).with_name("launch.py")


class NotMeasuredError(Exception):
    """What should be measured did not do what it should; the message has what it said."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: `seconds` on the clock, `work` seconds of processor time, memory in bytes at its highest.

    `memory` is that of all processes that were alive at the same time, but the search indexer, whose own is `indexer`.
    """

    seconds: float
    work: float
    memory: int
    indexer: int = 0


def measured(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command in a folder, with `environment` beside its own, and measure it.

    Raises NotMeasuredError unless it exits with 0.
    """
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryFile() as output:
        figures = Path(temporary) / "figures.json"
        launch: list[str | Path] = [sys.executable, "-I", "-S", _LAUNCH, figures, *command]
        environ = {**os.environ, **(environment or {})}
        subprocess.run(launch, cwd=folder, env=environ, stdout=output, stderr=output, check=True)
        code, seconds, work, most, highest, together = json.loads(figures.read_text(encoding="utf-8"))
        if code:
            output.seek(0)
            raise NotMeasuredError(output.read().decode("utf-8", "replace")[-2000:])
    indexer = max((memory for name, memory in highest if name.startswith(INDEXER)), default=0)
    own = [memory for name, memory in highest if not name.startswith(INDEXER)]
    sums = [sum(memory for name, memory in at.items() if not name.startswith(INDEXER)) for at in together]
    alone = [] if indexer else [most]  # measured to the end, but without saying whose it is
    return Measured(seconds, work, max(own + sums + alone), indexer)


def medians(runs: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(
        median(run.seconds for run in runs),
        median(run.work for run in runs),
        round(median(run.memory for run in runs)),
        round(median(run.indexer for run in runs)),
    )
