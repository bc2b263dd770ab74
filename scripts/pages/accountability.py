"""Parts about follow-up: what the states mean, what has come in when agreements end, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from register.model import FollowUp
from register.status import Status, final_report

from pages import render
from pages.sheets import ROWS
from pages.views import Entry, Views, by_status

ENDED = (Status.REPORT_OVERDUE, Status.AWAITING_REPORT, Status.REPORTED, Status.INTERRUPTED)


def states(views: Views, here: str) -> str:
    """Every state, what it means and how many have it."""
    counts = Counter(entry.status for entry in views.entries)
    return render.body("states.html", here, states=[(state, counts[state]) for state in Status])


def ended_agreements(views: Views, here: str) -> str:
    """What has come in: sums by state, accounts by kind, and every agreement that has ended."""
    ended = [entry for entry in views.entries if entry.status in ENDED]
    ended.sort(key=_end, reverse=True)
    ended.sort(key=lambda entry: ENDED.index(entry.status))
    return render.body(
        "ended_agreements.html",
        here,
        views=views,
        states=by_status(ended),
        kinds=_kinds(views),
        ended=[(entry, _end(entry), final_report(entry.partnership)) for entry in ended[:ROWS]],
        left_out=max(0, len(ended) - ROWS),
    )


def corrections(views: Views, here: str) -> str:
    """All corrections, newest first."""
    found = [(correction, entry) for entry in views.entries for correction in entry.partnership.corrections]
    found.sort(key=lambda pair: pair[0].date, reverse=True)
    return render.body("corrections.html", here, corrections=found[:ROWS], left_out=max(0, len(found) - ROWS))


def is_in(item: FollowUp, today: date) -> bool:
    """Whether what is to be accounted for has come in by `today`."""
    return item.received is not None and item.received <= today


def _end(entry: Entry) -> date:
    interruption = entry.partnership.interruption
    if entry.status is Status.INTERRUPTED and interruption is not None:
        return interruption.date
    return entry.partnership.agreement.end


def _kinds(views: Views) -> Sequence[tuple[str, int, int, int]]:
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
