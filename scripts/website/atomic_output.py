"""Build a site next to the old one, and swap it in in one step. Never touches a directory that is not ours.

A site carries a list of its files (`CONTENTS`). A directory with anything else in it is not ours to replace.
While a site is built it is in `<name>.ny`, locked. Where the system can, it changes places with the old one in a single
step; elsewhere the old one is `<name>.gammal` for a moment. The next build clears what a killed build has left.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

CONTENTS = ".innehall"
_UNFINISHED = "bygget är inte klart\n"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # from fcntl.h and linux/fs.h


class ExchangeError(Exception):
    """The site cannot be written there; the message is a Swedish sentence."""


@contextmanager
def replace_directory(out: Path) -> Iterator[Path]:
    """Give a directory to build in; when the block ends well, it becomes `out`.

    When the block raises, the directory is removed and `out` is as it was. Raises `ExchangeError`
    when `out` holds anything that an earlier build did not make, or when another build is under way.
    """
    out = out.resolve() if out.name in ("", "..") else out.parent.resolve() / out.name
    if not out.name:
        raise ExchangeError(f"{out} kan inte bytas ut mot en webbplats. Välj en annan mapp med --out.")
    new, old = out.with_name(f"{out.name}.ny"), out.with_name(f"{out.name}.gammal")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise ExchangeError(f"{out.parent} är ingen mapp. Välj en annan med --out.") from error
    _require_own(old)
    if old.exists() and not out.exists():
        old.rename(out)
    _require_own(out)
    _require_own(new)
    new.mkdir(exist_ok=True)
    with ExitStack() as locks:
        locks.enter_context(_locked(new))
        _empty(new)
        try:
            yield new
            _list_contents(new)
            _remove(old)
            if not out.exists():
                new.rename(out)
                return
            locks.enter_context(_locked(out))  # so that nobody builds in it while it is removed
            if not _exchange(new, out):
                out.rename(old)
                new.rename(out)
        except BaseException:
            _remove(new)
            raise
        _remove(new)
        _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two directories change names in a single step; False, and nothing done, where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    answer: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return answer == 0


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """Hold a lock on `directory`, so that two builds never write in the same place. No other process inherits it."""
    if sys.platform == "win32":
        yield from _locked_on_windows(directory)
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(descriptor), directory.stat()):
                raise BlockingIOError
        except OSError as error:
            raise ExchangeError(f"Ett annat bygge skriver redan i {directory}. Vänta tills det är klart.") from error
        yield
    finally:
        os.close(descriptor)


def _locked_on_windows(directory: Path) -> Iterator[None]:
    """Lock a file next to `directory` instead: Windows renames no directory that is open."""
    import msvcrt  # there is none elsewhere

    lock_file = directory.with_name(f"{directory.name}.las")
    with lock_file.open("w", encoding="utf-8") as file:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # the same
        except OSError as error:
            raise ExchangeError(f"Ett annat bygge skriver redan i {directory}. Vänta tills det är klart.") from error
        yield
    lock_file.unlink(missing_ok=True)


def _empty(site: Path) -> None:
    """Remove everything in `site` but the mark that it is ours, which stays until the end."""
    (site / CONTENTS).write_text(_UNFINISHED, encoding="utf-8", newline="\n")
    for entry in site.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != CONTENTS:
            entry.unlink()


def _remove(site: Path) -> None:
    """Remove a site of ours, if it is there; an interrupted removal can be resumed."""
    if site.is_dir():
        _empty(site)
        (site / CONTENTS).unlink()
        site.rmdir()


def _list_contents(site: Path) -> None:
    """Write the list of files that makes `site` a site of ours."""
    names = "".join(f"{name}\n" for name in sorted(_files(site)) if name != CONTENTS)
    (site / CONTENTS).write_text(names, encoding="utf-8", newline="\n")


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
    """Yield the files and symbolic links under `directory`, relative to it, with `/`."""
    for folder, folders, files in os.walk(directory):
        here = "" if folder == str(directory) else f"{folder[len(str(directory)) + 1 :]}/"
        links = (name for name in folders if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114  # one of thousands
        yield from (f"{here}{name}".replace(os.sep, "/") for name in (*files, *links))
