"""What Material writes is mended, and nothing else is touched."""

from __future__ import annotations

import pytest
from website.theme_fixes import fix_html

OURS = '<div data-md-component="skip"><a href="#sidans-innehall" class="md-skip">Gå till innehållet</a></div>'


@pytest.mark.parametrize("link", ["\n  ", '\n  <a href="#lista" class="md-skip">\n    Gå till innehållet\n  </a>\n'])
def test_the_first_link_leads_to_the_content_whatever_headings_there_are(link: str) -> None:
    rest = '<div data-md-component="announce"></div><article id="sidans-innehall"></article>'
    assert fix_html(f'<div data-md-component="skip">{link}</div>{rest}') == f"{OURS}{rest}"


def test_only_hidden_checkboxes_lose_their_autocomplete() -> None:
    field = '<input class="md-search__input" autocomplete="off">'
    page = f'<input class="md-toggle" type="checkbox" autocomplete="off">{field}'
    assert fix_html(page) == f'<input class="md-toggle" type="checkbox">{field}'
