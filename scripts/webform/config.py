"""The form's whole configuration, which Sveltia CMS reads as `config.json` next to its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from register.company import COMPANY
from register.model import Register

from webform.connection import Connection
from webform.fields import FormField, Schema, content_fields, record_fields

# Saves in the browser only, to try the form where it is not connected.
_TRIAL = {"name": "test-repo"}
_TITLE = f"Redigera {COMPANY.register}"
# File and schema of each list
_LISTS = (
    ("stadsdelar", COMPANY.stadsdelar.capitalize(), "list"),
    ("teman", "Teman", "list"),
    ("malgrupper", "Målgrupper", "list"),
    ("ansokningsomgangar", "Ansökningsomgångar", "rounds"),
    ("synonymer", "Synonymer", "synonyms"),
    ("installningar", "Inställningar", "settings"),
)
_PROPOSAL = "Det du sparar blir ett förslag som någon annan granskar."
_FILE = "Är en ansökan sparad som fil: [öppna den](fil/)."
_IN_FORCE = "En version som har börjat gälla ändras inte: kopiera den och ange datumet då den nya börjar gälla."


def form_config(
    schemas: Mapping[str, Schema],
    register: Register,
    connection: Connection | None,
    today: date,
    page_folders: Iterable[str] = (),
) -> dict[str, Any]:
    """Make the configuration: every save is a pull request, nothing is deleted or published here.

    The records have one collection a year, because the same name may occur in two years, and the year of the path is
    that of the decision. `page_folders` are those under content/ that have pages ("" for content/ itself). Without a
    connection the form is for trying: it saves in the browser.
    """
    fields = record_fields(schemas["record"], register, today)

    def content(schema: str, body: str | None = None) -> list[FormField]:
        return content_fields(schemas[schema], register, today, body)

    return {
        "backend": connection.backend() if connection else _TRIAL,
        "publish_mode": "editorial_workflow",
        "media_folder": "content/bilder",
        "app_title": _TITLE if connection else f"Test, sparas inte i registret: {_TITLE}",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-", "maxlength": 80},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            *(_records(year, fields) for year in years(register, today)),
            {
                "name": "listor",
                "label": "Listor och inställningar",
                "description": f"En kod som har publicerats ändras eller tas inte bort: stäng den. {_PROPOSAL}",
                "publish": False,
                "files": [
                    *(
                        {"name": name, "label": label, "file": f"content/listor/{name}.yaml", "fields": content(schema)}
                        for name, label, schema in _LISTS
                    ),
                    {"name": "bolag", "label": "Bolaget", "file": "bolag.yaml", "fields": content("company")},
                ],
            },
            _versions("policy", "Policy", "md", content("policy", "Policyns text")),
            _versions("kriterier", "Kriterier", "yaml", content("criteria")),
            *(_pages(folder, content("page", "Sidans text")) for folder in page_folders),
        ],
    }


def years(register: Register, today: date) -> list[int]:
    """The years to choose among, newest first: from the first record to today's, and in December the next one too."""
    paths: Iterable[str] = (
        record.path for records in (register.partnerships, register.moved, register.withdrawn) for record in records
    )
    last = (today + timedelta(days=31)).year
    first = min((int(path.split("/")[1]) for path in paths), default=today.year)
    return list(range(last, min(first, today.year) - 1, -1))


def _folder(name: str, label: str, folder: str, extension: str, fields: list[FormField]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "folder": folder,
        "extension": extension,
        "format": "yaml" if extension == "yaml" else "yaml-frontmatter",
        "create": True,
        "delete": False,
        "publish": False,
        "fields": fields,
    }


def _records(year: int, fields: list[FormField]) -> dict[str, Any]:
    return _folder(f"samarbeten-{year}", f"Samarbeten {year}", f"partnerships/{year}", "yaml", fields) | {
        "label_singular": "Samarbete",
        "description": f"Samarbeten som beslutades {year}. {_PROPOSAL} {_FILE}",
        "filter": {"field": "titel", "pattern": "."},  # what has moved or been withdrawn has none
        "identifier_field": "titel",
        "slug": "{{titel}}",
        "summary": "{{titel}} – {{mottagare.namn}}",
        "sortable_fields": ["titel", "beslut.datum", "beslut.belopp"],
    }


def _versions(name: str, label: str, extension: str, fields: list[FormField]) -> dict[str, Any]:
    return _folder(name, label, f"content/{name}", extension, fields) | {
        "label_singular": "Version",
        "description": f"{_IN_FORCE} {_PROPOSAL}",
        "identifier_field": "galler_fran",
        "slug": "{{galler_fran}}",
        "summary": "Gäller från {{galler_fran}}",
    }


def _pages(folder: str, fields: list[FormField]) -> dict[str, Any]:
    place = f"content/{folder}".rstrip("/")
    name = "-".join(["sidor", *folder.split("/")]).rstrip("-")
    return _folder(name, f"Sidor: {folder or 'överst'}", place, "md", fields) | {
        "label_singular": "Sida",
        "description": f"Sidorna i {place}/. En ny sida hamnar sist i menyn. {_PROPOSAL}",
        "identifier_field": "title",
        "slug": "{{title}}",
        "summary": "{{title}}",
    }
