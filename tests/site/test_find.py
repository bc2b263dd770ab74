"""Finding among the partnerships: words, filters, counts, sum, sorting, address and download."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from pages.finder import COLUMNS, TEXTS
from playwright.sync_api import Browser, Page, Route, expect
from register.model import Partnership
from register.status import Status

from .finding import CODES, ORDERS, Finder, has, own_register, said

OWN = own_register()
ALL = OWN.partnerships


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


def narrowed(find: Finder) -> None:
    """Wait until the list is no longer that of all records."""
    expect(find.status.locator("p").first).not_to_have_text(re.compile(rf"^{len(ALL)}\s"))


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.evaluate("location.href")).query)


def test_at_first_everything_is_there_and_nothing_more_has_been_fetched(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    find = Finder(page).open(f"{address}samarbeten/")
    find.shows(ALL)
    assert not {COLUMNS, TEXTS} & {*asked}
    find.words.focus()
    find.words.fill("hjälp")
    narrowed(find)
    assert {COLUMNS, TEXTS} <= {name.partition("?")[0] for name in asked}


def test_the_script_draws_the_cards_as_the_page_had_them(find: Finder) -> None:
    shown = (
        "() => document.querySelector('.cards--list').innerHTML.replaceAll(/\\s*\\n\\s*/g, '').replaceAll('../', '')"
    )
    before = find.page.evaluate(shown)
    find.choose("Stadsdel", "Råslätt")
    narrowed(find)
    find.form.get_by_role("button", name="Rensa filter").click()
    find.shows(ALL)
    assert find.page.evaluate(shown) == before


def test_a_neighbourhood_is_two_clicks_away(find: Finder) -> None:
    find.group("Stadsdel").click()
    find.box("Stadsdel", "Råslätt").check()
    find.shows(filter(has("stadsdel", "raslatt"), ALL))
    expect(find.group("Stadsdel")).to_have_text("Stadsdel: Råslätt")


def test_one_choice_of_a_group_is_enough_and_the_groups_must_agree(find: Finder) -> None:
    find.choose("Stadsdel", "Råslätt", "Öxnehaga")
    find.choose("År", "2025")
    fits = [has("stadsdel", "raslatt", "oxnehaga"), has("ar", "2025")]
    expected = [record for record in ALL if all(fit(record) for fit in fits)]
    assert 1 < len(expected) < len(ALL)
    find.shows(expected)


def test_every_state_can_be_chosen(find: Finder) -> None:
    find.unfold("Läge")
    for state in Status:
        find.box("Läge", state.label).check()
        find.shows(filter(has("lage", state.value), ALL))
        find.box("Läge", state.label).uncheck()


@pytest.mark.parametrize(
    "chosen",
    [{}, {"stadsdel": ["Råslätt"]}, {"stadsdel": ["Råslätt", "Samset"], "ar": ["2025"]}, {"lage": ["Slutredovisat"]}],
    ids=["nothing", "one", "several", "state"],
)
def test_each_choice_says_how_many_hits_it_would_give(find: Finder, chosen: dict[str, list[str]]) -> None:
    names = {"ar": "År", "stadsdel": "Stadsdel", "tema": "Tema", "malgrupp": "Målgrupp", "lage": "Läge"}
    fits = {}
    for group, choices in chosen.items():
        find.choose(names[group], *choices)
        fits[group] = has(group, *(find.box(names[group], choice).get_attribute("value") or "" for choice in choices))
    expect(find.status.locator("p").first).to_have_text(
        said(record for record in ALL if all(fit(record) for fit in fits.values())), use_inner_text=True
    )
    for group, name in names.items():
        codes = find.form.locator(f"input[name={group}]").evaluate_all("boxes => boxes.map(box => box.value)")
        others = [record for record in ALL if all(fit(record) for of, fit in fits.items() if of != group)]
        expected = [sum(code in CODES[group](record) for record in others) for code in codes]
        assert find.counts(name) == expected, name


def test_words_are_found_whole_and_as_parts_whatever_their_dots(find: Finder) -> None:
    # «hjälp» is found inside «läxhjälp» too.
    for written, part in (("hjälp", "hjälp"), ("LÄXHJÄLP", "läxhjälp"), ("laxhjalp", "läxhjälp"), ("odl", "odl")):
        find.words.fill(written)
        expected = [record for record in ALL if part in _everything(record)]
        assert expected
        find.shows(expected)


def test_every_word_must_be_there_also_those_of_the_lists(find: Finder) -> None:
    find.words.fill("läxhjälp råslätt")
    find.shows(r for r in ALL if "läxhjälp" in f"{r.title} {r.summary}".lower() and "raslatt" in r.neighbourhoods)


def test_a_typing_fault_finds_nothing_and_what_it_is_like_is_a_link(find: Finder) -> None:
    find.words.fill("läxhjälp")
    narrowed(find)
    right = find.titles.all_inner_texts()
    find.words.fill("läxhjlp")
    find.shows([])
    expect(find.status).to_contain_text("Ingen uppgift innehåller «läxhjlp». Menade du läxhjälp")
    find.status.get_by_role("link", name="läxhjälp", exact=True).click()
    expect(find.titles).to_have_text(right)


@pytest.mark.parametrize(
    ("written", "root"), [("läxhjälpen", "läxhjälp"), ("språkkaféet", "språkkafé"), ("odlingen", "odling")]
)
def test_an_inflected_word_finds_what_the_word_itself_finds(find: Finder, written: str, root: str) -> None:
    find.words.fill(root)
    narrowed(find)
    right = find.titles.all_inner_texts()
    assert right
    find.words.fill(written)
    expect(find.titles).to_have_text(right)


def test_a_word_with_digits_is_only_itself_and_a_year_is_offered_as_a_filter(find: Finder) -> None:
    find.words.fill("2025")
    found = [record for record in ALL if "2025" in f"{record.title} {record.summary}"]
    find.shows(found)
    find.status.get_by_role("link", name="beslut från 2025").click()
    find.shows(filter(has("ar", "2025"), ALL))
    assert query(find.page) == {"ar": ["2025"]}


def test_amounts_and_numbers_are_searched_exactly(find: Finder) -> None:
    record = ALL[0]
    for written in (str(record.decision.amount), f"{record.decision.amount:,}".replace(",", " ")):
        find.words.fill(written)
        find.shows(other for other in ALL if other.decision.amount == record.decision.amount)
    numbered = next(other for other in ALL if other.recipient.number)
    find.words.fill(numbered.recipient.number or "")
    find.shows(other for other in ALL if other.recipient.number == numbered.recipient.number)


def test_the_title_of_the_tab_says_what_is_chosen(find: Finder) -> None:
    before = find.page.title()
    find.choose("Stadsdel", "Råslätt")
    expect(find.page).to_have_title(f"Råslätt – {before}")


def test_a_word_that_is_like_nothing_finds_nothing_and_that_is_said(find: Finder) -> None:
    find.words.fill("qqxzvw")
    find.shows([])
    expect(find.status).to_contain_text("Ingen uppgift innehåller «qqxzvw».")
    find.form.get_by_role("button", name="Rensa filter").click()
    find.shows(ALL)


def test_one_can_start_from_an_organisation(find: Finder) -> None:
    several = next(r.recipient for r in ALL if r.recipient.number and sum(r.recipient == o.recipient for o in ALL) > 1)
    expected = [record for record in ALL if record.recipient.number == several.number]
    find.recipient.fill(several.name)
    find.shows(expected)
    find.recipient.fill(several.number or "")
    find.shows(expected)
    find.recipient.fill("exempelklubben")
    find.shows(record for record in ALL if "exempelklubben" in record.recipient.name.lower())


def test_recipients_are_suggested_while_one_types(find: Finder) -> None:
    name = ALL[0].recipient.name
    find.recipient.press_sequentially(name[-6:].lower())
    expect(find.page.locator("datalist option").first).to_be_attached()
    suggested = [option.get_attribute("value") or "" for option in find.page.locator("datalist option").all()]
    assert name in suggested
    assert all(name[-6:].lower() in other.lower() for other in suggested)


def test_amounts_from_and_to(find: Finder) -> None:
    find.unfold("Belopp")
    find.form.get_by_label("Från, kronor").fill("40 000 kr")
    find.form.get_by_label("Till, kronor").fill("60\u00a0000")
    find.shows(record for record in ALL if 40_000 <= record.decision.amount <= 60_000)
    expect(find.group("Belopp")).to_have_text("Belopp: från 40\u00a0000 till 60\u00a0000", use_inner_text=True)


@pytest.mark.parametrize(
    ("start", "end", "fault"), [("mycket", "", "Skriv beloppet med siffror"), ("9", "8", "högre än")]
)
def test_an_amount_that_cannot_be_is_told(find: Finder, start: str, end: str, fault: str) -> None:
    find.unfold("Belopp")
    find.form.get_by_label("Från, kronor").fill(start)
    find.form.get_by_label("Till, kronor").fill(end)
    expect(find.form.get_by_role("alert")).to_contain_text(fault)
    find.shows(ALL if start == "mycket" else [])


def test_the_list_can_be_sorted(find: Finder) -> None:
    find.choose("Stadsdel", "Råslätt")
    for order, key in ORDERS.items():
        find.sorting.select_option(order)
        find.shows(sorted(filter(has("stadsdel", "raslatt"), ALL), key=key))  # type: ignore[arg-type]


def test_the_address_says_what_is_chosen_and_can_be_shared(find: Finder, browser: Browser) -> None:
    find.choose("Stadsdel", "Råslätt", "Öxnehaga")
    find.words.fill("för ")
    find.sorting.select_option("Högst belopp först")
    find.unfold("Belopp")
    find.form.get_by_label("Från, kronor").fill("20000")
    assert query(find.page) == {
        "stadsdel": ["raslatt", "oxnehaga"],
        "sok": ["för"],
        "sortering": ["belopp"],
        "fran": ["20000"],
    }
    narrowed(find)
    seen = find.titles.all_inner_texts()
    assert seen
    with browser.new_context(locale="sv-SE") as context:
        other = Finder(context.new_page()).open(find.page.url)
        expect(other.titles).to_have_text(seen)
        expect(other.group("Stadsdel")).to_have_text("Stadsdel: Råslätt, Öxnehaga")
        expect(other.words).to_have_value("för")
        expect(other.sorting).to_have_value("belopp")
    find.page.reload()
    expect(find.titles).to_have_text(seen)


def test_each_choice_is_a_step_back_and_what_is_typed_is_one(find: Finder) -> None:
    find.choose("Stadsdel", "Råslätt")
    find.words.press_sequentially("hjälp")
    assert query(find.page) == {"sok": ["hjälp"], "stadsdel": ["raslatt"]}
    find.choose("År", "2025")
    find.page.go_back()
    expect(find.box("År", "2025")).not_to_be_checked()
    assert query(find.page) == {"sok": ["hjälp"], "stadsdel": ["raslatt"]}
    find.page.go_back()
    find.shows(filter(has("stadsdel", "raslatt"), ALL))
    expect(find.words).to_have_value("")
    find.page.go_back()
    find.shows(ALL)
    expect(find.box("Stadsdel", "Råslätt")).not_to_be_checked()
    find.page.go_forward()
    find.shows(filter(has("stadsdel", "raslatt"), ALL))
    expect(find.box("Stadsdel", "Råslätt")).to_be_checked()


def test_back_from_a_partnership_leads_to_the_same_hits(find: Finder) -> None:
    find.choose("Stadsdel", "Råslätt")
    expected = list(filter(has("stadsdel", "raslatt"), ALL))
    find.shows(expected)
    find.titles.first.get_by_role("link").click()
    expect(find.page.get_by_role("heading", level=1, name=expected[0].title)).to_be_visible()
    find.page.go_back()
    find.shows(expected)


def test_an_address_that_says_what_does_not_exist_is_passed_over(find: Finder, address: str) -> None:
    find.open(f"{address}samarbeten/?stadsdel=atlantis&sortering=slump&sida=-3&annat=1&ar=2025&ar=1812")
    find.shows(filter(has("ar", "2025"), ALL))
    expect(find.status).to_contain_text("Valet «1812» finns inte och är borttaget.")
    expect(find.status).to_contain_text("Valet «atlantis» finns inte och är borttaget.")
    assert query(find.page) == {"ar": ["2025"]}


def download(find: Finder, name: str) -> None:
    find.form.get_by_text("Ladda ner urvalet", exact=True).click()
    find.form.get_by_role("button", name=name).click()


def test_the_selection_opens_in_a_spreadsheet(find: Finder, tmp_path: Path) -> None:
    find.choose("Stadsdel", "Råslätt")
    expected = list(filter(has("stadsdel", "raslatt"), ALL))
    find.shows(expected)
    with find.page.expect_download() as waiting:
        download(find, "Excel (XLSX)")
    waiting.value.save_as(tmp_path / "urval.xlsx")
    head, *rows = load_workbook(tmp_path / "urval.xlsx").worksheets[0].iter_rows(values_only=True)
    column = {str(title): place for place, title in enumerate(head)}
    assert [row[column["Titel"]] for row in rows] == [record.title for record in expected]
    first, record = rows[0], expected[0]
    assert first[column["Beviljat belopp"]] == record.decision.amount
    assert first[column["Beslutsdatum"]] == datetime.combine(record.decision.date, time())
    assert "Råslätt" in str(first[column["Stadsdelar"]])
    assert "raslatt" in str(first[column["Stadsdelar (kod)"]])
    find.form.get_by_text("Ladda ner urvalet", exact=True).click()
    with find.page.expect_download() as waiting:
        download(find, "CSV för kalkylprogram")
    waiting.value.save_as(tmp_path / "urval.csv")
    text = (tmp_path / "urval.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    listed = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
    assert [row["Titel"] for row in listed] == [record.title for record in expected]


def test_the_download_is_exactly_the_hits_as_the_open_data_have_them(find: Finder, site: Path, tmp_path: Path) -> None:
    find.choose("Stadsdel", "Råslätt")
    find.sorting.select_option("Titel, A till Ö")
    expected = sorted(filter(has("stadsdel", "raslatt"), ALL), key=lambda record: ORDERS["Titel, A till Ö"](record))  # type: ignore[arg-type,return-value]
    find.shows(expected)
    with find.page.expect_download() as waiting:
        download(find, "CSV som öppna data")
    assert waiting.value.suggested_filename == "samarbeten-urval.csv"
    waiting.value.save_as(tmp_path / "urval.csv")
    with (tmp_path / "urval.csv").open(encoding="utf-8", newline="") as taken:
        head, *rows = csv.reader(taken)
    with (site / "data/samarbeten.csv").open(encoding="utf-8", newline="") as whole:
        columns, *everything = csv.reader(whole)
    by_id = {row[columns.index("id")]: row for row in everything}
    assert head == columns
    assert rows == [by_id[record.id] for record in expected]


def test_without_having_chosen_anything_one_downloads_everything(find: Finder, site: Path, tmp_path: Path) -> None:
    with find.page.expect_download() as waiting:
        download(find, "CSV som öppna data")
    waiting.value.save_as(tmp_path / "urval.csv")
    assert (tmp_path / "urval.csv").read_bytes() == (site / "data/samarbeten.csv").read_bytes()


def test_what_cannot_be_fetched_is_told_and_asked_for_again(page: Page, address: str) -> None:
    broken = True
    page.route(f"**/{COLUMNS}", lambda route: route.abort() if broken else route.continue_())
    find = Finder(page).open(f"{address}samarbeten/")
    find.choose("Stadsdel", "Råslätt")
    expect(find.status).to_contain_text("Uppgifterna gick inte att hämta.")
    broken = False
    find.choose("År", "2025")
    fits = [has("stadsdel", "raslatt"), has("ar", "2025")]
    find.shows(record for record in ALL if all(fit(record) for fit in fits))


def test_a_download_that_fails_is_told(page: Page, address: str) -> None:
    page.route("**/data/samarbeten.csv", lambda route: route.abort())
    find = Finder(page).open(f"{address}samarbeten/")
    download(find, "CSV som öppna data")
    expect(find.status).to_contain_text("Filen gick inte att hämta.")


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
    find.shows(filter(has("stadsdel", "raslatt"), ALL))
    record = next(filter(has("stadsdel", "raslatt"), ALL))
    first = page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3, name=record.title, exact=True))
    expect(first).not_to_contain_text(record.summary)
    find.titles.first.get_by_role("link").focus()
    held.pop().continue_()
    expect(first).to_contain_text(record.summary)
    expect(find.titles.first.get_by_role("link")).to_be_focused()


def test_a_period_of_ones_own_is_in_the_address_and_in_the_title(find: Finder) -> None:
    first, last = sorted(record.decision.date for record in ALL)[2], sorted(record.decision.date for record in ALL)[-5]
    find.unfold("Beslutsdag")
    find.form.get_by_label("Från och med").fill(first.isoformat())
    find.form.get_by_label("Till och med").fill(last.isoformat())
    expected = [record for record in ALL if first <= record.decision.date <= last]
    find.shows(expected)
    assert query(find.page) == {"fran-dag": [first.isoformat()], "till-dag": [last.isoformat()]}
    expect(find.page).to_have_title(re.compile(f"^från {first} till {last} – "))
    find.page.reload()
    find.shows(expected)
    find.unfold("Beslutsdag")
    find.form.get_by_label("Till och med").fill("2000-01-01")
    expect(find.form.get_by_role("alert").filter(has_text="är senare än")).to_be_visible()


def test_a_day_that_does_not_exist_is_said_and_taken_out(find: Finder, address: str) -> None:
    find.open(f"{address}samarbeten/?fran-dag=2025-02-30&redovisning=senare")
    expect(find.status).to_contain_text("Valet «2025-02-30» finns inte och är borttaget.")
    assert query(find.page) == {"redovisning": ["senare"]}
