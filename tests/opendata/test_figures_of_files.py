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

LABELS = {
    "planerat": "Beslutat", "pagar": "Pågår", "vantar-slutrapport": "Väntar på slutrapport",
    "slutrapport-saknas": "Slutrapport saknas", "slutredovisat": "Slutredovisat", "avbrutet": "Avbrutet",
}  # fmt: skip


@cache
def material_of_files() -> tuple[dict[str, bytes], list[dict[str, Any]]]:
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


def account(record: dict[str, Any]) -> str:
    if came_in(final(record)):
        return "redovisat" if tells(record.get("resultat")) else "ofullstandigt"
    return "forsenat" if final(record)["senast"] < TODAY else "senare"


def test_each_record_in_the_main_table() -> None:
    written = {row["id"]: row for row in rows("samarbeten")}
    assert written.keys() == material()[0].keys()
    for identity, record in material()[0].items():
        row = written[identity]
        assert LABELS[row["lage"]] == state(record)
        assert row["redovisning"] == account(record)
        for column, group, field in (
            ("belopp", "beslut", "belopp"), ("ansokan_belopp", "ansokan", "belopp"),
            ("utbetalt", "ekonomi", "utbetalt"), ("aterbetalt", "ekonomi", "aterbetalt"),
            ("deltagare", "resultat", "deltagare"), ("mal_deltagare", "mal", "deltagare"),
            ("avtal_slut", "avtal", "slut"),
        ):  # fmt: skip
            assert row[column] == str(record.get(group, {}).get(field, "")), (identity, column)


@pytest.mark.parametrize("name", ["stadsdelar", "teman", "malgrupper"])
def test_the_sums_of_each_code(name: str) -> None:
    for row in rows(name):
        own = [record for record in everything() if row["kod"] in record[name]]
        assert (row["antal"], row["belopp"]) == (str(len(own)), str(money(own)))


def test_the_sums_of_each_recipient() -> None:
    for row in rows("mottagare"):
        own = [record for record in everything() if recipient(record) == row["id"]]
        sums = [
            [record["ekonomi"][field] for record in own if field in record.get("ekonomi", {})]
            for field in ("utbetalt", "aterbetalt")
        ]
        shown = [str(sum(known)) if known else "" for known in sums]
        assert [row["antal"], row["belopp"], row["utbetalt"], row["aterbetalt"]] == [
            str(len(own)),
            str(money(own)),
            *shown,
        ]
    assert len(rows("mottagare")) == len({recipient(record) for record in everything()})


def test_the_numbers_of_each_round() -> None:
    assert [{key: value for key, value in row.items() if value} for row in rows("ansokningsomgangar")] == [
        {key: str(value) for key, value in one.items()} for one in material_of_files()[1]
    ]


def test_what_is_divided_reported_and_corrected() -> None:
    divided = {(row["samarbete"], row["stadsdel"]): row["belopp"] for row in rows("fordelning")}
    assert divided == {
        (identity, code): str(kronor)
        for identity, record in material()[0].items()
        for code, kronor in record["beslut"].get("fordelning", {}).items()
    }
    for name, field in (("uppfoljning", "uppfoljning"), ("rattelser", "rattelser"), ("motiveringar", "kriterier")):
        assert Counter(row["samarbete"] for row in rows(name)) == Counter(
            {identity: len(record[field]) for identity, record in material()[0].items() if record.get(field)}
        )


def test_the_amounts_of_360giving_and_json() -> None:
    files = material_of_files()[0]
    grants = json.loads(files["data/360giving.json"])["grants"]
    wanted = Counter(
        (r["beslut"]["belopp"], r.get("ansokan", {}).get("belopp"), r.get("ekonomi", {}).get("utbetalt"))
        for r in everything()
    )
    assert Counter((g["amountAwarded"], g.get("amountAppliedFor"), g.get("amountDisbursed")) for g in grants) == wanted
    value = json.loads(files["data/v1/samarbeten.json"])
    assert sum(record["beslut"]["belopp"] for record in value["samarbeten"]) == money(everything())


def test_the_views_of_the_database() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(material_of_files()[0]["data/samarbeten.sqlite"])
        database.row_factory = sqlite3.Row
        for row in database.execute("SELECT * FROM per_ar"):
            own = [record for record in everything() if str(year(record)) == row["ar"]]
            asked = [record for record in own if "belopp" in record.get("ansokan", {})]
            closed = [record for record in own if "ekonomi" in record]
            assert (row["antal"], row["beviljat"]) == (len(own), money(own))
            assert row["resultat_redovisat"] == money([record for record in own if account(record) == "redovisat"])
            assert (row["antal_med_sokt"], row["antal_med_ekonomi"]) == (len(asked), len(closed))
            assert (row["sokt"] or 0) == sum(record["ansokan"]["belopp"] for record in asked)
            assert (row["beviljat_av_sokt"] or 0, row["beviljat_med_ekonomi"] or 0) == (money(asked), money(closed))
            assert (row["utbetalt"] or 0) == sum(record["ekonomi"]["utbetalt"] for record in closed)
        for row in database.execute("SELECT * FROM per_stadsdel"):
            (code,) = [code for code, name in material()[1]["stadsdelar"].items() if name == row["stadsdel"]]
            own = [record for record in everything() if code in record["stadsdelar"]]
            alone = [record for record in own if record["stadsdelar"] == [code]]
            assert (row["antal_som_omfattar"], row["belopp_som_omfattar"]) == (len(own), money(own))
            assert (row["antal_bara_har"], row["belopp_bara_har"]) == (len(alone), money(alone))
        late = [
            (identity, item["senast"].isoformat())
            for identity, record in material()[0].items()
            for item in record["uppfoljning"]
            if not came_in(item) and item["senast"] < TODAY and state(record) != "Avbrutet"
        ]
        shown = [(row["id"], row["senast"]) for row in database.execute("SELECT * FROM saknade_rapporter")]
        assert sorted(shown) == sorted(late)
