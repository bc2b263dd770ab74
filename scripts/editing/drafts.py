"""Answers that are kept in utkast/ until the record is written, so that nothing is lost when a command is interrupted.

The folder is neither checked nor published, and Git ignores it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from register.strict_yaml import read_yaml

from editing.safe_write import write_all
from editing.suggestions import numbered
from editing.yaml_writer import yaml_text

FOLDER = "utkast"
_UNFINISHED = "# halvskrivet: "
EVENTS = f"{FOLDER}/handelser"  # answers about a record that there is already


@dataclass(frozen=True, slots=True)
class Draft:
    """The file of a draft, relative to the register's folder."""

    root: Path
    path: str

    def load(self) -> dict[str, Any]:
        """Return the answers. A draft that cannot be read, or is not there, has none."""
        file = self.root / self.path
        if not file.is_file():
            return {}
        document, problems = read_yaml(file.read_text(encoding="utf-8", errors="replace"), self.path)
        return dict(document.data) if document and not problems and isinstance(document.data, dict) else {}

    def unfinished(self) -> dict[str, str]:
        """Return the answer that was being typed when the command was interrupted, by the name of its question."""
        file = self.root / self.path
        first = file.read_text(encoding="utf-8", errors="replace").partition("\n")[0] if file.is_file() else ""
        with suppress(ValueError):
            found = json.loads(first.removeprefix(_UNFINISHED)) if first.startswith(_UNFINISHED) else {}
            return {str(name): str(typed) for name, typed in dict(found).items()}
        return {}

    def save(self, data: Mapping[str, Any], unfinished: Mapping[str, str] | None = None) -> None:
        """Write the answers so far, and what was being typed."""
        begun = f"{_UNFINISHED}{json.dumps(dict(unfinished), ensure_ascii=False)}\n" if unfinished else ""
        if data or begun:
            write_all(self.root, {self.path: begun + (yaml_text(dict(data)) if data else "")})

    def remove(self) -> None:
        """Delete the draft, because the record is written."""
        (self.root / self.path).unlink(missing_ok=True)


def new_draft(root: Path) -> Draft:
    """Return a draft for a new record, whose file is not there yet."""
    name = numbered("ny-post", lambda name: (root / FOLDER / f"{name}.yaml").exists())
    return Draft(root, f"{FOLDER}/{name}.yaml")


def draft_at(root: Path, file: Path) -> Draft | None:
    """Return the draft that a file is, or None for a file of another folder."""
    folder = (root / FOLDER).resolve()
    inside = file.resolve().parent == folder and file.suffix == ".yaml"
    return Draft(root, f"{FOLDER}/{file.name}") if inside else None


def record_drafts(root: Path) -> list[tuple[Draft, dict[str, Any]]]:
    """Return the drafts of new records, with their answers."""
    drafts = [Draft(root, f"{FOLDER}/{file.name}") for file in sorted((root / FOLDER).glob("*.yaml"))]
    return [(draft, data) for draft in drafts if (data := draft.load()) or draft.unfinished()]
