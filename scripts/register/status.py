"""The state of a partnership, and how far it is accounted for: both follow from the record and `today`."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from register.model import FollowUp, Partnership, Results


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


class Account(Enum):
    """How far a grant is accounted for, in the order it is shown; the value is the code of the open data."""

    COMPLETE = "redovisat"
    INCOMPLETE = "ofullstandigt"
    WAITING = "senare"
    OVERDUE = "forsenat"

    @property
    def label(self) -> str:
        """The part in Swedish, as it is shown."""
        return _ACCOUNTS[self]


_ACCOUNTS = {
    Account.COMPLETE: "Resultat redovisat",
    Account.INCOMPLETE: "Ofullständigt redovisat",
    Account.WAITING: "Ska redovisas senare",
    Account.OVERDUE: "Skulle ha redovisats",
}
ACCOUNTED = (
    "Ett belopp räknas som «resultat redovisat» när slutrapporten har kommit in, och resultatet har antal och beskrivs "
    "i mer än en mening. Har den kommit in utan det är beloppet «ofullständigt redovisat»."
)
# The end of a sentence and the beginning of the next one; an abbreviation before a number or a name is no end
_NEXT_SENTENCE = re.compile(
    r"[.!?](?<!\bt\.ex.)(?<!\bbl\.a.)(?<!\bm\.m.)(?<!\bm\.fl.)(?<!\bca.)(?<!\bkl.)(?<!\bnr.)(?<!\bst.)"
    r"[»”\")]?\s+(?=[«”\"(]?[A-ZÅÄÖ0-9])"
)


def missing_from(results: Results) -> tuple[str, ...]:
    """Return what results lack to say something, as Swedish sentences; none when they do."""
    found = []
    if results.occasions is None and results.participants is None:
        found.append("Resultatet saknar både antal tillfällen och antal deltagare.")
    if not _NEXT_SENTENCE.search(results.summary):
        found.append("Resultatet beskrivs i bara en mening.")
    return tuple(found)


def account(partnership: Partnership, today: date) -> Account:
    """How far the grant is accounted for on `today`, also when the partnership was interrupted."""
    report = final_report(partnership)
    if report is not None and is_received(report, today):
        results = partnership.results
        return Account.INCOMPLETE if results is None or missing_from(results) else Account.COMPLETE
    return Account.OVERDUE if report is not None and report.due < today else Account.WAITING


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
    if report is not None and is_received(report, today):
        return Status.REPORTED
    if report is not None and report.due < today:
        return Status.REPORT_OVERDUE
    if today < partnership.agreement.start:
        return Status.PLANNED
    if today <= partnership.agreement.end:
        return Status.RUNNING
    return Status.AWAITING_REPORT


def is_received(item: FollowUp, today: date) -> bool:
    """Return whether what is to be accounted for has come in by `today`."""
    return item.received is not None and item.received <= today


def is_overdue(item: FollowUp, today: date) -> bool:
    """Return whether the last day has passed and nothing has come in."""
    return item.received is None and item.due < today
