"""The open data of a built site: there, readable by others' programs, and harmless whatever the records say."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import openpyxl
from icalendar import Calendar
from markupsafe import escape
from playwright.sync_api import Page, expect
from rdflib import DCAT, Graph

from .conftest import NOTICE, shown
from .html_files import read_all

ADDRESS = "https://exempel.se/sida/"
SNIPPET = r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="\d+" loading="lazy"></iframe>'


def hostile_record(site: Path) -> dict[str, Any]:
    """The record that tries to break out, as it was published."""
    records = json.loads((site / "data" / "samarbeten.json").read_text(encoding="utf-8"))["samarbeten"]
    found: dict[str, Any] = next(record for record in records if record["id"] == "2024/fientlig")
    return found


def structured(page: Page) -> list[dict[str, Any]]:
    """The JSON-LD that a search engine finds in the page."""
    return [json.loads(text) for text in page.locator('script[type="application/ld+json"]').all_text_contents()]


def test_every_file_can_be_fetched_has_the_size_it_says_and_is_explained(page: Page, site: Path, address: str) -> None:
    page.goto(f"{address}oppna-data/")
    expect(page.get_by_text("Webbadresserna är exempel: webbplatsen har ingen riktig adress än.")).to_be_visible()
    assert structured(page) == []
    files = page.get_by_role("row").filter(has=page.get_by_role("rowheader").get_by_role("link"))
    sizes = files.evaluate_all(
        "rows => rows.map(row => [row.querySelector('th a').getAttribute('href'), row.cells[3].textContent])"
    )
    assert len(sizes) > 10
    for link, size in sizes:
        octets = (site / "oppna-data" / link).stat().st_size
        assert "".join(size.split()) == (f"{octets}byte" if octets < 1000 else f"{-(-octets // 1000)}kB"), link
    page.get_by_text("Samarbeten: kolumner och hur du läser filen").click()
    table = page.get_by_role("table", name="Kolumner i data/samarbeten.csv")
    expect(table.get_by_role("row", name=re.compile("^belopp heltal"))).to_contain_text("heltal")
    expect(page.get_by_text('tabell = pd.read_csv("samarbeten.csv", dtype="string")')).to_be_visible()


def test_structured_data_is_allowed_by_the_policy_and_says_what_the_record_says(
    page: Page, hostile_site: Path, hostile_address: str
) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    record = hostile_record(hostile_site)
    page.goto(f"{hostile_address}samarbeten/{record['id']}/")
    trail, grant = structured(page)
    assert [step["name"] for step in trail["itemListElement"]] == ["Start", "Samarbeten", record["titel"]]
    assert (grant["@type"], grant["name"]) == ("MonetaryGrant", f"Exempel: {record['titel']}")
    assert grant["url"] == record["adress"] == f"{ADDRESS}samarbeten/{record['id']}/"
    page.goto(f"{hostile_address}oppna-data/")
    dataset = next(value for value in structured(page) if value["@type"] == "Dataset")
    for download in dataset["distribution"]:
        assert (hostile_site / download["contentUrl"].removeprefix(ADDRESS)).is_file()
    assert faults == []


def test_programs_find_the_feed_of_a_page_and_the_data_of_a_record(hostile_site: Path) -> None:
    for where, kind, path in (
        ("samarbeten/", "application/atom+xml", "data/beslut.atom"),
        ("stadsdelar/raslatt/", "application/atom+xml", "data/stadsdelar/raslatt.atom"),
        ("om/rattelser/", "application/atom+xml", "data/rattelser.atom"),
        ("samarbeten/2024/fientlig/", "application/json", "samarbeten/2024/fientlig/data.json"),
    ):
        links = read_all(hostile_site)[where].attributes("link")
        found = [link["href"] for link in links if link.get("rel") == "alternate" and link.get("type") == kind]
        assert [urljoin(ADDRESS + where, str(link)) for link in found] == [ADDRESS + path]
        assert (hostile_site / path).is_file()


def test_every_format_holds_a_hostile_record_as_it_was_written(hostile_site: Path) -> None:
    data = hostile_site / "data"
    title = hostile_record(hostile_site)["titel"]
    with (data / "samarbeten.csv").open(encoding="utf-8", newline="") as file:
        assert title in [row["titel"] for row in csv.DictReader(file)]
    sheet = openpyxl.load_workbook(data / "samarbeten.xlsx")["Samarbeten"]
    assert title in [cell.value for (cell,) in sheet.iter_rows(min_col=3, max_col=3)]
    grants = json.loads((data / "360giving.json").read_text(encoding="utf-8"))["grants"]
    assert f"Exempel: {title}"[:140] in [grant["title"] for grant in grants]
    read = feedparser.parse((data / "beslut.atom").read_bytes(), sanitize_html=False)
    assert not read.bozo
    assert f"<title>Exempel: {escape(title)}</title>" in (data / "beslut.atom").read_text(encoding="utf-8")
    assert Calendar.from_ical((data / "rapportdagar.ics").read_text(encoding="utf-8")).errors == []
    assert len(list(Graph().parse(hostile_site / "datasets" / "dcat", format="xml").objects(None, DCAT.distribution)))


def test_a_neighbourhood_can_be_shown_on_another_site(page: Page, address: str, tmp_path: Path) -> None:
    frame = f'<iframe src="{address}badda-in/stadsdelar/raslatt/" title="Samarbeten" width="360" height="480"></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Föreningen</title>{frame}", encoding="utf-8")
    faults: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: asked.add(request.url))
    with shown(tmp_path) as other:
        page.goto(other)
        inside = page.frame_locator('iframe[title="Samarbeten"]')
        expect(inside.get_by_role("heading", name="Stadsdelssamarbeten: Råslätt")).to_be_visible()
        expect(inside.get_by_text("Exempeldata.")).to_be_visible(visible=NOTICE)
        expect(inside.get_by_role("link", name="Läxhjälp på Råslätt", exact=True)).to_have_attribute("target", "_blank")
        assert {url for url in asked if not url.startswith((other, address))} == set()
        assert [fault for fault in faults if "favicon" not in fault and "404" not in fault] == []


def test_the_snippet_to_copy_shows_the_page_it_names(page: Page, hostile_site: Path, hostile_address: str) -> None:
    page.goto(f"{hostile_address}oppna-data/badda-in/")
    expect(page.locator("[data-embed] code")).to_contain_text("<iframe")
    for code in page.locator("pre code").all_text_contents():
        found = re.fullmatch(SNIPPET, code)
        assert found, code
        file = hostile_site / found[1].removeprefix(ADDRESS) / "index.html"
        assert f"<title>{found[2]}</title>" in file.read_text(encoding="utf-8")
    assert page.locator("pre code").count() >= 11


def test_a_frame_is_chosen_seen_and_copied_with_a_height_that_fits(page: Page, address: str) -> None:
    page.goto(f"{address}oppna-data/badda-in/")
    page.get_by_label("Ruta", exact=True).select_option("Stadsdelssamarbeten: Råslätt")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Förhandsvisning: Stadsdelssamarbeten: Råslätt")
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("Stadsdelssamarbeten: Råslätt")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_contain_text("pixlar hög")
    wide = int(status.inner_text().split()[2])
    page.get_by_label("Bredd", exact=True).select_option("Smal, 320 pixlar")
    expect(status).not_to_contain_text(f" {wide} ")
    height = int(status.inner_text().split()[2])
    assert height > wide > 200
    inside = frame.evaluate("frame => frame.contentDocument.documentElement.scrollHeight")
    assert inside <= height
