"""What search engines read in a page: schema.org as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from register.model import Partnership
from register.published import DownloadFile

from opendata.grants import grant_id
from opendata.metadata import DESCRIPTION, LICENCE_PAGE, PUBLISHER, PUBLISHER_NUMBER, TITLE
from opendata.snapshot import record_page

_CONTEXT = "https://schema.org"
_PUBLISHER = {"@type": "Organization", "name": PUBLISHER, "identifier": PUBLISHER_NUMBER}


def grant(record: Partnership, address: str) -> dict[str, Any]:
    """A partnership as a MonetaryGrant."""
    page = f"{address}{record_page(record.id)}"
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
        "name": record.title,
        "description": record.summary,
        "url": page,
        "amount": {"@type": "MonetaryAmount", "currency": "SEK", "value": record.decision.amount},
        "funder": _PUBLISHER,
        "fundedItem": recipient,
    }


def dataset(files: Sequence[DownloadFile], address: str) -> dict[str, Any]:
    """The data page as a Dataset with every file to download."""
    page = f"{address}oppna-data/"
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": page,
        "name": TITLE,
        "description": DESCRIPTION,
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
                "contentUrl": f"{address}{file.path}",
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
            }
            for file in files
        ],
    }


def breadcrumbs(path: Sequence[tuple[str, str]], address: str) -> dict[str, Any]:
    """The way to a page: names and addresses relative to the site's root, from the start page down."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": f"{address}{at}"}
            for place, (name, at) in enumerate(path, 1)
        ],
    }
