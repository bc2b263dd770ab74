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
# fmt: off
# what is wrong, what to do, and the texts that are wrong so, each after its line and column
ERRORS = [
    ("Raden är inte ett fält: det saknas kolon och mellanslag efter fältets namn.", "Är raden ett fält: skriv namnet, kolon, mellanslag och värdet, som «titel: Läxhjälp». Fortsätter den texten på raden före: dra in den två mellanslag mer än textens fält.", [
        "1:1 a b\nc: 1\n", "2:1 a: 1\nb\nc: 2\n", "2:1 a: 1\nb:2\nc: 3\n", "3:3 a:\n  b: 1\n  c\n  d: 2\n", "2:3 a:\n  b 1\n\n  c: 2\n", "4:1 a: 1\n\n\nb c\n",
        "3:1 a:\n  b: 1\nc\n", "2:1 a: b\nc d\n", "2:3 a:\n  - b c\n    d: 1\n", "2:1 a:\n- b\n  c: 1\n", "3:1 a: >-\n  b\nc d\n", "1:3   - a b\n   c: d\n",
        "2:1 a: 1\n========\n",
    ]),
    ("Raden är den första i en del av en lista, men bindestrecket saknas.", "Skriv «- » före raden, så att fältets namn börjar i samma kolumn som de andra fälten i delen.", [
        "2:5 a:\n    b: 1\n  - c: 2\n", "2:5 a:\n    b: 1\n\n    d: 1\n  - c: 2\n",
    ]),
    ("Det saknas ett mellanslag efter bindestrecket.", "Skriv ett mellanslag mellan bindestrecket och fältets namn.", [
        "2:3 a:\n  -b: 1\n    c: 2\n", "2:3 a:\n  -b: 1\n\n    c: 2\n", "1:1 -b: 1\n  c: 2\n", "4:3 a:\n  - b: 1\n    c: 2\n  -d: 1\n    e: 2\n",
    ]),
    ("Det saknas ett mellanslag efter kolonet i «a:».", "Skriv ett mellanslag mellan kolonet och värdet.", ["1:1 a:1\nb: 2\n", "1:1 - a:1\n  b: 2\n", "2:3 b:\n  a:1\n  c: 2\n"]),
    ("Fältet «b» har för stort indrag, eller så är raden före inte avslutad.", INDENT, ["2:3 a: 1\n  b: 2\n"]),
    ("Fältet «c» har för stort indrag, eller så är raden före inte avslutad.", INDENT, ["3:4 a:\n  b: 1\n   c: 2\n", "2:5 - b: 1\n    c: 2\n"]),
    ("Radens indrag stämmer inte med raderna före.", INDENT, [
        "4:2 a:\n  b: 1\n  c: 2\n d: 3\n", "2:2 - a: 1\n b: 2\n", "2:1 a: 1\n- b\n", "4:3 a:\n    b: 1\n\n  c: 2\n", "3:3 a: 1\n# b\n  c: 2\n",
        "3:1 a: 1\n...\nb: 2\n", "2:1 # a\nb: {#c: 1}\n", "1:1 b: {#c: 1}", "3:2 a:\n  - b: 1\n c: 2\n  - b: 3\n",
    ]),
    ("Raden hör till «a» men har inget indrag.", INDENT, ["2:1 a:\nb: 1\n  c: 2\n", "2:3   a:\n  b: 1\n    c: 2\nd:\n"]),
    ("Raden har mindre indrag än fälten före och efter.", INDENT, ["3:1 a:\n  b: 1\nc: 2\n  d: 3\n"]),
    ("Raden har större indrag än raderna efter.", INDENT, ["2:3 a:\n  b: 1\n c: 2\n", "2:5 a:\n    b: 1\n  c: 2\n"]),
    ("Raden börjar med ett tabbtecken.", "Byt tabben mot två mellanslag per nivå.", [
        "2:1 a: 1\n\tb: 2\nc: 3\n", "2:1 a:\n\t- b\n", "4:2 a: 1\nb:\n  c: 1\n \td: 2\n", "2:1   a\n\t\nb: 1\nc: 2\n",
    ]),
    (UNCLOSED, "Sätt ett citattecken av samma slag sist i texten.", [
        '1:4 a: "b\n', "1:4 a: 'b\nc: 1\n", '2:4 c: 1\na: "b\n---\nc: 1\n', '1:4 a: \'b\nc: "d"\n', '1:4 a: "b\nc: "d" e\n', '1:4 a: "b\nc: 1\nd: "e"\n',
        '1:1 "a: 1\n',
    ]),
    (UNCLOSED, "Byt det sista citattecknet mot ett av samma slag som det första.", ['1:4 a: "b\'\nc: 1\n', '1:4 a: \'b"\n']),
    (TOO_EARLY, "Använd «» för citat inne i texten.", ['1:4 a: "b "c" d"\n']),
    (TOO_EARLY, 'Byt de yttre citattecknen mot dubbla (").', ["1:4 a: 'b 'c' d'\n", "1:4 a: 'b c' d'\n"]),
    ("Efter citattecknet som slutar texten i «a» finns det mer text.", "Låt citattecknen omge hela texten, och använd «» inne i den.", [
        '1:4 a: "b" c\nd: 1\n', "1:4 a: 'b' c\n", "1:6 - a: 'b' c\n",
    ]),
    ("Texten i «a» har ett kolon följt av mellanslag, och läses därför som ett nytt fält.", QUOTE_ALL, ["1:4 a: b: c\n", "1:4 a: b:\n", "2:4 b: 1\na: c d: e\n"]),
    ("En lista skrivs med bindestreck, inte med *.", "Byt «*» mot «- » på varje rad i listan.", ["2:3 a:\n  * b\n  * c\n", "1:1 * b\n"]),
    ("En hakparentes [ har inget slut, eller så saknas ett kommatecken mellan värdena.", "Skriv värdena med komma emellan och sluta med ].", ["1:4 a: [b\nc: 1\n", "2:4 d: 1\na: [b, c\n"]),
    ("En hakparentes [ har inget slut, eller så har den ett kommatecken för mycket.", "Skriv värdena med komma emellan och sluta med ].", [
        "1:4 a: [b,\n", "1:4 a: [b, , c]\n", "2:4 a: 1\nb: [c,\n  d,\n", "1:1 [a,",
    ]),
    ("En klammer { har inget slut, eller så har den ett kommatecken för mycket.", "Skriv värdena med komma emellan och sluta med }.", ["1:5 a: [{b: 1, ,c: 2}\n", "2:1 \n{\na:\n"]),
    ("En klammer { har inget slut, eller så saknas ett kommatecken mellan värdena.", "Skriv värdena med komma emellan och sluta med }.", ["1:4 a: {b: 1\nc: 1\n", "1:4 a: {b: 1 c: 2}\n"]),
    ("Raden går inte att läsa som YAML.", "Jämför med en post som fungerar: ett fält per rad, kolon och mellanslag efter namnet, två mellanslags indrag.", [
        "1:5 a: [%b\n", "2:5 a: 1\nb: [%c\n",
    ]),
    ("Ett omvänt snedstreck (\\) inom dubbla citattecken är inte en giltig teckenkod.", "Ta bort snedstrecket, eller skriv det två gånger (\\\\).", [
        '1:6 a: "b\\q"\n', '1:6 a: "b\\x1"\n', '1:6 a: "b\\ud800"\n', '1:8 a: "\\\\ \\q\\"\n', '2:3 a: "b\n  \\q"\n', '2:1 a: "b\n\\q"\n',
    ]),
    ("En text får inte börja med tecknet @ utan citattecken.", QUOTE_ALL, ["3:5 e: 1\na:\n  - @\n"]),
    ("En text får inte börja med tecknet ` utan citattecken.", QUOTE_ALL, ["3:5 e: 1\na:\n  - `\n"]),
    ("En text får inte börja med tecknet % utan citattecken.", QUOTE_ALL, ["3:5 e: 1\na:\n  - %\n"]),
    ("En text får inte börja med tecknet - utan citattecken.", QUOTE_ALL, ["1:1 -\na: >-\n\n"]),
]
SIGNS = [
    "@b c\nd: 1", "`b c\nd: 1", "%b c\nd: 1", "& b", "*b* c", "* b", ",b", "]b", "}b", "- b", "-", "|b", "> b", "| b", ">2 b", "[b] c", "{b} c",
    "[b c]: d", "!%b",
]
# fmt: on


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        *((text, message, hint) for message, hint, texts in ERRORS for text in texts),
        *((f"1:4 a: {text}\n", f"En text får inte börja med tecknet {text[0]} utan citattecken.", QUOTE_ALL) for text in SIGNS),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_has_one_problem(text: str, message: str, hint: str) -> None:
    place, _, written = text.partition(" ")
    assert problems(written) == [f"R109 {place} {message} {hint}"]


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
