from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from opendata.record_json import published_schemas
from opendata.structured_data import breadcrumbs

from ..example import example_register
from .snapshots import ADDRESS, SCHEMAS, of, rich, whole

PATH = "schemas/samarbete.schema.json"


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """What is published of the example: its schemas by path, and the register."""
    register = example_register()
    return {**published_schemas(SCHEMAS, register, ADDRESS), "value": whole(of(register))}


def faults(published: dict[str, Any], value: Any) -> list[str]:
    checker = jsonschema.Draft202012Validator(published[PATH], format_checker=jsonschema.FormatChecker())
    return [error.json_path for error in checker.iter_errors(value)]


def test_every_published_record_and_tombstone_follows_the_published_schema(published: dict[str, Any]) -> None:
    records, stones = published["value"]["samarbeten"], published["value"]["hanvisningar"]
    assert (len(records), len(stones)) == (70, 5)
    for record in [*records, *stones, {**records[0], "exempeldata": True}]:
        assert faults(published, record) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"stadsdelar": ["ingenstans"]}, "$.stadsdelar[0]"),
        ({"teman": ["ingenting"]}, "$.teman[0]"),
        ({"malgrupper": ["ingen"]}, "$.malgrupper[0]"),
        ({"exempeldata": False}, "$.exempeldata"),
        ({"id": "2024"}, "$.id"),
        ({"adress": 1}, "$.adress"),
        ({"lage": "klart"}, "$.lage"),
        ({"andrad": 1}, "$.andrad"),
        ({"lage": None}, "$"),
        ({"titel": None}, "$"),
        ({"flyttad_till": "2024/x"}, "$"),
        ({"okant": 1}, "$"),
    ],
)
def test_the_published_schema_refuses_what_is_not_published(
    published: dict[str, Any], change: dict[str, Any], place: str
) -> None:
    record = published["value"]["samarbeten"][0] | change
    assert place in faults(published, {name: value for name, value in record.items() if value is not None})


def test_every_schema_is_one_and_knows_its_own_address(published: dict[str, Any]) -> None:
    schemas = {path: schema for path, schema in published.items() if path != "value"}
    names = ("criteria", "list", "policy", "record", "rounds", "samarbete", "settings", "synonyms")
    assert sorted(schemas) == [f"schemas/{name}.schema.json" for name in names]
    for path, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert list(schema.items())[:2] == [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("$id", f"{ADDRESS}{path}"),
        ]


def test_structured_data_of_the_way_to_a_page_has_every_step() -> None:
    steps = breadcrumbs([("Start", ""), ("Samarbeten", "samarbeten/")], rich())["itemListElement"]
    assert [(step["position"], step["item"]) for step in steps] == [(1, ADDRESS), (2, f"{ADDRESS}samarbeten/")]
