"""Finding among the partnerships: words, filters, counts, sum, sorting, address and download."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pages.finder import COLUMNS, TEXTS
from playwright.sync_api import Browser, Page, Route, expect
from register.model import Partnership
from register.status import Status

from .finding import CODES, ORDERS, Finder, has, own_register

OWN = own_register()
ALL = OWN.partnerships
IN_RASLATT = [record for record in ALL if has("stadsdel", "raslatt")(record)]
GROUPS = {"ar": "År", "stadsdel": "Stadsdel", "tema": "Tema", "malgrupp": "Målgrupp", "lage": "Läge"}


@pytest.fixture
def find(page: Page, address: str) -> Iterator[Finder]:
    """The page, on which nothing may go wrong in silence: no fault in the console, no other origin."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith((address, "blob:")) else faults.append(asked.url))
    yield Finder(page).open(f"{address}samarbeten/")
    assert faults == []


def _everything(record: Partnership) -> str:
    names = {code.code: code.name for of in (OWN.neighbourhoods, OWN.themes, OWN.target_groups) for code in of}
    codes = (*record.neighbourhoods, *record.themes, *record.target_groups)
    return "\n".join((record.title, record.summary, record.recipient.name, *map(names.__getitem__, codes))).lower()


def test_at_first_everything_is_there_and_the_script_draws_the_cards_as_the_page_had_them(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("?")[0]))
    find = Finder(page).open(f"{address}samarbeten/")
    find.shows(ALL)
    assert not {COLUMNS, TEXTS} & {*asked}
    shown = (
        "() => document.querySelector('.cards--list').innerHTML.replaceAll(/\\s*\\n\\s*/g, '').replaceAll('../', '')"
    )
    before = page.evaluate(shown)
    find.choose("Stadsdel", "Råslätt")
    find.shows(IN_RASLATT)
    find.clear()
    find.shows(ALL)
    assert page.evaluate(shown) == before
    assert {COLUMNS, TEXTS} <= {*asked}


def _shows_with_counts(find: Finder, chosen: dict[str, list[str]]) -> None:
    """Expect the records that fit, and after each choice the number of hits that it would give."""
    fits = {group: has(group, *codes) for group, codes in chosen.items()}
    find.shows(record for record in ALL if all(fit(record) for fit in fits.values()))
    for group, name in GROUPS.items():
        codes = find.form.locator(f"input[name={group}]").evaluate_all("boxes => boxes.map(box => box.value)")
        others = [record for record in ALL if all(fit(record) for of, fit in fits.items() if of != group)]
        find.offers(name, [sum(code in CODES[group](record) for record in others) for code in codes])


def test_one_choice_of_a_group_is_enough_the_groups_must_agree_and_each_choice_says_what_it_would_give(
    find: Finder,
) -> None:
    title = find.page.title()
    _shows_with_counts(find, {})
    find.group("Stadsdel").click()  # as the counts have unfolded it
    expect(find.box("Stadsdel", "Råslätt")).not_to_be_visible()
    find.group("Stadsdel").click()
    find.box("Stadsdel", "Råslätt").check()
    _shows_with_counts(find, {"stadsdel": ["raslatt"]})
    expect(find.group("Stadsdel")).to_have_text("Stadsdel: Råslätt")
    expect(find.page).to_have_title(f"Råslätt – {title}")
    for order, key in ORDERS.items():
        find.sorting.select_option(order)
        find.shows(sorted(IN_RASLATT, key=key))  # type: ignore[arg-type]
    find.sorting.select_option("Senaste beslut först")
    find.choose("Stadsdel", "Öxnehaga")
    _shows_with_counts(find, {"stadsdel": ["raslatt", "oxnehaga"]})
    find.choose("År", "2025")
    _shows_with_counts(find, {"stadsdel": ["raslatt", "oxnehaga"], "ar": ["2025"]})
    find.clear()
    for state in Status:
        find.box("Läge", state.label).check()
        find.shows(filter(has("lage", state.value), ALL))
        find.box("Läge", state.label).uncheck()
    find.choose("Läge", Status.REPORTED.label)
    _shows_with_counts(find, {"lage": [Status.REPORTED.value]})


