"""The register on a day, with what every file needs: states, times of change, addresses. Indexed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from register.git_history import History, last_event, midnight
from register.model import FollowUp, Partnership, Recipient, Register
from register.status import Status, final_report, status

# What the files are made from; the rest of content/ is text for pages.
_DATA = ("partnerships/", "content/listor/", "content/kriterier/", "content/policy/")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """A partnership with its state and the time it was last changed."""

    record: Partnership
    status: Status
    final_report: FollowUp | None
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """Everything the files are made from. `entries` stand newest first; `address` is None for a placeholder.

    `modified` is the newest change of anything: it dates the files, so that they differ only when the data do.
    """

    register: Register
    today: date
    example_data: bool
    address: str | None
    history: History
    entries: tuple[Entry, ...]
    by_recipient: Mapping[str, tuple[Entry, ...]]
    modified: datetime

    def at(self, path: str) -> str | None:
        """The whole address of `path`, or None where the site has none yet."""
        return None if self.address is None else f"{self.address}{path}"


def snapshot(register: Register, today: date, *, address: str | None, example_data: bool, history: History) -> Snapshot:
    """Index the register as it stands on `today`."""
    entries = tuple(
        Entry(
            record=record,
            status=status(record, today),
            final_report=final_report(record),
            modified=history.last(record.path) or midnight(last_event(record, today)),
        )
        for record in register.partnerships
    )
    by_recipient: dict[str, list[Entry]] = {}
    for entry in entries:
        by_recipient.setdefault(recipient_id(entry.record.recipient), []).append(entry)
    return Snapshot(
        register=register,
        today=today,
        example_data=example_data,
        address=address,
        history=history,
        entries=entries,
        by_recipient={name: tuple(found) for name, found in by_recipient.items()},
        modified=_newest(register, entries, history, today),
    )


def recipient_id(recipient: Recipient) -> str:
    """What a recipient is known by: the organisation number, else the name of the informal group."""
    return recipient.number or recipient.name


def record_page(record_id: str) -> str:
    """The address of a record's page, relative to the site's root."""
    return f"samarbeten/{record_id}/"


def _newest(register: Register, entries: tuple[Entry, ...], history: History, today: date) -> datetime:
    """The newest change of a record, a tombstone, a list, the criteria or the policy."""
    times = [entry.modified for entry in entries]
    times += [c[0].time for path, c in history.commits.items() if path.startswith(_DATA)]
    times += [midnight(stone.date) for stone in register.withdrawn if stone.date <= today]
    times += [midnight(policy.in_force) for policy in register.policies]
    return max(times, default=midnight(today))
