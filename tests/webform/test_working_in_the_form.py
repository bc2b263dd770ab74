"""A person fills in the form in a real browser, under the page's own security policy, and the file is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from editing.yaml_writer import yaml_text
from playwright.sync_api import Page, expect
from register.strict_yaml import read_yaml
from validate import main as validate

from .conftest import Served
from .form_page import FormPage
from .repository import make_repository

NEW: dict[str, Any] = {
    "titel": "Läxhjälp för äldre: kvällar på Öxnehaga",
    "sammanfattning": "Läxhjälp två kvällar i veckan för alla barn som bor på Öxnehaga.\n\nPengarna går till ledare.",
    "mottagare": {"namn": "Exempelföreningen Lyktan", "organisationsnummer": "899999-0008"},
    "stadsdelar": ["oxnehaga", "raslatt"],
    "teman": ["arbete-studier", "kultur-sport"],
    "malgrupper": ["barn", "unga"],
    "beslut": {
        "datum": "2026-03-12",
        "belopp": 85000,
        "beslutsfattare": "Hållbarhetschef",
        "diarienummer": "0311",
        "jav": "provat",
        "policy": "2023-08-30",
    },
    "avtal": {
        "start": "2026-04-01",
        "slut": "2027-03-31",
        "nytta": "Öppet för alla hyresgäster: tisdagar och torsdagar, utan avgift # och utan anmälan.",
    },
    "verksamhet": {"tillfallen": [{"datum": "2026-09-01", "start": "18:00", "slut": "20:30"}]},
    "kriterier": {
        name: f"Det här är varför «{name}» är uppfyllt, i en mening."
        for name in ("starker-omradet", "langsiktighet", "utveckling", "trygghet", "ansvar", "lika-varde")
    },
    "uppfoljning": [
        {"typ": "planering", "senast": "2026-05-15", "inkom": "2026-05-10"},
        {"typ": "slutrapport", "senast": "2027-05-31"},
    ],
}
WRITTEN = """\
titel: 'Läxhjälp för äldre: kvällar på Öxnehaga'
sammanfattning: |-
  Läxhjälp två kvällar i veckan för alla barn som bor på Öxnehaga.

  Pengarna går till ledare.
mottagare:
  namn: Exempelföreningen Lyktan
  organisationsnummer: 899999-0008
stadsdelar:
  - oxnehaga
  - raslatt
teman:
  - arbete-studier
  - kultur-sport
malgrupper:
  - barn
  - unga
beslut:
  datum: 2026-03-12
  belopp: 85000
  beslutsfattare: Hållbarhetschef
  diarienummer: '0311'
  jav: provat
  policy: 2023-08-30
avtal:
  start: 2026-04-01
  slut: 2027-03-31
  nytta: 'Öppet för alla hyresgäster: tisdagar och torsdagar, utan avgift # och utan anmälan.'
verksamhet:
  tillfallen:
    - datum: 2026-09-01
      start: '18:00'
      slut: '20:30'
kriterier:
  starker-omradet: Det här är varför «starker-omradet» är uppfyllt, i en mening.
  langsiktighet: Det här är varför «langsiktighet» är uppfyllt, i en mening.
  utveckling: Det här är varför «utveckling» är uppfyllt, i en mening.
  trygghet: Det här är varför «trygghet» är uppfyllt, i en mening.
  ansvar: Det här är varför «ansvar» är uppfyllt, i en mening.
  lika-varde: Det här är varför «lika-varde» är uppfyllt, i en mening.
uppfoljning:
  - typ: planering
    senast: 2026-05-15
    inkom: 2026-05-10
  - typ: slutrapport
    senast: 2027-05-31
