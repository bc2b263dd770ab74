"""What a change does to each file of the register, as values: for the pull request's comment and for its preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from register import swedish as swedish
from register.change_words import facts, sentences
from register.content_words import content_sentences, heading
from register.document import Document
from register.examine import TreeResult
from register.labels import WordList, vocabulary
from register.model import Moved
from register.rules.registry import has
from register.schema import fields
from register.wording import Sentence, line, text

NEW, CHANGED, REMOVED = "Nya poster", "Ändrade poster", "Borttagna poster"
CONTENT, UNREADABLE = "Listor, kriterier och policy", "Går inte att läsa"
KINDS = (NEW, CHANGED, REMOVED, CONTENT, UNREADABLE)

# Which schema names the fields of a file under content/
_SCHEMAS = {"policy": "policy", "kriterier": "criteria", "ansokningsomgangar": "rounds", "installningar": "settings"}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file and what has happened to it: plain text in which personal data is masked, but for the path.

    `origin` is the path of the record that was moved here, or empty.
    """

    kind: str
    title: str
    path: str
    sentences: tuple[Sentence, ...]
    origin: str = ""


def file_changes(base: TreeResult, head: TreeResult) -> list[FileChange]:
    """What differs between two trees, by kind in the order of `KINDS` and then by path."""
    return sorted(_told(base, head, dict(_moved(base, head))), key=lambda one: (KINDS.index(one.kind), one.path))


def summary(told: Sequence[FileChange]) -> str:
    """How many of each kind, as a sentence."""
    if not told:
        return "Inga uppgifter i registret ändras."
    words: Mapping[str, Callable[[int], str]] = {
        NEW: lambda n: swedish.count(n, "ny post", "nya poster"),
        CHANGED: lambda n: swedish.count(n, "ändrad post", "ändrade poster"),
        REMOVED: lambda n: swedish.count(n, "borttagen post", "borttagna poster"),
        CONTENT: lambda n: swedish.count(n, "ändrad lista eller text", "ändrade listor eller texter"),
        UNREADABLE: lambda n: swedish.count(n, "fil som inte går att läsa", "filer som inte går att läsa"),
    }
    counts = [
        words[kind](sum(one.kind == kind for one in told)) for kind in KINDS if any(one.kind == kind for one in told)
    ]
    return f"{swedish.listing(counts)}."


def _told(base: TreeResult, head: TreeResult, moved: Mapping[str, str]) -> Iterator[FileChange]:
    before, after = base.context.by_path, head.context.by_path
    names = _record_names(base, head)
    for path in sorted((before.keys() | after.keys()) - set(moved.values())):  # those are told where they are now
        old, new = before.get(path), after.get(path)
        if new is None and path in head.context.unread:
            yield FileChange(UNREADABLE, path, path, (Sentence("Filen har ett fel som gör att den inte kan läsas"),))
        elif _same(old, new):
            continue
        elif path.startswith("partnerships/"):
            yield _record(path, old, new, before.get(moved.get(path, "")), names)
        else:
            yield _content(path, old, new, base, head)


def _same(old: Document | None, new: Document | None) -> bool:
    return old is not None and new is not None and (old.data, old.text) == (new.data, new.text)


def _record(
    path: str, old: Document | None, new: Document | None, origin: Document | None, names: WordList
) -> FileChange:
    """What has happened to a record; `origin` is the record that was moved to this one."""
    said: list[Sentence] = []
    if old is None and new is not None and origin is not None:
        kind = CHANGED
        said.append(
            Sentence(f"Posten har flyttats hit från {_identity(origin.path)}, och den gamla adressen leder hit")
        )
        said.extend(sentences(origin.data, new.data, names))
    else:
        kind = NEW if old is None else CHANGED if new is not None else REMOVED
        said.extend(sentences(old and old.data, new and new.data, names))
        if old is None and new is not None:
            said = [*(one for one in said if one.words != "Ny post"), *facts(new.data, names)]
    document = new if new is not None and _title(new.data) else old or new
    return FileChange(
        kind,
        _title(document.data if document else None) or _identity(path),
        path,
        tuple(said),
        origin.path if origin else "",
    )


def _content(path: str, old: Document | None, new: Document | None, base: TreeResult, head: TreeResult) -> FileChange:
    document = new or old
    assert document is not None  # noqa: S101  # the path came from one of them
    stem = PurePosixPath(path).stem
    schema = _SCHEMAS.get(path.split("/")[1], _SCHEMAS.get(stem, "list"))
    labels = WordList(fields=fields((head if new else base).schemas[schema]), codes={}, criteria={})
    said = tuple(content_sentences(old, new, labels))
    return FileChange(CONTENT, heading(document), path, said)


def _record_names(base: TreeResult, head: TreeResult) -> WordList:
    """The names as they are now; what is gone keeps the name it had."""
    now, was = (
        vocabulary(fields(side.schemas["record"]), side.context.lists, side.context.criteria) for side in (head, base)
    )
    codes = {name: {**was.codes.get(name, {}), **now.codes.get(name, {})} for name in {*was.codes, *now.codes}}
    return WordList(fields=now.fields, codes=codes, criteria={**was.criteria, **now.criteria})


def _moved(base: TreeResult, head: TreeResult) -> Iterator[tuple[str, str]]:
    """New records that an older one was moved to: the path now, and the path before."""
    for record in head.context.records.values():
        if isinstance(record, Moved) and has(record, "target") and record.id in base.context.records:
            target = head.context.documents.get(record.target)
            if target is not None and record.target not in base.context.records:
                yield target.path, record.path


def _title(data: Any) -> str:
    return line(text(data.get("titel"))) if isinstance(data, dict) and data.get("titel") else ""


def _identity(path: str) -> str:
    return path.removeprefix("partnerships/").removesuffix(".yaml")
