"""The check of a change in real repositories: what it is compared with, and what was wrong before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import validate

from .cases import RECORD, TODAY, base, commit, git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = base(tmp_path / "repo")
    commit(folder, "published")
    git(folder, "branch", "published")
    return folder


def edit(root: Path, old: str, new: str, path: str = RECORD) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def checked(root: Path, capsys: pytest.CaptureFixture[str], base_name: str = "published") -> tuple[int, list[Any]]:
    arguments = ["--root", str(root), "--today", TODAY.isoformat(), "--base", base_name, "--format", "json"]
    code = validate.main(arguments)
    return code, json.loads(capsys.readouterr().out)["problems"]


def codes(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    code, problems = checked(root, capsys)
    assert code == (1 if problems else 0)
    return [problem["code"] for problem in problems]


def test_a_base_from_before_a_schema_was_added_can_be_compared_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = base(tmp_path / "repo")
    kept = (root / "schemas/synonyms.schema.json").rename(tmp_path / "kept")
    older = commit(root, "older")
    kept.rename(root / "schemas/synonyms.schema.json")
    edit(root, "belopp: 85000", "belopp: 95000")
    code, problems = checked(root, capsys, older)
    assert (code, [problem["code"] for problem in problems if problem["path"] == RECORD]) == (1, ["R503"])


def test_a_stale_branch_is_held_to_where_it_left(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = git(root, "rev-parse", "HEAD")
    edit(root, "belopp: 85000", "belopp: 95000")
    commit(root, "the base goes on")
    git(root, "branch", "--force", "published", "HEAD")
    git(root, "checkout", "--quiet", "-b", "work", start)
    edit(root, "titel: Läxhjälp på Råslätt", "titel: Läxhjälp och lek på Råslätt")
    commit(root, "work")
    assert codes(root, capsys) == []


def test_old_faults_are_told_apart_and_never_called_clean(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "slut: 2025-03-31", "slut: 2025-02-30")
    git(root, "branch", "--force", "published", commit(root, "broken"))
    edit(root, "titel: Läxhjälp på Råslätt", "titel: Läxhjälp och lek på Råslätt")
    code, [problem] = checked(root, capsys)
    assert (code, problem["code"], problem["severity"], problem["inherited"]) == (0, "R205", "advice", True)
    assert validate.main(["--root", str(root), "--today", TODAY.isoformat(), "--base", "published"]) == 0
    told = capsys.readouterr().out
    assert "Inga fel" not in told
    assert "1 fel fanns redan" in told
    edit(root, "belopp: 85000", "belopp: 0")
    code, problems = checked(root, capsys)
    assert (code, [item["code"] for item in problems]) == (1, ["R208", "R205"])


@pytest.mark.parametrize("content", [b"titel: [", b"\xff", b"", b"- a\n"])
def test_a_broken_base_does_not_break_the_check(root: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    good = (root / RECORD).read_bytes()
    (root / RECORD).write_bytes(content)
    git(root, "branch", "--force", "published", commit(root, "broken"))
    (root / RECORD).write_bytes(good)
    assert codes(root, capsys) == []


def test_the_register_may_lie_in_a_folder_of_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = base(tmp_path / "repo" / "inre" / "mapp")
    commit(tmp_path / "repo", "published")
    edit(folder, "belopp: 85000", "belopp: 95000")
    code, [problem] = checked(folder, capsys, "HEAD")
    assert (code, problem["code"], problem["path"]) == (1, "R503", RECORD)


def test_a_shallow_clone_says_what_to_do(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = git(root, "rev-parse", "HEAD")
    commit(root, "one more")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{root}", str(tmp_path / "shallow"))
    arguments = ["--root", str(tmp_path / "shallow"), "--today", TODAY.isoformat(), "--base", start]
    assert validate.main(arguments) == 2
    assert "git fetch" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["finns-inte", "--output=x", ""])
def test_an_unknown_base_is_exit_2(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(root), "--today", TODAY.isoformat(), f"--base={name}"]
    assert validate.main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
