"""Letters that were broken on the way are found with the likely text; other languages pass."""

# ruff: noqa: RUF001, E501
from __future__ import annotations

import pytest
from register.characters import look_alike, repaired

from .harmless import ADDRESSES, TEXTS, TITLES
from .memory import edited, problems

GOOD = "Läxhjälp på Råslätt för äldre – «öppet» varje kväll"
CODECS = ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"]
# fmt: off
BROKEN = {
    "LÃ¤xhjÃ¤lp pÃ¥ RÃ¥slÃ¤tt": "Läxhjälp på Råslätt", "LÃƒÂ¤xhjÃƒÂ¤lp": "Läxhjälp", "L√§xhj√§lp": "Läxhjälp", "L├ñxhj├ñlp": "Läxhjälp", "Ã–ppet": "Öppet", "RÃ¥slÃ¤tt â€“ hÃ¶sten": "Råslätt – hösten", "CafÃ©": "Café",
    "LŠxhjŠlp pŒ RŒslŠtt": "Läxhjälp på Råslätt", "L„xhj„lp p† R†sl„tt": "Läxhjälp på Råslätt", "L‰xhj‰lp pÂ RÂsl‰tt": "Läxhjälp på Råslätt", "LõxhjÕlp": "Läxhjålp", "fšrening": "förening", "f÷r alla": "för alla", "kvõll": "kväll", "pÕ": "på",
    "L\ufffdxhj\ufffdlp p\ufffd R\ufffdsl\ufffdtt": "Läxhjälp på Råslätt", "L?xhj?lp": "Läxhjälp", "f?r barn": "för barn", "Zxq\ufffdz": "Zxq\ufffdz",
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


SLIPS = [
    ("titel: Läxhjälp på Råslätt", "titel: LÃ¤xhjÃ¤lp pÃ¥ RÃ¥slÃ¤tt", "R352"),
    ("titel: Läxhjälp på Råslätt", "titel: Ã\x85kning på Råslätt", "R103"),
    ("[raslatt]", "[rÃ¥slatt]", "R352"),
    ("jav: provat", "jav: prÃ¶vat", "R352"),
    ("titel: Läxhjälp på Råslätt", "titel: L&auml;xhj&auml;lp på Råslätt", "R352"),
    ("https://example.org/lyktan", "https://exаmple.org/lyktan", "R353"),
    ("titel: Läxhjälp på Råslätt", "titel: 880320&#45;0016", "R303"),
    ("beslutsfattare: Hållbarhetschef", "beslutsfattare: ANNA ANDERSSON", "R330"),
    ("titel: Läxhjälp på Råslätt", "titel: <<<<<<< HEAD", "R354"),
]


@pytest.mark.parametrize(("old", "new", "code"), SLIPS, ids=[slip[1].encode("ascii", "replace").decode() for slip in SLIPS])  # fmt: skip
def test_one_slip_gives_one_problem(old: str, new: str, code: str) -> None:
    assert [problem.code for problem in problems(edited(old, new))] == [code]


@pytest.mark.parametrize(("old", "new", "likely"), [(SLIPS[0][0], SLIPS[0][1], "Läxhjälp på Råslätt"), (SLIPS[1][0], SLIPS[1][1], "Åkning på Råslätt")])  # fmt: skip
def test_the_hint_has_the_likely_text_which_passes(old: str, new: str, likely: str) -> None:
    (problem,) = problems(edited(old, new))
    assert likely in problem.hint
    assert problems(edited(old, f"titel: {likely}")) == ()
