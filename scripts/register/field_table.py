"""The table of fields: each field of a model class carries its name in YAML, and the rest follows from that line.

    amount: int = yaml("belopp")

Reading a document (`read`), the published JSON (`as_data`) and the flat list of a record's fields (`flatten`) use it.
The type of the field is its kind. A field with a default is optional in YAML.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Self, TypeVar, get_args, get_origin, get_type_hints

Pointer = tuple[str | int, ...]
MISSING: Any = object()

_Value = TypeVar("_Value", bound="Partial")
_Convert = Callable[[Any, Collection[Pointer], Pointer], Any]


class FieldAbsentError(LookupError):
    """A field that a rule asked for is missing or faulty in the document."""


class Partial:
    """A frozen value that may lack fields.

    A value read from a document with faults lacks the faulty fields. Reading such a field raises `FieldAbsentError`,
    so that a rule that needs it is passed over and every other rule still runs.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # a typed caller must still hear of a name that does not exist

        def __getattr__(self, name: str) -> object:
            if name in {item.name for item in fields(self)}:
                raise FieldAbsentError(name)
            raise AttributeError(name)

    @classmethod
    def of(cls, **given: Any) -> Self:
        """Make a value from the fields that are known; the others stay absent."""
        value = object.__new__(cls)
        for name, content in given.items():
            object.__setattr__(value, name, content)
        return value


def yaml(name: str, *, default: Any = MISSING) -> Any:
    """Declare a field that is called `name` in YAML; one with a default may be left out there."""
    if callable(default):
        return field(metadata={"yaml": name}, default_factory=default)
    given = {} if default is MISSING else {"default": default}
    return field(metadata={"yaml": name}, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the table.

    `name` is the dotted name in YAML (`beslut.belopp`), `attribute` the dotted attribute of the record
    (`decision.amount`), `kind` the type of its value. For a field of the entries of a list (`uppfoljning.senast`),
    `entries_of` is the attribute of the list (`follow_ups`), and `attribute` that of an entry.
    """

    name: str
    attribute: str
    kind: Any
    optional: bool
    entries_of: str = ""

    def value(self, owner: Any) -> Any:
        """The value of this field of a record, or of an entry of its list; None where a group around it is absent."""
        for step in self.attribute.split("."):
            owner = getattr(owner, step)
            if owner is None:
                return None
        return owner


@dataclass(frozen=True, slots=True)
class _Row:
    """A field of one model class."""

    attribute: str
    name: str
    kind: Any
    optional: bool
    absent: Any
    convert: _Convert


def _make_rows(cls: Any) -> tuple[_Row, ...]:
    """The fields of a class that have a name in YAML, in their order."""
    hints = get_type_hints(cls)
    return tuple(_row(item, hints[item.name]) for item in fields(cls) if item.metadata)


_rows: Callable[[Any], tuple[_Row, ...]] = cache(_make_rows)


def _row(item: Any, hint: Any) -> _Row:
    kinds = [part for part in get_args(hint) if part is not NoneType] if isinstance(hint, UnionType) else [hint]
    absent = MISSING if item.default is dataclasses.MISSING else item.default
    if item.default_factory is not dataclasses.MISSING:
        absent = item.default_factory()
    return _Row(item.name, item.metadata["yaml"], kinds[0], absent is not MISSING, absent, _converter(kinds[0]))


def _converter(kind: Any) -> _Convert:
    """The function that makes a value of `kind` of what was written, or MISSING of what cannot be used."""
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return _entries(inner) if isinstance(inner, type) and issubclass(inner, Partial) else _texts
    if get_origin(kind) is not None:
        inner = _converter(get_args(kind)[1])
        return lambda value, unusable, pointer: (
            {
                key: content
                for key, written in value.items()
                if (*pointer, key) not in unusable and (content := inner(written, unusable, pointer)) is not MISSING
            }
            if isinstance(value, dict)
            else MISSING
        )
    if issubclass(kind, Partial):
        return lambda value, unusable, pointer: (
            read(kind, value, unusable, pointer) if isinstance(value, dict) else MISSING
        )
    return _SIMPLE[kind]


def _text(value: Any, _: Collection[Pointer], __: Pointer) -> Any:
    return value.strip() if isinstance(value, str) else MISSING


def _day(value: Any, _: Collection[Pointer], __: Pointer) -> Any:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else MISSING
    except ValueError:
        return MISSING


def _number(value: Any, _: Collection[Pointer], __: Pointer) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else MISSING


def _decimal(value: Any, _: Collection[Pointer], __: Pointer) -> Any:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else MISSING


def _truth(value: Any, _: Collection[Pointer], __: Pointer) -> Any:
    return value if isinstance(value, bool) else MISSING


_SIMPLE: Mapping[type, _Convert] = {str: _text, dt.date: _day, int: _number, float: _decimal, bool: _truth}


def _texts(value: Any, unusable: Collection[Pointer], pointer: Pointer) -> Any:
    if not isinstance(value, list):
        return MISSING
    return tuple(v for i, v in enumerate(value) if isinstance(v, str) and (*pointer, i) not in unusable)


def _entries(kind: type[_Value]) -> _Convert:
    indexed = "index" in {item.name for item in fields(kind)}  # type: ignore[arg-type]  # as above

    def convert(value: Any, unusable: Collection[Pointer], pointer: Pointer) -> Any:
        if not isinstance(value, list):
            return MISSING
        return tuple(
            read(kind, item, unusable, (*pointer, index), **({"index": index} if indexed else {}))
            for index, item in enumerate(value)
            if isinstance(item, dict)
        )

    return convert


def read(
    cls: type[_Value], data: Any, unusable: Collection[Pointer] = (), pointer: Pointer = (), **known: Any
) -> _Value:
    """Make a value of the mapping `data`, which is at `pointer` in its document.

    What is `unusable` (by pointer), of the wrong type or missing is left out; `known` are fields without
    a name in YAML.
    """
    value = cls.of(**known)
    data = data if isinstance(data, dict) else {}
    for row in _rows(cls):
        content = data.get(row.name, MISSING)
        if content is MISSING:
            content = row.absent
        elif unusable and (*pointer, row.name) in unusable:
            continue
        else:
            content = row.convert(content, unusable, (*pointer, row.name))
        if content is not MISSING:
            object.__setattr__(value, row.attribute, content)
    return value


def as_data(value: Partial) -> dict[str, Any]:
    """The value as plain data with the names of YAML, in the order of the table; what is empty is left out."""
    plain = ((row.name, _plain(getattr(value, row.attribute))) for row in _rows(type(value)))
    return {name: content for name, content in plain if content is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Partial):
        return as_data(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value] or None
    if isinstance(value, Mapping):
        return dict(value) or None
    return value


def flatten(cls: type[Partial], name: str = "", attribute: str = "", entries_of: str = "") -> Iterator[Field]:
    """Every field of a class and of the classes inside it, each group before its parts."""
    for row in _rows(cls):
        own = Field(
            name=f"{name}{row.name}",
            attribute=f"{attribute}{row.attribute}",
            kind=row.kind,
            optional=row.optional,
            entries_of=entries_of,
        )
        yield own
        inner = get_args(row.kind)[0] if get_origin(row.kind) is tuple else row.kind
        if not (isinstance(inner, type) and issubclass(inner, Partial)):
            continue
        if inner is row.kind:
            yield from flatten(inner, f"{own.name}.", f"{own.attribute}.", entries_of)
        else:
            yield from flatten(inner, f"{own.name}.", "", own.attribute)
