"""Pages of totals: one a year, neighbourhood, theme, target group and recipient, and an index of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from register.company import COMPANY
from register.status import Status
from register.swedish import amount, count

from pages.charts import Chart, money_chart, overlap_chart
from pages.figures import closed_accounts
from pages.finder import filters
from pages.key_points import WORDINGS, money_summary, overlap_summary
from pages.links import SOLE_TRADERS, Dimension, Link
from pages.page import CARDS, ListPage, Page, PageKind, paginate
from pages.place_map import per_thousand, place_maps
from pages.render import render_page
from pages.site_index import Entry, Group, SiteIndex, Sum, by_status, count_recipients, total

TOP_RECIPIENTS = 10
_PHASES = {Status.RUNNING: ("pagar-nu", "Pågår nu"), Status.PLANNED: ("planerade", "Beslutade, börjar senare")}
_ENDED = ("avslutade", "Avtalet har slutat")
EXCLUSIVE = frozenset({Dimension.YEAR, Dimension.RECIPIENT})  # a partnership is in one group of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The sums of a group by another dimension: a table, and its chart and main point where there is one."""

    caption: str
    head: str
    rows: Sequence[tuple[Link, Sum]]
    overlapping: bool
    chart: Chart | None
    point: str


def group_pages(index: SiteIndex) -> Iterator[Page]:
    """Every page of totals, dimension by dimension, each index first."""
    for dimension in Dimension:
        yield from _index_pages(dimension, index)
        for group in index.groups[dimension]:
            entries = _by_phase(group)
            facts = {
                "running": sum(entry.status is Status.RUNNING for entry in entries),
                "recipients": count_recipients(entries),
                "shared": total(entry for entry in entries if len(entry.groups[dimension]) > 1),
            }
            for list_page in paginate("Samarbeten", entries, group.link.path, CARDS):
                yield _group_page(group, facts, list_page, index)


def _index_pages(dimension: Dimension, index: SiteIndex) -> Iterator[Page]:
    words = WORDINGS[dimension]
    groups, whole = index.groups[dimension], total(index.entries)
    sums = [(group.link.name, group.total) for group in groups]
    amounts = [(name, of.amount) for name, of in sums]
    ranked = dimension in EXCLUSIVE
    for list_page in paginate(words.many, groups, f"{dimension.value}/index"):
        yield render_page(
            "groups.html",
            path=list_page.path,
            title=words.many + list_page.suffix,
            description=f"{words.lead} Med antal och beviljat belopp.",
            kind=PageKind.LIST,
            parent=None if list_page.number == 1 else f"{dimension.value}/index",
            searchable=list_page.number == 1,
            keywords=words.index_keywords,
            index=index,
            words=words,
            list_page=list_page,
            coded=any(group.description for group in groups),
            whole=whole,
            Dimension=Dimension,
            maps=place_maps(index) if dimension is Dimension.NEIGHBOURHOOD else [],
            inhabitants=per_thousand(index) if dimension is Dimension.NEIGHBOURHOOD else None,
            dimension=dimension,
            chart=money_chart("ar", words.money, amounts)
            if dimension is Dimension.YEAR and list_page.number == 1
            else None,
            point=money_summary(amounts, whole.amount, dimension) if ranked else overlap_summary(sums, dimension),
        )


def compare_page(index: SiteIndex) -> Page:
    """Make the page that puts two groups side by side; a script fills it by the groups in its address."""
    title = f"Jämför två {COMPANY.stadsdelar}, år eller mottagare"
    return render_page(
        "compare.html",
        path="jamfor/index",
        title=title,
        description=f"Två {COMPANY.stadsdelar}, år, teman, målgrupper eller mottagare sida vid sida.",
        kind=PageKind.TEXT,
        keywords="jämföra, jämförelse, skillnad",
        index=index,
        heading=title,
        labels=json.dumps({of.name: of.label for of in filters(index)}, ensure_ascii=False),
        dimensions=[
            (WORDINGS[dimension], index.groups[dimension]) for dimension in Dimension if index.groups[dimension]
        ],
    )


