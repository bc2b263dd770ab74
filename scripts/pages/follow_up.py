"""Parts about follow-up: what the states mean, what has come in when agreements end, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from register.model import Correction
from register.status import ACCOUNTED, Status, final_report

from pages.figures import accounts, report_state, reports
from pages.key_points import accounts_point
from pages.page import ListPage, Page, PageKind, paginate
from pages.render import render_page, render_template
from pages.site_index import Entry, SiteIndex, by_status

SOON = 10
ENDED = (Status.REPORT_OVERDUE, Status.AWAITING_REPORT, Status.REPORTED, Status.INTERRUPTED)


def states(index: SiteIndex, here: str) -> str:
    """Every state, what it means and how many have it."""
    counts = Counter(entry.status for entry in index.entries)
    return render_template("states.html", here, states=[(state, counts[state]) for state in Status])


def ended_agreements(index: SiteIndex, here: str) -> str:
    """Every agreement that has ended, and how many there are in each state."""
    ended = _ended(index)
    return render_template(
        "ended_agreements.html",
        here,
        index=index,
        states=by_status(ended),
        list_page=next(_ended_pages(ended)),
        end=end_of,
        final_report=final_report,
    )


def reports_overview(index: SiteIndex, here: str) -> str:
    """Reports that have come in and that have not, by kind, and those to come next."""
    return render_template(
        "accounts.html",
        here,
        index=index,
        kinds=_kinds(index),
        point=accounts_point(accounts(index.entries, index.today)),
        accounted=ACCOUNTED,
        coming=[
            (item, index.choice("uppfoljning.typ", item.kind), entry)
            for item, entry in reports(index.entries, "kommer", index.today)[:SOON]
        ],
        calendar=index.file("data/rapportdagar.ics"),
    )


def corrections(index: SiteIndex, here: str) -> str:
    """All corrections, newest first."""
    feed = index.file("data/rattelser.atom")
    return render_template("corrections.html", here, list_page=next(_correction_pages(index)), feed=feed)


def overflow_pages(index: SiteIndex) -> Iterator[Page]:
    """Further pages of the lists on authored pages: agreements that have ended, and corrections."""
    ended: Iterator[ListPage[Any]] = _ended_pages(_ended(index))
    said = "Rättelser i publicerade uppgifter, de nyaste först."
    for lists, template, parent, description in (
        (ended, "ended_more.html", "uppfoljning/index", "Avtal som har slutat och deras slutrapport."),
        (_correction_pages(index), "corrections_more.html", "om/rattelser", said),
    ):
        for list_page in islice(lists, 1, None):
            yield render_page(
                template,
                path=list_page.path,
                title=list_page.label + list_page.suffix,
                description=description,
                kind=PageKind.LIST,
                parent=parent,
                searchable=False,
                index=index,
                list_page=list_page,
                end=end_of,
                final_report=final_report,
            )


def end_of(entry: Entry) -> date:
    """The last day of an agreement that has ended: that of the interruption where there was one."""
    interruption = entry.partnership.interruption
    if entry.status is Status.INTERRUPTED and interruption is not None:
        return interruption.date
    return entry.partnership.agreement.end


def _ended(index: SiteIndex) -> list[Entry]:
    """The agreements that have ended, by state, those that ended last first."""
    ended = [entry for entry in index.entries if entry.status in ENDED]
    ended.sort(key=end_of, reverse=True)
    ended.sort(key=lambda entry: ENDED.index(entry.status))
    return ended


def _ended_pages(ended: Sequence[Entry]) -> Iterator[ListPage[Entry]]:
    return paginate("Avtal som har slutat", ended, "uppfoljning/index")


def _correction_pages(index: SiteIndex) -> Iterator[ListPage[tuple[Correction, Entry]]]:
    found = [(correction, entry) for entry in index.entries for correction in entry.partnership.corrections]
    found.sort(key=lambda pair: pair[0].date, reverse=True)
    return paginate("Rättelser", found, "om/rattelser")


def _kinds(index: SiteIndex) -> Sequence[tuple[str, str, dict[str, int]]]:
    """For each kind of account: its code, its label, and how many have come in, are still to come, and are missing."""
    counts = Counter(
        (item.kind, report_state(entry, item, index.today))
        for entry in index.entries
        for item in entry.partnership.follow_ups
    )
    kinds = index.register.fields["uppfoljning.typ"].choices
    return [
        (kind, label, {state: counts[kind, state] for state in ("in", "kommer", "saknas")})
        for kind, label in kinds.items()
    ]
