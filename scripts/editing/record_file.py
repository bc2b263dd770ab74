"""The canonical form of a record's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.document import Document
from register.examine import TreeResult
from register.model import CriteriaVersion
from register.quick import is_day
from register.rules.registry import has
from register.schema import Schema
from register.strict_yaml import read_yaml

from editing.comments import comments_of
from editing.emit import Comments, yaml_text
from editing.order import ordered, tidy


@dataclass(frozen=True, slots=True)
class Form:
    """The form that records are written in: it follows the schema of a record and the criteria in force."""

    schema: Schema
    criteria: tuple[CriteriaVersion, ...]

    @classmethod
    def of(cls, examined: TreeResult) -> Form:
        """The form of the records of a tree."""
        return cls(examined.schemas["record"], examined.context.criteria)

    def write(self, data: Mapping[str, Any], comments: Comments | None = None) -> str:
        """The canonical text of a record. Reading it gives `data`, but for the order and white space around texts."""
        return yaml_text(ordered(tidy(dict(data)), self.schema, self._criteria_for(data)), comments)

    def rewrite(self, text: str, document: Document) -> str:
        """The canonical text of a file that has been read without faults, with its comments.

        Raises ValueError when the new text would not say the same as the old one.
        """
        new = self.write(document.data, comments_of(text, document))
        again, problems = read_yaml(new, document.path)
        if problems or again is None or again.data != tidy(document.data):
            raise ValueError(f"{document.path} går inte att skriva om utan att något ändras.")
        return new

    def _criteria_for(self, data: Mapping[str, Any]) -> list[str]:
        """The criteria that a record answers, in their own order: those in force when it was decided."""
        decision = data.get("beslut")
        written = decision.get("datum") if isinstance(decision, dict) else None
        day = date.fromisoformat(written) if isinstance(written, str) and is_day(written) else date.max
        known = [version for version in self.criteria if has(version, "in_force", "criteria")]
        in_force = [version for version in known if version.in_force <= day] or known
        if not in_force:
            return []
        version = max(in_force, key=lambda version: version.in_force)
        return [criterion.id for criterion in version.criteria if has(criterion, "id")]
