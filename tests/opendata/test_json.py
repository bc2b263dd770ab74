from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from opendata.data_file import as_json
from opendata.record_json import COMPUTED, RECORD, published_schemas, record_value
from opendata.structured_data import breadcrumbs, grant
from register.model import Register

from ..example import RECORDS, example_register
from .snapshots import ADDRESS, HOSTILE, SCHEMAS, empty, hostile, of, rich, whole


@pytest.fixture(scope="module")
def real() -> tuple[Register, Path]:
    """A register that has been read, and its root."""
    return example_register(), RECORDS


def checker(schema: Any) -> Any:
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def test_a_record_as_json_is_its_file_and_what_is_worked_out(real: tuple[Register, Path]) -> None:
    register, root = real
    snapshot = of(register)
    assert len(snapshot.entries) == len(register.partnerships)
    for entry in snapshot.entries:
        text = (root / entry.record.path).read_text(encoding="utf-8")
        written = yaml.load(text, Loader=yaml.BaseLoader)  # it makes texts, lists and mappings only
        value = json.loads(as_json(record_value(entry, snapshot)))
        assert list(value)[:4] == list(COMPUTED)[1:]
        own = {key: content for key, content in value.items() if key not in COMPUTED}
        assert as_texts(own) == as_texts(written), entry.record.id


def as_texts(value: Any) -> Any:
    """Every value as a text with its space trimmed, as `BaseLoader` leaves them."""
    if isinstance(value, dict):
        return {key: as_texts(content) for key, content in value.items()}
    if isinstance(value, list):
        return [as_texts(content) for content in value]
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def test_every_published_record_and_tombstone_follows_the_published_schema(real: tuple[Register, Path]) -> None:
    register, _ = real
    value = whole(of(register))
    assert len(value["samarbeten"]) == len(register.partnerships)
    assert len(value["hanvisningar"]) == len(register.moved) + len(register.withdrawn)
    schema = published_schemas(SCHEMAS, register, ADDRESS)[RECORD]
    for record in [*value["samarbeten"], *value["hanvisningar"]]:
        assert list(checker(schema).iter_errors(record)) == []
    assert list(checker(schema).iter_errors({}))


def test_the_published_schema_refuses_what_is_in_no_list() -> None:
    example = example_register()
    record = whole(of(example))["samarbeten"][0]
    broken = {**record, "stadsdelar": ["ingenstans"]}
    schema = published_schemas(SCHEMAS, example, ADDRESS)[RECORD]
    assert [error.json_path for error in checker(schema).iter_errors(broken)] == ["$.stadsdelar[0]"]


def test_the_whole_register_as_json_has_every_record_and_the_sum() -> None:
    snapshot = rich()
    value = json.loads(as_json(whole(snapshot)))
    assert [record["id"] for record in value["samarbeten"]] == [entry.record.id for entry in snapshot.entries]
    assert sum(r["beslut"]["belopp"] for r in value["samarbeten"]) == 85000 * 4 + 90000 + 12000
    assert value["licens"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert (value["exempeldata"], "obs" in value) == (False, False)
    assert value["kodlistor"]["stadsdelar"] == {"raslatt": "Råslätt", "oxnehaga": "Öxnehaga"}
    assert [stone["id"] for stone in value["hanvisningar"]] == ["2024/dubblett", "2024/laxhjalp"]


def test_hostile_texts_and_an_empty_register_come_back_as_they_were() -> None:
    value = json.loads(as_json(whole(hostile())))
    assert sorted(record["titel"] for record in value["samarbeten"]) == sorted(HOSTILE)
    assert json.loads(as_json(whole(empty())))["samarbeten"] == []


def test_every_schema_is_one_and_knows_its_own_address(real: tuple[Register, Path]) -> None:
    register, _ = real
    made = published_schemas(SCHEMAS, register, ADDRESS)
    published = {f"schemas/{name}.schema.json" for name in SCHEMAS if name not in ("page", "company")}
    assert published | {RECORD} == made.keys()
    for path, schema in made.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"{ADDRESS}{path}"


def test_structured_data_of_a_record_tells_who_gave_what_to_whom() -> None:
    record = next(entry.record for entry in rich().entries if entry.record.id == "2024/laxhjalp-raslatt")
    value = grant(record, rich())
    assert (value["@type"], value["url"]) == ("MonetaryGrant", f"{ADDRESS}samarbeten/2024/laxhjalp-raslatt/")
    assert value["amount"] == {"@type": "MonetaryAmount", "currency": "SEK", "value": 85000}
    assert value["funder"]["name"] == "Bostads AB VätterHem"
    assert value["fundedItem"]["identifier"] == "899999-0008"


def test_structured_data_of_the_way_to_a_page_has_every_step() -> None:
    steps = breadcrumbs([("Start", ""), ("Samarbeten", "samarbeten/")], rich())["itemListElement"]
    assert [(step["position"], step["item"]) for step in steps] == [(1, ADDRESS), (2, f"{ADDRESS}samarbeten/")]
