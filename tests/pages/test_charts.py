from __future__ import annotations

import pytest
from pages.charts import Bar, Chart, chart, columns, money_chart


def drawn(*rows: tuple[str, int]) -> Chart:
    made = money_chart("prov", "Belopp", rows)
    assert made is not None
    return made


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion() -> None:
    made = drawn(("A", 1000), ("B", 250), ("C", 0))
    lengths = [sum(piece.length for piece in bar.pieces) for bar in made.bars]
    assert lengths == pytest.approx([lengths[0], lengths[0] / 4, 0], abs=0.01)
    assert made.bars[2].pieces == ()
    assert [bar.end for bar in made.bars] == lengths
    assert [bar.figure for bar in made.bars] == ["1\u00a0000\u00a0kr", "250\u00a0kr", "0\u00a0kr"]
    assert made.bars[0].top < made.bars[1].top < made.bars[2].top < made.height
    assert drawn(("A", 10**9), ("B", 1)).bars[1].pieces[0].length > 0  # what is not nothing can be seen


def test_parts_stand_after_each_other() -> None:
    bars = [Bar(label="2025", figure="3 + 1", parts=(3, 1)), Bar(label="2024", figure="0 + 2", parts=(0, 2))]
    made = chart("prov", "Nya", bars, legend=("Nya", "Återkommande"))
    assert made is not None
    first, second = made.bars[0].pieces
    assert (first.part, second.part) == (0, 1)
    assert second.start == first.length == pytest.approx(3 * second.length, abs=0.02)
    assert [piece.part for piece in made.bars[1].pieces] == [1]


@pytest.mark.parametrize("rows", [[], [("A", 5)], [("A", 0), ("B", 0)]])
def test_there_is_no_chart_where_there_is_nothing_to_compare(rows: list[tuple[str, int]]) -> None:
    assert money_chart("prov", "Belopp", rows) is None


def test_long_names_and_long_figures_have_room_on_a_phone() -> None:
    longest = drawn(("En förening med ett mycket långt namn " * 3, 10**12), ("B", 1)).bars[0]
    assert len(longest.label) <= 36
    assert longest.end <= 65


def test_columns_go_from_left_to_right_and_their_heights_are_in_proportion() -> None:
    bars = [Bar(label="2024", figure="50", parts=(50,)), Bar(label="2025", figure="100", parts=(60, 40))]
    made = columns("prov", "Belopp", bars)
    assert made is not None
    first, second = made.columns
    assert first.middle < second.middle
    lower, upper = second.pieces
    assert lower.length + upper.length == pytest.approx(2 * first.pieces[0].length)
    assert upper.start + upper.length == pytest.approx(lower.start)
    assert second.top == upper.start
    assert columns("prov", "Belopp", bars[:1]) is None
