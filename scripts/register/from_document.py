"""Documents → model. A field that the schema found faulty is left out of the value that is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from register.document import Document
from register.field_table import FieldAbsentError, Partial, Pointer, read
from register.model import (
    Code,
    CodeList,
    CriteriaVersion,
    Language,
    Moved,
    Partnership,
    PolicyVersion,
    Round,
    Rounds,
    Settings,
    SynonymGroup,
    Synonyms,
    Withdrawn,
)

Unusable = Collection[Pointer]


def record_id(path: str) -> str:
    """The identity of the record at `path`: `partnerships/2024/x.yaml` → `2024/x`."""
    return path.removeprefix("partnerships/").removesuffix(".yaml")


def record(document: Document, unusable: Unusable) -> Partnership | Moved | Withdrawn:
    """Make the record that a document describes."""
    data, identity = document.data, record_id(document.path)
    if isinstance(data, dict) and "flyttad_till" in data:
        return read(Moved, data, unusable, id=identity, path=document.path)
    if isinstance(data, dict) and "tillbakadragen" in data:
        pointer = ("tillbakadragen",)
        return read(Withdrawn, data["tillbakadragen"], unusable, pointer, id=identity, path=document.path)
    return read(Partnership, data, unusable, id=identity, path=document.path)


def code_list(document: Document, unusable: Unusable) -> tuple[Code, ...]:
    """Make the entries of a code list; there are none where it is faulty."""
    return _entries(read(CodeList, document.data, unusable), "codes")


def criteria(document: Document, unusable: Unusable) -> CriteriaVersion:
    """Make a version of the criteria."""
    return read(CriteriaVersion, document.data, unusable, path=document.path)


def policy(document: Document, unusable: Unusable) -> PolicyVersion:
    """Make a version of the policy."""
    return read(PolicyVersion, document.data, unusable, path=document.path, text=document.text.strip())


def rounds(document: Document, unusable: Unusable) -> tuple[Round, ...]:
    """Make the application rounds."""
    return _entries(read(Rounds, document.data, unusable), "rounds")


def settings(document: Document, unusable: Unusable) -> Settings:
    """Make the limits for the checks."""
    return read(Settings, document.data, unusable)


def synonyms(document: Document, unusable: Unusable) -> tuple[SynonymGroup, ...]:
    """Make the groups of synonyms."""
    return _entries(read(Synonyms, document.data, unusable), "groups")


def languages(pages: Iterable[Document], lists: Mapping[str, Document]) -> Iterator[Language]:
    """Make the languages that have a page with words for their facts, of documents without faults."""
    for page in pages:
        head = page.data if isinstance(page.data, dict) else {}
        if "ord" in head and "lang" in head:
            code, name = head["lang"], f"namn_{head['lang']}"
            codes = ((of, item) for of, document in lists.items() for item in document.data["koder"])
            names = {(of, item["kod"]): item[name] for of, item in codes if name in item}
            yield Language(code=code, path=page.path, words=head["ord"], names=names)


def _entries(value: Partial, name: str) -> tuple[Any, ...]:
    """The entries of a list; none where the list is faulty."""
    try:
        return tuple(getattr(value, name))
    except FieldAbsentError:
        return ()
