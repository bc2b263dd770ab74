"""The rules of the series 3xx to 6xx, one small function each."""

from __future__ import annotations

from importlib import import_module

_MODULES = (
    "dates",
    "decision",
    "grant",
    "person_names",
    "texts",
    "references",
    "lists",
    "calendar",
    "protected_changes",
)


def load_rules() -> None:
    """Import every module of rules, which declares them."""
    for name in _MODULES:
        import_module(f"register.rules.{name}")
