"""The quick answers are never wrong: what they let by, the thorough search lets by too."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register.quick import is_surely_valid
from register.rules import load_rules
from register.rules.ordinary import is_plain_prose
from register.rules.registry import TEXT_RULES
from register.schema import NAMES
from register.strict import strict
from register.strict_yaml import read_yaml

from .cases import RECORD, ROOT
from .memory import base_files

load_rules()
bounded = settings(
    derandomize=True, max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
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
def test_every_schema_of_ours_is_known(name: str) -> None:
    assert is_surely_valid(SCHEMAS[name]) is not None


def test_the_good_record_is_surely_valid() -> None:
    test = is_surely_valid(SCHEMAS["record"])
    assert test is not None
    assert test(GOOD.data)  # type: ignore[union-attr]  # asserted above


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
    quick = is_surely_valid(SCHEMAS["record"])
    assert quick is not None
    assert quick(changed) == (next(strict(SCHEMAS["record"]).iter_errors(changed), None) is None)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "oneOf": []},
        {"type": "number"},
        {"title": 5, "type": "string"},
        {"type": "string", "pattern": "("},
        {},
    ],
)
def test_what_is_not_known_is_left_to_the_library(schema: dict[str, Any]) -> None:
    assert is_surely_valid(schema) is None


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


@settings(bounded, max_examples=3000)
@given(texts)
def test_an_ordinary_text_breaks_no_rule(text: str) -> None:
    if is_plain_prose(text):
        assert [found for _, function, _ in TEXT_RULES for found in function(text, ("sammanfattning",))] == []
