"""The programs that npm fetches for the tools, by tools/package-lock.json: none of their scripts is run."""

from __future__ import annotations

from pathlib import Path

from webform.packages import NoPackagesError, install, node

ROOT = Path(__file__).resolve().parents[1]
MODULES = Path(__file__).resolve().parent / "node_modules"


class NoProgramError(Exception):
    """npm could not fetch the programs; the message says why."""


def program(path: str) -> Path:
    """The file of a program in node_modules, fetched if need be. Raises NoProgramError."""
    if not (MODULES / path).is_file():
        try:
            install(ROOT, MODULES.parent)
        except NoPackagesError as error:
            raise NoProgramError(str(error)) from error
    return MODULES / path


def node_command() -> list[str]:
    """The command of Node.js."""
    return node(ROOT)
