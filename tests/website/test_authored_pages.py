"""Behind the check: what a page has in it comes out as text, or not at all."""

from __future__ import annotations

import pytest
from markdown import markdown
from website.authored_pages import NoHtml, clean, read_authored


def _html(text: str) -> str:
    _, body = read_authored(text, "content/a.md")
    return clean(markdown(body, extensions=["attr_list", "tables", "toc", NoHtml()]))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<meta http-equiv=refresh content=0>",
        "ord <img src=x onerror=alert(1)>",
        "<!-- kommentar -->",
        "<iframe src=https://example.org>\n\ntext",
        "<plaintext>",
    ],
)
def test_html_is_shown_as_written(text: str) -> None:
    made = _html(text)
    assert "&lt;" in made
    for tag in ("<script", "<meta", "<img", "<!--", "<iframe", "<plaintext"):
        assert tag not in made


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](http://example.org)",
        "![a](data:image/svg+xml,x)",
        "[a](https://example.org){onclick=alert(1) style=x formaction=y}",
    ],
)
def test_what_markdown_itself_can_make_is_cleaned(text: str) -> None:
    made = _html(text)
    for trick in ("javascript:", "data:", "http:", "onclick", "style", "formaction"):
        assert trick not in made


def test_markers_stay_and_cannot_be_made_in_other_ways() -> None:
    made = _html("Ett\n\n<!-- del: nyckeltal -->\n\nTvå `<!-- del: x -->` och text <!-- del: y -->")
    assert "<!-- del: nyckeltal -->" in made
    assert made.count("<!--") == 1


def test_markdown_is_as_before() -> None:
    made = _html("# Rubrik {#id}\n\nEn [länk](https://example.org), *betonad* och `kod`.\n\n1. ett\n2. två\n")
    assert made.startswith('<h1 id="id">Rubrik</h1>')
    assert '<a href="https://example.org">länk</a>' in made


def test_only_known_keys_of_the_head_are_read() -> None:
    head = "title: Ny\nredirect: https://example.org\ntemplate: 404.html\nsearchable: false"
    assert read_authored(f"---\n{head}\n---\n# Ny\n", "content/a.md")[0] == {"title": "Ny", "searchable": False}
    assert read_authored("redirect: https://example.org\ntemplate: 404.html\n\n# Ny\n", "content/a.md")[0] == {}
