"""Hämta det som formuläret på /redigera/ består av, och skriv editorns schema.

editor.py fetch [--all]: hämta paketen efter redigera/package-lock.json (--all: även dem som bara testerna använder).
editor.py schema: skriv .vscode/samarbete.schema.json ur scheman och listor.

Slutkod 0: klart. 2: gick inte att göra.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()

from register.cli import PROJECT
from register.file_tree import DiskTree
from register.schema import SchemaError
from webform.editor_schema import FILE, editor_schema
from webform.packages import NoPackagesError, ensure, installed


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; give the exit code."""
    arguments = _parser().parse_args(argv)
    if arguments.what == "schema":
        return _schema(arguments.root)
    if installed(PROJECT, everything=arguments.all):
        return 0
    print("Hämtar formulärets delar med npm (en gång, och igen när package-lock.json ändras) …", file=sys.stderr)
    try:
        ensure(PROJECT, everything=arguments.all)
    except NoPackagesError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _schema(root: Path) -> int:
    try:
        text = editor_schema(DiskTree(root))
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    file = root / FILE
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return 0
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="what", required=True, metavar="fetch | schema")
    fetch = kinds.add_parser("fetch", help="hämta paketen")
    fetch.add_argument("--all", action="store_true", help="även dem som bara testerna använder")
    schema = kinds.add_parser("schema", help="skriv editorns schema")
    schema.add_argument("--root", type=Path, default=PROJECT, metavar="MAPP", help="mapp med content/ och schemas/")
    return parser


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
