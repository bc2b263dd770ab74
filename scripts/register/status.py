"""The state of a partnership. It is never written: it follows from the dates and `today`."""

from __future__ import annotations

from datetime import date
from enum import Enum

from register.model import FollowUp, Partnership


class Status(Enum):
    """The states, in the order they are shown; the value is the code used in addresses."""

    PLANNED = "planerat"
    RUNNING = "pagar"
    AWAITING_REPORT = "vantar-slutrapport"
    REPORT_OVERDUE = "slutrapport-saknas"
    REPORTED = "slutredovisat"
    INTERRUPTED = "avbrutet"

    @property
    def label(self) -> str:
        """The state in Swedish, as it is shown."""
        return LABELS[self]

    @property
    def explanation(self) -> str:
        """What the state means, one Swedish sentence."""
        return EXPLANATIONS[self]


LABELS = {
    Status.PLANNED: "Beslutat",
    Status.RUNNING: "Pågår",
    Status.AWAITING_REPORT: "Väntar på slutrapport",
    Status.REPORT_OVERDUE: "Slutrapport saknas",
    Status.REPORTED: "Slutredovisat",
    Status.INTERRUPTED: "Avbrutet",
}

EXPLANATIONS = {
    Status.PLANNED: "Beslutet är fattat, men avtalet har inte börjat gälla.",
    Status.RUNNING: "Avtalet gäller nu.",
    Status.AWAITING_REPORT: "Avtalet har slutat. Slutrapporten ska lämnas senare.",
    Status.REPORT_OVERDUE: "Slutrapporten skulle ha lämnats, men den är inte registrerad.",
    Status.REPORTED: "Slutrapporten har kommit in.",
    Status.INTERRUPTED: "Samarbetet avslutades i förtid.",
}


def final_report(partnership: Partnership) -> FollowUp | None:
    """The final report to account for, the last one due where there are several."""
    finals = [item for item in partnership.follow_ups if item.kind == "slutrapport"]
    return max(finals, key=lambda item: item.due, default=None)


def status(partnership: Partnership, today: date) -> Status:
    """The state on `today`.

    An interruption settles it; otherwise a received final report; otherwise the dates.
    """
    report = final_report(partnership)
    if partnership.interruption is not None and partnership.interruption.date <= today:
        return Status.INTERRUPTED
    if report is not None and report.received is not None and report.received <= today:
        return Status.REPORTED
    if report is not None and report.due < today:
        return Status.REPORT_OVERDUE
    if today < partnership.agreement.start:
        return Status.PLANNED
    if today <= partnership.agreement.end:
        return Status.RUNNING
    return Status.AWAITING_REPORT


def is_overdue(item: FollowUp, today: date) -> bool:
    """Whether the last day has passed and nothing has come in."""
    return item.received is None and item.due < today
