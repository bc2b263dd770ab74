"""The schemas under schemas/: loading, validation, labels, and the nearest known name."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from register.company import COMPANY
from register.file_tree import Tree
from register.model import FieldLabels

if TYPE_CHECKING:
    import jsonschema

Schema = dict[str, Any]
NAMES = ("record", "criteria", "policy", "list", "rounds", "settings", "synonyms", "page", "company")


class SchemaError(Exception):
    """A schema cannot be read; nothing can be checked without it."""


def load_schemas(tree: Tree) -> dict[str, Schema]:
    """The schemas by name. Raises SchemaError, with a Swedish sentence, when one is missing or broken."""
    schemas = {}
    for name in NAMES:
        path = schema_path(name)
        entry = tree.entry(path)
        if entry is None or not entry.regular:
            raise SchemaError(f"{path} saknas, och utan den går det inte att kontrollera något.")
        raw = tree.read(entry)
        schemas[name] = _parsed(path, raw)
    return schemas


def schema_path(name: str) -> str:
    """Where the schema of that name is in a tree."""
    return f"schemas/{name}.schema.json"


@lru_cache(maxsize=len(NAMES) * 2)
def _parsed(path: str, raw: bytes) -> Schema:
    """A schema that can be used; two trees mostly have the same ones."""
    try:
        schema: Schema = json.loads(raw, object_hook=_in_own_words)
        jsonschema_rs.meta.validate(schema)
        Validator(schema)
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise SchemaError(f"{path} är inte ett giltigt JSON Schema.") from error
    return schema


def _in_own_words(schema: Schema) -> Schema:
    """Put the company's word for neighbourhood into the labels and the help texts."""
    for key in ("title", "description"):
        if isinstance(schema.get(key), str):
            schema[key] = COMPANY.in_own_words(schema[key])
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


class Validator:
    """Validates data against a schema: jsonschema-rs says whether they are valid, jsonschema says what is wrong.

    Three rules are stricter than JSON Schema: a whole number has no decimals, a date exists, and blanks at the ends
    of a text are not counted. Only jsonschema knows them, so it is asked about data where they could matter.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._fast = jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats={"date": is_day})
        self._strict: jsonschema.protocols.Validator | None = None

    def is_surely_valid(self, data: Any) -> bool:
        """Return whether the data are valid for certain; where False, `iter_errors` gives the answer."""
        return not _needs_strict(data) and self._fast.is_valid(data)

    def iter_errors(self, data: Any) -> Iterator[jsonschema.ValidationError]:
        """Give every error of the data, a hundred times as slow as `is_surely_valid`."""
        self._strict = self._strict or _strict_validator(self.schema)
        return self._strict.iter_errors(data)


def _needs_strict(data: Any) -> bool:
    """Return whether the stricter rules could matter: a whole number with decimals, or a text with blanks at an end."""
    if isinstance(data, str):
        return data[:1].isspace() or data[-1:].isspace()
    if isinstance(data, dict):
        return any(map(_needs_strict, data.values()))
    if isinstance(data, list):
        return any(map(_needs_strict, data))
    return isinstance(data, float) and (type(data) is not float or data.is_integer())


def is_day(text: str) -> bool:
    """Return whether `text` is a date that exists, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@cache
def _strict_class() -> Any:
    """The validator class of jsonschema with the stricter rules. Its import is slow, so it waits for a fault."""
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def pattern(_: Any, pattern: str, instance: object, __: Schema) -> Iterator[ValidationError]:
        # `$` would let a line break through at the end of a text
        if isinstance(instance, str) and ("\n" in instance or not re.search(pattern, instance)):
            yield ValidationError("pattern")

    def min_length(_: Any, least: int, instance: object, __: Schema) -> Iterator[ValidationError]:
        if isinstance(instance, str) and len(instance.strip()) < least:
            yield ValidationError("minLength")

    return extend(  # type: ignore[no-untyped-call]  # the library gives this function no types
        Draft202012Validator,
        validators={"pattern": pattern, "minLength": min_length},
        type_checker=Draft202012Validator.TYPE_CHECKER.redefine(
            "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
        ),
    )


def _strict_validator(schema: Schema) -> jsonschema.protocols.Validator:
    from jsonschema import FormatChecker

    formats = FormatChecker(formats=())
    formats.checks("date")(lambda value: not isinstance(value, str) or is_day(value))
    made: jsonschema.protocols.Validator = _strict_class()(schema, format_checker=formats)
    return made


def fields(schema: Schema) -> dict[str, FieldLabels]:
    """Every field of a schema by dotted name; the fields of a list's items are under the list's name."""
    return dict(_fields(schema, ""))


def _fields(schema: Schema, prefix: str) -> Iterator[tuple[str, FieldLabels]]:
    for name, content in schema.get("properties", {}).items():
        dotted = f"{prefix}{name}"
        choices = content.get("etiketter", {})
        yield dotted, FieldLabels(title=content["title"], description=content["description"], choices=choices)
        yield from _fields(content, f"{dotted}.")
        if "items" in content:
            yield from _fields(content["items"], f"{dotted}.")


_PLAIN = str.maketrans("åäöéü _", "aaoeu--")


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to what was written, or None when none is near."""
    by_plain = {plain(name): name for name in known}
    close = difflib.get_close_matches(plain(written)[:60], by_plain, n=1, cutoff=0.6)
    return by_plain[close[0]] if close else None


def nearest_code(written: str, names: Mapping[str, str]) -> str | None:
    """The code (of `names`, code → name) nearest to a code or name that was written, or None."""
    by_word = {plain(name): code for code, name in names.items()} | {plain(code): code for code in names}
    word = nearest(written, by_word)
    return by_word[word] if word else None


def only_near(written: str, known: Iterable[str] | Mapping[str, str]) -> str | None:
    """The code that is near to what was written, or has a name that is; None when several are, or none."""
    names = known if isinstance(known, Mapping) else {one: one for one in known}
    by_word = {plain(name): code for code, name in names.items()} | {plain(code): code for code in names}
    word = plain(written)[:60]
    near = [word] if word in by_word else difflib.get_close_matches(word, by_word, n=3, cutoff=0.75)
    codes = {by_word[one] for one in near}
    return codes.pop() if len(codes) == 1 else None


def plain(text: str) -> str:
    """A text in small letters a–z with hyphens, as codes are written."""
    return text.strip().lower().translate(_PLAIN)


def code_form(text: str) -> str:
    """A text as a code: only a–z, digits and single hyphens."""
    return re.sub("[^a-z0-9]+", "-", plain(text)).strip("-")
