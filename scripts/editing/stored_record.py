"""A record that has a file: loaded by its name, and changed line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from register.document import Document
from register.loading import RECORD
from register.model import Partnership
from register.schema import nearest
from register.wording import shown

from editing.draft_check import DraftCheck
from editing.record_file import RecordWriter


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A partnership: its identity `year/name`, its path, its text and what it says."""

    identity: str
    path: str
    text: str
    document: Document

    @property
    def data(self) -> dict[str, Any]:
        """What the file says."""
        return dict(self.document.data)

    def changed(self, writer: RecordWriter, data: Mapping[str, Any]) -> str:
        """Return the text of the file, changed so that it says `data`; all other lines stay as they are."""
        return writer.change(self.text, self.document, data)


def load_record(trial: DraftCheck, name: str) -> StoredRecord:
    """Load the partnership that a person means: `2024/laxhjalp`, or the path of its file. Raises ValueError."""
    identity = name.strip().removeprefix("./").removeprefix("partnerships/").removesuffix(".yaml")
    record = trial.context.records.get(identity)
    path = f"partnerships/{identity}.yaml"
    if record is None:
        if path in trial.context.unread:
            raise ValueError(f"{path} går inte att läsa. Kör make check och rätta den först.")
        near = nearest(identity, trial.context.records)
        raise ValueError(f"Det finns ingen post {shown(identity)}.{f' Menade du «{near}»?' if near else ''}")
    if not isinstance(record, Partnership) or not RECORD.fullmatch(path):
        raise ValueError(f"«{identity}» är en hänvisning: posten är flyttad eller tillbakadragen.")
    text = (trial.root / path).read_bytes().decode("utf-8")
    faults = [problem for problem in trial.problems({path: text}) if problem.place.path == path]
    if faults:
        first = f"Rad {faults[0].place.line}: {faults[0].message}"
        raise ValueError(f"{path} har fel som ska rättas först. {first} Kör make check för att se alla.")
    return StoredRecord(identity, path, text, trial.context.documents[identity])
