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
from register.rules.registry import Context, has_fields
from register.schema import fields
from register.strict_yaml import read_yaml

from editing.record_file import RecordWriter

# Reported where a record lacks what is asked for in its turn: a field, a reason, a number, a part of the sum, a report
_LACKING = {"R202", "R310", "R313", "R360", "R362", "R368"}


class DraftCheck:
    """A register on disk, and the problems that files would have if they were written there.

    Raises SchemaError when the schemas cannot be used. `examined` is the result for the register as it is; `writer`
    writes its records; `names` has the label of each code by list.
    """

    def __init__(self, root: Path, today: date) -> None:
        self.root = root
        self.today = today
        self._cache = CheckCache()
        self._alone_cache = CheckCache()
        self.examined = check(DiskTree(root), today, cache=self._cache)
        self.writer = RecordWriter.of(self.examined)
        labels = fields(self.examined.schemas["record"])
        self.names: dict[str, dict[str, str]] = {
            **{name: _names(codes) for name, codes in self.context.lists.items()},
            "ansokningsomgangar": _names(self.context.rounds),
            "falt": {name: field.title for name, field in labels.items()},
        }

    @property
    def context(self) -> Context:
        """The register as it is."""
        return self.examined.context

    def problems(self, texts: Mapping[str, str]) -> list[Problem]:
        """Return the problems in these files, by path, and those that writing them would bring about in other files."""
        found, _ = self._check(texts)
        new, _ = new_problems(found, self.examined.problems)
        return [problem for problem in found if problem.place.path in texts or problem in new]

    def advice(self, texts: Mapping[str, str]) -> list[Problem]:
        """Return the advice about these files."""
        _, advice = self._check(texts)
        return [problem for problem in advice if problem.place.path in texts]

    def alone(self, path: str, data: Mapping[str, Any]) -> list[tuple[Pointer, Problem]]:
        """Return the problems in one record, whatever the others say, each with the path of its value."""
        tree = OverlayTree(_WithoutRecords(self.root), {path: self.writer.write(data)})
        found = _with_paths(check(tree, self.today, cache=self._alone_cache).problems, [path])
        own = [problem for problem in found if problem.place.path == path and not problem.code.startswith("R4")]
        return [(self.pointer_of(data, path, problem), problem) for problem in own]

    def pointer_of(self, data: Mapping[str, Any], path: str, problem: Problem) -> Pointer:
        """Return the path of the value of a record that a problem is about."""
        document = self._document(data, path)
        places = {place: pointer for pointer, place in document.values.items()} if document else {}
        return places.get((problem.place.line, problem.place.column), ())

    def problems_of_answer(
        self, path: str, data: Mapping[str, Any], pointer: Pointer, before: Mapping[str, Any]
    ) -> tuple[list[Problem], list[tuple[Pointer, Problem]]]:
        """Return the problems that an answer at `pointer` brings to a record that may be half finished.

        First those of the value itself; then those of other values, each with its path, that `before`, the record
        without the answer, does not have. That something is still missing is no problem yet.
        """
        found, _ = self._check({path: self.writer.write(data)})
        found = [problem for problem in found if problem.place.path == path and problem.code not in _LACKING]
        new, _ = new_problems(found, self._check({path: self.writer.write(before)})[0])
        own: list[Problem] = []
        elsewhere: list[tuple[Pointer, Problem]] = []
        for problem in found:
            place = self.pointer_of(data, path, problem)
            if place[: len(pointer)] == pointer or (problem in new and place == pointer[: len(place)]):
                own.append(problem)
            elif problem in new:
                elsewhere.append((place, problem))
        return own, elsewhere

    def _check(self, texts: Mapping[str, str]) -> tuple[list[Problem], list[Problem]]:
        """Return the problems and the advice, as they are when these files are written."""
        result = check(OverlayTree(DiskTree(self.root), texts), self.today, cache=self._cache)
        return _with_paths(result.problems, texts), _with_paths(result.advice, texts)

    def _document(self, data: Mapping[str, Any], path: str) -> Document | None:
        return read_yaml(self.writer.write(data), path)[0]


class _WithoutRecords(DiskTree):
    """The files under a directory, but no records."""

    def entries(self, folder: str) -> Iterator[Entry]:
        return iter(()) if folder == "partnerships" else super().entries(folder)


def joined(problems: Iterable[Problem]) -> str | None:
    """Return the messages and hints of problems, one on each line, or None where there are none."""
    return "\n".join(f"{problem.message} {problem.hint}" for problem in problems) or None


def _with_paths(problems: Iterable[Problem], paths: Iterable[str]) -> list[Problem]:
    """Return the problems with their paths as they are given here: in a report, personal data in a path is masked."""
    given = {safe_text(path): path for path in paths}
    return [
        replace(problem, place=replace(problem.place, path=given.get(problem.place.path, problem.place.path)))
        for problem in problems
    ]


def _names(codes: tuple[Any, ...]) -> dict[str, str]:
    return {code.code: code.name for code in codes if has_fields(code, "code", "name")}
