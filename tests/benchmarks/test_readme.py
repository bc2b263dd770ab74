"""The speed section of the README quotes what make bench writes: its tables, with their command and date."""

from __future__ import annotations

import re

from benchmarks import checking, sites
from benchmarks.programme import SIZES
from benchmarks.tables import AIM_HEADS, HEADS

from .registers import ROOT

SECTION = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Speed\n")[1].split("\n## ")[0]
TABLES = [
    [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()]
    for table in re.findall(r"(?:^\|.*\n)+", SECTION, re.MULTILINE)
]


def test_the_tables_are_those_of_the_bench() -> None:
    assert [table[0] for table in TABLES] == [HEADS, AIM_HEADS]
    assert all(len(row) == len(table[0]) for table in TABLES for row in table)


def test_every_program_is_there_in_every_size() -> None:
    programs = {
        "check": {checking.OURS, checking.CHECK_JSONSCHEMA, checking.DATATIG},
        "site": {sites.OURS, sites.PLAIN, sites.PLAIN_AS_MANY, sites.DATATIG},
    }
    expected = {
        (task, f"{records:,}", program) for records in SIZES for task, names in programs.items() for program in names
    }
    assert {row[:3] for row in TABLES[0][2:]} == expected


def test_the_command_the_date_and_the_cores_are_told() -> None:
    assert re.search(r"Measured with `make bench` on 20\d\d-\d\d-\d\d, at commit [0-9a-f]{12}: \d+ cores", SECTION)


def test_ratios_are_those_of_the_times_beside_them() -> None:
    columns = {head: at for at, head in enumerate(HEADS)}
    rows = TABLES[0][2:]
    ours = {row[:2]: float(row[columns["seconds"]]) for row in rows if row[2] in (checking.OURS, sites.OURS)}
    for row in rows:
        if ratio := row[columns["ours of it"]]:
            assert abs(float(ratio) - ours[row[:2]] / float(row[columns["seconds"]])) < 0.02
