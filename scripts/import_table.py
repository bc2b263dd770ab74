#!/usr/bin/env python3
"""Import a list in Excel or CSV: exit 0 every row can be taken or is there, 1 some cannot, 2 could not run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from editing.console import named_file, use_utf8
from editing.draft_check import DraftCheck
from editing.import_report import columns_told, rows_told, summary
from editing.questions import Question
from editing.safe_write import write_all
from editing.table_columns import Columns, as_file, from_file, propose
from editing.table_fields import importable
from editing.table_reader import ListPage, read_sheet
from editing.table_rows import Reader, RowResult
from register.personal_data import mask
from register.progress import ProgressCallback, progress
from register.schema import SchemaError

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Show what a list says, and with --write add the records that pass the check."""
    use_utf8()
    arguments = _parser().parse_args(argv)
    try:
        return _import(arguments)
    except (SchemaError, OSError, ValueError) as error:
        print(f"Inget har skrivits. {mask(str(error))}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Läs en lista i Excel eller CSV, en rad per samarbete. Utan --write visas bara vad som händer.",
        allow_abbrev=False,
    )
    parser.add_argument("table", type=Path, metavar="LISTA", help="filen, .xlsx eller .csv")
    parser.add_argument("--sheet", metavar="BLAD", help="bladets namn (annars det första)")
    parser.add_argument("--mapping", type=Path, metavar="FIL", help="läs kolumnerna så som filen säger")
    parser.add_argument("--save-mapping", type=Path, metavar="FIL", help="spara förslaget till kolumner, att ändra i")
    parser.add_argument("--drafts", type=Path, metavar="MAPP", help="spara rader som inte kan tas in som utkast")
    parser.add_argument("--write", action="store_true", help="skriv posterna som går att ta in")
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagens datum (i dag)")
    return parser


def _import(arguments: argparse.Namespace) -> int:
    trial = DraftCheck(arguments.root.resolve(), arguments.today or date.today())  # noqa: DTZ011 - asked here only
    fields = importable(trial)
    sheet = read_sheet(named_file(arguments.table), arguments.sheet)
    columns = _columns(arguments, sheet, fields)
    print(mask(columns_told(sheet, columns, fields)))
    if arguments.save_mapping:
        _save(arguments.save_mapping, as_file(columns))
        print(f"Förslaget är sparat i {arguments.save_mapping}.\n")
    with progress(sys.stderr) as tell:
        understood = _understand(Reader(trial, columns, fields), sheet, tell)
    print(mask(rows_told(understood)))
    new = [item for item in understood if not item.faults and not item.known]
    failed = [item for item in understood if item.faults]
    if arguments.drafts and failed:
        _save_drafts(arguments.drafts, failed, trial)
    if arguments.write and new:
        write_all(
            trial.root, {item.path: trial.writer.write(item.data) for item in new}, new=frozenset(i.path for i in new)
        )
    print(summary(understood, written=arguments.write))
    return 1 if failed else 0


def _columns(arguments: argparse.Namespace, sheet: ListPage, fields: dict[str, Question]) -> Columns:
    labels = {name: question.title for name, question in fields.items()}
    if arguments.mapping is None:
        return propose(sheet, labels)
    return from_file(
        named_file(arguments.mapping).read_text(encoding="utf-8-sig"), str(arguments.mapping), sheet, labels
    )


def _understand(reader: Reader, sheet: ListPage, tell: ProgressCallback) -> list[RowResult]:
    """Every row by itself, then all that can be taken together."""
    rows = list(reader.rows(sheet))
    understood = []
    for number, row in enumerate(rows, start=1):
        understood.append(reader.convert_row(row))
        tell("Läser rader", number, len(rows))
    tell("Jämför med registret", 0, 0)
    while _disagree(reader, understood):
        pass
    return understood


def _disagree(reader: Reader, understood: list[RowResult]) -> bool:
    """Give each row that does not agree with the register or another row its faults. Whether there was any.

    Raises ValueError when the rows would make a record faulty that is already there.
    """
    by_path = {item.path: item for item in understood if item.path and not item.faults}
    problems = reader.trial.problems({path: reader.trial.writer.write(item.data) for path, item in by_path.items()})
    for problem in problems:
        if problem.place.path not in by_path:
            raise ValueError(f"Listan stämmer inte med {problem.place.path}. {problem.message} {problem.hint}")
        item = by_path[problem.place.path]
        item.faults.append(reader.fault_at(item, problem))
    return bool(problems)


def _save(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)  # never over another file
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _save_drafts(folder: Path, failed: list[RowResult], trial: DraftCheck) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for item in failed:
        _save(folder / f"rad-{item.row.number}.yaml", trial.writer.write(item.data))
    print(f"Utkast är sparade i {folder}. Fyll i ett i taget: new.py --svar {folder}/rad-{failed[0].row.number}.yaml\n")


if __name__ == "__main__":
    raise SystemExit(main())
