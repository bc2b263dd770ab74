"""While the data are examples, every copy that can be carried away says so in its first place."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from functools import cache
from typing import Any

import feedparser
import openpyxl
from icalendar import Calendar
from opendata.publication import Publication
from opendata.structured_data import dataset, events, grant
from rdflib import DCAT, DCTERMS, RDF, Graph

from ..pages.registers import varied
from .snapshots import publish, rich

NOTICE = "Exempel: alla uppgifter"


@cache
def published() -> Publication:
    return publish(varied())


def contents(*endings: str) -> list[bytes]:
    found = [file.content for file in published().files if file.path.endswith(endings)]
    assert found
    return found


def test_every_kind_of_file_is_looked_at_here() -> None:
    paths = [file.path for file in published().files if not file.path.startswith("datasets/")]
    assert {path.rpartition(".")[2] for path in paths} == {
        "csv", "xlsx", "json", "sqlite", "atom", "ics", "zip", "data/SHA256SUMS",
    }  # fmt: skip


def test_the_first_column_of_every_table_says_so_in_every_row() -> None:
    for content in contents(".csv"):
        text = content.decode("utf-8-sig")
        delimiter = text[len("exempel")]  # a comma for programs, a semicolon for people
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        assert head[0].lower() == "exempel"
        assert {row[0] for row in rows} <= {"ja"}
    (database_file,) = contents(".sqlite")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(database_file)
        assert database.execute("SELECT varde FROM om WHERE namn = 'obs'").fetchone()[0].startswith(NOTICE)
        assert database.execute("SELECT DISTINCT exempel FROM samarbeten").fetchall() == [("ja",)]
    book = openpyxl.load_workbook(io.BytesIO(contents("samarbeten.xlsx")[0]))
    assert book.sheetnames[0] == "Om uppgifterna"
    assert book["Om uppgifterna"]["A2"].value.startswith(NOTICE)
    assert (book["Samarbeten"]["A1"].value, book["Samarbeten"]["A2"].value) == ("Exempel", "ja")
    assert book.properties.title.startswith("Exempel: ")
    with zipfile.ZipFile(io.BytesIO(contents("allt.zip")[0])) as packed:
        assert packed.read("LICENS.txt").decode().startswith(NOTICE)


def test_the_first_field_of_json_says_so() -> None:
    for content in contents("v1/samarbeten.json", "v1/andringar.json", "v1/kvalitet.json"):
        assert next(iter(json.loads(content).items())) == ("exempeldata", True)
    register = json.loads(contents("v1/samarbeten.json")[0])
    assert register["obs"].startswith(NOTICE)
    for record in (*register["samarbeten"], *register["hanvisningar"]):
        assert next(iter(record.items())) == ("exempeldata", True)


def parts() -> dict[str, list[tuple[Any, Any]]]:
    """The title and description of the whole and of each part, as the standards have them."""
    snapshot = published().snapshot
    record = snapshot.entries[-3].record
    (catalogue_file,), (grants,), (package,) = (
        contents(path) for path in ("datasets/dcat", "360giving.json", "datapackage.json")
    )
    catalogue = Graph().parse(data=catalogue_file, format="xml")
    kinds = (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution)
    about = [json.loads(grants), *json.loads(grants)["grants"], json.loads(package)]
    structured = [grant(record, snapshot), *events(record, snapshot), dataset(published().published.files, snapshot)]
    assert len(structured) == 3
    feeds = [feedparser.parse(content) for content in contents(".atom")]
    calendars = [Calendar.from_ical(content.decode()) for content in contents(".ics")]
    return {
        "json": [(part["title"], part["description"]) for part in about],
        "catalogue": [
            (catalogue.value(part, DCTERMS.title), catalogue.value(part, DCTERMS.description))
            for kind in kinds
            for part in catalogue.subjects(RDF.type, kind)
        ],
        "structured data": [(part["name"], part["description"]) for part in structured],
        "feeds": [(one.feed.title, one.feed.subtitle) for one in feeds],
        "entries": [(entry.title, NOTICE) for one in feeds for entry in one.entries],
        "calendars": [(one["x-wr-calname"], one["description"]) for one in calendars],
        "calendars in newer programs": [(one["name"], one["description"]) for one in calendars],
        "events": [(event["summary"], event["description"]) for one in calendars for event in one.walk("VEVENT")],
    }


def test_standards_feeds_calendars_and_structured_data_say_so_of_the_whole_and_of_each_part() -> None:
    for kind, found in parts().items():
        assert found, kind
        for title, description in found:
            assert str(title).startswith("Exempel: "), kind
            assert str(description).startswith(NOTICE), kind


def test_real_data_say_nothing_of_examples() -> None:
    assert rich().notices == ()
    assert rich().title("Läxhjälp") == rich().about("Läxhjälp") == "Läxhjälp"
