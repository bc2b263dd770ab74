"""The table of fields: what is read, what is left out, and what is published of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from register.field_table import FieldAbsentError, as_data, read
from register.model import FIELDS, Decision, Moved, Partnership

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
