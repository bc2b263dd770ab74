"""Every code has a small repository that breaks it, and the whole report of that repository is what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
import validate
from register.problem import rules

from .cases import TODAY, base, cases, change, commit, follow, lay, ways_to_follow


def report(case: Path, folder: Path, capsys: pytest.CaptureFixture[str], followed: str = "") -> tuple[int, str]:
    arguments = ["--root", str(base(folder)), "--today", TODAY.isoformat()]
    if case.name.startswith("R5"):
        lay(case / "before", folder)
        arguments += ["--base", commit(folder, "before")]
        change(case, folder)
        follow(case, followed, folder)
        commit(folder, "after")
    else:
        change(case, folder)
        follow(case, followed, folder)
    if case.name.startswith(("R6", "R42", "R351")):
        arguments.append("--advice")
    code = validate.main(arguments)
    return code, capsys.readouterr().out


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_report_is_the_expected_one(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    code, out = report(case, tmp_path, capsys)
    expected = case / "expected.txt"
    if pytestconfig.getoption("--accept"):
        expected.write_text(out, encoding="utf-8")
    assert out == expected.read_text(encoding="utf-8")
    if case.name.startswith("good-"):
        assert code == 0
        assert out.startswith("Inga fel.")
        return
    named = case.name[:4]
    severity = next(rule.severity for rule in rules() if rule.code == named)
    assert f"  {named} " in out
    assert code == (1 if severity.value == "error" else 0)


@pytest.mark.parametrize(("case", "way"), ways_to_follow(), ids=lambda value: getattr(value, "name", value))
def test_a_hint_followed_to_the_letter_mends_its_problem(
    case: Path, way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    places = [
        line.split("R")[0].strip()
        for line in problem_lines((case / "expected.txt").read_text(encoding="utf-8"), case.name[:4])
    ]
    code, out = report(case, tmp_path, capsys, way)
    left = case / f"{way}.txt"
    if pytestconfig.getoption("--accept"):
        left.unlink(missing_ok=True)
        if code:
            left.write_text(out, encoding="utf-8")
    still = [line for line in problem_lines(out, case.name[:4]) if line.split("R")[0].strip() in places]
    assert not still, out
    if left.exists():
        assert out == left.read_text(encoding="utf-8")
    else:
        assert code == 0, out


def problem_lines(report: str, code: str) -> list[str]:
    """The lines of a report that name the place of a problem with this code."""
    return [line for line in report.splitlines() if f"  {code} " in line]


def test_every_hint_of_an_error_is_followed() -> None:
    errors = {rule.code for rule in rules() if rule.severity.value == "error"}
    followed = {case.name for case, _ in ways_to_follow()}
    assert [case.name for case in cases() if case.name[:4] in errors and case.name not in followed] == []


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert {case.name[:4] for case in cases() if not case.name.startswith("good-")} == {rule.code for rule in rules()}


def test_the_base_has_no_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.main(["--root", str(base(tmp_path)), "--today", TODAY.isoformat()]) == 0, capsys.readouterr().out
