"""A build tells a terminal how far it has come, and a pipe nothing."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from .conftest import REPOSITORY, TODAY, Build, Root


def test_stages_are_shown_on_a_terminal(example: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(REPOSITORY / "scripts/build.py"), "--root", str(example), "--today", TODAY]
    with subprocess.Popen([*command, "--out", str(tmp_path / "ut")], stdout=theirs, stderr=theirs) as build:
        os.close(theirs)
        said = _read(ours)
    os.close(ours)
    assert build.returncode == 0, said
    stages = ["Förbereder sidorna", "Skriver sidorna"]
    assert [said.find(stage) for stage in stages] == sorted(said.find(stage) for stage in stages)
    assert -1 not in [said.find(stage) for stage in stages]
    assert said.endswith("\n")


def test_a_pipe_is_told_nothing_of_it(root: Root, build: Build, tmp_path: Path) -> None:
    answer = build(
        "--root", root("fientlig"), "--out", tmp_path / "ut", "--today", TODAY, SITE_URL="https://example.org/"
    )
    assert answer.returncode == 0
    assert answer.stderr == ""
    assert "\r" not in answer.stdout
    assert "\033" not in answer.stdout


def _read(terminal: int) -> str:
    """What is said until nobody holds the other end, which Linux tells as an error."""
    said = b""
    try:
        while part := os.read(terminal, 65536):
            said += part
    except OSError:
        pass
    return said.decode()
