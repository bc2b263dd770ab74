from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from webform import packages
from webform.connection import FILE, ConnectionFaultError
from webform.install import copy_editor
from webform.packages import NoPackagesError

from .conftest import Served
from .repository import ROOT, TODAY, make_repository, register_of


def policy(html: str) -> dict[str, str]:
    """The directives of a page's security policy."""
    [content] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    parts = (part.strip().partition(" ") for part in content.replace("&#39;", "'").split(";"))
    return {name: sources for name, _, sources in parts}


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_connected_the_form_lies_at_its_address_and_reaches_the_host_alone(connected: Served) -> None:
    html = (connected.folder / "redigera/index.html").read_text(encoding="utf-8")
    directives = policy(html)
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["connect-src"] == "'self' data: https://api.github.com"
    assert {"base-uri", "form-action"} <= {name for name, sources in directives.items() if sources == "'none'"}
    config = json.loads((connected.folder / "redigera/config.json").read_text(encoding="utf-8"))
    assert config["backend"]["repo"] == "foretaget/stadsdelssamarbeten"
    assert not (connected.folder / "redigera/prova").exists()


def test_not_connected_the_page_says_so_and_offers_a_trial(trial: Served) -> None:
    html = (trial.folder / "redigera/index.html").read_text(encoding="utf-8")
    assert "Formuläret är inte i bruk än" in text_of(html)
    assert 'href="prova/"' in html
    assert (trial.folder / "redigera/prova/index.html").is_file()
    form = (trial.folder / "redigera/prova/index.html").read_text(encoding="utf-8")
    assert policy(form)["connect-src"] == "'self' data:"
    assert json.loads((trial.folder / "redigera/prova/config.json").read_text(encoding="utf-8"))["backend"] == {
        "name": "test-repo"
    }


def test_not_installed_the_page_says_so_kindly_and_the_build_nothing(repository: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "clone"
    shutil.copytree(ROOT / "redigera", elsewhere / "redigera", ignore=shutil.ignore_patterns("node_modules"))
    assert copy_editor(tmp_path / "site", repository, register_of(repository), TODAY, repository=elsewhere) is None
    files = sorted(path.name for path in (tmp_path / "site/redigera").rglob("*"))
    assert files == ["index.html", "sida.css"]
    html = (tmp_path / "site/redigera/index.html").read_text(encoding="utf-8")
    assert "Formuläret är inte installerat" in text_of(html)
    assert "Föreslå en ändring" in text_of(html)
    assert "prova/" not in html


def test_connected_the_build_fetches_the_packages_and_says_when_it_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object) -> None:
        raise NoPackagesError("npm kunde inte hämta paketen: inget nät")

    monkeypatch.setattr(packages, "run", no_network)
    root = make_repository(tmp_path / "root")
    (root / "redigera").mkdir()
    shutil.copy(ROOT / "redigera/package-lock.json", root / "redigera")
    (root / FILE).write_text("vard: github\narkiv: foretaget/stadsdelssamarbeten\n", encoding="utf-8")
    note = copy_editor(tmp_path / "site", root, register_of(root), TODAY, repository=root)
    assert note == "Formuläret på /redigera/ är inte med. npm kunde inte hämta paketen: inget nät"


def test_a_fault_in_the_connection_stops_the_build(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "root")
    (root / FILE).parent.mkdir()
    (root / FILE).write_text("vard: github\n", encoding="utf-8")
    with pytest.raises(ConnectionFaultError, match="arkiv"):
        copy_editor(tmp_path / "site", root, register_of(root), TODAY)


@pytest.mark.parametrize("page", ["redigera/index.html", "redigera/prova/index.html"])
def test_no_page_is_found_by_search_engines_or_has_script_or_style_of_its_own(trial: Served, page: str) -> None:
    html = (trial.folder / page).read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert re.findall(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", html) == []
    assert html.index("Content-Security-Policy") < html.index("<title>")


def test_the_page_is_accessible_and_asks_nobody_else(page: Page, trial: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{trial.address}/redigera/")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["help"]) for one in found] == []
    assert [url for url in asked if not url.startswith((trial.address, "data:"))] == []
    page.get_by_role("link", name="Prova formuläret").click()
    page.wait_for_url("**/redigera/prova/", wait_until="commit")


def test_two_builds_are_the_same(trial: Served, repository: Path, tmp_path: Path) -> None:
    copy_editor(tmp_path, repository, register_of(repository), TODAY)
    files = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = {path.relative_to(trial.folder): path.read_bytes() for path in trial.folder.rglob("*") if path.is_file()}
    assert files == {path: content for path, content in again.items() if path.parts[0] == "redigera"}


def test_the_form_does_not_start_inside_another_page(page: Page, trial: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(f'<iframe src="{trial.address}/redigera/prova/"></iframe>')
    page.frame_locator("iframe").get_by_text("Formuläret visas inte inuti en annan sida").wait_for()
    assert not any(url.endswith("/sveltia-cms.js") for url in asked)
