"""The mutator changes what decides, one thing at a time, and leaves the file alone."""

from __future__ import annotations

from pathlib import Path

import mutants
import pytest

CODE = '''"""Å: columns are counted in bytes."""
from __future__ import annotations

LIMIT = 5

def late(days: list[int], today: int) -> bool:
    for day in sorted(days):
        if not day <= today and day != 3: continue
    return any(day + 1 in days for day in days if day > 0)
'''


def test_each_change_is_one_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    path = tmp_path / "scripts" / "late.py"
    path.parent.mkdir()
    path.write_text(CODE, encoding="utf-8")
    found = mutants.mutants(path)
    changes = [(one.line, one.source[one.start : one.end], one.new) for one in found]
    assert sorted(changes) == sorted(
        [
            (4, "5", "6"),
            (7, "sorted", "list"),
            (8, "not day <= today and day != 3", "True"),
            (8, "not day <= today and day != 3", "False"),
            (8, "and", "or"),
            (8, "not day <= today", "bool(day <= today)"),
            (8, "<=", "<"),
            (8, "!=", "=="),
            (8, "3", "4"),
            (8, "continue", "break"),
            (9, "any", "all"),
            (9, "+", "-"),
            (9, "1", "2"),
            (9, "in", "not in"),
            (9, "day > 0", "True"),
            (9, ">", ">="),
            (9, "0", "1"),
        ]
    )
    assert str(found[0]) == "late.py: `LIMIT = 5`: `5` → `6`"
    for one in found:
        compile(one.text, str(path), "exec")
    assert path.read_text(encoding="utf-8") == CODE


def test_every_module_has_tests() -> None:
    for name in mutants.MODULES:
        path = mutants.ROOT / "scripts" / "register" / name
        assert mutants.mutants(path)
        assert len(mutants.tests_of(path)) > len(mutants._CHECK) - 1
