"""Write the file of a record: a new one, one that has changed, and one in the canonical form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from register.check import CheckResult
from register.document import Document
from register.model import CriteriaVersion
from register.rules.registry import has_fields
from register.schema import Schema, is_day
from register.strict_yaml import read_yaml

from editing.yaml_edit import comments_by_path, comments_in, edit_yaml
from editing.yaml_writer import yaml_text

CRITERIA = "kriterier"


@dataclass(frozen=True, slots=True)
class RecordWriter:
    """Writes records by the schema of a record and the criteria of a register."""

    schema: Schema
    criteria: tuple[CriteriaVersion, ...]

    @classmethod
    def of(cls, examined: CheckResult) -> RecordWriter:
        """Return the writer for the records of a tree."""
        return cls(examined.schemas["record"], examined.context.criteria)

    def write(self, data: Mapping[str, Any]) -> str:
        """Return the canonical text of a record: fields in the order of the schema, texts trimmed."""
        return yaml_text(self._ordered(data))

    def change(self, text: str, document: Document, data: Mapping[str, Any]) -> str:
        """Return the text of a file, which has been read as `document`, changed so that it says `data`.

        Lines that say the same as before stay as they are, and every comment stays. Raises ValueError when that
        cannot be done, which no layout that the strict reader accepts is known to cause.
        """
        lines = text.replace("\r\n", "\n")
        new = edit_yaml(lines, tidy(document.data), self._ordered(data))
        if not _says(new, document.path, data) or _comments(new) != _comments(lines):
            new = yaml_text(self._ordered(data), _present(comments_by_path(lines, document), data))
        _assure(new, lines, document.path, data)
        return new.replace("\n", "\r\n") if "\r\n" in text else new

    def format(self, text: str, document: Document) -> str:
        """Return the canonical text of a file, with its comments above what they belong to.

        Raises ValueError when the result would not say the same.
        """
        new = yaml_text(self._ordered(document.data), comments_by_path(text, document))
        _assure(new, text, document.path, document.data)
        return new

    def _ordered(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of every group in the order of the schema, and the reasons in that of the criteria."""
        result: dict[str, Any] = _ordered(tidy(data), self.schema)
        if isinstance(result.get(CRITERIA), dict):
            result[CRITERIA] = _by(result[CRITERIA], self._criteria_for(data))
        return result

    def _criteria_for(self, data: Mapping[str, Any]) -> list[str]:
        """Return the criteria that a record answers, in their own order: those in force when it was decided."""
        decision = data.get("beslut")
        written = decision.get("datum") if isinstance(decision, dict) else None
        day = date.fromisoformat(written) if isinstance(written, str) and is_day(written) else date.max
        known = [version for version in self.criteria if has_fields(version, "in_force", "criteria")]
        in_force = [version for version in known if version.in_force <= day] or known
        if not in_force:
            return []
        version = max(in_force, key=lambda version: version.in_force)
        return [criterion.id for criterion in version.criteria if has_fields(criterion, "id")]


def tidy(data: Any) -> Any:
    """Return data with every text trimmed and its line breaks as line feeds. The check and the site read them so."""
    if isinstance(data, str):
        return data.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(data, list):
        return [tidy(item) for item in data]
    if isinstance(data, Mapping):
        return {name: tidy(value) for name, value in data.items()}
    return data


def _ordered(data: Any, schema: Schema) -> Any:
    """Return data in the order of the schema. Unknown fields are last, by name: the web form does the same."""
    if isinstance(data, dict):
        known = schema.get("properties", {})
        return {name: _ordered(data[name], known.get(name, {})) for name in _by(data, known)}
    if isinstance(data, list):
        return [_ordered(item, schema.get("items", {})) for item in data]
    return data


def _by(group: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    known = [name for name in names if name in group]
    return {name: group[name] for name in [*known, *sorted(set(group) - set(known))]}


def _says(text: str, path: str, data: Mapping[str, Any]) -> bool:
    document, problems = read_yaml(text, path)
    return document is not None and not problems and tidy(document.data) == tidy(data)


def _comments(text: str) -> Counter[str]:
    try:
        return Counter(comment.text for comment in comments_in(text))
    except yaml.YAMLError:
        return Counter({"": 1})


def _present(comments: Mapping[tuple[str | int, ...], list[str]], data: Any) -> dict[tuple[str | int, ...], list[str]]:
    """Return comments by a path that is in `data`: the one that they had, or the nearest above it."""
    found: dict[tuple[str | int, ...], list[str]] = {}
    for path, texts in comments.items():
        kept = path
        while kept and not _is_in(data, kept):
            kept = kept[:-1]
        found.setdefault(kept, []).extend(texts)
    return found


def _is_in(data: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and int(step) < len(data)
        if not inside:
            return False
        data = data[step]
    return True


def _assure(new: str, old: str, path: str, data: Mapping[str, Any]) -> None:
    if not _says(new, path, data) or _comments(new) != _comments(old):
        raise ValueError(f"{path} går inte att skriva om utan att något annat ändras.")
