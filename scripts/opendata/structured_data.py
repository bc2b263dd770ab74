"""Structured data for search engines: schema.org as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from register.model import Partnership
from register.published import DownloadFile

from opendata.calendars import occasions
from opendata.grants import grant_id
from opendata.metadata import (
    DATA_VERSION,
    DESCRIPTION,
    LICENCE_PAGE,
    PUBLISHER,
    PUBLISHER_NUMBER,
    TITLE,
)
from opendata.snapshot import Snapshot, record_page

_CONTEXT = "https://schema.org"
_PUBLISHER = {"@type": "Organization", "name": PUBLISHER, "identifier": PUBLISHER_NUMBER}


def grant(record: Partnership, snapshot: Snapshot) -> dict[str, Any]:
    """Describe a partnership as a MonetaryGrant."""
    page = snapshot.at(record_page(record.id))
    recipient: dict[str, Any] = {"@type": "Organization", "name": record.recipient.name}
    if record.recipient.number:
        recipient["identifier"] = record.recipient.number
    if record.recipient.website:
        recipient["url"] = record.recipient.website
    return {
        "@context": _CONTEXT,
        "@type": "MonetaryGrant",
        "@id": page,
        "identifier": grant_id(record.id),
        "name": snapshot.title(record.title),
        "description": snapshot.about(record.summary),
        "url": page,
        "amount": {"@type": "MonetaryAmount", "currency": "SEK", "value": record.decision.amount},
        "funder": _PUBLISHER,
        "fundedItem": recipient,
    }


def events(record: Partnership, snapshot: Snapshot) -> list[dict[str, Any]]:
    """Describe each occasion of a partnership as an Event."""
    page = snapshot.at(record_page(record.id))
    found = []
    for item in occasions(record):
        place = item.place or (record.activity.place if record.activity else None)
        event: dict[str, Any] = {
            "@context": _CONTEXT,
            "@type": "Event",
            "name": snapshot.title(record.title),
            "description": snapshot.about(record.summary),
            "url": page,
            "startDate": f"{item.date}T{item.start}" if item.start else item.date.isoformat(),
            "eventAttendanceMode": f"{_CONTEXT}/OfflineEventAttendanceMode",
            "organizer": {"@type": "Organization", "name": record.recipient.name},
        }
        if item.end:
            event["endDate"] = f"{item.date}T{item.end}"
        if place:
            event["location"] = {"@type": "Place", "name": place, "address": place}
        found.append(event)
    return found


def dataset(files: Sequence[DownloadFile], snapshot: Snapshot) -> dict[str, Any]:
    """Describe the data page as a Dataset with every file to download."""
    page = snapshot.at("oppna-data/")
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": page,
        "name": snapshot.title(TITLE),
        "description": snapshot.about(DESCRIPTION),
        "version": DATA_VERSION,
        "url": page,
        "inLanguage": "sv",
        "isAccessibleForFree": True,
        "license": LICENCE_PAGE,
        "creator": _PUBLISHER,
        "publisher": _PUBLISHER,
        "dateModified": max(file.modified for file in files).date().isoformat() if files else None,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "contentUrl": snapshot.at(file.path),
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
            }
            for file in files
        ],
    }


def breadcrumbs(path: Sequence[tuple[str, str]], snapshot: Snapshot) -> dict[str, Any]:
    """Describe the way to a page: names and addresses relative to the site's root, from the start page down."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": snapshot.at(at)}
            for place, (name, at) in enumerate(path, 1)
        ],
    }
