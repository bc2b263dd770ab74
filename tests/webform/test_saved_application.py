"""A saved application becomes a record in the form: file, page that opens it, new record, check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect
from register.strict_yaml import read_yaml
from validate import main as validate

from .conftest import Served
from .form_page import FormPage
from .repository import make_repository

APPLICATION: dict[str, Any] = {
    "blankett": "ansokan",
    "titel": "Läxhjälp för alla: kvällar & helger",
    "sammanfattning": "Läxhjälp två kvällar i veckan, för alla barn.\n\nPengarna går till ledare.",
    "mottagare": {"namn": "Exempelföreningen Lyktan", "typ": "forening", "organisationsnummer": "899999-0008"},
    "stadsdelar": ["oxnehaga", "raslatt"],
    "teman": ["arbete-studier"],
    "malgrupper": ["barn", "unga"],
    "ansokan": {"belopp": "40 000 kr"},
    "avtal": {"start": "1 april 2026", "slut": "i mars", "nytta": "Öppet för alla hyresgäster, utan avgift."},
    "kriterier": {"trygghet": "Fler vuxna är ute på kvällarna, och det märks."},
    "_slug": "annat-namn",
}


REST: dict[str, Any] = {
    "beslut": {"datum": "2026-03-12", "belopp": 40000, "beslutsfattare": "Hållbarhetschef", "jav": "provat"},
    "avtal": {"slut": "2027-03-31"},
    "kriterier": {
        name: f"Det här är varför «{name}» är uppfyllt, i en mening."
        for name in ("starker-omradet", "langsiktighet", "utveckling", "ansvar", "lika-varde")
    },
    "uppfoljning": [
        {"typ": "planering", "senast": "2026-05-15"},
        {"typ": "slutrapport", "senast": "2027-05-31"},
    ],
}


def choose(page: Page, text: str) -> None:
    """Choose a file with a text."""
    file = FilePayload(name="ansokan.json", mimeType="application/json", buffer=text.encode())
    page.get_by_label("Filen med ansökan").set_input_files(file)


def test_a_saved_application_becomes_a_record_that_passes_the_check_and_another_file_does_not(
    page: Page, trial: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    record, saved = "partnerships/2024/laxhjalp-raslatt.yaml", "titel: Läxhjälp överallt\n"
    form = FormPage(page, trial.address, {record: saved})
    assert {record, "content/listor/teman.yaml", "content/om/index.md"} <= set(form.examples)
    page.goto(f"{trial.address}/redigera/prova/fil/")
    page.get_by_label("Året då beslutet fattades").select_option("2026")
    for wrong, said in (
        ("inte json", "går inte att läsa"),
        ("null", "Filen är ingen ansökan"),
        ('{"blankett": "redovisning", "typ": "slutrapport"}', "öppna posten i formuläret"),
    ):
        choose(page, wrong)
        expect(page.get_by_role("status")).to_contain_text(said)
        expect(page.get_by_role("link", name="Öppna ansökan")).to_have_count(0)
    choose(page, json.dumps(APPLICATION))
    expect(page.get_by_role("listitem")).to_have_text(["Avtal: Avtalet slutar: i mars"])
    page.get_by_role("link", name="Öppna ansökan i formuläret").click()
    expect(page.get_by_role("textbox", name="Titel")).to_have_value(APPLICATION["titel"])
    config = json.loads((trial.folder / "redigera/prova/config.json").read_text(encoding="utf-8"))
    form.fill(REST, config["collections"][0]["fields"])
    form.save()
    path = "partnerships/2026/laxhjalp-for-alla-kvallar-helger.yaml"
    text = form.files()[path]
    assert form.files() == {record: saved, path: text}
    document, problems = read_yaml(text, path)
    assert document is not None
    assert problems == []
    given = {name: value for name, value in APPLICATION.items() if name not in ("blankett", "_slug")}
    expected = {**given, **REST, "ansokan": {"belopp": 40000}}
    expected["beslut"] = {**REST["beslut"], "policy": "2023-08-30"}
    expected["avtal"] = {"start": "2026-04-01", "slut": "2027-03-31", "nytta": APPLICATION["avtal"]["nytta"]}
    expected["kriterier"] = {**REST["kriterier"], **APPLICATION["kriterier"]}
    assert document.data == expected
    root = make_repository(tmp_path / "root")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    assert validate(["--root", str(root), "--today", "2026-11-23"]) == 0, capsys.readouterr().out
    assert [url for url in asked if not url.startswith((f"{trial.address}/", "data:", "blob:"))] == []
    assert not [url for url in asked if "titel=" in url]
