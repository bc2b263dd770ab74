"""A person fills in the form in a real browser, under the page's own security policy, and the file is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from editing.yaml_writer import yaml_text
from playwright.sync_api import Browser, Page, expect
from register.strict_yaml import read_yaml
from validate import main as validate

from ..conftest import PATIENCE, VISITOR
from .conftest import Served
from .form_page import FormPage
from .repository import make_repository

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
        root = tmp_path / "root"
        if not root.exists():
            make_repository(root)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())
        return validate(["--root", str(root), "--today", "2026-11-23"])

    return check


def test_a_record_is_made_reported_on_never_saved_wrong_and_never_deleted(
    page: Page,
    trial: Served,
    fields: list[dict[str, Any]],
    checked: Callable[[dict[str, str]], int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked, refused = [], []
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.blockedURI}`))")
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    document, problems = read_yaml(WRITTEN, "partnerships/2026/laxhjalp.yaml")
    assert document is not None
    assert problems == []
    assert yaml_text(document.data) == WRITTEN, "the command line writes the same bytes as the form"
    form = FormPage(page, trial.address)
    form.begin(2026)
    form.fill(document.data, fields)
    form.save()
    path = "partnerships/2026/laxhjalp-for-aldre-kvallar-pa-oxnehaga.yaml"
    assert form.files() == {path: WRITTEN}
    assert checked(form.files()) == 0, capsys.readouterr().out

    page.get_by_role("checkbox", name="Välj alla").click()
    expect(page.get_by_role("button", name=re.compile("^Radera markera"))).to_be_disabled()
    form.open(2026, document.data["titel"])
    page.get_by_role("button", name="Visa redigeringsalternativ").click()
    expect(page.get_by_role("menu")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Radera")).to_have_count(0)
    page.keyboard.press("Escape")

    days = form.field("Uppföljning").get_by_role("textbox", name="Inkom")
    expect(days).to_have_count(WRITTEN.count("- typ:"))
    days.last.fill("2026-11-20")
    form.save()
    reported = {path: WRITTEN + "    inkom: 2026-11-20\n"}
    assert form.files() == reported
    assert checked(form.files()) == 0, capsys.readouterr().out

    form.open(2026, document.data["titel"])
    number, case = form.field("Mottagare", "Organisationsnummer"), form.field("Beslut", "Diarienummer")
    number.get_by_role("textbox").fill("8999990008")
    case.get_by_role("textbox").fill("2024:31")
    form.press_save()
    expect(number.get_by_role("alert")).to_contain_text("Tio siffror")
    expect(case.get_by_role("alert")).to_contain_text("Skriv ett ord före")
    assert form.files() == reported
    assert refused == []
    assert [url for url in asked if not url.startswith((f"{trial.address}/", "data:", "blob:"))] == []


def test_a_page_and_a_list_are_changed_where_they_were_changed_in_swedish_also_where_the_browser_speaks_english(
    browser: Browser, trial: Served, repository: Path
) -> None:
    path, themes = "content/om/prov.md", "content/listor/teman.yaml"
    head = "---\ntitle: En sida\ndescription: En sida att prova med.\nsearchable: false\n---\n"
    written = f"{head}\n# En sida\n\n<!-- del: nyckeltal -->\n"
    listed = "\n".join(
        line for line in (repository / themes).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    with browser.new_context(**VISITOR | {"locale": "en-US"}) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        form = FormPage(page, trial.address, {path: written, themes: f"{listed}\n"})
        page.get_by_role("treeitem", name="Sidor: om").click()
        page.get_by_role("row", name=re.compile("En sida")).get_by_text("En sida").first.click()
        form.field("Titel").get_by_role("textbox").fill("En annan sida")
        form.save()
        changed = written.replace("title: En sida", "title: En annan sida")
        assert form.files()[path].rstrip() == changed.rstrip()
        page.get_by_role("treeitem", name="Listor och inställningar").click()
        page.get_by_role("row", name=re.compile("Teman")).get_by_text("Teman").first.click()
        form.field("Titel").get_by_role("textbox").fill("Alla teman")
        form.press_save()
        expect(page.get_by_role("grid", name="Filer")).to_be_visible()
        first = next(line for line in listed.splitlines() if line.startswith("titel:"))
        assert form.files()[themes].split() == listed.replace(first, "titel: Alla teman").split()
