from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from register.strict_yaml import plain_value
from webform.fields import AMBIGUOUS

# YAML 1.2's core schema: what it reads as something else than text, the form puts in quotes by itself.
QUOTED_BY_THE_FORM = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


@given(st.text(alphabet="0123456789:._-+eExXbBnNoOyYsStTrRuUfFaAlL<=, ", min_size=1, max_size=12).map(str.strip))
@example("2024:31")
@example("1_000")
@example("2024-3-12")
@example("2024-03-12 10:00")
@example("0b1")
@example("<<")
@example("yEs")
def test_a_text_that_the_form_takes_is_read_the_same_by_all(text: str) -> None:
    if text and re.search(AMBIGUOUS, text) and not QUOTED_BY_THE_FORM.fullmatch(text):
        value, read_otherwise = plain_value(text)
        assert not read_otherwise
        assert value == text


@pytest.mark.parametrize(
    "text", ["2024-031", "2024-03-12", "Dnr 2024:31", "899999-0008", "No Limit", "Norr", "Ja", "KS/2024:31", "1,5", ""]
)
def test_ordinary_texts_are_taken(text: str) -> None:
    assert re.search(AMBIGUOUS, text)


@pytest.mark.parametrize("text", ["2024:31", "18:30", "no", "Yes", "OFF", "1_000"])
def test_texts_that_others_would_read_as_numbers_or_truths_are_not(text: str) -> None:
    assert not re.search(AMBIGUOUS, text)
