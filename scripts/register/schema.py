"""The schemas under schemas/: loaded, given the codes of the lists, and asked for labels and help texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from register.file_tree import Tree
from register.model import FieldLabels
from register.quick import is_surely_valid

if TYPE_CHECKING:
    import jsonschema

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
    """A schema that can be used; two trees mostly have the same ones."""
    try:
        schema: Schema = json.loads(raw)
        if is_surely_valid(schema) is None:
            _strictly(schema)
    except (ValueError, RecursionError, AttributeError) as error:
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


class Validator:
    """Finds what is wrong with data; data that are surely right are not shown to jsonschema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._surely_valid = is_surely_valid(schema)
        self._strict: jsonschema.protocols.Validator | None = None

    def iter_errors(self, data: Any) -> Iterator[jsonschema.ValidationError]:
        """What jsonschema says of the data, with the stricter rules of `register.strict`."""
        if self._surely_valid is not None and self._surely_valid(data):
            return iter(())
        self._strict = self._strict or _strictly(self.schema)
        return self._strict.iter_errors(data)


def _strictly(schema: Schema) -> jsonschema.protocols.Validator:
    """The library's validator. Its import takes longer than the check of a hundred records, so it waits for a fault."""
    from register.strict import strict

    return strict(schema)


def fields(schema: Schema) -> dict[str, FieldLabels]:
    """Every field of a schema by dotted name; the fields of a list's items stand under the list's name."""
    return dict(_fields(schema, ""))


def _fields(schema: Schema, prefix: str) -> Iterator[tuple[str, FieldLabels]]:
    for name, content in schema.get("properties", {}).items():
        dotted = f"{prefix}{name}"
        choices = content.get("etiketter", {})
        yield dotted, FieldLabels(title=content["title"], description=content["description"], choices=choices)
        yield from _fields(content, f"{dotted}.")
        if "items" in content:
            yield from _fields(content["items"], f"{dotted}.")
