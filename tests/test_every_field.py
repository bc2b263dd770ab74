"""Every field of the schema is in the field table, on the record's page, in a table of open data and in its JSON.

Who adds an optional field adds it in three places: schemas/record.schema.json, register/model.py and the template of
the page (and a column where it has one). What is forgotten is named here.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from opendata.files import all_tables
from opendata.record_json import record_value
from pages.partnerships import partnership_page
from pages.site_index import build_index
from register.field_table import read
from register.git_history import RecordHistory
from register.model import FIELDS, Partnership, Round
from register.schema import fields

from .opendata.snapshots import of as snapshot_of
from .opendata.test_every_field import DATA
from .pages.registers import TODAY, partnership, register
from .register.cases import ROOT

SCHEMA = json.loads((ROOT / "schemas" / "record.schema.json").read_text(encoding="utf-8"))
# The fields that are not everywhere, with the reason
OF_TOMBSTONES = ("flyttad_till", "tillbakadragen", "tillbakadragen.datum", "tillbakadragen.skal")
NOT_ON_THE_PAGE = {"resultat.bilder.samtycke"}  # always true: what is shown has it, and the page says so
NOT_IN_TABLES = {
    f"resultat.bilder.{name}" for name in ("fil", "alt", "samtycke")
}  # a picture is no figure: JSON has it
# Another value of each field that is not free: a text gets a word more, a number one more, a day one less
OTHER: dict[str, Any] = {
    "mottagare.typ": "forening",
    "mottagare.organisationsnummer": "899999-0008",
    "ansokan.omgang": "host-2025",
    "beslut.fordelning": {"oxnehaga": 77000},
    "beslut.jav": "provat",
    "beslut.underlag": None,
    "verksamhet.tillfallen.start": "17:00",
    "verksamhet.tillfallen.slut": "21:00",
    "kriterier": {"trygghet": "Två ledare finns på plats."},
    "motiveringar_av": "mottagaren",
    "uppfoljning.typ": "delrapport",
    "resultat.bilder.samtycke": False,
    "ersatter": "2023/y",
    "rattelser.falt": "titel",
}
DAYS = {"oppnar": "2024-01-01", "stanger": "2024-02-01", "beslut_senast": "2024-03-01"}
ROUNDS = tuple(read(Round, {"kod": code, "namn": code, **DAYS}) for code in ("var-2025", "host-2025"))
EARLIER = (partnership("2024/cykelkok-raslatt", title="Första"), partnership("2023/y", title="Andra"))


def leaves(data: dict[str, Any], name: str = "", path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Each value of a record that has no parts: its dotted name and its place; of a list the first one's."""
    for key, value in data.items():
        inner, place = f"{name}.{key}" if name else key, (*path, key)
        if isinstance(value, list) and isinstance(value[0], dict):
            yield from leaves(value[0], inner, (*place, 0))
        elif isinstance(value, dict) and inner not in OTHER:
            yield from leaves(value, inner, place)
        else:
            yield inner, place


def changed(name: str, path: tuple[Any, ...]) -> dict[str, Any]:
    """The record with another value in one place."""
    data = copy.deepcopy(DATA)
    part: Any = data
    for step, _ in pairwise(path):
        part = part[step]
    value = part[path[-1]]
    if name in OTHER:
        other = OTHER[name]
    elif isinstance(value, int):
        other = value + 1
    elif isinstance(value, list):
        other = value[:1]
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        other = (date.fromisoformat(value) - timedelta(days=1)).isoformat()
    else:
        other = f"{value} mer"
    part[path[-1]] = other
    if other is None:
        del part[path[-1]]
    return data


def shown(data: dict[str, Any]) -> dict[str, str]:
    """What a record becomes in each place."""
    record = read(Partnership, data, id="2025/x", path="partnerships/2025/x.yaml")
    made = register(record, *EARLIER, rounds=ROUNDS)
    index, snapshot = build_index(made, TODAY, example_data=False), snapshot_of(made)
    return {
        "page": partnership_page(index.by_id[record.id], index, RecordHistory()).body,
        "tables": repr([table.rows for table in all_tables(snapshot)]),
        "json": json.dumps(record_value(next(entry for entry in snapshot.entries if entry.record is record), snapshot)),
    }


@cache
def without_difference() -> dict[str, set[str]]:
    """For each place the fields whose value makes no difference there."""
    before = shown(DATA)
    after = {name: shown(changed(name, path)) for name, path in leaves(DATA)}
    return {place: {name for name in after if after[name][place] == before[place]} for place in before}


@pytest.mark.parametrize(
    ("place", "exceptions"), [("page", NOT_ON_THE_PAGE), ("tables", NOT_IN_TABLES), ("json", set())]
)
def test_every_field_makes_a_difference_in_every_place(place: str, exceptions: set[str]) -> None:
    assert without_difference()[place] == exceptions


def test_every_field_of_the_schema_is_in_the_field_table_and_in_the_record_of_this_test() -> None:
    known = [name for name in fields(SCHEMA) if name not in OF_TOMBSTONES]
    assert known == list(FIELDS)
    tried = [name for name, _ in leaves(DATA)]
    assert {name for name in known if not any(other.startswith(f"{name}.") for other in known)} == set(tried)
