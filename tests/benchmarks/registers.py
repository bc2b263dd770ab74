"""A made-up register that the tests of the bench share, and findings that were never measured."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contest import Result
from benchmarks.grounds import TODAY
from benchmarks.measure import Measured
from benchmarks.synthetic import write_register
from register.examine import check_tree, register_of
from register.file_tree import DiskTree
from register.model import Register

ROOT = Path(__file__).parents[2]


@cache
def register(records: int) -> Register:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "register"
        write_register(folder, records, source=ROOT, today=TODAY)
        return register_of(check_tree(DiskTree(folder), TODAY))


def result(
    task: str, records: int, program: str, *seconds: float, memory: int = 50_000_000, indexer: int = 0
) -> Result:
    """What a program would have taken, a run for each number of seconds."""
    runs = tuple(Measured(each, each / 2, memory, indexer) for each in seconds)
    return Result(task=task, records=records, program=program, does="something", runs=runs)
