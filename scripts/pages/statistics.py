"""Statistics of all years, and a page of the same figures for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from register.company import COMPANY
from register.status import ACCOUNTED, Account
from register.swedish import amount, count

from pages.charts import Bar, Chart, ColumnChart, columns, money_chart, overlap_chart
from pages.figures import Figures, GroupFigures, asked_for, closed_accounts, figures, first_decisions, group_figures
from pages.format import rounded, share
from pages.groups import TOP_RECIPIENTS
from pages.key_points import (
    WORDINGS,
    accounts_point,
    money_summary,
    older_point,
    overlap_summary,
    per_home_point,
    recipients_point,
    women_point,
)
from pages.links import CODED, Dimension, Link
from pages.page import Page, PageKind
from pages.place_map import place_maps
from pages.render import render_page, render_template
from pages.site_index import Entry, Group, SiteIndex, Sum, total

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
    def is_exact(self) -> bool:
        """Return whether every grant says how it is divided between the groups, so that amounts add up to the whole."""
        return bool(self.rows) and self.rows[0].exact is not None

    @property
    def with_homes(self) -> bool:
        """Return whether the number of homes is known anywhere."""
        return any(row.per_home is not None for row in self.rows)


def tables(index: SiteIndex, here: str) -> str:
    """The figures of all years."""
    years, whole = _by_year(index)
    return render_template(
        "statistics.html",
        here,
        index=index,
        choices=_choices(index),
        years=years,
        whole=whole,
        sections=_sections(index, whole),
        charts=year_charts(years),
        **_top_recipients(index),
        account_labels=[part.label for part in Account],
        accounted=ACCOUNTED,
        points={
            "pengar": money_summary([(_name(row), row.sum.amount) for row in years], whole.sum.amount, Dimension.YEAR),
            "kvinnor": women_point(whole.women, whole.with_women),
            "mottagare": recipients_point(whole.new, whole.returning),
            "redovisat": accounts_point(whole.accounts),
        },
    )


def grants(index: SiteIndex, here: str) -> str:
    """The kronor asked for, granted, paid and repaid, and how many applications of each round were granted.

    Sums that are compared are of the same partnerships, and rounds are counted where both numbers are known.
    """
    applied = [entry for entry in index.entries if asked_for(entry) is not None]
    rounds = [one for one in index.register.rounds if one.applications and one.granted is not None]
    return render_template(
        "statistics_grants.html",
        here,
        index=index,
        whole=total(index.entries),
        closed=closed_accounts(index.entries),
        years=[closed_accounts(group.entries, group.link) for group in index.groups[Dimension.YEAR]],
        applied=total(applied),
        asked_for=sum(asked_for(entry) or 0 for entry in applied),
        rounds=sorted(rounds, key=lambda one: one.opens, reverse=True),
        total={
            "applications": sum(one.applications or 0 for one in rounds),
            "granted": sum(one.granted or 0 for one in rounds),
            "refused": sum(one.refused or 0 for one in rounds),
            "amount_refused": sum(one.amount_refused or 0 for one in rounds),
        },
    )


def year_pages(index: SiteIndex) -> Iterator[Page]:
    """The figures of each year, next to those of all years."""
    years, whole = _by_year(index)
    for group, own in zip(index.groups[Dimension.YEAR], years, strict=True):
        said = f"{count(own.sum.count, 'samarbete', 'samarbeten')}, {amount(own.sum.amount)}"
        yield render_page(
            "statistics_year.html",
            path=f"statistik/{group.link.code}",
            title=f"Statistik {group.link.name}",
            description=f"{COMPANY.register_title} {group.link.name} i siffror: {said}.",
            kind=PageKind.TOTALS,
            parent=ABOVE,
            index=index,
            choices=_choices(index),
            year=group.link,
            own=own,
            accounted=ACCOUNTED,
            money=closed_accounts(group.entries),
            whole=whole,
            sections=_sections(index, own, group),
            points=[
                recipients_point(own.new, own.returning),
                women_point(own.women, own.with_women),
                accounts_point(own.accounts),
            ],
        )


def _by_year(index: SiteIndex) -> tuple[list[Figures], Figures]:
    """Return the figures of each year, the newest first, and those of all."""
    first = first_decisions(index)
    years = [figures(group.entries, first, index.today, group.link) for group in index.groups[Dimension.YEAR]]
    return years, figures(index.entries, first, index.today)


def _top_recipients(index: SiteIndex) -> dict[str, object]:
    """Give the recipients that have been granted most, of all years, and the caption of their table."""
    ranked = sorted(index.groups[Dimension.RECIPIENT], key=lambda group: -group.total.amount)
    most = min(TOP_RECIPIENTS, len(ranked))
    return {
        "top": [(group.link, group.total) for group in ranked[:most]],
        "top_caption": f"De {most} mottagare som har beviljats mest, av {len(ranked)}, alla år",
    }


def _choices(index: SiteIndex) -> list[Link]:
    years = (group.link for group in index.groups[Dimension.YEAR])
    return [Link("Alla år", "statistik/"), *(Link(year.name, _address(year)) for year in years)]


def _address(year: Link) -> str:
    return f"statistik/{year.code}/"


def _sections(index: SiteIndex, whole: Figures, of: Group | None = None) -> dict[str, Section]:
    """Neighbourhoods, themes and target groups, by the first part of their addresses."""
    entries = of.entries if of else index.entries
    return {dimension.value: _section(index, entries, dimension, whole) for dimension in CODED}


def _section(index: SiteIndex, entries: Sequence[Entry], dimension: Dimension, whole: Figures) -> Section:
    rows = group_figures(index, entries, dimension)
    known = [(row.link.name, row.per_home) for row in rows if row.per_home is not None]
    exact = [(row.link.name, row.exact) for row in rows if row.exact is not None]
    sums = [(row.link.name, row.sum) for row in rows]
    by_size = sorted(sums, key=lambda pair: -pair[1].amount)
    point = money_summary(exact, whole.sum.amount, dimension) if exact else overlap_summary(sums, dimension)
    if dimension is Dimension.TARGET_GROUP:
        point = f"{_reaching_older(index, entries, whole)} {point}".strip()
    return Section(
        dimension=dimension,
        rows=rows,
        chart=_chart(dimension, exact, by_size),
        point=point,
        homes_chart=money_chart("per-bostad", "Beviljat belopp per bostad", known),
        homes_point=per_home_point(known),
    )


def _chart(dimension: Dimension, exact: Sequence[tuple[str, int]], by_size: Sequence[tuple[str, Sum]]) -> Chart | None:
    """The neighbourhoods by size; what the other dimensions show is in their tables."""
    if dimension is not Dimension.NEIGHBOURHOOD:
        return None
    money = WORDINGS[dimension].money
    if exact:
        return money_chart(dimension.value, money, sorted(exact, key=lambda pair: -pair[1]))
    return overlap_chart(dimension.value, money, by_size)


def _reaching_older(index: SiteIndex, entries: Sequence[Entry], whole: Figures) -> str:
    """Answer whether the partnerships reach older people; empty where the list has no such group."""
    if not any(code.code == "aldre" for code in index.register.target_groups):
        return ""
    older = [entry for entry in entries if "aldre" in entry.partnership.target_groups]
    for_all = [
        e for e in entries if "alla" in e.partnership.target_groups and "aldre" not in e.partnership.target_groups
    ]
    return older_point(total(older), total(for_all), whole.sum)


def _name(figures: Figures) -> str:
    return figures.link.name if figures.link else "Alla år"


def year_charts(years: Sequence[Figures]) -> dict[str, ColumnChart | None]:
    """The charts of what is shown year by year, the first year to the left."""
    in_order = [(_name(row)[:4], row) for row in reversed(years)]
    return {
        "pengar": columns(
            "ar",
            "Beviljat belopp per år",
            [Bar(label=year, figure=rounded(row.sum.amount), parts=(row.sum.amount,)) for year, row in in_order],
        ),
        "redovisat": columns(
            "redovisat",
            "Beviljat belopp efter hur det är redovisat, per år",
            [
                Bar(
                    label=year,
                    figure=share(row.accounts[Account.COMPLETE].amount, row.sum.amount),
                    parts=tuple(own.amount for own in row.accounts.values()),
                )
                for year, row in in_order
            ],
            legend=tuple(part.label for part in Account),
        ),
    }


def chart_files(index: SiteIndex) -> dict[str, bytes]:
    """Make each chart of all years and each map as an SVG file of its own, by path in the site."""
    years, whole = _by_year(index)
    drawn = [*year_charts(years).values(), _section(index, index.entries, Dimension.NEIGHBOURHOOD, whole).chart]
    files: dict[str, tuple[str, dict[str, object]]] = {}
    files |= {chart.name: ("chart_file.html", {"chart": chart}) for chart in drawn if chart}
    files |= {f"karta-{of.name}": ("map_file.html", {"map": of}) for of in place_maps(index)}
    about = {"example_data": index.example_data, "today": index.today}
    return {
        f"statistik/diagram/{name}.svg": render_template(template, "statistik/", **shown, **about).encode()
        for name, (template, shown) in files.items()
    }
