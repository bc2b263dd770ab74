#!/usr/bin/env python3
"""Take the example records out: exit 0 they are gone, 1 nothing was done because of a no, 2 could not run."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import interrupts

INTERRUPTED = "Avbrutet."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second

from editing.prompts import Aborted, confirm
from editing.prompts import text as ask
from editing.safe_write import write_all
from editing.yaml_writer import yaml_text
from register.check import CheckResult, check
from register.company import FILE as COMPANY_FILE
from register.company import LEAST_CONTRAST, least_contrast, read_company, readable
from register.file_tree import DiskTree
from register.loading import ROUNDS
from register.model import Moved, Partnership
from register.rules.registry import has_fields
from register.schema import Schema, SchemaError, Validator, load_schemas

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLE = "Exempel"  # the first word of every recipient that is an example
_NOTICE = re.compile(r"(?:^[ ]*#[^\n]*\n)?^[ ]*exempeldata:[ ]*true[ ]*\n", re.MULTILINE)
_EMPTY = re.compile(r"(?:^#[^\n]*\n)?^extra:[ ]*\n(?![ ])", re.MULTILINE)  # MkDocs takes no empty part


def main(argv: Sequence[str] | None = None) -> int:
    """Take out the example records and the notice about them, after asking. Lists, policy and criteria stay."""
    arguments = _parser().parse_args(argv)
    root = arguments.root.resolve()
    try:
        examples = example_paths(check(DiskTree(root), date.max))
        settings = root / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
        if not examples and not _NOTICE.search(text):
            print("Här finns inga exempelposter. Ingenting har ändrats.")
            return 0
        print(
            f"{len(examples)} exempelposter och upplysningen om dem tas bort. Listor, policy och kriterier blir kvar."
        )
        if not arguments.ja and not (sys.stdin.isatty() and confirm("Ta bort dem?", default=False)):
            print("Ingenting har ändrats. Utan terminal behövs --ja.")
            return 1
        company = {} if arguments.ja else _ask_company(root)
        _take_out(root, examples)
        write_all(root, company)
        if text:
            write_all(root, {"mkdocs.yml": _EMPTY.sub("", _NOTICE.sub("", text))})
    except (SchemaError, OSError, ValueError) as error:
        print(f"Ingenting har ändrats. {error}", file=sys.stderr)
        return 2
    except Aborted:
        print("\nIngenting har ändrats.")
        return 1
    print("Exempelposterna är borta. Spara ändringen direkt på huvudgrenen, innan webbplatsen är publik.")
    print("Byt ut @ORGANISATION i CODEOWNERS mot era egna team: annars stoppar kontrollen (R419).")
    print("Lägg sedan till den första posten: make new")
    return 0


def _ask_company(root: Path) -> dict[str, str]:
    """Ask whose register it is; give the company's file with the answers, nothing where `root` has none."""
    file = root / COMPANY_FILE
    if not file.is_file():
        return {}
    now = read_company(file)
    lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    print("Vems register är det? Tryck enter där svaret redan är rätt.")
    for name, field in load_schemas(DiskTree(root))["company"]["properties"].items():
        answer = ask(f"{field['title']}:", default=getattr(now, name), check=partial(_fault, name, field))
        line = yaml_text({name: answer}).rstrip("\n")
        if any(one.startswith(f"{name}:") for one in lines):
            lines = [line if one.startswith(f"{name}:") else one for one in lines]
        elif answer:
            lines.append(line)
    return {COMPANY_FILE: "\n".join(lines) + "\n"}


def _fault(name: str, field: Schema, answer: str) -> str | None:
    """Say what is wrong with an answer, or None."""
    if not answer and name == "logotyp":
        return None
    if not Validator(field).is_surely_valid(answer):
        return str(field["description"])
    dark = name == "farg_mork"
    if name.startswith("farg") and least_contrast(answer, dark)[0] < LEAST_CONTRAST:
        return f"Den går inte att läsa överallt. Skriv till exempel {readable(answer, dark)}."
    return None


def example_paths(examined: CheckResult) -> list[str]:
    """The files of the example records and of the tombstones. Raises ValueError when that is not certain."""
    context = examined.context
    if unread := sorted(path for path in examined.record_paths if path in context.unread):
        raise ValueError(f"{unread[0]} går inte att läsa. Kör make check och rätta den först.")
    real = [record for record in context.partnerships() if not _is_example(record)]
    gone = set(context.records) - {record.id for record in real}
    gone -= {record.id for record in context.records.values() if isinstance(record, Moved) and _leads_to(record, real)}
    for record in real:
        if has_fields(record, "replaces") and record.replaces in gone:
            raise ValueError(
                f"{record.path} fortsätter exempelposten {record.replaces}. Ta bort raden «ersatter» först."
            )
    return sorted(context.records[identity].path for identity in gone)


def _is_example(record: Partnership) -> bool:
    return has_fields(record, "recipient.name") and record.recipient.name.startswith(EXAMPLE)


def _leads_to(record: Moved, real: list[Partnership]) -> bool:
    return has_fields(record, "target") and record.target in {found.id for found in real}


def _take_out(root: Path, paths: list[str]) -> None:
    for path in paths:
        (root / path).unlink()
    for picture in (root / "content" / "bilder").glob("exempel-*"):
        picture.unlink()
    rounds = root / ROUNDS
    if rounds.is_file() and f"namn: {EXAMPLE}" in rounds.read_text(encoding="utf-8"):
        write_all(root, {ROUNDS: "titel: Ansökningsomgångar\nomgangar: []\n"})
    folder = root / "partnerships"
    for year in folder.iterdir():
        if year.is_dir() and not any(year.iterdir()):
            year.rmdir()
    if not any(folder.iterdir()):
        (folder / ".gitkeep").touch()  # Git keeps no empty folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Ta bort exempelposterna och upplysningen om dem.")
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--ja", action="store_true", help="ta bort utan att fråga")
    return parser


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
