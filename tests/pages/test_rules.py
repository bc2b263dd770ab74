"""The rules page: as many sections as there are codes, each with what the code itself says, and a fixture for each."""

from __future__ import annotations

import html
from pathlib import Path

from pages.render import headings
from pages.rules import rules_page
from register.check import all_rules
from register.rules.protected_changes import GUARDED

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_code_page_and_fixtures_have_the_same_codes() -> None:
    codes = {rule.code for rule in all_rules()}
    sections = [heading.id for heading in headings(rules_page().body) if heading.level == 3]
    fixtures = {path.parent.name.partition("-")[0] for path in FIXTURES.glob("R*/expected.txt")}
    assert sections == sorted(codes)
    assert fixtures == codes


def test_each_section_says_what_the_code_says() -> None:
    body = html.unescape(rules_page().body)
    for rule in all_rules():
        assert f"{rule.code} {rule.sentence}</h3>" in body
        assert rule.why in body
        for line in [*rule.bad.split("\n"), *rule.good.split("\n")]:
            assert f"<span>{line}</span>" in body


def test_what_needs_a_correction_is_the_table_of_the_check() -> None:
    body = html.unescape(rules_page().body)
    for field, label in GUARDED.items():
        assert f'<th scope="row">{label}</th>' in body
        assert f"«falt: {field}»" in body
