"""Change values in a YAML text and leave every other line, comment and space as it is.

ruamel.yaml's own round trip gives files back unchanged, but puts a new field below the comment of the next one, and
sets hand-made spacing right. Here only the lines of what differs are replaced, with text that ruamel.yaml writes.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from register.document import Document, Pointer

from editing.yaml_writer import flow_text, yaml_text

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its #: its index in the text, its line (from 1), and whether it has the line to itself."""

    index: int
    line: int
    alone: bool
    text: str


def comments_in(text: str) -> list[Comment]:
    """Return every comment of a YAML text, in order."""
    if "#" not in text:
        return []
    scalars = [token for token in yaml.scan(text, Loader=yaml.CSafeLoader) if isinstance(token, yaml.ScalarToken)]
    found: list[Comment] = []
    position = 0
    for token in scalars:
        found.extend(_comments_between(text, position, token.start_mark.index))
        header = _BLOCK_HEADER.match(text, token.start_mark.index) if token.style in ("|", ">") else None
        if header:
            found.append(Comment(header.start(1), token.start_mark.line + 1, False, header[1].rstrip()))
        position = token.end_mark.index
    return [*found, *_comments_between(text, position, len(text))]


def _comments_between(text: str, start: int, end: int) -> Iterator[Comment]:
    while (hash_sign := text.find("#", start, end)) != -1:
        line_start = text.rfind("\n", 0, hash_sign) + 1
        line_end = text.find("\n", hash_sign)
        line_end = len(text) if line_end == -1 else line_end
        alone = not text[line_start:hash_sign].strip()
        number = text.count("\n", 0, hash_sign) + 1
        yield Comment(hash_sign, number, alone, text[hash_sign:line_end].rstrip())
        start = line_end


def comments_by_path(text: str, document: Document) -> dict[Pointer, list[str]]:
    """Return the comments by the path of what is on their line, or else below them; `()` for the last ones."""
    found: dict[Pointer, list[str]] = defaultdict(list)
    starts = sorted((line, len(path), path) for path, (line, _) in {**document.values, **document.keys}.items() if path)
    for comment in comments_in(text):
        wanted = (at for at in starts if (at[0] > comment.line if comment.alone else at[0] >= comment.line))
        found[next(wanted, (0, 0, ()))[2]].append(comment.text)
    return found


def edit_yaml(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return `text`, which says `old`, with the fewest lines changed so that it says `new`.

    A new field is put where it comes in the order of `new`. Line breaks must be line feeds.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError("a record is a mapping")
    editor = _Editor(text if text.endswith("\n") else f"{text}\n")
    editor.mapping(root, old, new)
    return editor.result()


class _Editor:
    """Collects replacements of pieces of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.comments = comments_in(text)
        self.replacements: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """Return the text with all replacements made, from the last to the first."""
        text = self.text
        for start, end, piece in sorted(self.replacements, key=lambda item: item[:2], reverse=True):
            text = text[:start] + piece + text[end:]
        return text

    def mapping(self, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Change the fields of a block mapping."""
        entries = {key.value: (key, value) for key, value in node.value}
        indent = " " * node.value[0][0].start_mark.column
        for name in entries.keys() - new.keys():
            self._delete(*entries[name], indent)
        added: dict[str, str] = {}
        after = ""
        for name, value in new.items():
            if name in entries:
                self._change(entries[name][1], old[name], value, indent)
                after = name
            else:
                added[after] = added.get(after, "") + _indented(yaml_text({name: value}), indent)
        for name, piece in added.items():
            first, last = entries.get(name, node.value[0])
            self._insert(first, last, piece, before=not name)

    def sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> None:
        """Change the items of a block list."""
        indent = " " * node.start_mark.column
        compared = difflib.SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], False)
        for tag, start, end, new_start, new_end in compared.get_opcodes():
            common = min(end - start, new_end - new_start)
            for step in range(common if tag != "equal" else 0):
                self._change(node.value[start + step], old[start + step], new[new_start + step], f"{indent}  ")
            for item in node.value[start + common : end] if tag != "equal" else ():
                self._delete(item, item, indent)
            if tag != "equal" and (pieces := new[new_start + common : new_end]):
                place = node.value[max(start + common - 1, 0)]
                piece = _indented(_without_margin(yaml_text(pieces)), indent)
                self._insert(place, place, piece, before=start + common == 0)

    def _change(self, node: yaml.Node, old: Any, new: Any, indent: str) -> None:
        """Change one value, which is below a field or a dash with this indent."""
        start, end = node.start_mark.index, self._end(node)
        inside = [comment for comment in self.comments if start <= comment.index < end]
        if old == new:
            return
        if isinstance(node, yaml.CollectionNode) and node.flow_style and isinstance(new, dict | list) and not inside:
            self.replacements.append((start, end, flow_text(new)))
        elif isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(new, dict) and new:
            self.mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style and isinstance(new, list) and new:
            self.sequence(node, old, new)
        else:
            piece = yaml_text({"k": new}).removeprefix("k:").rstrip("\n")
            # Unquoted, it would not be clear where the text ends and the comment begins
            if piece == f" {new}" and isinstance(new, str) and self._comment_after(end):
                piece = " '" + new.replace("'", "''") + "'"
            self._replace(node, piece, indent)

    def _replace(self, node: yaml.Node, piece: str, indent: str) -> None:
        """Write a value in place of another; comments that would be inside it get lines of their own above it."""
        start, end = node.start_mark.index, self._end(node)
        if "\n" not in piece and "\n" not in self.text[start:end]:
            self.replacements.append((start, end, piece.removeprefix(" ")))
            return
        line_end = self._line_end(end)
        self._lift_comments(start, line_end, indent)
        while self.text[start - 1] in _BLANK:
            start -= 1
        piece, *lines = piece.split("\n")
        self.replacements.append((start, line_end - 1, "\n".join([piece, *(line and indent + line for line in lines)])))

    def _delete(self, first: yaml.Node, last: yaml.Node, indent: str) -> None:
        start, end = self._line_start(first.start_mark.index), self._line_end(self._end(last))
        self._lift_comments(start, end, indent)
        self.replacements.append((start, end, ""))

    def _insert(self, first: yaml.Node, last: yaml.Node, piece: str, *, before: bool) -> None:
        """Write lines after what is between two nodes, or before it."""
        start = self._line_start(first.start_mark.index)
        index = start if before else self._line_end(self._end(last))
        self.replacements.append((index, index, piece))

    def _comment_after(self, index: int) -> bool:
        return any(index <= comment.index < self._line_end(index) for comment in self.comments)

    def _lift_comments(self, start: int, end: int, indent: str) -> None:
        """Give the comments in a piece of text lines of their own above it."""
        index = self._line_start(start)
        lifted = [f"{indent}{comment.text}\n" for comment in self.comments if start <= comment.index < end]
        if lifted:
            self.replacements.append((index, index, "".join(lifted)))

    def _end(self, node: yaml.Node) -> int:
        """Return the index after the last character of a value, without the comments and blank lines below it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end: int = node.end_mark.index
        while end > node.start_mark.index and self.text[end - 1] in _BLANK:
            end -= 1
        return end

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        return self.text.index("\n", index) + 1


def _indented(text: str, indent: str) -> str:
    return "".join(f"{indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _without_margin(text: str) -> str:
    return "".join(line.removeprefix("  ") for line in text.splitlines(keepends=True))
