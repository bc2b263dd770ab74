"""Calendars (RFC 5545): application rounds, and the last days for reports that have not come in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone
from register.git_history import midnight
from register.model import FollowUp
from register.status import Status

from opendata.metadata import EXAMPLE_NOTICE, PUBLISHER, stable_id
from opendata.snapshot import Entry, Snapshot, record_page

ROUNDS_SOURCE = "content/listor/ansokningsomgangar.yaml"

# A calendar must hold something. The time zone stands in it even when there is no event yet.
_TIME_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")


def rounds_calendar(snapshot: Snapshot) -> bytes:
    """When it can be applied for support, and when the answer comes."""
    oldest = min((policy.in_force for policy in snapshot.register.policies), default=snapshot.today)
    stamp = snapshot.history.last(ROUNDS_SOURCE) or midnight(oldest)
    page = snapshot.at("ansok/")
    calendar = _calendar("Ansökningsomgångar för stadsdelssamarbeten", snapshot)
    for item in snapshot.register.rounds:
        told = f"Ansökningsomgången {item.name}."
        for kind, title, first, last in (
            ("oppen", f"Ansökan öppen: {item.name}", item.opens, item.closes),
            ("sista-dag", f"Sök senast: {item.name}", item.closes, item.closes),
            ("beslut", f"Besked senast: {item.name}", item.decided_by, item.decided_by),
        ):
            calendar.add_component(_event(f"{item.name}#{kind}", title, told, first, last, stamp, page))
    return bytes(calendar.to_ical())


def reports_calendar(snapshot: Snapshot) -> bytes:
    """The last day of every report that is still to come, overdue ones too."""
    of_kind = snapshot.register.fields["uppfoljning.typ"].choices
    calendar = _calendar("Datum för redovisningar av stadsdelssamarbeten", snapshot)
    for entry, item in _expected(snapshot):
        record = entry.record
        title = f"{of_kind[item.kind]} senast: {record.title}"
        told = f"{record.recipient.name} ska lämna {of_kind[item.kind].lower()}."
        page = snapshot.at(record_page(record.id))
        name = f"{record.id}#{item.index}"
        calendar.add_component(_event(name, title, told, item.due, item.due, entry.modified, page))
    return bytes(calendar.to_ical())


def _expected(snapshot: Snapshot) -> Iterator[tuple[Entry, FollowUp]]:
    for entry in snapshot.entries:
        if entry.status is not Status.INTERRUPTED:
            yield from ((entry, item) for item in entry.record.follow_ups if item.received is None)


def _calendar(name: str, snapshot: Snapshot) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{PUBLISHER}//Stadsdelssamarbeten//SV")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    if snapshot.example_data:
        calendar.add("description", EXAMPLE_NOTICE)
    calendar.add_component(Timezone.from_ical(_TIME_ZONE))
    return calendar


def _event(name: str, title: str, told: str, first: date, last: date, stamp: datetime, page: str | None) -> Event:
    """An event of whole days; the end of a period of days is the day after."""
    event = Event()
    event.add("uid", stable_id("handelse", name))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", title)
    event.add("description", told)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if page:
        event.add("url", page)
    return event
