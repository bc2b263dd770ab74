"""What the check would say if files were written: the same rules, before anything is on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from register import assemble
from register.document import Document, Pointer
from register.examine import check_tree
from register.file_tree import DiskTree, Entry
from register.loading import read_text, record_files
from register.model import Partnership
from register.problem import Place, Problem, Severity
from register.rules.registry import Context, has, run_record_rules, run_register_rules, run_text_rules
from register.schema import Validator, with_codes
from register.schema_problems import check_shape
from register.strict_yaml import read_yaml

from editing.record_file import RecordWriter


class DraftCheck:
    """A register on disk, asked what is wrong with files that are not written yet.

    Raises SchemaError when the schemas cannot be used. `examined` is the register as it is; `form` is how its
    records are written.
    """

    def __init__(self, root: Path, today: date) -> None:
        self.root = root
        self.today = today
        self.examined = check_tree(DiskTree(root), today)
        self.writer = RecordWriter.of(self.examined)
        self.names = {name: _names(codes) for name, codes in self.context.lists.items()}
        codes = {name: list(known) for name, known in self.names.items()}
        self._schema = Validator(with_codes(self.examined.schemas["record"], codes))
        self._before = Counter(_likeness(problem) for problem in _blocking(self.context))

    @property
    def context(self) -> Context:
        """The register as it is."""
        return self.examined.context

    def problems(self, texts: Mapping[str, str]) -> list[Problem]:
        """What writing these files, by path, would break: in them, or in the records that refer to them."""
        return self._tried(texts)[0]

    def alone(self, path: str, data: Mapping[str, Any]) -> list[tuple[Pointer, Problem]]:
        """What is wrong with one record, seen by itself, each with the value that it stands at."""
        problems, _, _ = self._read({path: self.writer.write(data)})
        return [(self.pointer_of(data, path, problem), problem) for problem in problems]

    def pointer_of(self, data: Mapping[str, Any], path: str, problem: Problem) -> Pointer:
        """The value of a record that a problem stands at."""
        document, _ = read_yaml(self.writer.write(data), path)
        places = {place: pointer for pointer, place in document.values.items()} if document else {}
        return places.get((problem.place.line, problem.place.column), ())

    def problems_at(self, path: str, data: Mapping[str, Any], pointer: Pointer) -> list[Problem]:
        """What is wrong with one value of a record that may be half made."""
        problems, documents = self._tried({path: self.writer.write(data)})
        if path not in documents or pointer not in documents[path].values:
            return [problem for problem in problems if problem.place.path == path]
        places = {place for inner, place in documents[path].values.items() if inner[: len(pointer)] == pointer}
        return [
            problem
            for problem in problems
            if problem.place.path == path and (problem.place.line, problem.place.column) in places
        ]

    def _tried(self, texts: Mapping[str, str]) -> tuple[list[Problem], dict[str, Document]]:
        problems, documents, context = self._read(texts)
        problems.extend(self._new(context))
        return sorted(set(problems), key=lambda problem: problem.order), documents

    def _read(self, texts: Mapping[str, str]) -> tuple[list[Problem], dict[str, Document], Context]:
        """The faults of each file, what could be read, and the register with these files in it."""
        problems: list[Problem] = []
        documents: dict[str, Document] = {}
        records, by_id = dict(self.context.records), dict(self.context.documents)
        made = []
        for found in record_files(_Unwritten(texts)):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            document, faults = read_text(found, read_yaml)
            problems.extend(faults)
            if document is None:
                continue
            documents[found.path] = document
            shape = check_shape(document, self._schema, self.names)
            record = assemble.record(document, shape.unusable)
            records[record.id], by_id[record.id] = record, document
            problems.extend([*shape.problems, *run_text_rules(document)])
            made.append((record, document))
        by_path = {**self.context.by_path, **documents}
        context = replace(self.context, records=records, documents=by_id, by_path=by_path)
        for record, document in made:
            if isinstance(record, Partnership):
                problems.extend(run_record_rules(record, document, context))
        blocking = [problem for problem in problems if problem.severity is Severity.ERROR]
        return sorted(set(blocking), key=lambda problem: problem.order), documents, context

    def _new(self, context: Context) -> Iterator[Problem]:
        """The problems between records that are not there already."""
        left = Counter(self._before)
        for problem in _blocking(context):
            if left[_likeness(problem)]:
                left[_likeness(problem)] -= 1
            else:
                yield problem


class _Unwritten:
    """Files that are only texts, as a tree."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._raw = {path: text.encode("utf-8", "surrogatepass") for path, text in sorted(texts.items())}

    def entries(self, folder: str) -> Iterator[Entry]:
        return (self._entry(path) for path in self._raw if path.startswith(f"{folder}/"))

    def entry(self, path: str) -> Entry | None:
        return self._entry(path) if path in self._raw else None

    def read(self, entry: Entry) -> bytes:
        return self._raw[entry.path]

    def _entry(self, path: str) -> Entry:
        return Entry(path, regular=True, size=len(self._raw[path]))


def _blocking(context: Context) -> Iterator[Problem]:
    return (problem for problem in run_register_rules(context) if problem.severity is Severity.ERROR)


def _likeness(problem: Problem) -> tuple[str, Place | str, str]:
    return problem.code, problem.place.path, problem.message


def _names(codes: tuple[Any, ...]) -> dict[str, str]:
    return {code.code: code.name for code in codes if has(code, "code", "name")}
