"""jsonschema with three rules of ours: whole numbers have no decimals, dates exist, and blanks are not counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.exceptions import SchemaError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from register.quick import is_day

Schema = dict[str, Any]
_FORMATS = FormatChecker(formats=())


def strict(schema: Schema) -> Validator:
    """A validator for `schema`. Raises ValueError when the schema is not valid against the meta-schema."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise ValueError("not a valid schema") from error
    made: Validator = _Strict(schema, format_checker=_FORMATS)
    return made


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
