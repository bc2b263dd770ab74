"""datatig is told of the same records, the same schema, and every field of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.datatig import write_configuration
from benchmarks.grounds import TODAY
from benchmarks.synthetic import write_register

from .registers import ROOT, register


@pytest.fixture
def kind(tmp_path: Path) -> dict[str, Any]:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    criteria = {one.id: one.heading for version in register(12).criteria for one in version.criteria}
    write_configuration(tmp_path, criteria)
    configuration = json.loads((tmp_path / "datatig.json").read_text(encoding="utf-8"))
    assert (tmp_path / configuration["types"][0]["json_schema"]).is_file()
    return dict(configuration["types"][0])


def leaves(value: Any, *keys: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, *keys, key)
    else:
        yield "/".join(keys)


def test_every_field_that_a_record_has_is_shown(kind: dict[str, Any], tmp_path: Path) -> None:
    write_register(tmp_path / "register", 100, source=ROOT, today=TODAY)
    files = (tmp_path / "register" / "partnerships").rglob("*.yaml")
    used = {leaf for file in files for leaf in leaves(yaml.safe_load(file.read_text(encoding="utf-8")))}
    assert used <= {field["key"] for field in kind["fields"]}
    assert len(used) > 30


def test_fields_have_types_and_names_that_a_database_takes(kind: dict[str, Any]) -> None:
    fields = {field["key"]: field for field in kind["fields"]}
    types = {
        key: fields[key]["type"] for key in ("titel", "beslut/datum", "beslut/belopp", "stadsdelar", "uppfoljning")
    }
    assert types == {
        "titel": "string",
        "beslut/datum": "date",
        "beslut/belopp": "integer",
        "stadsdelar": "list-strings",
        "uppfoljning": "list-dictionaries",
    }
    assert [field["id"] for field in fields["uppfoljning"]["fields"]] == ["typ", "senast", "inkom", "sammanfattning"]
    names = [field["id"] for field in kind["fields"]]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert set(kind["list_fields"]) <= set(names)
