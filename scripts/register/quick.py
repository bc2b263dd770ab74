"""A quick answer to «has this surely the right shape?», so that jsonschema is asked only where something may be wrong.

A schema becomes nested functions, once. They know the keywords that our schemas use; for a schema with any other
jsonschema answers alone. That the two agree is held by a property test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

Schema = dict[str, Any]
Test = Callable[[Any], bool]

# Keywords that say nothing about whether data are valid; «kodlista» and «etiketter» are our own
_WORDS = frozenset({"$schema", "$id", "title", "description", "kodlista", "etiketter", "default", "examples"})
_TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


class _UnknownKeywordError(Exception):
    """The schema uses a keyword that is not known here."""


def is_surely_valid(schema: Schema) -> Test | None:
    """A test that is true only for data that `schema` accepts. It may be false for data that it accepts too.

    None where the schema has something that is not known here, such as a keyword, or a value of the wrong kind.
    """
    try:
        return _test(schema)
    except (_UnknownKeywordError, TypeError, AttributeError, KeyError, re.error):
        return None


def _test(schema: Schema) -> Test:
    if not isinstance(schema.get("title", ""), str) or not isinstance(schema.get("description", ""), str):
        raise _UnknownKeywordError
    rest = {key: value for key, value in schema.items() if key not in _WORDS}
    wanted = rest.pop("type", None)
    if wanted is None:
        raise _UnknownKeywordError
    makers = {"object": _object, "array": _array, "string": _string, "integer": _integer, "boolean": _no_more}
    tests = tuple(makers[wanted](rest))
    if rest:
        raise _UnknownKeywordError(str(rest))
    kind = _TYPES[wanted]

    def test(value: Any) -> bool:
        if value.__class__ is not kind:  # so that true is no number, as in jsonschema
            return False
        for inner in tests:  # noqa: SIM110 - all() with a generator takes twice the time
            if not inner(value):
                return False
        return True

    return test


def _object(rest: Schema) -> Iterator[Test]:
    properties = {key: _test(inner) for key, inner in rest.pop("properties", {}).items()}
    more = rest.pop("additionalProperties", True)
    others = _test(more) if isinstance(more, dict) else (lambda _: more is True)

    def contents(value: Any) -> bool:
        for key, inner in value.items():  # noqa: SIM110 - as above
            if not properties.get(key, others)(inner):
                return False
        return True

    yield contents
    yield from _presence(rest)


def _presence(rest: Schema) -> Iterator[Test]:
    """Which keys there are: `required`, `maxProperties` and, by them, `if`, `then` and `else`."""
    required = frozenset(rest.pop("required", ()))
    yield lambda value: value.keys() >= required
    if "maxProperties" in rest:
        most = rest.pop("maxProperties")
        yield lambda value: len(value) <= most
    if "if" in rest:
        branches = {key: dict(rest.pop(key, {})) for key in ("if", "then", "else")}
        made = {key: tuple(_presence(branch)) for key, branch in branches.items()}
        if any(branches.values()):
            raise _UnknownKeywordError
        yield lambda value: all(
            test(value) for test in made["then" if all(test(value) for test in made["if"]) else "else"]
        )


def _array(rest: Schema) -> Iterator[Test]:
    least = rest.pop("minItems", 0)
    yield lambda value: len(value) >= least
    if "items" in rest:
        item = _test(rest.pop("items"))
        yield lambda value: all(item(inner) for inner in value)
    if rest.pop("uniqueItems", False):
        yield lambda value: all(isinstance(item, str) for item in value) and len(set(value)) == len(value)


def _string(rest: Schema) -> Iterator[Test]:
    if "enum" in rest:
        allowed = frozenset(rest.pop("enum"))
        yield lambda value: value in allowed
    least, most = rest.pop("minLength", 0), rest.pop("maxLength", 1 << 30)
    if least or most < 1 << 30:
        yield lambda value: len(value) <= most and len(value.strip()) >= least
    if "pattern" in rest:
        search = re.compile(rest.pop("pattern")).search
        yield lambda value: "\n" not in value and search(value) is not None
    if rest.get("format") == "date":
        del rest["format"]
        yield is_day


def _integer(rest: Schema) -> Iterator[Test]:
    if "minimum" in rest:
        least = rest.pop("minimum")
        yield lambda value: value >= least
    if "exclusiveMinimum" in rest:
        above = rest.pop("exclusiveMinimum")
        yield lambda value: value > above
    if "maximum" in rest:
        most = rest.pop("maximum")
        yield lambda value: value <= most


def _no_more(_: Schema) -> Iterator[Test]:
    return iter(())


def is_day(text: str) -> bool:
    """Whether `text` is a date that exists, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
