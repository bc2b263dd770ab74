from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from register.model import CriteriaVersion, Criterion, Register
from webform.fields import TOMBSTONE, WIDGETS, FormField, Schema, record_fields

from .repository import TODAY, record_schema, register_of

# What Decap CMS 3.19 knows of each widget (its configSchema.js and widget schemas), and minlength and maxlength, which
# it passes over.
EVERYWHERE = {"name", "label", "hint", "required", "widget"}
DECAP = {
    "string": {"pattern", "minlength", "maxlength"},
    "text": {"pattern", "minlength", "maxlength"},
    "number": {"value_type", "min", "max", "step"},
    "datetime": {"format", "date_format", "time_format", "picker_utc"},
    "select": {"options", "multiple", "min", "default"},
    "object": {"fields"},
    "list": {"fields", "label_singular", "summary", "min"},
    "boolean": set(),
}


@pytest.fixture(scope="module")
def register(repository: Path) -> Register:
    return register_of(repository)


@pytest.fixture(scope="module")
def schema(repository: Path) -> dict[str, Any]:
    return record_schema(repository)


@pytest.fixture(scope="module")
def fields(schema: Schema, register: Register) -> list[FormField]:
    return record_fields(schema, register, TODAY)


def dotted(fields: list[FormField], above: str = "") -> Iterator[tuple[str, FormField]]:
    for field in fields:
        yield f"{above}{field['name']}", field
        yield from dotted(field.get("fields", []), f"{above}{field['name']}.")


def in_schema(schema: Schema, above: str = "") -> Iterator[tuple[str, Schema, bool]]:
    other = schema.get("else", {})
    required = schema.get("required", other.get("required", other.get("else", {}).get("required", [])))
    for name, content in schema.get("properties", {}).items():
        if name not in TOMBSTONE:
            yield f"{above}{name}", content, name in required
            yield from in_schema(content, f"{above}{name}.")
            yield from in_schema(content.get("items", {}), f"{above}{name}.")


def test_every_field_of_a_record_is_there_in_the_order_of_the_schema_with_its_words(
    fields: list[FormField], schema: Schema
) -> None:
    made = ("kriterier.", "beslut.fordelning.")  # of the criteria and the neighbourhoods
    shown = [(name, field) for name, field in dotted(fields) if not name.startswith(made)]
    wanted = list(in_schema(schema))
    assert [name for name, _ in shown] == [name for name, _, _ in wanted]
    for (_, field), (_, content, required) in zip(shown, wanted, strict=True):
        assert (field["label"], field["hint"]) == (content["title"], content["description"])
        assert field["required"] == required


def test_only_what_decap_understands_as_well_is_used(fields: list[FormField]) -> None:
    assert set(DECAP) == WIDGETS
    for name, field in dotted(fields):
        assert set(field) - EVERYWHERE <= DECAP[field["widget"]], name


def test_the_choices_are_those_of_the_lists_by_their_names(fields: list[FormField], register: Register) -> None:
    by_name = dict(dotted(fields))
    assert {"label": "Öxnehaga", "value": "oxnehaga"} in by_name["stadsdelar"]["options"]
    assert [one["value"] for one in by_name["stadsdelar"]["options"]] == [one.code for one in register.neighbourhoods]
    assert [one["value"] for one in by_name["teman"]["options"]] == [one.code for one in register.themes]
    assert [one["value"] for one in by_name["malgrupper"]["options"]] == [one.code for one in register.target_groups]
    assert {"label": "Prövat, ingen var jävig", "value": "provat"} in by_name["beslut.jav"]["options"]
    assert by_name["beslut.policy"]["default"] == "2023-08-30"


def test_the_policy_in_force_is_chosen_and_a_coming_one_says_that_it_is(schema: Schema, register: Register) -> None:
    [old] = register.policies
    both = replace(register, policies=(old, replace(old, in_force=date(2027, 1, 1))))
    for today, default in ((date(2026, 12, 31), "2023-08-30"), (date(2027, 1, 1), "2027-01-01")):
        field = dict(dotted(record_fields(schema, both, today)))["beslut.policy"]
        assert field["default"] == default
        coming = [one["value"] for one in field["options"] if one["label"].endswith("(gäller inte ännu)")]
        assert coming == (["2027-01-01"] if today.year == 2026 else [])


def test_the_criteria_are_asked_for_by_their_headings(fields: list[FormField], register: Register) -> None:
    [version] = register.criteria
    asked = next(field for field in fields if field["name"] == "kriterier")["fields"]
    answered = [criterion for criterion in version.criteria if criterion.answered]
    assert [(one["name"], one["label"]) for one in asked] == [(one.id, one.heading) for one in answered]
    assert all(one["required"] and one["minlength"] == 15 for one in asked)
    assert answered[0].explanation in asked[0]["hint"]


def test_a_criterion_of_one_version_only_says_which_and_need_not_be_answered(
    schema: Schema, register: Register
) -> None:
    [old] = register.criteria
    kept, dropped = (criterion for criterion in old.criteria if criterion.answered), old.criteria[0].id
    criteria: tuple[Criterion, ...] = tuple(criterion for criterion in kept if criterion.id != dropped)
    new: CriteriaVersion = replace(old, in_force=date(2027, 1, 1), criteria=criteria)
    fields = record_fields(schema, replace(register, criteria=(old, new)), TODAY)
    asked = next(field for field in fields if field["name"] == "kriterier")["fields"]
    assert [one["name"] for one in asked if not one["required"]] == [dropped]
    assert asked[-1]["name"] == dropped
    assert asked[-1]["hint"].endswith("Finns i kriterierna som gäller från 2023-08-30.")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("mottagare.organisationsnummer", ["", "899999-0008"], ["8999990008", "899999-0008 "]),
        ("mottagare.webbplats", ["", "https://example.org/a"], ["http://example.org", "example.org"]),
        ("ersatter", ["", "2023/laxhjalp-raslatt"], ["2023/Läxhjälp", "laxhjalp"]),
        ("uppfoljning.sammanfattning", ["", "Tisdagar,\noch torsdagar."], ["Kort"]),
        ("verksamhet.tillfallen.start", ["", "18:30", "08:00"], ["18.30", "25:00", "kl 18"]),
        ("titel", ["Läxhjälp på Råslätt"], ["18:30", "no"]),
    ],
)
def test_a_pattern_takes_what_the_schema_takes_and_an_optional_field_may_be_empty(
    fields: list[FormField], name: str, good: list[str], bad: list[str]
) -> None:
    pattern, message = dict(dotted(fields))[name]["pattern"]
    assert [text for text in good if not re.search(pattern, text)] == []
    assert [text for text in bad if re.search(pattern, text)] == []
    assert message


def test_the_limits_are_those_of_the_schema(fields: list[FormField]) -> None:
    by_name = dict(dotted(fields))
    assert by_name["beslut.belopp"]["min"] == 1
    assert (by_name["resultat.andel_flickor_kvinnor"]["min"], by_name["resultat.andel_flickor_kvinnor"]["max"]) == (
        0,
        100,
    )
    assert (by_name["titel"]["minlength"], by_name["titel"]["maxlength"]) == (5, 80)
    assert (by_name["titel"]["widget"], by_name["sammanfattning"]["widget"]) == ("string", "text")
