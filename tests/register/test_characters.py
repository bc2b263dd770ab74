"""Letters that were broken on the way are found with the likely text; other languages pass."""

# ruff: noqa: RUF001, E501, SIM905
from __future__ import annotations

import pytest
from register.characters import check_characters, decode, look_alike, printable, repaired

from .harmless import ADDRESSES, TEXTS, TITLES
from .memory import edited, problems

GOOD = "Läxhjälp på Råslätt för äldre – «öppet» varje kväll"
CODECS = ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"]
# fmt: off
BROKEN = {
    "LÃ¤xhjÃ¤lp pÃ¥ RÃ¥slÃ¤tt": "Läxhjälp på Råslätt", "LÃƒÂ¤xhjÃƒÂ¤lp": "Läxhjälp", "L√§xhj√§lp": "Läxhjälp", "L├ñxhj├ñlp": "Läxhjälp", "Ã–ppet": "Öppet", "RÃ¥slÃ¤tt â€“ hÃ¶sten": "Råslätt – hösten", "CafÃ©": "Café",
    "LŠxhjŠlp pŒ RŒslŠtt": "Läxhjälp på Råslätt", "L„xhj„lp p† R†sl„tt": "Läxhjälp på Råslätt", "L‰xhj‰lp pÂ RÂsl‰tt": "Läxhjälp på Råslätt", "LõxhjÕlp": "Läxhjålp", "fšrening": "förening", "f÷r alla": "för alla", "kvõll": "kväll", "pÕ": "på",
    "L\ufffdxhj\ufffdlp p\ufffd R\ufffdsl\ufffdtt": "Läxhjälp på Råslätt", "L?xhj?lp": "Läxhjälp", "f?r barn": "för barn", "Zxq\ufffdz": "Zxq\ufffdz", "m÷bler": "möbler", "sk\ufffdldp\ufffddda": "sk\ufffdldp\ufffddda", "\ufffdppet p\ufffd h\ufffdsten": "öppet på hösten",
    "L&auml;xhj&auml;lp": "Läxhjälp", "L&#228;x": "Läx", "L&#xE4;x": "Läx", "L&amp;auml;x": "Läx", "Barn &amp; unga": "Barn & unga", "L%C3%A4xhj%C3%A4lp": "Läxhjälp", "L=C3=A4x": "Läx", r"L\u00e4x": "Läx", r"L\xe4x": "Läx", "L{xhj{lp p} R}sl{tt": "Läxhjälp på Råslätt",
}
OTHER_LANGUAGES = [
    "čeština, français", "Škoda och Žižkov", "Lõuna-Eesti ja õpetaja", "Œuvre", "naïve São João", "Łódź, Đorđe, Ñandú", "Zażółć gęślą jaźń", "Türkçe: ığüşöç", "Íslenska: þú ert ágæt", "Søren på Ærø", "Nguyễn Văn", "Привет, мир", "Είναι εδώ", "Läxhjälp på عربى", "日本語",
    "“citat” och ‘citat’", "Från A till Å”", "men…sedan", "Vad?", "Vad? Därför.", "3 ‰ och 4 ÷ 2", "5 µg", "© 2024 ™", "[öppet] {öppet} |", "https://example.org/?a=1&copy=2", "https://example.org/L%C3%A4x", "R&B, AT&T", "Ω-laget", "β-version", "½ dag", "¿Qué?",
]
ALIKE = {
    "Läxhjаlp": "Läxhjalp", "Råslаtt": "Råslatt", "ΑBF": "ABF", "https://exаmple.org/": "example", "https://xn--exmple-4nf.org/": "example", "https://аррӏе.com/": "apple", "аррӏе.com": "apple", "Ｌäxhjälp": "Läxhjälp", "𝐋äx": "Läx", "Οm": "Om",
}
# fmt: on


COMMON = (
    "på är år åt få gå så må för öpp läx hjälp kväll råd två från när höst hör möt stöd öxne ängen slätt jönk vätter "
    "hållb ålder äldre själv träd träff tjän björ sjö köp kök lär gård språk sång måla även också går åri dräkt häls "
    "miljö ställ plåt våren nästa hyresgäst mån lör sön grön blå röd vän såg"
).split()


def test_each_common_word_shows_what_its_letters_were() -> None:
    broken = {word: word.translate(str.maketrans("åäö", "îõš")) for word in COMMON}  # Mac and DOS, as letters
    assert {word: repaired(broken[word]) for word in COMMON} == {word: word for word in COMMON}


@pytest.mark.parametrize(("broken", "likely"), BROKEN.items(), ids=map(ascii, BROKEN))
def test_broken_letters_are_repaired(broken: str, likely: str) -> None:
    assert repaired(broken) == likely


