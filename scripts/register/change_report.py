"""What a change does to the register as a whole, in Markdown that is safe to post."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from register import swedish as swedish
from register.change_files import FileChange, file_changes, summary
from register.examine import TreeResult
from register.markdown import code, escaped
from register.personal_data import mask
from register.text_diff import ChangeType, Segment, difference
from register.wording import Sentence

LONGEST = 50_000  # characters; GitHub takes 65,536 in a comment, and the problems stand in it too
_OTHERS = 30
_AROUND = 6


def change_report(base: TreeResult, head: TreeResult, changed: Collection[str]) -> str:
    """What differs between two trees. `changed` has the paths, relative to the root, of all files that differ."""
    told = file_changes(base, head)
    blocks = [f"## Ändringen i ord\n\n{summary(told)}"]
    for kind, group in groupby(told, key=lambda one: one.kind):
        blocks.append(f"### {kind}")
        blocks.extend(map(_block, group))
    blocks.extend(_others(base, head, changed, {path for one in told for path in (one.path, one.origin)}))
    return _cut(blocks)


def _block(one: FileChange) -> str:
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


def _word_by_word(pieces: tuple[Segment, ...]) -> str:
    """What was removed struck through, what was added in bold, and a few words around."""
    said = []
    for place, piece in enumerate(pieces):
        words = escaped(piece.words)
        if piece.fate is ChangeType.REMOVED:
            said.append(f"~~{words}~~")
        elif piece.fate is ChangeType.ADDED:
            said.append(f"**{words}**")
        else:
            said.append(escaped(_shortened(piece.words, first=place == 0, last=place == len(pieces) - 1)))
    return " ".join(said)


def _shortened(kept: str, *, first: bool, last: bool) -> str:
    words = kept.split(" ")
    head, tail = ([] if first else words[:_AROUND]), ([] if last else words[-_AROUND:])
    return kept if len(words) <= len(head) + len(tail) + 1 else " ".join([*head, "…", *tail])


def _others(base: TreeResult, head: TreeResult, changed: Collection[str], told: Collection[str]) -> Iterator[str]:
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
