"""What is measured is what is said to be measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import bench
import pytest
from benchmarks.measure import CommandFailedError, Measured, measured, medians


def test_measures_time_work_and_memory_of_that_command_alone(tmp_path: Path) -> None:
    mine = bytearray(100_000_000)  # what the measuring process itself holds does not count
    idle = measured([sys.executable, "-c", "pass"], tmp_path)
    busy = measured([sys.executable, "-c", "x = bytearray(200_000_000); sum(range(3_000_000))"], tmp_path)
    after = measured([sys.executable, "-c", "pass"], tmp_path)
    assert len(mine) > idle.memory
    assert busy.memory - idle.memory > 150_000_000
    assert after.memory < busy.memory - 150_000_000
    assert busy.work > idle.work
    assert idle.seconds > 0


def test_a_command_that_fails_is_not_measured_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="no good"):
        measured([sys.executable, "-c", "raise SystemExit('no good')"], tmp_path)


def test_the_median_is_of_each_figure() -> None:
    assert medians([Measured(1, 5, 30), Measured(9, 6, 10), Measured(2, 7, 20)]) == Measured(2, 6, 20)


def test_both_check_the_same_records_and_the_ratio_is_written_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made" / "checking.json"
    code = bench.main(["--records", "5", "--rounds", "1", "--out", str(out)])
    said = capsys.readouterr().out
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["records"] == 5
    ours, theirs = found["validate.py"], found["check-jsonschema"]
    assert found["ratio"] == pytest.approx(ours["seconds"] / theirs["seconds"], rel=0.02)
    assert min(ours["peak_memory_bytes"], theirs["peak_memory_bytes"]) > 5_000_000
    assert said.count("validate.py: ") == 3
    assert code == (0 if found["ratio"] <= found["aim"] else 1)
