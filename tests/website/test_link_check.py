"""Links are followed as a browser follows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from website.link_check import LinkChecker, noted


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two files that no page was noted for."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "å ä.csv").write_text("x", "utf-8")
    (tmp_path / "redigera").mkdir()
    (tmp_path / "redigera" / "index.html").write_text("x", "utf-8")
    return tmp_path


def _broken(site: Path, link: str, here: str = "om/kontakt/") -> list[str]:
    book = LinkChecker()
    book.put("", noted('<h1 id="topp">x</h1>', "content/index.md"))
    book.put("om/", noted('<h2 id="å">x</h2>', "content/om/index.md"))
    book.put(here, noted(f'<p id="egen"><a class="x" href="{link}">x</a></p>', "content/om/kontakt.md"))
    return [str(broken) for broken in book.broken(site)]


@pytest.mark.parametrize(
    "link",
    [
        *("../", "../../", "./", "", "..", ".", "../kontakt/./../", "../../../../om/", "../../redigera/"),
        *("#egen", "../#%C3%A5", "../#å", "../../#topp", "../?a=1&amp;b=2#å", "../../data/%C3%A5%20%C3%A4.csv"),
        *("https://example.org/borta", "mailto:a@example.org", "tel:+46", "data:image/png;base64,AA"),
    ],
)
def test_a_link_that_leads_somewhere_is_passed(site: Path, link: str) -> None:
    assert _broken(site, link) == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("../borta/", "leder till en sida eller fil som inte finns"),
        ("../index.md", "leder till en sida eller fil som inte finns"),
        ("../../data/", "leder till en sida eller fil som inte finns"),
        ("../../data", "leder till en sida eller fil som inte finns"),
        ("../../../../borta/", "leder till en sida eller fil som inte finns"),
        ("#borta", "leder till en rubrik som inte finns på den sidan"),
        ("../#a", "leder till en rubrik som inte finns på den sidan"),
        ("/om/", "börjar med ett snedstreck"),
        ("//example.org/", "börjar med ett snedstreck"),
        ("javascript:alert(1)", "är ingen webbadress och ingen väg till en sida"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_page_and_what_to_do(site: Path, link: str, said: str) -> None:
    (sentence,) = _broken(site, link)
    assert sentence.startswith(f"content/om/kontakt.md: länken «{link}» ")
    assert said in sentence


def test_what_stands_around_a_page_is_added_to_it(site: Path) -> None:
    book = LinkChecker()
    book.put("", noted("<p>x</p>", "content/index.md"))
    book.add("", '<a href="borta/">x</a> <p id="sidfot"><a href="#sidfot">x</a></p>')
    assert [broken.link for broken in book.broken(site)] == ["borta/"]


def test_a_page_is_told_of_as_long_as_its_link_leads_nowhere_and_leaves_nothing_behind(site: Path) -> None:
    book = LinkChecker()
    book.put("", noted('<a href="borta/">x</a>', "content/index.md"))
    book.put("", noted('<a href="om/#a">x</a>', "content/index.md"))
    book.put("om/", noted('<h2 id="a">x</h2>', "content/om.md"))
    assert list(book.broken(site)) == []
    book.put("om/", noted('<h2 id="b">x</h2>', "content/om.md"))
    assert [broken.link for broken in book.broken(site)] == ["om/#a"]
    assert [broken.link for broken in book.broken(site)] == ["om/#a"]
    book.put("om/", noted('<h2 id="b">x</h2><a href="../borta/">x</a>', "content/om.md"))
    assert [broken.link for broken in book.broken(site)] == ["om/#a", "../borta/"]
    book.put("om/", noted('<h2 id="a">x</h2>', "content/om.md"))
    assert list(book.broken(site)) == []
    book.forget("om/")
    assert [broken.link for broken in book.broken(site)] == ["om/#a"]
    book.forget("")
    assert list(book.broken(site)) == []
