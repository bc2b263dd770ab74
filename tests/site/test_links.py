"""Every link inside the site, in every page that was built, leads to a page or file, and every anchor to an element."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from .conftest import NOTICE
from .html_files import read_all

ROOT = "http://site.test/"


def test_every_link_and_anchor_answers(site: Path) -> None:
    pages = read_all(site)
    followed, lost = 0, []
    for address, seen in pages.items():
        for link in set(seen.links):
            parts = urlsplit(urljoin(ROOT + address, link))
            if f"{parts.scheme}://{parts.netloc}/" != ROOT:
                continue
            followed += 1
            path = unquote(parts.path.removeprefix("/"))
            there = path in pages or (site / path).is_file()
            if not there or (path in pages and parts.fragment and unquote(parts.fragment) not in pages[path].ids):
                lost.append(f"{address}: {link}")
    assert followed > 5000
    assert lost == []


def test_no_page_has_the_same_id_twice(site: Path) -> None:
    pages = read_all(site)
    twice = {address: sorted({i for i in seen.ids if seen.ids.count(i) > 1}) for address, seen in pages.items()}
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_links_that_leave_go_over_https_or_to_a_post_box_or_a_telephone(site: Path) -> None:
    for address, seen in read_all(site).items():
        for link in seen.links:
            scheme = urlsplit(link).scheme
            assert scheme in ("", "https", "mailto", "tel"), (address, link)


def test_every_page_is_in_the_site_map_once_and_examples_have_none(site: Path) -> None:
    if NOTICE:
        assert not list(site.glob("sitemap.xml*"))
        texts = {file: file.read_text(encoding="utf-8") for file in site.rglob("*.html")}
        assert [file for file, text in texts.items() if '<meta name="robots" content="noindex">' not in text] == []
        return
    lines = (site / "sitemap.xml").read_text(encoding="utf-8").splitlines()
    listed = [line.strip().removeprefix("<loc>").removesuffix("</loc>") for line in lines if "<loc>" in line]
    pages = {address for address in read_all(site) if address != "404.html" and not address.startswith("badda-in/")}
    base = "https://stadsdelssamarbeten.example/"
    assert sorted(listed) == sorted(base + address for address in pages)
