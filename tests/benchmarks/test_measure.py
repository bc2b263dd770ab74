"""What is measured is what is said to be measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.measure import Measured, NotMeasuredError, measured, medians

MB = 1_000_000
needs_proc = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="this system has no /proc")

# Three processes: one has 100 MB, and each of its two forks 60 more.
FORKING = """
import os, time
held = b"x" * 100_000_000
children = []
for _ in range(2):
    child = os.fork()
    if not child:
        own = b"y" * 60_000_000
        end = time.monotonic() + 1.2
        while time.monotonic() < end:
            pass
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
"""
# A process that is called as the search indexer is, and one that is not, both at the same time.
INDEXING = """
import subprocess, sys
code = "import time; held = b'x' * 150_000_000; time.sleep(0.5)"
subprocess.run([sys.argv[1], "-I", "-S", "-c", code], check=True)
"""


def python(code: str, *arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-c", code, *arguments]


def test_measures_time_work_and_memory_of_that_command_alone(tmp_path: Path) -> None:
    mine = bytearray(100 * MB)  # what the measuring process itself holds does not count
    idle = measured(python("pass"), tmp_path)
    busy = measured(python("x = bytearray(200_000_000); sum(range(3_000_000))"), tmp_path)
    after = measured(python("pass"), tmp_path)
    assert len(mine) > idle.memory
    assert busy.memory - idle.memory > 150 * MB
    assert after.memory < busy.memory - 150 * MB
    assert busy.work > idle.work
    assert idle.seconds > 0
    assert idle.indexer == 0


@needs_proc
def test_memory_is_that_of_all_processes_at_once_and_what_they_share_counts_once(tmp_path: Path) -> None:
    run = measured(python(FORKING), tmp_path)
    assert 215 * MB < run.memory < 300 * MB


def test_the_work_of_every_process_counts(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(20_000_000))'], check=True)"
    assert measured(python(code), tmp_path).work > 5 * measured(python("pass"), tmp_path).work


@needs_proc
def test_the_search_indexer_is_told_apart(tmp_path: Path) -> None:
    indexer = tmp_path / "pagefind_extended"
    indexer.symlink_to(Path(sys.executable).resolve())
    run = measured(python(INDEXING, indexer), tmp_path)
    assert 150 * MB < run.indexer < 200 * MB
    assert run.memory < 100 * MB


def test_a_command_that_fails_is_not_measured_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotMeasuredError, match="no good"):
        measured(python("raise SystemExit('no good')"), tmp_path)


def test_a_command_has_its_own_environment_and_no_signal_is_kept_from_it(tmp_path: Path) -> None:
    code = "import os, signal; assert os.environ['BENCH'] == 'yes'; assert not signal.pthread_sigmask(0, [])"
    measured(python(code), tmp_path, {"BENCH": "yes"})


def test_the_median_is_of_each_figure() -> None:
    runs = [Measured(1, 5, 30, 1), Measured(9, 6, 10, 3), Measured(2, 7, 20, 2)]
    assert medians(runs) == Measured(2, 6, 20, 2)
