"""While the data are examples, every copy that can be carried away says so in its first place."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import Any

import feedparser
import openpyxl
from icalendar import Calendar
from opendata.structured_data import dataset, grant
from rdflib import DCAT, DCTERMS, RDF, Graph

from ..pages.registers import partnership, varied
from .snapshots import publish, rich

NOTICE = "Exempel: alla uppgifter"
FILES = {file.path: file for file in publish(varied()).files}


def as_json(path: str) -> Any:
    return json.loads(FILES[path].content)


def test_every_kind_of_file_is_looked_at_here() -> None:
    assert {path.rpartition(".")[2] for path in FILES if not path.startswith("datasets/")} == {
        "csv", "xlsx", "json", "sqlite", "atom", "ics", "zip", "data/SHA256SUMS",
    }  # fmt: skip


def test_the_first_column_of_every_table_says_so_in_every_row() -> None:
    for path, file in FILES.items():
        if path.endswith(".csv"):
            text = file.content.decode("utf-8-sig")
            delimiter = text[len("exempel")]  # a comma for programs, a semicolon for people
            head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            assert head[0].lower() == "exempel", path
            assert {row[0].lower() for row in rows} <= {"ja"}


def test_the_first_field_of_json_says_so() -> None:
    for path in ("data/v1/samarbeten.json", "data/v1/andringar.json", "data/v1/kvalitet.json"):
        name, value = next(iter(as_json(path).items()))
        assert (name, value) == ("exempeldata", True)
    register = as_json("data/v1/samarbeten.json")
    assert register["obs"].startswith(NOTICE)
    for record in (*register["samarbeten"], *register["hanvisningar"]):
        assert next(iter(record.items())) == ("exempeldata", True)


def test_the_first_sheet_of_the_workbook_says_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FILES["data/samarbeten.xlsx"].content))
    assert book.sheetnames[0] == "Om uppgifterna"
    assert book["Om uppgifterna"]["A2"].value.startswith(NOTICE)
    assert [sheet["A2"].value for sheet in book if sheet.title == "Samarbeten"] == ["ja"]


def test_the_database_says_so() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(FILES["data/samarbeten.sqlite"].content)
        assert database.execute("SELECT varde FROM om WHERE namn = 'obs'").fetchone()[0].startswith(NOTICE)
        assert database.execute("SELECT DISTINCT exempel FROM samarbeten").fetchall() == [("ja",)]


def test_the_standards_say_so_of_the_whole_and_of_each_part() -> None:
    package = as_json("data/360giving.json")
    for part in (package, *package["grants"]):
        assert part["title"].startswith("Exempel: ")
        assert part["description"].startswith(NOTICE)
    package = as_json("data/datapackage.json")
    assert package["title"].startswith("Exempel: ")
    assert package["description"].startswith(NOTICE)
    catalogue = Graph().parse(data=FILES["datasets/dcat"].content, format="xml")
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution):
        for part in catalogue.subjects(RDF.type, kind):
            assert str(catalogue.value(part, DCTERMS.title)).startswith("Exempel: ")
            assert str(catalogue.value(part, DCTERMS.description)).startswith(NOTICE)


def test_feeds_and_calendars_say_so_of_the_whole_and_of_each_entry() -> None:
    for path, file in FILES.items():
        if path.endswith(".atom"):
            read = feedparser.parse(file.content)
            assert all(title.startswith("Exempel: ") for title in (read.feed.title, *(e.title for e in read.entries)))
        if path.endswith(".ics"):
            calendar = Calendar.from_ical(file.content.decode())
            assert calendar["x-wr-calname"].startswith("Exempel: ")
            assert all(event["summary"].startswith("Exempel: ") for event in calendar.walk("VEVENT"))


def test_structured_data_say_so() -> None:
    publication = publish(varied())
    snapshot = publication.snapshot
    for value in (grant(partnership(), snapshot), dataset(publication.published.files, snapshot)):
        assert value["name"].startswith("Exempel: ")
        assert value["description"].startswith(NOTICE)


def test_real_data_say_nothing_of_examples() -> None:
    assert rich().notices == ()
    assert rich().title("Läxhjälp") == rich().about("Läxhjälp") == "Läxhjälp"
