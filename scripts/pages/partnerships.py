"""The page of each record: partnerships with their events, and the tombstones of moved and withdrawn ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from register.company import COMPANY
from register.git_history import RecordHistory
from register.model import CriteriaVersion, FollowUp, Moved, Partnership, Withdrawn
from register.status import Status
from register.swedish import amount, count, day

from pages.criteria import criterion_link
from pages.languages import card
from pages.links import CODED, Dimension, Link, record_address
from pages.page import Page, PageKind
from pages.render import render_page
from pages.site_index import Entry, SiteIndex

ABOVE = "samarbeten/index"
_ADDRESS = re.compile(r"(https://[^\s<>\"']*[^\s<>\"'.,;:!?)])")
_REASONS = {
    None: "Så uppfyller samarbetet kriterierna",
    "mottagaren": "Så beskriver mottagaren hur kriterierna uppfylls",
    "vatterhem": f"{COMPANY.genitive} bedömning av kriterierna",
}


def partnership_pages(index: SiteIndex, record_history: RecordHistory) -> Iterator[Page]:
    """A page for every record, tombstones last."""
    for entry in index.entries:
        yield partnership_page(entry, index, record_history)
    for moved in index.register.moved:
        yield moved_page(moved, index)
    for withdrawn in index.register.withdrawn:
        yield withdrawn_page(withdrawn)


def partnership_page(entry: Entry, index: SiteIndex, record_history: RecordHistory) -> Page:
    """Everything the register says of one partnership, and how that has changed."""
    record = entry.partnership
    continues = index.by_id.get(record.replaces) if record.replaces else None
    continued = index.continued.get(record.id)
    revisions = record_history.revisions.get(record.id, ())
    return render_page(
        "partnership.html",
        path=record_path(record.id),
        title=record.title,
        description=record.summary,
        kind=PageKind.PARTNERSHIP,
        parent=ABOVE,
        source=record.path,
        updated=last_change(record, index.today),
        **_shown(entry, index),
        index=index,
        entry=entry,
        record=record,
        continues=continues,
        continued=continued,
        record_history=record_history,
        revisions=revisions,
    )


def _shown(entry: Entry, index: SiteIndex) -> dict[str, Any]:
    """Compute the values of a partnership's page that its record does not have."""
    record = entry.partnership
    version = index.register.criteria_on(record.decision.date)
    interruption = record.interruption
    rounds = {item.code: item.name for item in index.register.rounds}
    is_open = entry.status in (Status.PLANNED, Status.RUNNING)
    occasions = record.activity.occasions if record.activity else ()
    return {
        "is_open": is_open,
        "open_activity": record.activity is not None and is_open,
        "sign_up": split_addresses(record.activity.sign_up) if record.activity and record.activity.sign_up else [],
        "occasions": [item for item in occasions if item.date >= index.today],
        "allocation": _allocation(record, index),
        "cards": [card(entry, index, language) for language in index.register.languages],
        "round_name": rounds.get(record.application.round or "") if record.application else None,
        "reasons_heading": _REASONS[record.reasons_by],
        "tags": [(index.label(dimension.value), entry.groups[dimension]) for dimension in CODED],
        "year": entry.groups[Dimension.YEAR][0],
        "version": version,
        "reasons": list(_reasons(record, version)),
        "unanswered": [criterion_link(version, one) for one in version.criteria if not one.answered] if version else [],
        "events": events(record, index),
        "interruption": interruption if interruption and interruption.date <= index.today else None,
    }


def split_addresses(text: str) -> list[tuple[str, str]]:
    """Split a text at its web addresses: each part with the address that it links to, or an empty one."""
    parts = _ADDRESS.split(text)
    return [(part, part if number % 2 else "") for number, part in enumerate(parts) if part]


def _allocation(record: Partnership, index: SiteIndex) -> list[tuple[str, int]]:
    """The name of each neighbourhood with its part of the amount, in the order of the list."""
    parts = record.decision.allocation or {}
    return [(code.name, parts[code.code]) for code in index.register.neighbourhoods if code.code in parts]


def moved_page(moved: Moved, index: SiteIndex) -> Page:
    """The old address of a record that lives on elsewhere."""
    target = index.by_id[moved.target].link
    return render_page(
        "moved.html",
        path=record_path(moved.id),
        title="Sidan har flyttat",
        description=f"Samarbetet {target.name} finns nu på en annan adress.",
        kind=PageKind.TOMBSTONE,
        parent=ABOVE,
        source=moved.path,
        redirect=record_path(moved.target),
        searchable=False,
        target=target,
    )


