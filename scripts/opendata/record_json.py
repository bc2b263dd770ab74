"""A record as JSON: the fields of the schema of the record, with their own names, and four that are worked out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from register.model import Moved, Partnership, Withdrawn

from opendata.csv_file import iso
from opendata.publisher import DESCRIPTION, EXAMPLE_NOTICE, LICENCE_PAGE, PUBLISHER, TITLE
from opendata.snapshot import Entry, Snapshot, record_page

# What is worked out from the rest of the register and the day; every other field is the record's own.
WORKED_OUT = ("id", "adress", "lage", "andrad")


def as_json(value: Any) -> bytes:
    """JSON in UTF-8, indented so that people can read it and a change shows as a changed line."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def record_value(entry: Entry, snapshot: Snapshot) -> dict[str, Any]:
    """A partnership: `id`, `adress`, `lage` and `andrad`, then the fields that have a value, as in the file."""
    worked_out = {
        "id": entry.record.id,
        "adress": snapshot.at(record_page(entry.record.id)),
        "lage": entry.status.value,
        "andrad": iso(entry.modified),
    }
    filled: dict[str, Any] = _filled({**worked_out, **_own(entry.record)})
    return filled


def tombstone_value(stone: Moved | Withdrawn) -> dict[str, Any]:
    """What stands where a record was."""
    if isinstance(stone, Moved):
        return {"id": stone.id, "flyttad_till": stone.target}
    return {"id": stone.id, "tillbakadragen": {"datum": stone.date.isoformat(), "skal": stone.reason}}


def register_value(snapshot: Snapshot) -> dict[str, Any]:
    """The whole register: what it is, the code lists, and every record."""
    register = snapshot.register
    lists = {"stadsdelar": register.neighbourhoods, "teman": register.themes, "malgrupper": register.target_groups}
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return {
        "titel": TITLE,
        "beskrivning": DESCRIPTION,
        "utgivare": PUBLISHER,
        "licens": LICENCE_PAGE,
        "exempeldata": snapshot.example_data,
        **({"obs": EXAMPLE_NOTICE} if snapshot.example_data else {}),
        "galler": snapshot.today.isoformat(),
        "andrad": iso(snapshot.modified),
        "kodlistor": {name: {code.code: code.name for code in codes} for name, codes in lists.items()},
        "samarbeten": [record_value(entry, snapshot) for entry in snapshot.entries],
        "hanvisningar": [tombstone_value(stone) for stone in sorted(stones, key=lambda stone: stone.id)],
    }


def _own(record: Partnership) -> dict[str, Any]:
    """The record's own fields, in the order of the schema."""
    decision, agreement, results = record.decision, record.agreement, record.results
    return {
        "titel": record.title,
        "sammanfattning": record.summary,
        "mottagare": {
            "namn": record.recipient.name,
            "organisationsnummer": record.recipient.number,
            "webbplats": record.recipient.website,
        },
        "stadsdelar": list(record.neighbourhoods),
        "teman": list(record.themes),
        "malgrupper": list(record.target_groups),
        "beslut": {
            "datum": decision.date,
            "belopp": decision.amount,
            "beslutsfattare": decision.decided_by,
            "diarienummer": decision.case_number,
            "jav": decision.conflict_of_interest,
            "policy": decision.policy,
        },
        "avtal": {"start": agreement.start, "slut": agreement.end, "motprestation": agreement.counter_performance},
        "kriterier": dict(record.criteria),
        "uppfoljning": [
            {"typ": item.kind, "senast": item.due, "inkom": item.received, "sammanfattning": item.summary}
            for item in record.follow_ups
        ],
        "resultat": {
            "tillfallen": results.occasions,
            "deltagare": results.participants,
            "andel_flickor_kvinnor": results.share_of_girls_and_women,
            "sammanfattning": results.summary,
        }
        if results
        else None,
        "avbrutet": {"datum": record.interruption.date, "skal": record.interruption.reason}
        if record.interruption
        else None,
        "ersatter": record.replaces,
        "rattelser": [{"datum": item.date, "text": item.text} for item in record.corrections] or None,
    }


def _filled(value: Any) -> Any:
    """The value without the fields that are empty; dates as ISO 8601."""
    if isinstance(value, Mapping):
        return {key: _filled(content) for key, content in value.items() if content is not None}
    if isinstance(value, list):
        return [_filled(content) for content in value]
    return value.isoformat() if isinstance(value, date) else value
