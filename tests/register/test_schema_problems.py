"""Each keyword of a schema that is broken, with the whole problem: its place, what is wrong, what to do and the repair."""

# ruff: noqa: E501
from __future__ import annotations

import pytest
from register.schema import Schema, Validator
from register.schema_problems import SchemaResult, check_shape
from register.strict_yaml import read_yaml


def field(title: str, description: str = "", **keywords: object) -> Schema:
    return {"type": "string", "title": title, "description": description} | keywords


SCHEMA: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "namn": field("Namn", "Vad det heter.", minLength=5, maxLength=8),
        "kod": field("Kod", "Två siffror.", pattern="^[0-9]{2}$"),
        "dag": field("Dag", "När det var.", format="date"),
        "val": field("Val", "Ett av två.", enum=["provat", "inte-provat"]),
        "tema": field("Tema", "Dess kod.", kodlista="teman", enum=["barn", "unga"]),
        "antal": field("Antal", "Hur många.", type="integer", minimum=1, maximum=9),
        "belopp": field("Belopp", "Hela kronor.", type="integer", exclusiveMinimum=0),
        "teman": field(
            "Teman",
            "Vad det handlar om.",
            type="array",
            minItems=1,
            maxItems=2,
            uniqueItems=True,
            items={"type": "string", "kodlista": "teman", "enum": ["barn", "unga"]},
        ),
        "par": {"type": "array", "minItems": 2, "items": {"type": "string"}},
        "grupp": field(
            "Grupp",
            "Det som hör ihop.",
            type="object",
            minProperties=1,
            required=["namn"],
            additionalProperties=False,
            properties={"namn": field("Gruppens namn", "Vad den heter."), "slag": {"type": "string"}},
            patternProperties={"^namn_[a-z]{2}$": {"type": "string"}},
            **{"if": {"required": ["slag"]}, "else": {"required": ["namn"]}},  # as a branch of a schema may say again
        ),
        "delar": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["namn"],
                "properties": {"namn": field("Delens namn", "Vad den heter.")},
            },
        },
        "fri": {"type": "object", "properties": {"plats": {}}},
        "flyttad_till": field("Flyttad till"),
        "tillbakadragen": field("Tillbakadragen"),
    },
    "if": {"required": ["flyttad_till"]},
    "then": {"maxProperties": 1},
    "else": {"if": {"required": ["tillbakadragen"]}, "then": {"maxProperties": 1}, "else": {"required": ["namn"]}},
}
NAMES = {"teman": {"barn": "Barn", "unga": "Unga"}}
GOOD = "namn: Lyktan\n"
FIELDS = "namn, kod, dag, val, tema, antal, belopp, teman, par, grupp, delar, fri, flyttad_till, tillbakadragen"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("kod: 12x", "R207 2:6|Fältet «Kod» (kod) har inte rätt form: du skrev «12x».|Skriv det i rätt form. Två siffror.|None"),
        ("kod: ' '", "R207 2:6|Fältet «Kod» (kod) är tomt.|Fyll i det, eller ta bort raden. Två siffror.|None"),
        ("kod:", "R203 2:5|Fältet «Kod» (kod) är tomt.|Fyll i det, eller ta bort raden. Två siffror.|None"),
        ("kod: 12", 'R203 2:6|Fältet «Kod» (kod) ska vara en text, men du skrev «12».|Skriv «kod: "12"». Två siffror.|"12"'),
        ("kod: '12/'", "R207 2:6|Fältet «Kod» (kod) har inte rätt form: du skrev «12/».|Skriv «kod: \"12\"». Två siffror.|\"12\""),
        ("dag: 2024-3-12", "R205 2:6|Fältet «Dag» (dag) är inte ett datum som finns: du skrev «2024-3-12».|Skriv «dag: 2024-03-12».|2024-03-12"),
        ("dag: i mars", "R205 2:6|Fältet «Dag» (dag) är inte ett datum som finns: du skrev «i mars».|Skriv datumet som år-månad-dag, till exempel 2024-03-12, och kontrollera att datumet finns.|None"),
        ("val: provad", "R210 2:6|Fältet «Val» (val) kan inte vara «provad».|Menade du «provat»? Välj ett av: provat, inte-provat.|provat"),
        ("val: kanske", "R210 2:6|Fältet «Val» (val) kan inte vara «kanske».|Välj ett av: provat, inte-provat.|None"),
        ("val: 1", "R203 2:6|Fältet «Val» (val) ska vara en text, men du skrev «1».|Välj ett av: provat, inte-provat. Ett av två.|None"),
        ("tema: barnvakt", "R204 2:7|Koden «barnvakt» finns inte i listan teman.|Menade du «barn» (Barn)? Koderna är: barn, unga.|None"),
        ("tema: Barn", "R204 2:7|Koden «Barn» finns inte i listan teman.|Menade du «barn» (Barn)? Koderna är: barn, unga.|barn"),
        ("tema: barn, barn", "R204 2:7|Koden «barn, barn» finns inte i listan teman.|Menade du «barn» (Barn)? Koderna är: barn, unga.|None"),
        ("tema: månen", "R204 2:7|Koden «månen» finns inte i listan teman.|Koderna är: barn, unga.|None"),
        ("tema: barn och unga", "R204 2:7|Koden «barn och unga» finns inte i listan teman.|Skriv dem som egna värden: [barn, unga], eller «- barn» och «- unga» på var sin rad. Koderna är: barn, unga.|None"),
        ("antal: 0", "R208 2:8|Fältet «Antal» (antal) ska vara minst 1, men du skrev «0».|Rätta talet så att det är minst 1. Hur många.|None"),
        ("antal: 10", "R208 2:8|Fältet «Antal» (antal) ska vara högst 9, men du skrev «10».|Rätta talet så att det är högst 9. Hur många.|None"),
        ("belopp: 0", "R208 2:9|Fältet «Belopp» (belopp) ska vara större än 0, men du skrev «0».|Rätta talet så att det är större än 0. Hela kronor.|None"),
        ("teman: []", "R209 2:8|Fältet «Teman» (teman) är en tom lista.|Fyll i minst ett värde. Vad det handlar om.|None"),
        ("teman: [barn, unga, barn]", "R209 2:8|Fältet «Teman» (teman) har 3 värden. Gränsen är 2.|Ta bort några. Vad det handlar om.|None\nR209 2:21|Fältet «Teman» (teman) har värdet «barn» två gånger.|Ta bort det ena.|None"),
        ("teman: [unga, bran]", "R204 2:15|Koden «bran» finns inte i listan teman.|Menade du «barn» (Barn)? Koderna är: barn, unga.|barn"),
        ("teman: [barn, 1]", "R203 2:15|Fältet «teman» ska vara en text, men du skrev «1».|Välj ett av: barn, unga. Se mallen i vägledningen.|None"),
        ("par: [a]", "R209 2:6|Fältet «par» har för få värden. Minst 2 behövs.|Fyll i minst 2 värden. Se mallen i vägledningen.|None"),
        ("par: [a, a]", ""),
        ("grupp: {}", "R209 2:8|Fältet «Grupp» (grupp) har inga värden.|Fyll i minst ett fält, eller ta bort raden. Det som hör ihop.|None\nR202 2:8|Fältet «Gruppens namn» (grupp.namn) saknas.|Lägg till raden «namn:». Vad den heter.|None"),
        ("grupp: {namn: }", "R203 2:15|Fältet «Gruppens namn» (grupp.namn) är tomt.|Fyll i det. Vad den heter.|None"),
        ("grupp:\n  namn_en: A\n  namm: B", "R201 4:3|Fältet «namm» finns inte under grupp.|Menade du «namn»? Fälten är: namn, slag.|namn"),
        ("grupp: {namn: A, hej: B}", "R201 2:18|Fältet «hej» finns inte under grupp.|Ta bort raden. Fälten är: namn, slag.|None"),
        ("grupp:\nslag: A\ndag: 2024-03-12", f"R201 3:1|Fältet «slag» finns inte.|Fältet hör till «grupp»: dra in raden, och gruppens andra rader, två mellanslag. Fälten är: {FIELDS}.|None"),
        ("delar: [{namn: A}, {}]", "R202 2:20|Fältet «Delens namn» (delar.namn) saknas.|Lägg till raden «namn:». Vad den heter.|None"),
        ("delar: [{namn: A}, {namn: 1}]", 'R203 2:27|Fältet «Delens namn» (delar.namn) ska vara en text, men du skrev «1».|Skriv «namn: "1"». Vad den heter.|"1"'),
        ("hej: B", f"R201 2:1|Fältet «hej» finns inte.|Ta bort raden. Fälten är: {FIELDS}.|None"),
        ("flyttad_till: a", "R211 2:15|Posten har «flyttad_till» men också andra fält.|Behåll bara «flyttad_till» om posten är flyttad eller tillbakadragen. Ta annars bort «flyttad_till».|None"),
        ("tillbakadragen: a", "R211 2:17|Posten har «tillbakadragen» men också andra fält.|Behåll bara «tillbakadragen» om posten är flyttad eller tillbakadragen. Ta annars bort «tillbakadragen».|None"),
    ],
)  # fmt: skip
def test_a_broken_keyword_is_one_problem(written: str, found: str) -> None:
    assert problems(f"{GOOD}{written}\n") == found.split("\n") * bool(found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("namn: Lykt", "R206 1:7|Fältet «Namn» (namn) har bara 4 tecken: «Lykt». Minst 5 behövs.|Skriv minst 5 tecken. Vad det heter.|None"),
        ("namn: '  Lykt  '", "R206 1:7|Fältet «Namn» (namn) har bara 4 tecken: «Lykt». Minst 5 behövs.|Skriv minst 5 tecken. Vad det heter.|None"),
        ("namn: Lyktorna!", "R206 1:7|Fältet «Namn» (namn) är 9 tecken långt. Gränsen är 8.|Korta texten till högst 8 tecken. Vad det heter.|None"),
        ("namn: 'Lyktan   '", "R206 1:7|Fältet «Namn» (namn) är 9 tecken långt. Gränsen är 8.|Korta texten till högst 8 tecken. Vad det heter.|None"),
        ("namn: '     '", "R206 1:7|Fältet «Namn» (namn) är tomt.|Fyll i det. Vad det heter.|None"),
        ("namn:", "R203 1:6|Fältet «Namn» (namn) är tomt.|Fyll i det. Vad det heter.|None"),
        ("kod: '12'", "R202 1:1|Fältet «Namn» (namn) saknas.|Lägg till raden «namn:». Vad det heter.|None"),
        ("flyttad_till: a", ""),
        ("fri: {namn: Lyktan}", "R202 1:1|Fältet «Namn» (namn) saknas.|Lägg till raden «namn:». Vad det heter.|None"),
        ("- Lyktan", "R203 1:1|Filen ska vara en grupp av fält, men du skrev en lista.|Skriv ett fält per rad, som «titel: Läxhjälp på Råslätt».|None"),
    ],
)  # fmt: skip
def test_a_broken_field_that_is_required_is_one_problem(written: str, found: str) -> None:
    assert problems(f"{written}\n") == found.split("\n") * bool(found)


@pytest.mark.parametrize(("unknown", "reported"), [(98, 99), (99, 100), (100, 100), (101, 100)])
def test_no_more_than_a_hundred_problems_are_reported(unknown: int, reported: int) -> None:
    text = "".join(f"x{number:03}: 1\n" for number in range(unknown))
    assert len(problems(f"{text}dag: 1\n{GOOD}")) == reported


def test_what_is_broken_cannot_be_used() -> None:
    shape = shape_of("namn: Lykt\nkod: '12'\nteman: [barn, 1]\ngrupp: {hej: B}\n")
    assert shape.unusable == {("namn",), ("teman", 1)}


def shape_of(text: str) -> SchemaResult:
    document, _ = read_yaml(text, "a.yaml")
    assert document is not None
    return check_shape(document, Validator(SCHEMA), NAMES)


def problems(text: str) -> list[str]:
    return [
        f"{one.code} {one.place.line}:{one.place.column}|{one.message}|{one.hint}|{one.repair}"
        for one in shape_of(text).problems
    ]
