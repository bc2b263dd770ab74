"""Personal data is found in every spelling and shown in none; what only looks like it passes."""

# ruff: noqa: RUF001, E501
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
import validate
from register.check import check
from register.company import COMPANY
from register.file_tree import DiskTree
from register.personal_data import (
    MASK,
    DataType,
    contacts,
    find_personal_data,
    has_check_digit,
    is_personal_number,
    mask,
    mask_numbers,
    mask_organisation_number,
    without,
)

from .cases import RECORD, TODAY, base
from .memory import base_files, problems
from .personal_data_tables import ACCOUNTS, EMAILS, HARMLESS, NUMBERS, PHONES, VALUES

NUMBER, EMAIL, PHONE, ACCOUNT = DataType.NUMBER, DataType.EMAIL, DataType.PHONE, DataType.ACCOUNT
FOUND = {NUMBER: NUMBERS, EMAIL: EMAILS, PHONE: PHONES, ACCOUNT: ACCOUNTS}


@pytest.mark.parametrize(
    ("kinds", "marked"),
    [
        *(([kind] * marked.count("⟦"), marked) for kind, table in FOUND.items() for marked in table),
        ([ACCOUNT, PHONE], "⟦@anna.andersson⟧⟦+46701740658⟧"),
        ([PHONE, NUMBER, EMAIL, ACCOUNT], "⟦070-174 06 58⟧, ⟦880320-0016⟧, ⟦anna@example.org⟧ och ⟦@anna⟧."),
    ],
)
def test_personal_data_is_found_and_nothing_else_is_masked(kinds: list[DataType], marked: str) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    pieces = re.findall("⟦([^⟧]*)⟧", marked)
    found = [(match.type, text[match.start : match.end]) for match in find_personal_data(text)]
    assert found == list(zip(kinds, pieces, strict=True))
    assert mask(text) == re.sub("⟦[^⟧]*⟧", "[dolt]", marked)


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in VALUES.items() for text in texts])
def test_personal_data_is_the_same_however_it_is_spelled(value: str, text: str) -> None:
    assert contacts([text]) == {value}
    assert without(f"Kontakt: {text}.", frozenset({value, "x"})) == f"Kontakt: {mask(text).replace(MASK, 'bolaget')}."
    assert without(f"Kontakt: {text}.", frozenset({"x"})) == f"Kontakt: {text}."


def test_a_number_of_the_company_may_lack_its_area_code_and_no_other_may() -> None:
    text = "Ring 19 94 00 eller ring 036-19 94 00, inte 036-19 94 01 eller ring 19 94 01."
    assert without(text, frozenset({"036199400"})) == text.replace("036-19 94 00", "bolaget").replace(
        "19 94 00", "bolaget"
    )


DASHES = ["-", "+", "", " ", " - ", "–", "\u2011", "−", ".", "/", "_", ":", "--", "－", "﹣", ", ", " (", "·", "|", "*", "=", "&#45;", "&#x2d;", "&amp;#45;", "&ndash;", "%2D", "%252D"]  # fmt: skip


@pytest.mark.parametrize("before", ["", "19", "16", "SE"])
@pytest.mark.parametrize("after", ["", "-01", "/24", " 01"])
def test_a_number_is_found_whatever_is_inside_it(before: str, after: str) -> None:
    masked = {dash: mask(f"Kursen leds av {before}880320{dash}0016{after}, ordförande.") for dash in DASHES}
    shown = before if before == "SE" else ""
    assert masked == dict.fromkeys(DASHES, f"Kursen leds av {shown}[dolt]{after}, ordförande.")


@pytest.mark.parametrize("text", [*HARMLESS, "Fråga &namn; 12 och &fjlig; 34567"])
def test_what_only_looks_like_personal_data_passes(text: str) -> None:
    assert find_personal_data(text) == ()
    assert mask(text) == text


CLOCKS = ["09.00", "9.00", "09:00", "9", "09", "0900", "07.30", "17.00", "17", "1730", "21:45", "10.15"]


@pytest.mark.parametrize("opening", ["Öppet {}", "Öppet mån–fre {}, lör {}", "kl. {}", "Kl {} {}", "Tisdagar {} och torsdagar {}", "{}, {}", "Öppettider: {} / {}"])  # fmt: skip
@pytest.mark.parametrize("between", ["–", "-", " – ", " - ", " till ", "−"])
def test_opening_hours_pass(opening: str, between: str) -> None:
    spans = [f"{start}{between}{end}" for start, end in product(CLOCKS, repeat=2)]
    assert [span for span in spans if find_personal_data(opening.format(span, span))] == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [(number, "[dolt]") for number in ["880320-0016", "880320-0017", "0016-880320", "0016 880320", "8803200016", "16880320-0016", "19880320-0016", "SE880320001601", "88O320-0016", "80320-0016", "880320-001", "8803200-0016", "880320--0016", "880320_0016", "880380-0016", "８８０３２０-００１６", 8803200017]]
    + [(number, number) for number in ["899999-0008", "8999990008", "899999-0009", "556012-3704", "16556012-3704", "SE556012370401", "802400-1234", "inget", ""]],
)  # fmt: skip
def test_an_organisation_number_that_can_be_a_persons_is_not_shown(written: object, shown: str) -> None:
    assert mask_organisation_number(written) == shown


