"""The promise to those who build on the data: a form goes or changes only with a new version number."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_origin

import pytest
from opendata.files import all_tables
from opendata.metadata import DATA_VERSION
from opendata.record_json import record_value
from opendata.snapshot import Snapshot
from opendata.sqlite_file import VIEWS
from register.model import FIELDS

from ..pages.registers import ROOT
from .snapshots import publish, rich, whole

CONTRACT = Path(__file__).with_name("contract.json")
JSON_TYPES = {str: "string", date: "string", int: "integer", bool: "boolean"}
CHANGELOG = ROOT / "docs" / "data-changelog.md"


def promised(snapshot: Snapshot) -> dict[str, Any]:
    """What a program that reads the files depends on: paths, columns with their types and codes, and JSON fields."""
    tables = all_tables(snapshot)
    register = whole(snapshot)
    lists = {"stadsdelar", "teman", "malgrupper"}
    return {
        "version": DATA_VERSION,
        "files": sorted(path for file in publish(snapshot.register).files if file.listed for path in file.paths),
        "columns": {
            f"{table.name}.{column.name}": f"{column.type}{'' if column.required else '?'}"
            for table in tables
            for column in table.columns
        },
        "constraints": {
            f"{table.name}.{column.name}": [
                name if value is True else f"{name} {value}"
                for name in ("unique", "minimum", "pattern")
                if (value := getattr(column, name)) not in (None, False)
            ]
            for table in tables
            for column in table.columns
            if column.unique or column.minimum is not None or column.pattern
        },
        "codes": sorted(
            f"{table.name}.{column.name}: {code}"
            for table in tables
            for column in table.columns
            for code in column.choices
        ),
        "keys": {table.name: list(table.primary_key) for table in tables},
        "views": sorted(VIEWS),
        "register": {name: json_type(type(value)) for name, value in register.items()},
        "lists": sorted(lists & register["kodlistor"].keys()),
        "record": {
            **{
                name: json_type(type(value))
                for name, value in record_value(snapshot.entries[0], snapshot).items()
                if name not in {field.partition(".")[0] for field in FIELDS}
            },
            **{name: json_type(field.kind) for name, field in FIELDS.items()},
        },
    }


def json_type(kind: Any) -> str:
    """The type in JSON of a kind of value in the model."""
    origin = get_origin(kind) or kind
    return JSON_TYPES.get(origin) or ("array" if origin in (tuple, list) else "object")


def flat(contract: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every promise with its form; a list is a set of promises."""
    for part, value in contract.items():
        if isinstance(value, dict):
            yield from ((f"{part}: {name}", json.dumps(form)) for name, form in value.items())
        elif isinstance(value, list):
            yield from ((f"{part}: {name}", "") for name in value)


def required_version(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The lowest version of `new`: the first number rises when something goes or changes, the second when it comes."""
    before, now = dict(flat(old)), dict(flat(new))
    major, minor, patch = map(int, old["version"].split("."))
    if any(now.get(name) != form for name, form in before.items()):
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if now.keys() - before.keys() else f"{major}.{minor}.{patch}"


def test_what_has_gone_or_changed_has_raised_the_version(request: pytest.FixtureRequest) -> None:
    """Raise DATA_VERSION, write docs/data-changelog.md, then run this with --accept to record the new promise."""
    recorded = json.loads(CONTRACT.read_text(encoding="utf-8"))
    now = promised(rich())
    lowest = required_version(recorded, now)
    numbers = [tuple(map(int, version.split("."))) for version in (lowest, DATA_VERSION)]
    assert numbers[0] <= numbers[1], f"DATA_VERSION must be {lowest} or higher"
    if request.config.getoption("--accept"):
        CONTRACT.write_text(json.dumps(now, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        assert now == recorded


@pytest.mark.parametrize(
    ("change", "version"),
    [
        (lambda new: None, "1.2.3"),
        (lambda new: new["columns"].update({"t.ny": "string"}), "1.3.0"),
        (lambda new: new["codes"].append("t.a: tre"), "1.3.0"),
        (lambda new: new["columns"].pop("t.a"), "2.0.0"),
        (lambda new: new["columns"].update({"t.a": "integer"}), "2.0.0"),
        (lambda new: new["codes"].remove("t.a: ett"), "2.0.0"),
        (lambda new: new["files"].clear(), "2.0.0"),
        (lambda new: new["keys"].update({"t": ["b"]}), "2.0.0"),
    ],
)
def test_a_version_rises_by_what_a_change_breaks(change: Any, version: str) -> None:
    old = {
        "version": "1.2.3",
        "files": ["data/t.csv"],
        "columns": {"t.a": "string", "t.b": "date?"},
        "codes": ["t.a: ett", "t.a: två"],
        "keys": {"t": ["a"]},
    }
    new = copy.deepcopy(old)
    change(new)
    assert required_version(old, new) == version


def test_the_changelog_of_the_data_has_this_version_and_every_table() -> None:
    text = CHANGELOG.read_text(encoding="utf-8")
    assert f"## {DATA_VERSION}" in text
    tables = {name.partition(".")[0] for name in promised(rich())["columns"]}
    assert [table for table in sorted(tables) if f"`{table}" not in text] == []
