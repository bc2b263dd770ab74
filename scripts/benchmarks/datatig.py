"""What datatig (www.datatig.com) needs to check and show the same records: a configuration made of our schema.

datatig turns data in files in Git into a checked SQLite database and a static website.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

RECORDS = "samarbeten"
_TYPES = {"integer": "integer", "boolean": "boolean"}


def write_configuration(root: Path, reasons: Mapping[str, str]) -> None:
    """Write datatig.json beside the records of `root`: the schema to check them against, and its fields to show.

    `reasons` are the criteria that a record gives reasons for: code and heading.
    """
    schema = json.loads((root / "schemas" / "record.schema.json").read_text(encoding="utf-8"))
    schema["properties"]["kriterier"]["properties"] = {
        code: {"type": "string", "title": heading} for code, heading in reasons.items()
    }
    configuration = {
        "title": "Stadsdelssamarbeten",
        "types": [
            {
                "id": RECORDS,
                "directory": "partnerships",
                "json_schema": "schemas/record.schema.json",
                "list_fields": ["titel", "mottagare_namn", "beslut_datum", "beslut_belopp"],
                "fields": list(_fields(schema)),
            }
        ],
    }
    (root / "datatig.json").write_text(json.dumps(configuration, ensure_ascii=False), encoding="utf-8")


def _fields(schema: Mapping[str, Any], *keys: str) -> Iterator[dict[str, Any]]:
    """The fields of a mapping, those of the mappings in it too."""
    for key, field in schema["properties"].items():
        path = (*keys, key)
        if field["type"] == "object":
            yield from _fields(field, *path)
            continue
        name = "_".join(path).replace("-", "_")
        made = {"id": name, "key": "/".join(path), "title": field["title"], "type": _type(field)}
        if made["type"] == "list-dictionaries":
            made["fields"] = list(_fields(field["items"]))
        yield made


def _type(field: Mapping[str, Any]) -> str:
    """What datatig calls the type of a field."""
    if field["type"] == "array":
        return "list-dictionaries" if field["items"]["type"] == "object" else "list-strings"
    return "date" if field.get("format") == "date" else _TYPES.get(field["type"], "string")
