"""`make html-check` and `make lighthouse` say what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import html_check
import lighthouse
import npm
import pytest


def no_npm(_: str) -> Path:
    raise npm.NoProgramError("npm could not fetch it: no network")


@pytest.mark.parametrize("tool", [html_check, lighthouse])
def test_without_a_site_they_say_to_build(tool: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main([str(tmp_path)]) == 2  # type: ignore[attr-defined]  # both have main
    assert "make site" in capsys.readouterr().err


@pytest.mark.parametrize(("java", "words"), [(None, "Java"), ("/usr/bin/java", "no network")])
def test_without_java_or_the_checker_it_says_why(
    java: str | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: java)
    monkeypatch.setattr(npm, "program", no_npm)
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    assert html_check.main([str(tmp_path)]) == 2
    assert words in capsys.readouterr().err
