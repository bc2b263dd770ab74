"""A new site beside the old one, put in its place in one step. Never touches a directory that is not its own.

A site carries a list of its files (`CONTENTS`). A directory with anything else in it is not ours to replace.
While a site is made it lies in `<name>.ny`, locked; while it is put in place the old one is `<name>.gammal`.
Whatever an interruption leaves behind, the next build mends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONTENTS = ".innehall"
_UNFINISHED = "bygget är inte klart\n"


class ExchangeError(Exception):
    """The site cannot be written there; the message is a Swedish sentence."""


@contextmanager
def replace_directory(out: Path) -> Iterator[Path]:
    """Give a directory to build in; when the block ends well, it becomes `out`.

    When the block raises, the directory is thrown away and `out` is as it was. Raises `ExchangeError`
    when `out` holds anything that an earlier build did not make, or when another build is under way.
    """
    out = out.resolve() if out.name in ("", "..") else out.parent.resolve() / out.name
    new, old = out.with_name(f"{out.name}.ny"), out.with_name(f"{out.name}.gammal")
    out.parent.mkdir(parents=True, exist_ok=True)
    _require_own(old)
    if old.exists() and not out.exists():
        old.rename(out)
    _require_own(out)
    with _locked(new):
        try:
            yield new
            _list_contents(new)
            _remove(old)
            if out.exists():
                out.rename(old)
            new.rename(out)
        except BaseException:
            _remove(new)
            raise
        _remove(old)


@contextmanager
def _locked(new: Path) -> Iterator[None]:
    """Make `new` empty and hold a lock on it, so that two builds never write in the same place."""
    _require_own(new)
    new.mkdir(exist_ok=True)
    descriptor = os.open(new, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ExchangeError(f"Ett annat bygge skriver redan i {new}. Vänta tills det är klart.") from error
        _empty(new)
        yield
    finally:
        os.close(descriptor)


def _empty(site: Path) -> None:
    """Take away everything in `site` but the mark that it is ours, which stands until the end."""
    (site / CONTENTS).write_text(_UNFINISHED, encoding="utf-8")
    for entry in site.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != CONTENTS:
            entry.unlink()


def _remove(site: Path) -> None:
    """Take away a site of ours, if it is there; an interrupted removal can be taken up again."""
    if site.is_dir():
        _empty(site)
        (site / CONTENTS).unlink()
        site.rmdir()


def _list_contents(site: Path) -> None:
    """Write the list of files that makes `site` a site of ours."""
    names = "".join(f"{name}\n" for name in sorted(_files(site)) if name != CONTENTS)
    (site / CONTENTS).write_text(names, encoding="utf-8")


def _require_own(directory: Path) -> None:
    """Raise unless `directory` is missing, empty, or made by an earlier build with nothing added to it."""
    if not directory.exists() and not directory.is_symlink():
        return
    if directory.is_symlink() or not directory.is_dir():
        raise ExchangeError(f"{directory} är ingen vanlig mapp. Välj en annan med --out.")
    marker = directory / CONTENTS
    if not marker.is_file():
        if any(directory.iterdir()):
            raise ExchangeError(
                f"{directory} innehåller annat än en byggd webbplats och rörs därför inte. "
                "Flytta det som ligger där eller välj en annan mapp med --out."
            )
        return
    listed = marker.read_text(encoding="utf-8")
    if listed == _UNFINISHED:
        return
    foreign = sorted(set(_files(directory)) - set(listed.splitlines()) - {CONTENTS})
    if foreign:
        raise ExchangeError(
            f"{directory} innehåller en fil som bygget inte har skrivit: {foreign[0]}. "
            "Flytta den eller välj en annan mapp med --out."
        )


def _files(directory: Path) -> Iterator[str]:
    """The files and symbolic links under `directory`, relative to it, with `/`."""
    for folder, folders, files in os.walk(directory):
        here = "" if folder == str(directory) else f"{folder[len(str(directory)) + 1 :]}/"
        links = (name for name in folders if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114  # one of thousands
        yield from (f"{here}{name}".replace(os.sep, "/") for name in (*files, *links))
