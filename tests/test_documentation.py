"""What README, CONTRIBUTING and docs/ say is so: links, files, pictures, commands, options and figures."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pictures
import pytest
from editing.event_commands import EVENTS
from register.problem import rules

import gor

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "tests" / "README.md"])
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README + GUIDE)


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.is_file()], ids=lambda path: path.stem)
def test_every_link_to_a_file_leads_somewhere_and_every_make_command_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []
    assert set(re.findall(r"(?:`|^ +|\S/ )(?:\w+=\S+ )*make ([a-z-]+)", text, re.MULTILINE)) <= set(gor.COMMANDS)


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


def test_the_readme_shows_the_two_commands() -> None:
    section = README.split("## Two commands")[1].split("\n## ")[0]
    assert re.findall(r"^    make ([a-z-]+)", section, re.MULTILINE) == ["site", "test"]


@pytest.mark.parametrize(("words", "path"), PICTURES, ids=[path for _, path in PICTURES])
def test_a_picture_is_there_is_small_and_is_told_in_words(words: str, path: str) -> None:
    content = (ROOT / path).read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    assert len(content) < 150_000
    assert len(words) > 20


def test_every_picture_that_is_taken_is_shown_and_no_other() -> None:
    assert {path for _, path in PICTURES} == {f"docs/pictures/{name}" for name in pictures.TAKEN}
    assert {path.name for path in (ROOT / "docs/pictures").iterdir()} == set(pictures.TAKEN)


def help_of(capsys: pytest.CaptureFixture[str], script: str, *event: str) -> str:
    with pytest.raises(SystemExit) as ended:
        import_module(Path(script).stem).main([*event, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def command_lines() -> list[list[str]]:
    """The words of every command that the guide shows, with lines that go on put together."""
    text = GUIDE.replace("\\\n", " ")
    return [match[0].split() for match in re.finditer(r"scripts/\w+\.py[^`\n]*", text)]


def test_every_event_is_explained() -> None:
    shown = {words[1] for words in command_lines() if words[0] == "scripts/record.py"}
    assert shown == {"fortsatt", *EVENTS}


@pytest.mark.parametrize("words", command_lines(), ids=" ".join)
def test_every_command_and_option_exists(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    event = words[1:2] if words[0] == "scripts/record.py" and words[1] != "fortsatt" else []
    told = help_of(capsys, words[0], *event)
    for option in (word for word in words if word.startswith("--")):
        assert re.search(rf"{re.escape(option)}\b", told), option


def test_every_code_and_template_exists() -> None:
    assert set(re.findall(r"\bR\d{3}\b", GUIDE)) <= {rule.code for rule in rules()}
    named = set(re.findall(r"`(?:&template=)?([\w-]+\.md)`", GUIDE))
    assert named == {path.name for path in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")}


def test_every_entry_of_the_contents_leads_to_a_heading() -> None:
    headings = {_anchor(line) for line in re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) == headings


def _anchor(heading: str) -> str:
    """The anchor that the host makes of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
