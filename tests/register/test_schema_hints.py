"""What was meant by a value that a schema refuses, or nothing where that is not certain, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from register.schema import Schema
from register.schema_hints import codes, day, for_type, formed, whole_number

NAMES = {
    "raslatt": "Råslätt",
    "oxnehaga": "Öxnehaga",
    "kultur-sport": "Kultur och sport",
    "barn": "Barn",
    "unga": "Unga",
}
number = partial(formed, pattern="^[0-9]{6}-[0-9]{4}$")
clock = partial(formed, pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")
web = partial(formed, pattern='^https://[^\\s<>"]+$')
reference = partial(formed, pattern="^[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*$")
code = partial(formed, pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
listed = partial(codes, names=NAMES)

MEANT: list[tuple[Callable[[object], object], object, str]] = [
    (
        whole_number,
        85000,
        "85000|85 000|85\u00a0000|85.000|85,000|85'000|85’000|85000,00|85000.0|85000:-|85 000,-|85 000,–|85 000,—|"
        "85 000 kr|85000 kr.|85000 kronor|85000 SEK|85 tkr|85 TKR|85 tusen|85 tusen kronor|85 tusen kr|"
        "ca 85000|ca. 85000|c:a 85000|cirka 85000|Ungefär 85000|omkring 85000|minst 85000|högst 85000| 85000 |85000 st",
    ),
    (whole_number, 52, "52%|52 %|52 procent|52 tillfällen|52 personer|52 deltagare|52 barn|52 stycken|52 st."),
    (whole_number, int("9" * 20), "9" * 20),
    (whole_number, None, f"|kr|85000,50|85000.5|8,5|0.52|85+10|85-90|85 0000|8.5e4|åttiofem|85 mnkr|{'9' * 21}"),
    (whole_number, None, f"85000 EUR|-85000|True|None|[85000]|{'9' * 60_000}"),
    (day, "2024-03-01", "2024-3-1|2024/03/01|2024.3.1|20240301|2024 03 01"),
    (day, None, "24-03-01|1/3 2024|01.03.2024|2024-02-30|2024|1 mars 2024|"),
    (number, "899999-0008", "8999990008|899999 0008|899999–0008|899999\u20110008|899999−0008|16899999-0008"),
    (number, None, "8803200016|880320_0016|16880320-0016|899999-008|"),
    (clock, "09:30", "9:30|9.30|kl. 9:30|kl 9.30|klockan 9.30|0930|09 30"),
    (clock, "18:00", "18|18.00|kl 18"),
    (clock, "23:59", "2359"),
    (clock, None, "25:00|18:60|24|kväll"),
    (web, "https://example.org/a", "http://example.org/a|example.org/a"),
    (web, "https://example.org/?u=http://a", "http://example.org/?u=http://a"),
    (web, None, "ftp://example.org|Exempelföreningen"),
    (reference, "2023/laxhjalp", "2023/laxhjalp|partnerships/2023/laxhjalp.yaml|/samarbeten/2023/laxhjalp/"),
    (reference, "2023/laxhjalp", "2023/laxhjalp.yml|2023/laxhjalp.yaml|2023/laxhjalp/"),
    (reference, None, "laxhjalp"),
    (code, "var-2027", "Vår 2027"),
    (
        listed,
        ["barn", "unga"],
        "barn, unga|barn; unga|barn/unga|barn & unga|barn + unga|Barn och unga|barn unga|(barn, unga)|{barn, unga}|"
        "• barn • unga|· barn · unga|* barn * unga|- barn - unga|– barn – unga|— barn — unga|-barn -unga|barn. unga",
    ),
    (listed, ["kultur-sport"], "Kultur och sport|kultur-sport|kultur-sport, kultur-sport"),
    (listed, ["barn"], "barn, barn|Barnn|barn, "),
    (listed, None, "barn, månen|månen, barn|1|"),
]


@pytest.mark.parametrize(
    ("read", "meant", "written"),
    [(read, meant, one) for read, meant, written in MEANT for one in written.split("|")],
)
def test_what_was_meant_is_understood_or_not_guessed(
    read: Callable[[object], object], meant: object, written: str
) -> None:
    assert read(written) == meant


def test_what_is_no_text_is_read_too() -> None:
    assert (day(20240301), number(8999990008), listed(1)) == ("2024-03-01", "899999-0008", None)


TEXT: Schema = {"type": "string"}
LIST: Schema = {"type": "array", "items": {}}
PARTS: Schema = {"type": "array", "items": {"properties": {"typ": {}, "senast": {}}}}
GROUP: Schema = {"type": "object", "properties": {"typ": {}, "senast": {}}}
IN_QUOTES, AS_DAY = "Sätt värdet inom citattecken.", "Skriv datumet som år-månad-dag."


@pytest.mark.parametrize(
    ("schema", "key", "value", "sentence", "repair"),
    [
        ({"type": "integer"}, "belopp", "85 000", "Skriv «belopp: 85000».", "85000"),
        ({"type": "integer"}, "belopp", 85000.0, "Skriv «belopp: 85000».", "85000"),
        ({"type": "integer"}, 0, "85 000", "Skriv «85000».", "85000"),
        ({"type": "integer"}, "belopp", "ca 85 000", "Skriv «belopp: 85000».", None),
        ({"type": "integer"}, "belopp", True, "Skriv talet med bara siffror, utan decimaler.", None),
        ({"type": "number"}, "latitud", "långt", "Skriv talet med siffror.", None),
        ({"type": "boolean"}, "samtycke", "ja", "Skriv true eller false, utan citattecken.", None),
        (LIST, "teman", "Barn, unga", "Skriv «teman: [barn, unga]».", "[barn, unga]"),
        (
            LIST,
            "teman",
            "månen",
            "Skriv värdena inom hakparentes, med komma emellan: «teman: […, …]». "
            "Koderna är: raslatt, oxnehaga, kultur-sport, barn, unga.",
            None,
        ),
        (
            PARTS,
            "delar",
            {"typ": 1},
            "Sätt «- » före det första fältet i varje del, och låt delens andra fält börja i samma kolumn som det.",
            None,
        ),
        (
            PARTS,
            "delar",
            "barn",
            "Skriv varje del på egna rader, med «- » före det första av fälten: typ, senast.",
            None,
        ),
        (GROUP, "delar", [1], "Ta bort «- » före fälten, och låt dem börja i samma kolumn.", None),
        (
            GROUP,
            "del",
            "text",
            "Skriv fälten på egna rader under «del:», indragna två mellanslag: typ, senast.",
            None,
        ),
        ({"type": "object"}, "del", 1, "Skriv fälten på egna rader under «del:», indragna två mellanslag.", None),
        (TEXT, "titel", ["Hej"], "Sätt hela texten inom citattecken, eller ta bort hakparenteserna.", None),
        (TEXT, "titel", {"Hej": 1}, "Skriv en text direkt efter «titel:».", None),
        (TEXT, 0, {"Hej": 1}, "Skriv en text, utan kolon efter.", None),
        (TEXT, "titel", True, 'Skriv «titel: "true"».', '"true"'),
        (TEXT, "titel", 1177, 'Skriv «titel: "1177"».', '"1177"'),
        (TEXT | {"enum": ["a", "b"]}, "jav", 1, "Välj ett av: a, b.", None),
        (TEXT | {"format": "date"}, "datum", 20240312, "Skriv «datum: 2024-03-12».", "2024-03-12"),
        (TEXT | {"format": "date"}, "datum", 2024, AS_DAY, None),
        (TEXT | {"pattern": "^[0-9]{6}-[0-9]{4}$"}, "nr", 8999990008, 'Skriv «nr: "899999-0008"».', '"899999-0008"'),
        (TEXT | {"pattern": "^[0-9]{6}-[0-9]{4}$"}, "nr", 8803200016, IN_QUOTES, None),
    ],
)
def test_what_to_do_about_a_value_of_the_wrong_type(
    schema: Schema, key: object, value: object, sentence: str, repair: str | None
) -> None:
    assert for_type(key, value, schema, NAMES) == (sentence, repair)


def test_a_list_without_codes_names_none() -> None:
    sentence = "Skriv värdena inom hakparentes, med komma emellan: «ord: […, …]»."
    assert for_type("ord", "pingis", LIST, {}) == (sentence, None)
