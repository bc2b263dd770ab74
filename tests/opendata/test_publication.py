from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from opendata.data_file import archive, as_json
from opendata.publication import write, write_records
from opendata.quality import VerificationError, read_back
from opendata.structured_data import dataset
from register.problem import rules

from ..example import RECORDS, example_register
from ..pages.registers import partnership, register, varied
from .snapshots import ADDRESS, files_of, of, publish, rich

EXAMPLE = "https://stadsdelssamarbeten.example/"
SAYING = {"datasets/dcat", "data/360giving.json", "data/beslut.atom", "data/v1/samarbeten.json"}


def test_the_same_register_gives_the_same_bytes() -> None:
    one, other = (files_of(of(varied())) for _ in range(2))
    assert [(file.path, file.sha256) for file in one] == [(file.path, file.sha256) for file in other]


def test_the_zip_has_every_file_with_its_checksum() -> None:
    files = {file.path: file for file in files_of(rich())}
    with zipfile.ZipFile(io.BytesIO(files["data/allt.zip"].content)) as packed:
        assert packed.testzip() is None
        sums = dict(reversed(line.split("  ")) for line in packed.read("SHA256SUMS").decode().splitlines())
        assert [len([name for name in sums if name.endswith(ending)]) for ending in (".csv", ".json", ".ics")] == [
            13,
            12,
            6,
        ]
        for name, checksum in sums.items():
            assert hashlib.sha256(packed.read(name)).hexdigest() == checksum
            assert packed.read(name) == files[name].content
        first = packed.infolist()[0]
        assert (first.date_time, first.create_system, first.external_attr >> 16) == ((2026, 11, 2, 0, 0, 0), 3, 0o644)
        assert {member.date_time for member in packed.infolist()} == {first.date_time}
        assert packed.read("LICENS.txt").decode().splitlines() == [
            "Bostads AB VätterHem",
            "Licens: CC0 1.0 (föreslagen licens, inte beslutad), https://creativecommons.org/publicdomain/zero/1.0/",
            "Licensen omfattar inte policyns text.",
            "Uppdaterat den 2026-11-23.",
        ]


def test_a_zip_file_holds_no_time_before_1980_and_each_time_in_utc() -> None:
    for moment, shown in (
        (datetime(1970, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
        (datetime(2026, 11, 2, 1, tzinfo=timezone(timedelta(hours=2))), (2026, 11, 1, 23, 0, 0)),
    ):
        with zipfile.ZipFile(io.BytesIO(archive({"a": b"a" * 99}, moment))) as packed:
            (member,) = packed.infolist()
        assert (member.date_time, member.compress_type, member.compress_size < 99) == (
            shown,
            zipfile.ZIP_DEFLATED,
            True,
        )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}\n"),
        ([{"a": 1}], '[{"a": 1}]\n'),
        (
            {"å": "ö", "en": [], "b": [1, {"c": 2}], "rader": [{"d": 3}, {"e": {"f": 4}}]},
            '{\n  "å": "ö",\n  "en": [],\n  "b": [1, {"c": 2}],\n'
            '  "rader": [\n    {"d": 3},\n    {"e": {"f": 4}}\n  ]\n}\n',
        ),
    ],
)
def test_json_has_a_line_for_each_field_and_each_member_of_a_list(value: Any, text: str) -> None:
    assert as_json(value).decode() == text


