"""What differs between two versions of a file's data, as values; and between two texts, word by word."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.diff import Change, ChangeType, changes, difference

REPORT = {"typ": "slutrapport", "senast": "2025-05-31"}
EARLIER = {"typ": "delrapport", "senast": "2024-10-01"}


def told(before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    return [(change.field, change.before, change.after) for change in changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"beslut": {"belopp": 1}}, {"beslut": {"belopp": 2}}, [("beslut.belopp", 1, 2)]),
        ({"a": 1}, {"b": 2}, [("a", 1, None), ("b", None, 2)]),
        ({"teman": ["a", "b"]}, {"teman": ["b"]}, [("teman", ["a", "b"], ["b"])]),
        ({}, {"resultat": {"deltagare": 5}}, [("resultat", None, {"deltagare": 5})]),
        ({"resultat": {"deltagare": 4}}, {"resultat": {"deltagare": 5}}, [("resultat.deltagare", 4, 5)]),
        ({}, {"beslut": {"belopp": 1, "jav": "provat"}}, [("beslut.belopp", None, 1), ("beslut.jav", None, "provat")]),
        ({"beslut": "x"}, {"beslut": {"belopp": 1}}, [("beslut", "x", {"belopp": 1})]),
        ({"a": True}, {"a": 1}, [("a", True, 1)]),
    ],
)
def test_a_field_is_told_with_what_it_was_and_what_it_is(
    before: Any, after: Any, expected: list[tuple[str, Any, Any]]
) -> None:
    assert told(before, after) == expected


def test_an_entry_is_known_again_when_another_is_put_before_it() -> None:
    came = {**REPORT, "inkom": "2025-05-20"}
    assert changes({"uppfoljning": [REPORT]}, {"uppfoljning": [EARLIER, came]}) == (
        Change(field="uppfoljning", before=None, after=EARLIER, entry=EARLIER),
        Change(field="uppfoljning.inkom", before=None, after="2025-05-20", entry=came),
    )


def test_an_entry_whose_last_day_is_moved_is_the_same_entry() -> None:
    later = {**REPORT, "senast": "2025-06-30"}
    assert told({"uppfoljning": [EARLIER, REPORT]}, {"uppfoljning": [EARLIER, later]}) == [
        ("uppfoljning.senast", "2025-05-31", "2025-06-30")
    ]


def test_the_first_of_several_corrections_can_be_the_one_that_is_gone() -> None:
    first, second = ({"datum": f"2024-06-0{day}", "text": f"Rättelse {day}"} for day in (1, 2))
    assert told({"rattelser": [first, second]}, {"rattelser": [second]}) == [("rattelser", first, None)]


def test_entries_in_another_order_are_told_as_such() -> None:
    codes = [{"kod": "a"}, {"kod": "b"}]
    assert told({"koder": codes}, {"koder": codes[::-1]}) == [("koder", codes, codes[::-1])]


_DATA = st.recursive(
    st.integers() | st.text(min_size=1, max_size=5),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(
            st.sampled_from(["a", "uppfoljning", "typ", "datum", "resultat"]), inner, min_size=1, max_size=4
        )
    ),
    max_leaves=12,
)


@given(_DATA, _DATA)
def test_any_two_that_differ_are_told_and_no_two_that_do_not(before: Any, after: Any) -> None:
    assert bool(changes(before, after)) is (before != after)
    assert changes(before, copy.deepcopy(before)) == ()


def words(before: str, after: str) -> list[tuple[str, str]]:
    pieces = difference(before, after)
    assert pieces is not None
    return [(piece.change.value, piece.words) for piece in pieces]


def test_a_word_that_is_exchanged_stands_as_removed_and_added() -> None:
    assert words("Öppen läxhjälp två kvällar", "Öppen läxhjälp tre\nkvällar") == [
        ("kept", "Öppen läxhjälp"),
        ("removed", "två"),
        ("added", "tre"),
        ("kept", "kvällar"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Läxhjälp för barn", "Odling på gården sommartid", False),
        ("a b", "a c", True),  # half of it is kept
        ("a b c", "a d e", False),
        ("a " * 400, "b " + "a " * 399, True),
        ("a " * 401, "b " + "a " * 399, False),
        ("b " + "a " * 399, "a " * 401, False),
    ],
)
def test_a_text_that_is_long_or_mostly_new_has_no_difference_to_show(before: str, after: str, shown: bool) -> None:
    assert (difference(before, after) is not None) is shown


_TEXTS = st.lists(st.sampled_from(["a", "b", "c", "å"]), max_size=12).map(" ".join)


@given(_TEXTS, _TEXTS)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = difference(before, after)
    if pieces is not None:
        assert " ".join(piece.words for piece in pieces if piece.change is not ChangeType.ADDED) == before
        assert " ".join(piece.words for piece in pieces if piece.change is not ChangeType.REMOVED) == after


@pytest.mark.parametrize("count", [400, 30_000])
def test_a_text_made_to_be_slow_is_not(count: int) -> None:
    began = time.process_time()
    difference(
        " ".join("ab"[place % 2] for place in range(count)), " ".join("ba c"[place % 4] for place in range(count))
    )
    assert time.process_time() - began < 5
