"""Plain data → YAML in block style: two spaces a level, one value a line, comments above what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from register.document import Pointer

from editing.scalars import key, scalar

Comments = Mapping[Pointer, Sequence[str]]
_STEP = "  "
_AT_END: Pointer = ()


def yaml_text(data: Mapping[str, Any], comments: Comments | None = None) -> str:
    """The text of a file that holds `data`. Comments stand above the value they are given for, or last for `()`."""
    noted = comments or {}
    lines = [*_mapping(data, "", (), noted), *noted.get(_AT_END, ())]
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, Any], indent: str, pointer: Pointer, comments: Comments) -> Iterator[str]:
    for name, value in data.items():
        inner = (*pointer, name)
        yield from (f"{indent}{comment}" for comment in comments.get(inner, ()))
        yield from _value(f"{indent}{key(name)}:", value, indent, inner, comments)


def _value(start: str, value: Any, indent: str, pointer: Pointer, comments: Comments) -> Iterator[str]:
    deeper = indent + _STEP
    if isinstance(value, dict) and value:
        yield start
        yield from _mapping(value, deeper, pointer, comments)
    elif isinstance(value, list) and value:
        yield start
        for index, item in enumerate(value):
            yield from _item(item, deeper, (*pointer, index), comments)
    elif isinstance(value, dict | list):
        yield f"{start} {'{}' if isinstance(value, dict) else '[]'}"
    else:
        yield f"{start} {scalar(value, deeper)}"


def _item(item: Any, indent: str, pointer: Pointer, comments: Comments) -> Iterator[str]:
    yield from (f"{indent}{comment}" for comment in comments.get(pointer, ()))
    if not isinstance(item, dict | list) or not item:
        yield from _value(f"{indent}-", item, indent, pointer, comments)
        return
    deeper = indent + _STEP
    if isinstance(item, dict):
        lines = _mapping(item, deeper, pointer, comments)
    else:
        lines = (line for index, inner in enumerate(item) for line in _item(inner, deeper, (*pointer, index), comments))
    for line in lines:
        content = line.removeprefix(deeper)
        if not content.startswith("#"):
            yield f"{indent}- {content}"
            break
        yield f"{indent}{content}"  # a comment on the first field stands above the item
    yield from lines
