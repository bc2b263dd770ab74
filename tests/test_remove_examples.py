"""`make start-fresh`: the examples go, all else stays, and the register works with no record and with one."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import build
import pytest
import remove_examples
import validate
from mkdocs.config import load_config
from register.company import read_company

from .editing.repository import ROOT, TODAY, put, record
from .editing.terminal import terminal
from .example import root_without_records


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what people write in this project, with example records whatever it holds itself."""
    root_without_records(tmp_path)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    notice = "" if "exempeldata: true" in text else "  # The notice\n  exempeldata: true\n"
    (tmp_path / "mkdocs.yml").write_text(text.replace("extra:\n", f"extra:\n{notice}"), encoding="utf-8")
    put(tmp_path, "2024/exempel", record(titel="Odling på Råslätt", **{"beslut.datum": "2024-03-12"}))
    put(tmp_path, "2025/laxhjalp-raslatt", record())
    put(tmp_path, "2024/flyttad", {"flyttad_till": "2024/exempel"})
    put(tmp_path, "2024/borta", {"tillbakadragen": {"datum": "2024-06-01", "skal": "Beslutet upphävdes."}})
    return tmp_path


def records(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "partnerships").rglob("*") if path.is_file())


def content_of(project: Path) -> dict[str, bytes]:
    files = (path for path in (project / "content").rglob("*") if path.is_file())
    return {path.relative_to(project / "content").as_posix(): path.read_bytes() for path in files}


ROUNDS = "titel: Ansökningsomgångar\nomgangar:{}\n"


def test_takes_the_examples_and_their_notice_out_and_leaves_all_else(project: Path) -> None:
    rounds = project / "content/listor/ansokningsomgangar.yaml"
    rounds.write_text(ROUNDS.format("\n  - namn: Exempelomgång"), encoding="utf-8")
    (project / "content/bilder").mkdir(exist_ok=True)
    (project / "content/bilder/exempel-bild.png").touch()
    before = content_of(project)
    assert remove_examples.main(["--root", str(project), "--ja"]) == 0
    assert records(project) == ["partnerships/.gitkeep"]
    gone = {name for name in before if name.startswith("bilder/exempel-")}
    emptied = {"listor/ansokningsomgangar.yaml": ROUNDS.format(" []").encode()}
    assert content_of(project) == {name: text for name, text in before.items() if name not in gone} | emptied
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "exempeldata" not in settings
    assert "the notice on every page" not in settings
    (project / "scripts/pages/theme").mkdir(parents=True)
    assert load_config(str(project / "mkdocs.yml"), hooks=[]).extra == {}


def test_rounds_of_the_companys_own_stay(project: Path) -> None:
    rounds = project / "content/listor/ansokningsomgangar.yaml"
    rounds.write_text(ROUNDS.format("\n  - namn: Våren 2027"), encoding="utf-8")
    assert remove_examples.main(["--root", str(project), "--ja"]) == 0
    assert "Våren 2027" in rounds.read_text(encoding="utf-8")


def test_the_register_works_with_no_record_and_with_one(project: Path, tmp_path: Path) -> None:
    remove_examples.main(["--root", str(project), "--ja"])
    assert validate.main(["--root", str(project), "--today", TODAY]) == 0
    out = tmp_path / "out"
    assert build.main(["--root", str(project), "--out", str(out), "--today", TODAY]) == 0
    assert (out / "samarbeten/index.html").is_file()
    put(project, "2025/laxhjalp-raslatt", record(**{"mottagare.namn": "Föreningen Lyktan"}))
    assert validate.main(["--root", str(project), "--today", TODAY]) == 0


def test_a_real_record_stays(project: Path) -> None:
    real = put(project, "2026/riktig", record(**{"mottagare.namn": "Föreningen Lyktan", "beslut.datum": "2026-03-12"}))
    put(project, "2026/riktig-gammal", {"flyttad_till": "2026/riktig"})
    assert remove_examples.main(["--root", str(project), "--ja"]) == 0
    assert records(project) == ["partnerships/2026/riktig-gammal.yaml", "partnerships/2026/riktig.yaml"]
    assert real.is_file()


def test_asks_first_and_a_no_changes_nothing(project: Path) -> None:
    before = records(project)
    with terminal("scripts/remove_examples.py", "--root", str(project)) as at:
        at.see("4 exempelposter")
        at.answer("Ta bort dem?")
        at.see("Ingenting har ändrats.")
        assert at.ends() == 1
    assert records(project) == before


def test_asks_whose_register_it_is(project: Path) -> None:
    shutil.copy(ROOT / "bolag.yaml", project)
    before = read_company(project / "bolag.yaml")
    answers = {"Namn:": ["Exempelbostäder"], "Ort:": ["Exempelstad: norr"], "Färg:": ["#3a86c8", "#2e6ba0"]}
    with terminal("scripts/remove_examples.py", "--root", str(project)) as at:
        at.answer("Ta bort dem?", "ja")
        for field in json.loads((project / "schemas/company.schema.json").read_bytes())["properties"].values():
            question = f"{field['title']}:"
            at.see(question)
            for answer in answers.get(question, ("",)):
                if answer:
                    at.type("\x15")  # Ctrl-U takes away what is suggested
                at.type(answer + "\r")
        at.see("Exempelposterna är borta.")
        assert at.ends() == 0
    assert records(project) == ["partnerships/.gitkeep"]
    expected = replace(before, namn="Exempelbostäder", ort="Exempelstad: norr", farg="#2e6ba0")
    assert read_company(project / "bolag.yaml") == expected
    assert (project / "bolag.yaml").read_text(encoding="utf-8").startswith("# Bolaget som registret gäller.")


def test_without_a_terminal_ja_is_needed_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remove_examples.main(["--root", str(project)]) == 1
    assert "behövs --ja" in capsys.readouterr().out
    assert len(records(project)) == 4
    assert remove_examples.main(["--root", str(project), "--ja"]) == 0
    assert remove_examples.main(["--root", str(project)]) == 0
    assert "Här finns inga exempelposter." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("identity", "text", "said"),
    [
        ("2026/trasig", 'titel: "öppen\n', "partnerships/2026/trasig.yaml går inte att läsa."),
        ("2026/riktig", "", "fortsätter exempelposten 2025/laxhjalp-raslatt"),
    ],
)
def test_stops_where_it_could_do_harm(
    project: Path, capsys: pytest.CaptureFixture[str], identity: str, text: str, said: str
) -> None:
    real = record(**{"mottagare.namn": "Föreningen Lyktan", "ersatter": "2025/laxhjalp-raslatt"})
    file = put(project, identity, real)
    if text:
        file.write_text(text, encoding="utf-8")
    before = records(project)
    assert remove_examples.main(["--root", str(project), "--ja"]) == 2
    assert said in capsys.readouterr().err
    assert records(project) == before
