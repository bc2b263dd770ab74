"""The same commit and the same day give the same bytes, wherever and whenever the site is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .conftest import EDIT_URI, REPOSITORY, TODAY


def _bytes(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_byte_for_byte(site: Path, example: Path, tmp_path: Path) -> None:
    again = tmp_path / "annanstans" / "webbplats"
    command = [sys.executable, REPOSITORY / "scripts/build.py", "--root", example, "--out", again, "--today", TODAY]
    elsewhere = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "EDIT_URI": EDIT_URI}
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **elsewhere})
    first, second = _bytes(site), _bytes(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 300
