"""The schemas under schemas/: loaded, given the codes of the lists, and asked for labels and help texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.exceptions import SchemaError as MetaSchemaError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from register.model import Field
from register.reading.tree import Tree

Schema = dict[str, Any]
NAMES = ("record", "criteria", "policy", "list", "rounds", "settings")


class SchemaError(Exception):
    """A schema cannot be read; nothing can be checked without it."""


def load_schemas(tree: Tree) -> dict[str, Schema]:
    """The schemas by name. Raises SchemaError, with a Swedish sentence, when one is missing or broken."""
    schemas = {}
    for name in NAMES:
        path = f"schemas/{name}.schema.json"
        entry = tree.entry(path)
        if entry is None or not entry.regular:
            raise SchemaError(f"{path} saknas, och utan den går det inte att kontrollera något.")
        raw = tree.read(entry)
        schemas[name] = _parsed(path, raw)
    return schemas


@lru_cache(maxsize=len(NAMES) * 2)
def _parsed(path: str, raw: bytes) -> Schema:
    """A schema that is valid against the meta-schema; two trees mostly have the same ones."""
    try:
        schema: Schema = json.loads(raw)
        Draft202012Validator.check_schema(schema)
    except (ValueError, MetaSchemaError, RecursionError) as error:
        raise SchemaError(f"{path} är inte ett giltigt JSON Schema.") from error
    return schema


def with_codes(schema: Schema, codes: Mapping[str, list[str]]) -> Schema:
    """A copy of `schema` where every field with a `kodlista` allows only the codes of that list.

    A list that is not given in `codes` (it could not be read) sets no limit.
    """
    result: Schema = {}
    for key, value in schema.items():
        if isinstance(value, dict):
            result[key] = with_codes(value, codes)
        else:
            result[key] = value
    if "kodlista" in schema and schema["kodlista"] in codes:
        result["enum"] = list(codes[schema["kodlista"]])
    return result


def validator(schema: Schema) -> Validator:
    """A validator in which a whole number is never written with decimals and a date is a day that exists."""
    made: Validator = _Strict(schema, format_checker=_FORMATS)
    return made


def fields(schema: Schema) -> dict[str, Field]:
    """Every field of a schema by dotted name; the fields of a list's items stand under the list's name."""
    return dict(_fields(schema, ""))


def _fields(schema: Schema, prefix: str) -> Iterator[tuple[str, Field]]:
    for name, content in schema.get("properties", {}).items():
        dotted = f"{prefix}{name}"
        choices = content.get("etiketter", {})
        yield dotted, Field(title=content["title"], description=content["description"], choices=choices)
        yield from _fields(content, f"{dotted}.")
        if "items" in content:
            yield from _fields(content["items"], f"{dotted}.")


def is_day(text: str) -> bool:
    """Whether `text` is a date that exists, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or is_day(value)


def _pattern(_: Validator, pattern: str, instance: object, __: Schema) -> Iterator[ValidationError]:
    """`$` would let a line break through at the end of a text."""
    if isinstance(instance, str) and ("\n" in instance or not re.search(pattern, instance)):
        yield ValidationError("pattern")


def _long_enough(_: Validator, least: int, instance: object, __: Schema) -> Iterator[ValidationError]:
    """Blanks at the ends say nothing, so they are not counted."""
    if isinstance(instance, str) and len(instance.strip()) < least:
        yield ValidationError("minLength")


_Strict = extend(  # type: ignore[no-untyped-call]  # the library gives this function no types
    Draft202012Validator,
    validators={"pattern": _pattern, "minLength": _long_enough},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    ),
)
