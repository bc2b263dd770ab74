"""What people write wrong is stopped at its line, with what to do; what they write differently is not."""

from __future__ import annotations

import json

import pytest

from .bad_edits import BAD_LINES, BAD_VALUES
from .cases import RECORD
from .harmless import ADDRESSES, CASE_NUMBERS, REWRITTEN, ROLES, TEXTS, TITLES
from .memory import base_files, edited, problems

TITLE = "titel: Läxhjälp på Råslätt\n"
PLACE_IN_TEXT = "efter behov och utgår"


def found(old: str, new: str) -> list[str]:
    return [f"{one.code}:{one.place.line}" for one in problems(edited(old, new))]


@pytest.mark.parametrize(
    ("line", "codes", "value"), [(line, codes, value) for line, codes, values in BAD_VALUES for value in values]
)
def test_a_bad_value_is_stopped_on_its_line(line: str, codes: str, value: str) -> None:
    number = base_files()[RECORD].decode().splitlines().index(line) + 1
    written = f"{line.partition(':')[0]}: {value}\n"
    assert found(f"{line}\n", written) == [f"{code}:{number}" for code in codes.split()]


@pytest.mark.parametrize(("old", "new", "places"), BAD_LINES)
def test_a_bad_line_is_stopped_where_it_is(old: str, new: str, places: str) -> None:
    assert found(old, new) == places.split()


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
