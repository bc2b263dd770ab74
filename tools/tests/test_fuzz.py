"""The fuzzer finds what breaks the check, and leaves the files as they were."""

from __future__ import annotations

import shutil
from pathlib import Path

import fuzz
import pytest

ROOT = Path(__file__).parents[2]


def test_a_check_that_breaks_is_found_and_the_file_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "partnerships" / "2024" / "a.yaml"
    record.parent.mkdir(parents=True)
    shutil.copy(ROOT / "tests/fixtures/base/partnerships/2024/laxhjalp-raslatt.yaml", record)
    before = record.read_bytes()

    def check(root: Path, _: object) -> None:
        if b"\x00" in record.read_bytes():
            raise ValueError("null")

    monkeypatch.setattr(fuzz, "check", check)
    with pytest.raises(ValueError, match="null"):
        fuzz.fuzz(tmp_path, 20)
    assert record.read_bytes() == before
