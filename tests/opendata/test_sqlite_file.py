from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from opendata.files import all_tables
from opendata.metadata import DATA_VERSION
from opendata.snapshot import Snapshot
from opendata.sqlite_file import VIEWS, sqlite_file

from ..pages.registers import varied
from .snapshots import HOSTILE, empty, hostile, of, rich


@contextmanager
def opened(snapshot: Snapshot) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(sqlite_file(all_tables(snapshot), snapshot))
        yield database


@pytest.mark.parametrize("made", [rich, hostile, empty])
def test_the_database_is_whole_and_every_foreign_key_leads_somewhere(made: Callable[[], Snapshot]) -> None:
    with opened(made()) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {row[2] for row in database.execute("PRAGMA foreign_key_list(samarbeten)")}
    assert keys == {"mottagare", "samarbeten", "ansokningsomgangar"}


def test_the_database_has_the_records_their_codes_and_what_it_is() -> None:
    with opened(rich()) as database:
        row = "SELECT titel, beslutsdatum, belopp, ersatter FROM samarbeten WHERE id = '2025/laxhjalp-raslatt'"
        assert database.execute(row).fetchone() == (
            "Läxhjälp på Råslätt, andra året",
            "2025-03-20",
            90000,
            "2024/laxhjalp-raslatt",
        )
        pairs = "SELECT kod FROM samarbete_stadsdel WHERE samarbete = '2025/laxhjalp-raslatt' ORDER BY kod"
        assert database.execute(pairs).fetchall() == [("oxnehaga",), ("raslatt",)]
        about = dict(database.execute("SELECT namn, varde FROM om"))
    assert (about["version"], about["galler"]) == (DATA_VERSION, "2026-11-23")
    assert "obs" not in about


def test_the_views_answer_common_questions() -> None:
    with opened(rich()) as database:
        assert database.execute("SELECT * FROM per_ar").fetchall() == [
            ("2024", 2, 170000, 0, 0, None, None, 0, None, None, None),
            ("2025", 1, 90000, 0, 1, 120000, 90000, 1, 90000, 5000, 90000),
            ("2026", 3, 182000, 0, 0, None, None, 0, None, None, None),
        ]
        assert database.execute("SELECT * FROM per_stadsdel").fetchall() == [
            ("Råslätt", 5, 430000, 4, 340000),
            ("Öxnehaga", 2, 102000, 1, 12000),
        ]
        missing = database.execute("SELECT id, senast FROM saknade_rapporter").fetchall()
    assert missing == [("2025/laxhjalp-raslatt", "2026-05-31")]


def test_a_reader_such_as_datasette_opens_the_file_and_every_table_and_view_in_it(tmp_path: Path) -> None:
    """As Datasette does: never written to, every table counted and its columns and keys asked for, a page of rows."""
    file, snapshot = tmp_path / "samarbeten.sqlite", rich()
    file.write_bytes(sqlite_file(all_tables(snapshot), snapshot))
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        names = dict(database.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
        assert {name for name, kind in names.items() if kind == "view"} == {*VIEWS}
        for name in names:
            rows = database.execute(f"SELECT * FROM [{name}] LIMIT 101").fetchall()  # noqa: S608  # our own names
            assert rows or name not in {"samarbeten", *VIEWS}
            assert database.execute(f"PRAGMA table_info([{name}])").fetchall()
            for key in database.execute(f"PRAGMA foreign_key_list([{name}])").fetchall():
                assert key[2] in names
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("DELETE FROM om")


def test_hostile_texts_come_back() -> None:
    with opened(hostile()) as database:
        assert sorted(title for (title,) in database.execute("SELECT titel FROM samarbeten")) == sorted(HOSTILE)


def test_the_same_register_gives_the_same_bytes() -> None:
    one, other = (of(varied()) for _ in range(2))
    assert sqlite_file(all_tables(one), one) == sqlite_file(all_tables(other), other)
