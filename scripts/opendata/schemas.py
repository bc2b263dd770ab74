"""The JSON Schemas as they are published: under stable addresses, each with its `$id`."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from register.model import Register
from register.schema import with_codes
from register.status import Status

from opendata.tables import ID_PATTERN

RECORD = "schemas/samarbete.schema.json"


def published_schemas(schemas: Mapping[str, Any], register: Register, address: str) -> dict[str, dict[str, Any]]:
    """Make each schema of data by its path in the site, and the schema of a record as it is published in JSON."""
    found = {f"schemas/{name}.schema.json": schema for name, schema in schemas.items() if name != "page"}
    found[RECORD] = _published_record(schemas["record"], register)
    return {path: _named(schema, path, address) for path, schema in found.items()}


def _named(schema: Mapping[str, Any], path: str, address: str) -> dict[str, Any]:
    """Give the schema its own address as `$id`."""
    named = {"$schema": schema["$schema"], "$id": f"{address}{path}"}
    return named | {key: value for key, value in schema.items() if key != "$schema"}


def _published_record(record: Any, register: Register) -> dict[str, Any]:
    """Add the computed fields and the codes of the lists to the schema of a record."""
    lists = {
        "stadsdelar": register.neighbourhoods,
        "teman": register.themes,
        "malgrupper": register.target_groups,
    }
    codes = {name: [code.code for code in found] for name, found in lists.items()}
    schema: dict[str, Any] = copy.deepcopy(dict(with_codes(record, codes)))
    schema["title"] = "Publicerat samarbete"
    schema["description"] = "Ett samarbete, eller en hänvisning dit det har flyttat, så som det publiceras i JSON."
    schema["properties"] = {
        "exempeldata": {
            "title": "Exempeldata",
            "description": "Finns bara så länge uppgifterna är påhittade, och är då sant.",
            "type": "boolean",
            "const": True,
        },
        "id": {
            "title": "Id",
            "description": "Beslutsår och namn. Ändras aldrig.",
            "type": "string",
            "pattern": f"^{ID_PATTERN}$",
        },
        "adress": {"title": "Webbadress", "description": "Samarbetets sida.", "type": "string", "format": "uri"},
        "lage": {
            "title": "Läge",
            "description": "Samarbetets läge den dag då filen gjordes.",
            "type": "string",
            "enum": [status.value for status in Status],
        },
        "andrad": {
            "title": "Ändrad",
            "description": "När uppgifterna senast ändrades.",
            "type": "string",
            "format": "date-time",
        },
        **schema["properties"],
    }
    tombstone = {"maxProperties": 3}
    computed = ["id", "lage", "andrad"]
    schema["required"] = ["id"]
    schema["then"] = tombstone
    schema["else"]["then"] = tombstone
    schema["else"]["else"]["required"] = [*computed, *schema["else"]["else"]["required"]]
    return schema
