"""Flyers: what happens, when, where and how one takes part, with a QR code once the site has its address."""

from __future__ import annotations

from dataclasses import replace

from pages.flyer import MOST, flyer_pages, qr_code
from pages.site_index import build_index
from register.model import Register

from .markup import Element, parsed
from .registers import TODAY, partnership, register, varied
from .test_widgets import PUBLISHED


def flyers(of: Register, address: str | None = None) -> dict[str, Element]:
    published = replace(PUBLISHED, address=address)
    pages = flyer_pages(build_index(of, TODAY, example_data=False, published=published))
    return {page.path: parsed(page.body) for page in pages}


def test_neighbourhoods_have_one_and_so_has_what_is_running_or_planned_but_not_what_has_ended() -> None:
    made = flyers(varied())
    assert "stadsdelar/raslatt/anslag" in made
    assert "samarbeten/2026/odling-oxnehaga/anslag" in made
    assert "samarbeten/2024/laxhjalp-raslatt/anslag" not in made
    said = made["stadsdelar/oxnehaga/anslag"].text
    assert "Odling på Öxnehaga" in said
    assert "1 mars 2026 – 28 februari 2027" in said
    empty = flyers(register(partnership()))["stadsdelar/oxnehaga/anslag"].text
    assert "Inget samarbete pågår eller är planerat just nu." in empty


def test_a_code_only_when_the_site_has_an_address() -> None:
    path = "stadsdelar/oxnehaga/anslag"
    assert not flyers(varied())[path].all("svg")
    tree = flyers(varied(), "https://partnerskap.example.se/")[path]
    assert tree.one("svg").one("title").text == "QR-kod till sidan"
    assert "https://partnerskap.example.se/stadsdelar/oxnehaga/" in tree.text
    assert qr_code("https://a.example/") != qr_code("https://b.example/")


def test_no_more_than_fits_on_the_page() -> None:
    first = varied().partnerships[0]
    many = register(*(replace(first, id=f"2026/p{n}", path=f"partnerships/2026/p{n}.yaml") for n in range(MOST + 2)))
    tree = flyers(many)[f"stadsdelar/{first.neighbourhoods[0]}/anslag"]
    assert len(tree.all("section")) == MOST
    assert "2 samarbeten till finns på webbplatsen." in tree.text
