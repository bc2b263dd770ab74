"""The host's templates: one for each event, valid, in Swedish, and asking nobody for personal data."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import pytest
from editing.event_commands import EVENTS

HOST = Path(__file__).parent.parent / ".github"
# Each event that a pull request can be about, with its template
TEMPLATES = {
    "new": "ny-post",
    "rapport": "redovisning-inkom",
    "ratta": "rattelse",
    "avbryt": "avbrott",
    "fortsatt": "fortsattning",
    "flytta": "flytt",
    "dra-tillbaka": "tillbakadragen",
}


def test_every_event_of_the_commands_has_its_template() -> None:
    assert set(TEMPLATES) == {"new", "fortsatt", *EVENTS}
    found = {path.stem for path in (HOST / "PULL_REQUEST_TEMPLATE").glob("*.md")}
    assert found == set(TEMPLATES.values())


@pytest.mark.parametrize("path", sorted(HOST.rglob("*emplate*.md")) + sorted(HOST.glob("PULL_REQUEST_TEMPLATE/*.md")))
def test_a_template_is_a_heading_and_a_list_to_tick_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("## ")
    assert text.count("- [ ] ") >= 2


@pytest.mark.parametrize("name", ["fraga.yml", "rattelse.yml"])
def test_every_issue_form_warns_of_personal_data(name: str) -> None:
    text = (HOST / "ISSUE_TEMPLATE" / name).read_text(encoding="utf-8")
    assert "blir offentligt" in text
    assert "Jag har inte skrivit några personuppgifter." in text


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("partnerships/2024/x.yaml", {"avdelningen"}),
        ("content/index.md", {"avdelningen"}),
        ("content/policy/2023-08-30.md", {"avdelningen", "forvaltarna"}),
        ("content/kriterier/2023-08-30.yaml", {"avdelningen", "forvaltarna"}),
        ("schemas/record.schema.json", {"forvaltarna"}),
        ("scripts/validate.py", {"forvaltarna"}),
        (".github/workflows/publish.yml", {"forvaltarna"}),
    ],
)
def test_data_belong_to_the_department_and_code_to_the_maintainers(path: str, owners: set[str]) -> None:
    lines = [line.split() for line in (HOST.parent / "CODEOWNERS").read_text(encoding="utf-8").splitlines()]
    rules = [(words[0], words[1:]) for words in lines if words and not words[0].startswith("#")]
    fitting = [who for pattern, who in rules if pattern == "*" or fnmatch.fnmatch(f"/{path}", f"{pattern}*")]
    assert {name.partition("/")[2] for name in fitting[-1]} == owners
