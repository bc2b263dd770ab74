"""`record.py`: each event changes just what it says, tells what it did, and passes the check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import record as command
import validate

from .editing.repository import TODAY, put, read, record, register
from .editing.terminal import CTRL_C, CTRL_U, DOWN, terminal

NAME = "2025/laxhjalp-raslatt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return register(tmp_path, y2025__laxhjalp_raslatt=record())


def run(root: Path, event: str, *options: str) -> int:
    return command.main([event, *options, "--root", str(root), "--today", TODAY])


def checked(root: Path) -> int:
    return validate.main(["--root", str(root), "--today", TODAY])


def other_than(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def test_a_report_that_has_come_in(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--inkom=20 maj 2026", "--resultat.deltagare=140", "--resultat.andel_flickor_kvinnor=52 %"]
    given.append("--resultat.sammanfattning=Fler barn än väntat kom varje vecka.")
    assert run(root, "rapport", NAME, "--typ=slutrapport", *given) == 0
    assert "Slutrapporten är registrerad: den kom in 20 maj 2026." in capsys.readouterr().out
    now = read(root, NAME)
    assert now["uppfoljning"][1] == {"typ": "slutrapport", "senast": "2026-05-31", "inkom": "2026-05-20"}
    assert now["resultat"] == {
        "deltagare": 140,
        "andel_flickor_kvinnor": 52,
        "sammanfattning": "Fler barn än väntat kom varje vecka.",
    }
    assert other_than(now, "uppfoljning", "resultat") == other_than(record(), "uppfoljning")
    assert checked(root) == 0


def test_a_report_can_be_told_of_at_a_terminal(root: Path) -> None:
    with terminal("scripts/record.py", "rapport", NAME, "--root", str(root), "--today", TODAY) as at:
        at.answer("Vilken dag kom slutrapporten in (senast 31 maj 2026)?", CTRL_U + "20 maj 2026")
        at.answer("Tillfällen (tomt om det saknas)", "62")
        at.answer("Deltagare (tomt om det saknas)", "många")
        at.see("«många» är inte ett heltal.")
        at.answer("Deltagare (tomt om det saknas)", CTRL_U + "140")
        at.answer("Andel flickor och kvinnor (tomt om det saknas)", "520")
        at.see("ska vara högst 100")
        at.answer("Andel flickor och kvinnor (tomt om det saknas)", CTRL_U + "52")
        at.answer("Sammanfattning (tomt om det saknas)", "Fler barn än väntat kom varje vecka.")
        at.answer("Vill du ange ekonomin (utbetalt och återbetalt)?", "j")
        at.answer("Utbetalt (tomt om det saknas)", "85 tkr")
        at.answer("Återbetalt (tomt om det saknas)")
        at.answer("Ekonomin avslutad (tomt om det saknas)", "2026-06-10")
        at.see("Slutrapport inkom 20 maj 2026")
        at.answer("Stämmer det? Då skrivs det.")
        at.see("Slutrapporten är registrerad")
        assert at.ends() == 0
    assert read(root, NAME)["resultat"]["tillfallen"] == 62
    assert checked(root) == 0


def test_a_report_is_registered_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "rapport", NAME, "--typ=planering", "--inkom=2025-05-12") == 2
    assert "Planeringen är redan registrerad: den kom in 10 maj 2025." in capsys.readouterr().err
    assert run(root, "rapport", NAME, "--typ=delrapport", "--inkom=2025-05-12") == 2
    assert "inte på någon delrapport. Den väntar på: slutrapport senast 2026-05-31." in capsys.readouterr().err


def test_of_two_awaited_reports_the_first_is_meant_or_the_one_whose_day_is_given(tmp_path: Path) -> None:
    awaited = [{"typ": "delrapport", "senast": day} for day in ("2026-01-31", "2025-10-31")]
    plan = {"typ": "planering", "senast": "2025-05-15", "inkom": "2025-05-10"}
    last = {"typ": "slutrapport", "senast": "2026-05-31"}
    root = register(tmp_path, y2025__x=record(uppfoljning=[*awaited, plan, last]))
    received = [None, "2025-11-01", "2025-05-10", None]
    assert run(root, "rapport", "2025/x", "--typ=delrapport", "--inkom=2025-11-01") == 0
    assert [item.get("inkom") for item in read(root, "2025/x")["uppfoljning"]] == received
    assert run(root, "rapport", "2025/x", "--typ=delrapport", "--inkom=2026-01-20", "--senast=31 jan 2026") == 0
    assert [item.get("inkom") for item in read(root, "2025/x")["uppfoljning"]] == ["2026-01-20", *received[1:]]


def test_a_correction_changes_the_value_and_adds_a_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Beloppet var felskrivet: det stod 85 000 kr, rätt är 58 000 kr."
    assert run(root, "ratta", NAME, "--falt=beslut.belopp=58 000 kr", f"--text={text}") == 0
    assert "Beviljat belopp: 85\u00a0000 → 58\u00a0000\u00a0kr" in capsys.readouterr().out
    now = read(root, NAME)
    line = {"datum": TODAY, "falt": "beslut.belopp", "text": text}
    assert now == record(**{"beslut.belopp": 58000, "rattelser": [line]})
    other = "Planeringen kom en dag tidigare."
    assert run(root, "ratta", NAME, "--falt=uppfoljning.0.inkom=9 maj 2025", f"--text={other}") == 0
    assert [line["text"] for line in read(root, NAME)["rattelser"]] == [text, other]
    assert read(root, NAME)["uppfoljning"][0]["inkom"] == "2025-05-09"
    assert checked(root) == 0


def test_a_recipient_is_corrected_in_all_its_records_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, "2026/odling", record(titel="Odling", **{"beslut.datum": "2026-03-12"}))
    given = ["--falt=mottagare.namn=Exempelföreningen Lanternan", "--text=Föreningen har bytt namn sedan beslutet."]
    assert run(root, "ratta", NAME, *given) == 1
    assert "R401" in capsys.readouterr().err
    assert run(root, "ratta", NAME, "2026/odling", *given) == 0
    names = [read(root, name)["mottagare"]["namn"] for name in (NAME, "2026/odling")]
    assert names == ["Exempelföreningen Lanternan"] * 2
    assert checked(root) == 0


def test_renaming_a_recipient_in_all_its_records_works_by_answering(root: Path) -> None:
    put(root, "2026/odling", record(titel="Odling", **{"beslut.datum": "2026-03-12"}))
    with terminal("scripts/record.py", "ratta", "läxhjälp på råslätt", "--root", str(root), "--today", TODAY) as at:
        at.answer("Vad ska rättas?", DOWN * 2)
        at.answer("Rätt värde för Namn", CTRL_U + "Ring 070-174 06 58")
        at.see("Texten har ett telefonnummer.")
        at.answer("Rätt värde för Namn", CTRL_U + "Exempelföreningen Lanternan")
        at.see("finns också i: 2026/odling.")
        at.answer("Ska de rättas på samma sätt?", "j")
        at.see("? Vad som rättades")
        at.type(CTRL_C)
        at.see("Svaren är sparade i utkast/handelser/ratta-laxhjalp-pa-raslatt.yaml.")
        assert at.ends() == 1
    with terminal("scripts/record.py", "ratta", "läxhjälp på råslätt", "--root", str(root), "--today", TODAY) as at:
        at.answer("Svaren från förra gången finns kvar.", "j")
        at.answer("Ska de rättas på samma sätt?", "j")
        at.answer("Vad som rättades", "Föreningen har bytt namn sedan beslutet.")
        at.answer("Stämmer det? Då skrivs det.", "j")
        assert at.ends() == 0
    names = [read(root, name)["mottagare"]["namn"] for name in (NAME, "2026/odling")]
    assert names == ["Exempelföreningen Lanternan"] * 2
    assert not list((root / "utkast/handelser").iterdir())
    assert checked(root) == 0


def test_a_saved_report_is_taken_from_its_file(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "redovisning.json"
    told = {"tillfallen": "62", "deltagare": 140, "sammanfattning": "Fler barn än väntat kom varje vecka."}
    file.write_text(json.dumps({"blankett": "redovisning", "typ": "slutrapport", "resultat": told}), encoding="utf-8")
    assert run(root, "rapport", NAME, "--svar", str(file), "--inkom=2026-05-20") == 0
    assert read(root, NAME)["resultat"] == {**told, "tillfallen": 62}
    assert read(root, NAME)["uppfoljning"][1]["inkom"] == "2026-05-20"
    file.write_text(json.dumps({"resultatt": told}), encoding="utf-8")
    assert run(root, "rapport", NAME, "--svar", str(file)) == 2


def test_one_event_changes_the_lines_that_it_concerns(root: Path) -> None:
    file = root / "partnerships" / f"{NAME}.yaml"
    before = "# Se ärendet\n" + file.read_text(encoding="utf-8").replace("titel: ", "titel:   ")
    file.write_text(before, encoding="utf-8")
    assert run(root, "rapport", NAME, "--inkom=2026-05-20", "--ja") == 0
    after = file.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == ["  inkom: 2026-05-20"]
    assert len(after.splitlines()) == len(before.splitlines()) + 1


def test_an_optional_value_can_be_taken_out(tmp_path: Path) -> None:
    root = register(tmp_path, y2025__x=record(**{"mottagare.webbplats": "https://example.org/"}))
    assert run(root, "ratta", "2025/x", "--falt=mottagare.webbplats=", "--text=Webbplatsen finns inte längre.") == 0
    assert "webbplats" not in read(root, "2025/x")["mottagare"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("beslut.belop=1", "Fältet «beslut.belop» finns inte. Menade du «belopp»?"),
        ("beslut.belopp=mycket", "--falt beslut.belopp: «mycket» är inte ett belopp."),
        ("beslut.belopp", "har inget likhetstecken"),
        ("beslut.belopp=85000", "Alla värden finns redan"),
        ("beslut.belopp=", "fältet måste ha ett värde"),
        ("beslut=1", "är en grupp av fält. Skriv vilket, till exempel beslut.datum."),
        ("uppfoljning.7.senast=2026-05-31", "Listan har inget värde på plats 7."),
    ],
)
def test_what_cannot_be_corrected_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], given: str, said: str
) -> None:
    before = (root / "partnerships" / f"{NAME}.yaml").read_bytes()
    assert run(root, "ratta", NAME, f"--falt={given}", "--text=Det stod fel i posten.") == 2
    assert said in capsys.readouterr().err
    assert (root / "partnerships" / f"{NAME}.yaml").read_bytes() == before


def test_an_interruption(root: Path) -> None:
    given = ["--datum=15 november 2025", "--skal=Föreningen kunde inte hitta ledare."]
    given.append("--slutrapport-senast=2026-01-31")
    assert run(root, "avbryt", NAME, *given) == 0
    now = read(root, NAME)
    assert now["avbrutet"] == {"datum": "2025-11-15", "skal": "Föreningen kunde inte hitta ledare."}
    assert now["uppfoljning"][1]["senast"] == "2026-01-31"
    assert other_than(now, "avbrutet", "uppfoljning") == other_than(record(), "uppfoljning")
    assert checked(root) == 0
    assert run(root, "avbryt", NAME, *given) == 2


def test_a_move_leaves_a_tombstone_and_takes_the_references_along(root: Path) -> None:
    put(root, "2024/gammalt", {"flyttad_till": NAME})
    put(root, "2026/andra-aret", record(**{"beslut.datum": "2026-04-02", "ersatter": NAME}))
    assert run(root, "flytta", NAME, "laxhjalp") == 0
    assert read(root, "2025/laxhjalp") == record()
    assert read(root, NAME) == {"flyttad_till": "2025/laxhjalp"}
    assert read(root, "2024/gammalt") == {"flyttad_till": "2025/laxhjalp"}
    assert read(root, "2026/andra-aret")["ersatter"] == "2025/laxhjalp"
    assert checked(root) == 0


def test_a_move_never_goes_over_another_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, "2025/upptaget", record(titel="Odling på Råslätt", **{"beslut.belopp": 1000}))
    assert run(root, "flytta", NAME, "2025/upptaget") == 2
    assert "finns redan" in capsys.readouterr().err
    assert read(root, "2025/upptaget")["titel"] == "Odling på Råslätt"
    assert read(root, NAME) == record()


def test_a_withdrawal_leaves_the_reason_at_every_address_of_the_record(root: Path) -> None:
    put(root, "2024/gammalt", {"flyttad_till": NAME})
    assert run(root, "dra-tillbaka", NAME, "--datum=2026-11-20", "--skal=Beslutet upphävdes innan avtalet skrevs.") == 0
    reason = {"tillbakadragen": {"datum": "2026-11-20", "skal": "Beslutet upphävdes innan avtalet skrevs."}}
    assert read(root, NAME) == reason
    assert read(root, "2024/gammalt") == reason
    assert checked(root) == 0


def test_another_year_is_a_record_of_its_own(root: Path) -> None:
    given = ["--fraga-inte", "--beslut.datum=20 mars 2026", "--beslut.belopp=90 000", "--beslut.jav=provat"]
    assert run(root, "fortsatt", NAME, *given) == 0
    now = read(root, "2026/laxhjalp-pa-raslatt")
    assert now["ersatter"] == NAME
    assert now["avtal"]["start"] == "2026-04-01"
    assert now["avtal"]["slut"] == "2027-03-31"
    assert now["kriterier"] == record()["kriterier"]
    assert read(root, NAME) == record()
    assert checked(root) == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2025/laxhjalp-raslat", "Menade du «2025/laxhjalp-raslatt»?"),
        ("2024/borta", "är en hänvisning: posten är flyttad eller tillbakadragen."),
        ("2025/trasig", "partnerships/2025/trasig.yaml går inte att läsa."),
        ("2025/felaktig", "partnerships/2025/felaktig.yaml har fel som ska rättas först. Rad"),
        ("../../etc/passwd", "Det finns ingen post"),
    ],
)
def test_a_record_that_cannot_be_changed_is_told_of(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    put(root, "2024/borta", {"flyttad_till": NAME})
    put(root, "2025/felaktig", record(titel="x", **{"beslut.belopp": 0}))
    (root / "partnerships/2025/trasig.yaml").write_text('titel: "öppen\n', encoding="utf-8")
    assert run(root, "avbryt", name, "--datum=2025-11-15", "--skal=Föreningen kunde inte hitta ledare.") == 2
    assert said in capsys.readouterr().err


def test_without_a_terminal_what_is_missing_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "avbryt", NAME, "--datum=2025-11-15") == 2
    assert capsys.readouterr().err == "Inget har skrivits. --skal saknas.\n"
