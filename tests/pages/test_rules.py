"""The rules page: as many sections as there are codes, each with what the code itself says, and a fixture for each."""

from __future__ import annotations

import html
import re
from pathlib import Path

from pages.render import headings
from pages.rules import rules_page

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_each_code_that_has_a_fixture_has_its_section() -> None:
    sections = [heading.id for heading in headings(rules_page().body) if heading.level == 3]
    fixtures = {path.parent.name.partition("-")[0] for path in FIXTURES.glob("R*/expected.txt")}
    assert sections == sorted(fixtures)


def test_each_section_has_its_sentence_why_it_is_a_rule_and_an_example_of_each_kind() -> None:
    body = html.unescape(rules_page().body)
    sections = re.split("(?=<h3 )", body)[1:]
    section = next(text for text in sections if 'id="R304"' in text)
    assert "R304 Ett avtal får inte sluta före startdagen</h3>" in section
    wrong, right = section.split('<p class="example-label">Rätt:</p>')
    assert "<span>avtal:</span>" in wrong
    assert "<span>  slut: 2024-03-31</span>" in wrong
    assert "<span>  slut: 2025-03-31</span>" in right
    for text in sections:
        assert text.count('class="example-label"') in (0, 2)


def test_what_needs_a_correction_is_listed_with_what_to_write() -> None:
    body = html.unescape(rules_page().body)
    rows = re.findall(r'<th scope="row">(.*?)</th>.*?«falt: (.*?)»', body, re.DOTALL)
    assert ("Beviljat belopp", "beslut.belopp") in rows
    assert len(rows) == 28  # as many as tests/register/test_protected_changes.py tries
