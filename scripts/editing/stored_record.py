"""A record that has a file: loaded by its name, and changed line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from register.document import Document
from register.loading import RECORD
from register.model import Partnership
from register.rules.registry import has_fields
from register.schema import nearest
from register.wording import quote_value

from editing.draft_check import DraftCheck
from editing.record_file import RecordWriter
from editing.suggestions import file_name


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A partnership: its identity `year/name`, its path, its text and what it says."""

    identity: str
    path: str
    text: str
    document: Document

    @property
    def data(self) -> dict[str, Any]:
        """The data of the file."""
        return dict(self.document.data)

    def changed(self, writer: RecordWriter, data: Mapping[str, Any]) -> str:
        """Return the text of the file, changed so that it says `data`; all other lines stay as they are."""
        return writer.change(self.text, self.document, data)


def load_record(check: DraftCheck, name: str) -> StoredRecord:
    """Load the partnership that a person means: `2024/laxhjalp`, the path of its file, or its title.

    Raises ValueError when there is none, more than one with the title, or the file has faults.
    """
    identity = name.strip().removeprefix("./").removeprefix("partnerships/").removesuffix(".yaml")
    if identity not in check.context.records:
        identity = _titled(check, name) or identity
    record = check.context.records.get(identity)
    path = f"partnerships/{identity}.yaml"
    if record is None:
        if path in check.context.unread:
            raise ValueError(f"{path} går inte att läsa. Kör make check och rätta den först.")
        near = nearest(identity, check.context.records) or nearest(name, _titles(check))
        raise ValueError(f"Det finns ingen post {quote_value(identity)}.{f' Menade du «{near}»?' if near else ''}")
    if not isinstance(record, Partnership) or not RECORD.fullmatch(path):
        raise ValueError(f"«{identity}» är en hänvisning: posten är flyttad eller tillbakadragen.")
    text = (check.root / path).read_bytes().decode("utf-8")
    faults = [problem for problem in check.problems({path: text}) if problem.place.path == path]
    if faults:
        first = f"Rad {faults[0].place.line}: {faults[0].message}"
        raise ValueError(f"{path} har fel som ska rättas först. {first} Kör make check för att se alla.")
    return StoredRecord(identity, path, text, check.context.documents[identity])


def _titled(check: DraftCheck, title: str) -> str | None:
    """Return the only record with a title, whatever its case and accents. Raises ValueError when there are more."""
    wanted = file_name(title)
    found = [
        identity
        for known, identities in _titles(check).items()
        if file_name(known) == wanted
        for identity in identities
    ]
    if len(found) > 1:
        raise ValueError(f"Flera poster har titeln {quote_value(title)}. Skriv vilken: {', '.join(found)}.")
    return found[0] if found else None


def _titles(check: DraftCheck) -> dict[str, list[str]]:
    titles: dict[str, list[str]] = {}
    for record in check.context.partnerships():
        if has_fields(record, "title"):
            titles.setdefault(record.title, []).append(record.id)
    return titles
