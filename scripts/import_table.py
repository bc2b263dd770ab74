#!/usr/bin/env python3
"""Import a list in Excel or CSV: exit 0 every row can be taken or is there, 1 some cannot, 2 could not run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()

from editing.answers import from_file as from_answers
from editing.draft_check import DraftCheck
from editing.import_report import describe_columns, describe_rows, summary
from editing.questions import Question, value_at
from editing.safe_write import named_file, write_all
from editing.table_columns import Columns, as_file, from_file, propose
from editing.table_reader import DELIMITERS, Table, read_table
from editing.table_rows import Reader, RowResult, importable, is_needed
from register.cli import for_terminal, stop
from register.progress import ProgressCallback, progress
from register.schema import SchemaError

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Show what a list says, and with --write add the records that pass the check."""
    arguments = _parser().parse_args(argv)
    try:
        return _import(arguments)
    except (SchemaError, OSError, ValueError) as error:
        return stop("Inget har skrivits.", error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Läs en lista i Excel eller CSV, en rad per samarbete. Utan --write visas bara vad som händer.",
        allow_abbrev=False,
    )
    parser.add_argument("table", type=Path, metavar="LISTA", help="filen: .xlsx, .xls, .xlsb, .ods eller .csv")
    parser.add_argument("--sheet", metavar="BLAD", help="bladets namn (annars det första)")
    parser.add_argument("--delimiter", choices=DELIMITERS, help="vad som skiljer värdena i en CSV-fil")
    parser.add_argument("--mapping", type=Path, metavar="FIL", help="läs kolumnerna så som filen anger")
    parser.add_argument("--choose", action="append", default=[], metavar="FÄLT=KOLUMN", help="låt kolumnen vara fältet")
    parser.add_argument("--save-mapping", type=Path, metavar="FIL", help="spara förslaget till kolumner, att ändra i")
    parser.add_argument(
        "--drafts",
        type=Path,
        nargs="?",
        const=Path("utkast"),
        metavar="MAPP",
        help="spara rader som inte kan tas in som utkast (i utkast/)",
    )
    parser.add_argument(
        "--include-left-out", action="store_true", help="ta också med dolda och överstrukna rader och avslag"
    )
    parser.add_argument("--write", action="store_true", help="skriv posterna som går att ta in")
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagens datum (i dag)")
    return parser


def _import(arguments: argparse.Namespace) -> int:
    trial = DraftCheck(arguments.root.resolve(), arguments.today or date.today())  # noqa: DTZ011 - asked here only
    fields = importable(trial)
    table = read_table(named_file(arguments.table), arguments.sheet, DELIMITERS.get(arguments.delimiter))
    columns = _columns(arguments, table, fields)
    print(for_terminal(describe_columns(table, columns, fields)))
    if arguments.save_mapping:
        _save(arguments.save_mapping, as_file(columns))
        print(f"Förslaget är sparat i {arguments.save_mapping}.\n")
    with progress(sys.stderr) as update:
        reader = Reader(trial, columns, fields, take_all=arguments.include_left_out)
        results = _read_rows(reader, table, update)
    print(for_terminal(describe_rows(results)))
    failed = [item for item in results if item.faults]
    new = [item for item in results if item.path and not item.faults]
    if arguments.drafts and failed:
        _save_drafts(arguments.drafts, failed, trial, fields)
    if columns.undecided:
        print("\nInget har skrivits. Välj kolumn först, se ovan.")
        return 1
    if arguments.write and new:
        write_all(
            trial.root, {item.path: trial.writer.write(item.data) for item in new}, new=frozenset(i.path for i in new)
        )
    print(summary(results, written=arguments.write))
    return 1 if failed else 0


def _columns(arguments: argparse.Namespace, table: Table, fields: dict[str, Question]) -> Columns:
    labels = {name: question.title for name, question in fields.items()}
    if arguments.mapping is None:
        columns = propose(table, labels)
    else:
        text = named_file(arguments.mapping).read_text(encoding="utf-8-sig")
        columns = from_file(text, str(arguments.mapping), table, labels)
    for choice in arguments.choose:
        name, _, letter = choice.partition("=")
        if name not in labels:
            raise ValueError(f"--choose {choice}: fältet «{name}» finns inte. Fälten är: {', '.join(labels)}.")
        columns = columns.choose(name, letter)
    return columns


def _read_rows(reader: Reader, table: Table, update: ProgressCallback) -> list[RowResult]:
    """Read every row by itself, then hold all that can be taken against each other and the register."""
    rows = list(reader.rows(table))
    results = []
    for number, row in enumerate(rows, start=1):
        results.append(reader.convert_row(row))
        update("Läser rader", number, len(rows))
    update("Jämför med registret", 0, 0)
    while _find_conflicts(reader, results):
        pass
    return results


def _find_conflicts(reader: Reader, results: list[RowResult]) -> bool:
    """Give each row that does not agree with the register or another row its faults. Whether there was any.

    Raises ValueError when the rows would make a record faulty that is already there.
    """
    by_path = {item.path: item for item in results if item.path and not item.faults}
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


def _save_drafts(folder: Path, failed: list[RowResult], trial: DraftCheck, fields: dict[str, Question]) -> None:
    """Save each row that cannot be taken as a draft, and say how far each has come. A draft that is there is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    needed = [question for question in fields.values() if is_needed(question)]
    print(f"\nUtkast i {folder} (fyll i ett i taget, i vilken ordning du vill: new.py --svar FIL):")
    for item in failed:
        if item.known:
            continue
        file = folder / f"rad-{item.row.number}.yaml"
        if file.exists():
            data = from_answers(str(file))
        else:
            data = item.data
            _save(file, trial.writer.write(data))
        answered = sum(value_at(data, question.pointer) is not None for question in needed)
        print(f"  {file.name}: {answered} av {len(needed)} uppgifter ifyllda")


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
