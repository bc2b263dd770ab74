"""`make html-check` says what is missing; what Material writes against the standard is mended in every page."""

from __future__ import annotations

from pathlib import Path

import html_check
import pytest
from webform.packages import Machine
from website.theme_fixes import fix_html


def machine(*programs: str) -> Machine:
    return Machine(which=lambda name: name if name in programs else None, run=lambda *_: "no network\n")


def test_without_pages_it_says_to_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert html_check.main([str(tmp_path)], machine("java", "npm", "node")) == 2
    assert "make site" in capsys.readouterr().err


def test_without_java_it_says_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    assert html_check.main([str(tmp_path)], machine("npm", "node")) == 2
    assert "Java" in capsys.readouterr().err


def test_without_the_checker_it_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_check, "JAR", tmp_path / "vnu.jar")
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    assert html_check.main([str(tmp_path)], machine("java", "npm", "node")) == 2
    assert "no network" in capsys.readouterr().err


def test_a_hidden_checkbox_says_nothing_of_autocomplete_and_other_fields_do() -> None:
    drawer = '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">'
    field = '<input type="text" autocomplete="off">'
    assert fix_html(drawer + field) == drawer.replace(' autocomplete="off"', "") + field
