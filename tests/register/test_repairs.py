"""The repair that is offered is the one that a case officer makes who follows the hint; nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import validate
from register.problem import Place, Problem
from register.repairs import as_diff, as_json, find_repairs, repaired

from .cases import RECORD, TODAY, base, cases, change, follow
from .memory import MemoryTree, base_files, checked, edited

REPAIRED = {
    "R201-felstavat-falt",
    "R203-belopp-som-text",
    "R204-okand-kod",
    "R207-nummer-utan-streck",
    "R309-fel-policy",
}


def fix(root: Path, *arguments: str) -> int:
    return validate.main(["--root", str(root), "--today", TODAY.isoformat(), "--fix", *arguments])


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()}


@pytest.mark.parametrize(
    "case",
    [case for case in cases() if case.name.startswith("R2") or case.name in REPAIRED],
    ids=lambda case: case.name,
)
def test_a_repair_does_what_the_hint_says(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(case, base(tmp_path))
    before = texts(tmp_path)
    assert fix(tmp_path) == 1
    diff = capsys.readouterr().out
    assert texts(tmp_path) == before
    assert bool(diff) == (case.name in REPAIRED)
    if diff:
        assert fix(tmp_path, "--write") == 0
        assert capsys.readouterr().out == f"{diff}Inga fel. 3 filer kontrollerade.\n"
        made = texts(tmp_path)
        for path, text in before.items():
            (tmp_path / path).write_bytes(text)
        follow(case, "followed", tmp_path)
        assert made == texts(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong", "repaired"),
    [
        ("belopp: 85000", "belopp: 85 tkr  # enligt protokollet", "belopp: 85000  # enligt protokollet"),
        ("datum: 2024-03-12", "datum: 2024/3/12", "datum: 2024-03-12"),
        ("  jav: provat", "  jav: Prövat", "  jav: provat"),
        ("malgrupper: [barn, unga]", "malgrupper: barn och unga", "malgrupper: [barn, unga]"),
        ("stadsdelar: [raslatt]", "stadsdelar:\n  # hela\n  - Råslätt", "stadsdelar:\n  # hela\n  - raslatt"),
        ("slut: 2025-03-31\n  nytta:", "slut: 2025-03-31\n  motprestation:", "slut: 2025-03-31\n  nytta:"),
        ("  ansvar:", "  answar:", "  ansvar:"),
        ("beslut:\n  datum: 2024-03-12", "besult:\n  datum: 2024.03.12", "beslut:\n  datum: 2024-03-12"),
        ("titel: Läxhjälp på Råslätt", "titel: 20242025", 'titel: "20242025"'),
        ("https://example.org/lyktan", "http://example.org/lyktan", '"https://example.org/lyktan"'),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_only_what_is_wrong_is_written(right: str, wrong: str, repaired: str, line_break: str) -> None:
    text = base_files()[RECORD].decode()
    assert text.count(right) == 1
    before, after = (text.replace(right, part).replace("\n", line_break) for part in (wrong, repaired))
    files = {**base_files(), RECORD: before.encode()}
    found, left = find_repairs(MemoryTree(files), checked(files), TODAY)
    assert found == {RECORD: (before, after)}
    assert left.problems == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("stadsdelar: [raslatt]", "stadsdelar: [angen]"),  # Kungsängen, Österängen or Strandängen
        ("belopp: 85000", "belopp: åttiofem"),
        ("belopp: 85000", "belopp: ca 85 000 kr"),
        ("  belopp: 85000", "  belopp: 85 000 kr # 811228-9874"),  # what may not be shown is not offered
        ("titel: Läxhjälp på Råslätt", "titel: >-\n  Hej"),
        ("datum: 2024-03-12", "datum: 12/3 2024"),
        ("belopp: 85000", "belopp: 85 000 000"),  # is too much then, which nobody repairs
    ],
)
def test_what_can_be_mended_in_several_ways_is_left(right: str, wrong: str) -> None:
    files = edited(right, wrong)
    assert find_repairs(MemoryTree(files), checked(files), TODAY) == ({}, checked(files))


def test_what_can_be_repaired_is_beside_what_cannot() -> None:
    text = base_files()[RECORD].decode()
    for right, wrong in [
        ("belopp: 85000", "belopp: åttio"),
        ("jav: provat", "jav: Prövat"),
        ("slut: 2025-03-31", "slut: i vår"),
    ]:
        assert right in text
        text = text.replace(right, wrong)
    files = {**base_files(), RECORD: text.encode()}
    found, left = find_repairs(MemoryTree(files), checked(files), TODAY)
    assert found[RECORD][1] == text.replace("Prövat", "provat")
    assert [(one.code, one.place.line) for one in left.problems] == [("R203", 14), ("R205", 21)]


@pytest.mark.parametrize(
    ("line", "column", "repair", "text"),
    [
        (1, 4, "9", "a: 9\nb: [2, 3]\nc: >-\n  d\ne: 880320-0016"),
        (1, 1, "x", "x: 1\nb: [2, 3]\nc: >-\n  d\ne: 880320-0016"),
        (2, 8, "9", "a: 1\nb: [2, 9]\nc: >-\n  d\ne: 880320-0016"),
        (2, 1, "x", "a: 1\nx: [2, 3]\nc: >-\n  d\ne: 880320-0016"),
        (2, 4, "9", None),  # a list
        (3, 4, "9", None),  # on two lines
        (5, 4, "9", None),  # may not be shown
        (5, 1, "x", None),
        (2, 7, "9", None),  # nothing begins there
        (1, 4, None, None),
    ],
)
def test_a_repair_is_written_where_one_value_is(line: int, column: int, repair: str | None, text: str | None) -> None:
    problem = Problem(code="R203", place=Place(RECORD, line, column), message="", hint="", repair=repair)
    assert repaired("a: 1\nb: [2, 3]\nc: >-\n  d\ne: 880320-0016", problem) == text


def test_repairs_are_shown_by_file_with_nothing_around_them() -> None:
    texts = {"b.yaml": ("x\ny: å\nz\n", "x\ny: ä\nz\n"), "a.yaml": ("1\n", "2\n")}
    assert as_diff(texts) == (
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1 +1 @@\n-1\n+2\n--- a/b.yaml\n+++ b/b.yaml\n@@ -2 +2 @@\n-y: å\n+y: ä\n"
    )
    written = as_json(texts)
    assert [one["path"] for one in json.loads(written)["repairs"]] == ["a.yaml", "b.yaml"]
    assert written.endswith(
        """    {
      "path": "b.yaml",
      "line": 2,
      "before": "y: å",
      "after": "y: ä"
    }
  ]
}
"""
    )


def test_a_policy_is_repaired_in_its_front_matter_and_a_list_in_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base(tmp_path)
    before = texts(tmp_path)
    for path, right, wrong in (
        ("content/policy/2023-08-30.md", "galler_fran: 2023-08-30", "galler_fran: 2023/08/30"),
        ("content/listor/teman.yaml", "kod: klimat-miljo\n    namn:", "kod: klimat-miljo\n    namm:"),
    ):
        text = before[path].decode()
        assert right in text
        (tmp_path / path).write_text(text.replace(right, wrong), encoding="utf-8")
    fix(tmp_path, "--write", "content/policy")
    assert (tmp_path / "content/listor/teman.yaml").read_bytes() != before["content/listor/teman.yaml"]
    fix(tmp_path, "--write")
    assert texts(tmp_path) == before


def test_write_belongs_to_fix(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        validate.main(["--write"])
    assert "--fix" in capsys.readouterr().err
