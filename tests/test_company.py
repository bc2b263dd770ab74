"""Another housing company adopts the register with one file, and no page of ours says another name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from register.company import FILE, Company, least_contrast, read_company, readable

from .example import ROOT, example_root

OTHER = """\
namn: Exempelbostäder
juridiskt_namn: Exempelbostäder AB
organisationsnummer: 899999-0008
epost: info@example.org
telefon: 036-10 00 00
ort: Exempelstad
register: områdesstöd
beskrivning: Vilka som får stöd av Exempelbostäder.
stadsdel: område
stadsdelen: området
stadsdelar: områden
stadsdelarna: områdena
farg: "#7a1f5c"
farg_mork: "#f0a6d8"
logotyp: exempel-logotyp.png
"""
# What every company writes for itself, and what is copied word for word from it
AUTHORED = ("content/**/*.md", "content/**/*.yaml", "partnerships/**/*.yaml")
READ = {".html", ".json", ".xml", ".rdf", ".csv", ".md", ".txt", ".js", ".svg", ".css", ".atom", ".ttl", ".ics", ""}
_HIDDEN = re.compile(r"<(script|style|code|pre)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_SHOWN = re.compile(r"<[^>]*?((?: (?:alt|title|aria-label|content)=\"[^\"]*\")*)[^>]*>")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of another company: its file, its logotype, and pages and records in its own words."""
    folder = tmp_path_factory.mktemp("annat-bolag")
    root = example_root(folder / "rot")
    for file in (path for pattern in AUTHORED for path in root.glob(pattern)):
        text = re.sub("v[äa]tterhem", "Exempelbolag", file.read_text(encoding="utf-8"), flags=re.IGNORECASE)
        text = text.replace("motiveringar_av: Exempelbolag", "motiveringar_av: vatterhem")
        text = re.sub(r"(?<![/(\w-])([Ss])tadsdel(?!ar(?:/|:| -->))", r"\1tadsvrå", text)
        file.write_text(text, encoding="utf-8")
    shutil.copy(next((root / "content/bilder").glob("*.png")), root / "content/bilder/exempel-logotyp.png")
    (folder / FILE).write_text(OTHER, encoding="utf-8")
    out = folder / "ut"
    command = [sys.executable, ROOT / "scripts/build.py", "--root", root, "--out", out, "--today", "2026-11-23"]
    environment = {**os.environ, "EDIT_URI": "", "BOLAG": str(folder / FILE)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_a_site_of_another_company_names_no_other(site: Path) -> None:
    start = (site / "index.html").read_text(encoding="utf-8")
    assert "<title>Exempelbostäders områdesstöd</title>" in start
    assert "mailto:info@example.org" in start
    assert '<a href="tel:+4636100000">036-10 00 00</a>' in start
    found = {
        path.relative_to(site).as_posix(): match[0]
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix in READ
        for match in [re.search(".{0,60}v(?:ä|&auml;)tterhem.{0,60}", _text(path), re.IGNORECASE)]
        if match
    }
    assert found == {}


def test_it_has_its_own_colours_and_logotype(site: Path) -> None:
    styles = (site / "assets/stylesheets/colours.css").read_text(encoding="utf-8")
    assert "--brand: light-dark(#7a1f5c, #f0a6d8);" in styles
    assert "#0b5a54" not in styles
    assert "#7a1f5c" in (site / "assets/images/favicon.svg").read_text(encoding="utf-8")
    page = (site / "samarbeten/index.html").read_text(encoding="utf-8")
    assert '<img class="logo" src="../bilder/exempel-logotyp.png" alt="">' in page
    assert (site / "bilder/exempel-logotyp.png").is_file()


def test_its_pages_have_its_own_word_for_neighbourhood(site: Path) -> None:
    found = {
        path.relative_to(site).as_posix(): match[0]
        for path in sorted(site.rglob("*.html"))
        for match in [re.search(r".{0,60}(?<![./«\w-])(?<!tabellen )stadsdel.{0,60}", _visible(path), re.IGNORECASE)]
        if match
    }
    assert found == {}
    assert "Välj ditt område" in _visible(site / "stadsdelar/index.html")
    assert "<h1>Områden</h1>" in (site / "stadsdelar/index.html").read_text(encoding="utf-8")


def _visible(page: Path) -> str:
    """The text that people read or hear: without tags, but with what their attributes say."""
    return _SHOWN.sub(r" \1 ", _HIDDEN.sub(" ", _text(page)))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def test_the_project_has_a_company_that_can_be_read() -> None:
    assert read_company(ROOT / FILE).register_name


@pytest.mark.parametrize(("name", "genitive"), [("Vätterhem", "Vätterhems"), ("Exempelhus", "Exempelhus")])
def test_the_genitive_is_that_of_swedish(tmp_path: Path, name: str, genitive: str) -> None:
    assert _read(tmp_path, OTHER.replace("namn: Exempelbostäder\n", f"namn: {name}\n", 1)).genitive == genitive


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("namn: A\n", "ska ha just de här fälten: namn, juridiskt_namn"),
        (OTHER.replace("ort: Exempelstad", "ort: 7"), "fältet «ort» ska vara en text på en rad"),
        (OTHER.replace("#7a1f5c", "röd"), "fältet «farg» ska vara en färg"),
        (OTHER + "typsnitt: Arial\n", "ska ha just de här fälten"),
        ("namn: [\n", "rad "),
    ],
)
def test_a_fault_says_what_to_mend(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(FILE)) as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)


def _read(folder: Path, text: str) -> Company:
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_company(folder / FILE)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("colour", ["#000000", "#3a86c8", "#808080", "#ffffff", "#ffff00"])
def test_the_colour_that_is_suggested_can_be_read(colour: str, dark: bool) -> None:
    assert least_contrast(readable(colour, dark), dark)[0] >= 4.5


def test_the_word_for_neighbourhood_is_put_in_every_form(tmp_path: Path) -> None:
    company = _read(tmp_path, OTHER)
    text = "Stadsdelens del. I stadsdelarna, av stadsdelar, för stadsdelssamarbeten."
    assert company.in_own_words(text) == "Områdets del. I områdena, av områden, för stadsdelssamarbeten."
