"""Work on many records tells how far it has come, on few it is silent."""

from __future__ import annotations

import pytest
from register.check import check
from register.progress import track

from .cases import TODAY
from .memory import MemoryTree, base_files

TOMBSTONE = "tillbakadragen:\n  datum: 2024-05-01\n  skal: Sökanden drog tillbaka ansökan.\n".encode()


@pytest.mark.parametrize(
    ("items", "expected"), [(99, []), (100, [0, 100]), (250, [0, 100, 200, 250]), (300, [0, 100, 200, 300])]
)
def test_each_hundred_is_told_and_so_is_the_end(items: int, expected: list[int]) -> None:
    told: list[tuple[str, int, int, int]] = []
    taken = 0

    def update(stage: str, done: int, of: int) -> None:
        told.append((stage, done, of, taken))

    for item in track(range(items), "Räknar", update):
        assert item == taken
        taken += 1
    assert taken == items
    assert told == [("Räknar", done, items, done) for done in expected]


def test_an_examination_tells_its_stages_one_after_the_other() -> None:
    told: list[tuple[str, int, int]] = []
    new = {f"partnerships/2024/post-{number}.yaml": TOMBSTONE for number in range(120)}
    files = {**base_files(), **new}
    check(MemoryTree(files), TODAY, progress=lambda *line: told.append(line))
    records = sum(path.startswith("partnerships/") for path in files)
    assert told == [
        (stage, done, records) for stage in ("Läser posterna", "Prövar posternas form") for done in (0, 100, records)
    ]
