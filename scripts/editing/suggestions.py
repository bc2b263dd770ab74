"""Propose what follows from what is known: days of reports, a file's name, the recipient's number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, count
from typing import Any

from pages.links import slug
from register.model import Partnership
from register.rules.dates import months_later
from register.rules.registry import Context, has_fields

_LONGEST_NAME = 60
_YEAR = 12
_PLAN_WITHIN, _REPORT_WITHIN = 1, 2  # months after the start, and after the end


def agreement_end(start: date) -> date:
    """The last day of an agreement of one year."""
    return months_later(start, _YEAR) - timedelta(days=1)


def follow_ups(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Propose the reports of a record: a plan, one for each full year before the last, and the final one.

    Without both days of the agreement there are none.
    """
    try:
        start, end = (date.fromisoformat(data["avtal"][key]) for key in ("start", "slut"))
    except (KeyError, TypeError, ValueError):
        return []
    made = [{"typ": "planering", "senast": months_later(start, _PLAN_WITHIN).isoformat()}]
    turn = _YEAR
    while months_later(start, turn) <= end:
        made.append({"typ": "delrapport", "senast": months_later(start, turn).isoformat()})
        turn += _YEAR
    final = months_later(end + timedelta(days=1), _REPORT_WITHIN) - timedelta(days=1)
    return [*made, {"typ": "slutrapport", "senast": final.isoformat()}]


def file_name(title: str) -> str:
    """A title as the name of a file: a–z, 0–9 and hyphens."""
    name = slug(title, "")
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]


def free_name(context: Context, year: int, title: str) -> str:
    """The name of a file for a new record of a year that no other record has."""

    def taken(name: str) -> bool:
        return f"{year}/{name}" in context.records or f"partnerships/{year}/{name}.yaml" in context.unread

    return numbered(file_name(title) or "samarbete", taken)


def numbered(name: str, taken: Callable[[str], bool]) -> str:
    """Return a name, or the first with a number after it that is not taken: `name-2`."""
    return next(one for one in chain([name], (f"{name}-{turn}" for turn in count(2))) if not taken(one))


def recipients(context: Context) -> dict[str, Partnership]:
    """Every recipient by name, with the record where it was last seen."""
    return {record.recipient.name: record for record in _by_decision(context)}


def known_name(context: Context, name: str) -> str:
    """The name of a recipient as the register spells it: the same but for case, accents and signs; else as given."""
    wanted = file_name(name)
    return next((known for known in recipients(context) if file_name(known) == wanted), name)


def usual_decider(context: Context) -> str:
    """Who made the latest decision."""
    decided = [
        record.decision.decided_by for record in _by_decision(context) if has_fields(record, "decision.decided_by")
    ]
    return decided[-1] if decided else ""


def can_be_continued(context: Context, name: str, start: date) -> list[Partnership]:
    """The records of a recipient that end before a day and that no other continues, latest first."""
    return [
        record
        for record in reversed(list(_by_decision(context)))
        if record.recipient.name == name
        and has_fields(record, "agreement.end", "title")
        and record.agreement.end < start
        and record.id not in context.continued
    ]


def _by_decision(context: Context) -> Iterator[Partnership]:
    known = [record for record in context.partnerships() if has_fields(record, "decision.date", "recipient.name")]
    return iter(sorted(known, key=lambda record: (record.decision.date, record.id)))
