"""What Git remembers of the files: for each path its commits, with hash and time. Who made them is never read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from register.file_tree import GitError, git
from register.model import Partnership

WATCHED = ("partnerships", "content")
_MARK = "\x1e"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of a file: its full hash, and its time in UTC.

    `before` and `after` name what the file held, for Git to look up; None where there was no file.
    """

    hash: str
    time: datetime
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The commits by path (relative to the root, with `/`), newest first.

    `complete` is False where there is no Git, or only the newest part of the history (a shallow clone); then
    `commits` is empty, since half a history would give wrong dates.
    """

    complete: bool = False
    commits: Mapping[str, tuple[Commit, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def last(self, path: str) -> datetime | None:
        """When the file at `path` was last changed, or None when Git does not know."""
        commits = self.commits.get(path)
        return commits[0].time if commits else None


def read_history(root: Path) -> History:
    """The history of everything that is written under `root`, from one `git log` whatever the number of files."""
    try:
        if git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
            return History()
        log = git(
            root, "-c", "core.quotePath=false", "log", f"--format={_MARK}%H %cI", "--raw", "--no-abbrev", "-c",
            "--no-renames", "--relative", "--", *WATCHED,
        )  # fmt: skip
    except GitError:
        return History()
    commits: dict[str, list[Commit]] = {}
    for entry in log.decode("utf-8", "surrogateescape").split(_MARK)[1:]:
        head, *changed = entry.split("\n")
        name, _, written = head.partition(" ")
        time = datetime.fromisoformat(written).astimezone(UTC)
        for line in filter(None, changed):
            path, before, after = _changed(line)
            commits.setdefault(path, []).append(Commit(name, time, before, after))
    return History(complete=True, commits={path: tuple(found) for path, found in commits.items()})


def _changed(line: str) -> tuple[str, str | None, str | None]:
    """The path of a raw line of Git's, and the names of what the file held; a merge has the first parent's."""
    told, _, path = line.partition("\t")
    parents = len(told) - len(told.lstrip(":"))
    names = told.split()[parents + 1 : 2 * parents + 2]
    before, after = (None if set(name) == {"0"} else name for name in (names[0], names[-1]))
    return path, before, after


def last_event(record: Partnership, today: date) -> date:
    """The newest day, up to `today`, on which something happened that the record tells of."""
    days = [record.decision.date, *(correction.date for correction in record.corrections)]
    days += [item.received for item in record.follow_ups if item.received is not None]
    if record.interruption is not None:
        days.append(record.interruption.date)
    return max((day for day in days if day <= today), default=record.decision.date)


def midnight(day: date) -> datetime:
    """The beginning of a day, in UTC: how a date is written where a standard wants a time."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
