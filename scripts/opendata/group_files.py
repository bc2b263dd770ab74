"""The partnerships of a group as a CSV for people: Swedish headings, names before codes, for spreadsheets.

Each year, neighbourhood, theme, target group and recipient with a number has one. They are excerpts, so neither the
catalogue nor the data page lists them: the page of the group does. As a workbook the list of partnerships gives the
same choice, made in the browser: one for each group took a sixth of a build of 1,000 records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from opendata.csv_file import MARK, lines_for_people
from opendata.data_file import DataFile, FileKind, Format
from opendata.snapshot import Snapshot, SnapshotRecord
from opendata.table import SEPARATOR, Cell, Column, Table


def group_files(table: Table, snapshot: Snapshot) -> Iterator[DataFile]:
    """Make the file of every group; `table` is the table of all partnerships."""
    head, *lines = lines_for_people(with_names(table, snapshot))
    line_of = dict(zip((entry.record.id for entry in table.items), lines, strict=True))
    for path, entries in _groups(snapshot).items():
        yield DataFile(
            path=f"data/{path}.csv",
            title=f"{table.title}: {path}",
            description=table.description,
            content=MARK + "".join([head, *(line_of[entry.record.id] for entry in entries)]).encode(),
            format=Format.CSV,
            kind=FileKind.TABLES,
            modified=max(entry.modified for entry in entries),
            dataset=None,
            listed=False,
        )


def with_names(table: Table, snapshot: Snapshot) -> Table:
    """Put a column with names before each column of codes, which is then called «… (kod)»."""
    register = snapshot.register
    lists = {"stadsdelar": register.neighbourhoods, "teman": register.themes, "malgrupper": register.target_groups}
    names = {field: {code.code: code.name for code in codes} for field, codes in lists.items()}
    columns: list[Column] = []
    for column in table.columns:
        known = names.get(column.name) or column.choices
        if column.name in (*names, "lage"):
            columns.append(replace(column, value=_named(column, known), choices={}))
            column = replace(column, name=f"{column.name}_kod", title=f"{column.title} (kod)")
        columns.append(column)
    return replace(table, columns=tuple(columns))


def _named(column: Column, names: Mapping[str, str]) -> Callable[[SnapshotRecord], Cell]:
    def named(entry: SnapshotRecord) -> Cell:
        return ", ".join(names.get(code, code) for code in str(column.value(entry)).split(SEPARATOR))

    return named


def _groups(snapshot: Snapshot) -> Mapping[str, list[SnapshotRecord]]:
    """The entries of each group that has any, by the address of its page."""
    found: defaultdict[str, list[SnapshotRecord]] = defaultdict(list)
    for entry in snapshot.entries:
        record = entry.record
        found[f"ar/{record.year}"].append(entry)
        for dimension, codes in (
            ("stadsdelar", record.neighbourhoods),
            ("teman", record.themes),
            ("malgrupper", record.target_groups),
        ):
            for code in codes:
                found[f"{dimension}/{code}"].append(entry)
        if record.recipient.number:
            found[f"mottagare/{record.recipient.number}"].append(entry)
    return found
