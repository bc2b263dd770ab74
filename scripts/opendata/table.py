"""A table of open data: columns with types, and rows of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from register.model import Register

Cell = str | int | date | datetime | None

# Stands between several codes in one cell. A comma would be taken for the end of the cell by hasty programs.
SEPARATOR = ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. `type` is string, integer, date or datetime. An empty cell is None; a `required` column has none."""

    name: str
    type: str
    title: str
    description: str
    required: bool = False
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
    rows: tuple[tuple[Cell, ...], ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()


class Columns:
    """Makes columns whose words stand in the schema of the record."""

    def __init__(self, register: Register) -> None:
        self._fields = register.fields

    def of(
        self,
        name: str,
        source: str,
        kind: str = "string",
        *,
        required: bool = True,
        pattern: str | None = None,
        minimum: int | None = None,
        title: str = "",
        more: str = "",
    ) -> Column:
        """The column `name` of type `kind` that tells the field `source`.

        `title` stands in place of the schema's where that says too little outside the record, and `more` is
        added to the schema's description.
        """
        told = self._fields[source]
        return Column(
            name=name,
            type=kind,
            title=title or told.title,
            description=f"{told.description} {more}".strip(),
            required=required,
            pattern=pattern,
            minimum=minimum,
            choices=told.choices,
        )