def withdrawn_page(withdrawn: Withdrawn) -> Page:
    """The address of a record that was withdrawn: when and why."""
    return render_page(
        "withdrawn.html",
        path=record_path(withdrawn.id),
        title="Uppgifterna är tillbakadragna",
        description="Samarbetet som fanns här är tillbakadraget. Sidan visar när och varför.",
        kind=PageKind.TOMBSTONE,
        parent=ABOVE,
        source=withdrawn.path,
        updated=withdrawn.date,
        searchable=False,
        stone=withdrawn,
    )


def record_path(record_id: str) -> str:
    """The path that the page of a record is written at."""
    return record_address(record_id).rstrip("/")


def last_change(record: Partnership, today: date) -> date:
    """The newest day, up to today, of an event that the page shows."""
    days = [record.decision.date, *(correction.date for correction in record.corrections)]
    days += [item.received for item in record.follow_ups if item.received is not None]
    if record.interruption is not None:
        days.append(record.interruption.date)
    return max((day for day in days if day <= today), default=record.decision.date)


def _reasons(record: Partnership, version: CriteriaVersion | None) -> Iterator[tuple[str, str, Link | None]]:
    """Yield criterion, reason, and the link where the version has it: in its order, the unknown ones last."""
    known = {criterion.id: criterion for criterion in version.criteria} if version else {}
    order = {name: place for place, name in enumerate(known)}
    for name in sorted(record.criteria, key=lambda name: (order.get(name, len(order)), name)):
        criterion = known.get(name)
        link = criterion_link(version, criterion) if version and criterion else None
        yield name, record.criteria[name], link


class EventStatus(Enum):
    """The state of an event today; the value is its class name."""

    DONE = "done"
    COMING = "coming"
    LATE = "late"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on a day. `sentence` is plain text; `summary` is what people wrote of it."""

    date: date
    state: EventStatus
    heading: str
    sentence: str
    summary: str | None = None


def events(record: Partnership, index: SiteIndex) -> list[Event]:
    """Decision, agreement, what is accounted for and interruption, oldest first."""
    today, agreement, interruption = index.today, record.agreement, record.interruption
    stopped = interruption.date if interruption is not None and interruption.date <= today else None
    granted = f"{amount(record.decision.amount)} beviljas till {record.recipient.name}."
    found = [
        Event(date=record.decision.date, state=EventStatus.DONE, heading="Beslut", sentence=granted),
        _agreement_day(agreement.start, today, "Avtalet börjar gälla", ""),
    ]
    kinds = index.register.fields["uppfoljning.typ"].choices
    found += [_account(item, kinds[item.kind], today, stopped) for item in record.follow_ups]
    if stopped is None:
        end = _agreement_day(agreement.end, today, "Avtalets sista dag", "")
    else:
        planned = f"Avtalet skulle annars ha gällt till och med den {day(agreement.end)}."
        end = Event(date=stopped, state=EventStatus.ENDED, heading="Samarbetet avbryts", sentence=planned)
    return sorted([*found, end], key=lambda event: event.date)


def _agreement_day(when: date, today: date, heading: str, sentence: str) -> Event:
    state = EventStatus.DONE if when <= today else EventStatus.COMING
    return Event(date=when, state=state, heading=heading, sentence=sentence)


def _account(item: FollowUp, kind: str, today: date, stopped: date | None) -> Event:
    """The event of a report; one that was due only after the partnership `stopped` is never late."""
    when = item.due
    if item.received is not None and item.received <= today:
        when, state, sentence = item.received, EventStatus.DONE, _received(item.received, item.due)
    elif item.due >= today:
        state, sentence = EventStatus.COMING, "Ska lämnas senast den här dagen."
    else:
        sentence = f"Inte registrerad. Skulle ha lämnats senast den {day(item.due)}."
        state = EventStatus.LATE if stopped is None or item.due < stopped else EventStatus.ENDED
    return Event(date=when, state=state, heading=kind, sentence=sentence, summary=item.summary)


def _received(received: date, due: date) -> str:
    late = (received - due).days
    if late > 0:
        return f"Kom in {count(late, 'dag', 'dagar')} för sent. Skulle ha lämnats senast den {day(due)}."
    return f"Kom in i tid. Skulle lämnas senast den {day(due)}."
