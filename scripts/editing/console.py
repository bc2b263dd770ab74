"""The terminal that the commands write to, and the files that people name in them."""

from __future__ import annotations

import sys
from pathlib import Path


def use_utf8() -> None:
    """Let every Swedish letter and sign be printed, whatever the machine's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text


def named_file(path: Path) -> Path:
    """A file that a person has named. Raises ValueError, in Swedish, when it is not there or is no ordinary file."""
    if not path.is_file():
        raise ValueError(f"Filen «{path}» finns inte.")
    return path
