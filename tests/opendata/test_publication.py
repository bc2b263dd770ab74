from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from opendata.csv_file import csv_file
from opendata.data_file import as_json
from opendata.files import all_tables
from opendata.publication import Publication, publication, write
from opendata.record_json import record_value
from opendata.snapshot import Snapshot
from opendata.structured_data import dataset
from opendata.verification import VerificationError, read_back
from register.git_history import History
from register.model import Register
from register.problem import Place, rules

from ..example import RECORDS, example_register
from ..pages.registers import ROOT, TODAY, register, varied
from .snapshots import ADDRESS, SCHEMAS, empty, files_of, of, rich, whole

CONTRACT = Path(__file__).with_name("contract.json")


def made(of_register: Register, site_url: str | None = ADDRESS) -> Publication:
    return publication(
        of_register,
        TODAY,
        site_url=site_url,
        example_data=True,
        history=History(),
        schemas=SCHEMAS,
        found=(next(iter(rules())).problem(Place("x"), "x", "x"),),
    )


def shape(value: Any) -> Any:
    """The names and types of a JSON value; a list has those of all its members in one."""
    if isinstance(value, dict):
        return {key: shape(content) for key, content in value.items()}
    if isinstance(value, list):
        members: dict[str, Any] = {}
        for content in value:
            if not isinstance(content, dict):
                return [shape(value[0])]
            merge(members, shape(content))
        return [members]
    return type(value).__name__


def merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    """Add the fields of another record of the same form."""
    for key, content in more.items():
        if isinstance(content, dict):
            merge(into.setdefault(key, {}), content)
        elif isinstance(content, list) and content and isinstance(content[0], dict):
            merge(into.setdefault(key, [{}])[0], content[0])
        else:
            into[key] = content


def promised(snapshot: Snapshot) -> dict[str, Any]:
    """What a program that reads the files depends on: their addresses, their columns, the fields of a record."""
    record: dict[str, Any] = {}
    for entry in snapshot.entries:
        merge(record, shape(record_value(entry, snapshot)))
    register_ = whole(snapshot) | {"samarbeten": [], "hanvisningar": [], "kodlistor": {}}
    return {
        "files": sorted(file.path for file in made(snapshot.register).files),
        "tables": {
            table.name: [f"{c.name}: {c.type}{'' if c.required else '?'}" for c in table.columns]
            for table in all_tables(snapshot)
        },
        "register": shape(register_),
        "record": record,
    }


def test_formats_are_as_recorded() -> None:
    """A change here breaks someone's program: tell of it under «For data users» in CHANGELOG.md, then record it."""
    assert promised(rich()) == json.loads(CONTRACT.read_text(encoding="utf-8"))


def test_the_changelog_tells_data_users_of_every_file_and_table() -> None:
    told = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("### For data users")[2]
    contract = json.loads(CONTRACT.read_text(encoding="utf-8"))
    named = {path for path in contract["files"] if not path.startswith(("data/stadsdelar/", "schemas/"))}
    assert [path for path in sorted(named) if f"`{path}`" not in told] == []


def test_the_same_register_gives_the_same_bytes() -> None:
    one, other = (files_of(of(varied())) for _ in range(2))
    assert [(file.path, file.sha256) for file in one] == [(file.path, file.sha256) for file in other]


def test_the_zip_has_every_file_with_its_checksum() -> None:
    files = {file.path: file for file in files_of(rich())}
    with zipfile.ZipFile(io.BytesIO(files["data/allt.zip"].content)) as packed:
        assert packed.testzip() is None
        sums = dict(reversed(line.split("  ")) for line in packed.read("SHA256SUMS").decode().splitlines())
        assert {"data/samarbeten.csv", "data/360giving.json", "schemas/record.schema.json"} <= sums.keys()
        for name, checksum in sums.items():
            assert hashlib.sha256(packed.read(name)).hexdigest() == checksum
            assert packed.read(name) == files[name].content
        assert {member.date_time[:3] for member in packed.infolist()} == {(2026, 11, 2)}
        assert "CC0 1.0" in packed.read("LICENS.txt").decode()


@pytest.mark.parametrize("site_url", [None, "https://stadsdelssamarbeten.example/", "http://127.0.0.1:8000/"])
def test_without_a_real_address_no_catalogue_is_written_and_the_build_says_how_to_set_it(site_url: str | None) -> None:
    publication = made(varied(), site_url)
    paths = {file.path for file in publication.files}
    assert not {"datasets/dcat", "datasets/dcat.rdf", "data/360giving.json", "data/beslut.atom"} & paths
    assert {"data/samarbeten.csv", "data/samarbeten.xlsx", "data/datapackage.json", "data/allt.zip"} <= paths
    assert publication.note is not None
    assert "SITE_URL=https://" in publication.note
    assert publication.published.waiting
    for file in publication.files:
        assert b'.example/"' not in file.content
        assert b"127.0.0.1" not in file.content