def _group_page(group: Group, facts: dict[str, Any], list_page: ListPage[Entry], index: SiteIndex) -> Page:
    words = WORDINGS[group.dimension]
    heading = f"Samarbeten {group.link.name}" if group.dimension is Dimension.YEAR else group.link.name
    found = f"{count(group.total.count, 'samarbete', 'samarbeten')}, {amount(group.total.amount)} beviljat."
    return render_page(
        "group.html",
        path=list_page.path,
        title=heading + list_page.suffix,
        description=f"{group.description} {found}".strip() if group.description else f"{heading}: {found}",
        kind=PageKind.TOTALS,
        parent=f"{group.dimension.value}/index" if list_page.number == 1 else group.link.path,
        updated=group.entries[0].partnership.decision.date if group.entries else None,
        searchable=list_page.number == 1,
        keywords=words.keywords,
        **facts,
        **_shown(group, list_page, index),
        index=index,
        words=words,
        running_status=Status.RUNNING,
        group=group,
        heading=heading,
        list_page=list_page,
    )


def _by_phase(group: Group) -> list[Entry]:
    """The entries of a neighbourhood with what is running first, then what is planned; others as they are."""
    order = [*_PHASES] if group.dimension is Dimension.NEIGHBOURHOOD else []
    return sorted(group.entries, key=lambda entry: order.index(entry.status) if entry.status in order else len(order))


def _sections(group: Group, rows: Sequence[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """The list in parts, each with its anchor and heading: by phase for a neighbourhood, else one."""
    if group.dimension is not Dimension.NEIGHBOURHOOD:
        return [("samarbeten", "Samarbeten", list(rows))]
    phases = ((_PHASES.get(entry.status, _ENDED), entry) for entry in rows)
    return [(*phase, [entry for _, entry in of]) for phase, of in groupby(phases, key=lambda pair: pair[0])]


def _shown(group: Group, list_page: ListPage[Entry], index: SiteIndex) -> dict[str, Any]:
    """Compute what a page of a group shows: all but the list is on the first one only."""
    first = list_page.number == 1
    return {
        "sections": _sections(group, list_page.rows),
        "money": closed_accounts(group.entries) if first else None,
        "states": by_status(group.entries) if first else [],
        "breakdowns": list(_breakdowns(group, index)) if first else [],
    }


def _breakdowns(group: Group, index: SiteIndex) -> Iterator[Breakdown]:
    """The group by each other dimension; nothing for a single record.

    A recipient's money is only drawn year by year: what else it does is better read than seen.
    """
    if len(group.entries) < 2:
        return
    for dimension in Dimension:
        if dimension is group.dimension:
            continue
        words, rows = WORDINGS[dimension], index.breakdown(group.entries, dimension)
        caption, most = words.per, len(rows)
        if dimension is Dimension.RECIPIENT:
            rows.sort(key=lambda row: (-row[1].amount, index.ranks[row[0].address]))
            most = TOP_RECIPIENTS
            if len(rows) > most:  # several sole traders are no single recipient, so they are not ranked
                rows = [row for row in rows if row[0].name != SOLE_TRADERS]
                number = count_recipients(group.entries)
                caption = f"De {TOP_RECIPIENTS} mottagare som har beviljats mest, av {number}"
        drawn = len(rows) > 1 and (group.dimension is not Dimension.RECIPIENT or dimension is Dimension.YEAR)
        yield Breakdown(
            caption=caption,
            head=words.one,
            rows=rows[:most],
            overlapping=dimension not in EXCLUSIVE,
            **_drawn(rows, most, dimension, group) if drawn else {"chart": None, "point": ""},
        )


def _drawn(rows: Sequence[tuple[Link, Sum]], most: int, dimension: Dimension, group: Group) -> dict[str, Any]:
    """Draw the sums, and say their main point; those that overlap are neither ranked nor made shares of."""
    money = WORDINGS[dimension].money
    if dimension in EXCLUSIVE:
        amounts = [(link.name, of.amount) for link, of in rows if link.name != SOLE_TRADERS]
        return {
            "chart": money_chart(dimension.value, money, amounts[:most]),
            "point": money_summary(amounts, group.total.amount, dimension),
        }
    sums = [(link.name, of) for link, of in rows]
    return {
        "chart": overlap_chart(dimension.value, money, sums[:most]),
        "point": overlap_summary(sums, dimension),
    }
