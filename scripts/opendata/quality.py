"""The quality report, and the files read back: if one differs from the register, nothing is published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from register.model import FIELDS
from register.problem import SERIES, Problem, Rule
from register.published import Completeness, Quality, RuleSeriesResult
from register.status import Status

from opendata.csv_file import iso, unescape_formula
from opendata.data_file import DataFile, Format
from opendata.metadata import DATA_VERSION
from opendata.snapshot import Snapshot, SnapshotRecord
from opendata.table import Cell

# The optional fields whose completeness is counted, among all and among those with a final report.
_OF_ALL = (
    "mottagare.typ",
    "mottagare.organisationsnummer",
    "mottagare.webbplats",
    "ansokan.belopp",
    "beslut.fordelning",
    "beslut.diarienummer",
    "verksamhet.plats",
    "verksamhet.tillfallen",
    "mal.tillfallen",
    "mal.deltagare",
    "ersatter",
)
_OF_REPORTED = (
    "resultat",
    "resultat.tillfallen",
    "resultat.deltagare",
    "resultat.andel_flickor_kvinnor",
    "ekonomi.utbetalt",
)


def quality(snapshot: Snapshot, rules: Iterable[Rule], found: Sequence[Problem], read_back: Sequence[str]) -> Quality:
    """Make the report. `found` are the problems and the advice of the check of the register."""
    return Quality(checked=_checked(rules, found), filled=tuple(_filled(snapshot)), read_back=tuple(read_back))


def quality_value(report: Quality, snapshot: Snapshot) -> dict[str, Any]:
    """Make the report for programs."""
    return {
        "exempeldata": snapshot.example_data,
        "version": DATA_VERSION,
        "galler": snapshot.today.isoformat(),
        "andrad": iso(snapshot.modified),
        "kontroller": [{"serie": item.series, "regler": item.rules, "hittade": item.found} for item in report.checked],
        "ifyllt": [
            {"falt": item.field, "namn": item.title, "bland": item.among, "antal": item.count, "av": item.total}
            for item in report.filled
        ],
        "aterlast": list(report.read_back),
    }


def _checked(rules: Iterable[Rule], found: Sequence[Problem]) -> tuple[RuleSeriesResult, ...]:
    codes = [rule.code for rule in rules]
    return tuple(
        RuleSeriesResult(
            series=title,
            rules=sum(code[1] == number for code in codes),
            found=sum(problem.code[1] == number for problem in found),
        )
        for number, title in SERIES.items()
    )


def _filled(snapshot: Snapshot) -> Iterator[Completeness]:
    everyone = snapshot.entries
    received = [entry for entry in everyone if any(item.received for item in entry.record.follow_ups)]
    reported = [entry for entry in everyone if entry.status is Status.REPORTED]
    for among, entries, fields in (
        ("alla samarbeten", everyone, _OF_ALL),
        ("samarbeten där någon redovisning har kommit in", received, ("uppfoljning.sammanfattning",)),
        ("slutredovisade samarbeten", reported, _OF_REPORTED),
    ):
        for field in fields:
            yield Completeness(
                field=field,
                title=_title(field, snapshot),
                among=among,
                count=sum(_has(entry, field) for entry in entries),
                total=len(entries),
            )


def _has(entry: SnapshotRecord, field: str) -> bool:
    if field == "uppfoljning.sammanfattning":
        return any(item.summary for item in entry.record.follow_ups if item.received)
    value = FIELDS[field].value(entry.record)
    return value is not None and value != ()


def _title(field: str, snapshot: Snapshot) -> str:
    """Return the schema's title of a field, with that of its group where the title says too little alone."""
    labels, group = snapshot.register.fields, field.rpartition(".")[0]
    alone = labels[field].title
    same = [name for name in (*_OF_ALL, *_OF_REPORTED) if labels[name].title == alone]
    return f"{labels[group].title}: {alone}" if len(same) > 1 and group else alone


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
