"""The changes of published records as data: the same history as on the pages, with personal data masked alike."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.diff import Change
from register.git_history import HIDDEN, Revision
from register.personal_data import mask, mask_organisation_number
from register.wording import LONG

from opendata.metadata import DATA_VERSION
from opendata.snapshot import Snapshot
from opendata.table import SEPARATOR, Column, ForeignKey, Table
from opendata.tables import ID_PATTERN

_HIDDEN = "Personuppgifter är dolda. Tom för längre texter: där visas bara att de har ändrats."
_PROSE = frozenset({"sammanfattning", "skal", "text"})
_KINDS = {
    "nytt": "Samarbetet publicerades",
    "flyttat": "Samarbetet flyttades hit från ett annat id",
    "tillagt": "Uppgiften lades till",
    "andrat": "Uppgiften ändrades",
    "borttaget": "Uppgiften togs bort",
    "olasligt": "Filen gick inte att läsa, eller blev läsbar igen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One changed field of a record on a day. `entry` names the entry of a list, such as `slutrapport 2025-05-31`."""

    day: date
    record: str
    number: int
    kind: str
    field: str | None = None
    entry: str | None = None
    before: str | None = None
    after: str | None = None
    correction: str | None = None
    commit: str


def changes(snapshot: Snapshot) -> Table:
    """Make the table with one row per changed field, newest first."""
    return Table(
        name="andringar",
        title="Ändringar",
        description="Varje ändring av ett publicerat samarbete, en rad för varje fält, den senaste först.",
        dataset="andringar",
        columns=(
            Column(
                name="dag",
                type="date",
                title="Dag",
                description="Dagen då ändringen gjordes, i koordinerad universell tid (UTC).",
                value=lambda row: row.day,
            ),
            Column(
                name="samarbete",
                title="Samarbete",
                description="Samarbetets id i tabellen samarbeten.",
                value=lambda row: row.record,
                pattern=ID_PATTERN,
            ),
            Column(
                name="nummer",
                type="integer",
                title="Nummer",
                description="Ändringens plats bland samarbetets ändringar, räknad från 1. Den äldsta är först.",
                value=lambda row: row.number,
                minimum=1,
            ),
            Column(
                name="typ",
                title="Typ av ändring",
                description="Vad som hände.",
                value=lambda row: row.kind,
                choices=_KINDS,
            ),
            _text("falt", "Fält", "Fältets namn i schemat, till exempel beslut.belopp.", "field"),
            _text("del", "Del", "Vilken del av en lista det gäller, till exempel vilken redovisning.", "entry"),
            _text("fore", "Före", f"Uppgiften före ändringen. {_HIDDEN}", "before"),
            _text("efter", "Efter", f"Uppgiften efter ändringen. {_HIDDEN}", "after"),
            _text("rattelse", "Rättelse", "Förklaringen, när samma ändring lade till en rättelse.", "correction"),
            Column(
                name="version",
                title="Version",
                description="Ändringens beteckning i versionshistoriken (Git).",
                value=lambda row: row.commit,
            ),
        ),
        items=rows(snapshot),
        primary_key=("samarbete", "nummer"),
        foreign_keys=(ForeignKey(column="samarbete", table="samarbeten", target="id"),),
    )


def _text(name: str, title: str, description: str, attribute: str) -> Column:
    return Column(
        name=name,
        title=title,
        description=description,
        value=lambda row: getattr(row, attribute),
        required=False,
    )


def changes_value(snapshot: Snapshot) -> dict[str, Any]:
    """Make the same rows for programs, without the cells that are empty."""
    table = changes(snapshot)
    return {
        "exempeldata": snapshot.example_data,
        **({"obs": " ".join(snapshot.notices)} if snapshot.notices else {}),
        "version": DATA_VERSION,
        "galler": snapshot.today.isoformat(),
        "hela_historiken": snapshot.record_history.complete,
        "andringar": [
            {
                column.name: cell.isoformat() if isinstance(cell, date) else cell
                for column, cell in zip(table.columns, row, strict=True)
                if cell is not None
            }
            for row in table.rows
        ],
    }


def rows(snapshot: Snapshot) -> list[ChangeRow]:
    """Return every change of the published records, newest first, then by record."""
    history = snapshot.record_history
    known = {entry.record.id: entry.record for entry in snapshot.entries}
    found: list[ChangeRow] = []
    for record in sorted(known.keys() & history.revisions.keys()):
        number, kept = 0, {correction.text for correction in known[record].corrections}
        shown = (revision for revision in reversed(history.revisions[record]) if revision.kind != HIDDEN)
        for revision in shown:
            for row in _rows(record, revision, number, kept):
                found.append(row)
                number = row.number
    return sorted(found, key=lambda row: (-row.day.toordinal(), row.record, -row.number))


def _rows(record: str, revision: Revision, number: int, kept: Collection[str]) -> Iterator[ChangeRow]:
    added = (str(change.after["text"]) for change in revision.changes if _is_new_correction(change))
    correction = next((mask(text) for text in added if text.strip() in kept), None)
    kinds = [(revision.kind, None)] if revision.kind else []
    fields = [leaf for change in revision.changes for leaf in _leaves(change)]
    for place, (kind, change) in enumerate((*kinds, *((_kind(leaf), leaf) for leaf in fields)), number + 1):
        yield ChangeRow(
            day=revision.day,
            record=record,
            number=place,
            kind=kind,
            field=change.field if change else None,
            entry=_entry(change) if change else None,
            before=_value(change.field, change.before) if change and not _is_long(change) else None,
            after=_value(change.field, change.after) if change and not _is_long(change) else None,
            correction=correction,
            commit=revision.commit,
        )


def _is_new_correction(change: Change) -> bool:
    is_new = change.field == "rattelser" and change.before is None
    return is_new and isinstance(change.after, dict) and "text" in change.after


def _is_long(change: Change) -> bool:
    """Return whether the pages do not quote the changed text either, so that what was removed is not kept."""
    is_prose = change.field.startswith("kriterier.") or change.field.rpartition(".")[2] in _PROSE
    return is_prose or any(isinstance(value, str) and len(value) > LONG for value in (change.before, change.after))


def _leaves(change: Change) -> Iterator[Change]:
    """Split a group that came or went as one into its fields."""
    before, after = change.before, change.after
    if not any(isinstance(value, dict) for value in (before, after)):
        yield change
        return
    old, new = (value if isinstance(value, dict) else {} for value in (before, after))
    for name in (*old, *new):  # one of them is empty: of two groups only what differs has been given
        yield from _leaves(
            Change(field=f"{change.field}.{name}", before=old.get(name), after=new.get(name), entry=change.entry)
        )


def _kind(change: Change) -> str:
    return "tillagt" if change.before is None else "borttaget" if change.after is None else "andrat"


def _entry(change: Change) -> str | None:
    """Name the entry of a list by what identifies it."""
    entry = change.entry or {}
    names = [str(entry[name]) for name in ("typ", "datum", "senast", "namn") if name in entry]
    return mask(" ".join(names)) or None


def _value(field: str, value: Any) -> str | None:
    """Write a value as it is written in the tables, with personal data masked."""
    if value is None:
        return None
    if field == "mottagare.organisationsnummer":
        return mask_organisation_number(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return mask(SEPARATOR.join(value))
    return mask(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
