"""Parts about follow-up: what the states mean, what has come in when agreements end, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from register.model import Correction, FollowUp
from register.status import Status, final_report

from pages import render
from pages.page import Kind, Page
from pages.pagination import ListPage, sheets
from pages.site_index import Entry, SiteIndex, by_status

SOON = 10
ENDED = (Status.REPORT_OVERDUE, Status.AWAITING_REPORT, Status.REPORTED, Status.INTERRUPTED)


def states(views: SiteIndex, here: str) -> str:
    """Every state, what it means and how many have it."""
    counts = Counter(entry.status for entry in views.entries)
    return render.body("states.html", here, states=[(state, counts[state]) for state in Status])


def ended_agreements(views: SiteIndex, here: str) -> str:
    """Every agreement that has ended, and how many there are in each state."""
    ended = _ended(views)
    return render.body(
        "ended_agreements.html",
        here,
        views=views,
        states=by_status(ended),
        sheet=next(_ended_sheets(ended)),
        end=end_of,
        final_report=final_report,
    )


def accounts(views: SiteIndex, here: str) -> str:
    """What has come in and what has not, by kind, and what is to be accounted for next."""
    return render.body(
        "accounts.html",
        here,
        views=views,
        kinds=_kinds(views),
        coming=_coming(views)[:SOON],
        calendar=views.file("data/rapportdagar.ics"),
    )


def corrections(views: SiteIndex, here: str) -> str:
    """All corrections, newest first."""
    feed = views.file("data/rattelser.atom")
    return render.body("corrections.html", here, sheet=next(_correction_sheets(views)), feed=feed)


def overflow_pages(views: SiteIndex) -> Iterator[Page]:
    """What does not fit on the authored pages: more agreements that have ended, and more corrections."""
    for sheet in islice(_ended_sheets(_ended(views)), 1, None):
        yield render.page(
            "ended_more.html",
            path=sheet.path,
            title=sheet.label + sheet.suffix,
            description="Avtal som har slutat och deras slutrapport.",
            kind=Kind.LIST,
            parent="uppfoljning/index",
            searchable=False,
            views=views,
            sheet=sheet,
            end=end_of,
            final_report=final_report,
        )
    for of in islice(_correction_sheets(views), 1, None):
        yield render.page(
            "corrections_more.html",
            path=of.path,
            title=of.label + of.suffix,
            description="Rättelser i publicerade uppgifter, de nyaste först.",
            kind=Kind.LIST,
            parent="om/rattelser",
            searchable=False,
            views=views,
            sheet=of,
        )


def is_in(item: FollowUp, today: date) -> bool:
    """Whether what is to be accounted for has come in by `today`."""
    return item.received is not None and item.received <= today


def end_of(entry: Entry) -> date:
    """The last day of an agreement that has ended: that of the interruption where there was one."""
    interruption = entry.partnership.interruption
    if entry.status is Status.INTERRUPTED and interruption is not None:
        return interruption.date
    return entry.partnership.agreement.end


def _ended(views: SiteIndex) -> list[Entry]:
    """The agreements that have ended, by state, those that ended last first."""
    ended = [entry for entry in views.entries if entry.status in ENDED]
    ended.sort(key=end_of, reverse=True)
    ended.sort(key=lambda entry: ENDED.index(entry.status))
    return ended


def _ended_sheets(ended: Sequence[Entry]) -> Iterator[ListPage[Entry]]:
    return sheets("Avtal som har slutat", ended, "uppfoljning/index")


def _correction_sheets(views: SiteIndex) -> Iterator[ListPage[tuple[Correction, Entry]]]:
    found = [(correction, entry) for entry in views.entries for correction in entry.partnership.corrections]
    found.sort(key=lambda pair: pair[0].date, reverse=True)
    return sheets("Rättelser", found, "om/rattelser")


def _coming(views: SiteIndex) -> list[tuple[FollowUp, str, Entry]]:
    """What is to be accounted for next: the item, what it is called, and the partnership; soonest first."""
    kinds = views.register.fields["uppfoljning.typ"].choices
    found = [
        (item, kinds[item.kind], entry)
        for entry in views.entries
        if entry.status is not Status.INTERRUPTED
        for item in entry.partnership.follow_ups
        if item.due >= views.today and not is_in(item, views.today)
    ]
    return sorted(found, key=lambda one: (one[0].due, one[2].partnership.id))


def _kinds(views: SiteIndex) -> Sequence[tuple[str, int, int, int]]:
    """For each kind of account: its label, how many have come in, are still to come, and are missing.

    What has not come in when a partnership is interrupted is neither.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for entry in views.entries:
        for item in entry.partnership.follow_ups:
            if is_in(item, views.today):
                counts[item.kind, "in"] += 1
            elif entry.status is not Status.INTERRUPTED:
                counts[item.kind, "coming" if item.due >= views.today else "missing"] += 1
    kinds = views.register.fields["uppfoljning.typ"].choices
    return [
        (label, counts[kind, "in"], counts[kind, "coming"], counts[kind, "missing"]) for kind, label in kinds.items()
    ]
