"""Records are written as the web form writes them, changed line by line, and no comment is lost or moved."""

from __future__ import annotations

import copy
import difflib
import json
import string
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editing.record_file import RecordWriter, tidy
from editing.yaml_edit import comments_by_path, comments_in
from editing.yaml_writer import yaml_text
from hypothesis import given, settings
from hypothesis import strategies as st
from register.check import check
from register.document import Document
from register.file_tree import DiskTree
from register.strict_yaml import read_yaml

from ..example import RECORDS, example_root
from ..pages.registers import CRITERIA

RECORDED = json.loads((Path(__file__).parent / "recorded.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> RecordWriter:
    return RecordWriter.of(check(DiskTree(example_root(tmp_path_factory.mktemp("exempel"))), date(2026, 11, 23)))


def document(text: str) -> Document:
    read, problems = read_yaml(text, "partnerships/2024/x.yaml")
    assert read is not None, problems
    assert problems == []
    return read


def test_writes_the_same_bytes_as_the_library_of_the_web_form() -> None:
    assert len(RECORDED) > 400
    different = [case["text"] for case in RECORDED if yaml_text(case["value"]) != case["text"]]
    assert different == []


@pytest.mark.parametrize("text", ["18:30", "no", "Yes", "on", "1_000", "190:20:30", "=", "<<", "0b101", "0o17", "0311"])
def test_quotes_what_another_yaml_reader_would_take_for_something_else(text: str) -> None:
    assert yaml_text({"k": text}) == f"k: '{text}'\n"
    assert document(yaml_text({"k": text, "l": [text]})).data == {"k": text, "l": [text]}


def test_a_date_and_an_organisation_number_stand_without_quotes_and_stay_text() -> None:
    written = yaml_text({"datum": "2024-03-12", "organisationsnummer": "899999-0008", "diarienummer": "2024-031"})
    assert written == "datum: 2024-03-12\norganisationsnummer: 899999-0008\ndiarienummer: 2024-031\n"
    assert document(written).data["organisationsnummer"] == "899999-0008"


_SPECIAL = st.text(st.sampled_from(string.punctuation + string.digits + " \tabnoåÖ«–\u00a0😀"), min_size=1, max_size=12)
_NAME = st.text(string.ascii_lowercase, min_size=1, max_size=3)
_LINES = st.lists(_SPECIAL, min_size=2, max_size=4).map("\n".join)
_TEXT = (_SPECIAL | _LINES).map(str.strip).filter(bool)
_TREE = st.recursive(
    _TEXT | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_SPECIAL, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40)
@given(st.dictionaries(_SPECIAL, _TREE, min_size=1, max_size=4))
def test_everything_that_is_written_is_read_back(data: dict[str, Any]) -> None:
    assert document(yaml_text(data)).data == data


def test_fields_stand_in_the_order_of_the_schema_and_reasons_in_that_of_the_criteria(writer: RecordWriter) -> None:
    record = {
        "okant": "sist",
        "kriterier": {"lika-varde": "e", "annat": "f", "starker-omradet": "a", "trygghet": "d"},
        "beslut": {"policy": "2023-08-30", "datum": "2024-03-12"},
        "uppfoljning": [{"inkom": "2025-05-20", "typ": "slutrapport", "senast": "2025-05-31"}],
        "titel": "Läxhjälp",
    }
    written = document(writer.write(record)).data
    assert list(written) == ["titel", "beslut", "kriterier", "uppfoljning", "okant"]
    assert list(written["beslut"]) == ["datum", "policy"]
    assert list(written["kriterier"]) == ["starker-omradet", "trygghet", "lika-varde", "annat"]
    assert list(written["uppfoljning"][0]) == ["typ", "senast", "inkom"]
    assert written == record


FILES = sorted((RECORDS / "partnerships").rglob("*.yaml"))[::5]
BY_HAND = """\
sammanfattning: >-
  Öppen läxhjälp två kvällar
  i veckan: för alla barn.
titel: "Läxhjälp på Råslätt "
stadsdelar: [raslatt, oxnehaga]
beslut: {belopp: 85000, datum: "2024-03-12", diarienummer: "0311"}
avtal:
  nytta: |
    Öppet för alla.

    Ingen avgift.
"""
ODD = """\
# Först i filen
titel:    "Läxhjälp # inte en kommentar"   # efter titeln
stadsdelar: [raslatt, # om Råslätt
  oxnehaga] # sist i listan
teman: [ kultur,  klimat ]
# om beslutet
beslut: {belopp: 85000,   datum: "2024-03-12"}

avtal:
      # om start
      start: "2024-03-12"   # om dagen
      slut: '2025-03-12'

sammanfattning: >- # om texten
  Öppen läxhjälp
  # 1 på Råslätt
uppfoljning:
# om planeringen
- typ: "planering" # också
  senast: 2024-05-15

# om slutrapporten
- typ: slutrapport
  senast: 2025-05-15

# Sist i filen
"""


def changed_lines(writer: RecordWriter, text: str, data: dict[str, Any]) -> list[str]:
    """Change a text, and return the lines that differ, as `diff` shows them."""
    new = writer.change(text, document(text), data)
    assert document(new).data == tidy(data)
    assert sorted(comment.text for comment in comments_in(new)) == sorted(c.text for c in comments_in(text))
    return [line for line in difflib.ndiff(text.splitlines(), new.splitlines()) if line[0] in "+-"]


def test_every_record_comes_back_byte_for_byte_and_one_event_adds_its_line(writer: RecordWriter) -> None:
    assert FILES
    for text in (BY_HAND, ODD, *(file.read_text(encoding="utf-8") for file in FILES)):
        data = copy.deepcopy(document(text).data)
        assert writer.change(text, document(text), data) == text
        for report in data.get("uppfoljning", []):
            if "inkom" not in report:
                report["inkom"] = "2026-05-20"
                assert changed_lines(writer, text, data) == [
                    "+     inkom: 2026-05-20" if "- typ" in text and "\n- typ" not in text else "+   inkom: 2026-05-20"
                ]
                break


def test_every_record_has_a_canonical_form_that_says_the_same_and_does_not_change(writer: RecordWriter) -> None:
    for text in (BY_HAND, *(file.read_text(encoding="utf-8") for file in FILES)):
        once = writer.format(text, document(text))
        assert document(once).data == tidy(document(text).data)
        assert writer.format(once, document(once)) == once


# A value of `ODD`, what it is changed to in JSON, and the lines that differ then
CHANGES = """\
beslut.belopp = 90000
- beslut: {belopp: 85000,   datum: "2024-03-12"}
+ beslut: {datum: 2024-03-12, belopp: 90000}

avtal.start = "2024-03-13"
-       start: "2024-03-12"   # om dagen
+       start: '2024-03-13'   # om dagen

avtal.nytta = "a: b\\n\\nc"
+       nytta: |-
+         a: b
+
+         c

titel = "Odling"
- titel:    "Läxhjälp # inte en kommentar"   # efter titeln
+ titel:    'Odling'   # efter titeln

titel = "a\\nb"
- titel:    "Läxhjälp # inte en kommentar"   # efter titeln
+ # efter titeln
+ titel: |-
+   a
+   b

teman = ["kultur", "x, y"]
- teman: [ kultur,  klimat ]
+ teman: [kultur, "x, y"]

stadsdelar = ["raslatt"]
- stadsdelar: [raslatt, # om Råslätt
-   oxnehaga] # sist i listan
+ # om Råslätt
+ # sist i listan
+ stadsdelar:
+   - raslatt

sammanfattning = "Ny # text"
- sammanfattning: >- # om texten
-   Öppen läxhjälp
-   # 1 på Råslätt
+ # om texten
+ sammanfattning: 'Ny # text'

uppfoljning.0.inkom = "2024-05-10"
+   inkom: 2024-05-10

uppfoljning.0 = {"typ": "delrapport", "senast": "2024-05-15"}
- - typ: "planering" # också
+ - typ: 'delrapport' # också

uppfoljning.2 = {"typ": "delrapport", "senast": "2026-01-31"}
+ - typ: delrapport
+   senast: 2026-01-31

uppfoljning.1.typ = "delrapport"
- - typ: slutrapport
+ - typ: delrapport

uppfoljning.1 = null
- - typ: slutrapport
-   senast: 2025-05-15

rattelser = [{"datum": "2024-06-01", "text": "Beloppet var fel."}]
+ rattelser:
+   - datum: 2024-06-01
+     text: Beloppet var fel.

uppfoljning.0 = null
- - typ: "planering" # också
-   senast: 2024-05-15
+ # också

avtal.start = null
-       start: "2024-03-12"   # om dagen
+       # om dagen

sammanfattning = null
- sammanfattning: >- # om texten
-   Öppen läxhjälp
-   # 1 på Råslätt
+ # om texten
"""


@pytest.mark.parametrize("case", CHANGES.rstrip().split("\n\n"))
def test_a_change_touches_the_lines_it_concerns_in_a_file_written_by_hand(writer: RecordWriter, case: str) -> None:
    change, *lines = case.split("\n")
    path, _, value = change.partition(" = ")
    data = copy.deepcopy(document(ODD).data)
    *groups, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner: Any = data
    for step in groups:
        inner = inner[step]
    if value == "null":
        del inner[last]
    elif isinstance(inner, list) and last == len(inner):
        inner.append(json.loads(value))
    else:
        inner[last] = json.loads(value)
    assert sorted(line.rstrip() for line in changed_lines(writer, ODD, data)) == sorted(map(str.rstrip, lines))
    windows = ODD.replace("\n", "\r\n")
    changed = writer.change(ODD, document(ODD), data)
    assert writer.change(windows, document(windows), data) == changed.replace("\n", "\r\n")


@settings(max_examples=25)
@given(
    old=st.dictionaries(_NAME, _TREE, min_size=1, max_size=4), new=st.dictionaries(_NAME, _TREE, min_size=1, max_size=4)
)
def test_any_change_says_what_it_should(writer: RecordWriter, old: dict[str, Any], new: dict[str, Any]) -> None:
    text = yaml_text(old, {(name,): ["# om detta"] for name in old})
    assert document(writer.change(text, document(text), new)).data == new


def test_what_cannot_be_changed_line_by_line_is_written_anew_with_every_comment(writer: RecordWriter) -> None:
    data = copy.deepcopy(document(ODD).data)
    del data["uppfoljning"][0]["typ"], data["uppfoljning"][1], data["avtal"]["start"], data["sammanfattning"]
    assert (
        writer.change(ODD, document(ODD), data)
        == """\
# Först i filen
# efter titeln
titel: 'Läxhjälp # inte en kommentar'
# om Råslätt
stadsdelar:
  - raslatt
  # sist i listan
  - oxnehaga
teman:
  - kultur
  - klimat
# om beslutet
beslut:
  datum: 2024-03-12
  belopp: 85000
# om start
# om dagen
avtal:
  slut: 2025-03-12
# om slutrapporten
uppfoljning:
  # om planeringen
  # också
  - senast: 2024-05-15
# om texten
# Sist i filen
"""
    )


@pytest.mark.parametrize(
    ("decision", "order"),
    [
        ({"datum": "2025-12-31"}, ["trygghet", "ansvar", "annat"]),
        ({"datum": "2026-01-01"}, ["ansvar", "trygghet", "annat"]),
        ({"datum": "2020-01-01"}, ["ansvar", "trygghet", "annat"]),  # before the first: the newest
        ({"datum": "2025-13-31"}, ["ansvar", "trygghet", "annat"]),
        ({"datum": 2025}, ["ansvar", "trygghet", "annat"]),
        ({}, ["ansvar", "trygghet", "annat"]),
        ("2025-12-31", ["ansvar", "trygghet", "annat"]),
    ],
)
def test_reasons_are_in_the_order_of_the_criteria_that_were_in_force(
    writer: RecordWriter, decision: Any, order: list[str]
) -> None:
    newer = replace(CRITERIA, in_force=date(2026, 1, 1), criteria=CRITERIA.criteria[::-1])
    by_version = RecordWriter(writer.schema, (newer, CRITERIA))
    reasons = {"annat": "c", "ansvar": "a", "trygghet": "b"}
    assert [*document(by_version.write({"beslut": decision, "kriterier": reasons})).data["kriterier"]] == order
    assert [*document(RecordWriter({}, ()).write({"kriterier": reasons})).data["kriterier"]] == sorted(reasons)


def test_texts_are_trimmed_and_what_cannot_be_read_back_is_refused(writer: RecordWriter) -> None:
    assert writer.write({"titel": " a\r\nb\rc ", "teman": ["b ", 1]}) == (
        "titel: |-\n  a\n  b\n  c\nteman:\n  - b\n  - 1\n"
    )
    text = "titel: a\n"
    with pytest.raises(ValueError, match=r"^partnerships/2024/x\.yaml går inte att skriva om utan att något annat"):
        writer.change(text, document(text), {"titel": "a\x07b"})


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
  - typ: "planering" # också
    senast: 2024-05-15
  - typ: slutrapport
# Sist i filen
"""


def test_no_comment_is_lost_in_the_canonical_form(writer: RecordWriter) -> None:
    assert (
        writer.format(COMMENTED, document(COMMENTED))
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
    assert sum(len(found) for found in comments_by_path(COMMENTED, document(COMMENTED)).values()) == 10
