"""validate.py, with all its rules, against check-jsonschema and datatig, with the schema alone."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from benchmarks.contest import Contestant, Result, Say, contest
from benchmarks.grounds import TODAY, Grounds
from benchmarks.measure import NotMeasuredError, measured

OURS, CHECK_JSONSCHEMA, DATATIG = "validate.py", "check-jsonschema", "datatig check"


def measure_check(grounds: Grounds, records: int, rounds: int, say: Say) -> list[Result]:
    """What each takes for so many records, ours first. Raises NotMeasuredError."""
    ours, *rivals = contestants(grounds, grounds.root(records))
    runs = contest(ours, rivals, rounds, say)
    return [
        Result(task="check", records=records, program=each.name, does=each.does, runs=runs[each.name])
        for each in (ours, *rivals)
    ]


def contestants(grounds: Grounds, root: Path) -> list[Contestant]:
    """Ours first, each to check the records of `root` and to exit with another number than 0 for a fault."""
    files = sorted((root / "partnerships").rglob("*.yaml"))
    validate: list[str | Path] = [sys.executable, grounds.project / "scripts" / "validate.py"]
    schema = root / "schemas" / "record.schema.json"
    ours = Contestant(
        name=OURS,
        does="every rule: file, schema, record, register, and advice",
        command=[*validate, "--root", root, "--today", str(TODAY)],
        folder=root,
    )
    schema_alone = Contestant(
        name=CHECK_JSONSCHEMA,
        does="the schema alone",
        command=[sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *files],
        folder=root,
    )
    datatig = Contestant(
        name=DATATIG,
        does="the schema alone, by way of SQLite",
        command=[sys.executable, "-m", "datatig", "check", root],
        folder=root,
        environment={"PYTHONPATH": str(grounds.datatig)},
    )
    return [ours, schema_alone, datatig] if grounds.datatig.is_dir() else [ours, schema_alone]


def expect_all_find_faults(grounds: Grounds) -> None:
    """Give each a register with one faulty record. Raises NotMeasuredError for a program that does not say so."""
    root = grounds.root(3)
    record = max((root / "partnerships").rglob("*.yaml"))
    right = record.read_text(encoding="utf-8")
    record.write_text(re.sub("belopp: .*", "belopp: -7531", right), encoding="utf-8")
    try:
        for each in contestants(grounds, root):
            if "-7531" not in _said(each):
                raise NotMeasuredError(f"{each.name} does not find an amount below 0:\n{_said(each)}")
    finally:
        record.write_text(right, encoding="utf-8")


def _said(each: Contestant) -> str:
    """What it says when it exits with another number than 0."""
    try:
        measured(each.command, each.folder, each.environment)
    except NotMeasuredError as error:
        return str(error)
    return ""
