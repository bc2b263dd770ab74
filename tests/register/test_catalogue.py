"""The catalogue, the schemas and their Swedish hang together, and the real content is without problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
import register.rules
from jsonschema import Draft202012Validator
from register.check import check
from register.file_tree import DiskTree
from register.problem import rules
from register.rules import RECORD_RULES, REGISTER_RULES, TEXT_RULES
from register.schema_problems import SPOKEN_KEYWORDS

from .cases import ROOT, TODAY
from .memory import base_files, problems

SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "schemas").iterdir())}
# Keywords that say what a thing is, or lead on to other keywords, and cannot themselves be broken
SILENT = {
    "$schema",
    "$id",
    "title",
    "description",
    "properties",
    "patternProperties",
    "items",
    "kodlista",
    "etiketter",
    "if",
    "then",
    "else",
}


def subschemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in [*schema.get("properties", {}).values(), *schema.get("patternProperties", {}).values()]:
        yield from subschemas(inner)
    for keyword in ("items", "additionalProperties", "if", "then", "else"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword])


def test_an_empty_record_is_refused() -> None:
    files = {**base_files(), "partnerships/2024/tom.yaml": b"{}\n"}
    missing = [problem for problem in problems(files) if problem.code == "R202"]
    assert len(missing) == 10
    assert {(problem.place.path, problem.place.line) for problem in missing} == {("partnerships/2024/tom.yaml", 1)}


def test_a_missing_field_is_named_by_its_label_wherever_the_schema_demands_it() -> None:
    properties = SCHEMAS["record.schema.json"]["properties"]
    files = {**base_files(), "partnerships/2024/tom.yaml": b"beslut: {}\n"}
    told = {problem.message: problem.hint for problem in problems(files) if problem.code == "R202"}
    for key, content, field in [
        ("titel", properties["titel"], "titel"),  # the root demands it in a branch: only of what is no tombstone
        ("belopp", properties["beslut"]["properties"]["belopp"], "beslut.belopp"),
    ]:
        message = f"Fältet «{content['title']}» ({field}) saknas."
        assert told[message] == f"Lägg till raden «{key}:». {content['description']}"


def test_the_real_content_has_no_problems() -> None:
    # The only test of what people write today: every other has content and records of its own.
    result = check(DiskTree(ROOT), TODAY)
    assert result.problems == ()
    assert result.register is not None
    assert result.checked == len([*(ROOT / "partnerships").rglob("*.yaml")])


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_schema_is_valid_and_every_keyword_in_it_has_a_sentence(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    used = {keyword for inner in subschemas(schema) for keyword in inner}
    assert used - SILENT <= SPOKEN_KEYWORDS
    assert not used & {"oneOf", "anyOf"}


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_every_field_has_a_label_and_a_help_text(schema: dict[str, Any]) -> None:
    for inner in subschemas(schema):
        for name, field in inner.get("properties", {}).items() if "type" in inner else ():
            assert field.get("title"), name
            assert field.get("description", "").endswith("."), name


def test_every_rule_says_what_why_and_how() -> None:
    for rule in rules():
        for text in (rule.sentence, rule.why, rule.bad, rule.good):
            assert text.strip() == text != "", rule.code
        assert rule.bad != rule.good, rule.code
        assert not rule.sentence.endswith("."), rule.code
        assert rule.why.endswith("."), rule.code


# each line of a record, and the codes of what is wrong in it
FAULTY = [
    ("titel: LÄXHJÄLP", "R327"),
    ("sammanfattning: TODO skriv något om läxhjälpen", "R326"),
    ("mottagare:", ""),
    ("  namn: Exempelföreningen Månen", ""),
    ('  organisationsnummer: "899999-0009"', "R301"),
    ("  webbplats: https://anna@example.org:80/", "R305"),
    ("stadsdelar: [rasslatt]", "R204"),
    ("teman: []", "R209"),
    ("malgrupper: [barn, barn]", "R209"),
    ("beslut:", ""),
    ("  datum: 2024-03-12", ""),
    ("  belop: 85000", "R201"),
    ("  beslutsfattare: Anna Andersson", "R330"),
    ("  diarienummer: 18:30", "R114"),
    ("  jav: ja", "R210"),
    ("  policy: 2023-08-31", "R309"),
    ("avtal:", ""),
    ("  start: 2024-09-01", ""),
    ("  slut: 2024-02-30", "R205"),
    ("  nytta: Ring 070-174 06 58 eller 880320-0016 för att vara med.", "R303 R306"),
    ("kriterier:", ""),
    ("  trygghet: Vuxna finns på plats varje kväll.", "R310 R310 R310 R310"),
    ("  ansvar: Vuxna finns på plats varje kväll!", "R325"),
    ("uppfoljning:", ""),
    ("  - typ: planering", "R313"),
    ("    senast: 2024-05-15", "R312"),
    ("    inkom: 2042-05-10", "R314"),
    ("ersatter: 2023/finns-inte", "R404"),
]


def test_a_record_full_of_faults_gives_them_all_at_once() -> None:
    path = "partnerships/2024/allt-fel.yaml"
    text = "".join(f"{line}\n" for line, _ in FAULTY)
    found = [
        (one.place.line, one.code) for one in problems({**base_files(), path: text.encode()}) if one.place.path == path
    ]
    assert found == [(number, code) for number, (_, codes) in enumerate(FAULTY, 1) for code in codes.split()]


@pytest.mark.parametrize("listed", [RECORD_RULES, TEXT_RULES, REGISTER_RULES])
def test_every_rule_that_is_written_is_listed(listed: tuple[Any, ...]) -> None:
    modules = [import_module(f"register.rules.{one.name}") for one in iter_modules(register.rules.__path__)]
    written = {id(one) for module in modules for one in vars(module).values() if isinstance(one, type(listed[0]))}
    assert written == {id(one) for one in listed}
    assert len(set(listed)) == len(listed)
