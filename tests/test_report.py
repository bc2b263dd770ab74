from __future__ import annotations

from pathlib import Path

import pytest
import report

from .example import ROOT, example_root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with one record of 2024, and the project's own settings."""
    made = example_root(tmp_path / "register", "2023/laxhjalp-raslatt")
    (made / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    return made


def test_the_command_writes_the_report_of_each_year(root: Path, tmp_path: Path) -> None:
    assert report.main(["--root", str(root), "--today", "2026-11-23", "--out", str(tmp_path / "ut")]) == 0
    (written,) = (tmp_path / "ut").iterdir()
    assert written.name == "arsrapport-2023.pdf"
    assert written.read_bytes().startswith(b"%PDF-")


def test_a_year_without_decisions_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main(["1999", "--root", str(root), "--today", "2026-11-23"]) == 2
    assert capsys.readouterr().err == "Rapporten kunde inte skrivas. Inget beslut är fattat 1999.\n"


def test_no_report_is_written_of_a_register_with_problems(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = root / "partnerships" / "2023" / "laxhjalp-raslatt.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("titel:", "tittel:", 1), encoding="utf-8")
    assert report.main(["--root", str(root), "--today", "2026-11-23", "--out", str(tmp_path / "ut")]) == 1
    assert "make check" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()
