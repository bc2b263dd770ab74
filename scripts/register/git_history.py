"""The Git history of the records: their commits, and the changes of each in words. The author is never read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from register.diff import Change, changes
from register.file_tree import GitError, git, read_blobs
from register.model import Partnership, Register
from register.record_changes import describe
from register.strict_yaml import read_yaml
from register.wording import WordList, register_vocabulary

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


_SHALLOW = (
    "Sidorna visar ingen historik: här finns bara den nyaste delen av arkivet. Hämta resten: git fetch --unshallow"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The commits by path (relative to the root, with `/`), newest first.

    `complete` is False where there is no Git, or only the newest part of the history (a shallow clone); then
    `commits` is empty, since half a history would give wrong dates, and `note` says why in Swedish, if there is
    something to do about it.
    """

    complete: bool = False
    note: str | None = None
    commits: Mapping[str, tuple[Commit, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def last(self, path: str) -> datetime | None:
        """When the file at `path` was last changed, or None when Git does not know."""
        commits = self.commits.get(path)
        return commits[0].time if commits else None


def read_history(root: Path) -> History:
    """The history of everything that is written under `root`, from one `git log` whatever the number of files."""
    try:
        if git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
            return History(note=_SHALLOW)
        log = git(
            root, "-c", "core.quotePath=false", "log", f"--format={_MARK}%H %cI", "--raw", "--no-abbrev", "-c",
            "--no-renames", "--relative", "--", *WATCHED,
        )  # fmt: skip
    except GitError as error:
        outside = "not a git repository" in str(error) or "does not have any commits" in str(error)
        return History(note=None if outside else f"Sidorna visar ingen historik: {error}")
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
    fields, _, path = line.partition("\t")
    parents = len(fields) - len(fields.lstrip(":"))
    names = fields.split()[parents + 1 : 2 * parents + 2]
    before, after = (None if set(name) == {"0"} else name for name in (names[0], names[-1]))
    return path, before, after


def last_event(record: Partnership, today: date) -> date:
    """The newest day, up to `today`, of an event in the record."""
    days = [record.decision.date, *(correction.date for correction in record.corrections)]
    days += [item.received for item in record.follow_ups if item.received is not None]
    if record.interruption is not None:
        days.append(record.interruption.date)
    return max((day for day in days if day <= today), default=record.decision.date)


def midnight(day: date) -> datetime:
    """The beginning of a day, in UTC: how a date is written where a standard wants a time."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


_NEW = "Uppgifterna publicerades"
_UNREADABLE = "Filen gick inte att läsa"
_HIDDEN = "En ändring vars innehåll inte visas"
HIDDEN = "dold"
_READABLE_AGAIN = "Filen blev läsbar igen"


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of a record: its day (UTC), its hash, and each change as a sentence (without a full stop) and as values.

    `kind` is nytt, flyttat, olasligt or dold for what is no change of a field; one that is hidden has neither hash nor
    values. The values in `changes` are not masked.
    """

    day: date
    commit: str
    sentences: tuple[str, ...]
    kind: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHistory:
    """The revisions of each partnership by id, newest first; a commit that changed no value is left out.

    `complete` is False where Git does not have the whole history; then there are none. `commits_at` is the address,
    ending with `/`, where the host shows a commit by its hash, or None where there is no such place.
    """

    complete: bool = False
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=lambda: MappingProxyType({}))
    commit_base_url: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit of a file. `moved_from` is the id that the record had before, where the commit moved it."""

    commit: Commit
    before: str | None
    moved_from: str | None = None


def chronicle(root: Path, history: History, register: Register, *, commit_base_url: str | None = None) -> RecordHistory:
    """The revisions of every partnership, from one question to Git for all of them.

    A record that was moved brings the history from before with it. What was written when a record came is not looked
    up, so a register without changes costs nothing.
    """
    if not history.complete:
        return RecordHistory(commit_base_url=commit_base_url)
    origins: dict[str, list[str]] = {}
    for stone in register.moved:
        origins.setdefault(stone.target, []).append(stone.id)
    steps = {record.id: list(_steps(record.id, origins, history)) for record in register.partnerships}
    try:
        texts = read_blobs(root, _named(step for of in steps.values() for step in of))
    except GitError:
        return RecordHistory(commit_base_url=commit_base_url)
    names = register_vocabulary(register)
    hidden = frozenset(register.settings.hidden_commits)
    revisions = {record: tuple(_revisions(of, texts, names, hidden)) for record, of in steps.items()}
    return RecordHistory(complete=True, revisions=revisions, commit_base_url=commit_base_url)


def _steps(record: str, origins: Mapping[str, Sequence[str]], history: History) -> Iterator[_Step]:
    """The commits of a record, newest first, and of where it stood before."""
    commits = history.commits.get(_path(record), ())
    yield from (_Step(commit, commit.before) for commit in commits[:-1])
    for commit in commits[-1:]:
        came = [(origin, gone) for origin in origins.get(record, ()) for gone in _gone(origin, commit, history)]
        if commit.before is not None or not came:
            yield _Step(commit, commit.before)
            continue
        origin, gone = came[0]
        older = history.commits[_path(origin)]
        yield _Step(commit, gone.before, moved_from=origin)
        yield from (_Step(earlier, earlier.before) for earlier in older[older.index(gone) + 1 :])


def _gone(origin: str, commit: Commit, history: History) -> Iterator[Commit]:
    """The commit of the origin's file that is the same as `commit`, where a record stood there before."""
    for other in history.commits.get(_path(origin), ()):
        if other.hash == commit.hash and other.before is not None:
            yield other


def _path(record: str) -> str:
    return f"partnerships/{record}.yaml"


def _named(steps: Iterable[_Step]) -> list[str | bytes]:
    """The names of what has to be looked up, each once."""
    changed = (step for step in steps if step.before is not None)
    names = {name: None for step in changed for name in (step.before, step.commit.after) if name is not None}
    return [name.encode("ascii") for name in names]


def _revisions(
    steps: Iterable[_Step], texts: Mapping[str | bytes, bytes], names: WordList, hidden: frozenset[str]
) -> Iterator[Revision]:
    for step in steps:
        if step.commit.hash in hidden:
            yield Revision(step.commit.time.date(), "", (_HIDDEN,), HIDDEN)
            continue
        revision = _revision(step, texts, names)
        if revision.sentences:
            yield revision


def _revision(step: _Step, texts: Mapping[str | bytes, bytes], names: WordList) -> Revision:
    day, commit = step.commit.time.date(), step.commit.hash
    if step.before is None:
        return Revision(day, commit, (_NEW,), "nytt")
    old, new = (_data(name, texts) for name in (step.before, step.commit.after))
    found = () if old is None or new is None else changes(old, new)
    kind = "flyttat" if step.moved_from else None if found else "olasligt"
    return Revision(day, commit, tuple(_sentences(step, old, new, names)), kind, found)


def _sentences(step: _Step, old: Any, new: Any, names: WordList) -> Iterator[str]:
    if step.moved_from is not None:
        yield f"Uppgifterna flyttades hit från {step.moved_from}"
    if step.commit.after is not None and new is None:
        yield _UNREADABLE
    elif old is None:
        yield _READABLE_AGAIN
    else:
        yield from describe(old, new, names)


def _data(name: str | None, texts: Mapping[str | bytes, bytes]) -> Any:
    """What a version of the file held, or None where it cannot be read."""
    if name is None:
        return None
    document, _ = read_yaml(texts[name.encode("ascii")].decode("utf-8", "replace"), "")
    return document.data if document else None
