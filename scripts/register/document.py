"""A file that has been read: its data, and where in the file each value stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from register.problem import Place

Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A read file.

    `path` is relative to the root, with `/`. `data` holds only str, int, float, bool, None, list and dict.
    `values` and `keys` give (line, column), from 1, for each pointer into `data`. `text` is what follows the
    front matter of a Markdown file, from the line `text_line`. `comments` has (line, column, words) of what
    looks like comments in YAML: what is written there is public too.
    """

    path: str
    data: Any
    values: Mapping[Pointer, tuple[int, int]]
    keys: Mapping[Pointer, tuple[int, int]] = field(default_factory=dict)
    text: str = ""
    text_line: int = 1
    comments: tuple[tuple[int, int, str], ...] = ()

    def place(self, pointer: Pointer | str = ()) -> Place:
        """Where the value at `pointer` stands, or else the nearest value around it.

        A dotted string such as `uppfoljning.0.senast` may be given for a pointer.
        """
        steps = _pointer(pointer)
        while steps and steps not in self.values:
            steps = steps[:-1]
        return Place(self.path, *self.values.get(steps, (1, 1)))

    def key_place(self, pointer: Pointer) -> Place:
        """Where the key of the value at `pointer` stands."""
        return Place(self.path, *self.keys.get(pointer, self.values.get(pointer, (1, 1))))

    def strings(self) -> Iterator[tuple[Pointer, str]]:
        """Every text value with its pointer, in the order of the file."""
        yield from _strings((), self.data)


def _pointer(pointer: Pointer | str) -> Pointer:
    if isinstance(pointer, tuple):
        return pointer
    return tuple(int(step) if step.isdigit() else step for step in pointer.split(".") if step)


def _strings(pointer: Pointer, value: Any) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for key, content in value.items():
            yield from _strings((*pointer, key), content)
    elif isinstance(value, list):
        for index, content in enumerate(value):
            yield from _strings((*pointer, index), content)
