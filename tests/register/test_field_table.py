"""The table of fields: what is read, what is left out, and what is published of it."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from register.field_table import FieldAbsentError, as_data, flatten, read, yaml
from register.model import FIELDS, Agreement, Decision, Moved, Partnership, Picture, Point
from yaml import safe_load

from .cases import RECORD
from .memory import base_files

DATA: dict[str, Any] = {
    "titel": "Läxhjälp på Råslätt ",
    "stadsdelar": ["raslatt", 3],
    "beslut": {"datum": "2024-03-12", "belopp": 85000, "fordelning": {"raslatt": 85000}},
    "kriterier": {"trygghet": "Vuxna finns på plats.", "ansvar": 3},
    "uppfoljning": [{"typ": "slutrapport", "senast": "2025-05-31"}, "skräp"],
    "resultat": {"bilder": [{"fil": "lek.webp", "alt": "Barn som leker", "samtycke": True}]},
}


def test_a_document_is_read_into_the_model_and_written_back() -> None:
    record = read(Partnership, DATA, id="2024/x", path="partnerships/2024/x.yaml")
    assert (record.title, record.neighbourhoods, record.decision.amount) == ("Läxhjälp på Råslätt", ("raslatt",), 85000)
    assert (record.decision.date, record.decision.case_number, record.decision.allocation) == (
        date(2024, 3, 12),
        None,
        {"raslatt": 85000},
    )
    assert record.criteria == {"trygghet": "Vuxna finns på plats."}
    assert [(item.index, item.due, item.received) for item in record.follow_ups] == [(0, date(2025, 5, 31), None)]
    assert record.results is not None
    assert as_data(record.results.pictures[0]) == {"fil": "lek.webp", "alt": "Barn som leker", "samtycke": True}
    assert (record.interruption, record.corrections, record.activity) == (None, (), None)


@pytest.mark.parametrize("written", [None, "85000", True, 85000.5, [85000], {}])
def test_a_value_of_the_wrong_kind_is_absent(written: object) -> None:
    decision = read(Decision, {"belopp": written, "datum": "2024-03-12"})
    with pytest.raises(FieldAbsentError):
        _ = decision.amount
    assert decision.date == date(2024, 3, 12)


@pytest.mark.parametrize("written", ["2024-02-30", "12 mars", "", 20240312])
def test_a_day_that_does_not_exist_is_absent(written: object) -> None:
    with pytest.raises(FieldAbsentError):
        _ = read(Decision, {"datum": written}).date


def test_a_list_a_group_and_a_decimal_are_what_they_should_be() -> None:
    record = read(Partnership, {"stadsdelar": "raslatt", "uppfoljning": {"typ": "x"}, "kriterier": ["x"]})
    for name, error in [
        *((name, FieldAbsentError) for name in ("neighbourhoods", "follow_ups", "criteria")),
        ("no_such_field", AttributeError),
    ]:
        with pytest.raises(error):
            getattr(record, name)
    assert read(Decision, ["datum"]).case_number is None
    point = read(Point, {"latitud": 57.78, "longitud": 14})
    assert [repr(point.latitude), repr(point.longitude)] == ["57.78", "14.0"]
    with pytest.raises(FieldAbsentError):
        _ = read(Point, {"latitud": True}).latitude


def test_a_field_has_a_default_only_where_one_is_given() -> None:
    made = [yaml("a"), yaml("a", default=1), yaml("a", default=dict)]
    assert [one.metadata["yaml"] for one in made] == ["a"] * 3
    assert [one.default for one in made] == [dataclasses.MISSING, 1, dataclasses.MISSING]
    assert [one.default_factory for one in made] == [dataclasses.MISSING, dataclasses.MISSING, dict]


def test_what_is_read_is_published_as_it_was_written() -> None:
    written = json.loads(json.dumps(safe_load(base_files()[RECORD]), default=str))
    assert as_data(read(Partnership, written, id="2024/x", path="")) == written
    bare = {name: value for name, value in written.items() if name not in ("kriterier", "ersatter", "resultat")}
    assert as_data(read(Partnership, bare, id="2024/x", path="")) == bare
    assert list(as_data(read(Partnership, dict(reversed(written.items())), id="2024/x", path=""))) == list(written)


def test_the_fields_of_groups_and_lists_are_in_the_table() -> None:
    rows = [one for one in flatten(Partnership) if one.name.startswith(("titel", "avtal", "resultat.b"))]
    assert [(one.name, one.attribute, one.kind, one.optional, one.entries_of) for one in rows] == [
        ("titel", "title", str, False, ""),
        ("avtal", "agreement", Agreement, False, ""),
        ("avtal.start", "agreement.start", date, False, ""),
        ("avtal.slut", "agreement.end", date, False, ""),
        ("avtal.nytta", "agreement.benefit", str, False, ""),
        ("resultat.bilder", "results.pictures", tuple[Picture, ...], True, ""),
        ("resultat.bilder.fil", "file", str, False, "results.pictures"),
        ("resultat.bilder.alt", "alt", str, False, "results.pictures"),
        ("resultat.bilder.samtycke", "consent", bool, False, "results.pictures"),
    ]


def test_a_value_that_the_schema_refused_is_absent() -> None:
    record = read(Partnership, DATA, {("beslut", "belopp"), ("stadsdelar", 0), ("titel",)})
    assert record.neighbourhoods == ()
    for read_field in (lambda: record.title, lambda: record.decision.amount, lambda: record.summary):
        with pytest.raises(FieldAbsentError):
            read_field()


def test_data_are_written_in_the_order_of_the_table_without_what_is_empty() -> None:
    data = {"skal": "x", "flyttad_till": "2024/y"}
    assert as_data(read(Moved, data, id="2024/x", path="")) == {"flyttad_till": "2024/y"}
    decision = {"policy": "2023-08-30", "jav": "provat", "belopp": 1, "datum": "2024-03-12", "beslutsfattare": "Chef"}
    assert list(as_data(read(Decision, decision))) == ["datum", "belopp", "beslutsfattare", "jav", "policy"]


def test_a_field_gives_its_value_of_a_record_and_of_an_entry() -> None:
    record = read(Partnership, DATA)
    assert FIELDS["beslut.belopp"].value(record) == 85000
    assert FIELDS["mal.tillfallen"].value(record) is None
    due = FIELDS["uppfoljning.senast"]
    assert [due.value(entry) for entry in getattr(record, due.entries_of)] == [date(2025, 5, 31)]
