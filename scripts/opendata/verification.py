"""Read the files back and compare them with the register: if they differ, nothing is published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from opendata.csv_file import unescape_formula
from opendata.data_file import DataFile, Format
from opendata.snapshot import Snapshot
from opendata.table import Cell


class VerificationError(Exception):
    """A file does not say what the register says; the message is a Swedish sentence."""


def read_back(files: list[DataFile], snapshot: Snapshot) -> list[str]:
    """Return a Swedish sentence for each file read back. Raises VerificationError for one that differs."""
    found = []
    for file in files:
        if file.format is Format.CSV and file.table is not None:
            head, *body = csv.reader(io.TextIOWrapper(io.BytesIO(file.content), "utf-8", newline=""))
            _require(file, head == [column.name for column in file.table.columns], "kolumnerna")
            _require(file, len(body) == len(file.table.rows), "antalet rader")
            _require(file, _same_texts(body, file.table.rows), "texterna")
            if file.table.name == "samarbeten":
                _require(file, _sum(row[head.index("belopp")] for row in body) == _total(snapshot), "summan")
            found.append(f"{file.path}: {_count(len(body), 'rad', 'rader')}.")
        elif file.path == "data/v1/samarbeten.json":
            records = json.loads(file.content, object_hook=_needed)["samarbeten"]
            _require(file, [r["id"] for r in records] == [e.record.id for e in snapshot.entries], "samarbetena")
            _require(file, _sum(r["beslut"]["belopp"] for r in records) == _total(snapshot), "summan")
            found.append(f"{file.path}: {_count(len(records), 'samarbete', 'samarbeten')}.")
    return found


def _needed(value: dict[str, Any]) -> dict[str, Any]:
    """Keep only the members that are compared: a whole large register would take much memory."""
    return {name: value[name] for name in ("samarbeten", "id", "beslut", "belopp") if name in value}


def _require(file: DataFile, holds: bool, what: str) -> None:
    if not holds:
        raise VerificationError(
            f"Filen {file.path} stämmer inte med registret: {what} skiljer sig. Ingenting publicerades."
        )


def _same_texts(body: Iterable[Sequence[str]], rows: Iterable[Sequence[Cell]]) -> bool:
    return all(
        unescape_formula(written) == cell
        for line, row in zip(body, rows, strict=True)
        for written, cell in zip(line, row, strict=True)
        if isinstance(cell, str)
    )


def _sum(amounts: Iterable[str | int]) -> int:
    return sum(int(amount) for amount in amounts)


def _total(snapshot: Snapshot) -> int:
    return sum(entry.record.decision.amount for entry in snapshot.entries)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
