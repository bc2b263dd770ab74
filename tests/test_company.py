"""Another housing company adopts the register with one file, and no page of ours says another name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from register.company import FILE, Company, read_company

from .example import ROOT, example_root

OTHER = """\
namn: Exempelbostäder
juridiskt_namn: Exempelbostäder AB
organisationsnummer: 899999-0008
epost: info@example.org
ort: Exempelstad
register: områdesstöd
beskrivning: Vilka som får stöd av Exempelbostäder.
"""
# What every company writes for itself, and what is copied word for word from it
AUTHORED = ("content/**/*.md", "content/**/*.yaml", "partnerships/**/*.yaml")
READ = {".html", ".json", ".xml", ".rdf", ".csv", ".md", ".txt", ".js", ".svg", ".css", ".atom", ".ttl", ""}


def test_a_site_of_another_company_names_no_other(tmp_path: Path) -> None:
    project = tmp_path / "projekt"
    shutil.copytree(ROOT / "scripts", project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "redigera").mkdir()
    shutil.copy(ROOT / "redigera/package-lock.json", project / "redigera")
    (project / FILE).write_text(OTHER, encoding="utf-8")
    root = example_root(tmp_path / "rot")
    for file in (path for pattern in AUTHORED for path in root.glob(pattern)):
        text = re.sub("v[äa]tterhem", "Exempelbolag", file.read_text(encoding="utf-8"), flags=re.IGNORECASE)
        file.write_text(text.replace("motiveringar_av: Exempelbolag", "motiveringar_av: vatterhem"), encoding="utf-8")
    out = tmp_path / "ut"
    command = [sys.executable, project / "scripts/build.py", "--root", root, "--out", out, "--today", "2026-11-23"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "EDIT_URI": ""})
    assert done.returncode == 0, done.stdout + done.stderr
    start = (out / "index.html").read_text(encoding="utf-8")
    assert "<title>Exempelbostäders områdesstöd</title>" in start
    assert "mailto:info@example.org" in start
    found = {
        path.relative_to(out).as_posix(): match[0]
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix in READ
        for match in [re.search(".{0,60}v(?:ä|&auml;)tterhem.{0,60}", _text(path), re.IGNORECASE)]
        if match
    }
    assert found == {}


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
        (OTHER + "farg: blå\n", "ska ha just de här fälten"),
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
