"""Personal data is found in every form and shown in none; what only looks like it passes."""

# ruff: noqa: RUF001, E501
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import validate
from register.personal_data import Kind, find, mask

from .cases import RECORD, TODAY, base

NUMBER = ["880320", "0016"]  # not a living person's: the number in the rules' own examples


@pytest.mark.parametrize("dash", ["-", "+", "", " ", " - ", "–", "\u2011", "−", ".", "/", "_", ":", "--", "－", "﹣"])
@pytest.mark.parametrize("century", ["", "19"])
def test_a_number_is_found_whatever_stands_inside_it(century: str, dash: str) -> None:
    text = f"Kursen leds av {century}{dash.join(NUMBER)}, ordförande."
    assert mask(text) == "Kursen leds av [dolt], ordförande."


@pytest.mark.parametrize(
    "text",
    ["1988-03-20-0016", "88-03-20-0016", "19 88 03 20 00 16", "8 8 0 3 2 0 - 0 0 1 6", "701063-2391", "19701063-2391",
     "٨٨٠٣٢٠-٠٠١٦", "８８０３２０-００１６", "𝟖𝟖𝟎𝟑𝟐𝟎-𝟎𝟎𝟏𝟔", "⁸⁸⁰³²⁰-⁰⁰¹⁶", "pnr880320-0016", "880320-0016a", "10 01 880320-0016"],
)  # fmt: skip
def test_other_forms_of_a_number_are_found(text: str) -> None:
    assert [found.kind for found in find(text)] == [Kind.NUMBER]


@pytest.mark.parametrize(
    "text",
    ["880320-0017", "881320-0016", "880332-0016", "899999-0008", "556012-3704", "2024-031", "KS 2024/0312",
     "dnr 2024-0312-7", "978-91-0-012345-6", "7312345678901"],
)  # fmt: skip
def test_what_is_no_number_of_a_person_passes(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("between", ["–", " – ", "-", " till ", "/", ", ", " "])
def test_a_period_is_never_taken_for_a_number(between: str) -> None:
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(400)]
    assert [day for day in days if find(f"{day}{between}{day + timedelta(days=364)}")] == []


@pytest.mark.parametrize(
    "text",
    ["anna@example.org", "anna.b+c@sub.example.se", "anna @ example.org", "anna (at) example.org", "anna[at]example.org",
     "anna(a)example.se", "anna snabel-a example punkt se", "anna＠example.org", "anna&#64;example.org", "åsa@exempel.se",
     "https://example.org/?m=anna%40example.org"],
)  # fmt: skip
def test_an_address_is_found(text: str) -> None:
    assert Kind.EMAIL in {found.kind for found in find(text)}
    assert "example" not in mask(text).replace("https://example.org/", "")


@pytest.mark.parametrize(
    "text",
    ["070-174 06 58", "0701740658", "+46 70 174 06 58", "0046 70 174 06 58", "036-19 94 00", "(070) 174 06 58",
     "+46(0)70 174 06 58", "070–174 06 58", "+45 32 12 34 56", "tel:0701740658", "0 7 0 1 7 4 0 6 5 8"],
)  # fmt: skip
def test_a_phone_number_is_found(text: str) -> None:
    assert Kind.PHONE in {found.kind for found in find(text)}


@pytest.mark.parametrize(
    "hostile", ["a" * 60_000 + "@", "a." * 30_000 + "@", "a-" * 30_000, "1 " * 30_000, "a@" * 30_000]
)
def test_a_long_text_takes_no_more_than_a_straight_line_of_steps(hostile: str) -> None:
    assert find(hostile) == ()


PLACES = {
    "a text": ("Öppen läxhjälp", "880320-0016 leder läxhjälp"),
    "an unknown key": ("  belopp: 85000", '  "880320-0016": x\n  belopp: 85000'),
    "a repeated key": ("titel:", '"880320-0016": a\n"880320-0016": b\ntitel:'),
    "a code": ("[raslatt]", '["880320-0016"]'),
    "a syntax error": ("titel: Läxhjälp", 'titel: "Läx 880320-0016" hjälp'),
    "an anchor": ("titel: ", "titel: &880320-0016 "),
    "a tag": ("titel: ", "titel: !880320-0016 "),
    "a number's place": ("belopp: 85000", "belopp: 8803200016"),
    "the number of the recipient": ('"899999-0008"', '"880320-0016"'),
    "the same without hyphen": ('"899999-0008"', '"8803200016"'),
    "a date": ("datum: 2024-03-12", "datum: 880320-0016"),
    "a reference": ("ersatter: 2023/laxhjalp-raslatt", "ersatter: 2023/880320-0016"),
    "a long text that is cut": ("belopp: 85000", f"belopp: {'a' * 50} 880320-0016"),
    "a comment": ("titel:", "# 880320-0016\ntitel:"),
}


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize(("old", "new"), PLACES.values(), ids=PLACES)
def test_no_format_shows_the_number(
    old: str, new: str, format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = base(tmp_path) / RECORD
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert validate.main(["--root", str(tmp_path), "--today", TODAY.isoformat(), "--format", format_]) == 1
    out = "".join(capsys.readouterr())
    assert "880320" not in out
    assert "0016" not in out


@pytest.mark.parametrize("name", ["kurs-880320-0016.yaml", "8803200016.pdf"])
def test_a_file_name_with_a_number_is_stopped_and_not_shown(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (base(tmp_path) / "partnerships" / "2024" / name).write_text(
        "tillbakadragen: {datum: 2024-05-01, skal: Upphävt beslut.}\n", encoding="utf-8"
    )
    assert validate.main(["--root", str(tmp_path), "--today", TODAY.isoformat()]) == 1
    assert "880320" not in capsys.readouterr().out


def test_pages_may_have_the_companys_phone_but_no_personal_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = base(tmp_path) / "content" / "om.md"
    page.write_text("# Om\n\nRing 036-19 94 00, info@example.org.\n", encoding="utf-8")
    assert validate.main(["--root", str(tmp_path), "--today", TODAY.isoformat()]) == 0
    page.write_text("# Om\n\nFråga 880320-0016.\n", encoding="utf-8")
    assert validate.main(["--root", str(tmp_path), "--today", TODAY.isoformat()]) == 1
    assert "content/om.md:3:1  R303" in capsys.readouterr().out
