"""The small part of YAML that is read: what it becomes, and where each thing that is refused is."""

from __future__ import annotations

import pytest
from register.document import Document
from register.problem import Place
from register.strict_yaml import read_front_matter, read_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("85000", 85000),
        ("-7", -7),
        ("9" * 18, int("9" * 18)),
        ("0.52", 0.52),
        ("-0.5", -0.5),
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
            for word in (
                *("no", "No", "True", "TRUE", "False", "on", "Off", "Null", "NULL", "=", "1:30", "18:30"),
                *("0311", "+5", "1_000", "0b1", "0o17", "0x1F", "1e3", "1.5E+3", ".5", "5.", "00.5", ".inf", "-.INF"),
                *(".NaN", "2024-3-1 10:00:00", "9" * 19, f"0.{'1' * 19}"),
            )
        ),
        ("a: 2024-03-12 #4\n", ["R118 1:4"]),
        ("a: 5 #4\n", ["R118 1:4"]),
        ("a: lokal #3\n", ["R118 1:4"]),
        ("a: lokal # den stora\n", ["R118 1:4"]),
        ("a: no # nej\nb: *n\n? c\n: 18:30\n", ["R114 1:4", "R118 1:4", "R111 2:4", "R114 4:3"]),
        ("a: lokal # den\n  stora\n", ["R118 1:4"]),
        ("a: no\nb: c: d\n", ["R114 1:4", "R109 2:4"]),
        ("a: \x01\n", ["R109 1:1"]),
        ("%YAML 1.1\n---\na: 1\n", ["R111 1:1"]),
        ("%TAG ! !x\n---\na: 1\n", ["R111 1:1"]),
        ("a: *n\n", ["R111 1:4"]),
        ("a: &n x\n*n : 1\n", ["R111 1:4", "R111 2:1"]),
        ("&n a: 1\n", ["R111 1:1"]),
        ("!x a: 1\n", ["R111 1:1"]),
        ("a: ! [x]\n", ["R111 1:4"]),
        ("a: !x b\n", ["R111 1:4"]),
        ("a: ! b\n", ["R111 1:4"]),
        ("a: ! {b: c}\n", ["R111 1:4"]),
        ("a: &n !x b\n", ["R111 1:4", "R111 1:4"]),
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
        *((f"a: {text}\n", ["R109 1:4"]) for text in ('b"', 'b 2024"', 'b "c" d"', '12 b"')),
        *((f"a: {text}\n", []) for text in ('b "c"', '24"', 'b på 24"', "b's", 'b "c" på 124"')),
        ("a: 1\n...\n---\nb: no\n", ["R112 3:1"]),
        ("? [a]\n: 1\n", ["R116 1:3"]),
        (f"{'[' * 20}x{']' * 20}\n", []),
        (f"{'[' * 21}x{']' * 21}\n", ["R113 1:21"]),
        (f"{'a: {' * 21}x{'}' * 21}\n", ["R113 1:80"]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, found: list[str]) -> None:
    _, problems = read_yaml(text, "a.yaml")
    assert [f"{one.code} {one.place.line}:{one.place.column}" for one in problems] == found


def test_every_value_and_key_has_its_place() -> None:
    text = 'a: 1 # x\r\nb:\r\n- c\r\n- {d: 2, e: [f]}\r\na: [g, {h: 3}]\r\n# y\r\ni:\t"j # k"\r\nl: ! "m"\r\n'
    document, problems = read_yaml(text, "a.yaml", first_line=11)
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [("R110", 15, 1)]
    assert document is not None
    assert document.values == {
        (): (11, 1),
        ("a",): (11, 4),
        ("b",): (13, 1),
        ("b", 0): (13, 3),
        ("b", 1): (14, 3),
        ("b", 1, "d"): (14, 7),
        ("b", 1, "e"): (14, 13),
        ("b", 1, "e", 0): (14, 14),
        ("i",): (17, 4),
        ("l",): (18, 4),
    }
    assert document.keys == {
        ("a",): (11, 1),
        ("b",): (12, 1),
        ("b", 1, "d"): (14, 4),
        ("b", 1, "e"): (14, 10),
        ("i",): (17, 1),
        ("l",): (18, 1),
    }
    assert document.comments == ((11, 6, "# x\r"), (16, 1, "# y\r"), (17, 7, '# k"\r'))
    assert list(document.strings) == [(("b", 0), "c"), (("b", 1, "e", 0), "f"), (("i",), "j # k"), (("l",), "m")]
    for pointer, line, column in [
        ("b.1.e.0", 14, 14),
        (("b", 1, "d"), 14, 7),
        ("b.1.z.0", 14, 3),
        ("b.1.z", 14, 3),
        ("", 11, 1),
    ]:
        assert document.place(pointer) == Place("a.yaml", line, column)
    for of, line, column in [(("b", 1, "e"), 14, 10), (("b", 0), 13, 3), (("z",), 1, 1)]:
        assert document.key_place(of) == Place("a.yaml", line, column)
    text_alone = Document(path="a.md", data="text")
    assert (text_alone.place("a"), *text_alone.strings) == (Place("a.md", 1, 1), ((), "text"))
    assert not Document(path="a.md", data=None).strings


def test_what_a_comment_takes_away_is_quoted_up_to_sixty_characters() -> None:
    (found,) = read_yaml(f"a: b {'#' * 61}\n", "a.yaml")[1]
    assert found.message == f"Texten slutar före «#», så «{'#' * 60}» skulle inte komma med."


def test_places_in_front_matter_are_those_of_the_file() -> None:
    document, problems = read_front_matter("---\r\na: 1\r\nb: 18:30\r\n---\r\nText\r\n", "a.md")
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [("R114", 3, 4)]
    assert document is not None
    assert (document.text, document.text_line) == ("Text\n", 5)
    assert read_front_matter("---\na: *n\na: [\n---\nText\n", "a.md")[0] is None