@pytest.mark.parametrize(
    ("site_url", "used", "address", "note"),
    [
        (None, EXAMPLE, None, "(tom)"),
        (EXAMPLE, EXAMPLE, None, f"({EXAMPLE})"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/", None),
        (ADDRESS, ADDRESS, ADDRESS, None),
    ],
)
def test_every_file_is_made_with_any_address_and_says_when_others_cannot_reach_it(
    site_url: str | None, used: str, address: str | None, note: str | None
) -> None:
    made = publish(varied(), site_url)
    assert made.published.address == address
    assert made.note == (
        note
        and f"Webbplatsen har ingen riktig adress än {note}, så filerna med öppna data har exempeladresser. "
        "Ange adressen när du bygger: SITE_URL=https://… make site"
    )
    said = made.published.address_note or ""
    assert said.partition(":")[0] == {
        EXAMPLE: "Webbadresserna är exempel", ADDRESS: "",
    }.get(used, "Webbadresserna är lokala")  # fmt: skip
    texts = {file.path: file.content.decode() for file in made.files if file.path in SAYING}
    assert texts.keys() == SAYING
    for text in texts.values():
        assert used in text
        assert said in text
        assert said or "Webbadresserna är" not in text


def test_the_catalogue_of_the_pages_lists_what_is_for_download() -> None:
    made = publish(varied())
    listed = [file.path for file in made.published.files]
    assert not [path for path in listed if re.match("data/(ar|teman|malgrupper)/|samarbeten/", path)]
    assert {"data/allt.zip", "data/SHA256SUMS", "data/v1/kvalitet.json", "datasets/dcat"} < {*listed}
    table, book, feed = (
        next(file for file in made.published.files if file.path == f"data/{name}")
        for name in ("stadsdelar.csv", "samarbeten.xlsx", "stadsdelar/oxnehaga.atom")
    )
    assert f"{feed.modified:%Y-%m-%d}" == "2026-02-03"
    assert (table.rows, table.kind, table.format, table.media_type) == (2, "Tabeller", "CSV", "text/csv")
    assert [(column.name, column.type, column.required) for column in table.columns][:4] == [
        ("exempel", "string", True), ("kod", "string", True), ("namn", "string", True), ("namn_en", "string", False),
    ]  # fmt: skip
    assert (book.rows, book.columns, book.size) == (None, (), len(made.files[0].content))
    value = dataset(made.published.files, made.snapshot)
    assert (value["dateModified"], len(value["distribution"])) == ("2026-11-02", len(listed))
    assert dataset((), made.snapshot)["dateModified"] is None


def test_addresses_in_the_files_lead_to_files_and_pages_of_the_site() -> None:
    files = files_of(rich())
    paths = {file.path for file in files}
    pages = {f"samarbeten/{entry.record.id}/" for entry in rich().entries}
    pages |= {"", "oppna-data/", "oppna-data/lofte/", "policy/", "samarbeten/", "om/rattelser/", "ansok/"}
    pages |= {"stadsdelar/raslatt/", "stadsdelar/oxnehaga/"}
    for file in files:
        if file.path.endswith((".zip", ".xlsx", ".sqlite")):
            continue
        text = re.sub(r"\r\n ", "", file.content.decode("utf-8"))  # a line of a calendar may be folded
        for address in re.findall(re.escape(ADDRESS) + r"[^\s\"'<>,]*", text):
            assert address.removeprefix(ADDRESS).partition("#")[0] in paths | pages, (file.path, address)


MADE = {"data/samarbeten.csv": "6 rader", "data/teman.csv": "2 rader", "data/rattelser.csv": "1 rad"}


def test_every_table_and_the_records_are_read_back() -> None:
    said = read_back(files_of(rich()), rich())
    assert len(said) == 14
    assert {f"{path}: {count}." for path, count in MADE.items()} | {"data/v1/samarbeten.json: 6 samarbeten."} < {*said}
    one = of(register(partnership()))
    assert "data/v1/samarbeten.json: 1 samarbete." in read_back(files_of(one), one)


@pytest.mark.parametrize(
    ("path", "old", "new", "what"),
    [
        ("data/samarbeten.csv", b"2024/kor-raslatt,", b"\r\n2024/kor-raslatt,", "antalet rader"),
        ("data/samarbeten.csv", b",85000,", b",58000,", "summan"),
        ("data/samarbeten.csv", b"Odling", b"Oldning", "texterna"),
        ("data/samarbeten.csv", b"beslutsdatum", b"datum", "kolumnerna"),
        ("data/mottagare.csv", b"Lyktan", b"Lykten", "texterna"),
        ("data/v1/samarbeten.json", b'"belopp": 85000', b'"belopp": 58000', "summan"),
        ("data/v1/samarbeten.json", b'"id": "2024/kor', b'"id": "2024/kar', "samarbetena"),
    ],
)
def test_a_file_that_differs_from_the_register_stops_the_build(path: str, old: bytes, new: bytes, what: str) -> None:
    files = files_of(rich())
    (content,) = (file.content for file in files if file.path == path)
    assert old in content
    changed = content.replace(old, new, 1)
    broken = [replace(file, content=changed) if file.path == path else file for file in files]
    said = f"Filen {path} stämmer inte med registret: {what} skiljer sig. Ingenting publicerades."
    with pytest.raises(VerificationError, match=f"^{re.escape(said)}$"):
        read_back(broken, rich())


def test_the_report_says_what_was_checked_and_how_much_is_filled_in() -> None:
    value = json.loads(next(file.content for file in publish(varied()).files if file.path == "data/v1/kvalitet.json"))
    assert [value[name] for name in ("exempeldata", "version", "galler", "andrad")] == [
        True, "1.1.0", "2026-11-23", "2026-11-02T00:00:00Z",
    ]  # fmt: skip
    assert [item["serie"] for item in value["kontroller"]][:2] == ["Fil och YAML", "Postens form"]
    assert sum(item["regler"] for item in value["kontroller"]) == len(rules())
    assert [item["hittade"] for item in value["kontroller"]].count(1) == 1
    everyone, received, reported = (
        "alla samarbeten", "samarbeten där någon redovisning har kommit in", "slutredovisade samarbeten",
    )  # fmt: skip
    assert [tuple(item.values()) for item in value["ifyllt"]] == [
        ("mottagare.typ", "Typ av mottagare", everyone, 0, 6),
        ("mottagare.organisationsnummer", "Organisationsnummer", everyone, 5, 6),
        ("mottagare.webbplats", "Webbplats", everyone, 5, 6),
        ("ansokan.belopp", "Sökt belopp", everyone, 1, 6),
        ("beslut.fordelning", "Fördelning", everyone, 0, 6),
        ("beslut.diarienummer", "Diarienummer", everyone, 6, 6),
        ("verksamhet.plats", "Plats", everyone, 1, 6),
        ("verksamhet.tillfallen", "Så är du med: Tillfällen", everyone, 1, 6),
        ("mal.tillfallen", "Mål för antal tillfällen", everyone, 1, 6),
        ("mal.deltagare", "Mål för antal deltagare", everyone, 1, 6),
        ("ersatter", "Fortsätter", everyone, 1, 6),
        ("uppfoljning.sammanfattning", "Sammanfattning", received, 1, 1),
        ("resultat", "Resultat", reported, 1, 1),
        ("resultat.tillfallen", "Resultat: Tillfällen", reported, 1, 1),
        ("resultat.deltagare", "Deltagare", reported, 1, 1),
        ("resultat.andel_flickor_kvinnor", "Andel flickor och kvinnor", reported, 1, 1),
        ("ekonomi.utbetalt", "Utbetalt", reported, 0, 1),
    ]
    assert "data/v1/samarbeten.json: 6 samarbeten." in value["aterlast"]
    assert {item.total for item in publish(register()).published.quality.filled} == {0}
    first, second = partnership().follow_ups
    reports = (replace(first, summary=None), replace(second, received=None, summary="x"))
    (_, told) = publish(register(partnership(follow_ups=reports))).published.quality.filled[10:12]
    assert (told.count, told.total) == (0, 1), "only what has come in counts"


def test_each_record_has_its_data_next_to_its_page_and_a_tombstone_too(tmp_path: Path) -> None:
    example = example_register()
    made = publish(example)
    write(made, RECORDS, tmp_path)
    for file in made.files:
        assert [(tmp_path / path).read_bytes() for path in file.paths] == [file.content] * len(file.paths)
    value = json.loads((tmp_path / "data" / "samarbeten.json").read_bytes())
    published = {one["id"]: one for one in (*value["samarbeten"], *value["hanvisningar"])}
    assert len(published) == 75
    for record in (*example.partnerships, *example.moved, *example.withdrawn):
        folder = tmp_path / "samarbeten" / record.id
        assert json.loads((folder / "data.json").read_bytes()) == published[record.id]
        marked = (folder / "data.yaml").read_bytes().split(b"\n", 1)
        assert marked[0].decode().startswith("# Exempel: ")
        assert marked[1] == (RECORDS / record.path).read_bytes()
    write(replace(publish(varied()), downloads=()), RECORDS, tmp_path / "another")
    assert (tmp_path / "another/samarbeten/2025/laxhjalp-raslatt/tillfallen.ics").is_file()
    real = of(example)
    write_records(real.entries[:1], real, RECORDS, tmp_path / "real")
    record = example.partnerships[0]
    source = tmp_path / "real" / "samarbeten" / record.id / "data.yaml"
    assert source.read_bytes() == (RECORDS / record.path).read_bytes()
