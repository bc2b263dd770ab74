"""The form's whole configuration, which Sveltia CMS reads as `config.json` beside its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from register.model import Register

from webform.connection import Connection
from webform.fields import Schema, record_fields

# Saves in the browser only, to try the form where it is not connected.
_TRIAL = {"name": "test-repo"}


def form_config(schema: Schema, register: Register, connection: Connection | None, today: date) -> dict[str, Any]:
    """The configuration: one collection a year, every save a pull request, nothing deleted or published here.

    One collection a year, because the same name may occur in two years, and the year of the path is that of the
    decision. Without a connection the form is for trying: it saves in the browser.
    """
    fields = record_fields(schema, register)
    return {
        "backend": connection.backend() if connection else _TRIAL,
        "publish_mode": "editorial_workflow",
        "media_folder": "redigera/bilder",  # must be named, but no field of a record takes a file
        "app_title": "Redigera stadsdelssamarbeten",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-", "maxlength": 80},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(year, fields) for year in years(register, today)],
    }


def years(register: Register, today: date) -> list[int]:
    """The years to choose among, newest first: from the first record to today's, and in December the next one too."""
    paths: Iterable[str] = (
        record.path for records in (register.partnerships, register.moved, register.withdrawn) for record in records
    )
    last = (today + timedelta(days=31)).year
    first = min((int(path.split("/")[1]) for path in paths), default=today.year)
    return list(range(last, min(first, today.year) - 1, -1))


def _collection(year: int, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": f"samarbeten-{year}",
        "label": f"Samarbeten {year}",
        "label_singular": "Samarbete",
        "description": f"Samarbeten som beslutades {year}. Det du sparar blir ett förslag som någon annan granskar.",
        "folder": f"partnerships/{year}",
        "extension": "yaml",
        "format": "yaml",
        "create": True,
        "delete": False,
        "publish": False,
        "identifier_field": "titel",
        "slug": "{{titel}}",
        "summary": "{{titel}} – {{mottagare.namn}}",
        "sortable_fields": ["titel", "beslut.datum", "beslut.belopp"],
        "fields": fields,
    }
