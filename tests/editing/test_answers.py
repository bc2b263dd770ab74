"""Files of answers and options: understood as they were meant, or refused with the place."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from editing.answers import (
    add_options,
    application_schema,
    from_file,
    from_options,
    read_answers,
    read_report,
    report_schema,
)
from editing.draft_check import DraftCheck
from editing.questions import Question, questions
from register.schema import Schema

from .repository import TODAY, register


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> DraftCheck:
    return DraftCheck(register(tmp_path_factory.mktemp("answers")), dt.date.fromisoformat(TODAY))


@pytest.fixture(scope="module")
def schema(trial: DraftCheck) -> Schema:
    return trial.examined.schemas["record"]


@pytest.fixture(scope="module")
def asked(trial: DraftCheck, schema: Schema) -> list[Question]:
    return [*questions(schema, trial.names)]


def file(folder: Path, content: bytes | str) -> str:
    path = folder / "svar.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


LARGEST = 256 * 1024


@pytest.mark.parametrize(
    "content",
    ["titel: Å", '{"titel": "Å"}', '\ufeff{"titel": "Å"}', ' \n{"titel": "Å"}', "titel: Å\n#" + " " * (LARGEST - 11)],
)
def test_a_file_of_json_or_yaml_is_read(tmp_path: Path, content: str) -> None:
    assert from_file(file(tmp_path, content)) == {"titel": "Å"}


def test_standard_input_is_read_for_a_hyphen(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (b"titel: a", b"titel: a\n#" + b" " * LARGEST):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        if len(content) < LARGEST:
            assert from_file("-") == {"titel": "a"}
        else:
            with pytest.raises(ValueError, match=r"^«-» är för stor för att vara en post\.$"):
                from_file("-")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("titel: Å\n#" + " " * (LARGEST - 10), " är för stor för att vara en post."),
        (b"titel: \xe5", " är inte skriven i UTF-8."),
        ('{"titel": }', " är inte giltig JSON: rad 1, tecken 11."),
        ('{"a":' * 40_000, " har för många nivåer."),
        ("titel: 18:30", " rad 1: "),
        ("titel: [", " rad 1: "),
        ("", " rad 1: Filen är tom."),
        ("[1]", " har inga fält."),
        ("text", " har inga fält."),
    ],
)
def test_a_file_without_answers_is_refused(tmp_path: Path, content: bytes | str, said: str) -> None:
    path = file(tmp_path, content)
    with pytest.raises(ValueError, match="svar") as refused:
        from_file(path)
    assert str(refused.value).startswith(f"«{path}»{said}")


def test_a_field_that_is_twice_in_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^Fältet «b» finns två gånger i filen\.$"):
        from_file(file(tmp_path, '{"a": 1, "b": {"b": 1}, "c": {"b": 1, "b": 2}}'))


GIVEN = """\
blankett: ansokan
titel: " Läxhjälp "
sammanfattning: ""
stadsdelar: Råslätt och Öxnehaga
teman: [Kultur och sport, okänt]
malgrupper: []
mottagare: {namn: "", organisationsnummer: 8999990008}
beslut: {datum: 12 mars 2024, belopp: ett par kronor, diarienummer: ~}
avtal: {start: 2024-04-01, slut: ""}
verksamhet: {tillfallen: [{datum: 2024-05-01}]}
"""
READ = {
    "titel": "Läxhjälp",
    "stadsdelar": ["raslatt", "oxnehaga"],
    "teman": ["kultur-sport", "okänt"],
    "mottagare": {"organisationsnummer": 8999990008},
    "beslut": {"datum": "2024-03-12", "belopp": "ett par kronor", "diarienummer": None},
    "avtal": {"start": "2024-04-01"},
    "verksamhet": {"tillfallen": [{"datum": "2024-05-01"}]},
}


def test_answers_are_understood_as_they_were_meant(tmp_path: Path, schema: Schema, asked: list[Question]) -> None:
    path = file(tmp_path, GIVEN)
    assert read_answers(path, schema, asked, strict=False) == READ
    said = f"«{path}», Beviljat belopp (beslut.belopp): «ett par kronor» är inte ett belopp."
    with pytest.raises(ValueError, match=re.escape(said)):
        read_answers(path, schema, asked, strict=True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("tittel: a", "fältet «tittel» finns inte. Menade du «titel»?"),
        ("xyzzy: a", "fältet «xyzzy» finns inte. Fälten är: titel, sammanfattning, "),
        ("beslut: {belop: 1}", "fältet «beslut.belop» finns inte. Menade du «belopp»?"),
        ("uppfoljning: [{typ: a}, {tip: b}]", "fältet «uppfoljning.1.tip» finns inte. Menade du «typ»?"),
        ("beslut: 1", "«beslut» ska vara en grupp av fält."),
        ("beslut: [1]", "«beslut» ska vara en grupp av fält."),
        ("stadsdelar: {a: 1}", "«stadsdelar» ska vara en lista."),
        ("uppfoljning: planering", "«uppfoljning» ska vara en lista."),
        ("beslut: {belopp: [1]}", "«beslut.belopp» ska vara ett enda värde."),
        ("titel: {a: 1}", "«titel» ska vara ett enda värde."),
        ("stadsdelar: [{a: 1}]", "«stadsdelar.0» ska vara ett enda värde."),
        ("blankett: redovisning", " är en redovisning. Den läses av record.py rapport --svar."),
        ("blankett: annan", "blanketten heter ansokan eller redovisning, men du skrev «annan»."),
    ],
)
def test_what_the_schema_does_not_have_is_refused(
    tmp_path: Path, schema: Schema, asked: list[Question], content: str, said: str
) -> None:
    path = file(tmp_path, content)
    with pytest.raises(ValueError, match="svar") as refused:
        read_answers(path, schema, asked, strict=False)
    assert str(refused.value).removeprefix(f"«{path}»").removeprefix(": ").startswith(said)


def test_reasons_may_have_any_name_and_a_report_only_its_own_fields(
    tmp_path: Path, schema: Schema, asked: list[Question]
) -> None:
    reasons = file(tmp_path, "kriterier: {vad-som-helst: a}\nmottagare:\n")
    assert read_answers(reasons, schema, asked, strict=True) == {"kriterier": {"vad-som-helst": "a"}}
    report = {"typ": "slutrapport", "inkom": "2024-03-12", "resultat": {"deltagare": 3}}
    assert read_report(file(tmp_path, json.dumps({"blankett": "redovisning", **report})), schema) == report
    assert read_report(file(tmp_path, json.dumps(report)), schema) == report
    with pytest.raises(ValueError, match=r"är en ansokan\. Den läses av new\.py --svar\.$"):
        read_report(file(tmp_path, "blankett: ansokan"), schema)
    with pytest.raises(ValueError, match=r"fältet «titel» finns inte\. Fälten är: blankett, typ, inkom, "):
        read_report(file(tmp_path, "titel: a"), schema)


def keys(schema: Any) -> set[str]:
    """Every key of a schema and the schemas in it, but the names of fields."""
    if not isinstance(schema, dict):
        return set()
    inner = [*schema.get("properties", {}).values(), schema.get("items")]
    return {*schema} | {key for one in inner for key in keys(one)}


@pytest.mark.parametrize(
    ("made", "title", "form", "fields"),
    [
        (application_schema, "Ansökan", "ansokan",
         ["titel", "sammanfattning", "mottagare", "stadsdelar", "teman", "malgrupper", "ansokan", "avtal", "verksamhet",
          "mal", "kriterier"]),
        (report_schema, "Redovisning", "redovisning", ["typ", "inkom", "sammanfattning", "resultat", "ekonomi"]),
    ],
)  # fmt: skip
def test_a_form_asks_for_nothing_but_which_form_it_is(
    schema: Schema, made: Any, title: str, form: str, fields: list[str]
) -> None:
    found = made(schema)
    assert [*found["properties"]] == ["blankett", *fields]
    assert (found["title"], found["required"], found["additionalProperties"]) == (title, ["blankett"], False)
    assert found["properties"]["blankett"]["enum"] == [form]
    for field in fields:
        assert not keys(found["properties"][field]) & {"required", "if", "then", "else", "minProperties"}, field
    group = "avtal" if form == "ansokan" else "resultat"
    whole = schema["properties"][group]["properties"]
    assert [*found["properties"][group]["properties"]] == [*whole]
    if form == "ansokan":
        assert found["properties"]["stadsdelar"]["items"] == schema["properties"]["stadsdelar"]["items"]


def options(asked: list[Question], *given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_options(parser, asked)
    assert "Ett av: provat, hanterat, framgar-inte." in " ".join(parser.format_help().split())
    return parser.parse_args(given)


def test_options_are_answers_and_reports_in_the_order_of_their_days(asked: list[Question]) -> None:
    reports = ("--slutrapport", "1 maj 2025", "--delrapport", "2025-01-02", "--delrapport=2024-12-01")
    given = options(asked, "--beslut.belopp", "40 000 kr", "--stadsdelar=Råslätt", *reports)
    before = {"titel": "a", "beslut": {"jav": "provat"}, "uppfoljning": [{"typ": "planering"}]}
    assert from_options(given, asked, before) == {
        "titel": "a",
        "beslut": {"jav": "provat", "belopp": 40000},
        "stadsdelar": ["raslatt"],
        "uppfoljning": [
            {"typ": "delrapport", "senast": "2024-12-01"},
            {"typ": "delrapport", "senast": "2025-01-02"},
            {"typ": "slutrapport", "senast": "2025-05-01"},
        ],
    }
    assert from_options(options(asked), asked, before) == before


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--beslut.belopp=många", "--beslut.belopp: «många» är inte ett belopp."),
        ("--planering=snart", "--planering: «snart» är inte ett datum."),
    ],
)
def test_an_option_that_is_not_understood_is_named(asked: list[Question], option: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^--") as refused:
        from_options(options(asked, option), asked, {})
    assert str(refused.value).startswith(said)
