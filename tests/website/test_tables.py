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


def test_each_table_is_marked_by_its_own_columns_and_one_can_say_that_it_is_wide() -> None:
    headless = '<tbody><tr><th scope="row">Titel</th><td>Policy</td></tr></tbody></table>'
    two = (
        "<thead><tr><th>Fil</th><th>Summa</th></tr></thead><tbody><tr><th>a.csv</th><td>7ab5</td></tr></tbody></table>"
    )
    made = mark_tables(f'<table>{headless}<table class="table--wide">{two}')
    assert made.startswith(f'<table class="table">{headless}<table class="table table--wide"><thead>')
    assert made.endswith('<th>a.csv</th><td data-label="Summa">7ab5</td></tr></tbody></table>')
