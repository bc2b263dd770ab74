"""Every tool starts as `make` starts it, and explains itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import gor

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted({step for command in gor.TOOLS for step in command.steps if step.startswith("tools/")})


@pytest.mark.parametrize("script", [script for script in SCRIPTS if script != "tools/chromium.py"])
def test_a_tool_explains_itself(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda _, command, environ: started.append((command, environ)))
    gor.run_steps([script], ["--help"])
    [(command, environ)] = started
    done = subprocess.run(
        [sys.executable, *command[1:]], env=environ, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "usage: " in done.stdout
