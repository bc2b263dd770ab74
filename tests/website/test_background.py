"""Work beside the rest comes back whole, with what it raised, and never outlives what it was begun for."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from website.background import Worker, WorkerLostError, chunks, stop_workers


def test_the_result_comes_back_and_can_be_asked_for_again() -> None:
    known = [1, 2, 3]
    work = Worker(lambda: (sum(known), os.getpid()))
    assert work.result()[0] == 6
    assert work.result()[1] != os.getpid()
    assert work.result() == work.result()


def test_what_the_work_raises_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise LookupError("borta")

    work = Worker(fail)
    with pytest.raises(LookupError, match="borta"):
        work.result()
    with pytest.raises(LookupError, match="borta"):
        work.result()


def test_a_process_that_is_killed_is_told_of_in_swedish() -> None:
    work = Worker(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(WorkerLostError, match=r"avbröts utifrån \(kod -9\)"):
        work.result()


def test_a_large_result_does_not_wait_for_itself() -> None:
    assert len(Worker(lambda: b"x" * 5_000_000).result()) == 5_000_000


def test_nothing_goes_on_after_the_block(tmp_path: Path) -> None:
    def write_for_ever() -> None:
        while True:
            (tmp_path / "fil").write_text("x", "utf-8")

    with stop_workers():
        work = Worker(write_for_ever)
        while not (tmp_path / "fil").exists():
            time.sleep(0)
    (tmp_path / "fil").unlink()
    with pytest.raises(WorkerLostError):
        work.result()
    assert not (tmp_path / "fil").exists()


@pytest.mark.parametrize("hands", [1, 2, 3, 7, 20])
def test_everything_is_shared_out_once_and_evenly(hands: int) -> None:
    things = list(range(10))
    parts = chunks(things, hands)
    assert sorted(thing for part in parts for thing in part) == things
    assert len(parts) == min(hands, 10)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
