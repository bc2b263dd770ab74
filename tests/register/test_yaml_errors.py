"""A file that cannot be read has one problem, where the fault began, that names it and says what to write."""

# ruff: noqa: E501
from __future__ import annotations

import pytest
from register.strict_yaml import read_yaml

INDENT = "Ge raden samma indrag som fälten bredvid: två mellanslag per nivå, inga tabbar."
QUOTE_ALL = 'Sätt hela texten inom citattecken (").'
UNCLOSED, TOO_EARLY = (
    "Citattecknet har inget slut.",
    "Texten har ett citattecken inne i sig som avslutar den för tidigt.",
)
# what is wrong, what to do, and the texts that are wrong so, each with its line and column
ERRORS = [
    (
        "Raden är inte ett fält: det saknas kolon och mellanslag efter fältets namn.",
        "Är raden ett fält: skriv namnet, kolon, mellanslag och värdet, som «titel: Läxhjälp». "
        "Fortsätter den texten på raden före: dra in den två mellanslag mer än textens fält.",
        {
            "a b\nc: 1\n": "1:1",
            "a: 1\nb\nc: 2\n": "2:1",
            "a: 1\nb:2\nc: 3\n": "2:1",
            "a:\n  b: 1\n  c\n  d: 2\n": "3:3",
            "a:\n  b 1\n\n  c: 2\n": "2:3",
            "a: 1\n\n\nb c\n": "4:1",
            "a:\n  b: 1\nc\n": "3:1",
            "a: b\nc d\n": "2:1",
            "a:\n  - b c\n    d: 1\n": "2:3",
            "a:\n- b\n  c: 1\n": "2:1",
            "a: >-\n  b\nc d\n": "3:1",
            "  - a b\n   c: d\n": "1:3",
            "a: 1\n========\n": "2:1",
        },
    ),
    (
        "Raden är den första i en del av en lista, men bindestrecket saknas.",
        "Skriv «- » före raden, så att fältets namn börjar i samma kolumn som de andra fälten i delen.",
        {"a:\n    b: 1\n  - c: 2\n": "2:5", "a:\n    b: 1\n\n    d: 1\n  - c: 2\n": "2:5"},
    ),
    (
        "Det saknas ett mellanslag efter bindestrecket.",
        "Skriv ett mellanslag mellan bindestrecket och fältets namn.",
        {
            "a:\n  -b: 1\n    c: 2\n": "2:3",
            "a:\n  -b: 1\n\n    c: 2\n": "2:3",
            "-b: 1\n  c: 2\n": "1:1",
            "a:\n  - b: 1\n    c: 2\n  -d: 1\n    e: 2\n": "4:3",
        },
    ),
    (
        "Det saknas ett mellanslag efter kolonet i «a:».",
        "Skriv ett mellanslag mellan kolonet och värdet.",
        {"a:1\nb: 2\n": "1:1", "- a:1\n  b: 2\n": "1:1", "b:\n  a:1\n  c: 2\n": "2:3"},
    ),
    ("Fältet «b» har för stort indrag, eller så är raden före inte avslutad.", INDENT, {"a: 1\n  b: 2\n": "2:3"}),
    (
        "Fältet «c» har för stort indrag, eller så är raden före inte avslutad.",
        INDENT,
        {"a:\n  b: 1\n   c: 2\n": "3:4", "- b: 1\n    c: 2\n": "2:5"},
    ),
    (
        "Radens indrag stämmer inte med raderna före.",
        INDENT,
        {
            "a:\n  b: 1\n  c: 2\n d: 3\n": "4:2",
            "- a: 1\n b: 2\n": "2:2",
            "a: 1\n- b\n": "2:1",
            "a:\n    b: 1\n\n  c: 2\n": "4:3",
            "a: 1\n# b\n  c: 2\n": "3:3",
            "a: 1\n...\nb: 2\n": "3:1",
            "# a\nb: {#c: 1}\n": "2:1",
            "b: {#c: 1}": "1:1",
            "a:\n  - b: 1\n c: 2\n  - b: 3\n": "3:2",
        },
    ),
    ("Raden hör till «a» men har inget indrag.", INDENT, {"a:\nb: 1\n  c: 2\n": "2:1", "  a:\n  b: 1\n    c: 2\nd:\n": "2:3"}),
    ("Raden har mindre indrag än fälten före och efter.", INDENT, {"a:\n  b: 1\nc: 2\n  d: 3\n": "3:1"}),
    (
        "Raden har större indrag än raderna efter.",
        INDENT,
        {"a:\n  b: 1\n c: 2\n": "2:3", "a:\n    b: 1\n  c: 2\n": "2:5"},
    ),
    (
        "Raden börjar med ett tabbtecken.",
        "Byt tabben mot två mellanslag per nivå.",
        {"a: 1\n\tb: 2\nc: 3\n": "2:1", "a:\n\t- b\n": "2:1", "a: 1\nb:\n  c: 1\n \td: 2\n": "4:2", "  a\n\t\nb: 1\nc: 2\n": "2:1"},
    ),
    (UNCLOSED, "Sätt ett citattecken av samma slag sist i texten.", {
        'a: "b\n': "1:4",
        "a: 'b\nc: 1\n": "1:4",
        'c: 1\na: "b\n---\nc: 1\n': "2:4",
        "a: 'b\nc: \"d\"\n": "1:4",
        'a: "b\nc: "d" e\n': "1:4",
        'a: "b\nc: 1\nd: "e"\n': "1:4",
        '"a: 1\n': "1:1",
    }),
    (UNCLOSED, "Byt det sista citattecknet mot ett av samma slag som det första.", {'a: "b\'\nc: 1\n': "1:4", "a: 'b\"\n": "1:4"}),
    (TOO_EARLY, "Använd «» för citat inne i texten.", {'a: "b "c" d"\n': "1:4"}),
    (TOO_EARLY, 'Byt de yttre citattecknen mot dubbla (").', {"a: 'b 'c' d'\n": "1:4", "a: 'b c' d'\n": "1:4"}),
    (
        "Efter citattecknet som slutar texten i «a» finns det mer text.",
        "Låt citattecknen omge hela texten, och använd «» inne i den.",
        {'a: "b" c\nd: 1\n': "1:4", "a: 'b' c\n": "1:4", "- a: 'b' c\n": "1:6"},
    ),
    ("Texten i «a» har ett kolon följt av mellanslag, och läses därför som ett nytt fält.", QUOTE_ALL, {
        "a: b: c\n": "1:4",
        "a: b:\n": "1:4",
        "b: 1\na: c d: e\n": "2:4",
    }),
    ("En lista skrivs med bindestreck, inte med *.", "Byt «*» mot «- » på varje rad i listan.", {"a:\n  * b\n  * c\n": "2:3", "* b\n": "1:1"}),
    (
        "En hakparentes [ har inget slut, eller så saknas ett kommatecken mellan värdena.",
        "Skriv värdena med komma emellan och sluta med ].",
        {"a: [b\nc: 1\n": "1:4", "d: 1\na: [b, c\n": "2:4"},
    ),
    (
        "En hakparentes [ har inget slut, eller så har den ett kommatecken för mycket.",
        "Skriv värdena med komma emellan och sluta med ].",
        {"a: [b,\n": "1:4", "a: [b, , c]\n": "1:4", "a: 1\nb: [c,\n  d,\n": "2:4", "[a,": "1:1"},
    ),
    (
        "En klammer { har inget slut, eller så har den ett kommatecken för mycket.",
        "Skriv värdena med komma emellan och sluta med }.",
        {"a: [{b: 1, ,c: 2}\n": "1:5", "\n{\na:\n": "2:1"},
    ),
    (
        "En klammer { har inget slut, eller så saknas ett kommatecken mellan värdena.",
        "Skriv värdena med komma emellan och sluta med }.",
        {"a: {b: 1\nc: 1\n": "1:4", "a: {b: 1 c: 2}\n": "1:4"},
    ),
    *(
        (f"En text får inte börja med tecknet {sign} utan citattecken.", QUOTE_ALL, {f"a: {sign}b c\nd: 1\n": "1:4", f"e: 1\na:\n  - {sign}\n": "3:5"})
        for sign in "@`%"
    ),
    *(
        (f"En text får inte börja med tecknet {text[0]} utan citattecken.", QUOTE_ALL, {f"a: {text}\n": "1:4"})
        for text in ("& b", "*b* c", "* b", ",b", "]b", "}b", "- b", "-", "|b", "> b", "| b", ">2 b", "[b] c", "{b} c", "[b c]: d")
    ),
    ("En text får inte börja med tecknet ! utan citattecken.", QUOTE_ALL, {"a: !%b\n": "1:4"}),
    ("En text får inte börja med tecknet - utan citattecken.", QUOTE_ALL, {"-\na: >-\n\n": "1:1"}),
    (
        "Raden går inte att läsa som YAML.",
        "Jämför med en post som fungerar: ett fält per rad, kolon och mellanslag efter namnet, två mellanslags indrag.",
        {"a: [%b\n": "1:5", "a: 1\nb: [%c\n": "2:5"},
    ),
    (
        "Ett omvänt snedstreck (\\) inom dubbla citattecken är inte en giltig teckenkod.",
        "Ta bort snedstrecket, eller skriv det två gånger (\\\\).",
        {'a: "b\\q"\n': "1:6", 'a: "b\\x1"\n': "1:6", 'a: "b\\ud800"\n': "1:6", 'a: "\\\\ \\q\\"\n': "1:8", 'a: "b\n  \\q"\n': "2:3", 'a: "b\n\\q"\n': "2:1"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [(text, place, message, hint) for message, hint, texts in ERRORS for text, place in texts.items()],
)
def test_a_file_that_cannot_be_read_has_one_problem(text: str, place: str, message: str, hint: str) -> None:
    assert problems(text) == [f"R109 {place} {message} {hint}"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> c\n", 2),
        ("a: 1\n=======\nb: 3\n", 2),
        ("a: 1\nb: 2\n>>>>>>> c\n", 3),
        ("a: 1\n||||||| c\nb\n", 2),
        ("a: 1\nb <<<<<<< HEAD\n", 2),
        ("\n<<<<<<< HEAD\nb: 1\n", 2),
    ],
)
def test_the_first_mark_of_git_is_the_problem(text: str, line: int) -> None:
    (found,) = problems(text)
    assert found.startswith(f"R354 {line}:1 ")


def problems(text: str) -> list[str]:
    document, found = read_yaml(text, "a.yaml")
    assert document is None
    return [f"{one.code} {one.place.line}:{one.place.column} {one.message} {one.hint}" for one in found]
