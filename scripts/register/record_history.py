"""What has happened to each record since it was published, commit by commit, in words. Who did it is never read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from register.change_words import describe
from register.file_tree import GitError, read_blobs
from register.git_history import Commit, History
from register.labels import WordList, register_vocabulary
from register.model import Register
from register.strict_yaml import read_yaml

_NEW = "Uppgifterna publicerades"
_UNREADABLE = "Filen gick inte att läsa"
_READABLE_AGAIN = "Filen blev läsbar igen"
_FORM = "Uppgifterna skrevs om i en annan form, utan att ändras"


@dataclass(frozen=True, slots=True)
class Revision:
    """What one commit did to a record: its day (UTC), its hash, and a sentence (without a full stop) a change."""

    day: date
    commit: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHistory:
    """The revisions of each partnership by id, newest first.

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
    revisions = {record: tuple(_revisions(of, texts, names)) for record, of in steps.items()}
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


def _revisions(steps: Iterable[_Step], texts: Mapping[str | bytes, bytes], names: WordList) -> Iterator[Revision]:
    for step in steps:
        said = tuple(_sentences(step, texts, names))
        yield Revision(step.commit.time.date(), step.commit.hash, said)


def _sentences(step: _Step, texts: Mapping[str | bytes, bytes], names: WordList) -> Iterator[str]:
    if step.before is None:
        yield _NEW
        return
    if step.moved_from is not None:
        yield f"Uppgifterna flyttades hit från {step.moved_from}"
    old, new = (_data(name, texts) for name in (step.before, step.commit.after))
    if step.commit.after is not None and new is None:
        yield _UNREADABLE
    elif old is None:
        yield _READABLE_AGAIN
    else:
        said = describe(old, new, names)
        yield from said or ([] if step.moved_from else [_FORM])


def _data(name: str | None, texts: Mapping[str | bytes, bytes]) -> Any:
    """What a version of the file held, or None where it cannot be read."""
    if name is None:
        return None
    document, _ = read_yaml(texts[name.encode("ascii")].decode("utf-8", "replace"), "")
    return document.data if document else None