@pytest.mark.parametrize(
    ("digits", "months"),
    [(8, {1, 2}), (9, {1, 2}), (10, {2}), (11, {2, 3, 4}), (12, {2, 4}), (13, {2, 3, 4, 5}), (14, {2, 4})],
)
def test_a_number_with_a_digit_too_many_or_too_few_may_have_its_month_elsewhere(digits: int, months: set[int]) -> None:
    century = "16" if digits == 12 else "99"
    for month, is_month in [("01", True), ("03", True), ("12", True), ("13", False)]:
        numbers = {at: f"{century}{'9' * (at - 2)}{month}".ljust(digits, "9") for at in range(2, digits - 1)}
        numbers[1] = f"9{month}".ljust(digits, "9")
        hidden = {at for at, number in numbers.items() if mask_organisation_number(number) == MASK}
        assert hidden == (months if is_month else set())


def test_only_the_numbers_that_can_be_a_persons_are_masked_in_a_message() -> None:
    text = "Skriv 899999-0008, inte 880320-0016 eller 880320 0016."
    assert mask_numbers(text, ["899999-0008"]) == text
    assert mask_numbers(text, ["880320-0016", 8803200017, "899999-0008"]) == text.replace("880320-0016", MASK)


@pytest.mark.parametrize("between", ["–", " – ", "-", " till ", "/", ", ", " "])
def test_a_period_is_never_taken_for_a_number(between: str) -> None:
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(400)]
    assert [day for day in days if find_personal_data(f"{day}{between}{day + timedelta(days=364)}")] == []


@pytest.mark.parametrize(
    "hostile", ["a" * 60_000 + "@", "a." * 30_000 + "@", "a-" * 30_000, "1 " * 30_000, "a@" * 30_000]
)
def test_a_long_text_takes_no_more_than_a_straight_line_of_steps(hostile: str) -> None:
    assert find_personal_data(hostile) == ()


def test_a_number_has_a_day_that_exists_and_a_coordination_number_sixty_more() -> None:
    for year, month, day in product(("80", "82", "84", "85"), range(14), range(100)):
        exists = 1 <= month <= 12 and 1 <= day % 60 <= monthrange(1900 + int(year), month)[1]
        found = [last for last in range(10) if is_personal_number(f"{year}{month:02}{day:02}001{last}")]
        assert len(found) == exists, (year, month, day)


def test_the_check_digit_of_each_digit() -> None:
    right = ["00", "18", "26", "34", "42", "59", "67", "75", "83", "91"]
    assert [number for number in (f"{each:02}" for each in range(100)) if has_check_digit(number)] == right


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


@pytest.mark.parametrize(("old", "new"), PLACES.values(), ids=PLACES)
def test_no_format_shows_the_number(old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = base(tmp_path) / RECORD
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new, 1), encoding="utf-8")
    for format_ in ("text", "json", "sarif", "github", "gitlab"):
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


SETTINGS = "content/listor/installningar.yaml"
OWN = "belopp_hogst: 1000000\negna_kontakter: [info@example.org, 036-19 94 00]\n"
PLACES_OF_TEXT = {
    "a page": ("content/om.md", "# Om\n\n{}\n", 3),
    "a record": (RECORD, "# {}\n", 1),
    "the policy": ("content/policy/2023-08-30.md", "\n{}\n", -1),
    "the criteria": ("content/kriterier/2023-08-30.yaml", "# {}\n", 1),
    "a list": ("content/listor/teman.yaml", "# {}\n", 1),
}


@pytest.mark.parametrize("spelling", ["036-19 94 00", "+46 36 19 94 00", "036–199400", "tel. 19 94 00", "info@example.org", "Info (at) example.org"])  # fmt: skip
@pytest.mark.parametrize("place", PLACES_OF_TEXT.values(), ids=PLACES_OF_TEXT)
def test_the_companys_own_contacts_may_be_anywhere(place: tuple[str, str, int], spelling: str) -> None:
    path, text, _ = place
    files = {**base_files(), SETTINGS: OWN.encode()}
    files[path] = files.get(path, b"") + text.format(f"Kontakt: {spelling}").encode()
    assert problems(files) == ()


@pytest.mark.parametrize("spelling", [COMPANY.epost, COMPANY.telefon, COMPANY.organisationsnummer])
def test_a_register_without_a_company_of_its_own_is_that_of_the_project(spelling: str) -> None:
    files = base_files()
    assert "bolag.yaml" not in files
    assert problems({**files, "content/om.md": f"# Om\n\nKontakt: {spelling}\n".encode()}) == ()


@pytest.mark.parametrize(("written", "code"), [("070-174 06 58", "R306"), ("anna@example.org", "R305"), ("880320-0016", "R303"), ("@anna.andersson", "R332")])  # fmt: skip
@pytest.mark.parametrize("place", PLACES_OF_TEXT.values(), ids=PLACES_OF_TEXT)
def test_other_contacts_are_a_problem_everywhere(place: tuple[str, str, int], written: str, code: str) -> None:
    path, text, line = place
    files = {**base_files(), SETTINGS: OWN.encode()}
    before = files.get(path, b"")
    files[path] = before + text.format(f"Kontakt: 036-19 94 00, {written}").encode()
    line = line if line > 0 and not before else files[path].count(b"\n")
    assert [(found.code, found.place.path, found.place.line) for found in problems(files)] == [(code, path, line)]


@pytest.mark.parametrize(
    ("value", "found"),
    [("f4aba036276816ab895252beb1766f9fac1f6c55", False), ("0701740658", True), ("070-174 06 58", True)],
)
def test_a_hidden_commit_may_look_like_a_number_and_nothing_else_in_its_place(
    tmp_path: Path, value: str, *, found: bool
) -> None:
    settings = base(tmp_path) / "content/listor/installningar.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}dolda_andringar: ["{value}"]\n', encoding="utf-8")
    problems = check(DiskTree(tmp_path), TODAY).problems
    assert bool(problems) is found
    assert not any(value in problem.message + problem.hint for problem in problems)
