"""The site works in Firefox and in WebKit too: the list narrows, the search finds, a form keeps what was written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from static_server import serve_folder

from .other_browsers import Browser, Firefox, NoBrowserError, WebKit, wait_for

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/fixtures/example"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example site, served on this machine."""
    root = tmp_path_factory.mktemp("rot")
    for name, of in {"content": EXAMPLE, "partnerships": EXAMPLE, "schemas": ROOT}.items():
        shutil.copytree(of / name, root / name)
    out = root / "ut"
    inherited = {key: value for key, value in os.environ.items() if key != "SITE_URL"}
    command = [sys.executable, str(ROOT / "scripts/build.py"), "--root", str(root), "--out", str(out)]
    subprocess.run(
        [*command, "--today", "2026-11-23"],
        check=True,
        env={**inherited, "BOLAG": str(EXAMPLE / "bolag.yaml")},
    )
    with serve_folder(out) as address:
        yield address


@pytest.fixture(scope="module", params=[Firefox, WebKit])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    try:
        found: Browser = request.param(tmp_path_factory.mktemp("profil"))
    except NoBrowserError as error:
        pytest.skip(str(error))
    yield found
    found.close()


def test_the_list_narrows_by_a_choice_and_by_words(browser: Browser, address: str) -> None:
    browser.open(f"{address}samarbeten/")
    browser.until("return !document.querySelector('#find').hidden")
    whole = browser.run("return document.querySelector('[data-sentence]').textContent")
    browser.run("document.querySelector('input[name=stadsdel][value=raslatt]').click()")
    narrowed = f"const now = document.querySelector('[data-sentence]').textContent; return now !== {whole!r} && now"
    browser.until(narrowed)
    assert browser.run("return location.search") == "?stadsdel=raslatt"
    browser.type("#find-sok", "läxhjälp")
    browser.until("return new URLSearchParams(location.search).get('sok') === 'läxhjälp'")
    titles = "return [...document.querySelectorAll('.card-title')].map(title => title.textContent)"
    browser.until(
        f"const titles = (() => {{ {titles} }})(); return titles.length && titles.every(t => /läxhjälp/i.test(t))"
    )
    browser.run("history.back()")
    browser.until("return new URLSearchParams(location.search).get('sok') === null")
    assert browser.errors() == []


def test_the_search_finds_what_is_typed(browser: Browser, address: str) -> None:
    browser.open(address)
    button = "document.querySelector('.search-button')"
    browser.run(f"if ({button}.checkVisibility()) {button}.click()")
    browser.type("#sok input", "läxhjälp")
    browser.until("return [...document.querySelectorAll('#sok ol a')].some(link => /läxhjälp/i.test(link.textContent))")
    assert browser.errors() == []


def test_a_form_keeps_what_was_written_until_it_is_cleared(browser: Browser, address: str) -> None:
    browser.open(f"{address}ansok/blankett-ansokan/")
    field = "document.querySelector('.paper textarea, .paper input[type=text]')"
    browser.until(f"return {field}?.checkVisibility()")
    where = browser.run(f"return '#' + {field}.id")
    browser.type(where, "Läxhjälp på Råslätt")
    browser.open(address)
    browser.open(f"{address}ansok/blankett-ansokan/")
    browser.until(f"return document.querySelector({where!r}).value === 'Läxhjälp på Råslätt'")
    assert browser.errors() == []


def test_a_fault_in_the_console_is_seen(browser: Browser, address: str) -> None:
    """The tests above assert that there is none; this one that they would see it."""
    browser.open(address)
    browser.run("setTimeout(() => { throw new Error('ett fel att se') }, 0)")
    wait_for(lambda: any("ett fel att se" in error for error in browser.errors()), "the fault")