def test_words_are_found_whole_as_parts_inflected_and_whatever_their_dots(find: Finder) -> None:
    # «hjälp» is found inside «läxhjälp» too.
    for part, *others in (
        ("hjälp",),
        ("läxhjälp", "LÄXHJÄLP", "laxhjalp", "läxhjälpen"),
        ("odl",),
    ):
        expected = [record for record in ALL if part in _everything(record)]
        assert expected
        for written in (part, *others):
            find.words.fill(written)
            find.shows(expected)
    for word, inflected in (("odling", "odlingen"), ("språkkafé", "språkkaféet")):
        find.clear()
        find.shows(ALL)
        find.words.fill(word)
        expected = find.narrowed()
        assert expected
        find.words.fill(inflected)
        expect(find.titles).to_have_text(expected)
    # Every word must be there, also those of the lists
    find.words.fill("läxhjälp råslätt")
    find.shows(r for r in ALL if "läxhjälp" in f"{r.title} {r.summary}".lower() and "raslatt" in r.neighbourhoods)


def test_what_is_nowhere_finds_nothing_and_what_it_is_like_is_a_link(find: Finder) -> None:
    find.words.fill("qqxzvw")
    find.shows([])
    expect(find.status).to_contain_text("Ingen uppgift innehåller «qqxzvw».")
    find.words.fill("läxhjlp")
    expect(find.status).to_contain_text("Ingen uppgift innehåller «läxhjlp». Menade du läxhjälp")
    find.shows([])
    find.status.get_by_role("link", name="läxhjälp", exact=True).click()
    find.shows(record for record in ALL if "läxhjälp" in _everything(record))
    find.clear()
    find.shows(ALL)


def test_figures_are_searched_exactly_and_a_year_is_offered_as_a_filter(find: Finder) -> None:
    find.words.fill("2025")
    find.shows(record for record in ALL if "2025" in f"{record.title} {record.summary}")
    find.status.get_by_role("link", name="beslut från 2025").click()
    find.shows(filter(has("ar", "2025"), ALL))
    find.asks(ar=["2025"])
    find.clear()
    given = ALL[0].decision.amount
    for written in (str(given), f"{given:,}".replace(",", " ")):
        find.words.fill(written)
        find.shows(record for record in ALL if record.decision.amount == given)
    number = next(record.recipient.number for record in ALL if record.recipient.number)
    find.words.fill(number)
    find.shows(record for record in ALL if record.recipient.number == number)


def test_one_can_start_from_an_organisation_and_is_offered_those_that_there_are(find: Finder) -> None:
    several = next(r.recipient for r in ALL if r.recipient.number and sum(r.recipient == o.recipient for o in ALL) > 1)
    for written, fits in (
        (several.name, lambda of: of.number == several.number),
        (several.number or "", lambda of: of.number == several.number),
        ("exempelklubben", lambda of: "exempelklubben" in of.name.lower()),
    ):
        find.recipient.fill(written)
        find.shows(record for record in ALL if fits(record.recipient))
    name = ALL[0].recipient.name
    find.recipient.fill("")
    find.recipient.press_sequentially(name[-6:].lower())
    offered = find.page.locator("datalist option")
    expect(offered.and_(find.page.locator(f"[value='{name}']"))).to_be_attached()
    suggested = [option.get_attribute("value") or "" for option in offered.all()]
    assert all(name[-6:].lower() in other.lower() for other in suggested)


def test_amounts_from_and_to(find: Finder) -> None:
    find.unfold("Belopp")
    first, last = (find.form.get_by_label(label) for label in ("Från, kronor", "Till, kronor"))
    first.fill("40 000 kr")
    last.fill("60\u00a0000")
    find.shows(record for record in ALL if 40_000 <= record.decision.amount <= 60_000)
    expect(find.group("Belopp")).to_have_text("Belopp: från 40\u00a0000 till 60\u00a0000", use_inner_text=True)
    for start, end, fault, shown in (("mycket", "", "Skriv beloppet med siffror", ALL), ("9", "8", "högre än", [])):
        first.fill(start)
        last.fill(end)
        expect(find.form.get_by_role("alert")).to_contain_text(fault)
        find.shows(shown)


