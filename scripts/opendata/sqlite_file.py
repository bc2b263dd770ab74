"""The tables as one SQLite database, with foreign keys, the code of each cell in a table of its own, and views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime

from opendata.csv_file import iso
from opendata.metadata import DATA_VERSION, DESCRIPTION, LICENCE_PAGE, LICENCE_TITLE, PUBLISHER, TITLE
from opendata.snapshot import Snapshot
from opendata.table import SEPARATOR, Cell, Column, Table

# The columns with several codes, and the table of each code; they get a table of pairs, such as samarbete_stadsdel.
_SEVERAL = {"stadsdelar": "samarbete_stadsdel", "teman": "samarbete_tema", "malgrupper": "samarbete_malgrupp"}

# A partnership in two neighbourhoods counts whole in each, «som omfattar»: only «bara här» may be added up.
VIEWS = {
    "per_ar": """
        SELECT substr(beslutsdatum, 1, 4) AS ar, count(*) AS antal, sum(belopp) AS beviljat,
        coalesce(sum(belopp) FILTER (WHERE redovisning = 'redovisat'), 0) AS resultat_redovisat,
        count(ansokan_belopp) AS antal_med_sokt, sum(ansokan_belopp) AS sokt,
        sum(belopp) FILTER (WHERE ansokan_belopp IS NOT NULL) AS beviljat_av_sokt,
        count(utbetalt) AS antal_med_ekonomi, sum(utbetalt) AS utbetalt, sum(aterbetalt) AS aterbetalt,
        sum(belopp) FILTER (WHERE utbetalt IS NOT NULL) AS beviljat_med_ekonomi
        FROM samarbeten GROUP BY ar ORDER BY ar""",
    "per_stadsdel": """
        SELECT stadsdelar.namn AS stadsdel, count(samarbete) AS antal_som_omfattar,
        coalesce(sum(kronor), 0) AS belopp_som_omfattar, count(*) FILTER (WHERE ensam) AS antal_bara_har,
        coalesce(sum(kronor) FILTER (WHERE ensam), 0) AS belopp_bara_har
        FROM stadsdelar LEFT JOIN samarbete_stadsdel ON stadsdelar.kod = samarbete_stadsdel.kod
        LEFT JOIN (SELECT id AS del, belopp AS kronor, instr(stadsdelar, ';') = 0 AS ensam FROM samarbeten)
        ON del = samarbete
        GROUP BY stadsdelar.kod ORDER BY stadsdel""",
    "saknade_rapporter": """
        SELECT samarbeten.id, samarbeten.titel, samarbeten.mottagare, uppfoljning.typ, uppfoljning.senast
        FROM uppfoljning JOIN samarbeten ON samarbeten.id = samarbete
        WHERE uppfoljning.inkom IS NULL AND lage <> 'avbrutet'
        AND uppfoljning.senast < (SELECT varde FROM om WHERE namn = 'galler')
        ORDER BY uppfoljning.senast, samarbeten.id""",
}


def sqlite_file(tables: Sequence[Table], snapshot: Snapshot) -> bytes:
    """Write the database. The same data give the same bytes with the same version of SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE om (namn TEXT PRIMARY KEY, varde TEXT NOT NULL) WITHOUT ROWID")
        database.executemany("INSERT INTO om VALUES (?, ?)", _about(snapshot))
        for table in tables:
            _write_table(database, table)
        for table in tables:
            for column in table.columns:
                if table.name == "samarbeten" and column.name in _SEVERAL:
                    _write_pairs(database, table, column.name)
        for name, query in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {' '.join(query.split())}")
        database.commit()
        return database.serialize()


def _about(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    if snapshot.notices:
        yield "obs", " ".join(snapshot.notices)
    yield "titel", snapshot.title(TITLE)
    yield "beskrivning", DESCRIPTION
    yield "version", DATA_VERSION
    yield "utgivare", PUBLISHER
    yield "licens", f"{LICENCE_TITLE}, {LICENCE_PAGE}"
    yield "galler", snapshot.today.isoformat()
    yield "andrad", iso(snapshot.modified)
    yield "webbplats", snapshot.address


def _write_table(database: sqlite3.Connection, table: Table) -> None:
    keys = [
        f"FOREIGN KEY ({key.column}) REFERENCES {key.table or table.name} ({key.target}) DEFERRABLE INITIALLY DEFERRED"
        for key in table.foreign_keys
    ]
    parts = [*map(_definition, table.columns), f"PRIMARY KEY ({', '.join(table.primary_key)})", *keys]
    database.execute(f"CREATE TABLE {table.name} ({', '.join(parts)})")
    places = ", ".join("?" for _ in table.columns)
    rows = (tuple(map(_stored, row)) for row in table.rows)
    database.executemany(f"INSERT INTO {table.name} VALUES ({places})", rows)  # noqa: S608  # names are our own


def _definition(column: Column) -> str:
    kind = {"integer": "INTEGER", "number": "REAL"}.get(column.type, "TEXT")
    return f"{column.name} {kind}{' NOT NULL' if column.required else ''}{' UNIQUE' if column.unique else ''}"


def _stored(cell: Cell) -> str | int | float | None:
    """Dates and times are text in ISO 8601, which SQLite's own functions read."""
    if isinstance(cell, datetime):
        return iso(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _write_pairs(database: sqlite3.Connection, table: Table, column: str) -> None:
    """Give each code of a cell a row of its own."""
    names = [item.name for item in table.columns]
    record, codes = names.index("id"), names.index(column)
    database.execute(
        f"CREATE TABLE {_SEVERAL[column]} (samarbete TEXT NOT NULL REFERENCES samarbeten (id), "
        f"kod TEXT NOT NULL REFERENCES {column} (kod), PRIMARY KEY (samarbete, kod)) WITHOUT ROWID"
    )
    pairs = [(row[record], code) for row in table.rows for code in str(row[codes]).split(SEPARATOR)]
    database.executemany(f"INSERT INTO {_SEVERAL[column]} VALUES (?, ?)", pairs)  # noqa: S608  # names are our own
