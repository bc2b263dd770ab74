"""An aim is judged by the medians, only where it was measured, and the tables say what the figures do."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from benchmarks.aims import GIB, exponent, verdicts
from benchmarks.browsing import Browsed, View
from benchmarks.findings import Findings
from benchmarks.saving import Saves
from benchmarks.tables import text_of, written

from .registers import result

FACTS = {
    "date": "2026-11-23",
    "command": "make bench",
    "commit": "0123456789ab",
    "changed_since": False,
    "cores": 2,
    "memory_bytes": 8 * GIB,
    "system": "Linux x86_64",
    "python": "3.11.7",
    "versions": {"mkdocs": "1.6.1"},
}
FINDINGS = Findings(
    results=[
        result("check", 1_000, "validate.py", 1, 2, 30),
        result("check", 1_000, "check-jsonschema", 16, 10, 11),
        result("site", 1_000, "build.py", 10),
        result("site", 1_000, "MkDocs, records", 12),
        result("site", 1_000, "MkDocs, as many", 20),
        result("check", 10_000, "validate.py", 20),
        result("site", 10_000, "build.py", 120, memory=GIB, indexer=2 * GIB),
    ],
    saves=[Saves(records=500, start=9, saves=(1, 2, 90)), Saves(records=10_000, start=99, saves=(5.1, 5.1, 5.1))],
    browsed=[
        Browsed(
            records=10_000,
            browser="1",
            reactions=tuple(range(1, 101)),
            views=(View(page="the list", path="samarbeten/", transferred=150_001, requests=3),),
        )
    ],
)


def test_each_aim_is_judged_by_the_medians() -> None:
    judged = [(each.shown(each.found), each.met) for each in verdicts(FINDINGS)]
    assert judged == [
        ("0.182", False),  # 2 of 11
        ("0.500", True),  # 10 of 20: of the site with as many pages
        ("1.000", True),
        ("1.079", False),
        ("0.05 GiB", True),
        ("1.00 GiB", True),
        ("2.00 GiB", False),
        ("95 ms", True),
        ("150 kB", False),
        ("2.00 s", True),
        ("5.10 s", False),
    ]


def test_what_was_not_measured_is_not_judged() -> None:
    assert verdicts(Findings()) == []
    alone = Findings(results=[result("check", 1_000, "validate.py", 1), result("check", 100, "check-jsonschema", 1)])
    assert verdicts(alone) == []


def test_the_exponent_is_1_for_a_straight_line_and_2_for_a_square() -> None:
    small = result("check", 1_000, "validate.py", 2)
    assert exponent(small, replace(small, records=10_000, runs=result("", 0, "", 20).runs)) == pytest.approx(1)
    assert exponent(small, replace(small, records=2_000, runs=result("", 0, "", 8).runs)) == pytest.approx(2)


def test_the_table_has_a_row_for_each_and_says_what_ours_took_of_it() -> None:
    lines = written(FACTS, FINDINGS, verdicts(FINDINGS)).splitlines()
    assert "| check | 1,000 | check-jsonschema | something |  | 11.00 | 5.50 | 48 MiB | 0.182 |" in lines
    assert "| site | 10,000 | build.py | something |  | 120.00 | 60.00 | 1,024 MiB + 2,048 |  |" in lines
    assert "| check, 1,000 to 10,000 records: exponent of growth | 1.050 | 1.000 | met |" in lines
    assert "| serve, 10,000 records: from saving to the screen | 5.00 s | 5.10 s | missed |" in lines
    assert lines[0].startswith("Measured with `make bench` on 2026-11-23, at commit 0123456789ab: 2 cores, 8 GiB")


def test_a_terminal_has_the_same_in_columns_and_what_could_not_be_measured() -> None:
    findings = replace(FINDINGS, unmeasured=["browser: there is none"])
    lines = text_of(FACTS, findings, verdicts(findings)).splitlines()
    table = [line for line in lines if line.startswith(("check  ", "site  ", "task "))]
    assert len(table) == 8
    assert len({line.index("something") for line in table[1:]}) == 1
    assert lines[-1] == "Not measured: browser: there is none"


def test_everything_can_be_written_as_json() -> None:
    made = json.loads(json.dumps({**FINDINGS.as_json(), "aims": [each.as_json() for each in verdicts(FINDINGS)]}))
    assert made["results"][1]["ours_of_it"] == 0.1818
    assert [run["seconds"] for run in made["results"][0]["runs"]] == [1, 2, 30]
    assert made["results"][0]["median"]["seconds"] == 2
    assert made["browser"][0]["percentile_95"] == pytest.approx(95.05)
    assert made["saves"][0]["median"] == 2
    assert made["aims"][0]["met"] is False
