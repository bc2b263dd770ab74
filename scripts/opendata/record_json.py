"""A record as JSON: the fields of the schema of the record, with their own names, and four that are worked out."""

from __future__ import annotations

import json
from typing import Any

from register.model import FollowUp, Moved, Partnership, Results, Withdrawn

from opendata.csv_file import iso
from opendata.metadata import DESCRIPTION, EXAMPLE_NOTICE, LICENCE_PAGE, PUBLISHER, TITLE
from opendata.snapshot import Entry, Snapshot, record_page

# What is worked out from the rest of the register and the day; every other field is the record's own.
WORKED_OUT = ("id", "adress", "lage", "andrad")


def as_json(value: Any) -> bytes:
    """Write a value as JSON that people can read, where a change shows as a changed line."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


def record_value(entry: Entry, snapshot: Snapshot) -> dict[str, Any]:
    """A partnership: `id`, `adress`, `lage` and `andrad`, then the fields that have a value, as in the file."""
    return _filled(
        {
            "id": entry.record.id,
            "adress": snapshot.at(record_page(entry.record.id)),
            "lage": entry.status.value,
            "andrad": iso(entry.modified),
            **_own(entry.record),
        }
    )


def tombstone_value(stone: Moved | Withdrawn) -> dict[str, Any]:
    """What stands where a record was."""
    if isinstance(stone, Moved):
        return {"id": stone.id, "flyttad_till": stone.target}
    return {"id": stone.id, "tillbakadragen": {"datum": stone.date.isoformat(), "skal": stone.reason}}


def register_value(snapshot: Snapshot, records: list[Any]) -> dict[str, Any]:
    """The whole register: what it is, the code lists, and the records as they have been made."""
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
        "samarbeten": records,
        "hanvisningar": [tombstone_value(stone) for stone in sorted(stones, key=lambda stone: stone.id)],
    }


def _own(record: Partnership) -> dict[str, Any]:
    """The record's own fields, in the order of the schema; None where the record has none."""
    recipient, decision, agreement = record.recipient, record.decision, record.agreement
    results, interruption = record.results, record.interruption
    return {
        "titel": record.title,
        "sammanfattning": record.summary,
        "mottagare": _filled(
            {
                "namn": recipient.name,
                "organisationsnummer": recipient.number,
                "webbplats": recipient.website,
            }
        ),
        "stadsdelar": list(record.neighbourhoods),
        "teman": list(record.themes),
        "malgrupper": list(record.target_groups),
        "beslut": _filled(
            {
                "datum": decision.date.isoformat(),
                "belopp": decision.amount,
                "beslutsfattare": decision.decided_by,
                "diarienummer": decision.case_number,
                "jav": decision.conflict_of_interest,
                "policy": decision.policy.isoformat(),
            }
        ),
        "avtal": {
            "start": agreement.start.isoformat(),
            "slut": agreement.end.isoformat(),
            "motprestation": agreement.counter_performance,
        },
        "kriterier": dict(record.criteria),
        "uppfoljning": [_follow_up(item) for item in record.follow_ups],
        "resultat": results and _results(results),
        "avbrutet": interruption and {"datum": interruption.date.isoformat(), "skal": interruption.reason},
        "ersatter": record.replaces,
        "rattelser": [{"datum": item.date.isoformat(), "text": item.text} for item in record.corrections] or None,
    }


def _follow_up(item: FollowUp) -> dict[str, Any]:
    return _filled(
        {
            "typ": item.kind,
            "senast": item.due.isoformat(),
            "inkom": item.received and item.received.isoformat(),
            "sammanfattning": item.summary,
        }
    )


def _results(results: Results) -> dict[str, Any]:
    return _filled(
        {
            "tillfallen": results.occasions,
            "deltagare": results.participants,
            "andel_flickor_kvinnor": results.share_of_girls_and_women,
            "sammanfattning": results.summary,
        }
    )


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """The value without the fields that are empty."""
    return {key: content for key, content in value.items() if content is not None}
