"""What is checked before a commit, with pre-commit itself, in a repository of its own and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .example import ROOT, example_root
from .register.cases import edit, git

RECORD = "partnerships/2024/laxhjalp-raslatt.yaml"
FIRST = "partnerships/2023/laxhjalp-raslatt.yaml"
LIST = "content/listor/stadsdelar.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = example_root(tmp_path_factory.mktemp("rot"), "2024/laxhjalp-raslatt", "2023/laxhjalp-raslatt")
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".pre-commit-config.yaml", folder)
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    git(folder, "init", "--quiet")
    return folder


@pytest.mark.parametrize(
    ("edited", "old", "new", "staged", "code", "said"),
    [
        (RECORD, "belopp: 85000", "belopp: 0", FIRST, 0, ["check the partnerships that changed"]),
        (RECORD, "belopp: 85000", "belopp: 0", RECORD, 1, ["R208", RECORD]),
        (LIST, "kod: raslatt", "kod: stora-raslatt", "content", 1, ["R204"]),
    ],
    ids=["a fault in another record does not stop this one", "a fault in this one does", "and a list that makes one"],
)
def test_what_is_about_to_be_committed_is_checked(
    root: Path, edited: str, old: str, new: str, staged: str, code: int, said: list[str]
) -> None:
    edit(root / edited, old, new)
    git(root, "add", staged)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHONDONT"))}
    environ |= {"PRE_COMMIT_HOME": str(root / ".cache"), "PYTHONPYCACHEPREFIX": str(root / ".cache/bytecode")}
    environ |= {"PRE_COMMIT_COLOR": "never", "https_proxy": "http://127.0.0.1:9"}
    command = [sys.executable, "-m", "pre_commit", "run"]
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    git(root, "rm", "--quiet", "--cached", "-r", ".")
    edit(root / edited, new, old)
    assert done.returncode == code, done.stdout + done.stderr
    assert [words for words in said if words not in done.stdout] == []
    assert done.stdout.count("Passed") == (code == 0)  # the whole register is not checked for a record
