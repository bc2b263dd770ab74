"""A record as JSON: its own fields and those that are computed; and the schemas of what is published."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from register.field_table import as_data
from register.model import Moved, Register, Withdrawn
from register.schema import with_codes
from register.status import Status

from opendata.csv_file import iso
from opendata.metadata import DATA_VERSION, DESCRIPTION, LICENCE_PAGE, LICENCE_TITLE, PUBLISHER, TITLE
from opendata.snapshot import Snapshot, SnapshotRecord, record_page
from opendata.tables import ID_PATTERN

_NOT_DATA = ("page", "company")  # schemas of what is shown, not of the register
# The computed fields; every other field is the record's own. `exempeldata` is only there while the data are examples.
COMPUTED = ("exempeldata", "id", "adress", "lage", "andrad")


@dataclass(frozen=True, slots=True)
class RecordDownload:
    """The downloads of a record: its JSON, and `source`, the path of its file in the root."""

    id: str
    source: str
    json: dict[str, Any]


def record_value(entry: SnapshotRecord, snapshot: Snapshot) -> dict[str, Any]:
    """Make a partnership's data: the computed fields, then the fields that have a value, as in the file."""
    return {
        **_mark(snapshot),
        "id": entry.record.id,
        "adress": snapshot.at(record_page(entry.record.id)),
        "lage": entry.status.value,
        "andrad": iso(entry.modified),
        **as_data(entry.record),
    }


def record_downloads(entries: Iterable[SnapshotRecord], snapshot: Snapshot) -> list[RecordDownload]:
    """Make the downloads of these records, in the same order."""
    return [RecordDownload(e.record.id, e.record.path, record_value(e, snapshot)) for e in entries]


def tombstone_downloads(snapshot: Snapshot) -> list[RecordDownload]:
    """Make the downloads of the records that have moved or been withdrawn."""
    register = snapshot.register
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return [RecordDownload(stone.id, stone.path, tombstone_value(stone, snapshot)) for stone in stones]


def tombstone_value(stone: Moved | Withdrawn, snapshot: Snapshot) -> dict[str, Any]:
    """Make the data of a tombstone: where the record has moved, or why it was withdrawn."""
    own = as_data(stone) if isinstance(stone, Moved) else {"tillbakadragen": as_data(stone)}
    return {**_mark(snapshot), "id": stone.id, **own}


def register_value(snapshot: Snapshot, records: list[Any]) -> dict[str, Any]:
    """Make the data of the register: its metadata, the code lists, and the records that have been made."""
    register = snapshot.register
    lists = {"stadsdelar": register.neighbourhoods, "teman": register.themes, "malgrupper": register.target_groups}
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return {
        "exempeldata": snapshot.example_data,
        **({"obs": " ".join(snapshot.notices)} if snapshot.notices else {}),
        "version": DATA_VERSION,
        "titel": snapshot.title(TITLE),
        "beskrivning": DESCRIPTION,
        "utgivare": PUBLISHER,
        "licens": LICENCE_PAGE,
        "licens_titel": LICENCE_TITLE,
        "galler": snapshot.today.isoformat(),
        "andrad": iso(snapshot.modified),
        "listor": {
            **{name: [as_data(code) for code in codes] for name, codes in lists.items()},
            "ansokningsomgangar": [as_data(item) for item in register.rounds],
        },
        "kodlistor": {name: {code.code: code.name for code in codes} for name, codes in lists.items()},
        "samarbeten": records,
        "hanvisningar": [tombstone_value(stone, snapshot) for stone in sorted(stones, key=lambda stone: stone.id)],
    }


def _mark(snapshot: Snapshot) -> dict[str, bool]:
    return {"exempeldata": True} if snapshot.example_data else {}


RECORD = "schemas/samarbete.schema.json"


def published_schemas(schemas: Mapping[str, Any], register: Register, address: str) -> dict[str, dict[str, Any]]:
    """Make each schema of data by its path in the site, and the schema of a record as it is published in JSON."""
    found = {f"schemas/{name}.schema.json": schema for name, schema in schemas.items() if name not in _NOT_DATA}
    found[RECORD] = _published_record(schemas["record"], register)
    return {path: _named(schema, path, address) for path, schema in found.items()}


def _named(schema: Mapping[str, Any], path: str, address: str) -> dict[str, Any]:
    """Give the schema its own address as `$id`."""
    return {"$schema": schema["$schema"], "$id": f"{address}{path}", **schema}


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
