"""validate.py, with all its rules, against check-jsonschema, with the schema alone, on the same records."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, measured, medians
from benchmarks.synthetic import write_register

AIM = 1 / 6
_TODAY = date(2026, 11, 23)  # the records are the same on any day


def compare(project: Path, records: int, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Measure both in turns, `rounds` times each, after one run of each that does not count.

    Gives the medians of both, in seconds and bytes, and `ratio`, ours of theirs; `say` is told each turn.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "register"
        write_register(folder, records, source=project, today=_TODAY)
        files = sorted((folder / "partnerships").rglob("*.yaml"))
        commands: dict[str, list[str | Path]] = {
            "validate.py": [
                sys.executable,
                project / "scripts" / "validate.py",
                "--root",
                folder,
                "--today",
                str(_TODAY),
            ],
            "check-jsonschema": [
                sys.executable,
                "-m",
                "check_jsonschema",
                "--schemafile",
                folder / "schemas" / "record.schema.json",
                *files,
            ],
        }
        runs: dict[str, list[Measured]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                run = measured(command, folder)
                if turn:
                    runs[name].append(run)
                say(f"{name}: {run.seconds:.2f} s{'' if turn else ' (does not count)'}")
    ours, theirs = medians(runs["validate.py"]), medians(runs["check-jsonschema"])
    return {
        "records": len(files),
        "rounds": rounds,
        "validate.py": _figures(ours),
        "check-jsonschema": _figures(theirs),
        "ratio": round(ours.seconds / theirs.seconds, 4),
        "ratio_of_work": round(ours.work / theirs.work, 4),
        "aim": round(AIM, 4),
    }


def _figures(run: Measured) -> dict[str, float | int]:
    return {"seconds": round(run.seconds, 3), "processor_seconds": round(run.work, 3), "peak_memory_bytes": run.memory}
