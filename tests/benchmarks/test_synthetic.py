"""The made-up registers are without faults, the same every time, and as varied as a real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.synthetic import write_register
from register.check import Result, check
from register.model import Register
from register.status import Status, status

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("made") / "register"
    write_register(folder, 300, source=ROOT, today=TODAY)
    return check(folder, TODAY)


@pytest.fixture(scope="module")
def register(result: Result) -> Register:
    assert result.problems == ()
    assert result.register is not None
    return result.register


def test_has_as_many_records_as_were_asked_for_and_no_fault(result: Result) -> None:
    assert result.problems == ()
    assert result.checked == 300


def test_has_every_state_and_both_kinds_of_tombstones(register: Register) -> None:
    assert {status(record, TODAY) for record in register.partnerships} == set(Status)
    assert register.moved
    assert register.withdrawn


def test_spreads_over_all_lists_and_years(register: Register) -> None:
    assert {code for one in register.partnerships for code in one.neighbourhoods} == {
        code.code for code in register.neighbourhoods
    }
    assert {one.year for one in register.partnerships} == {2023, 2024, 2025, 2026}
    assert any(one.corrections for one in register.partnerships)
    assert any(one.replaces for one in register.partnerships)
    assert len({one.recipient.number for one in register.partnerships}) > 100


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_is_the_same_every_time_and_another_with_another_seed(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_register(tmp_path / name, 20, source=ROOT, today=TODAY, seed=seed)
    assert files(tmp_path / "one") == files(tmp_path / "again")
    assert files(tmp_path / "one") != files(tmp_path / "other")
