"""make bench: programs take turns, each is judged by the median of its runs, and what fails is noted."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import bench
import pytest
from benchmarks import report, rivals
from benchmarks.browser import Browsed
from benchmarks.phone import Phone
from benchmarks.runs import NotMeasuredError, Program, Result, Run, compare, measure
from benchmarks.serve_latency import Saved

MB = 1_000_000


def python(code: str) -> list[str | Path]:
    return [sys.executable, "-c", code]


def result(task: str, records: int, program: str, *seconds: float) -> Result:
    runs = tuple(Run(2 * each, each, 50 * MB) for each in seconds)
    return Result(task=task, records=records, program=program, does="something", runs=runs)


def test_time_and_memory_of_all_its_processes_are_measured(tmp_path: Path) -> None:
    child = "import time; held = bytearray(150_000_000); time.sleep(0.4)"
    code = f"import subprocess, sys; held = bytearray(100_000_000); subprocess.run([sys.executable, '-c', {child!r}])"
    idle, busy = measure(python("pass"), tmp_path), measure(python(code), tmp_path)
    assert busy.memory > 240 * MB > idle.memory
    assert busy.seconds > 0.4
    assert measure(python("sum(range(5_000_000))"), tmp_path).processor > idle.processor > 0


def test_programs_take_turns_and_the_first_turn_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def program(name: str, code: str = "") -> Program:
        run = python(f"open({str(log)!r}, 'a').write({name!r}); {code}")
        return Program(name=name, does="", command=run, folder=tmp_path)

    said: list[str] = []
    programs = [program("a"), program("b"), program("c", "raise SystemExit('so sad')")]
    results = compare("check", 1, programs, 2, said.append)
    assert log.read_text() == "abcabab"
    assert [(each.program, len(each.runs)) for each in results] == [("a", 2), ("b", 2)]
    assert any("so sad" in line for line in said)
    with pytest.raises(NotMeasuredError, match="so sad"):
        compare("check", 1, programs[::-1], 2, said.append)


def test_targets_are_judged_by_medians_and_only_where_they_were_measured() -> None:
    found = report.Findings(
        results=[
            result("check", 1_000, "validate.py", 1, 2, 30),
            result("check", 1_000, "check-jsonschema", 16, 10, 11),
            result("site", 1_000, "build.py", 10),
            result("site", 1_000, "MkDocs + Material", 20),
            result("check", 10_000, "validate.py", 20),
        ],
        saved=[Saved(records=500, seconds=1.1)],
        browsed=[Browsed(records=75, reaction=95, views={"the list": 80_001})],
        phones=[Phone(records=75, painted=1_500, filtered=2_501, searched=700, task=201)],
    )
    judged = [(each.row()[2], each.met) for each in report.targets(found)]
    assert judged == [
        ("0.18", False), ("0.50", True), ("1.00", True), ("0.05 GiB", True), ("95 ms", True),
        ("80 kB", False), ("1500 ms", True), ("2501 ms", False), ("700 ms", True), ("201 ms", False), ("1.10 s", False),
    ]  # fmt: skip
    assert list(report.targets(report.Findings())) == []
    text = report.report(replace(found, unmeasured=["browser: there is none"]), "make bench")
    assert "| check | 1,000 | check-jsonschema | something |  | 22.00 | 11.00 | 48 MiB | 0.18 |" in text
    assert text.startswith("Measured with `make bench` on ")
    assert text.endswith("Not measured: browser: there is none\n")


@pytest.mark.parametrize("arguments", [["--only", "chekc"], ["--sizes", "0"], ["--sizes", "100;1000"]])
def test_what_is_not_understood_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(arguments)


def test_every_checker_finds_a_fault_and_one_that_does_not_is_not_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = rivals.register_of(tmp_path, 3)
    rivals.expect_all_find_faults(root)
    blind = Program(name="blind", does="", command=python("pass"), folder=root)
    monkeypatch.setattr(rivals, "checkers", lambda _: [blind])
    with pytest.raises(NotMeasuredError, match="blind does not find"):
        rivals.expect_all_find_faults(root)


def test_what_is_asked_for_is_measured_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "fetch_programs", lambda: None)
    out = tmp_path / "made" / "bench.md"
    assert bench.main(["--only", "check,serve", "--sizes", "5", "--rounds", "1", "--out", str(out)]) in {0, 1}
    assert "| check | 5 | check-jsonschema | the schema alone |" in out.read_text(encoding="utf-8")
    assert "from saving until it is shown" in capsys.readouterr().out
