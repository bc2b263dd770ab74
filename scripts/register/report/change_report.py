"""What a change does to the register as a whole, in Markdown that is safe to post."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from register import format as swedish
from register.difference import Fate, Piece, difference
from register.document import Document
from register.examine import Examined
from register.model import Moved
from register.personal import mask
from register.report.change_words import facts, sentences
from register.report.content_words import content_sentences, heading
from register.report.markdown import code, escaped
from register.report.sentence import Sentence, line, text
from register.report.vocabulary import Vocabulary, vocabulary
from register.rules.rule import has
from register.shape.schemas import fields

LONGEST = 50_000  # characters; GitHub takes 65,536 in a comment, and the problems stand in it too
_OTHERS = 30
_AROUND = 6

# Which schema names the fields of a file under content/
_SCHEMAS = {"policy": "policy", "kriterier": "criteria", "ansokningsomgangar": "rounds", "installningar": "settings"}


@dataclass(frozen=True, slots=True)
class _Told:
    """One file and what has happened to it."""

    kind: str
    title: str
    path: str
    sentences: tuple[Sentence, ...]


_KINDS = ("Nya poster", "Ändrade poster", "Borttagna poster", "Listor, kriterier och policy", "Går inte att läsa")


def change_report(base: Examined, head: Examined, changed: Collection[str]) -> str:
    """What differs between two trees. `changed` has the paths, relative to the root, of all files that differ."""
    moved = dict(_moved(base, head))
    told = sorted(_told(base, head, moved), key=lambda one: (_KINDS.index(one.kind), one.path))
    blocks = [f"## Ändringen i ord\n\n{_summary(told)}"]
    for kind, group in groupby(told, key=lambda one: one.kind):
        blocks.append(f"### {kind}")
        blocks.extend(map(_block, group))
    blocks.extend(_others(base, head, changed, {*(one.path for one in told), *moved.values()}))
    return _cut(blocks)


def _told(base: Examined, head: Examined, moved: Mapping[str, str]) -> Iterator[_Told]:
    before, after = base.context.by_path, head.context.by_path
    names = _record_names(base, head)
    for path in sorted((before.keys() | after.keys()) - set(moved.values())):  # those are told where they are now
        old, new = before.get(path), after.get(path)
        if new is None and path in head.context.unread:
            yield _Told(
                "Går inte att läsa", path, path, (Sentence("Filen har ett fel som gör att den inte kan läsas"),)
            )
        elif _same(old, new):
            continue
        elif path.startswith("partnerships/"):
            yield _record(path, old, new, before.get(moved.get(path, "")), names)
        else:
            yield _content(path, old, new, base, head)


def _same(old: Document | None, new: Document | None) -> bool:
    return old is not None and new is not None and (old.data, old.text) == (new.data, new.text)


def _record(path: str, old: Document | None, new: Document | None, origin: Document | None, names: Vocabulary) -> _Told:
    """What has happened to a record; `origin` is the record that was moved to this one."""
    said: list[Sentence] = []
    if old is None and new is not None and origin is not None:
        kind = "Ändrade poster"
        said.append(
            Sentence(f"Posten har flyttats hit från {_identity(origin.path)}, och den gamla adressen leder hit")
        )
        said.extend(sentences(origin.data, new.data, names))
    else:
        kind = "Nya poster" if old is None else "Ändrade poster" if new is not None else "Borttagna poster"
        said.extend(sentences(old and old.data, new and new.data, names))
        if old is None and new is not None:
            said = [*(one for one in said if one.words != "Ny post"), *facts(new.data, names)]
    document = new if new is not None and _title(new.data) else old or new
    return _Told(kind, _title(document.data if document else None) or _identity(path), path, tuple(said))


def _content(path: str, old: Document | None, new: Document | None, base: Examined, head: Examined) -> _Told:
    document = new or old
    assert document is not None  # noqa: S101  # the path came from one of them
    stem = PurePosixPath(path).stem
    schema = _SCHEMAS.get(path.split("/")[1], _SCHEMAS.get(stem, "list"))
    labels = Vocabulary(fields=fields((head if new else base).schemas[schema]), codes={}, criteria={})
    said = tuple(content_sentences(old, new, labels))
    return _Told("Listor, kriterier och policy", heading(document), path, said)


def _record_names(base: Examined, head: Examined) -> Vocabulary:
    """The names as they are now; what is gone keeps the name it had."""
    now, was = (
        vocabulary(fields(side.schemas["record"]), side.context.lists, side.context.criteria) for side in (head, base)
    )
    codes = {name: {**was.codes.get(name, {}), **now.codes.get(name, {})} for name in {*was.codes, *now.codes}}
    return Vocabulary(fields=now.fields, codes=codes, criteria={**was.criteria, **now.criteria})


def _moved(base: Examined, head: Examined) -> Iterator[tuple[str, str]]:
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


def _summary(told: list[_Told]) -> str:
    if not told:
        return "Inga uppgifter i registret ändras."
    words: Mapping[str, Callable[[int], str]] = {
        "Nya poster": lambda n: swedish.count(n, "ny post", "nya poster"),
        "Ändrade poster": lambda n: swedish.count(n, "ändrad post", "ändrade poster"),
        "Borttagna poster": lambda n: swedish.count(n, "borttagen post", "borttagna poster"),
        "Listor, kriterier och policy": lambda n: swedish.count(
            n, "ändrad lista eller text", "ändrade listor eller texter"
        ),
        "Går inte att läsa": lambda n: swedish.count(n, "fil som inte går att läsa", "filer som inte går att läsa"),
    }
    counts = [
        words[kind](sum(one.kind == kind for one in told)) for kind in _KINDS if any(one.kind == kind for one in told)
    ]
    return f"{swedish.listing(counts)}."


def _block(one: _Told) -> str:
    return "\n".join([f"#### {escaped(one.title)}\n\n{code(mask(one.path))}\n", *map(_item, one.sentences)])


def _item(sentence: Sentence) -> str:
    said = f"- {escaped(sentence.words)}"
    if not sentence.before and not sentence.after:
        return said
    pieces = difference(sentence.before, sentence.after) if sentence.before and sentence.after else None
    if pieces is not None:
        return f"{said}:\n  > {_word_by_word(pieces)}"
    quotes = (("Förut", sentence.before), ("Nu", sentence.after)) if sentence.before else (("", sentence.after),)
    lines = [f"{name and f'{name}: '}{escaped(quote)}" for name, quote in quotes if quote]
    return f"{said}:\n  > " + "\n  >\n  > ".join(lines)


def _word_by_word(pieces: tuple[Piece, ...]) -> str:
    """What was removed struck through, what was added in bold, and a few words around."""
    said = []
    for place, piece in enumerate(pieces):
        words = escaped(piece.words)
        if piece.fate is Fate.REMOVED:
            said.append(f"~~{words}~~")
        elif piece.fate is Fate.ADDED:
            said.append(f"**{words}**")
        else:
            said.append(escaped(_shortened(piece.words, first=place == 0, last=place == len(pieces) - 1)))
    return " ".join(said)


def _shortened(kept: str, *, first: bool, last: bool) -> str:
    words = kept.split(" ")
    head, tail = ([] if first else words[:_AROUND]), ([] if last else words[-_AROUND:])
    return kept if len(words) <= len(head) + len(tail) + 1 else " ".join([*head, "…", *tail])


def _others(base: Examined, head: Examined, changed: Collection[str], told: Collection[str]) -> Iterator[str]:
    """The files that differ without being told of: those of the site, and those where only the form differs."""
    known = base.context.by_path.keys() & head.context.by_path.keys()
    left = sorted(set(changed) - set(told))
    form, other = [path for path in left if path in known], [path for path in left if path not in known]
    if form:
        yield f"### Samma uppgifter, annan form\n\n{_paths(form)}"
    if other:
        yield f"### Andra filer\n\n{_paths(other)}"


def _paths(paths: list[str]) -> str:
    lines = [f"- {code(mask(path))}" for path in paths[:_OTHERS]]
    if len(paths) > _OTHERS:
        lines.append(f"- … och {swedish.count(len(paths) - _OTHERS, 'fil', 'filer')} till")
    return "\n".join(lines)


def _cut(blocks: list[str]) -> str:
    """The blocks, as many as there is room for."""
    length = 0
    for place, block in enumerate(blocks):
        length += len(block) + 2
        if length > LONGEST:
            left = swedish.count(len(blocks) - place, "del", "delar")
            return "\n\n".join([*blocks[:place], f"… och {left} till, som inte får plats här."]) + "\n"
    return "\n\n".join(blocks) + "\n"
