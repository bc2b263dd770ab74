"""The same commit and the same day give the same bytes, wherever and whenever the site is built."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from .conftest import EDIT_URI, REPOSITORY, TODAY


def _bytes(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _read(terminal: int) -> str:
    """Read until nobody holds the other end, which Linux tells as an error."""
    said = b""
    with suppress(OSError):
        while part := os.read(terminal, 65536):
            said += part
    return said.decode()


def test_two_builds_are_the_same_byte_for_byte_and_a_terminal_sees_how_far_one_is(
    site: Path, example: Path, tmp_path: Path
) -> None:
    again = tmp_path / "annanstans" / "webbplats"
    command = [sys.executable, REPOSITORY / "scripts/build.py", "--root", example, "--out", again, "--today", TODAY]
    elsewhere = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "EDIT_URI": EDIT_URI}
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=os.environ | elsewhere) as build:
        os.close(theirs)
        said = _read(ours)
    os.close(ours)
    assert build.returncode == 0, said
    assert 0 <= said.find("Förbereder sidorna") < said.find("Skriver sidorna")
    assert said.endswith("\n")
    first, second = _bytes(site), _bytes(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 300
