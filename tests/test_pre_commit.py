"""What is checked before a commit, with pre-commit itself, in a repository of its own and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .example import ROOT, example_root

RECORD = Path("partnerships/2024/laxhjalp-raslatt.yaml")
FIRST = Path("partnerships/2023/laxhjalp-raslatt.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    example_root(tmp_path, "2024/laxhjalp-raslatt", "2023/laxhjalp-raslatt")
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".pre-commit-config.yaml", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def commit(root: Path, *paths: Path | str) -> subprocess.CompletedProcess[str]:
    """What pre-commit says of these files, when they are about to be committed."""
    subprocess.run(["git", "add", *paths], cwd=root, check=True)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environ |= {
        "PRE_COMMIT_HOME": str(root / ".cache"),
        "PRE_COMMIT_COLOR": "never",
        "https_proxy": "http://127.0.0.1:9",
    }
    command = [sys.executable, "-m", "pre_commit", "run"]
    return subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_records_pass(root: Path) -> None:
    result = commit(root, RECORD, FIRST)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "check the partnerships that changed" in result.stdout
    assert result.stdout.count("Passed") == 1  # and the whole register is not checked for that


def test_a_record_with_a_fault_is_stopped_with_the_message(root: Path) -> None:
    edit(root / RECORD, "belopp: 85000", "belopp: 0")
    result = commit(root, RECORD)
    assert result.returncode == 1
    assert "R208" in result.stdout
    assert RECORD.as_posix() in result.stdout


def test_a_fault_in_another_record_does_not_stop_this_one(root: Path) -> None:
    edit(root / RECORD, "belopp: 85000", "belopp: 0")
    assert commit(root, FIRST).returncode == 0


def test_a_list_that_makes_a_record_wrong_is_stopped(root: Path) -> None:
    edit(root / "content/listor/stadsdelar.yaml", "kod: raslatt", "kod: stora-raslatt")
    result = commit(root, "content")
    assert result.returncode == 1
    assert "R204" in result.stdout
