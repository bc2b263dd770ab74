"""A file that has been read: its data, and the position of each value in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from register.problem import Place

Pointer = tuple[str | int, ...]
Position = tuple[int, int]


class SourceMap:
    """The position of each value and key of some data: (line, column), from 1, by pointer.

    Most files have no faults and are never asked, so the pointers are worked out only then. `marks` are those of the
    YAML reader, of every value and of the key before it, in the order of the file.
    """

    def __init__(self, data: Any = None, marks: Sequence[Any] = (), first_line: int = 1) -> None:
        self._data = data
        self._marks = marks
        self._first_line = first_line

    @property
    def values(self) -> Mapping[Pointer, Position]:
        """The spot of each value."""
        return self._found[0]

    @property
    def keys(self) -> Mapping[Pointer, Position]:
        """The spot of the key of each value in a mapping."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[dict[Pointer, Position], dict[Pointer, Position]]:
        spots = ((mark.line + self._first_line, mark.column + 1) for mark in self._marks)
        values: dict[Pointer, Position] = {}
        keys: dict[Pointer, Position] = {}

        def walk(pointer: Pointer, value: Any) -> None:
            values[pointer] = next(spots)
            if isinstance(value, dict):
                for key, content in value.items():
                    keys[*pointer, key] = next(spots)
                    walk((*pointer, key), content)
            elif isinstance(value, list):
                for index, content in enumerate(value):
                    walk((*pointer, index), content)

        if self._marks:
            walk((), self._data)
        return values, keys


@dataclass(frozen=True, kw_only=True)
class Document:
    """A read file.

    `path` is relative to the root, with `/`. `data` holds only str, int, float, bool, None, list and dict.
    `marks` has the position of each value. `text` is what follows the front matter of a Markdown file, from the
    line `text_line`. `comments` has (line, column, words) of what looks like comments in YAML: what is written
    there is public too.
    """

    path: str
    data: Any
    marks: SourceMap = field(default_factory=SourceMap)
    text: str = ""
    text_line: int = 1
    comments: tuple[tuple[int, int, str], ...] = ()

    @property
    def values(self) -> Mapping[Pointer, Position]:
        """(line, column), from 1, of each value."""
        return self.marks.values

    @property
    def keys(self) -> Mapping[Pointer, Position]:
        """(line, column), from 1, of the key of each value in a mapping."""
        return self.marks.keys

    def place(self, pointer: Pointer | str = ()) -> Place:
        """Return the position of the value at `pointer`, or else of the nearest value around it.

        A dotted string such as `uppfoljning.0.senast` may be given for a pointer.
        """
        steps = _pointer(pointer)
        values = self.values
        while steps and steps not in values:
            steps = steps[:-1]
        return Place(self.path, *values.get(steps, (1, 1)))

    def key_place(self, pointer: Pointer) -> Place:
        """Return the position of the key of the value at `pointer`."""
        return Place(self.path, *self.keys.get(pointer, self.values.get(pointer, (1, 1))))

    @cached_property
    def strings(self) -> Sequence[tuple[Pointer, str]]:
        """Every text value with its pointer, in the order of the file."""
        return tuple(_strings((), self.data))


def _pointer(pointer: Pointer | str) -> Pointer:
    if isinstance(pointer, tuple):
        return pointer
    return tuple(int(step) if step.isdigit() else step for step in pointer.split("."))


def _strings(pointer: Pointer, value: Any) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict | list):
        for step, content in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(content, str):
                yield (*pointer, step), content
            elif isinstance(content, dict | list):
                yield from _strings((*pointer, step), content)
