"""make bench: what was asked for is measured and written down, and the exit code says how it went."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import bench
import pytest
from benchmarks.aims import SMALL
from benchmarks.checking import expect_all_find_faults
from benchmarks.commits import commit_by_day
from benchmarks.findings import Findings
from benchmarks.grounds import Grounds
from benchmarks.measure import NotMeasuredError
from benchmarks.programme import Programme
from benchmarks.saving import measure_saving

from .registers import ROOT, result


def test_both_check_the_same_records_and_all_is_written_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made"
    code = bench.main(["--only", "check", "--sizes", "5,7", "--rounds", "2", "--out", str(out)])
    said = capsys.readouterr().out
    found = json.loads((out / "bench.json").read_text(encoding="utf-8"))
    ours, theirs = (each for each in found["results"] if each["records"] == 5 and "datatig" not in each["program"])
    assert theirs["ours_of_it"] == pytest.approx(ours["median"]["seconds"] / theirs["median"]["seconds"], abs=1e-3)
    assert min(ours["median"]["memory"], theirs["median"]["memory"]) > 5_000_000
    assert len(ours["runs"]) == len(theirs["runs"]) == 2
    assert {each["records"] for each in found["results"]} == {5, 7}
    assert said.count("validate.py: ") == 2 * 3
    assert "| check | 5 | check-jsonschema | the schema alone |" in (out / "bench.md").read_text(encoding="utf-8")
    assert found["cores"] >= 1
    assert found["versions"]["mkdocs"]
    assert found["aims"] == [], f"no aim is of fewer than {SMALL} records"
    assert code == (2 if found["unmeasured"] else 0)
    assert bool(found["unmeasured"]) != (ROOT / ".cache" / "bench" / "packages").is_dir()


@pytest.mark.parametrize(
    ("unmeasured", "seconds", "code"), [([], 1.0, 0), (["the rest"], 1.0, 2), ([], 9.0, 1), (["the rest"], 9.0, 1)]
)
def test_the_exit_code_says_whether_all_was_measured_and_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unmeasured: list[str], seconds: float, code: int
) -> None:
    found = Findings(
        results=[result("check", SMALL, "validate.py", seconds), result("check", SMALL, "check-jsonschema", 10)],
        unmeasured=unmeasured,
    )
    monkeypatch.setattr(Programme, "run", lambda *_: found)
    assert bench.main(["--out", str(tmp_path)]) == code


@pytest.mark.parametrize("arguments", [["--only", "chekc"], ["--sizes", "0"], ["--sizes", "100;1000"]])
def test_what_is_not_understood_is_not_passed_over(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(arguments)


def test_what_cannot_be_measured_is_told_of_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    (tmp_path / "site-3").mkdir()
    said: list[str] = []
    found = Programme(Grounds(ROOT, tmp_path), said.append, rounds=1).run(["browser", "check"], [3])
    assert len(found.results) >= 2
    assert [each.partition(":")[0] for each in found.unmeasured if "datatig" not in each] == ["browser, 3 records"]
    assert any("not measured: CHROMIUM is" in line for line in said)


def test_a_program_that_takes_a_faulty_record_for_right_is_not_measured(tmp_path: Path) -> None:
    expect_all_find_faults(Grounds(ROOT, tmp_path))
    project = tmp_path / "project"
    (project / "scripts").mkdir(parents=True)
    (project / "scripts" / "validate.py").write_text("", encoding="utf-8")
    for room in ("content", "schemas"):
        (project / room).symlink_to(ROOT / room)
    with pytest.raises(NotMeasuredError, match=r"validate\.py does not find an amount below 0"):
        expect_all_find_faults(Grounds(project, tmp_path / "other"))


def test_a_register_has_a_history_with_a_commit_for_each_day(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "partnerships").mkdir()
    (tmp_path / "content" / "a.md").write_text("Å", encoding="utf-8")
    for name, day in (("b", "2024-02-01"), ("a", "2024-01-05"), ("c", "2024-02-01")):
        (tmp_path / "partnerships" / f"{name}.yaml").write_text(f"beslut:\n  datum: {day}\n", encoding="utf-8")
    (tmp_path / "partnerships" / "d.yaml").write_text("flyttad_till: x\n", encoding="utf-8")
    commit_by_day(tmp_path, date(2026, 11, 23))
    command = ["git", "-C", tmp_path, "log", "--reverse", "--format=%cs", "--name-only"]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert log.split() == [
        "2024-01-05", "content/a.md",
        "2024-01-05", "partnerships/a.yaml",
        "2024-02-01", "partnerships/b.yaml", "partnerships/c.yaml",
        "2026-11-23", "partnerships/d.yaml",
    ]  # fmt: skip
    status = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], capture_output=True, check=True)
    assert status.stdout == b""


def test_a_save_is_measured_until_the_page_shows_it_and_then_undone(tmp_path: Path) -> None:
    grounds = Grounds(ROOT, tmp_path)
    said: list[str] = []
    found = measure_saving(grounds, 4, 2, said.append)
    assert len(found.saves) == 2
    assert found.start > 0
    assert len(said) == 3
    status = subprocess.run(["git", "-C", grounds.root(4), "status", "--porcelain"], capture_output=True, check=True)
    assert status.stdout == b""
