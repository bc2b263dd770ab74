"""A page a record: partnerships, and the tombstones of those that have moved or been withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.git_history import RecordHistory
from register.model import CriteriaVersion, Moved, Partnership, Withdrawn
from register.status import Status

from pages import render
from pages.criteria import criterion_link
from pages.links import Dimension, Link, record_address
from pages.page import Kind, Page
from pages.site_index import Entry, SiteIndex
from pages.timeline import events

ABOVE = "samarbeten/index"
_ADDRESS = re.compile(r"(https://[^\s<>\"']*[^\s<>\"'.,;:!?)])")
_REASONS = {
    None: "Så uppfyller samarbetet kriterierna",
    "mottagaren": "Så beskriver mottagaren hur kriterierna uppfylls",
    "vatterhem": "Vätterhems bedömning av kriterierna",
}
_TAGS = (
    ("stadsdelar", Dimension.NEIGHBOURHOOD),
    ("teman", Dimension.THEME),
    ("malgrupper", Dimension.TARGET_GROUP),
)


def partnership_pages(views: SiteIndex, chronicle: RecordHistory) -> Iterator[Page]:
    """A page for every record, tombstones last."""
    for entry in views.entries:
        yield partnership_page(entry, views, chronicle)
    for moved in views.register.moved:
        yield moved_page(moved, views)
    for withdrawn in views.register.withdrawn:
        yield withdrawn_page(withdrawn)


def partnership_page(entry: Entry, views: SiteIndex, chronicle: RecordHistory) -> Page:
    """Everything the register says of one partnership, and how that has changed."""
    record = entry.partnership
    continues = views.by_id.get(record.replaces) if record.replaces else None
    continued = views.continued.get(record.id)
    revisions = chronicle.revisions.get(record.id, ())
    return render.page(
        "partnership.html",
        path=record_path(record.id),
        title=record.title,
        description=record.summary,
        kind=Kind.PARTNERSHIP,
        parent=ABOVE,
        source=record.path,
        updated=last_change(record, views.today),
        **_shown(entry, views),
        views=views,
        entry=entry,
        record=record,
        continues=continues,
        continued=continued,
        chronicle=chronicle,
        revisions=revisions,
    )


def _shown(entry: Entry, views: SiteIndex) -> dict[str, Any]:
    """What the page of a partnership shows that has to be worked out."""
    record = entry.partnership
    version = views.register.criteria_on(record.decision.date)
    interruption = record.interruption
    rounds = {item.code: item.name for item in views.register.rounds}
    is_open = entry.status in (Status.PLANNED, Status.RUNNING)
    occasions = record.activity.occasions if record.activity else ()
    return {
        "open_activity": record.activity is not None and is_open,
        "sign_up": split_addresses(record.activity.sign_up) if record.activity and record.activity.sign_up else [],
        "occasions": [item for item in occasions if item.date >= views.today],
        "allocation": _allocation(record, views),
        "round_name": rounds.get(record.application.round or "") if record.application else None,
        "reasons_heading": _REASONS[record.reasons_by],
        "tags": [(views.label(field), entry.groups[dimension]) for field, dimension in _TAGS],
        "year": entry.groups[Dimension.YEAR][0],
        "version": version,
        "reasons": list(_reasons(record, version)),
        "unanswered": _unanswered(version),
        "events": events(record, views),
        "interruption": interruption if interruption and interruption.date <= views.today else None,
    }


def split_addresses(text: str) -> list[tuple[str, str]]:
    """Split a text at its web addresses: each part with the address that it links to, or an empty one."""
    parts = _ADDRESS.split(text)
    return [(part, part if number % 2 else "") for number, part in enumerate(parts) if part]


def _allocation(record: Partnership, views: SiteIndex) -> list[tuple[str, int]]:
    """The name of each neighbourhood with its part of the amount, in the order of the list."""
    parts = record.decision.allocation or {}
    return [(code.name, parts[code.code]) for code in views.register.neighbourhoods if code.code in parts]


def moved_page(moved: Moved, views: SiteIndex) -> Page:
    """The old address of a record that lives on elsewhere."""
    target = views.by_id[moved.target].link
    return render.page(
        "moved.html",
        path=record_path(moved.id),
        title="Sidan har flyttat",
        description=f"Samarbetet {target.name} finns nu på en annan adress.",
        kind=Kind.TOMBSTONE,
        parent=ABOVE,
        source=moved.path,
        redirect=record_path(moved.target),
        searchable=False,
        target=target,
    )


def withdrawn_page(withdrawn: Withdrawn) -> Page:
    """The address of a record that was withdrawn: when and why."""
    return render.page(
        "withdrawn.html",
        path=record_path(withdrawn.id),
        title="Uppgifterna är tillbakadragna",
        description="Samarbetet som fanns här är tillbakadraget. Sidan visar när och varför.",
        kind=Kind.TOMBSTONE,
        parent=ABOVE,
        source=withdrawn.path,
        updated=withdrawn.date,
        searchable=False,
        stone=withdrawn,
    )


def record_path(record_id: str) -> str:
    """Where the page of a record is written."""
    return record_address(record_id).rstrip("/")


def last_change(record: Partnership, today: date) -> date:
    """The newest day, up to today, on which something the page tells happened."""
    days = [record.decision.date, *(correction.date for correction in record.corrections)]
    days += [item.received for item in record.follow_ups if item.received is not None]
    if record.interruption is not None:
        days.append(record.interruption.date)
    return max((day for day in days if day <= today), default=record.decision.date)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the record meets a criterion; `link` leads to the criterion where its version is known."""

    anchor: str
    heading: str
    text: str
    link: Link | None


def _reasons(record: Partnership, version: CriteriaVersion | None) -> Iterator[Reason]:
    """In the order of the version's criteria; what the version does not know comes last."""
    known = {criterion.id: criterion for criterion in version.criteria} if version else {}
    order = {name: place for place, name in enumerate(known)}
    for name in sorted(record.criteria, key=lambda name: (order.get(name, len(order)), name)):
        criterion = known.get(name)
        yield Reason(
            anchor=f"kriterium-{name}",
            heading=criterion.heading if criterion else name,
            text=record.criteria[name],
            link=criterion_link(version, criterion) if version and criterion else None,
        )


def _unanswered(version: CriteriaVersion | None) -> list[Link]:
    if version is None:
        return []
    return [criterion_link(version, criterion) for criterion in version.criteria if not criterion.answered]
