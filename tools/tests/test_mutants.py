"""The mutator changes what decides, one thing at a time, and leaves the file alone."""

from __future__ import annotations

import os
import signal
import weakref
from pathlib import Path

import mutants
import pytest

CODE = '''"""Å: columns are counted in bytes."""
from __future__ import annotations

LIMIT = 5
UNIT = 'kr|tkr|tusen|(?:en|två)'

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
            (5, "|tkr", ""),
            (5, "|tusen", ""),
            (5, "|två", ""),
            (8, "sorted", "list"),
            (9, "not day <= today and day != 3", "True"),
            (9, "not day <= today and day != 3", "False"),
            (9, "and", "or"),
            (9, "not day <= today", "bool(day <= today)"),
            (9, "<=", "<"),
            (9, "!=", "=="),
            (9, "3", "4"),
            (9, "continue", "break"),
            (10, "any", "all"),
            (10, "+", "-"),
            (10, "1", "2"),
            (10, "in", "not in"),
            (10, "day > 0", "True"),
            (10, ">", ">="),
            (10, "0", "1"),
        ]
    )
    assert str(found[0]) == "late.py: `LIMIT = 5`: `5` → `6`"
    assert [one.line for one in found if not mutants.in_functions(one)] == [4, 5, 5, 5]
    assert path.read_text(encoding="utf-8") == CODE


def late(day: int, limit: int) -> bool:
    return day > limit


def test_a_change_is_put_into_what_is_imported() -> None:
    dead = weakref.proxy(type("Gone", (), {})())  # what is among the objects, and answers nothing
    assert type(dead) is weakref.ProxyType
    source = Path(__file__).read_text(encoding="utf-8")
    line = late.__code__.co_firstlineno + 1
    [change] = [one for one in mutants.mutants(Path(__file__)) if one.line == line]
    assert mutants.in_functions(change)
    assert not late(3, 3)
    mutants.put(change)
    assert late(3, 3)
    assert Path(__file__).read_text(encoding="utf-8") == source


def test_a_change_is_tried_with_what_runs_the_function_around_it(tmp_path: Path) -> None:
    path = tmp_path / "late.py"
    path.write_text(CODE + "\nLATER = lambda days: max(days) + 1\n", encoding="utf-8")
    found = {one.line: mutants.functions_at(one) for one in mutants.mutants(path) if one.line > 5}
    late_day, later = {("late", 7)}, {("<lambda>", 12)}
    assert found == {8: late_day, 9: late_day, 10: late_day, 12: later}


def test_what_cannot_be_tried_is_neither_noticed_nor_unnoticed() -> None:
    assert mutants.in_child(lambda: [1, 2], []) == [1, 2]
    assert mutants.in_child(lambda: os.kill(os.getpid(), signal.SIGPROF), "too long") == "too long"
    with pytest.raises(RuntimeError, match="could not be tried"):
        mutants.in_child(lambda: 1 / 0, 0)


def test_every_module_has_changes_and_tests() -> None:
    found = mutants.modules(mutants.MODULES)
    for path in found:
        assert mutants.tests_of(path), path
    [path] = [path for path in found if path.name == "from_document.py"]
    assert "test_from_document.py" in {Path(one).name for one in mutants.tests_of(path)}  # from register import …
    assert {"status.py", "dates.py", "strict_yaml.py", "tables.py", "swedish_input.py"} <= {path.name for path in found}
    assert sum(len(mutants.mutants(path)) for path in found) > 1000
