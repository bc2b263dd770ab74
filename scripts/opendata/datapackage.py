"""All tables as a Frictionless data package, version 2: types, allowed values, keys and what refers to what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from register.company import COMPANY

from opendata.csv_file import iso
from opendata.metadata import (
    DATA_VERSION,
    DESCRIPTION,
    LICENCE_NAME,
    LICENCE_PAGE,
    LICENCE_TITLE,
    PUBLISHER,
    TITLE,
)
from opendata.snapshot import Snapshot
from opendata.table import Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def datapackage(tables: Mapping[str, tuple[Table, bytes]], snapshot: Snapshot) -> dict[str, Any]:
    """Make the descriptor. `tables` has each table with its CSV, by the name of the file in the same folder."""
    return {
        "$schema": PROFILE,
        "name": COMPANY.identifier,
        "title": snapshot.title(TITLE),
        "version": DATA_VERSION,
        "description": snapshot.about(DESCRIPTION),
        "homepage": snapshot.at("oppna-data/"),
        "id": snapshot.at("data/datapackage.json"),
        "created": iso(snapshot.modified),
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE_PAGE, "title": LICENCE_TITLE}],
        "contributors": [{"title": PUBLISHER, "roles": ["publisher"]}],
        "keywords": [COMPANY.register, "föreningsstöd", "bostäder"],
        "resources": [_resource(path, table, content) for path, (table, content) in tables.items()],
    }


def _resource(path: str, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "$schema": _RESOURCE,
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "type": "table",
        "path": path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": _SCHEMA,
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.target]}}
            for key in table.foreign_keys
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": column.required}
    if column.unique:
        constraints["unique"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.description,
        "type": column.type,
        "constraints": constraints,
    }
    if column.choices:
        constraints["enum"] = list(column.choices)
        field["categories"] = [{"value": value, "label": label} for value, label in column.choices.items()]
    if column.type == "datetime":
        field["format"] = "%Y-%m-%dT%H:%M:%SZ"
    return field
