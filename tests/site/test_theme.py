"""The theme is our own and small, its colours can be read, and its words are Swedish."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import material
import pytest
from mkdocs.config import load_config
from playwright.sync_api import Page, expect
from register.company import COMPANY, GROUNDS, contrast
from website.company_files import COLOURS as COLOURS_FILE
from website.company_files import company_files
from website.link_check import LinkChecker
from website.mkdocs_plugin import SiteContent, SitePlugin

from .conftest import REPOSITORY
from .html_files import read_all

OURS = REPOSITORY / "scripts/pages/theme"
THEIRS = Path(material.__file__).parent / "templates"

SCRIPT_LIMIT = (
    3072  # bytes of what every page loads: colours, menu and search box, besides what the pages themselves use
)


def test_only_our_own_folder_of_the_theme_is_used(tmp_path: Path) -> None:
    config = load_config(str(REPOSITORY / "mkdocs.yml"), site_dir=str(tmp_path))
    assert config.theme.name == "material"
    assert str(THEIRS) in config.theme.dirs
    SitePlugin(SiteContent(today=date(2026, 11, 23)), LinkChecker()).on_pre_build(config=config)
    found = {path.relative_to(OURS).as_posix() for path in OURS.rglob("*") if path.is_file()}
    assert set(config.theme.get_env().list_templates()) == found


def test_nothing_of_material_is_copied_or_asked_for(site: Path) -> None:
    theirs = {path.relative_to(THEIRS).as_posix() for path in (THEIRS / "assets").rglob("*") if path.is_file()}
    assert len(theirs) > 10
    copied = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} & theirs
    assert copied == set()
    for address, seen in read_all(site).items():
        asked = [attributes.get("href") for attributes in seen.attributes("link")]
        asked += [attributes.get("src") for attributes in seen.attributes("script")]
        assert not [url for url in asked if url and url.rpartition("../")[2] in theirs], address
        classes = " ".join(str(attributes.get("class", "")) for _, attributes in seen.elements)
        assert not re.search(r"\bmd-", classes), address


def test_what_every_page_loads_is_small(site: Path) -> None:
    loaded = [
        str(attributes["src"]) for attributes in read_all(site)["policy/"].attributes("script") if "src" in attributes
    ]
    assert loaded
    assert sum((site / "policy" / path).stat().st_size for path in loaded) <= SCRIPT_LIMIT


def test_the_list_asks_at_once_for_every_script_that_its_filters_need(site: Path) -> None:
    def needed(name: str) -> set[str]:
        text = (site / "assets/javascripts" / name).read_text(encoding="utf-8")
        return {name}.union(*map(needed, re.findall(r'^import .* from "\./([^"]+)"', text, re.MULTILINE)))

    links = [link for link in read_all(site)["samarbeten/"].attributes("link") if link.get("rel") == "modulepreload"]
    asked = [str(link["href"]).removeprefix("../assets/javascripts/") for link in links]
    assert sorted(asked) == sorted(needed("find.js"))


STYLES = next(content for path, content in company_files(COMPANY) if path == COLOURS_FILE).decode()
PAIRS = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", STYLES)
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIRS}
STATES = ("planned", "running", "waiting", "overdue", "done", "ended", "notice", "brand")
READ = [
    *((ink, ground) for ink in ("ink", "ink-soft", "brand", "brand-hover") for ground in ("page", "surface", "sunken")),
    *((ink, "brand-soft") for ink in ("ink", "brand", "brand-hover")),
    *(("ink", ground) for ground in ("notice", "overdue")),
    *((f"on-{state}", state) for state in STATES),
]
SEEN = [(mark, ground) for mark in ("line-strong", "focus", "brand") for ground in ("page", "surface", "sunken")]


def test_the_check_measures_the_company_s_colour_against_the_grounds_of_the_site() -> None:
    assert tuple(zip(*(COLOURS[name].values() for name in ("page", "surface", "sunken")), strict=True)) == GROUNDS


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(
    ("over", "ground", "least"), [*((*pair, 4.5) for pair in READ), *((*pair, 3) for pair in SEEN)]
)
def test_text_can_be_read_and_edges_of_fields_and_focus_can_be_seen(over: str, ground: str, least: float) -> None:
    for scheme in ("light", "dark"):
        assert contrast(COLOURS[over][scheme], COLOURS[ground][scheme]) >= least, scheme


ENGLISH = re.compile(
    r"\b(search|skip to|back to top|table of contents|made with|permanent link|not found|home page|next page|"
    r"previous page|copy to|edit this|close menu|toggle|navigation menu|footer|header|initializing|no matching|"
    r"type to start|light mode|dark mode|loading)\b",
    re.IGNORECASE,
)


def test_nothing_of_the_frame_is_in_english(site: Path) -> None:
    spoken = ("title", "aria-label", "placeholder", "alt")
    for address, seen in read_all(site).items():
        words = [str(attributes[name]) for _, attributes in seen.elements for name in spoken if attributes.get(name)]
        words += seen.texts["title"] + seen.texts["h1"]
        if address != "english/":
            assert not [text for text in words if ENGLISH.search(text)], address
    frame = re.sub(
        r"<script.*?</script>|<[^>]+>", " ", (site / "404.html").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    assert not ENGLISH.search(frame)


@pytest.mark.parametrize(("day", "old"), [("2026-11-23", False), ("2026-12-07", False), ("2026-12-08", True)])
def test_a_site_that_is_not_built_any_more_says_so(own_page: Page, address: str, day: str, old: bool) -> None:
    own_page.clock.set_fixed_time(f"{day}T12:00:00")
    own_page.goto(address)
    notice = own_page.get_by_text("Uppgifterna är äldre än 14 dagar. De uppdaterades senast den 23 november 2026.")
    expect(notice).to_be_visible(visible=old)
    expect(own_page.get_by_role("contentinfo")).to_contain_text("Uppdaterat den 23 november 2026")
