"""Everything in a tree of files, read: the documents, and what is wrong with the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from register.characters import check_characters, decode
from register.check_cache import CheckCache
from register.document import Document
from register.file_tree import Tree
from register.files import READABLE, RawFile, content_files, one_file, record_files, unexpected_files
from register.problem import Place, Problem
from register.strict_yaml import read_front_matter, read_yaml

if TYPE_CHECKING:
    from register.progress import ProgressCallback

LISTS = ("stadsdelar", "teman", "malgrupper")
ROUNDS = "content/listor/ansokningsomgangar.yaml"
SETTINGS = "content/listor/installningar.yaml"
_LIST_FILES = frozenset({*LISTS, *(PurePosixPath(path).stem for path in (ROUNDS, SETTINGS))})
_VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_Reader = Callable[[str, str], tuple[Document | None, list[Problem]]]


@dataclass(slots=True)
class Documents:
    """What was read. `record_paths` has every record file, `unread` every file that could not be read."""

    records: list[Document] = field(default_factory=list)
    lists: dict[str, Document] = field(default_factory=dict)
    rounds: Document | None = None
    settings: Document | None = None
    policies: list[Document] = field(default_factory=list)
    criteria: list[Document] = field(default_factory=list)
    pages: list[Document] = field(default_factory=list)
    record_paths: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    kept: CheckCache = field(default_factory=CheckCache)


def list_path(name: str) -> str:
    """Where the code list `name` stands."""
    return f"content/listor/{name}.yaml"


def read_documents(tree: Tree, kept: CheckCache | None = None, tell: ProgressCallback | None = None) -> Documents:
    """Read the records, the lists, the policy and the criteria of a tree; nothing stops at a fault.

    A file whose bytes are the same as when they were `kept` is not read again. `tell` is told how far it has come.
    """
    documents = Documents(kept=kept or CheckCache())
    for name in LISTS:
        document = _one(tree, list_path(name), documents)
        if document:
            documents.lists[name] = document
    documents.rounds = _one(tree, ROUNDS, documents)
    documents.settings = _one(tree, SETTINGS, documents)
    documents.policies = list(_versions(tree, "content/policy", ".md", read_front_matter, documents))
    documents.criteria = list(_versions(tree, "content/kriterier", ".yaml", read_yaml, documents))
    documents.problems.extend(unexpected_files(tree, "content/policy", ".md"))
    documents.problems.extend(unexpected_files(tree, "content/kriterier", ".yaml"))
    documents.problems.extend(unexpected_files(tree, "content/listor", ".yaml", _LIST_FILES))
    for found in record_files(tree, tell):
        path = found.place.path if isinstance(found, Problem) else found.path
        if path.endswith(".yaml"):
            documents.record_paths.append(path)
        document = _take(found, read_yaml, documents)
        if document:
            documents.records.append(document)
    _check_pages(tree, documents)
    return documents


def read_text(found: RawFile, read: _Reader) -> tuple[Document | None, list[Problem]]:
    """Decode and read one file's bytes."""
    text, problems = decode(found.raw, found.path)
    if text is None:
        return None, problems
    problems.extend(check_characters(text, found.path))
    trusted = not problems
    document, faults = read(text, found.path)
    if document is None and not trusted:
        return None, problems  # the hidden character is the cause, and has been named
    return document, [*problems, *(fault for fault in faults if fault not in problems)]


def _take(found: RawFile | Problem, read: _Reader, documents: Documents) -> Document | None:
    if isinstance(found, Problem):
        documents.problems.append(found)
        if found.code != READABLE.code:
            documents.unread.add(found.place.path)
        return None
    document, problems = documents.kept.value("read", found.path, (found.raw,), lambda: read_text(found, read))
    documents.problems.extend(problems)
    if document is None:
        documents.unread.add(found.path)
    return document


def _one(tree: Tree, path: str, documents: Documents) -> Document | None:
    return _take(one_file(tree, path), read_yaml, documents)


def _versions(tree: Tree, folder: str, suffix: str, read: _Reader, documents: Documents) -> Iterator[Document]:
    """The versions in a folder, oldest first."""
    count = 0
    for found in content_files(tree, folder, suffix):
        count += 1
        path = found.place.path if isinstance(found, Problem) else found.path
        if isinstance(found, RawFile) and not _VERSION.fullmatch(PurePosixPath(path).stem):
            message = f"Filen heter «{PurePosixPath(path).name}», men en version heter som datumet den gäller från."
            hint = f"Döp om filen, till exempel till 2023-08-30{suffix}."
            documents.problems.append(READABLE.problem(Place(path), message, hint))
            continue
        document = _take(found, read, documents)
        if document:
            yield document
    if not count:
        message = f"Det finns ingen version i {folder}."
        hint = f"Lägg in minst en fil som heter som datumet den gäller från, till exempel 2023-08-30{suffix}."
        documents.problems.append(READABLE.problem(Place(folder), message, hint))


def _check_pages(tree: Tree, documents: Documents) -> None:
    """The pages written by people are only decoded here, and kept as text; Markdown is read when the site is made."""
    for found in content_files(tree, "content", ".md", deep=True):
        path = found.place.path if isinstance(found, Problem) else found.path
        if path.startswith(("content/policy/", "content/kriterier/")):
            continue
        if isinstance(found, Problem):
            documents.problems.append(found)
            continue
        document, problems = documents.kept.value("read", path, (found.raw,), partial(_page, found))
        documents.problems.extend(problems)
        documents.pages.append(document)


def _page(found: RawFile) -> tuple[Document, list[Problem]]:
    text, problems = decode(found.raw, found.path)
    problems.extend(check_characters(text or "", found.path))
    return Document(path=found.path, data=None, text=text or ""), problems
