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

from .example import EVERY_STATE, ROOT, example_root

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


def test_a_site_of_another_company_names_no_other_and_has_its_own_word_colours_and_logotype(tmp_path: Path) -> None:
    """Its file, its logotype, and pages and records in its own words are all that differs."""
    root, site = example_root(tmp_path / "rot", *EVERY_STATE), tmp_path / "ut"
    for file in (path for pattern in AUTHORED for path in root.glob(pattern)):
        text = re.sub("v[äa]tterhem", "Exempelbolag", file.read_text(encoding="utf-8"), flags=re.IGNORECASE)
        text = text.replace("motiveringar_av: Exempelbolag", "motiveringar_av: vatterhem")
        text = re.sub(r"(?<![/(\w-])([Ss])tadsdel(?!ar(?:/|:| -->))", r"\1tadsvrå", text)
        file.write_text(text, encoding="utf-8")
    shutil.copy(next((root / "content/bilder").glob("*.png")), root / "content/bilder/exempel-logotyp.png")
    (tmp_path / FILE).write_text(OTHER, encoding="utf-8")
    command = [sys.executable, ROOT / "scripts/build.py", "--root", root, "--out", site, "--today", "2026-11-23"]
    environment = {**os.environ, "EDIT_URI": "", "BOLAG": str(tmp_path / FILE)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr

    texts = {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix in READ
    }
    shown = {name: _shown_text(text) for name, text in texts.items() if name.endswith(".html")}
    assert _found("v(?:ä|&auml;)tterhem", texts) == {}
    assert _found(r"(?<![./«\w-])(?<!tabellen )stadsdel", shown) == {}
    assert "<title>Exempelbostäders områdesstöd</title>" in texts["index.html"]
    assert "mailto:info@example.org" in texts["index.html"]
    assert '<a href="tel:+4636100000">036-10 00 00</a>' in texts["index.html"]
    assert "Välj ditt område" in shown["stadsdelar/index.html"]
    assert "<h1>Områden</h1>" in texts["stadsdelar/index.html"]
    styles = texts["assets/stylesheets/colours.css"]
    assert "--brand: light-dark(#7a1f5c, #f0a6d8);" in styles
    assert "#0b5a54" not in styles
    assert "#7a1f5c" in texts["assets/images/favicon.svg"]
    assert '<img class="logo" src="../bilder/exempel-logotyp.png" alt="">' in texts["samarbeten/index.html"]
    assert (site / "bilder/exempel-logotyp.png").is_file()


def _found(pattern: str, texts: dict[str, str]) -> dict[str, str]:
    """The first place in each text where the pattern is, with what is around it."""
    searched = {name: re.search(pattern, text, re.IGNORECASE) for name, text in texts.items()}
    return {name: texts[name][max(0, at.start() - 60) : at.end() + 60] for name, at in searched.items() if at}


def _shown_text(html: str) -> str:
    """The text that people read or hear: without tags, but with what their attributes say."""
    return _SHOWN.sub(r" \1 ", _HIDDEN.sub(" ", html))


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
