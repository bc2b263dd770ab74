#!/usr/bin/env python3
"""Write records in their canonical form: exit 0 all are, 1 some are not, 2 could not run."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import interrupts

INTERRUPTED = "Avbrutet."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second

from editing.prompts import Aborted, confirm
from editing.record_file import RecordWriter
from editing.safe_write import write_all
from register.check import check
from register.cli import for_terminal, stop
from register.file_tree import DiskTree
from register.loading import read_text, record_files
from register.problem import Problem
from register.reports import report
from register.schema import SchemaError
from register.strict_yaml import read_yaml

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Show which records are not in the canonical form, and rewrite them when asked to."""
    arguments = _parser().parse_args(argv)
    root = arguments.root.resolve()
    try:
        writer = RecordWriter.of(check(DiskTree(root), date.min))
        wanted = frozenset(_relative(path, root) for path in arguments.paths)
        before, after, unread = _forms(root, writer, wanted)
        return _settle(root, before, after, unread, arguments)
    except (SchemaError, OSError, ValueError) as error:
        return stop("Inget har skrivits.", error)
    except Aborted:
        print("Avbrutet. Inget har skrivits.")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Skriv posterna i den form som redigeringsformuläret skriver. Innehållet ändras inte."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FIL", help="bara de här posterna (annars alla)")
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--write", action="store_true", help="skriv utan att fråga")
    parser.add_argument("--diff", action="store_true", help="visa rad för rad vad som skulle ändras")
    return parser


def _relative(path: Path, root: Path) -> str:
    full = path if path.is_absolute() else Path.cwd() / path
    if not full.is_file() or not full.is_relative_to(root):
        raise ValueError(f"«{path}» finns inte i registret.")
    return full.relative_to(root).as_posix()


def _forms(
    root: Path, writer: RecordWriter, wanted: frozenset[str]
) -> tuple[dict[str, str], dict[str, str], list[Problem]]:
    """The text of each record that is not canonical, its canonical text, and what is wrong with unreadable files."""
    before, after, unread = dict[str, str](), dict[str, str](), list[Problem]()
    for found in record_files(DiskTree(root)):
        path = found.place.path if isinstance(found, Problem) else found.path
        if wanted and path not in wanted:
            continue
        if isinstance(found, Problem):
            unread.append(found)
            continue
        document, problems = read_text(found, read_yaml)
        if document is None or problems or not isinstance(document.data, dict):
            unread.extend(problems)
            continue
        text = found.raw.decode("utf-8")
        new = writer.format(text.replace("\r\n", "\n"), document)
        if new != text:
            before[path], after[path] = text, new
    return before, after, unread


def _settle(
    root: Path, before: dict[str, str], after: dict[str, str], unread: list[Problem], arguments: argparse.Namespace
) -> int:
    if unread:
        print(report(unread), end="\n\n")
        print("De här filerna lämnas som de är, för de går inte att läsa säkert.")
    if not after:
        print("Alla poster som går att läsa har redan den rätta formen.")
        return 1 if unread else 0
    for path, text in after.items():
        print(for_terminal(path))
        if arguments.diff:
            print("".join(_difference(path, before[path], text)), end="")
    files = "1 fil" if len(after) == 1 else f"{len(after)} filer"
    if not arguments.write:
        if not sys.stdin.isatty():
            print(f"{files} har en annan form. Inget har skrivits. Skriv om dem med --write.")
            return 1
        if not confirm(f"Skriv om {files}? Bara formen ändras, inte innehållet."):
            print("Inget har skrivits.")
            return 1
    write_all(root, after)
    print(f"{files} har skrivits om. Innehållet är detsamma.")
    return 1 if unread else 0


def _difference(path: str, old: str, new: str) -> Iterator[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm="")
    return (for_terminal(line) + "\n" for line in lines)


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
