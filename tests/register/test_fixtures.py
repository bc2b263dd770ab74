"""Every code has a small repository that breaks it, and the whole report of that repository is what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from register.check import check
from register.file_tree import DiskTree
from register.problem import Severity, rules
from register.reports import terminal

from .cases import TODAY, base, cases, change, follow, lay, ways_to_follow
from .memory import base_files, problems, shared_cache


def report(case: Path, folder: Path, way: str = "") -> tuple[bool, str]:
    """Whether the change is stopped, and the report: of the case, or of what its hints lead to."""
    before, after = folder / "before", folder / "after"
    is_change = case.name.startswith("R5")
    for root in [before, after] if is_change else [after]:
        lay(case / "before", base(root))
    change(case, after)
    follow(case, way, after)
    tree = DiskTree(before) if is_change else None
    changed = {path for path, _ in texts(before).items() ^ texts(after).items()} if is_change else set()
    result = check(DiskTree(after), TODAY, tree, changed=changed, cache=shared_cache())
    advice = is_change or case.name.startswith(("R6", "R42", "R351"))
    return bool(result.problems), terminal(result, advice=advice, colour=False)


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_report_is_the_expected_one(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    stopped, out = report(case, tmp_path)
    expected = case / "expected.txt"
    if pytestconfig.getoption("--accept"):
        expected.write_text(out, encoding="utf-8")
    assert out == expected.read_text(encoding="utf-8")
    if case.name.startswith("good-"):
        assert not stopped
        assert out.startswith("Inga fel.")
        return
    named = case.name[:4]
    severity = next(rule.severity for rule in rules() if rule.code == named)
    assert f"  {named} " in out
    assert stopped is (severity is Severity.ERROR)


@pytest.mark.parametrize(("case", "way"), ways_to_follow(), ids=lambda value: getattr(value, "name", value))
def test_a_hint_followed_to_the_letter_mends_its_problem(
    case: Path, way: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    places = [
        line.split("R")[0].strip()
        for line in problem_lines((case / "expected.txt").read_text(encoding="utf-8"), case.name[:4])
    ]
    stopped, out = report(case, tmp_path, way)
    left = case / f"{way}.txt"
    if pytestconfig.getoption("--accept"):
        left.unlink(missing_ok=True)
        if stopped:
            left.write_text(out, encoding="utf-8")
    still = [line for line in problem_lines(out, case.name[:4]) if line.split("R")[0].strip() in places]
    assert not still, out
    if left.exists():
        assert out == left.read_text(encoding="utf-8")
    else:
        assert not stopped, out


def problem_lines(report: str, code: str) -> list[str]:
    """The lines of a report that name the place of a problem with this code."""
    return [line for line in report.splitlines() if f"  {code} " in line]


def test_every_hint_of_an_error_is_followed() -> None:
    errors = {rule.code for rule in rules() if rule.severity is Severity.ERROR}
    followed = {case.name for case, _ in ways_to_follow()}
    assert [case.name for case in cases() if case.name[:4] in errors and case.name not in followed] == []


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert {case.name[:4] for case in cases() if not case.name.startswith("good-")} == {rule.code for rule in rules()}


def test_the_base_has_no_problems() -> None:
    assert problems(base_files()) == ()
