"""Each format read by a program that is not ours, and held against what its owners ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import frictionless
import pytest
from icalendar import Calendar
from opendata.data_file import DataFile
from opendata.grants import grants_package
from opendata.snapshot import Snapshot
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from ..pages.registers import partnership, register, varied
from .snapshots import ADDRESS, dated, empty, files_of, hostile, of, rich

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")


@cache
def files(snapshot: Snapshot) -> dict[str, DataFile]:
    return {file.path: file for file in files_of(snapshot)}


def written(made: dict[str, DataFile], folder: Path) -> Path:
    for path, file in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(file.content)
    return folder


# Frictionless data package


@pytest.mark.parametrize("snapshot", [rich, hostile, empty])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_the_package_valid(snapshot: Callable[[], Snapshot], tmp_path: Path) -> None:
    made = snapshot()
    package = written(files(made), tmp_path) / "data" / "datapackage.json"
    report = frictionless.Package(str(package)).validate()
    assert report.flatten(["title", "note"]) == []
    assert {task.name for task in report.tasks} >= {"samarbeten", "mottagare", "stadsdelar", "uppfoljning", "rattelser"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("data/samarbeten.csv", "slutredovisat", "klart", "Constraint Error"),
        ("data/samarbeten.csv", ",12000,", ",tolv,", "Type Error"),
        ("data/rattelser.csv", "2025/laxhjalp-raslatt,1", "2025/finns-inte,1", "ForeignKey Error"),
        ("data/mottagare.csv", "Exempelgruppen Grannarna på Öxnehaga,", "899999-0008,", "PrimaryKey Error"),
    ],
)
def test_frictionless_finds_what_breaks_the_promises(path: str, old: str, new: str, fault: str, tmp_path: Path) -> None:
    root = written(files(rich()), tmp_path)
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = frictionless.Package(str(root / "data" / "datapackage.json")).validate()
    assert fault in {title for (title,) in report.flatten(["title"])}


# 360Giving


def grants(snapshot: Snapshot) -> Any:
    return json.loads(files(snapshot)["data/360giving.json"].content)


def test_a_360giving_package_says_whose_it_is_and_under_which_licence() -> None:
    package = grants(rich())
    assert package["version"] == "1.4"
    assert package["publisher"]["identifier"] == "SE-ON-556012-3704"
    assert package["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert package["downloadURL"] == "https://register.example.net/data/360giving.json"
    assert {"issued", "modified", "identifier"} <= package.keys()


@pytest.mark.parametrize("snapshot", [rich, hostile])
def test_every_grant_has_what_360giving_asks_for(snapshot: Callable[[], Snapshot]) -> None:
    made = snapshot()
    found = grants(made)["grants"]
    assert sum(grant["amountAwarded"] for grant in found) == sum(e.record.decision.amount for e in made.entries)
    assert len({grant["id"] for grant in found}) == len(found) == len(made.entries)
    names: dict[str, str] = {}
    for grant in found:
        assert re.fullmatch(r"[A-Za-z0-9-]+", grant["id"])
        assert grant["amountAwarded"] > 0
        assert grant["currency"] == "SEK"
        assert date.fromisoformat(grant["awardDate"]) <= made.today
        assert len(grant["title"]) <= 140
        assert grant["title"] != grant["description"]
        for period in grant["plannedDates"]:
            assert period["startDate"] < period["endDate"]
            assert period["duration"] >= 1
        assert all(place["countryCode"] == "SE" and place["name"] for place in grant["beneficiaryLocation"])
        assert grant["grantProgramme"][0]["title"]
        assert grant["dataSource"].startswith(ADDRESS)
        assert grant["locationScope"] == "GLS060"
        datetime.fromisoformat(grant["dateModified"])
        (recipient,) = grant["recipientOrganization"]
        assert names.setdefault(recipient["id"], recipient["name"]) == recipient["name"]
        assert " " not in recipient["id"]
    assert len(set(names.values())) == len(names)
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", json.dumps([{**g, "url": ""} for g in found if made is rich]))


def test_a_grant_tells_of_its_recipient_its_length_and_its_round() -> None:
    found = {grant["id"]: grant for grant in grants(rich())["grants"]}
    first = found["SE-ON-556012-3704-2024-laxhjalp-raslatt"]
    assert first["recipientOrganization"] == [
        {"id": "SE-ON-899999-0008", "name": "Exempelföreningen Lyktan", "url": "https://example.org/lyktan"}
    ]
    assert first["plannedDates"] == [{"startDate": "2024-04-01", "endDate": "2025-03-31", "duration": 12}]
    assert "fromOpenCall" not in first
    assert found["SE-ON-556012-3704-2026-teater-raslatt"]["fromOpenCall"] == "Yes"
    group = found["SE-ON-556012-3704-2026-odling-oxnehaga"]["recipientOrganization"][0]
    assert group["id"].startswith("SE-ON-556012-3704-grupp-")


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
    assert grant["plannedDates"][0]["duration"] == months


def test_there_is_no_360giving_package_without_grants() -> None:
    assert "data/360giving.json" not in files(empty())


# DCAT-AP-SE


def graph(snapshot: Snapshot) -> Graph:
    made = files(snapshot)
    assert made["datasets/dcat"].also_at == ("datasets/dcat.rdf",)
    return Graph().parse(data=made["datasets/dcat"].content, format="xml")


@pytest.mark.parametrize("snapshot", [rich, hostile, empty])
def test_the_catalogue_has_no_blank_node_and_no_relative_address(snapshot: Callable[[], Snapshot]) -> None:
    for triple in graph(snapshot()):
        for node in triple:
            assert not isinstance(node, BNode)
            if isinstance(node, URIRef):
                assert re.match(r"(https?|mailto):\S+$", node), node


def test_the_catalogue_has_what_the_profile_asks_for() -> None:
    found = graph(rich())
    (catalogue,) = found.subjects(RDF.type, DCAT.Catalog)
    publisher = URIRef("http://dataportal.se/organisation/SE5560123704")
    licence = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
    assert found.value(catalogue, DCTERMS.publisher) == publisher
    assert found.value(catalogue, DCTERMS.license) == licence
    assert found.value(publisher, FOAF.name) == Literal("Bostads AB VätterHem")
    assert found.value(publisher, DCTERMS.type)
    for wanted in (
        DCTERMS.title, DCTERMS.description, DCTERMS.issued, DCTERMS.modified, DCTERMS.language, DCTERMS.spatial,
        DCAT.themeTaxonomy, FOAF.homepage,
    ):  # fmt: skip
        assert found.value(catalogue, wanted), wanted
    datasets = set(found.subjects(RDF.type, DCAT.Dataset))
    assert set(found.objects(catalogue, DCAT.dataset)) == datasets
    for dataset in datasets:
        for wanted in (
            DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.issued, DCTERMS.modified, DCTERMS.spatial,
            DCTERMS.temporal, DCTERMS.accessRights, DCAT.keyword, DCAT.theme, DCAT.contactPoint, DCAT.landingPage,
            URIRef(f"{DCAT}version"), FOAF.page, DCTERMS.language, DCTERMS.accrualPeriodicity,
        ):  # fmt: skip
            assert any(found.objects(dataset, wanted)), (dataset, wanted)
    (contact,) = found.subjects(RDF.type, VCARD.Organization)
    assert found.value(contact, VCARD.fn)
    assert str(found.value(contact, VCARD.hasEmail)).startswith("mailto:")


def test_every_file_is_a_distribution_with_its_size_licence_and_format() -> None:
    snapshot = rich()
    found = graph(snapshot)
    made = files(snapshot)
    places = {str(found.value(it, DCAT.downloadURL)): it for it in found.subjects(RDF.type, DCAT.Distribution)}
    wanted = {path for path, file in made.items() if path.startswith("data/") and file.listed}
    assert {place.removeprefix(ADDRESS) for place in places} == wanted
    for place, it in places.items():
        assert found.value(it, DCAT.accessURL)
        assert found.value(it, DCTERMS.license) == URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
        assert "/authority/file-type/" in str(found.value(it, DCTERMS.format))
        assert found.value(it, DCATAP.availability)
        assert int(str(found.value(it, DCAT.byteSize))) == len(made[place.removeprefix(ADDRESS)].content)


# Atom


def feed(content: bytes) -> Any:
    read = feedparser.parse(content)
    assert not read.bozo, read.get("bozo_exception")
    return read


@pytest.mark.parametrize("snapshot", [rich, hostile, empty])
def test_every_feed_is_well_formed_and_has_what_atom_asks_for(snapshot: Callable[[], Snapshot]) -> None:
    made = {path: file for path, file in files(snapshot()).items() if path.endswith(".atom")}
    assert {"data/beslut.atom", "data/rattelser.atom", "data/stadsdelar/raslatt.atom"} <= made.keys()
    ids = set()
    for path, file in made.items():
        read = feed(file.content)
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


def test_a_feed_of_decisions_has_the_newest_first_and_one_a_neighbourhood_only_its_own() -> None:
    made = files(rich())
    entries = feed(made["data/beslut.atom"].content).entries
    assert [entry.link for entry in entries][:2] == [
        f"{ADDRESS}samarbeten/2026/teater-raslatt/",
        f"{ADDRESS}samarbeten/2026/sommar-raslatt/",
    ]
    own = feed(made["data/stadsdelar/oxnehaga.atom"].content).entries
    assert {entry.title for entry in own} == {"Läxhjälp på Råslätt, andra året", "Odling på Öxnehaga"}
    (correction,) = feed(made["data/rattelser.atom"].content).entries
    assert correction.summary == "Beloppet stod som 9 000 kr."
    assert correction.link.endswith("/samarbeten/2025/laxhjalp-raslatt/#rattelser")


def test_entries_keep_their_ids_when_the_site_moves_and_days_go_by() -> None:
    def ids(snapshot: Snapshot) -> list[str]:
        return [entry.id for entry in feed(files(snapshot)["data/beslut.atom"].content).entries]

    assert ids(rich()) == ids(of(varied(), address="https://annan.example.net/", today=date(2027, 5, 1)))
    assert len(set(ids(rich()))) == 6


def test_updated_follows_git_else_the_data_and_never_the_day_of_the_build() -> None:
    def updated(snapshot: Snapshot) -> str:
        entries = feed(files(snapshot)["data/beslut.atom"].content).entries
        return str(next(e.updated for e in entries if e.link.endswith("/2024/laxhjalp-raslatt/")))

    assert updated(rich()) == updated(of(varied(), today=date(2027, 5, 1))) == "2025-06-03T00:00:00Z"
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    known = of(varied(), history=dated("partnerships/2024/laxhjalp-raslatt.yaml", moment))
    assert updated(known) == "2026-03-04T05:06:07Z"


# iCalendar


def events(content: bytes) -> list[Any]:
    calendar = Calendar.from_ical(content.decode("utf-8"))
    assert calendar.errors == []
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    return list(calendar.walk("VEVENT"))


def test_application_rounds_are_whole_days_in_the_calendar() -> None:
    found = events(files(rich())["data/ansokningsomgangar.ics"].content)
    days = {str(event["summary"]): (event["dtstart"].dt, event["dtend"].dt) for event in found}
    assert days["Ansökan öppen: Våren 2027"] == (date(2027, 1, 15), date(2027, 3, 1))
    assert days["Sök senast: Våren 2027"] == (date(2027, 2, 28), date(2027, 3, 1))
    assert days["Besked senast: Hösten 2026"] == (date(2026, 12, 31), date(2027, 1, 1))
    assert len({str(event["uid"]) for event in found}) == len(found) == 6


def test_reports_that_are_to_come_are_in_the_calendar_and_those_received_or_broken_off_are_not() -> None:
    found = events(files(rich())["data/rapportdagar.ics"].content)
    titles = {str(event["summary"]): event["dtstart"].dt for event in found}
    assert titles == {
        "Slutrapport senast: Teater på Råslätt": date(2028, 1, 31),
        "Slutrapport senast: Sommar på Råslätt": date(2026, 12, 31),
        "Slutrapport senast: Odling på Öxnehaga": date(2027, 4, 30),
        "Slutrapport senast: Läxhjälp på Råslätt, andra året": date(2026, 5, 31),
    }
    assert all(event["dtend"].dt - event["dtstart"].dt == timedelta(days=1) for event in found)


@pytest.mark.parametrize("path", ["data/ansokningsomgangar.ics", "data/rapportdagar.ics"])
def test_an_empty_calendar_is_still_one_that_programs_take(path: str) -> None:
    content = files(empty())[path].content
    assert events(content) == []
    assert len(Calendar.from_ical(content.decode("utf-8")).subcomponents) == 1


def test_dates_in_calendars_do_not_follow_the_day_of_the_build() -> None:
    one, other = (of(varied(), today=day) for day in (date(2026, 11, 23), date(2026, 11, 30)))
    assert files(one)["data/ansokningsomgangar.ics"].content == files(other)["data/ansokningsomgangar.ics"].content
