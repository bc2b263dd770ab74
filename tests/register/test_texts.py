"""What no text may have: each placeholder, cry and broken letter, and the ordinary words that look like one."""

from __future__ import annotations

import pytest
from register.document import Document
from register.rules.running import run_text_rules

ALONE = (
    "test|testar|testing|testpost|test 1.2|Test, test!|skriv här|text här|x|xx|-|--|–|—|.|...|…|n/a|saknas|okänt|inget"
    "|ingen|Ingen!|Saknas…|okänt:"
)
ANYWHERE = (
    "TODO|to-do|FIXME|tbd|tba|t.b.d|t.b.a|xx|xxxx|yyy|zzzz|lorem|Ipsum|placeholder|platshållare|platshållartext|dummytext"
    "|exempeltext|asdf|asdfgh|qwerty|qwertyui|foobar|bla bla|bla-bla|blabla bla|testtest|fyll i senare|fyll i här"
    "|åååå-mm-dd|yyyy-mm-dd|???|###|___|[fyll i]|[fyll i namnet på ledaren]|<skriv>|{text}|[namn]|<titel>|[datum]"
    "|{belopp}|[ange hur många]|[beskriv]|[infoga bild]|<insert name>"
)
ORDINARY = "textil|Testa på|to do|Ett test|xylofon|yy|Inget mer|Ingen avgift|bla|[öppet]|<3|?? eller !!|# ett|a_b|t.b"
# words in capitals: a long one, a small one among others, two of five letters or more
SHOUTED = "ÖPPNING|VI ÖPPNAR|KOM IN|ALLA Å SFI|LAXEN HJÄLP|HJÄLP SFI LAXEN|SFI, INTE ABF"
SPOKEN = "SOMMAR|SFI|LAXEN SFI|LAXA SFIA|OM|KOM|ABF, NBV, SISU och KFUM|IT I EU|Å Ä Ö|HJÄLP till LAXEN|Öppning"
LONG = "Öppen läxhjälp två kvällar i veckan, {} för alla barn på gården."


def found(text: str, *pointer: str) -> list[str]:
    """The codes of a text in a field, or on a page where none is named."""
    data = None
    for step in reversed(pointer):
        data = {step: data or text}
    document = Document(path="", data=data, text="" if pointer else text)
    return [problem.code for problem in run_text_rules(document)]


def messages(text: str) -> list[str]:
    return [problem.message for problem in run_text_rules(Document(path="", data={"titel": text}))]


@pytest.mark.parametrize("text", [*ALONE.split("|"), *ANYWHERE.split("|"), *map(LONG.format, ANYWHERE.split("|"))])
def test_a_placeholder_is_refused(text: str) -> None:
    assert "R326" in found(text, "titel")
    assert "R326" not in found(text)  # a page may speak of them


@pytest.mark.parametrize(
    "text",
    [
        *(LONG.format(word) for word in ALONE.split("|") if word not in ("xx", "--", "...")),
        *ORDINARY.split("|"),
    ],
)
def test_words_that_only_look_like_one_pass(text: str) -> None:
    assert "R326" not in found(text, "titel")


@pytest.mark.parametrize("text", SHOUTED.split("|"))
def test_a_cry_is_refused(text: str) -> None:
    assert "R327" in found(text, "titel")
    assert "R327" in found(LONG.format(text), "avtal", "nytta")
    assert found(text, "beslut", "diarienummer") == found(text, "mottagare", "webbplats") == []


@pytest.mark.parametrize("text", SPOKEN.split("|"))
def test_abbreviations_in_a_row_pass(text: str) -> None:
    assert found(LONG.format(text), "titel") == []


def test_a_cry_is_quoted_short() -> None:
    cry = "ÖPPNINGEN " * 7
    assert messages(cry) == [f"Texten har versaler: «{cry[:60]}»."]


@pytest.mark.parametrize(
    ("text", "quoted", "hint"),
    [
        ("FÃ¶r alla", "FÃ¶r alla", "Menade du «För alla»?"),
        (f"{'a ' * 25}FÃ¶r nu", f"{'a ' * 25}FÃ¶r nu", "Menade du"),  # 57 characters
        (f"{'a ' * 25}FÃ¶r nu.", "FÃ¶r", "Menade du «För»?"),
        (f"{'a ' * 30}x\ufffdq", "x\ufffdq", "Skriv ordet på nytt."),
        ("F&ouml;r alla", "F&ouml;r alla", "Menade du «För alla»?"),
    ],
)
def test_broken_letters_are_quoted_and_mended(text: str, quoted: str, hint: str) -> None:
    (problem,) = run_text_rules(Document(path="", data={"titel": text}))
    assert (problem.code, problem.message) == ("R352", f"Texten har trasiga bokstäver: «{quoted}».")
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(("text", "codes"), [("F&ouml;r &#229;tta &#xE5;r", []), ("F&ouml;r FÃ¶r", ["R352"])])
def test_an_entity_is_no_fault_on_a_page(text: str, codes: list[str]) -> None:
    assert found(text) == codes
