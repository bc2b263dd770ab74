"""The example register: records of the tests' own, so that they hold whatever records the project has.

`make start-fresh` takes the example records out of partnerships/; these stay. They stand with the project's own
content and schemas, and tell of every state: planned, running, overdue, interrupted, corrected, moved, withdrawn.
"""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from register.check import check
from register.file_tree import DiskTree
from register.model import Register

ROOT = Path(__file__).resolve().parents[1]
RECORDS = ROOT / "tests" / "fixtures" / "example"
TODAY = date(2026, 11, 23)


def example_root(place: Path, *records: str) -> Path:
    """A root at `place` with the project's content and schemas, and these records (all, when none is named)."""
    for room in ("content", "schemas"):
        shutil.copytree(ROOT / room, place / room)
    if not records:
        shutil.copytree(RECORDS / "partnerships", place / "partnerships")
    for record in records:
        target = place / "partnerships" / f"{record}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RECORDS / "partnerships" / f"{record}.yaml", target)
    return place


@cache
def example_register() -> Register:
    """The example register as it is read; it has no problems."""
    with TemporaryDirectory() as place:
        result = check(DiskTree(example_root(Path(place))), TODAY)
    assert result.register is not None, [problem.message for problem in result.problems]
    return result.register
