"""The canonical form: the bytes of the web form, the order of the schema, and nothing lost."""

from __future__ import annotations

import json
import string
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editing.comments import comments_of
from editing.emit import yaml_text
from editing.order import tidy
from editing.record_file import Form
from hypothesis import given, settings
from hypothesis import strategies as st
from register.examine import check_tree
from register.file_tree import DiskTree
from register.strict_yaml import read_yaml

from ..example import RECORDS, ROOT

RECORDED = json.loads((Path(__file__).parent / "recorded.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def form() -> Form:
    return Form.of(check_tree(DiskTree(ROOT), date(2026, 11, 23)))


def data_of(text: str) -> Any:
    document, problems = read_yaml(text, "partnerships/2024/x.yaml")
    assert document is not None, problems
    assert problems == []
    return document.data


def test_writes_the_same_bytes_as_the_library_of_the_web_form() -> None:
    assert len(RECORDED) > 400
    different = [case["text"] for case in RECORDED if yaml_text(case["value"]) != case["text"]]
    assert different == []


@pytest.mark.parametrize("text", ["18:30", "no", "Yes", "on", "1_000", "190:20:30", "=", "<<", "0b101", "0o17", "0311"])
def test_quotes_what_another_yaml_reader_would_take_for_something_else(text: str) -> None:
    assert yaml_text({"k": text}) == f"k: '{text}'\n"
    assert data_of(yaml_text({"k": text, "l": [text]})) == {"k": text, "l": [text]}


def test_a_date_and_an_organisation_number_stand_without_quotes_and_stay_text() -> None:
    written = yaml_text({"datum": "2024-03-12", "organisationsnummer": "899999-0008", "diarienummer": "2024-031"})
    assert written == "datum: 2024-03-12\norganisationsnummer: 899999-0008\ndiarienummer: 2024-031\n"
    assert data_of(written)["organisationsnummer"] == "899999-0008"


_SPECIAL = st.text(st.sampled_from(string.punctuation + string.digits + " \tabnoåÖ«–\u00a0😀"), min_size=1, max_size=12)
_LINES = st.lists(_SPECIAL, min_size=2, max_size=4).map("\n".join)
_TEXT = (_SPECIAL | _LINES).map(str.strip).filter(bool)
_TREE = st.recursive(
    _TEXT | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_SPECIAL, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.dictionaries(_SPECIAL, _TREE, min_size=1, max_size=4))
def test_everything_that_is_written_is_read_back(data: dict[str, Any]) -> None:
    assert data_of(yaml_text(data)) == data


def test_fields_stand_in_the_order_of_the_schema_and_reasons_in_that_of_the_criteria(form: Form) -> None:
    record = {
        "okant": "sist",
        "kriterier": {"lika-varde": "e", "annat": "f", "starker-omradet": "a", "trygghet": "d"},
        "beslut": {"policy": "2023-08-30", "datum": "2024-03-12"},
        "uppfoljning": [{"inkom": "2025-05-20", "typ": "slutrapport", "senast": "2025-05-31"}],
        "titel": "Läxhjälp",
    }
    written = data_of(form.write(record))
    assert list(written) == ["titel", "beslut", "kriterier", "uppfoljning", "okant"]
    assert list(written["beslut"]) == ["datum", "policy"]
    assert list(written["kriterier"]) == ["starker-omradet", "trygghet", "lika-varde", "annat"]
    assert list(written["uppfoljning"][0]) == ["typ", "senast", "inkom"]
    assert written == record


def test_every_record_keeps_its_data_and_a_second_time_changes_nothing(form: Form) -> None:
    files = sorted(path for root in (ROOT, RECORDS) for path in (root / "partnerships").rglob("*.yaml"))
    for text in (BY_HAND, *(file.read_text(encoding="utf-8") for file in files)):
        document, problems = read_yaml(text, "partnerships/2024/x.yaml")
        assert document is not None
        assert problems == []
        once = form.rewrite(text, document)
        again, _ = read_yaml(once, document.path)
        assert again is not None
        assert again.data == tidy(document.data)
        assert form.rewrite(once, again) == once


BY_HAND = """\
sammanfattning: >-
  Öppen läxhjälp två kvällar
  i veckan: för alla barn.
titel: "Läxhjälp på Råslätt "
stadsdelar: [raslatt, oxnehaga]
beslut: {belopp: 85000, datum: "2024-03-12", diarienummer: "0311"}
avtal:
  motprestation: |
    Öppet för alla.

    Ingen avgift.
"""
COMMENTED = """\
# Först i filen
titel: "Läxhjälp # inte en kommentar" # efter titeln
stadsdelar: [raslatt, # om Råslätt
  oxnehaga] # sist i listan
# om beslutet
beslut:
  # om datumet
  datum: 2024-03-12
sammanfattning: >- # om texten
  Öppen läxhjälp
  # 1 på Råslätt
uppfoljning:
  # om planeringen
  - typ: planering # också
    senast: 2024-05-15
  - typ: slutrapport
# Sist i filen
"""


def test_no_comment_is_lost(form: Form) -> None:
    document, _ = read_yaml(COMMENTED, "x.yaml")
    assert document is not None
    assert (
        form.rewrite(COMMENTED, document)
        == """\
# Först i filen
# efter titeln
titel: 'Läxhjälp # inte en kommentar'
# om texten
sammanfattning: 'Öppen läxhjälp # 1 på Råslätt'
# om Råslätt
stadsdelar:
  - raslatt
  # sist i listan
  - oxnehaga
# om beslutet
beslut:
  # om datumet
  datum: 2024-03-12
uppfoljning:
  # om planeringen
  # också
  - typ: planering
    senast: 2024-05-15
  - typ: slutrapport
# Sist i filen
"""
    )
    assert sum(len(found) for found in comments_of(COMMENTED, document).values()) == 10
