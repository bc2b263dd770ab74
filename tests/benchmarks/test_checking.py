"""The check is measured against another of the same records."""

from __future__ import annotations

import json
from pathlib import Path

import bench
import pytest


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