"""


@pytest.fixture
def fields(trial: Served) -> list[dict[str, Any]]:
    config = json.loads((trial.folder / "redigera/prova/config.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = config["collections"][0]["fields"]
    return found


@pytest.fixture
def checked(tmp_path: Path) -> Callable[[dict[str, str]], int]:
    """Puts the files that came out of a form into a register, and gives the exit code of validate.py."""

    def check(files: dict[str, str]) -> int:
        root = make_repository(tmp_path / "root")
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())
        return validate(["--root", str(root), "--today", "2026-11-23"])

    return check


@pytest.fixture
def watched(page: Page, trial: Served) -> Page:
    """A window that takes down what the browser refuses, and any request to somebody else."""
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.blockedURI}`))")
    return page


def test_a_new_record_from_the_form_passes_the_check_as_it_is(
    watched: Page,
    trial: Served,
    fields: list[dict[str, Any]],
    checked: Callable[[dict[str, str]], int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked, refused = [], []
    watched.on("request", lambda request: asked.append(request.url))
    watched.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    form = FormPage(watched, trial.address)
    form.begin(2026)
    form.fill(NEW, fields)
    form.save()
    files = form.files()
    assert files == {"partnerships/2026/laxhjalp-for-aldre-kvallar-pa-oxnehaga.yaml": WRITTEN}
    assert checked(files) == 0, capsys.readouterr().out
    assert refused == []
    assert [url for url in asked if not url.startswith((f"{trial.address}/", "data:", "blob:"))] == []


def test_the_command_line_writes_the_same_bytes_as_the_form() -> None:
    document, problems = read_yaml(WRITTEN, "partnerships/2026/laxhjalp.yaml")
    assert document is not None
    assert problems == []
    assert yaml_text(document.data) == WRITTEN


def test_a_report_received_changes_its_own_line_and_nothing_else(
    watched: Page, trial: Served, checked: Callable[[dict[str, str]], int]
) -> None:
    path = "partnerships/2026/laxhjalp.yaml"
    form = FormPage(watched, trial.address, {path: WRITTEN})
    form.open(2026, NEW["titel"])
    days = form.field("Uppföljning").get_by_role("textbox", name="Inkom")
    expect(days.first).not_to_have_value("")
    days.first.evaluate("field => field.scrollIntoView({ block: 'start' })")  # the next one is drawn when it is near
    expect(days).to_have_count(WRITTEN.count("- typ:"))
    days.last.fill("2026-11-20")
    days.last.press("Tab")
    expect(days.last).to_have_value("2026-11-20")
    form.save()
    expected = WRITTEN + "    inkom: 2026-11-20\n"
    assert form.files() == {path: expected}
    assert checked({path: expected}) == 0


def test_what_cannot_be_right_is_not_saved_and_said_in_swedish(watched: Page, trial: Served) -> None:
    path = "partnerships/2026/laxhjalp.yaml"
    form = FormPage(watched, trial.address, {path: WRITTEN})
    form.open(2026, NEW["titel"])
    form.field("Mottagare", "Organisationsnummer").get_by_role("textbox").fill("8999990008")
    form.field("Beslut", "Diarienummer").get_by_role("textbox").fill("2024:31")
    form.press_save()
    expect(form.field("Mottagare", "Organisationsnummer").get_by_role("alert")).to_contain_text("Tio siffror")
    expect(form.field("Beslut", "Diarienummer").get_by_role("alert")).to_contain_text("Skriv ett ord före")
    assert form.files() == {path: WRITTEN}


def test_a_record_cannot_be_deleted(watched: Page, trial: Served) -> None:
    form = FormPage(watched, trial.address, {"partnerships/2026/laxhjalp.yaml": WRITTEN})
    watched.get_by_role("treeitem", name="Samarbeten 2026").click()
    watched.get_by_role("checkbox", name="Välj alla").click()
    expect(watched.get_by_role("button", name=re.compile("^Radera markera"))).to_be_disabled()
    form.open(2026, NEW["titel"])
    watched.get_by_role("button", name="Visa redigeringsalternativ").click()
    expect(watched.get_by_role("menu")).to_be_visible()
    expect(watched.get_by_role("menuitem", name="Radera")).to_have_count(0)


def test_the_form_speaks_swedish_also_in_a_browser_that_does_not(browser: Any, trial: Served) -> None:
    with browser.new_context(locale="en-US") as context:
        page = context.new_page()
        FormPage(page, trial.address)
        expect(page.get_by_role("button", name="Skapa ny post").first).to_be_visible()


def test_a_page_and_a_list_are_changed_where_they_were_changed_and_nowhere_else(
    watched: Page, trial: Served, repository: Path
) -> None:
    page, themes = "content/om/prov.md", "content/listor/teman.yaml"
    head = "---\ntitle: En sida\ndescription: En sida att prova med.\nsearchable: false\n---\n"
    written = f"{head}\n# En sida\n\n<!-- del: nyckeltal -->\n"
    listed = "\n".join(
        line for line in (repository / themes).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    form = FormPage(watched, trial.address, {page: written, themes: f"{listed}\n"})
    watched.get_by_role("treeitem", name="Sidor: om").click()
    watched.get_by_role("row", name=re.compile("En sida")).get_by_text("En sida").first.click()
    form.field("Titel").get_by_role("textbox").fill("En annan sida")
    form.save()
    changed = written.replace("title: En sida", "title: En annan sida")
    assert form.files()[page].rstrip() == changed.rstrip()
    watched.get_by_role("treeitem", name="Listor och inställningar").click()
    watched.get_by_role("row", name=re.compile("Teman")).get_by_text("Teman").first.click()
    form.field("Titel").get_by_role("textbox").fill("Alla teman")
    form.press_save()
    expect(watched.get_by_role("grid", name="Filer")).to_be_visible()
    first = next(line for line in listed.splitlines() if line.startswith("titel:"))
    assert form.files()[themes].split() == listed.replace(first, "titel: Alla teman").split()
