from __future__ import annotations

from dataclasses import replace

import yaml
from mkdocs.utils.meta import get_data
from pages.page import Page, PageKind
from website.markdown_export import as_markdown

BODY = "<div>\n<h1>Läxhjälp</h1>\n</div>"
PAGE = Page(
    path="samarbeten/2024/a",
    title='Läxhjälp: «på» "Råslätt" # 1',
    description="- ett {två} [tre] & 'fyra' --- " + "ord " * 30,
    kind=PageKind.PARTNERSHIP,
    body=BODY,
)


def test_front_matter_is_read_back_as_it_was_and_the_body_follows() -> None:
    body, meta = get_data(as_markdown(PAGE))
    assert meta == {"title": PAGE.title, "description": PAGE.description}
    assert body.strip() == BODY


def test_what_should_not_be_found_is_left_out_of_search() -> None:
    _, meta = get_data(as_markdown(replace(PAGE, searchable=False)))
    assert meta["search"] == {"exclude": True}
    _, meta = get_data(as_markdown(replace(PAGE, body="<p>" + "ord " * 12001 + "</p>")))
    assert meta["search"] == {"exclude": True}


def test_a_title_that_looks_like_something_else_stays_text() -> None:
    for title in ("2024", "ja", "no", "2024-03-12", "null", "{}", "---", "!!python/object:x", "*a", "&b"):
        front = as_markdown(replace(PAGE, title=title)).split("---\n", 2)[1]
        assert yaml.safe_load(front)["title"] == title