def test_a_period_of_ones_own_is_in_the_address_and_in_the_title(find: Finder) -> None:
    first, last = sorted(record.decision.date for record in ALL)[2], sorted(record.decision.date for record in ALL)[-5]
    find.unfold("Beslutsdag")
    find.form.get_by_label("Från och med").fill(first.isoformat())
    find.form.get_by_label("Till och med").fill(last.isoformat())
    expected = [record for record in ALL if first <= record.decision.date <= last]
    find.shows(expected)
    find.asks(**{"fran-dag": [first.isoformat()], "till-dag": [last.isoformat()]})
    expect(find.page).to_have_title(re.compile(f"^från {first} till {last} – "))
    find.page.reload()
    find.shows(expected)
    find.unfold("Beslutsdag")
    find.form.get_by_label("Till och med").fill("2000-01-01")
    expect(find.form.get_by_role("alert").filter(has_text="är senare än")).to_be_visible()


def test_the_address_says_what_is_chosen_and_can_be_shared(find: Finder, browser: Browser) -> None:
    find.choose("Stadsdel", "Råslätt", "Öxnehaga")
    find.words.fill("för ")
    find.sorting.select_option("Högst belopp först")
    find.unfold("Belopp")
    find.form.get_by_label("Från, kronor").fill("20000")
    find.asks(stadsdel=["raslatt", "oxnehaga"], sok=["för"], sortering=["belopp"], fran=["20000"])
    chosen = find.narrowed()
    assert chosen
    with browser.new_context(locale="sv-SE") as context:
        other = Finder(context.new_page()).open(find.page.url)
        expect(other.titles).to_have_text(chosen)
        expect(other.group("Stadsdel")).to_have_text("Stadsdel: Råslätt, Öxnehaga")
        expect(other.words).to_have_value("för")
        expect(other.sorting).to_have_value("belopp")


def test_each_choice_is_a_step_back_and_what_is_typed_is_one(find: Finder) -> None:
    find.choose("Stadsdel", "Råslätt")
    find.words.press_sequentially("hjälp")
    find.asks(sok=["hjälp"], stadsdel=["raslatt"])
    find.choose("År", "2025")
    find.asks(sok=["hjälp"], stadsdel=["raslatt"], ar=["2025"])
    find.page.go_back()
    expect(find.box("År", "2025")).not_to_be_checked()
    find.asks(sok=["hjälp"], stadsdel=["raslatt"])
    find.page.go_back()
    find.shows(IN_RASLATT)
    expect(find.words).to_have_value("")
    find.page.go_back()
    find.shows(ALL)
    expect(find.box("Stadsdel", "Råslätt")).not_to_be_checked()
    find.page.go_forward()
    find.shows(IN_RASLATT)
    expect(find.box("Stadsdel", "Råslätt")).to_be_checked()
    # Back from a partnership leads to the same hits
    find.titles.first.get_by_role("link").click()
    expect(find.page.get_by_role("heading", level=1, name=IN_RASLATT[0].title)).to_be_visible()
    find.page.go_back()
    find.shows(IN_RASLATT)


def test_an_address_that_says_what_does_not_exist_is_passed_over(find: Finder, address: str) -> None:
    find.open(f"{address}samarbeten/?stadsdel=atlantis&sortering=slump&sida=-3&annat=1&ar=2025&ar=1812")
    find.shows(filter(has("ar", "2025"), ALL))
    expect(find.status).to_contain_text("Valet «1812» finns inte och är borttaget.")
    expect(find.status).to_contain_text("Valet «atlantis» finns inte och är borttaget.")
    find.asks(ar=["2025"])
    find.open(f"{address}samarbeten/?fran-dag=2025-02-30&redovisning=senare")
    expect(find.status).to_contain_text("Valet «2025-02-30» finns inte och är borttaget.")
    find.asks(redovisning=["senare"])


