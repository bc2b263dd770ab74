from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from pages import render
from pages.page import Heading, address


@pytest.mark.parametrize(
    ("path", "where", "root"),
    [
        ("index", "", "./"),
        ("stadsdelar/index", "stadsdelar/", "../"),
        ("stadsdelar/raslatt", "stadsdelar/raslatt/", "../../"),
        ("samarbeten/2024/bokindex", "samarbeten/2024/bokindex/", "../../../"),
    ],
)
def test_the_address_of_a_path_and_the_way_from_it_to_the_root(path: str, where: str, root: str) -> None:
    assert (address(path), render.root(where)) == (where, root)


def test_every_line_of_a_block_begins_with_a_tag() -> None:
    block = render.join_lines("\n<p>\n  text\n\n# inte rubrik\n</p>\n\n\n<p>x</p>\n")
    assert block == "<p> text # inte rubrik\n</p>\n<p>x</p>"


def test_headings_with_an_anchor_are_found() -> None:
    found = render.headings(
        '<h1>Ett</h1><h2 id="a">B &amp; <a href="#">C</a></h2><h3 id="d">D</h3><h3>utan</h3><h4 id="e">E</h4>'
    )
    assert found == (Heading(level=2, id="a", text="B & C"), Heading(level=3, id="d", text="D"))


@pytest.mark.parametrize("website", ["https://example.org/a?b=c", "https://EXAMPLE.org/"])
def test_a_plain_https_address_becomes_a_link(website: str) -> None:
    assert render.host(website) == "example.org"


@pytest.mark.parametrize(
    "website",
    [
        "http://example.org/",
        "javascript:alert(1)",
        "https://user@example.org/",
        "https://example.org:8443/",
        "https://",
        "https://[::1/",
        " https://example.org/",
        None,
    ],
)
def test_no_other_address_becomes_a_link(website: str | None) -> None:
    assert render.host(website) is None


def test_a_value_that_a_template_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render.render_template("withdrawn.html", "x/")
