"""The register as a package of 360Giving, version 1.4."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from register.company import COMPANY, code_of
from register.model import SOLE_TRADER, Code, Partnership

from opendata.csv_file import iso
from opendata.metadata import (
    DESCRIPTION,
    LICENCE_PAGE,
    ORGANISATION_LIST,
    PUBLISHER,
    PUBLISHER_ID,
    TITLE,
)
from opendata.snapshot import Snapshot, SnapshotRecord, recipient_id, record_page

PATH = "data/360giving.json"
STANDARD = "https://standard.threesixtygiving.org/"
_PROGRAMME = code_of(COMPANY.register)
_PROGRAMME_TITLE = COMPANY.register_title
# «Local area» in the standard's list of location scopes.
_LOCAL_AREA = "GLS060"
_LONGEST_TITLE = 140


def grants_package(snapshot: Snapshot) -> dict[str, Any]:
    """Make the package. It needs at least one partnership: the standard has no empty package."""
    places = {code.code: code for code in snapshot.register.neighbourhoods}
    kinds = {
        "tema": {code.code: code for code in snapshot.register.themes},
        "malgrupp": {code.code: code for code in snapshot.register.target_groups},
    }
    return {
        "version": "1.4",
        "title": snapshot.title(TITLE),
        "description": snapshot.about(DESCRIPTION),
        "publisher": {"name": PUBLISHER, "identifier": PUBLISHER_ID, "website": snapshot.address},
        "license": LICENCE_PAGE,
        "issued": snapshot.modified.date().isoformat(),
        "modified": iso(snapshot.modified),
        "identifier": f"{PUBLISHER_ID}-{_PROGRAMME}",
        "downloadURL": f"{snapshot.address}{PATH}",
        "accessURL": f"{snapshot.address}oppna-data/",
        "grants": [_grant(entry, snapshot, places, kinds) for entry in snapshot.entries],
    }


def grant_id(record_id: str) -> str:
    """Make the identifier of a grant: no spaces or slashes, and never another."""
    return f"{PUBLISHER_ID}-{record_id.replace('/', '-')}"


def _grant(
    entry: SnapshotRecord, snapshot: Snapshot, places: dict[str, Code], kinds: dict[str, dict[str, Code]]
) -> dict[str, Any]:
    record, modified = entry.record, iso(entry.modified)
    grant: dict[str, Any] = {
        "id": grant_id(record.id),
        "title": snapshot.title(record.title)[:_LONGEST_TITLE],
        "description": snapshot.about(record.summary),
        "currency": "SEK",
        "amountAwarded": record.decision.amount,
        "awardDate": record.decision.date.isoformat(),
        "url": f"{snapshot.address}{record_page(record.id)}",
        "plannedDates": [_period(record.agreement.start, record.agreement.end)],
        "recipientOrganization": [_recipient(record)],
        "beneficiaryLocation": [_location(places[code]) for code in record.neighbourhoods],
        "fundingOrganization": [{"id": PUBLISHER_ID, "name": PUBLISHER}],
        "grantProgramme": [{"code": _PROGRAMME, "title": _PROGRAMME_TITLE, "url": f"{snapshot.address}policy/"}],
        "classifications": [
            *_classified("tema", record.themes, kinds),
            *_classified("malgrupp", record.target_groups, kinds),
        ],
        "dateModified": modified,
        "dataSource": f"{snapshot.address}{PATH}",
        "locationScope": _LOCAL_AREA,
    }
    if record.application is not None and record.application.amount is not None:
        grant["amountAppliedFor"] = record.application.amount
    if record.finances is not None:
        grant["amountDisbursed"] = record.finances.paid
    if entry.record.interruption is not None:
        grant["actualDates"] = [_period(record.agreement.start, entry.record.interruption.date)]
    if _came_in_a_round(record, snapshot):
        grant["fromOpenCall"] = "Yes"
    return grant


def _recipient(record: Partnership) -> dict[str, str]:
    """Describe the recipient. The id of one without a number is made from its name, after the publisher's own id.

    A sole trader has the id of the record in its name, since the standard has one name for each recipient.
    """
    recipient = record.recipient
    name = recipient_id(record) if recipient.kind == SOLE_TRADER else recipient.name
    if recipient.number:
        number = f"{ORGANISATION_LIST}-{recipient.number}"
    else:
        number = f"{PUBLISHER_ID}-grupp-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    organisation = {"id": number, "name": name}
    if recipient.website:
        organisation["url"] = recipient.website
    return organisation


def _location(place: Code) -> dict[str, Any]:
    location: dict[str, Any] = {"id": place.code, "name": place.name, "countryCode": "SE"}
    if place.point:
        location |= {"latitude": place.point.latitude, "longitude": place.point.longitude}
    return location


def _classified(kind: str, codes: tuple[str, ...], kinds: dict[str, dict[str, Code]]) -> Iterator[dict[str, str]]:
    for code in codes:
        yield {"vocabulary": f"{PUBLISHER_ID}-{kind}", "code": code, "title": kinds[kind][code].name}


def _period(start: date, end: date) -> dict[str, Any]:
    """Describe a period that includes both days; its length is in whole months, at least one."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    months += 1 if after.day - start.day > 15 else -1 if start.day - after.day > 15 else 0
    return {"startDate": start.isoformat(), "endDate": end.isoformat(), "duration": max(1, months)}


def _came_in_a_round(record: Partnership, snapshot: Snapshot) -> bool:
    """Return whether the application belongs to a round, by its code else by the date of the decision."""
    if record.application is not None and record.application.round is not None:
        return True
    return any(item.opens <= record.decision.date <= item.decided_by for item in snapshot.register.rounds)
