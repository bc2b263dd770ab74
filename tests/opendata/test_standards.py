"""Each format read by a program that is not ours, and held against what its owners ask for."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from opendata.data_file import DataFile
from opendata.feeds import atom, feeds
from opendata.grants import grants_package
from opendata.snapshot import Snapshot
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef
from register.git_history import Commit, History

from ..pages.registers import partnership, register, varied
from .snapshots import ADDRESS, empty, files_of, hostile, of, rich

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
EVERY = pytest.mark.parametrize("snapshot", [rich, hostile, empty])


@cache
def files(snapshot: Snapshot) -> dict[str, DataFile]:
    return {file.path: file for file in files_of(snapshot)}


# Frictionless data package


def faults(snapshot: Snapshot, folder: Path, *changes: tuple[str, str, str]) -> list[tuple[str, str]]:
    """The table and the title of each fault that Frictionless finds, once the files have been changed."""
    for path, file in files(snapshot).items():
        if path.endswith((".csv", "datapackage.json")) and path.count("/") == 1:
            text = file.content.decode()
            for name, old, new in changes:
                if path == f"data/{name}.csv":
                    assert old in text
                    text = text.replace(old, new, 1)
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="")
    import frictionless  # only here: it takes as long as all else that the tests import

    report = frictionless.Package(str(folder / "data" / "datapackage.json")).validate()
    assert [task.name for task in report.tasks] == [
        "samarbeten", "mottagare", "stadsdelar", "teman", "malgrupper", "motiveringar", "uppfoljning", "rattelser",
        "fordelning", "tillfallen", "ansokningsomgangar", "hanvisningar", "andringar",
    ]  # fmt: skip
    found = [(task.name, title) for task in report.tasks for (title,) in task.flatten(["title"])]
    return [fault for fault in found if not changes or fault[1] not in ("Hash Count Error", "Byte Count Error")]


@pytest.mark.parametrize("snapshot", [hostile, empty])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_the_package_valid(snapshot: Callable[[], Snapshot], tmp_path: Path) -> None:
    assert faults(snapshot(), tmp_path) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_what_breaks_the_promises_and_nothing_else(tmp_path: Path) -> None:
    found = faults(
        rich(),
        tmp_path,
        ("samarbeten", "slutredovisat", "klart"),
        ("samarbeten", ",12000,", ",tolv,"),
        ("rattelser", "2025/laxhjalp-raslatt,1", "2025/finns-inte,1"),
        ("hanvisningar", "2024/dubblett", "2024/laxhjalp"),
        ("uppfoljning", ",1,planering", ",0,planering"),
        ("tillfallen", "2025/laxhjalp-raslatt", "laxhjalp"),
        ("teman", "kultur,Kultur och sport", "kultur,"),
    )
    assert sorted(found) == [
        ("hanvisningar", "PrimaryKey Error"),
        ("hanvisningar", "Unique Error"),
        ("rattelser", "ForeignKey Error"),
        ("samarbeten", "Constraint Error"),
        ("samarbeten", "Type Error"),
        ("teman", "Constraint Error"),
        ("tillfallen", "Constraint Error"),
        ("tillfallen", "ForeignKey Error"),
        ("uppfoljning", "Constraint Error"),
    ]


def test_the_data_package_describes_each_file_and_column() -> None:
    package = json.loads(files(rich())["data/datapackage.json"].content)
    resources = {resource["name"]: resource for resource in package.pop("resources")}
    assert package == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "vatterhem-stadsdelssamarbeten",
        "title": "Vätterhems stadsdelssamarbeten",
        "version": "1.1.0",
        "description": "Alla beslut om stadsdelssamarbeten: vem som får stöd, hur mycket, i vilken stadsdel, varför, "
        "och vad stödet har lett till.",
        "homepage": f"{ADDRESS}oppna-data/",
        "id": f"{ADDRESS}data/datapackage.json",
        "created": "2026-11-02T00:00:00Z",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "CC0 1.0 (föreslagen licens, inte beslutad)",
            }
        ],
        "contributors": [{"title": "Bostads AB VätterHem", "roles": ["publisher"]}],
        "keywords": ["stadsdelssamarbeten", "föreningsstöd", "bostäder"],
    }
    schema = resources["uppfoljning"]["schema"]
    columns = {
        field["name"]: {key: value for key, value in field.items() if key not in ("name", "title", "description")}
        for resource in resources.values()
        for field in resource["schema"]["fields"]
    }
    record_id = "[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*"
    for name, wanted in {
        "inkom": {"type": "date", "constraints": {"required": False}},
        "nummer": {"type": "integer", "constraints": {"required": True, "minimum": 1}},
        "samarbete": {"type": "string", "constraints": {"required": True, "pattern": record_id}},
        "kod": {"type": "string", "constraints": {"required": True, "unique": True}},
        "latitud": {"type": "number", "constraints": {"required": False}},
        "exempel": None,
        "andrad": {"type": "datetime", "constraints": {"required": True}, "format": "%Y-%m-%dT%H:%M:%SZ"},
        "redovisning": {
            "type": "string",
            "constraints": {"required": True, "enum": ["redovisat", "ofullstandigt", "senare", "forsenat"]},
            "categories": [
                {"value": "redovisat", "label": "Resultat redovisat"},
                {"value": "ofullstandigt", "label": "Ofullständigt redovisat"},
                {"value": "senare", "label": "Ska redovisas senare"},
                {"value": "forsenat", "label": "Skulle ha redovisats"},
            ],
        },
    }.items():
        assert columns.get(name) == wanted, name
    assert (schema["missingValues"], schema["primaryKey"]) == ([""], ["samarbete", "nummer"])
    reference = {"resource": "samarbeten", "fields": ["id"]}
    assert schema["foreignKeys"] == [{"fields": ["samarbete"], "reference": reference}]
    assert "foreignKeys" not in resources["teman"]["schema"]
    about = resources["uppfoljning"]
    content = files(rich())["data/uppfoljning.csv"].content
    assert (about["path"], about["bytes"]) == ("uppfoljning.csv", len(content))
    assert about["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert about["dialect"] == {
        "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True,
    }  # fmt: skip


# 360Giving


def test_a_360giving_package_says_whose_it_is_and_under_which_licence() -> None:
    package = json.loads(files(rich())["data/360giving.json"].content)
    assert [grant["title"] for grant in package.pop("grants")][:2] == ["Teater på Råslätt", "Sommar på Råslätt"]
    assert package.pop("description").startswith("Alla beslut om stadsdelssamarbeten: vem som får stöd")
    assert package == {
        "version": "1.4",
        "title": "Vätterhems stadsdelssamarbeten",
        "publisher": {"name": "Bostads AB VätterHem", "identifier": "SE-ON-556012-3704", "website": ADDRESS},
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "issued": "2026-11-02",
        "modified": "2026-11-02T00:00:00Z",
        "identifier": "SE-ON-556012-3704-stadsdelssamarbeten",
        "downloadURL": f"{ADDRESS}data/360giving.json",
        "accessURL": f"{ADDRESS}oppna-data/",
    }


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 1, 1), date(2024, 1, 31), 1),
        (date(2024, 4, 15), date(2024, 6, 14), 2),
        (date(2024, 6, 1), date(2024, 6, 3), 1),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2024, 1, 1), date(2024, 3, 15), 2),
        (date(2024, 1, 1), date(2024, 3, 16), 3),
        (date(2024, 1, 16), date(2024, 3, 31), 3),
        (date(2024, 1, 17), date(2024, 3, 31), 2),
        (date(2023, 12, 1), date(2024, 1, 31), 2),
        (date(2024, 1, 1), date(2026, 12, 31), 36),
    ],
)
def test_a_period_is_counted_in_whole_months(start: date, end: date, months: int) -> None:
    record = partnership()
    agreement = type(record.agreement)(start=start, end=end, benefit="x")
    (grant,) = grants_package(of(register(partnership(agreement=agreement))))["grants"]
    assert grant["plannedDates"] == [{"startDate": f"{start}", "endDate": f"{end}", "duration": months}]


# DCAT-AP-SE


def graph(snapshot: Snapshot) -> Graph:
    return Graph().parse(data=files(snapshot)["datasets/dcat"].content, format="xml")


@EVERY
def test_the_catalogue_has_no_blank_node_and_no_relative_address(snapshot: Callable[[], Snapshot]) -> None:
    for node in (node for triple in graph(snapshot()) for node in triple):
        assert not isinstance(node, BNode)
        assert not isinstance(node, URIRef) or re.match(r"(https?|mailto):\S+$", node), node


def test_the_catalogue_has_what_the_profile_asks_for() -> None:
    found = graph(rich())
    (catalogue,) = found.subjects(RDF.type, DCAT.Catalog)
    publisher = URIRef("http://dataportal.se/organisation/SE5560123704")
    licence = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
    assert found.value(catalogue, DCTERMS.publisher) == publisher
    assert found.value(catalogue, DCTERMS.license) == licence
    assert found.value(publisher, FOAF.name) == Literal("Bostads AB VätterHem")
    datasets = [*found.objects(catalogue, DCAT.dataset)]
    assert sorted(node.partition("#datamangd-")[2] for node in map(str, datasets)) == [
        "andringar", "kalendrar", "listor", "motiveringar", "mottagare", "rattelser", "samarbeten", "uppfoljning",
    ]  # fmt: skip
    common = (DCTERMS.title, DCTERMS.description, DCTERMS.issued, DCTERMS.modified, DCTERMS.language)
    for node, wanted in (
        (publisher, (DCTERMS.type,)),
        (catalogue, (*common, DCTERMS.spatial, DCAT.themeTaxonomy, FOAF.homepage)),
        *((node, (*common, DCTERMS.publisher, DCTERMS.spatial, DCTERMS.temporal, DCTERMS.accessRights, DCAT.keyword,
                  DCAT.theme, DCAT.contactPoint, DCAT.landingPage, URIRef(f"{DCAT}version"), FOAF.page,
                  DCTERMS.accrualPeriodicity)) for node in datasets),
    ):  # fmt: skip
        assert [name for name in wanted if not found.value(node, name)] == [], node
    (period,) = found.subjects(RDF.type, DCTERMS.PeriodOfTime)
    assert [str(found.value(period, name)) for name in (DCAT.startDate, DCAT.endDate)] == ["2023-08-30", "2027-12-31"]
    (contact,) = found.subjects(RDF.type, VCARD.Organization)
    assert str(found.value(contact, VCARD.hasEmail)) == "mailto:info@vatterhem.se"


@pytest.mark.parametrize(
    ("path", "dataset", "file_type", "standard"),
    [
        ("data/samarbeten.xlsx", "samarbeten", "XLSX", None),
        ("data/v1/samarbeten.json", "samarbeten", "JSON", f"{ADDRESS}schemas/samarbete.schema.json"),
        ("data/samarbeten.sqlite", "samarbeten", "BIN", "https://www.sqlite.org/fileformat2.html"),
        ("data/mottagare.csv", "mottagare", "CSV", None),
        ("data/v1/andringar.json", "andringar", "JSON", None),
        ("data/datapackage.json", "samarbeten", "JSON", "https://datapackage.org/profiles/2.0/datapackage.json"),
        ("data/360giving.json", "samarbeten", "JSON", "https://standard.threesixtygiving.org/"),
        ("data/beslut.atom", "samarbeten", "ATOM", "https://www.rfc-editor.org/rfc/rfc4287"),
        ("data/rattelser.atom", "rattelser", "ATOM", "https://www.rfc-editor.org/rfc/rfc4287"),
        ("data/rapportdagar.ics", "kalendrar", "ICS", "https://www.rfc-editor.org/rfc/rfc5545"),
        ("data/allt.zip", "samarbeten", "ZIP", None),
    ],
)
def test_a_file_is_a_distribution_with_its_size_licence_and_format(
    path: str, dataset: str, file_type: str, standard: str | None
) -> None:
    found, content = graph_of_rich(), files(rich())[path].content
    (it,) = found.subjects(DCAT.downloadURL, URIRef(ADDRESS + path))
    (owner,) = found.subjects(DCAT.distribution, it)
    assert str(owner).endswith(f"#datamangd-{dataset}")
    assert str(found.value(it, DCAT.accessURL)) == ADDRESS + path
    assert str(found.value(it, DCTERMS.license)) == "http://creativecommons.org/publicdomain/zero/1.0/"
    assert str(found.value(it, DCTERMS.format)).endswith(f"/authority/file-type/{file_type}")
    assert str(found.value(it, DCTERMS.conformsTo)) == str(standard)
    assert found.value(it, DCATAP.availability)
    assert int(str(found.value(it, DCAT.byteSize))) == len(content)


def test_only_what_is_for_download_is_in_the_catalogue() -> None:
    places = [str(place).removeprefix(ADDRESS) for place in graph_of_rich().objects(None, DCAT.downloadURL)]
    assert len(places) == len({*places}) == 30
    assert not [path for path in places if re.match("data/(ar|teman|malgrupper)/|schemas|datasets|samarbeten", path)]


@cache
def graph_of_rich() -> Graph:
    return graph(rich())


# Atom


def parsed(content: bytes) -> Any:
    read = feedparser.parse(content)
    assert not read.bozo, read.get("bozo_exception")
    return read


@EVERY
def test_every_feed_is_well_formed_and_has_what_atom_asks_for(snapshot: Callable[[], Snapshot]) -> None:
    made = {path: file for path, file in files(snapshot()).items() if path.endswith(".atom")}
    assert [*made] == [
        f"data/{name}.atom" for name in ("beslut", "rattelser", "stadsdelar/raslatt", "stadsdelar/oxnehaga")
    ]
    ids = set()
    for path, file in made.items():
        read = parsed(file.content)
        assert read.feed.id.startswith("urn:uuid:")
        assert read.feed.author == "Bostads AB VätterHem"
        assert {"rel": "self", "type": "application/atom+xml", "href": f"{ADDRESS}{path}"} in read.feed.links
        ids.add(read.feed.id)
        assert read.feed.updated_parsed
        for entry in read.entries:
            assert entry.id.startswith("urn:uuid:")
            assert entry.title
            assert entry.link.startswith(ADDRESS)
            assert entry.updated_parsed <= read.feed.updated_parsed
    assert len(ids) == len(made)


def links(path: str, snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """The id and time of each entry of a feed by its link, in order."""
    (made,) = (one for one in feeds(snapshot) if one.path == path)
    entries = parsed(atom(made, snapshot)).entries
    return {entry.link.removeprefix(snapshot.address + "samarbeten/"): (entry.id, entry.updated) for entry in entries}


def test_a_feed_has_the_newest_first_and_one_a_neighbourhood_only_its_own() -> None:
    decisions = links("data/beslut.atom", rich())
    assert [*decisions] == [
        "2026/teater-raslatt/", "2026/sommar-raslatt/", "2026/odling-oxnehaga/", "2025/laxhjalp-raslatt/",
        "2024/kor-raslatt/", "2024/laxhjalp-raslatt/",
    ]  # fmt: skip
    assert [*links("data/stadsdelar/oxnehaga.atom", rich())] == ["2026/odling-oxnehaga/", "2025/laxhjalp-raslatt/"]
    assert [*links("data/rattelser.atom", rich())] == ["2025/laxhjalp-raslatt/#rattelser"]
    assert len({entry_id for entry_id, _ in decisions.values()}) == 6
    assert decisions["2024/laxhjalp-raslatt/"][1] == "2025-06-03T00:00:00Z", "as the data, not the day of the build"


def test_entries_stay_as_they_are_when_the_site_moves_and_days_go_by_and_follow_git() -> None:
    decisions = links("data/beslut.atom", rich())
    assert links("data/beslut.atom", of(varied(), address="https://annan.example.net/", today=date(2027, 5, 1))) == (
        decisions
    )
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    commits = {"partnerships/2024/laxhjalp-raslatt.yaml": (Commit("0" * 40, moment),)}
    known = links("data/beslut.atom", of(varied(), history=History(complete=True, commits=commits)))
    entry_id, _ = decisions["2024/laxhjalp-raslatt/"]
    assert known == decisions | {"2024/laxhjalp-raslatt/": (entry_id, "2026-03-04T05:06:07Z")}


# iCalendar


def events(content: bytes) -> dict[str, tuple[date, date]]:
    """The first and last day of each event by its title."""
    calendar = Calendar.from_ical(content.decode("utf-8"))
    assert calendar.errors == []
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    found = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found)
    assert len(calendar.subcomponents) == len(found) + 1, "the time zone: a calendar must hold something"
    day = timedelta(days=1)
    return {str(event["summary"]): (event["dtstart"].dt, event["dtend"].dt - day) for event in found}


def test_application_rounds_are_whole_days_and_the_reports_that_are_still_to_come() -> None:
    made = files(rich())
    assert events(made["data/ansokningsomgangar.ics"].content) == {
        "Ansökan öppen: Hösten 2026": (date(2026, 11, 1), date(2026, 11, 30)),
        "Sök senast: Hösten 2026": (date(2026, 11, 30), date(2026, 11, 30)),
        "Besked senast: Hösten 2026": (date(2026, 12, 31), date(2026, 12, 31)),
        "Ansökan öppen: Våren 2027": (date(2027, 1, 15), date(2027, 2, 28)),
        "Sök senast: Våren 2027": (date(2027, 2, 28), date(2027, 2, 28)),
        "Besked senast: Våren 2027": (date(2027, 3, 31), date(2027, 3, 31)),
    }
    assert {title: last for title, (first, last) in events(made["data/rapportdagar.ics"].content).items()} == {
        "Slutrapport senast: Teater på Råslätt": date(2028, 1, 31),
        "Slutrapport senast: Sommar på Råslätt": date(2026, 12, 31),
        "Slutrapport senast: Odling på Öxnehaga": date(2027, 4, 30),
        "Slutrapport senast: Läxhjälp på Råslätt, andra året": date(2026, 5, 31),
    }
    assert events(files(empty())["data/rapportdagar.ics"].content) == {}
    later = files(of(varied(), today=date(2026, 11, 30)))["data/ansokningsomgangar.ics"].content
    assert later == made["data/ansokningsomgangar.ics"].content, "the day of the build is not in it"
