"""The example register: content and records of the tests' own, so that no change of the project's can fail a test.

The records are in every state: planned, running, overdue, interrupted, corrected, moved, withdrawn. The content was
copied from the project's once. A new version of the schemas may ask for a change of it; a new text of a page does not.
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
CONTENT = RECORDS / "content"
TODAY = date(2026, 11, 23)
# Records that are between them in every state and have every kind of recipient: continued, corrected, interrupted,
# of two neighbourhoods, moved, withdrawn, planned
EVERY_STATE = (
    *("2023/odlingslador-fagerslatt", "2024/odling-och-kok-fagerslatt", "2024/utegympa-kungsangen-strandangen"),
    *("2024/matlagning-raslatt", "2023/ljuskvall-samset", "2024/framtidsverkstad-fagerslatt-samset"),
    *("2025/syatelje-oxnehaga", "2025/lagningsdisk-oxnehaga", "2025/utebio-kungsangen", "2026/bytesbod-centrum"),
)


def root_without_records(place: Path) -> Path:
    """Make a root at `place` with the example content and the project's schemas."""
    shutil.copytree(CONTENT, place / "content")
    shutil.copytree(ROOT / "schemas", place / "schemas")
    return place


def example_root(place: Path, *records: str) -> Path:
    """Make a root at `place` with these records of the example (all, when none is named)."""
    root_without_records(place)
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
