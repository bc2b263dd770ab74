"""What README and docs/ say is so: links and files exist, and the figures quoted are those of docs/speed.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gor

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "tests" / "README.md"])
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.is_file()], ids=lambda path: path.stem)
def test_every_link_to_a_file_leads_somewhere_and_every_make_command_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []
    assert set(re.findall(r"`(?:\w+=\S+ )*make ([a-z-]+)", text)) <= set(gor.COMMANDS)


def test_every_place_in_the_readme_exists() -> None:
    table = README.split("## Where things are")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    places = [place for cell in cells for place in re.findall(r"`([^`…]+)`", cell)]
    assert len(places) > 15
    assert [place for place in places if not (ROOT / place).exists() and not (ROOT / "scripts" / place).exists()] == []


def test_architecture_names_files_that_exist_and_the_pipeline_in_order() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([\w./-]*(?:/|\.(?:py|json|html|yml|md)))`", text)) - {"site/", "data.json", "/redigera/"}
    missing = [name for name in names if not (ROOT / name).exists() and not (ROOT / "scripts" / name).exists()]
    assert missing == []
    assert len(names) > 40


def test_the_figures_in_the_readme_are_those_of_the_measurement() -> None:
    lines = README.split("## Speed")[1].split("\n## ")[0]
    quoted = re.findall(r"\d+\.\d+", lines)
    measured = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    assert len(quoted) >= 3
    assert [figure for figure in quoted if f" {figure} " not in measured.replace("|", " ")] == []
