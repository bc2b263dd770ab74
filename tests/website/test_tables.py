"""The tables of a page are marked for its styles."""

from __future__ import annotations

from website.tables import mark_tables


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
