"""The pictures and commands that README.md and CONTRIBUTING.md name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pictures
import pytest

import gor

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NAMED = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README + GUIDE)


@pytest.mark.parametrize(("words", "path"), NAMED, ids=[path for _, path in NAMED])
def test_a_picture_is_there_is_small_and_is_told_in_words(words: str, path: str) -> None:
    content = (ROOT / path).read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    assert len(content) < 150_000
    assert len(words) > 20


def test_every_picture_that_is_taken_is_shown_and_no_other() -> None:
    assert {path for _, path in NAMED} == {f"docs/pictures/{name}" for name in pictures.TAKEN}
    assert {path.name for path in (ROOT / "docs/pictures").iterdir()} == set(pictures.TAKEN)


def test_every_make_command_of_the_readme_exists() -> None:
    section = README.split("## Two commands")[1].split("\n## ")[0]
    assert re.findall(r"^    make ([a-z-]+)", section, re.MULTILINE) == ["site", "test"]
    named = set(re.findall(r"(?:`|^ +|\S/ )make ([a-z-]+)", README, re.MULTILINE))
    assert {"site", "test"} < named <= set(gor.COMMANDS)
