from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from opendata.csv_file import csv_file
from opendata.data_file import as_json
from opendata.files import all_tables
from opendata.publication import write
from opendata.quality import VerificationError, read_back
from opendata.structured_data import dataset
from register.problem import rules

from ..example import RECORDS, example_register
from ..pages.registers import register, varied
from .snapshots import ADDRESS, empty, files_of, of, publish, rich, whole


def test_the_same_register_gives_the_same_bytes() -> None:
    one, other = (files_of(of(varied())) for _ in range(2))
    assert [(file.path, file.sha256) for file in one] == [(file.path, file.sha256) for file in other]


def test_the_zip_has_every_file_with_its_checksum() -> None:
    files = {file.path: file for file in files_of(rich())}
    with zipfile.ZipFile(io.BytesIO(files["data/allt.zip"].content)) as packed:
        assert packed.testzip() is None
        sums = dict(reversed(line.split("  ")) for line in packed.read("SHA256SUMS").decode().splitlines())
        assert {
            "data/samarbeten.csv",
            "data/v1/samarbeten.json",
            "data/360giving.json",
            "schemas/record.schema.json",
        } <= sums.keys()
        for name, checksum in sums.items():
            assert hashlib.sha256(packed.read(name)).hexdigest() == checksum
            assert packed.read(name) == files[name].content
        assert {member.date_time[:3] for member in packed.infolist()} == {(2026, 11, 2)}
        assert "CC0 1.0" in packed.read("LICENS.txt").decode()


@pytest.mark.parametrize("site_url", [None, "https://stadsdelssamarbeten.example/"])
def test_without_a_real_address_every_file_is_made_and_says_that_its_addresses_are_examples(
    site_url: str | None,
) -> None:
    publication = publish(varied(), site_url)
    files = {file.path: file.content.decode("utf-8", "replace") for file in publication.files}
    assert files.keys() == {file.path for file in publish(varied()).files}
    assert publication.note is not None
    assert "SITE_URL=https://" in publication.note
    assert publication.published.address is None
    sentence = "Webbadresserna är exempel"
    assert sentence in (publication.published.address_note or "")
    for path in ("datasets/dcat", "data/360giving.json", "data/beslut.atom", "data/v1/samarbeten.json"):
        assert "https://stadsdelssamarbeten.example/" in files[path]
        assert sentence in files[path]


def test_a_local_address_is_used_and_the_catalogue_says_that_it_is_local() -> None:
    publication = publish(varied(), "http://127.0.0.1:8000/")
    catalogue = next(file for file in publication.files if file.path == "datasets/dcat").content.decode()
    assert "http://127.0.0.1:8000/data/samarbeten.csv" in catalogue
    assert "Webbadresserna är lokala" in catalogue
    assert publication.published.address == "http://127.0.0.1:8000/"
    assert publication.note is None


def test_with_a_real_address_nothing_is_said_of_it() -> None:
    publication = publish(varied())
    assert publication.note is None
    assert publication.published.address_note is None
    assert publication.published.address == ADDRESS
    listed = {file.path for file in publication.files if file.listed}
    assert {file.path for file in publication.published.files} == listed
    value = dataset(publication.published.files, publication.snapshot)
    assert value["dateModified"] == "2026-11-02"
    assert len(value["distribution"]) == len(listed)


def test_addresses_in_the_files_lead_to_files_and_pages_of_the_site() -> None:
    files = files_of(rich())
    paths = {file.path for file in files}
    pages = {f"samarbeten/{entry.record.id}/" for entry in rich().entries}
    pages |= {"", "oppna-data/", "oppna-data/lofte/", "policy/", "samarbeten/", "om/rattelser/", "ansok/"}
    pages |= {f"stadsdelar/{code.code}/" for code in rich().register.neighbourhoods}
    for file in files:
        if file.path.endswith((".zip", ".xlsx", ".sqlite")):
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
        ("data/v1/samarbeten.json", as_json(whole(empty()))),
        ("data/v1/samarbeten.json", as_json(whole(snapshot)).replace(b'"belopp": 85000', b'"belopp": 58000', 1)),
    ):
        broken = [replace(file, content=content) if file.path == path else file for file in files]
        with pytest.raises(VerificationError, match=rf"Filen {path} stämmer inte"):
            read_back(broken, snapshot)


def test_the_report_tells_what_was_checked_and_what_is_filled_in() -> None:
    report = publish(varied()).published.quality
    assert sum(item.rules for item in report.checked) == len(rules())
    assert sum(item.found for item in report.checked) == 1
    filled = {item.field: (item.count, item.total) for item in report.filled}
    assert filled["mottagare.organisationsnummer"] == (5, 6)
    assert filled["resultat.deltagare"] == (1, 1)
    assert filled["ersatter"] == (1, 6)
    assert {item.total for item in publish(register()).published.quality.filled} == {0}


def test_the_report_is_there_for_programs_too() -> None:
    file = next(file for file in publish(varied()).files if file.path == "data/v1/kvalitet.json")
    value = json.loads(file.content)
    assert [item["serie"] for item in value["kontroller"]][:2] == ["Fil och YAML", "Postens form"]
    assert value["ifyllt"][1] == {
        "falt": "mottagare.organisationsnummer",
        "namn": "Organisationsnummer",
        "bland": "alla samarbeten",
        "antal": 5,
        "av": 6,
    }


def test_each_record_has_its_data_beside_its_page_and_a_tombstone_too(tmp_path: Path) -> None:
    example = example_register()
    publication = publish(example)
    write(publication, RECORDS, tmp_path)
    for file in publication.files:
        assert (tmp_path / file.path).read_bytes() == file.content
    register_ = json.loads((tmp_path / "data" / "samarbeten.json").read_bytes())
    for value in (*register_["samarbeten"], *register_["hanvisningar"]):
        assert json.loads((tmp_path / "samarbeten" / value["id"] / "data.json").read_bytes()) == value
    for record in (*example.partnerships, *example.moved, *example.withdrawn):
        folder = tmp_path / "samarbeten" / record.id
        assert json.loads((folder / "data.json").read_text(encoding="utf-8"))["id"] == record.id
        marked = (folder / "data.yaml").read_bytes().split(b"\n", 1)
        assert marked[0].decode().startswith("# Exempel: ")
        assert marked[1] == (RECORDS / record.path).read_bytes()
    moved = example.moved[0]
    assert json.loads((tmp_path / "samarbeten" / moved.id / "data.json").read_bytes())["flyttad_till"] == moved.target
