"""A table of open data: typed columns, each with the value it takes from an item, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from register.model import FIELDS, Partnership, Register

Cell = str | int | float | date | datetime | None

# Separates several codes in one cell. A comma would be taken for the end of the cell by hasty programs.
SEPARATOR = ";"

_TYPES: Mapping[Any, str] = {str: "string", int: "integer", float: "number", date: "date", tuple[str, ...]: "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. `type` is string, integer, number, date or datetime.

    `value` gives the cell of an item, None for an empty one; a `required` column has no empty cell. `choices` maps
    the codes that may occur to their labels.
    """

    name: str
    title: str
    description: str
    value: Callable[[Any], Cell]
    type: str = "string"
    required: bool = True
    unique: bool = False
    pattern: str | None = None
    minimum: int | None = None
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """`column` holds values of the column `target` in `table`; an empty `table` is the same one."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. `dataset` is the data set of the catalogue that it belongs to."""

    name: str
    title: str
    description: str
    dataset: str
    columns: tuple[Column, ...]
    items: Sequence[Any] = field(repr=False)
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Take the cells of each item."""
        rows = tuple(tuple(column.value(item) for column in self.columns) for item in self.items)
        object.__setattr__(self, "rows", rows)


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of a list in a record, such as one report, with its number in the list, counted from 1."""

    record: Partnership
    number: int
    item: Any


class RecordColumns:
    """Make columns of fields of the record, with the words of its schema."""

    def __init__(self, register: Register) -> None:
        self._labels = register.fields

    def of(
        self,
        name: str,
        source: str,
        *,
        value: Callable[[Any], Cell] | None = None,
        always: bool = False,
        pattern: str | None = None,
        minimum: int | None = None,
        title: str = "",
        more: str = "",
    ) -> Column:
        """Make the column `name` of the field `source`, for items with a `record`, or Parts where it is in a list.

        `value` takes an optional cell from elsewhere; `always` says that the model has a value where YAML has none;
        `title` replaces the schema's where that says too little outside
        the record, and `more` is added to the schema's description.
        """
        labels, row = self._labels[source], FIELDS[source]
        above = source.split(".")[:-1]
        groups = [] if row.entries_of else [FIELDS[".".join(above[: n + 1])] for n in range(len(above))]
        return Column(
            name=name,
            type=_TYPES[row.kind],
            title=title or labels.title,
            description=f"{labels.description} {more}".strip(),
            value=value or (lambda item: _cell(row.value(item.item if row.entries_of else item.record))),
            required=always or (value is None and not any(field.optional for field in (row, *groups))),
            pattern=pattern,
            minimum=minimum,
            choices=labels.choices,
        )


def _cell(value: Any) -> Cell:
    return SEPARATOR.join(value) if isinstance(value, tuple) else value