@pytest.fixture
def download(find: Finder, tmp_path: Path) -> Callable[[str], Path]:
    """Downloads the selection in a format, and gives the file."""

    def downloaded(name: str) -> Path:
        button = find.form.get_by_role("button", name=name)
        if not button.is_visible():
            find.form.get_by_text("Ladda ner urvalet", exact=True).click()
        with find.page.expect_download() as waiting:
            button.click()
        waiting.value.save_as(tmp_path / waiting.value.suggested_filename)
        return tmp_path / waiting.value.suggested_filename

    return downloaded


def test_the_download_is_exactly_the_hits_as_the_open_data_have_them_and_opens_in_a_spreadsheet(
    find: Finder, site: Path, download: Callable[[str], Path]
) -> None:
    whole = site / "data/samarbeten.csv"
    assert download("CSV som öppna data").read_bytes() == whole.read_bytes()

    find.choose("Stadsdel", "Råslätt")
    find.sorting.select_option("Titel, A till Ö")
    expected = sorted(IN_RASLATT, key=ORDERS["Titel, A till Ö"])  # type: ignore[arg-type]
    find.shows(expected)
    file = download("CSV som öppna data")
    assert file.name == "samarbeten-urval.csv"
    head, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    columns, *everything = csv.reader(io.StringIO(whole.read_text(encoding="utf-8"), newline=""))
    by_id = {row[columns.index("id")]: row for row in everything}
    assert head == columns
    assert rows == [by_id[record.id] for record in expected]

    head, *rows = load_workbook(download("Excel (XLSX)")).worksheets[0].iter_rows(values_only=True)
    first, record = dict(zip(head, rows[0], strict=True)), expected[0]
    assert [row[head.index("Titel")] for row in rows] == [record.title for record in expected]
    assert first["Beviljat belopp"] == record.decision.amount
    assert first["Beslutsdatum"] == datetime.combine(record.decision.date, time())
    assert "Råslätt" in first["Stadsdelar"]
    assert "raslatt" in first["Stadsdelar (kod)"]

    text = download("CSV för kalkylprogram").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    listed = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
    assert [row["Titel"] for row in listed] == [record.title for record in expected]


def test_what_cannot_be_fetched_is_told_and_asked_for_again(page: Page, address: str) -> None:
    page.route("**/data/samarbeten.csv", lambda route: route.abort())
    page.route(f"**/{COLUMNS}", lambda route: route.abort())
    find = Finder(page).open(f"{address}samarbeten/")
    find.form.get_by_text("Ladda ner urvalet", exact=True).click()
    find.form.get_by_role("button", name="CSV som öppna data").click()
    expect(find.status).to_contain_text("Filen gick inte att hämta.")
    find.choose("Stadsdel", "Råslätt")
    expect(find.status).to_contain_text("Uppgifterna gick inte att hämta.")
    page.unroute(f"**/{COLUMNS}")
    find.choose("År", "2025")
    find.shows(filter(has("ar", "2025"), IN_RASLATT))


def test_without_scripts_the_list_is_there_and_no_dead_controls(bare_page: Page, address: str) -> None:
    bare_page.goto(f"{address}samarbeten/")
    find = Finder(bare_page)
    find.shows(ALL)
    expect(find.form).not_to_be_visible()
    main = bare_page.get_by_role("main")
    for role in ("button", "checkbox", "combobox", "searchbox", "textbox"):
        expect(main.get_by_role(role)).to_have_count(0)  # type: ignore[arg-type]
    bare_page.get_by_role("article").get_by_role("link", name="År", exact=True).click()
    bare_page.get_by_role("main").get_by_role("link", name="Samarbeten 2024", exact=True).click()
    expect(bare_page.get_by_role("heading", level=3)).to_have_count(sum(record.year == 2024 for record in ALL))


def test_summaries_that_come_late_come_into_the_cards_that_are_there(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route(f"**/{TEXTS}*", lambda route: held.append(route))
    find = Finder(page).open(f"{address}samarbeten/")
    find.choose("Stadsdel", "Råslätt")
    find.shows(IN_RASLATT)
    record = IN_RASLATT[0]
    first = page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3, name=record.title, exact=True))
    expect(first).not_to_contain_text(record.summary)
    find.titles.first.get_by_role("link").focus()
    held.pop().continue_()
    expect(first).to_contain_text(record.summary)
    expect(find.titles.first.get_by_role("link")).to_be_focused()
