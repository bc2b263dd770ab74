"""The rules of the series 3xx to 6xx, one small function each, in the order that they are run."""

from __future__ import annotations

from register.rules import (
    calendar,
    dates,
    decision,
    grant,
    lists,
    person_names,
    protected_changes,
    protected_content,
    references,
    texts,
)

__all__ = [
    "calendar",
    "dates",
    "decision",
    "grant",
    "lists",
    "person_names",
    "protected_changes",
    "protected_content",
    "references",
    "texts",
]
