"""The small part of YAML that is read: what it becomes, and where each thing that is refused is."""

from __future__ import annotations

import pytest
from register.strict_yaml import read_front_matter, read_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("85000", 85000),
        ("-7", -7),
        ("0.52", 0.52),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2024-03-12", "2024-03-12"),
        ("offentlig", "offentlig"),
        ("Nej tack", "Nej tack"),
        ("falsk", "falsk"),
        ('"18:30"', "18:30"),
        ("'no'", "no"),
        ('! "text"', "text"),
        ("[barn, unga]", ["barn", "unga"]),
        ("2024-03-12 # beslut i styrelsen", "2024-03-12"),
        ("5 # kronor", 5),
    ],
)
def test_a_value_is_read_as_it_is_meant(written: str, value: object) -> None:
    document, problems = read_yaml(f"a: {written}\n", "a.yaml")
    assert problems == []
    assert document is not None
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


def test_a_decimal_is_shown_as_it_was_written() -> None:
    document, _ = read_yaml("a: 85.000\n", "a.yaml")
    assert document is not None
    assert (document.data["a"], str(document.data["a"])) == (85.0, "85.000")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            (f"a: {word}\n", ["R114 1:4"])
            for word in ("no", "Off", "YES", "False", "18:30", "0311", "0x1F", "1e3", ".5")
        ),
        ("a: 2024-03-12 #4\n", ["R118 1:4"]),
        ("a: 5 #4\n", ["R118 1:4"]),
        ("a: lokal #3\n", ["R118 1:4"]),
        ("a: lokal # den stora\n", ["R118 1:4"]),
        ("a: *n\n", ["R111 1:4"]),
        ("a: &n x\n*n : 1\n", ["R111 1:4", "R111 2:1"]),
        ("&n a: 1\n", ["R111 1:1"]),
        ("!x a: 1\n", ["R111 1:1"]),
        ("a: ! [x]\n", ["R111 1:4"]),
        ("a: !x b\n", ["R111 1:4"]),
        ('"a\\u200b": 1\n', ["R103 1:1"]),
        ('"a\\u030a": 1\n', ["R102 1:1"]),
        ('a: "b\\u200b"\n', ["R103 1:4"]),
        ("# bara en kommentar\n", ["R115 1:1"]),
        ("null\n", ["R115 1:1"]),
        ("&n null\n", ["R111 1:1"]),
        ("a: 1\nb: 2\na: 3\nb: 4\n", ["R110 3:1"]),  # a dash is missing
        ("a: 1\nb: 2\nc: 3\na: 4\nb: 5\nc: 6\n", ["R110 4:1"]),
        ("a: 1\nb: 2\nb: 3\na: 4\n", ["R110 3:1", "R110 4:1"]),
        ("a: 1\na: 2\na: 3\n", ["R110 2:1", "R110 3:1"]),
        ("a: 1\n---\nb: 2\n", ["R112 2:1"]),
        ("? [a]\n: 1\n", ["R116 1:3"]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, found: list[str]) -> None:
    _, problems = read_yaml(text, "a.yaml")
    assert [f"{one.code} {one.place.line}:{one.place.column}" for one in problems] == found


def test_places_in_front_matter_are_those_of_the_file() -> None:
    document, problems = read_front_matter("---\r\na: 1\r\nb: 18:30\r\n---\r\nText\r\n", "a.md")
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [("R114", 3, 4)]
    assert document is not None
    assert (document.text, document.text_line) == ("Text\n", 5)
    assert read_front_matter("---\na: *n\na: [\n---\nText\n", "a.md")[0] is None
