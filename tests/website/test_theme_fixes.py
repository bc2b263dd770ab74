"""What Material writes is mended, and nothing else is touched."""

from __future__ import annotations

import pytest
from website.theme_fixes import fix_html, mark_tables

OURS = '<div data-md-component="skip"><a href="#sidans-innehall" class="md-skip">Gå till innehållet</a></div>'


@pytest.mark.parametrize("link", ["\n  ", '\n  <a href="#lista" class="md-skip">\n    Gå till innehållet\n  </a>\n'])
def test_the_first_link_leads_to_the_content_whatever_headings_there_are(link: str) -> None:
    rest = '<div data-md-component="announce"></div><article id="sidans-innehall"></article>'
    assert fix_html(f'<div data-md-component="skip">{link}</div>{rest}') == f"{OURS}{rest}"


def test_only_hidden_checkboxes_lose_their_autocomplete() -> None:
    field = '<input class="md-search__input" autocomplete="off">'
    page = f'<input class="md-toggle" type="checkbox" autocomplete="off">{field}'
    assert fix_html(page) == f'<input class="md-toggle" type="checkbox">{field}'


def test_the_cells_of_a_wide_table_have_the_headings_of_their_columns() -> None:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("År", '<a href="x">Antal &amp; "mer"</a>', "C", "D"))
    rows = '<tr><th scope="row">2024</th><td class="number">1</td><td>2</td><td>3</td></tr>'
    made = mark_tables(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    assert '<table class="table table--wide"><thead>' in made
    assert '<td data-label="Antal &amp; &quot;mer&quot;" class="number">1</td><td data-label="C">2</td>' in made
    assert f"<tr>{head}</tr>" in made


def test_a_narrow_table_only_has_its_class() -> None:
    table = "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    assert mark_tables(f"<table>{table}") == f'<table class="table">{table}'
