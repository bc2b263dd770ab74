from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from opendata.files import all_tables
from opendata.snapshot import Snapshot
from opendata.sqlite_file import sqlite_file

from .snapshots import empty, hostile, rich

VIEWS = {"per_ar", "per_stadsdel", "saknade_rapporter"}


@pytest.mark.parametrize("made", [rich, hostile, empty])
def test_a_reader_such_as_datasette_opens_the_file_and_every_table_and_view_in_it(
    made: Callable[[], Snapshot], tmp_path: Path
) -> None:
    """As Datasette does: never written to, every table counted and its columns and keys asked for, a page of rows."""
    file = tmp_path / "samarbeten.sqlite"
    file.write_bytes(sqlite_file(all_tables(made()), made()))
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        names = dict(database.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
        assert {name for name, kind in names.items() if kind == "view"} == VIEWS
        for name in names:
            rows = database.execute(f"SELECT * FROM [{name}] LIMIT 101").fetchall()  # noqa: S608  # our own names
            assert rows or name not in {"samarbeten", *VIEWS} or made is not rich
            assert database.execute(f"PRAGMA table_info([{name}])").fetchall()
            for key in database.execute(f"PRAGMA foreign_key_list([{name}])").fetchall():
                assert key[2] in names
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("DELETE FROM om")


QUERIES = {
    "SELECT * FROM per_ar": [
        ("2024", 2, 170000, 0, 0, None, None, 0, None, None, None),
        ("2025", 1, 90000, 0, 1, 120000, 90000, 1, 90000, 5000, 90000),
        ("2026", 3, 182000, 0, 0, None, None, 0, None, None, None),
    ],
    "SELECT * FROM per_stadsdel": [("Råslätt", 5, 430000, 4, 340000), ("Öxnehaga", 2, 102000, 1, 12000)],
    "SELECT * FROM saknade_rapporter": [
        ("2025/laxhjalp-raslatt", "Läxhjälp på Råslätt, andra året", "Exempelföreningen Lyktan", "slutrapport",
         "2026-05-31"),
    ],
    "SELECT kod FROM samarbete_stadsdel WHERE samarbete = '2025/laxhjalp-raslatt'": [("oxnehaga",), ("raslatt",)],
    "SELECT kod FROM samarbete_malgrupp WHERE samarbete = '2024/laxhjalp-raslatt'": [("barn",), ("unga",)],
    "SELECT kod FROM samarbete_tema WHERE samarbete = '2026/odling-oxnehaga'": [("kultur",)],
    "SELECT namn, varde FROM om": [
        ("andrad", "2026-11-02T00:00:00Z"),
        ("beskrivning", "Alla beslut om stadsdelssamarbeten: vem som får stöd, hur mycket, i vilken stadsdel, varför, "
         "och vad stödet har lett till."),
        ("galler", "2026-11-23"),
        ("licens", "CC0 1.0 (föreslagen licens, inte beslutad), https://creativecommons.org/publicdomain/zero/1.0/"),
        ("titel", "Vätterhems stadsdelssamarbeten"),
        ("utgivare", "Bostads AB VätterHem"),
        ("version", "1.1.0"),
        ("webbplats", "https://register.example.net/"),
    ],
    'SELECT "table", "from", "to" FROM pragma_foreign_key_list(\'samarbeten\')': [
        ("ansokningsomgangar", "ansokan_omgang", "kod"),
        ("samarbeten", "ersatter", "id"),
        ("mottagare", "mottagare_id", "id"),
    ],
    "SELECT name, type FROM pragma_table_info('stadsdelar') WHERE type <> 'TEXT'": [
        ("antal", "INTEGER"), ("belopp", "INTEGER"), ("bostader", "INTEGER"), ("invanare", "INTEGER"),
        ("latitud", "REAL"), ("longitud", "REAL"),
    ],
    "SELECT name FROM pragma_table_info('uppfoljning') WHERE \"notnull\"": [
        ("samarbete",), ("nummer",), ("typ",), ("senast",),
    ],
    "SELECT origin FROM pragma_index_list('samarbeten')": [("pk",)],
    "SELECT group_concat(name) FROM pragma_table_info('uppfoljning') WHERE pk": [("samarbete,nummer",)],
}  # fmt: skip


def test_the_database_answers_common_questions_and_says_what_it_is() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(sqlite_file(all_tables(rich()), rich()))
        for query, answer in QUERIES.items():
            assert database.execute(query).fetchall() == answer, query
