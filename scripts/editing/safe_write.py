"""Write files of the register whole or not at all, and never over another one by mistake."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath


def named_file(path: Path) -> Path:
    """Return a file that a person has named. Raises ValueError, in Swedish, when it is not an ordinary file."""
    if not path.is_file():
        raise ValueError(f"Filen «{path}» finns inte.")
    return path


def write_all(root: Path, texts: Mapping[str, str], *, new: frozenset[str] = frozenset()) -> None:
    """Write `texts` by path relative to `root`. The paths in `new` may not exist before.

    Each file is written next to its target and moved there, so that an interruption leaves the old one. Raises
    FileExistsError, before anything is written, when one in `new` exists, and ValueError for a path that leads
    through a link or out of `root`.
    """
    for path in texts:
        _refuse_way_out(root, path)
        if path in new and os.path.lexists(root / path):
            raise FileExistsError(f"«{path}» finns redan. Välj ett annat namn.")
    for path, text in texts.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, text.encode("utf-8"), replace=path not in new)


def _refuse_way_out(root: Path, path: str) -> None:
    place = root
    for step in PurePosixPath(path).parts:
        if step in ("..", "/"):
            raise ValueError(f"«{path}» ligger utanför registret.")
        place = place / step
        if place.is_symlink():
            raise ValueError(f"«{path}» går genom en länk, och skrivs därför inte.")


def _make(place: Path, temporary: Path, content: bytes) -> None:
    """Make a new file. Raises FileExistsError when someone else has made it in the meantime."""
    try:
        os.link(temporary, place)
    except FileExistsError:
        raise
    except OSError:  # a network drive or a memory stick that knows no links
        with place.open("xb") as file:
            file.write(content)


def _put(place: Path, content: bytes, *, replace: bool) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=f".{place.stem}-", suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
        if replace:
            Path(temporary).replace(place)
        else:
            _make(place, Path(temporary), content)
    finally:
        Path(temporary).unlink(missing_ok=True)
