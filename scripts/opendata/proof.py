"""Files read again after they were made: what is published is what the register says, or nothing is published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from opendata.datafile import DataFile, Format
from opendata.formulas import restored
from opendata.snapshot import Snapshot


class ProofError(Exception):
    """A file does not say what the register says; the message is a Swedish sentence."""


def read_back(files: list[DataFile], snapshot: Snapshot) -> list[str]:
    """A Swedish sentence a file that was read again. Raises `ProofError` for one that differs."""
    found = []
    for file in files:
        if file.format is Format.CSV and file.table is not None:
            rows = list(csv.reader(io.StringIO(file.content.decode("utf-8"), newline="")))
            head, body = rows[0], [[restored(cell) for cell in row] for row in rows[1:]]
            _require(file, head == [column.name for column in file.table.columns], "kolumnerna")
            _require(file, len(body) == len(file.table.rows), "antalet rader")
            for row, cells in zip(body, file.table.rows, strict=True):
                _require(file, all(a == b for a, b in zip(row, cells, strict=True) if isinstance(b, str)), "texterna")
            if file.table.name == "samarbeten":
                _require(file, _sum(row[head.index("belopp")] for row in body) == _total(snapshot), "summan")
            found.append(f"{file.path}: {_count(len(body), 'rad', 'rader')}.")
        elif file.path == "data/samarbeten.json":
            records = json.loads(file.content)["samarbeten"]
            _require(file, [r["id"] for r in records] == [e.record.id for e in snapshot.entries], "samarbetena")
            _require(file, _sum(r["beslut"]["belopp"] for r in records) == _total(snapshot), "summan")
            found.append(f"{file.path}: {_count(len(records), 'samarbete', 'samarbeten')}.")
    return found


def _require(file: DataFile, holds: bool, what: str) -> None:
    if not holds:
        raise ProofError(f"Filen {file.path} stämmer inte med registret: {what} skiljer sig. Ingenting publicerades.")


def _sum(amounts: Iterable[str | int]) -> int:
    return sum(int(amount) for amount in amounts)


def _total(snapshot: Snapshot) -> int:
    return sum(entry.record.decision.amount for entry in snapshot.entries)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
