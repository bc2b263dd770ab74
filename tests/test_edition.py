from __future__ import annotations

import hashlib
from pathlib import Path

import edition
import pytest

from .register.cases import commit, git

# Stands in for the build of a commit: it writes what it was asked for, and the content of a file.
BUILD = """
import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--out") + 1]) / "data"
if pathlib.Path("fel").exists():
    sys.exit("1 fel i 1 fil.")
out.mkdir(parents=True)
text = pathlib.Path("belopp").read_text() + sys.argv[sys.argv.index("--today") + 1]
(out / "allt.zip").write_bytes(text.encode())
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two commits that build, and a third that does not."""
    root = tmp_path / "register"
    (root / "scripts").mkdir(parents=True)
    (root / "scripts" / "build.py").write_text(BUILD, encoding="utf-8")
    for name, text in (("belopp", "85000 "), ("belopp", "90000 "), ("fel", "")):
        (root / name).write_text(text, encoding="utf-8")
        commit(root, name)
    return root


def test_an_edition_is_the_data_of_its_commit_on_its_day_with_a_checksum(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ["--today", "2026-12-02"]
    assert edition.main(["HEAD~1", *day, "--root", str(root), "--out", str(tmp_path / "ny")]) == 0
    assert [file.read_bytes() for file in (tmp_path / "ny").glob("*.zip")] == [b"90000 2026-12-02"]
    before = git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD")
    for ref, content in (("HEAD~2", b"85000 2026-11-23"), ("HEAD~1", b"90000 2026-11-23")):
        assert edition.main([ref, "--root", str(root), "--out", str(tmp_path / "ut")]) == 0
        name = f"stadsdelssamarbeten-2026-11-23-{git(root, 'rev-parse', ref)[:12]}.zip"
        assert (tmp_path / "ut" / name).read_bytes() == content
        checksum = hashlib.sha256(content).hexdigest()
        assert (tmp_path / "ut" / f"{name}.sha256").read_text(encoding="ascii") == f"{checksum}  {name}\n"
        assert checksum in capsys.readouterr().out
    assert (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD")) == before


def test_a_commit_that_does_not_build_gives_no_edition_and_says_why(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edition.main(["--root", str(root), "--out", str(tmp_path / "ut")]) == 1
    assert "1 fel i 1 fil." in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("commit", ["finns-inte", "--output=x"])
def test_an_unknown_commit_is_refused(root: Path, commit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert edition.main(["--root", str(root), "--", commit]) == 2
    assert capsys.readouterr().err.startswith("Utgåvan kunde inte göras. ")
