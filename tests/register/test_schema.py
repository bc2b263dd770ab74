"""The quick answers are never wrong: what they let by, the thorough search lets by too."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register.file_tree import DiskTree
from register.rules import TEXT_RULES
from register.rules.ordinary import is_plain_prose
from register.schema import NAMES, SchemaError, Validator, _needs_strict, load_schemas, only_near
from register.strict_yaml import read_yaml

from .cases import RECORD, ROOT, base
from .memory import base_files

bounded = settings(max_examples=100, suppress_health_check=list(HealthCheck))
SCHEMAS = {name: json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")) for name in NAMES}
GOOD = read_yaml(base_files()[RECORD].decode(), RECORD)[0]
assert GOOD is not None
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 300_000),
    st.floats(),
    st.text(max_size=90),
    st.sampled_from(
        ["", " ", "2024-02-30", "2024-02-29", "provat", "raslatt", "2024/a-b", "899999-0008\n", "https://a.se"]
    ),
    st.just([]),
    st.just({}),
    st.just(["raslatt", "raslatt"]),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) inside a value."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in [(value, key), *places(value[key])]]


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_of_ours_can_be_used(name: str) -> None:
    assert Validator(SCHEMAS[name]).schema == SCHEMAS[name]


def test_the_good_record_is_surely_valid() -> None:
    assert Validator(SCHEMAS["record"]).is_surely_valid(GOOD.data)  # type: ignore[union-attr]  # asserted above


@pytest.mark.parametrize(
    ("schema", "value", "valid"),
    [
        ({"type": "integer"}, 85000, True),
        ({"type": "integer"}, 85000.0, False),
        ({"type": "integer"}, True, False),
        ({"type": "number"}, 57.78, True),
        ({"type": "string"}, None, False),
        ({"type": "string", "minLength": 3}, "  a  ", False),
        ({"type": "string", "minLength": 3}, " åäö ", True),
        ({"type": "string", "minLength": 3}, "åäö", True),
        ({"type": "string", "maxLength": 3}, "åäö", True),
        ({"type": "string", "maxLength": 3}, "åäö\N{GRINNING FACE}", False),
        ({"type": "string", "pattern": "^[a-z]+$"}, "abc", True),
        ({"type": "string", "pattern": "^[a-z]+$"}, "abc\n", False),
        ({"type": "string", "pattern": "^[0-9]+$"}, "٢٠٢٤", False),
        ({"type": "string", "format": "date"}, "2024-02-29", True),
        ({"type": "string", "format": "date"}, "2024-02-30", False),
        ({"type": "string", "format": "date"}, "0000-03-12", False),
        ({"type": "string", "format": "date"}, "2024-W11-2", False),
        ({"type": "string", "format": "date"}, "20240312", False),
        ({"type": "array", "uniqueItems": True}, ["a", "a"], False),
        ({"type": "object", "maxProperties": 1}, {"a": 1, "b": 2}, False),
        ({"enum": [True]}, 1, False),
        ({"enum": [" a"]}, " a", True),
        ({"enum": ["a "]}, "a ", True),
        ({"enum": [{"a": ["b", " c"]}]}, {"a": ["b", " c"]}, True),
    ],
)
def test_both_libraries_judge_a_value_alike(schema: dict[str, Any], value: object, valid: bool) -> None:
    validator = Validator(schema)
    assert (not any(True for _ in validator.iter_errors(value))) is valid
    assert validator.is_surely_valid(value) is (
        valid and '" ' not in json.dumps(value) and ' "' not in json.dumps(value)
    )


def test_a_name_is_repaired_only_where_one_is_near() -> None:
    assert [only_near(one, ["barn", "barna", "unga"]) for one in ("Barn", "barnb", "ungaa")] == ["barn", None, "unga"]


def test_a_schema_that_is_a_link_or_gone_stops_the_check(tmp_path: Path) -> None:
    schema = base(tmp_path) / "schemas" / "record.schema.json"
    schema.unlink()
    for _ in range(2):
        with pytest.raises(SchemaError, match=r"record\.schema\.json saknas"):
            load_schemas(DiskTree(tmp_path))
        if not schema.is_symlink():
            schema.symlink_to(ROOT / "schemas" / schema.name)


@bounded
@given(st.data())
def test_both_agree_on_any_change_of_a_good_record(data: st.DataObject) -> None:
    changed = copy.deepcopy(GOOD.data)  # type: ignore[union-attr]  # asserted above
    for _ in range(data.draw(st.integers(0, 2))):
        container, key = data.draw(st.sampled_from(places(changed)))
        if data.draw(st.booleans()):
            container[key] = data.draw(VALUES)
        elif isinstance(container, dict):
            del container[key]
            if not places(changed):
                break
    validator = Validator(SCHEMAS["record"])
    valid = not any(True for _ in validator.iter_errors(changed))
    assert valid or not validator.is_surely_valid(changed)
    assert not valid or _needs_strict(changed) or validator.is_surely_valid(changed)


AROUND = ["", " ", "\n", ". ", "a", "5", "Öppen läxhjälp ", " för alla barn som bor här", "Anna", "example punkt se"]
PIECES = [
    "", "at", "(at)", "anna snabela exempel punkt se", "anna at exempel.se", "@", "exempel.se",
    "anna hos exempel.se", "instagram.com/anna", "t.me/ali", "wa.me/46701740658", "Tel. 19 94 00", "Insta: anna",
    "LÃ¤x", "l?x", "Ring", " 199400", "0016", "880320-", "070-174 06 58", "08-12 34 56", "+46",
    "1740658", "2024-04-01", "SFI", "ALLA", "Ö", "x", "-", ".", "…", "!", "?", "/", "n/a", "n", "0", "d", "(", "Test",
    "to-do", "todo", "fixme", "tbd", "t.b.a", "xxx", "yyy", "zzz", "lorem", "ipsum", "placeholder", "platshållare",
    "exempeltext", "asdf", "qwerty", "foobar", "blabla", "bla bla", "fyll i här", "åååå-mm-dd", "???", "###", "___",
    "[namn]", "saknas", "okänt", "inget", "Ingen", "Skriv här", "Text här",
]  # fmt: skip
texts = st.lists(st.sampled_from(AROUND) | st.sampled_from(PIECES) | st.text(max_size=2), max_size=6).map("".join)


@settings(bounded, max_examples=500)
@given(texts)
def test_an_ordinary_text_breaks_no_rule(text: str) -> None:
    if is_plain_prose(text):
        assert [found for one in TEXT_RULES for found in one.run(text, ("sammanfattning",))] == []
