"""Programs take turns, what is made ready is made ready each time, and each is judged by the runs that count."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.contest import Contestant, contest, turns
from benchmarks.measure import NotMeasuredError

from .registers import result


def contestant(name: str, log: Path, code: str = "") -> Contestant:
    """One that writes its name in a file when it is made ready, and again, as a capital, when it runs."""

    def prepare() -> None:
        with log.open("a") as file:
            file.write(name)

    run = f"open({str(log)!r}, 'a').write({name.upper()!r}); {code}"
    return Contestant(
        name=name, does="", command=[sys.executable, "-c", run], folder=Path(__file__).parent, prepare=prepare
    )


def test_all_take_turns_and_the_first_of_each_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    ours, rival = contestant("a", log), contestant("b", log)
    said: list[str] = []
    runs = contest(ours, [rival], 2, said.append)
    assert log.read_text() == "aAbBaAbBaAbB"
    assert {name: len(found) for name, found in runs.items()} == {"a": 2, "b": 2}
    assert [line.endswith("(does not count)") for line in said] == [True, True, False, False, False, False]


def test_in_a_single_round_all_count_and_ours_runs_before_each_rival(tmp_path: Path) -> None:
    ours, *rivals = (contestant(name, tmp_path / "log") for name in "abc")
    assert [(each.name, counts) for each, counts in turns(ours, rivals, 1)] == [
        ("a", True), ("b", True), ("a", True), ("c", True),
    ]  # fmt: skip


def test_one_that_fails_is_told_of(tmp_path: Path) -> None:
    ours, rival = contestant("a", tmp_path / "log"), contestant("b", tmp_path / "log", "raise SystemExit('so sad')")
    with pytest.raises(NotMeasuredError, match="so sad"):
        contest(ours, [rival], 1, lambda _: None)


def test_a_result_is_the_median_of_its_runs() -> None:
    median = result("check", 100, "validate.py", 9, 1, 2).median
    assert (median.seconds, median.work) == (2, 1)
