"""The check of files that are not written yet: the same check, with the files laid over the register on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from register.check import check, new_problems, safe_text
from register.document import Document, Pointer
from register.file_tree import DiskTree, Entry, OverlayTree
from register.loading import CheckCache
from register.problem import Problem
from register.rules.registry import Context, has
from register.strict_yaml import read_yaml

from editing.record_file import RecordWriter


class DraftCheck:
    """A register on disk, and the problems that files would have if they were written there.

    Raises SchemaError when the schemas cannot be used. `examined` is the result for the register as it is; `writer`
    writes its records.
    """

    def __init__(self, root: Path, today: date) -> None:
        self.root = root
        self.today = today
        self._cache = CheckCache()
        self._alone_cache = CheckCache()
        self.examined = check(DiskTree(root), today, cache=self._cache)
        self.writer = RecordWriter.of(self.examined)
        self.names = {
            name: {code.code: code.name for code in codes if has(code, "code", "name")}
            for name, codes in self.context.lists.items()
        }

    @property
    def context(self) -> Context:
        """The register as it is."""
        return self.examined.context

    def problems(self, texts: Mapping[str, str]) -> list[Problem]:
        """The problems in these files, by path, and those that writing them would bring about in other files."""
        result = check(OverlayTree(DiskTree(self.root), texts), self.today, cache=self._cache)
        found = _with_paths(result.problems, texts)
        new, _ = new_problems(found, self.examined.problems)
        return [problem for problem in found if problem.place.path in texts or problem in new]

    def alone(self, path: str, data: Mapping[str, Any]) -> list[tuple[Pointer, Problem]]:
        """The problems in one record, whatever the others say, each with the value that it is about."""
        tree = OverlayTree(_WithoutRecords(self.root), {path: self.writer.write(data)})
        found = _with_paths(check(tree, self.today, cache=self._alone_cache).problems, [path])
        own = [problem for problem in found if problem.place.path == path and not problem.code.startswith("R4")]
        return [(self.pointer_of(data, path, problem), problem) for problem in own]

    def pointer_of(self, data: Mapping[str, Any], path: str, problem: Problem) -> Pointer:
        """The value of a record that a problem is about."""
        document = self._document(data, path)
        places = {place: pointer for pointer, place in document.values.items()} if document else {}
        return places.get((problem.place.line, problem.place.column), ())

    def problems_at(self, path: str, data: Mapping[str, Any], pointer: Pointer) -> list[Problem]:
        """The problems in one value of a record that may be half finished."""
        document = self._document(data, path)
        found = [problem for problem in self.problems({path: self.writer.write(data)}) if problem.place.path == path]
        if document is None or pointer not in document.values:
            return found
        places = {place for inner, place in document.values.items() if inner[: len(pointer)] == pointer}
        return [problem for problem in found if (problem.place.line, problem.place.column) in places]

    def _document(self, data: Mapping[str, Any], path: str) -> Document | None:
        return read_yaml(self.writer.write(data), path)[0]


def _with_paths(problems: Iterable[Problem], paths: Iterable[str]) -> list[Problem]:
    """Return the problems with their paths as they are given here: in a report, personal data in a path is masked."""
    given = {safe_text(path): path for path in paths}
    return [
        replace(problem, place=replace(problem.place, path=given.get(problem.place.path, problem.place.path)))
        for problem in problems
    ]


class _WithoutRecords(DiskTree):
    """The files under a directory, but no records."""

    def entries(self, folder: str) -> Iterator[Entry]:
        return iter(()) if folder == "partnerships" else super().entries(folder)
