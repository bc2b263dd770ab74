"""Calendars (RFC 5545): application rounds, expected reports, and the occasions of the activities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone
from register.company import COMPANY
from register.git_history import midnight
from register.model import FollowUp, Occasion, Partnership
from register.status import Status

from opendata.metadata import PUBLISHER, stable_id
from opendata.snapshot import Snapshot, SnapshotRecord, record_page

ROUNDS_SOURCE = "content/listor/ansokningsomgangar.yaml"

_STOCKHOLM = ZoneInfo("Europe/Stockholm")
# A calendar must hold something: the time zone is in it even when there is no event yet.
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
    """Write when it is possible to apply, and when the answer comes."""
    oldest = min((policy.in_force for policy in snapshot.register.policies), default=snapshot.today)
    stamp = snapshot.history.last(ROUNDS_SOURCE) or midnight(oldest)
    calendar = _calendar(f"Ansökningsomgångar för {COMPANY.register}", snapshot)
    for item in snapshot.register.rounds:
        for kind, title, first, last in (
            ("oppen", f"Ansökan öppen: {item.name}", item.opens, item.closes),
            ("sista-dag", f"Sök senast: {item.name}", item.closes, item.closes),
            ("beslut", f"Besked senast: {item.name}", item.decided_by, item.decided_by),
        ):
            about = f"Ansökningsomgången {item.name}."
            event = _event(f"{item.name}#{kind}", title, about, stamp, "ansok/", snapshot)
            calendar.add_component(_whole_days(event, first, last))
    return bytes(calendar.to_ical())


def reports_calendar(snapshot: Snapshot) -> bytes:
    """Write the last day of every report that has not come in, overdue ones too."""
    of_kind = snapshot.register.fields["uppfoljning.typ"].choices
    calendar = _calendar(f"Datum för redovisningar av {COMPANY.register}", snapshot)
    for entry, item in _expected(snapshot):
        record = entry.record
        title = f"{of_kind[item.kind]} senast: {record.title}"
        about = f"{record.recipient.name} ska lämna {of_kind[item.kind].lower()}."
        page = record_page(record.id)
        event = _event(f"{record.id}#{item.index}", title, about, entry.modified, page, snapshot)
        calendar.add_component(_whole_days(event, item.due, item.due))
    return bytes(calendar.to_ical())


def occasions_calendar(name: str, entries: Iterable[SnapshotRecord], snapshot: Snapshot) -> bytes:
    """Write the occasions of these partnerships."""
    calendar = _calendar(name, snapshot)
    for entry in entries:
        for item in occasions(entry.record):
            calendar.add_component(_occasion(item, entry, snapshot))
    return bytes(calendar.to_ical())


def occasions(record: Partnership) -> list[Occasion]:
    """Return the occasions of a partnership, those after an interruption left out."""
    found = record.activity.occasions if record.activity else ()
    return [item for item in found if record.interruption is None or item.date <= record.interruption.date]


def _occasion(item: Occasion, entry: SnapshotRecord, snapshot: Snapshot) -> Event:
    record, activity = entry.record, entry.record.activity
    place = item.place or (activity.place if activity else None)
    name = f"{record.id}#tillfalle-{item.date}T{item.start or ''}@{item.place or ''}"
    event = _event(name, record.title, record.summary, entry.modified, record_page(record.id), snapshot)
    if place:
        event.add("location", place)
    if item.start is None:
        return _whole_days(event, item.date, item.date)
    event.add("dtstart", _moment(item.date, item.start))
    if item.end is not None:
        event.add("dtend", _moment(item.date, item.end))
    return event


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), _STOCKHOLM)


def _expected(snapshot: Snapshot) -> Iterator[tuple[SnapshotRecord, FollowUp]]:
    for entry in snapshot.entries:
        if entry.status is not Status.INTERRUPTED:
            yield from ((entry, item) for item in entry.record.follow_ups if item.received is None)


def _calendar(name: str, snapshot: Snapshot) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{PUBLISHER}//{COMPANY.register_title}//SV")
    calendar.add("version", "2.0")
    calendar.add("name", snapshot.title(name))
    calendar.add("x-wr-calname", snapshot.title(name))
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    if snapshot.notices:
        calendar.add("description", " ".join(snapshot.notices))
    calendar.add_component(Timezone.from_ical(_TIME_ZONE))
    return calendar


def _event(name: str, title: str, about: str, stamp: datetime, page: str, snapshot: Snapshot) -> Event:
    event = Event()
    event.add("uid", stable_id("handelse", name))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", snapshot.title(title))
    event.add("description", snapshot.about(about))
    event.add("url", snapshot.at(page))
    return event


def _whole_days(event: Event, first: date, last: date) -> Event:
    """Date an event of whole days. In iCalendar a period of days ends on the day after."""
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
