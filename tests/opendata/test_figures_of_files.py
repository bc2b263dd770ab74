"""Every sum in the files of open data is worked out once more from the YAML files, with code that they do not share."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from register.check import check
from register.file_tree import DiskTree

from ..example import example_root
from ..pages.test_figures import TODAY, came_in, everything, final, material, money, recipient, state, tells, year
from .snapshots import files_of, of

Record = dict[str, Any]
LABELS = {
    "planerat": "Beslutat", "pagar": "Pågår", "vantar-slutrapport": "Väntar på slutrapport",
    "slutrapport-saknas": "Slutrapport saknas", "slutredovisat": "Slutredovisat", "avbrutet": "Avbrutet",
}  # fmt: skip


@cache
def material_of_files() -> tuple[dict[str, bytes], list[Record]]:
    """The files by path, and the application rounds as they are written."""
    with TemporaryDirectory() as folder:
        root = example_root(Path(folder) / "r")
        register = check(DiskTree(root), TODAY).register
        assert register is not None
        rounds = yaml.safe_load((root / "content/listor/ansokningsomgangar.yaml").read_text(encoding="utf-8"))
        return {file.path: file.content for file in files_of(of(register, today=TODAY))}, rounds["omgangar"]


def rows(name: str) -> list[dict[str, str]]:
    text = material_of_files()[0][f"data/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def account(record: Record) -> str:
    if came_in(final(record)):
        return "redovisat" if tells(record.get("resultat")) else "ofullstandigt"
    return "forsenat" if final(record)["senast"] < TODAY else "senare"


def known(records: list[Record], group: str, field: str) -> list[int]:
    return [record[group][field] for record in records if field in record.get(group, {})]


def total(amounts: list[int]) -> int | None:
    return sum(amounts) if amounts else None


def text(amount: int | None) -> str:
    return "" if amount is None else str(amount)


def test_each_record_in_the_main_table() -> None:
    assert {row["id"]: (LABELS[row["lage"]], row["redovisning"], row["belopp"]) for row in rows("samarbeten")} == {
        identity: (state(record), account(record), str(record["beslut"]["belopp"]))
        for identity, record in material()[0].items()
    }


@pytest.mark.parametrize("name", ["stadsdelar", "teman", "malgrupper"])
def test_the_sums_of_each_code(name: str) -> None:
    for row in rows(name):
        own = [record for record in everything() if row["kod"] in record[name]]
        assert (row["antal"], row["belopp"]) == (str(len(own)), str(money(own)))


def test_the_sums_of_each_recipient() -> None:
    for row in rows("mottagare"):
        own = [record for record in everything() if recipient(record) == row["id"]]
        paid, repaid = (text(total(known(own, "ekonomi", field))) for field in ("utbetalt", "aterbetalt"))
        assert [row["antal"], row["belopp"], row["utbetalt"], row["aterbetalt"]] == [
            str(len(own)), str(money(own)), paid, repaid,
        ]  # fmt: skip
    assert len(rows("mottagare")) == len({recipient(record) for record in everything()})


def test_the_numbers_of_each_round() -> None:
    assert [{key: value for key, value in row.items() if value} for row in rows("ansokningsomgangar")] == [
        {key: str(value) for key, value in one.items()} for one in material_of_files()[1]
    ]


def test_the_amounts_of_360giving_and_json() -> None:
    files = material_of_files()[0]
    grants = json.loads(files["data/360giving.json"])["grants"]
    assert Counter(
        (g["amountAwarded"], g.get("amountAppliedFor"), g.get("amountDisbursed")) for g in grants
    ) == Counter(
        (r["beslut"]["belopp"], r.get("ansokan", {}).get("belopp"), r.get("ekonomi", {}).get("utbetalt"))
        for r in everything()
    )
    value = json.loads(files["data/v1/samarbeten.json"])
    assert sum(record["beslut"]["belopp"] for record in value["samarbeten"]) == money(everything())


def test_the_views_of_the_database() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(material_of_files()[0]["data/samarbeten.sqlite"])
        years = {row[0]: row[1:] for row in database.execute("SELECT * FROM per_ar")}
        places = {row[0]: row[1:] for row in database.execute("SELECT * FROM per_stadsdel")}
        late = sorted(database.execute("SELECT id, senast FROM saknade_rapporter"))
    for name, shown in years.items():
        own = [record for record in everything() if str(year(record)) == name]
        asked, paid, repaid = (
            known(own, *path) for path in (("ansokan", "belopp"), ("ekonomi", "utbetalt"), ("ekonomi", "aterbetalt"))
        )
        accounted = [record for record in own if account(record) == "redovisat"]
        of_asked, of_closed = (
            [record["beslut"]["belopp"] for record in own if field in record.get(group, {})]
            for group, field in (("ansokan", "belopp"), ("ekonomi", "utbetalt"))
        )
        assert shown == (
            len(own), money(own), money(accounted), len(asked), total(asked), total(of_asked), len(paid), total(paid),
            total(repaid), total(of_closed),
        )  # fmt: skip
    for code, name in material()[1]["stadsdelar"].items():
        own = [record for record in everything() if code in record["stadsdelar"]]
        alone = [record for record in own if record["stadsdelar"] == [code]]
        assert places[name] == (len(own), money(own), len(alone), money(alone))
    assert late == sorted(
        (identity, item["senast"].isoformat())
        for identity, record in material()[0].items()
        for item in record["uppfoljning"]
        if not came_in(item) and item["senast"] < TODAY and state(record) != "Avbrutet"
    )
