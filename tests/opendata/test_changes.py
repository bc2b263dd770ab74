from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from opendata.changes import changes, changes_value
from opendata.snapshot import Snapshot
from register.diff import changes as differences
from register.git_history import RecordHistory, Revision
from register.model import Correction

from ..pages.registers import partnership, register
from .snapshots import of

RECORD = "2024/laxhjalp-raslatt"


def revision(day: str, before: Any, after: Any, kind: str | None = None) -> Revision:
    return Revision(date.fromisoformat(day), "a" * 40, (), kind, differences(before, after))


def with_history(*revisions: Revision, record: str = RECORD) -> Snapshot:
    kept = partnership(corrections=(Correction(date=date(2024, 6, 1), field=None, text="Beloppet var fel."),))
    return of(register(kept), record_history=RecordHistory(complete=True, revisions={record: revisions}))


def rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    value = changes_value(snapshot)
    assert value["hela_historiken"] is True
    found: list[dict[str, Any]] = json.loads(json.dumps(value["andringar"]))
    return found


def test_each_changed_field_is_a_row_with_before_after_and_the_correction_of_the_same_commit() -> None:
    before = {"titel": "Läxhjälp", "beslut": {"belopp": 58000}, "stadsdelar": ["raslatt"]}
    after = {
        "titel": "Läxhjälp",
        "beslut": {"belopp": 85000},
        "stadsdelar": ["raslatt", "oxnehaga"],
        "rattelser": [{"datum": "2024-06-01", "text": "Beloppet var fel."}],
    }
    snapshot = with_history(revision("2024-06-01", before, after), revision("2024-03-12", {}, {}, "nytt"))
    common = {"samarbete": RECORD, "version": "a" * 40}
    corrected = {**common, "dag": "2024-06-01", "rattelse": "Beloppet var fel."}
    assert rows(snapshot) == [
        {**corrected, "nummer": 5, "typ": "tillagt", "falt": "rattelser.text", "del": "2024-06-01"},
        {**corrected, "nummer": 4, "typ": "tillagt", "falt": "rattelser.datum", "del": "2024-06-01",
         "efter": "2024-06-01"},
        {**corrected, "nummer": 3, "typ": "andrat", "falt": "stadsdelar", "fore": "raslatt",
         "efter": "raslatt;oxnehaga"},
        {**corrected, "nummer": 2, "typ": "andrat", "falt": "beslut.belopp", "fore": "58000", "efter": "85000"},
        {**common, "dag": "2024-03-12", "nummer": 1, "typ": "nytt"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "typ", "fore", "efter"),
    [
        (None, "ny@exempel.se", "tillagt", None, "[dolt]"),
        ("Ring 070-174 06 58.", "Ring oss.", "andrat", "Ring [dolt].", "Ring oss."),
        ("Långt. " * 12, "Kort.", "andrat", None, None),
        ("Ring oss.", None, "borttaget", "Ring oss.", None),
    ],
)
def test_personal_data_is_masked_in_what_was_and_what_is(
    before: str | None, after: str | None, typ: str, fore: str | None, efter: str | None
) -> None:
    old, new = ({} if text is None else {"titel": text} for text in (before, after))
    (row,) = rows(with_history(revision("2024-06-01", old, new)))
    assert (row["typ"], row.get("fore"), row.get("efter")) == (typ, fore, efter)


def test_an_organisation_number_that_can_be_a_persons_is_masked_as_on_the_pages() -> None:
    old, new = ({"mottagare": {"organisationsnummer": number}} for number in ("811228-9874", "899999-0008"))
    (row,) = rows(with_history(revision("2024-06-01", old, new)))
    assert (row["fore"], row["efter"]) == ("[dolt]", "899999-0008")


def test_a_group_that_comes_is_told_field_by_field_and_an_entry_of_a_list_by_name() -> None:
    new = {"resultat": {"deltagare": 3, "sammanfattning": "Bra."}}
    found = rows(with_history(revision("2024-06-01", {}, new)))
    assert {row["falt"]: row.get("efter") for row in found} == {
        "resultat.deltagare": "3",
        "resultat.sammanfattning": None,
    }
    old, new = (
        {"uppfoljning": [{"typ": "slutrapport", "senast": "2025-05-31", **more}]}
        for more in ({}, {"inkom": "2025-05-01"})
    )
    (row,) = rows(with_history(revision("2025-05-02", old, new)))
    assert (row["falt"], row["del"], row["efter"]) == ("uppfoljning.inkom", "slutrapport 2025-05-31", "2025-05-01")


def test_rows_are_newest_first_and_a_record_that_is_not_published_has_none() -> None:
    one = revision("2024-06-01", {"titel": "a"}, {"titel": "b"})
    two = revision("2024-07-01", {"titel": "b"}, {"titel": "c"})
    assert [row.day for row in changes(with_history(two, one)).items] == [date(2024, 7, 1), date(2024, 6, 1)]
    assert changes(with_history(one, record="2024/borta")).items == []


@pytest.mark.parametrize(
    "field", ["sammanfattning", "avbrutet.skal", "uppfoljning.sammanfattning", "kriterier.trygghet"]
)
def test_what_was_removed_from_prose_is_not_kept_here(field: str) -> None:
    before: Any = "Namnet på en person."
    for name in reversed(field.split(".")):
        before = {name: before}
    (row,) = rows(with_history(revision("2024-06-01", before, {})))
    assert (row["typ"], row["falt"], "fore" in row) == ("borttaget", field, False)


def test_an_explanation_that_is_no_longer_in_the_record_is_not_kept_here() -> None:
    new = {"rattelser": [{"datum": "2024-06-01", "text": "Namnet Exempel Exempelsson var fel."}]}
    found = rows(with_history(revision("2024-06-01", {}, new)))
    assert not any("rattelse" in row for row in found)
    assert "Exempelsson" not in json.dumps(found)
