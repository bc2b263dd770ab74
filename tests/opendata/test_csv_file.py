from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opendata.csv_file import escape_formula, unescape_formula

from .snapshots import HOSTILE

SPLITS, SIGNS = ";\t\r\n\v\f\x85\u2028\u2029", "=+-@\uff1d\uff0b\uff0d\uff20"
TEXTS = st.text(st.sampled_from(f"{SPLITS}{SIGNS}'\" abå0"), max_size=30) | st.text(max_size=40)


@given(TEXTS)
def test_what_is_made_harmless_can_be_restored(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text


@given(TEXTS)
def test_no_cell_can_begin_as_a_formula_wherever_a_program_splits(text: str) -> None:
    for part in re.split(f"[{SPLITS}]", escape_formula(text)):
        assert not re.match(rf"[\s\"]*[{re.escape(SIGNS)}]", part), part


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text


@pytest.mark.parametrize("text", ["Läxhjälp på Råslätt", "2024-031", "a = b", "barn;unga", "52 % + moms", ""])
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert escape_formula(text) == text
