"""Calendars (RFC 5545): application rounds, and the last days for reports that have not come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from register.history import midnight
from register.model import FollowUp
from register.status import Status

from opendata.calendar_text import component, day, line, moment, text
from opendata.publisher import EXAMPLE_NOTICE, PUBLISHER, stable_id
from opendata.snapshot import Entry, Snapshot, record_page

ROUNDS_SOURCE = "content/listor/ansokningsomgangar.yaml"

# A calendar must hold something. The time zone stands in it even when there is no event yet.
_TIME_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")


def rounds_calendar(snapshot: Snapshot) -> bytes:
    """When it can be applied for support, and when the answer comes."""
    oldest = min((policy.in_force for policy in snapshot.register.policies), default=snapshot.today)
    stamp = snapshot.history.last(ROUNDS_SOURCE) or midnight(oldest)
    page = snapshot.at("ansok/")
    events = [
        _event(f"{item.name}#{kind}", title, f"Ansökningsomgången {item.name}.", first, last, stamp, page)
        for item in snapshot.register.rounds
        for kind, title, first, last in (
            ("oppen", f"Ansökan öppen: {item.name}", item.opens, item.closes),
            ("sista-dag", f"Sista dagen att söka: {item.name}", item.closes, item.closes),
            ("beslut", f"Besked senast: {item.name}", item.decided_by, item.decided_by),
        )
    ]
    return _calendar("Ansökningsomgångar för stadsdelssamarbeten", snapshot, events)


def reports_calendar(snapshot: Snapshot) -> bytes:
    """The last day of every report that is still to come, overdue ones too."""
    of_kind = snapshot.register.fields["uppfoljning.typ"].choices
    events = [
        _event(
            f"{entry.record.id}#{item.index}",
            f"{of_kind[item.kind]} senast: {entry.record.title}",
            f"{entry.record.recipient.name} ska lämna {of_kind[item.kind].lower()}.",
            item.due,
            item.due,
            entry.modified,
            snapshot.at(record_page(entry.record.id)),
        )
        for entry, item in _expected(snapshot)
    ]
    return _calendar("Rapportdagar för stadsdelssamarbeten", snapshot, events)


def _expected(snapshot: Snapshot) -> Iterator[tuple[Entry, FollowUp]]:
    for entry in snapshot.entries:
        if entry.status is not Status.INTERRUPTED:
            yield from ((entry, item) for item in entry.record.follow_ups if item.received is None)


def _calendar(name: str, snapshot: Snapshot, events: Iterable[str]) -> bytes:
    lines = [line("VERSION", "2.0"), text("PRODID", f"-//{PUBLISHER}//Stadsdelssamarbeten//SV")]
    if snapshot.example_data:
        lines.append(text("DESCRIPTION", EXAMPLE_NOTICE))
    lines += [text("NAME", name), text("X-WR-CALNAME", name), line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")]
    return component("VCALENDAR", [*lines, _TIME_ZONE, *events]).encode("utf-8")


def _event(name: str, title: str, told: str, first: date, last: date, stamp: datetime, page: str | None) -> str:
    """An event of whole days; the end of a period of days is the day after."""
    lines = [
        text("SUMMARY", title),
        day("DTSTART", first),
        day("DTEND", last + timedelta(days=1)),
        moment("DTSTAMP", stamp),
        line("UID", stable_id("handelse", name)),
        text("DESCRIPTION", told),
        moment("LAST-MODIFIED", stamp),
        line("TRANSP", "TRANSPARENT"),
    ]
    if page:
        lines.append(line("URL", page))
    return component("VEVENT", lines)
