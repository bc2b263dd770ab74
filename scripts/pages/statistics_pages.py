"""Statistics of all years, and a page of the same figures for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages import render
from pages.charts import Bar, Chart, chart, money_chart
from pages.format import amount, count, number, percent, share
from pages.groups import WORDINGS
from pages.key_points import NAMINGS, money_summary, per_home_point, recipients_point, reported_point, women_point
from pages.links import Dimension, Link
from pages.page import Kind, Page
from pages.site_index import Group, SiteIndex
from pages.statistics import Figures, GroupFigures, figures, first_decisions, group_figures

ABOVE = "statistik/index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Money by the groups of a dimension: its table, its chart, and its main point in words."""

    dimension: Dimension
    rows: Sequence[GroupFigures]
    chart: Chart | None
    point: str
    homes_chart: Chart | None
    homes_point: str

    @property
    def with_homes(self) -> bool:
        """Whether the number of homes is known anywhere."""
        return any(row.per_home is not None for row in self.rows)


def tables(views: SiteIndex, here: str) -> str:
    """The figures of all years."""
    first = first_decisions(views)
    years = [figures(group.entries, first, views.today, group.link) for group in views.groups[Dimension.YEAR]]
    whole = figures(views.entries, first, views.today)
    return render.body(
        "statistics.html",
        here,
        views=views,
        choices=_choices(views),
        years=years,
        whole=whole,
        sections=_sections(views, whole),
        charts=_year_charts(years),
        points={
            "pengar": money_summary([(_name(row), row.sum.amount) for row in years], whole.sum.amount, _YEARS),
            "kvinnor": women_point(whole.women, whole.with_women),
            "mottagare": recipients_point(whole.new, whole.returning),
            "slutredovisat": reported_point(whole.reported.amount, whole.ended.amount),
        },
    )


def year_pages(views: SiteIndex) -> Iterator[Page]:
    """The figures of each year, beside those of all years."""
    first = first_decisions(views)
    whole = figures(views.entries, first, views.today)
    for group in views.groups[Dimension.YEAR]:
        own = figures(group.entries, first, views.today, group.link)
        said = f"{count(own.sum.count, 'samarbete', 'samarbeten')}, {amount(own.sum.amount)}"
        yield render.page(
            "statistics_year.html",
            path=f"statistik/{group.link.name}",
            title=f"Statistik {group.link.name}",
            description=f"Stadsdelssamarbeten {group.link.name} i siffror: {said}.",
            kind=Kind.TOTALS,
            parent=ABOVE,
            views=views,
            choices=_choices(views),
            year=group.link,
            own=own,
            whole=whole,
            sections=_sections(views, own, group),
            points=[
                recipients_point(own.new, own.returning),
                women_point(own.women, own.with_women),
                reported_point(own.reported.amount, own.ended.amount),
            ],
        )


_YEARS = NAMINGS[Dimension.YEAR]


def _choices(views: SiteIndex) -> list[Link]:
    years = (group.link.name for group in views.groups[Dimension.YEAR])
    return [Link("Alla år", "statistik/"), *(Link(year, f"statistik/{year}/") for year in years)]


def _sections(views: SiteIndex, whole: Figures, of: Group | None = None) -> dict[str, Section]:
    """Neighbourhoods, themes and target groups, by the first part of their addresses."""
    entries = of.entries if of else views.entries
    made = {}
    for dimension in (Dimension.NEIGHBOURHOOD, Dimension.THEME, Dimension.TARGET_GROUP):
        rows = group_figures(views, entries, dimension)
        known = [(row.link.name, row.per_home) for row in rows if row.per_home is not None]
        money = [(row.link.name, row.sum.amount) for row in rows]
        made[dimension.value] = Section(
            dimension=dimension,
            rows=rows,
            chart=money_chart(dimension.value, WORDINGS[dimension].money, money),
            point=money_summary(money, whole.sum.amount, NAMINGS[dimension]),
            homes_chart=money_chart("per-bostad", "Beviljat belopp per bostad", known),
            homes_point=per_home_point(known),
        )
    return made


def _name(figures: Figures) -> str:
    return figures.link.name if figures.link else "Alla år"


def _year_charts(years: Sequence[Figures]) -> dict[str, Chart | None]:
    """The charts of what is told year by year."""
    return {
        "pengar": money_chart("ar", "Beviljat belopp per år", [(_name(row), row.sum.amount) for row in years]),
        "antal": chart(
            "antal",
            "Antal samarbeten per år",
            [Bar(label=_name(row), figure=number(row.sum.count), parts=(row.sum.count,)) for row in years],
        ),
        "mottagare": chart(
            "mottagare",
            "Beslut till nya och återkommande mottagare per år",
            [
                Bar(label=_name(row), figure=f"{row.new} + {row.returning}", parts=(row.new, row.returning))
                for row in years
            ],
            legend=("Till nya mottagare", "Till återkommande mottagare"),
        ),
        "kvinnor": chart(
            "kvinnor",
            "Andel flickor och kvinnor bland deltagarna per år",
            [
                Bar(label=_name(row), figure=percent(row.women), parts=(row.women,))
                for row in years
                if row.women is not None
            ],
            whole=100,
        ),
        "slutredovisat": chart(
            "slutredovisat",
            "Slutredovisat belopp i avslutade samarbeten per år",
            [
                Bar(
                    label=_name(row),
                    figure=share(row.reported.amount, row.ended.amount),
                    parts=(row.reported.amount, row.ended.amount - row.reported.amount),
                )
                for row in years
                if row.ended.amount
            ],
            legend=("Slutredovisat", "Inte slutredovisat"),
        ),
    }