@pytest.mark.parametrize("codec", CODECS)
def test_utf8_read_as_another_encoding_is_repaired_once_and_twice(codec: str) -> None:
    once = "".join(bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)) for byte in GOOD.encode())
    assert repaired(once) == GOOD
    assert repaired("".join(bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)) for byte in once.encode())) == GOOD  # fmt: skip


@pytest.mark.parametrize("read", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("written", ["cp1252", "mac_roman", "cp850"])
def test_windows_mac_and_dos_taken_for_each_other_are_repaired(written: str, read: str) -> None:
    text = "Läxhjälp på Råslätt för äldre"
    misread = "".join(bytes([b]).decode(read, "replace").replace("\ufffd", chr(b)) for b in text.encode(written))
    assert repaired(misread) == (None if written == read else text)


@pytest.mark.parametrize("text", [*OTHER_LANGUAGES, *TITLES, *TEXTS, *ADDRESSES])
def test_other_languages_and_signs_pass(text: str) -> None:
    assert repaired(text) is None
    assert look_alike(text) is None


@pytest.mark.parametrize(("written", "likely"), ALIKE.items(), ids=map(ascii, ALIKE))
def test_letters_of_another_alphabet_are_found(written: str, likely: str) -> None:
    found = look_alike(written)
    assert found is not None
    assert found[1] == likely


@pytest.mark.parametrize(("written", "likely"), [("LÃ¤xhjÃ¤lp pÃ¥ RÃ¥slÃ¤tt", "Läxhjälp på Råslätt"), ("Ã\x85kning på Råslätt", "Åkning på Råslätt")])  # fmt: skip
def test_the_hint_has_the_likely_text_which_passes(written: str, likely: str) -> None:
    (problem,) = problems(edited("titel: Läxhjälp på Råslätt", f"titel: {written}"))
    assert likely in problem.hint
    assert problems(edited("titel: Läxhjälp på Råslätt", f"titel: {likely}")) == ()


@pytest.mark.parametrize(
    ("raw", "text", "place"),
    [
        (b"a\xc3\xa5\n", "aå\n", None),
        (b"\xef\xbb\xbfab\n", "ab\n", (1, 1)),
        (b"\xff", None, (1, 1)),
        (b"ab\n\nc\xc3\xa5d\xe5\xe4\n", None, (3, 4)),
    ],
)
def test_a_file_is_read_as_utf_8(raw: bytes, text: str | None, place: tuple[int, int] | None) -> None:
    decoded, found = decode(raw, "a.yaml")
    assert (decoded, [(one.code, one.place.line, one.place.column) for one in found]) == (
        text,
        [("R101", *place)] if place else [],
    )


REMOVE = "Ta bort tecknet: radera ordet och skriv det på nytt."
RETYPE = "Skriv ordet på nytt för hand i stället för att klistra in det."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((text, []) for text in ("", "a\tå\r\nb\n", "\t日\r\n", "❤️ 1️⃣ 👨\u200d👩 ©️", "\U0001faff", "č日")),
        ("a\nb\u200bc\u200b\n", [("R103", 2, 2, "U+200B", REMOVE)]),
        ("❤️\u200bx", [("R103", 1, 3, "U+200B", REMOVE)]),
        ("a\ufe0f", [("R103", 1, 2, "U+FE0F", REMOVE)]),
        ("a\u200d👩", [("R103", 1, 2, "U+200D", REMOVE)]),
        ("ab\rc\r\n", [("R103", 1, 3, "U+000D", REMOVE)]),
        ("ab\x00c\n", [("R103", 1, 3, "U+0000", REMOVE)]),
        ("\U0001fb80\U0001fbff", [("R103", 1, 2, "U+1FBFF", REMOVE)]),
        (
            "Ã\x85kning \n",
            [("R103", 1, 2, "U+0085", "Bokstäverna är trasiga. Menade du «Åkning»? Skriv det på nytt för hand.")],
        ),
        ("x\nLa\u030ax", [("R102", 2, 2, "", RETYPE)]),
        ("a\u030a\u200b\nba\u0308", [("R103", 1, 3, "U+200B", REMOVE), ("R102", 1, 1, "", RETYPE), ("R102", 2, 2, "", RETYPE)]),
    ],
)  # fmt: skip
def test_what_is_hidden_or_loose_in_a_file_has_its_place(
    text: str, found: list[tuple[str, int, int, str, str]]
) -> None:
    problems = list(check_characters(text, "a.yaml"))
    told = [(one.code, one.place.line, one.place.column, one.hint) for one in problems]
    assert told == [(code, line, column, hint) for code, line, column, _, hint in found]
    assert all(name in problem.message for problem, (*_, name, _) in zip(problems, found, strict=True))


def test_what_a_terminal_would_obey_is_replaced() -> None:
    assert printable("a\x1bå\u00a0\u202f\n\u200b", keep="\n") == "a\ufffdå\u00a0\u202f\n\ufffd"
    assert printable("a\n") == "a\ufffd"
