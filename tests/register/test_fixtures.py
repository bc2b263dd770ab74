"""Every code has a small repository that breaks it, and the whole report of that repository is what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
import validate
from register.problem import rules

from .cases import TODAY, base, cases, change, commit, lay


def report(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    arguments = ["--root", str(base(folder)), "--today", TODAY.isoformat()]
    if case.name.startswith("R5"):
        lay(case / "before", folder)
        arguments += ["--base", commit(folder, "before")]
        change(case, folder)
        commit(folder, "after")
    else:
        change(case, folder)
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


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert {case.name[:4] for case in cases() if not case.name.startswith("good-")} == {rule.code for rule in rules()}


def test_the_base_has_no_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.main(["--root", str(base(tmp_path)), "--today", TODAY.isoformat()]) == 0, capsys.readouterr().out
