"""What people write wrong is stopped at its line, with what to do; what they write differently is not."""

from __future__ import annotations

import json

import pytest

from .bad_edits import BAD_EDITS
from .cases import RECORD
from .harmless import ADDRESSES, CASE_NUMBERS, REWRITTEN, ROLES, TEXTS, TITLES
from .memory import base_files, edited, problems

TITLE = "titel: Läxhjälp på Råslätt\n"
PLACE_IN_TEXT = "efter behov och utgår"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"), [row[1:] for row in BAD_EDITS], ids=[row[0] for row in BAD_EDITS]
)
def test_a_bad_edit_is_stopped_where_it_stands(old: str, new: str, code: str, line: int) -> None:
    found = [problem for problem in problems(edited(old, new)) if problem.place.path == RECORD]
    here = [problem for problem in found if (problem.code, problem.place.line) == (code, line)]
    assert here, [(problem.code, problem.place.line, problem.message) for problem in found]
    assert here[0].message.strip()
    assert here[0].hint.strip()


def said(files: dict[str, bytes]) -> list[tuple[str, int, str]]:
    return [(problem.code, problem.place.line, problem.message) for problem in problems(files)]


@pytest.mark.parametrize("title", TITLES)
def test_a_good_title_passes(title: str) -> None:
    assert said(edited(TITLE, f"titel: {json.dumps(title, ensure_ascii=False)}\n")) == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_good_sentence_passes(text: str) -> None:
    assert said(edited(PLACE_IN_TEXT, f"efter behov. {text} Ledarna utgår")) == []


@pytest.mark.parametrize("number", CASE_NUMBERS)
def test_a_case_number_passes(number: str) -> None:
    assert said(edited('"2024-031"', f'"{number}"')) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_plain_web_address_passes(address: str) -> None:
    assert said(edited("https://example.org/lyktan", json.dumps(address, ensure_ascii=False))) == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_passes(role: str) -> None:
    assert said(edited("beslutsfattare: Hållbarhetschef", f"beslutsfattare: {role}")) == []


@pytest.mark.parametrize("rewrite", REWRITTEN.values(), ids=REWRITTEN)
def test_another_way_to_write_the_same_passes(rewrite: object) -> None:
    assert callable(rewrite)
    written = rewrite(base_files()[RECORD].decode())
    assert said({**base_files(), RECORD: written.encode()}) == []
