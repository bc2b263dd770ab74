"""Every field of the schema is in the field table, on the record's page, in a table of open data and in its JSON.

Who adds an optional field adds it in three places: schemas/record.schema.json, register/model.py and the template of
the page (and a column where it has one). What is forgotten is named here.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
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
from .pages.registers import TODAY, partnership, register
from .register.cases import ROOT

Schema = dict[str, Any]
Path = tuple[str | int, ...]
SCHEMA: Schema = json.loads((ROOT / "schemas" / "record.schema.json").read_text(encoding="utf-8"))

# The fields that are not everywhere, with the reason
NOT_IN_THE_TABLE = {"flyttad_till": "a tombstone has a class of its own"} | dict.fromkeys(
    ("tillbakadragen", "tillbakadragen.datum", "tillbakadragen.skal"), "a tombstone has a class of its own"
)
NOT_ON_THE_PAGE = {"resultat.bilder.samtycke": "always true: what is shown has it, and the page says so"}
NOT_IN_TABLES = dict.fromkeys(
    ("resultat.bilder.fil", "resultat.bilder.alt", "resultat.bilder.samtycke"), "a picture is no figure: JSON has it"
)
ROUNDS = ("var-2024", "host-2024")
DAYS = {"oppnar": "2024-01-01", "stanger": "2024-02-01", "beslut_senast": "2024-03-01"}
CODES = {
    "stadsdelar": ("raslatt", "oxnehaga"),
    "teman": ("arbete", "kultur"),
    "malgrupper": ("barn", "unga"),
    "ansokningsomgangar": ROUNDS,
    "falt": ("beslut.belopp", "titel"),
}
# Two values of each field whose form the schema says by a pattern
FORMS = {
    "mottagare.organisationsnummer": ("899999-0008", "899999-0016"),
    "mottagare.webbplats": ("https://example.org/a", "https://example.org/b"),
    "ersatter": ("2023/x", "2023/y"),
    "verksamhet.tillfallen.start": ("18:00", "18:30"),
    "verksamhet.tillfallen.slut": ("19:00", "19:30"),
    "resultat.bilder.fil": ("lek.webp", "dans.webp"),
}


def sample(schema: Schema, name: str, path: Path = ()) -> Iterator[tuple[str, Path, Any, Any]]:
    """Each leaf of the schema: its dotted name, its place in a record, and two values; None for «left out»."""
    if name == "kriterier":
        yield name, (*path, "trygghet"), "Två vuxna är på plats.", "Tre vuxna är på plats."
    elif name == "beslut.fordelning":
        yield name, path, {"raslatt": 85000}, {"raslatt": 84000, "oxnehaga": 1000}
    elif schema.get("type") == "object":
        for key, inner in schema["properties"].items():
            yield from sample(inner, f"{name}.{key}" if name else key, (*path, key))
    elif schema.get("type") == "array" and schema["items"].get("type") == "object":
        yield from sample(schema["items"], name, (*path, 0))
    else:
        yield name, path, *two_values(schema, name)


def two_values(schema: Schema, name: str) -> tuple[Any, Any]:
    """Two values of a field without parts."""
    kind = schema.get("type")
    if name in FORMS:
        return FORMS[name]
    if kind == "array":
        one, other = CODES[schema["items"]["kodlista"]]
        return [one], [one, other]
    if "kodlista" in schema:
        return CODES[schema["kodlista"]]
    if kind == "boolean":
        return True, False
    choices = [schema["const"]] if "const" in schema else schema.get("enum")
    if choices:
        return choices[-1], choices[0] if len(choices) > 1 else None
    if schema.get("format") == "date":
        return "2024-04-10", "2024-04-11"
    if kind == "integer":
        return 51, 52
    assert kind == "string", f"{name} has a form that this test does not know: give it two values in FORMS"
    return f"Text i {name} ett", f"Text i {name} två"


def put(data: Any, path: Path, value: Any) -> None:
    for step, following in pairwise(path):
        if isinstance(step, int):
            while len(data) <= step:
                data.append({})
            data = data[step]
        else:
            data = data.setdefault(step, [] if isinstance(following, int) else {})
    if value is None:
        del data[path[-1]]
    else:
        data[path[-1]] = value


def leaves(schema: Schema) -> dict[str, tuple[Path, Any, Any]]:
    return {name: (path, one, other) for name, path, one, other in sample(schema, "") if name not in NOT_IN_THE_TABLE}


def whole(schema: Schema) -> dict[str, Any]:
    """The data of a record that has every field."""
    data: dict[str, Any] = {}
    for path, one, _ in leaves(schema).values():
        put(data, path, one)
    return data


def shown(data: dict[str, Any]) -> dict[str, str]:
    """What a record becomes in each place."""
    record = read(Partnership, data, id="2024/x", path="partnerships/2024/x.yaml")
    earlier = (partnership("2023/x", title="Första"), partnership("2023/y", title="Andra"))
    made = register(record, *earlier, rounds=tuple(read(Round, {"kod": code, "namn": code, **DAYS}) for code in ROUNDS))
    index = build_index(made, TODAY, example_data=False)
    snapshot = snapshot_of(made)
    return {
        "page": partnership_page(index.by_id[record.id], index, RecordHistory()).body,
        "tables": repr([table.rows for table in all_tables(snapshot)]),
        "json": json.dumps(record_value(next(entry for entry in snapshot.entries if entry.record is record), snapshot)),
    }


def forgotten(schema: Schema) -> set[tuple[str, str]]:
    """The fields that make no difference in a place where they should, as (field, place)."""
    before = shown(whole(schema))
    missing = set()
    for name, (path, _, other) in leaves(schema).items():
        data = copy.deepcopy(whole(schema))
        put(data, path, other)
        after = shown(data)
        missing |= {(name, place) for place in before if before[place] == after[place]}
    return missing


@cache
def found() -> set[tuple[str, str]]:
    return forgotten(SCHEMA)


@pytest.mark.parametrize(("place", "exceptions"), [("page", NOT_ON_THE_PAGE), ("tables", NOT_IN_TABLES), ("json", {})])
def test_every_field_is_in_every_place(place: str, exceptions: dict[str, str]) -> None:
    assert {name for name, where in found() if where == place} == set(exceptions)


def test_every_field_of_the_schema_is_in_the_field_table() -> None:
    known = fields(SCHEMA)
    assert [name for name in known if name not in NOT_IN_THE_TABLE] == list(FIELDS)


@pytest.mark.parametrize(
    ("add", "name"),
    [
        (lambda schema: schema["properties"], "provfalt"),
        (lambda schema: schema["properties"]["beslut"]["properties"], "beslut.provfalt"),
        (lambda schema: schema["properties"]["uppfoljning"]["items"]["properties"], "uppfoljning.provfalt"),
    ],
)
def test_a_field_that_is_added_to_the_schema_alone_is_missed_everywhere(
    add: Callable[[Schema], Schema], name: str
) -> None:
    schema = copy.deepcopy(SCHEMA)
    add(schema)["provfalt"] = {"title": "Prov", "description": "Ett fält på prov.", "type": "string"}
    missed = forgotten({**schema, "properties": {**schema["properties"]}})
    assert {place for field, place in missed if field == name} == {"page", "tables", "json"}
