"""A page is Markdown: what a browser would run, fetch or follow out of sight is refused with its line."""

from __future__ import annotations

import pytest
from register.document import Document
from register.page_text import check_page_text
from register.personal_data import contacts
from register.problem import Place

from .memory import base_files, problems

OWN = contacts(["info@vatterhem.se"])


def _codes(text: str) -> list[tuple[str, int]]:
    return [
        (problem.code, problem.place.line)
        for problem in check_page_text(Document(path="content/a.md", data=None, text=text), OWN)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        "<IFRAME src=https://example.org>",
        "<form action='https://example.org'><input name=a>",
        "<plaintext>",
        "<style>body { display: none }</style>",
        "ord <script>alert(1)</script>",
        "<svg onload=alert(1)>",
        "<!-- en kommentar -->",
        "<!doctype html>",
        "<?php ?>",
        "</div>",
        "ord <!-- del: nyckeltal -->",
        "<!-- del: nyckeltal --> <b>x</b>",
        "<img src=x\nonerror=alert(1)>",
        "    <div>i ett indrag</div>",
        "- <b>i en lista</b>",
        "En rad ` med ett ensamt tecken och <b>HTML</b>",
        "[text](https://example.org){ onclick=alert(1) }",
        '[text](https://example.org){: style="position:fixed" }',
        "# Rubrik { #id href=x }",
    ],
)
def test_html_is_refused(text: str) -> None:
    assert ("R122", 3) in _codes(f"# Rubrik\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://example.org)",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](data:text/html,<script>)",
        "[a](file:///etc/passwd)",
        "[a](//example.org)",
        "[a](\\\\example.org)",
        "[a](https:)",
        "[a](https://user@example.org)",
        "[a](mailto:anna@example.org)",
        "[a](mailto:info@vatterhem.se,anna@example.org)",
        "[a](tel:ring-mig)",
        "[a]( http://example.org )",
        "[a](<http://example.org> 'titel')",
        "![bild](http://example.org/a.png)",
        "![bild](https://example.org/a.png)",
        "![bild](//example.org/a.png)",
        "![](data:image/png;base64,AAAA)",
        "![bild][b]\n\n[b]: https://example.org/a.png",
        "![B][]\n\n[b]: https://example.org/a.png",
        "![b]\n\n[b]: https://example.org/a.png",
        "[a](java\tscript:alert(1))",
        "[a](java\nscript:alert(1))",
        "<http://example.org>",
        "<anna@example.org>",
        "[a][b]\n\n[b]: http://example.org",
        "[a][b]\n\n[b]:\n  javascript:alert(1)",
        "[a](vbscript:x)",
        "[a](blob:https://example.org/x)",
    ],
)
def test_a_link_elsewhere_is_refused(text: str) -> None:
    assert "R123" in [code for code, _ in _codes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- del: nyckeltal -->",
        "\n<!-- del: nyckeltal -->",
        "Text\n\n<!--del:hitta-->\n\nMer text",
        "1 < 2 och 3 > 2, <3 och a < b",
        "Skriv `<iframe src=x>` eller ``<b>`</b>``.",
        "Skriv \\<b> om det ska synas.",
        "[a](https://example.org/en/sida?x=1#del)",
        "<https://example.org>",
        "<info@vatterhem.se>",
        "[mejl](mailto:info@vatterhem.se?subject=Fråga)",
        "[ring](tel:+4636199400)",
        "[a](../ansok/index.md#blanketter) och ![b](bilder/a.png)",
        "[a][b]\n\n[b]: om/index.md",
        "## Rubrik {#rubrik .klass lang=en}",
        "`[a](http://example.org)`",
        "Klockan 18:00 (http nämns här) och {mallar} i text.",
    ],
)
def test_what_looks_like_it_is_left(text: str) -> None:
    assert _codes(text) == []


def test_the_line_is_that_of_the_file() -> None:
    document = Document(path="content/a.md", data=None, text="\nEn rad.\n\nOch <b>en</b>.\n", text_line=5)
    places = [(problem.place.line, problem.place.column) for problem in check_page_text(document, OWN)]
    assert places == [(8, 5), (8, 10)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("redirect: https://example.org", "R201"),
        ("template: 404.html", "R201"),
        ("tittle: Om", "R201"),
        ("title: &a Om", "R111"),
        ("searchable: no", "R114"),
        ("dir: upp", "R210"),
    ],
)
def test_the_head_of_a_page_is_read_strictly(line: str, code: str) -> None:
    text = f"---\n{line}\ndescription: En sida om något.\n---\n# Om\n"
    found = {one.code: one for one in problems({**base_files(), "content/om.md": text.encode()})}
    assert found[code].place == Place("content/om.md", 2, found[code].place.column)
    if line.startswith("tittle"):
        assert "title" in found[code].hint
