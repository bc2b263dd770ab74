"""A repository in memory, made from the base of the fixtures: quick to change, quick to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from register.check import CheckResult, check
from register.file_tree import Entry
from register.loading import CheckCache
from register.problem import Problem

from .cases import FIXTURES, RECORD, ROOT, TODAY

Files = Mapping[str, bytes]


class MemoryTree:
    """Files by path, as the reader asks for them."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def entries(self, folder: str) -> Iterator[Entry]:
        return (self._entry(path) for path in sorted(self._files) if path.startswith(f"{folder}/"))

    def entry(self, path: str) -> Entry | None:
        return self._entry(path) if path in self._files else None

    def read(self, entry: Entry) -> bytes:
        return self._files[entry.path]

    def _entry(self, path: str) -> Entry:
        return Entry(path, regular=True, size=len(self._files[path]), name=path)


@cache
def base_files() -> Files:
    """The base of the fixtures, with the project's own schemas."""
    base = FIXTURES / "base"
    files = {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}
    return files | {f"schemas/{path.name}": path.read_bytes() for path in (ROOT / "schemas").iterdir()}


def edited(old: str, new: str, path: str = RECORD) -> Files:
    """The base with the first `old` in a file made into `new`."""
    text = base_files()[path].decode()
    assert old in text, f"{old} is not in {path}"
    return {**base_files(), path: text.replace(old, new, 1).encode("utf-8", "surrogatepass")}


@cache
def shared_cache() -> CheckCache:
    """One cache for every check of a process: what a test leaves as it was is read and checked once."""
    return CheckCache()


def checked(files: Files, before: Files | None = None, today: date = TODAY, changed: Iterable[str] = ()) -> CheckResult:
    """The check of these files, and of the change where they were something else `before`."""
    base = None if before is None else MemoryTree(before)
    return check(MemoryTree(files), today, base, changed=[*changed], cache=shared_cache())


def problems(files: Files, before: Files | None = None) -> tuple[Problem, ...]:
    """What is wrong with these files, and with the change."""
    return checked(files, before).problems


def line_of(files: Files, marker: str, path: str = RECORD) -> int:
    """The number of the first line that has `marker`."""
    lines = files[path].decode("utf-8", "replace").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if marker in line)
