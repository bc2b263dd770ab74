"""The register on a day, with what every file needs: states, times of change, addresses. Indexed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from register.git_history import History, RecordHistory, Revision, last_event, midnight
from register.model import SOLE_TRADER, FollowUp, Partnership, Register
from register.status import Status, final_report, status

from opendata.metadata import EXAMPLE_NOTICE, SiteAddress

# What the files are made from; the rest of content/ is text for pages.
_DATA = ("partnerships/", "content/listor/", "content/kriterier/", "content/policy/")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SnapshotRecord:
    """A partnership with its state and the time it was last changed."""

    record: Partnership
    status: Status
    final_report: FollowUp | None
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """Everything the files are made from. `entries` are sorted newest first; `address` ends with `/`.

    `modified` is the newest change of anything: it dates the files, so that they differ only when the data do.
    `notices` are the Swedish sentences that every file says first: that the data are examples, that addresses are.
    """

    register: Register
    today: date
    example_data: bool
    address: str
    notices: tuple[str, ...]
    history: History
    record_history: RecordHistory
    entries: tuple[SnapshotRecord, ...]
    by_recipient: Mapping[str, tuple[SnapshotRecord, ...]]
    modified: datetime

    def at(self, path: str) -> str:
        """Return the full address of `path`."""
        return f"{self.address}{path}"

    def title(self, text: str) -> str:
        """Mark a title while the data are examples."""
        return f"Exempel: {text}" if self.example_data else text

    def about(self, text: str) -> str:
        """Put the notices before a description."""
        return " ".join((*self.notices, text))


def snapshot(
    register: Register,
    today: date,
    *,
    address: SiteAddress,
    example_data: bool,
    history: History,
    record_history: RecordHistory | None = None,
) -> Snapshot:
    """Index the register on the day `today`."""
    notices = (EXAMPLE_NOTICE if example_data else None, address.note)
    revisions = (record_history or RecordHistory()).revisions
    entries = tuple(
        SnapshotRecord(
            record=record,
            status=status(record, today),
            final_report=final_report(record),
            modified=_changed(record, history, revisions) or midnight(last_event(record, today)),
        )
        for record in register.partnerships
    )
    by_recipient: dict[str, list[SnapshotRecord]] = {}
    for entry in entries:
        by_recipient.setdefault(recipient_id(entry.record), []).append(entry)
    return Snapshot(
        register=register,
        today=today,
        example_data=example_data,
        address=address.url,
        notices=tuple(notice for notice in notices if notice),
        history=history,
        record_history=record_history or RecordHistory(),
        entries=entries,
        by_recipient={name: tuple(found) for name, found in by_recipient.items()},
        modified=_newest(register, entries, history, today),
    )


def recipient_id(record: Partnership) -> str:
    """Return the organisation number, else the name; a sole trader, who has neither, has one for each record."""
    of = record.recipient
    return f"{of.name} {record.id}" if of.kind == SOLE_TRADER else of.number or of.name


def record_page(record_id: str) -> str:
    """Return the address of a record's page, relative to the site's root."""
    return f"samarbeten/{record_id}/"


def _changed(record: Partnership, history: History, revisions: Mapping[str, Sequence[Revision]]) -> datetime | None:
    """Return when a value of the record was last changed, or its file where its values are not known."""
    commits = {commit.hash: commit.time for commit in history.commits.get(record.path, ())}
    times = [commits[one.commit] for one in revisions.get(record.id, ()) if one.commit in commits]
    return times[0] if times else history.last(record.path)


def _newest(register: Register, entries: tuple[SnapshotRecord, ...], history: History, today: date) -> datetime:
    """Return the time of the newest change of a record, a tombstone, a list, the criteria or the policy."""
    times = [entry.modified for entry in entries]
    records = {entry.record.path for entry in entries}
    times += [c[0].time for path, c in history.commits.items() if path.startswith(_DATA) and path not in records]
    times += [midnight(stone.date) for stone in register.withdrawn if stone.date <= today]
    times += [midnight(policy.in_force) for policy in register.policies]
    return max(times, default=midnight(today))
