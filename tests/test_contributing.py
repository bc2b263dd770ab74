"""The guide tells the truth: every command, option, template and heading in it exists."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from editing.event_commands import EVENTS
from register.problem import rules

import gor

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


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


def test_every_make_command_exists() -> None:
    assert set(re.findall(r"\bmake ([a-z-]+)", GUIDE)) <= set(gor.COMMANDS)


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
