"""Bar charts as values: what each bar is called, what it shows and how long it is. The template draws them as SVG.

Lengths are shares of the chart's width and heights follow the size of the text, so a chart is as easy to read on a
phone as on a wide screen. Nothing in it needs a script, and colours come from the style list_page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from register.swedish import amount

from pages.format import shortened
from pages.site_index import Sum

ROW = 3.1  # the height of a bar with its label, in the size of its text
TALLEST = 10.0  # column
_LONGEST_LABEL = 36
_LEAST = 0.4  # what is not nothing can be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar before it has a length. `figure` is printed after it; `parts` are what it is made of, in any unit."""

    label: str
    figure: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar that is drawn: its start and its length, in per cent of the chart's width.

    Of a column the top and the height, in sizes of the text.
    """

    part: int
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """A bar with its place. `top` is its distance from the top in sizes of the text, `end` where its figure begins."""

    label: str
    figure: str
    top: float
    end: float
    pieces: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A finished chart. `name` begins its ids. `legend` names the parts where there are several."""

    name: str
    title: str
    bars: tuple[DrawnBar, ...]
    height: float
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column with its place: `left`, `middle` and `width` in per cent, `top` in sizes of the text."""

    label: str
    figure: str
    left: float
    middle: float
    width: float
    top: float
    pieces: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChart:
    """A finished chart of columns; the label of each is under it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    height: float
    legend: tuple[str, ...]


def chart(name: str, title: str, bars: Sequence[Bar], *, legend: tuple[str, ...] = ()) -> Chart | None:
    """Draw the bars: the longest one fills the width. None where there is nothing to compare."""
    most = max((sum(bar.parts) for bar in bars), default=0)
    if len(bars) < 2 or not most:
        return None
    width = _width(max(len(bar.figure) for bar in bars))
    return Chart(
        name=name,
        title=title,
        bars=tuple(_layout(bar, place, width / most) for place, bar in enumerate(bars)),
        height=_rounded(len(bars) * ROW),
        legend=legend,
    )


def columns(name: str, title: str, bars: Sequence[Bar], legend: tuple[str, ...] = ()) -> ColumnChart | None:
    """Draw the bars as columns from left to right, for years: the tallest fills the height."""
    most = max((sum(bar.parts) for bar in bars), default=0)
    if len(bars) < 2 or not most:
        return None
    step = 100 / len(bars)
    drawn = []
    for place, bar in enumerate(bars):
        top, pieces = TALLEST + 1.5, []
        for part, size in enumerate(bar.parts):
            if size:
                height = max(size * TALLEST / most, _LEAST / 4)
                top -= height
                pieces.append(Segment(part, _rounded(top), _rounded(height)))
        drawn.append(
            Column(
                label=bar.label,
                figure=bar.figure,
                left=_rounded(step * (place + 0.15)),
                middle=_rounded(step * (place + 0.5)),
                width=_rounded(step * 0.7),
                top=_rounded(top),
                pieces=tuple(pieces),
            )
        )
    return ColumnChart(name=name, title=title, columns=tuple(drawn), height=TALLEST + 3, legend=legend)


def money_chart(name: str, title: str, rows: Sequence[tuple[str, int]]) -> Chart | None:
    """A bar of kronor for each name."""
    return chart(name, title, [Bar(label=label, figure=amount(kronor), parts=(kronor,)) for label, kronor in rows])


def overlap_chart(name: str, title: str, rows: Sequence[tuple[str, Sum]]) -> Chart | None:
    """Draw a bar of kronor for each name, parted where a grant is counted for other names too."""
    bars = [Bar(label=label, figure=amount(s.amount), parts=(s.only, s.amount - s.only)) for label, s in rows]
    return chart(name, title, bars, legend=("Bara här", "Tillsammans med andra"))


def _width(figure: int) -> float:
    """The width left for the bars next to figures of so many letters on the narrowest screen, in per cent."""
    return max(35.0, min(80.0, 100 - (figure + 2) * 2.75))


def _layout(bar: Bar, place: int, unit: float) -> DrawnBar:
    start, pieces = 0.0, []
    for part, size in enumerate(bar.parts):
        if size:
            length = max(size * unit, _LEAST)
            pieces.append(Segment(part, _rounded(start), _rounded(length)))
            start += length
    return DrawnBar(
        label=shortened(bar.label, _LONGEST_LABEL),
        figure=bar.figure,
        top=_rounded(place * ROW),
        end=_rounded(start),
        pieces=tuple(pieces),
    )


def _rounded(length: float) -> float:
    return round(length, 2)