def test_with_a_real_address_everything_is_there_and_nothing_is_said() -> None:
    publication = made(varied())
    assert publication.note is None
    assert publication.published.waiting == ()
    assert publication.published.address == ADDRESS
    assert {file.path for file in publication.published.files} == {file.path for file in publication.files}
    value = dataset(publication.published.files, ADDRESS)
    assert value["dateModified"] == "2026-11-02"
    assert len(value["distribution"]) == len(publication.files)


def test_addresses_in_the_files_lead_to_files_and_pages_of_the_site() -> None:
    files = files_of(rich())
    paths = {file.path for file in files}
    pages = {f"samarbeten/{entry.record.id}/" for entry in rich().entries}
    pages |= {"", "oppna-data/", "policy/", "samarbeten/", "om/rattelser/", "ansok/"}
    pages |= {f"stadsdelar/{code.code}/" for code in rich().register.neighbourhoods}
    for file in files:
        if file.path.endswith((".zip", ".xlsx")):
            continue
        text = re.sub(r"\r\n ", "", file.content.decode("utf-8"))  # a line of a calendar may be folded
        for address in re.findall(re.escape(ADDRESS) + r"[^\s\"'<>,]*", text):
            assert address.removeprefix(ADDRESS).partition("#")[0] in paths | pages, (file.path, address)


def test_a_file_that_differs_from_the_register_stops_the_build() -> None:
    snapshot = rich()
    files = files_of(snapshot)
    assert "data/samarbeten.csv: 6 rader." in read_back(files, snapshot)
    table = all_tables(snapshot)[0]
    fewer = replace(table, items=table.items[1:])
    for path, content in (
        ("data/samarbeten.csv", csv_file(fewer)),
        ("data/samarbeten.csv", csv_file(table).replace(b",85000,", b",58000,", 1)),
        ("data/samarbeten.csv", csv_file(table).replace(b"Odling", b"Oldning", 1)),
        ("data/samarbeten.csv", csv_file(table).replace(b"beslutsdatum", b"datum", 1)),
        ("data/samarbeten.json", as_json(whole(empty()))),
        ("data/samarbeten.json", as_json(whole(snapshot)).replace(b'"belopp": 85000', b'"belopp": 58000', 1)),
    ):
        broken = [replace(file, content=content) if file.path == path else file for file in files]
        with pytest.raises(VerificationError, match=rf"Filen {path} stämmer inte"):
            read_back(broken, snapshot)


def test_the_report_tells_what_was_checked_and_what_is_filled_in() -> None:
    report = made(varied()).published.quality
    assert sum(item.rules for item in report.checked) == len(rules())
    assert sum(item.found for item in report.checked) == 1
    filled = {item.field: (item.count, item.total) for item in report.filled}
    assert filled["mottagare.organisationsnummer"] == (5, 6)
    assert filled["resultat.deltagare"] == (1, 1)
    assert filled["ersatter"] == (1, 6)
    assert {item.total for item in made(register()).published.quality.filled} == {0}


def test_the_report_is_there_for_programs_too() -> None:
    file = next(file for file in made(varied()).files if file.path == "data/kvalitet.json")
    value = json.loads(file.content)
    assert [item["serie"] for item in value["kontroller"]][:2] == ["Fil och YAML", "Postens form"]
    assert value["ifyllt"][0] == {
        "falt": "mottagare.organisationsnummer",
        "namn": "Organisationsnummer",
        "bland": "alla samarbeten",
        "antal": 5,
        "av": 6,
    }


def test_each_record_has_its_data_beside_its_page_and_a_tombstone_too(tmp_path: Path) -> None:
    example = example_register()
    publication = made(example)
    write(publication, RECORDS, tmp_path)
    for file in publication.files:
        assert (tmp_path / file.path).read_bytes() == file.content
    register_ = json.loads((tmp_path / "data" / "samarbeten.json").read_bytes())
    for value in (*register_["samarbeten"], *register_["hanvisningar"]):
        assert json.loads((tmp_path / "samarbeten" / value["id"] / "data.json").read_bytes()) == value
    for record in (*example.partnerships, *example.moved, *example.withdrawn):
        folder = tmp_path / "samarbeten" / record.id
        assert json.loads((folder / "data.json").read_text(encoding="utf-8"))["id"] == record.id
        assert (folder / "data.yaml").read_bytes() == (RECORDS / record.path).read_bytes()
    moved = example.moved[0]
    assert json.loads((tmp_path / "samarbeten" / moved.id / "data.json").read_bytes())["flyttad_till"] == moved.target
