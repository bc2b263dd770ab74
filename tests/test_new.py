"""`new.py`: a case officer answers questions, or a script gives all answers as options."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import jsonschema
import new
import pytest
import validate
from editing.answers import application_schema
from editing.drafts import Draft

from .editing.repository import REASONS, ROOT, TODAY, read, record, register
from .editing.terminal import CTRL_C, CTRL_D, CTRL_U, DOWN, ENTER, terminal

NEW = {**record(), "titel": "Odling på Öxnehaga", "stadsdelar": ["oxnehaga"]}
SCHEMA = json.loads((ROOT / "schemas/record.schema.json").read_text(encoding="utf-8"))
OPTIONS = [
    "--titel=Odling på Öxnehaga",
    "--sammanfattning=Tio odlingslådor mellan husen, som grannarna sköter tillsammans.",
    "--mottagare.namn=Exempelföreningen Lyktan",
    "--mottagare.organisationsnummer=8999990008",
    "--stadsdelar=Öxnehaga, Råslätt",
    "--teman=klimat-miljo och Kultur och sport",
    "--malgrupper=Alla hyresgäster",
    "--beslut.datum=12 mars 2026",
    "--beslut.belopp=40 000 kr",
    "--beslut.beslutsfattare=Hållbarhetschef",
    "--beslut.diarienummer=0311",
    "--beslut.jav=Prövat, ingen var jävig",
    "--avtal.start=1/4 2026",
    "--avtal.slut=2028-03-31",
    "--avtal.nytta=Lådorna är öppna för alla hyresgäster.",
    *(f"--kriterier.{name}={text}" for name, text in REASONS.items()),
]


def run(root: Path, *options: str) -> int:
    return new.main(["--root", str(root), "--today", TODAY, "--fraga-inte", *options])


def test_every_question_is_asked_in_swedish_and_the_file_passes_the_check(tmp_path: Path) -> None:
    root = register(tmp_path, y2025__laxhjalp_raslatt=record())
    with terminal("scripts/new.py", "--root", str(root), "--today", TODAY) as at:
        at.answer("Titel", "Hej")
        at.see("Fältet «Titel» (titel) har bara 3 tecken")
        at.answer("Titel", CTRL_U + "Läxhjälp på Råslätt, andra året")
        at.answer("Sammanfattning", "Läxhjälpen fortsätter, nu också på lördagar under provveckorna.")
        at.answer("Typ av mottagare")
        at.answer("Namn", "exempelforeningen LYKTAN")
        at.see("Mottagaren finns i registret som Exempelföreningen Lyktan.")
        at.answer("Stadsdelar", "Råslät")
        at.see("Menade du «raslatt» (Råslätt)?")
        at.answer("Stadsdelar", CTRL_U + "RASLATT")
        at.answer("Teman", "Arbete, studier och entreprenörskap")
        at.answer("Målgrupper", "barn och unga")
        at.answer("Vill du ange Ansökan", "n")
        at.answer("Beslutsdatum", CTRL_U + "30 februari 2026")
        at.see("är inte ett datum som finns")
        at.answer("Beslutsdatum", CTRL_U + "20 mars 2026")
        at.answer("Beviljat belopp", "fyrtio tusen")
        at.see("är inte ett belopp")
        at.answer("Beviljat belopp", CTRL_U + "40 000 kr")
        at.answer("Beslutsfattare")
        at.answer("Diarienummer (tomt om det saknas)")
        at.answer("Jäv", DOWN)
        at.answer("Avtalet börjar", "2026-04-01")
        at.answer("Avtalet slutar")
        at.answer("Nytta för hyresgästerna", "Ring 070-174 06 58 så berättar vi.")
        at.see("Texten har ett telefonnummer.")
        at.answer("Nytta för hyresgästerna", CTRL_U + "Öppet för alla hyresgäster utan avgift.")
        at.answer("Vill du ange Så är du med", "j")
        at.answer("Plats (tomt om det saknas)", "Kvarterslokalen på Ekvägen")
        for title in ("När", "Kostnad", "Anmälan", "Kontakt"):
            at.answer(f"{title} (tomt om det saknas)")
        at.answer("Tillfällen (tomt om det saknas)", "6 april 2026 17.30–19, Biblioteket; 13/4 2026")
        at.answer("Vill du ange Mål", "n")
        at.answer("Vem som har skrivit motiveringarna")
        headings = ("Stärker", "Långsiktighet", "Utveckling", "Trygghet", "Ansvar", "Alla människors lika värde")
        for heading, reason in zip(headings, REASONS.values(), strict=True):
            at.answer(heading, reason)
        at.answer("Fortsätter", DOWN)
        at.answer("Planering, senast")
        at.answer("Slutrapport, senast")
        at.answer("Finns det fler redovisningar i avtalet?", "ja")
        at.answer("Vilken sort?", DOWN)
        at.answer("Delrapport, senast", "1 oktober 2026")
        at.answer("Finns det fler redovisningar i avtalet?", "n")
        at.answer("Filens namn", CTRL_U + "Läxhjälp")
        at.see("Filen «partnerships/2026/Läxhjälp.yaml» har inte en giltig plats")
        at.answer("Filens namn", CTRL_U + "laxhjalp-raslatt")
        at.see("Beviljat belopp: 40\u00a0000\u00a0kr")
        at.answer("Stämmer det? Då skrivs posten.")
        at.see("Posten är skriven: partnerships/2026/laxhjalp-raslatt.yaml")
        assert at.ends() == 0
    written = read(root, "2026/laxhjalp-raslatt")
    assert written["mottagare"]["organisationsnummer"] == "899999-0008"
    assert written["beslut"]["jav"] == "hanterat"
    assert written["beslut"]["policy"] == "2023-08-30"
    assert written["verksamhet"] == {
        "plats": "Kvarterslokalen på Ekvägen",
        "tillfallen": [
            {"datum": "2026-04-06", "start": "17:30", "slut": "19:00", "plats": "Biblioteket"},
            {"datum": "2026-04-13"},
        ],
    }
    assert written["ersatter"] == "2025/laxhjalp-raslatt"
    assert [(item["typ"], item["senast"]) for item in written["uppfoljning"]] == [
        ("planering", "2026-05-01"),
        ("delrapport", "2026-10-01"),
        ("slutrapport", "2027-05-31"),
    ]
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


def test_an_interrupted_record_is_a_draft_that_the_next_run_goes_on_with(tmp_path: Path) -> None:
    root = register(tmp_path)
    with terminal("scripts/new.py", "--root", str(root), "--today", TODAY) as at:
        at.answer("Titel", "Läxhjälp på Råslätt")
        at.see("? Sammanfattning")
        at.type("Öppen läxh" + CTRL_C)
        at.see("Svaren är sparade i utkast/ny-post.yaml.")
        assert at.ends() == 1
    assert list((root / "partnerships").iterdir()) == []
    with terminal("scripts/new.py", "--root", str(root), "--today", TODAY) as at:
        at.see("Läxhjälp på Råslätt (utkast/ny-post.yaml, 1 av ")
        at.type(DOWN + ENTER)
        at.see("? Sammanfattning Öppen läxh")  # what was typed is there to go on with
        at.type("jälp två kvällar i veckan för alla barn." + ENTER)
        at.see("? Typ av mottagare")
        at.type(CTRL_D)
        at.see("Svaren är sparade i utkast/ny-post.yaml.")
        assert at.ends() == 1
        assert "Traceback" not in at.seen
    assert Draft(root, "utkast/ny-post.yaml").load() == {
        "titel": "Läxhjälp på Råslätt",
        "sammanfattning": "Öppen läxhjälp två kvällar i veckan för alla barn.",
    }
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


def test_an_answer_can_be_changed_before_the_record_is_written(tmp_path: Path) -> None:
    root = register(tmp_path)
    recipient = {**record()["mottagare"], "webbplats": "https://example.org/"}
    decision = {**record()["beslut"], "diarienummer": "EXEMPEL-031"}
    agreement = {**record()["avtal"], "slut": "2025-03-31"}
    data = {**NEW, "mottagare": recipient, "beslut": decision, "avtal": agreement}
    Draft(root, "utkast/rad-14.yaml").save(data)
    file = root / "utkast/rad-14.yaml"
    with terminal("scripts/new.py", "--svar", str(file), "--root", str(root), "--today", TODAY) as at:
        at.answer("Typ av mottagare", DOWN)
        at.answer("Vill du ange Ansökan", "j")
        at.answer("Ansökan kom in (tomt om det saknas)", "10 februari 2025")
        at.answer("Ansökningsomgång")
        at.answer("Sökt belopp (tomt om det saknas)", "0,12 mnkr")
        at.answer("Underlag")
        at.see("Avtalet slutar innan det börjar")
        at.answer("Avtalet slutar", CTRL_U + "31 mars 2026")
        at.answer("Vill du ange Så är du med (Plats, När, ", "n")
        at.answer("Vill du ange Mål", "n")
        at.answer("Vem som har skrivit motiveringarna")
        at.answer("Filens namn")
        at.see("Beslutsfattare: Hållbarhetschef")
        at.see("Trygghet: Vuxna finns på plats varje kväll.")
        at.see("  – Typ: Slutrapport, Senast: 31 maj 2026")
        at.answer("Stämmer det? Då skrivs posten.", "nej")
        at.answer("Vilket svar vill du ändra?", DOWN)
        at.see("Visas i listor.")
        at.answer("Sammanfattning", CTRL_U + "Tio odlingslådor mellan husen, som grannarna sköter.")
        at.answer("Stämmer det? Då skrivs posten.", "ja")
        assert at.ends() == 0
    written = read(root, "2025/odling-pa-oxnehaga")
    assert written["sammanfattning"] == "Tio odlingslådor mellan husen, som grannarna sköter."
    assert written["avtal"]["slut"] == "2026-03-31"
    assert written["ansokan"] == {"inkom": "2025-02-10", "belopp": 120000}
    assert written["mottagare"]["typ"] == "forening"
    assert not file.exists(), "the draft is done"


def test_a_problem_with_another_record_costs_one_answer(tmp_path: Path) -> None:
    root, file = register(tmp_path, y2025__laxhjalp_raslatt=record()), tmp_path / "svar.json"
    file.write_text(json.dumps(record()), encoding="utf-8")
    with terminal("scripts/new.py", "--svar", str(file), "--namn=annan", "--root", str(root), "--today", TODAY) as at:
        at.answer("Typ av mottagare")
        at.see("? Webbplats")
        at.type(CTRL_C)
        assert at.ends() == 1
        assert "Traceback" not in at.seen


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"titl": "Odling"}, "fältet «titl» finns inte. Menade du «titel»?"),
        ({"beslut": {"belop": 1}}, "fältet «beslut.belop» finns inte. Menade du «belopp»?"),
        ({"uppfoljning": [{"typ": "slutrapport", "senst": "2026-05-31"}]}, "«uppfoljning.0.senst» finns inte."),
        ({"uppfoljning": "slutrapport"}, "«uppfoljning» ska vara en lista."),
        ({"uppfoljning": ["slutrapport"]}, "«uppfoljning.0» ska vara en grupp av fält."),
        ({"beslut": "ja"}, "«beslut» ska vara en grupp av fält."),
        ({"stadsdelar": 5}, "«stadsdelar» ska vara en lista."),
        ({"titel": ["Odling"]}, "«titel» ska vara ett enda värde."),
        ({"blankett": "ansökan"}, "blanketten heter ansokan eller redovisning, men du skrev «ansökan»."),
        ({"blankett": "redovisning"}, "är en redovisning. Den läses av record.py rapport --svar."),
        ({"beslut": {"datum": "24-03-12"}}, "Beslutsdatum (beslut.datum): «24-03-12» kan läsas på flera sätt"),
    ],
)
def test_a_file_of_answers_is_understood_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: dict[str, Any], said: str
) -> None:
    root, file = register(tmp_path / "r"), tmp_path / "svar.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    assert run(root, "--svar", str(file)) == 2
    assert said in capsys.readouterr().err


def test_a_saved_application_becomes_the_record(tmp_path: Path) -> None:
    root, file = register(tmp_path / "r"), tmp_path / "ansokan.json"
    applied = {name: NEW[name] for name in ("titel", "sammanfattning", "mottagare", "teman", "malgrupper", "kriterier")}
    form = {"blankett": "ansokan", **applied, "stadsdelar": ["oxnehaga"], "avtal": NEW["avtal"]}
    jsonschema.validate(form, application_schema(SCHEMA))
    words = {"stadsdelar": "Öxnehaga", "avtal": {**NEW["avtal"], "start": "1 april 2025"}, "ersatter": ""}
    file.write_text(json.dumps(form | words), encoding="utf-8")
    given = [f"--beslut.{name}={NEW['beslut'][name]}" for name in ("datum", "belopp", "beslutsfattare", "jav")]
    assert run(root, "--svar", str(file), *given, "--planering=2025-05-15", "--slutrapport=2026-05-31") == 0
    written = read(root, "2025/odling-pa-oxnehaga")
    reports = [{"typ": item["typ"], "senast": item["senast"]} for item in NEW["uppfoljning"]]
    assert written == {**NEW, "uppfoljning": reports}
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


def test_all_answers_as_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = register(tmp_path)
    assert run(root, *OPTIONS) == 0
    assert "Slutrapport ska lämnas senast 31 maj 2028 (föreslaget)." in capsys.readouterr().out
    written = read(root, "2026/odling-pa-oxnehaga")
    assert written["stadsdelar"] == ["oxnehaga", "raslatt"]
    assert written["teman"] == ["klimat-miljo", "kultur-sport"]
    assert written["malgrupper"] == ["alla"]
    assert written["beslut"] == {
        "datum": "2026-03-12",
        "belopp": 40000,
        "beslutsfattare": "Hållbarhetschef",
        "diarienummer": "0311",
        "jav": "provat",
        "policy": "2023-08-30",
    }
    assert [(item["typ"], item["senast"]) for item in written["uppfoljning"]] == [
        ("planering", "2026-05-01"),
        ("delrapport", "2027-04-01"),
        ("slutrapport", "2028-05-31"),
    ]
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


def test_dates_of_reports_can_be_given_and_advice_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = register(tmp_path)
    given = ["--beslut.datum=12 mars 2025", "--avtal.start=1 april 2025", "--avtal.slut=2025-12-31", "--namn=odling"]
    assert run(root, *OPTIONS, *given, "--slutrapport=30 april 2026", "--planering=2025-04-20") == 0
    assert "Råd (stoppar ingenting):" in capsys.readouterr().out
    assert read(root, "2025/odling")["uppfoljning"] == [
        {"typ": "planering", "senast": "2025-04-20"},
        {"typ": "slutrapport", "senast": "2026-04-30"},
    ]


@pytest.mark.parametrize("form", ["json", "yaml", "standard input"])
def test_answers_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    root = register(tmp_path / "r")
    given = json.dumps(NEW) if form != "yaml" else "\n".join(f"{key}: {json.dumps(NEW[key])}" for key in NEW)
    file = tmp_path / "svar"
    file.write_text(given, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given.encode()), encoding="utf-8"))
    assert run(root, "--svar", "-" if form == "standard input" else str(file), "--beslut.belopp=90 000") == 0
    written = read(root, "2025/odling-pa-oxnehaga")
    assert written == {**NEW, "beslut": {**NEW["beslut"], "belopp": 90000}}


def test_an_existing_record_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = register(tmp_path, y2026__odling=record(**{"beslut.datum": "2026-03-12", "avtal.slut": "2027-03-31"}))
    before = (root / "partnerships/2026/odling.yaml").read_bytes()
    assert run(root, *OPTIONS, "--namn=odling") == 2
    assert "finns redan" in capsys.readouterr().err
    assert (root / "partnerships/2026/odling.yaml").read_bytes() == before
    assert run(root, *OPTIONS[1:], "--titel=Odling") == 0
    assert read(root, "2026/odling-2")["titel"] == "Odling"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--beslut.datum=2026-02-30"], "--beslut.datum: «2026-02-30» är inte ett datum som finns"),
        (["--beslut.belopp=fyrtio"], "--beslut.belopp: «fyrtio» är inte ett belopp"),
        (["--slutrapport=snart"], "--slutrapport: «snart» är inte ett datum"),
        (["--svar=finns-inte.json"], "Filen «finns-inte.json» finns inte."),
        (["--svar=/dev/null"], "Filen «/dev/null» finns inte."),
        (["--root=/nowhere"], "saknas"),
    ],
)
def test_what_cannot_be_understood_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    root = register(tmp_path)
    assert run(root, *options) == 2
    error = capsys.readouterr().err
    assert error.startswith("Inget har skrivits. ")
    assert said in error


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([*OPTIONS, "--mottagare.namn=Exempelför. Lyktan"], "R401"),
        ([*OPTIONS, "--sammanfattning=Kursen leds av 880320-0016 varje vecka."], "R303"),
        ([*OPTIONS, "--namn=../../../ute"], "har inte en giltig plats"),
        (["--titel=Odling på Öxnehaga"], "Fältet «Avtal» (avtal) saknas."),
    ],
)
def test_nothing_is_written_when_the_check_says_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    root = register(tmp_path / "r", y2025__laxhjalp_raslatt=record())
    assert run(root, *options) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert "880320" not in printed.out + printed.err
    assert [file.name for file in tmp_path.rglob("*.yaml") if "content" not in file.parts] == ["laxhjalp-raslatt.yaml"]


def test_a_decision_from_before_the_register_needs_no_reasons(tmp_path: Path) -> None:
    root, file = register(tmp_path / "r"), tmp_path / "svar.json"
    data = {name: value for name, value in NEW.items() if name != "kriterier"}
    data["beslut"] = {**NEW["beslut"], "jav": "Framgår inte av handlingarna", "underlag": "fore-registret"}
    file.write_text(json.dumps(data), encoding="utf-8")
    assert run(root, "--svar", str(file)) == 0
    written = read(root, "2025/odling-pa-oxnehaga")
    assert (written["beslut"]["jav"], written["beslut"]["underlag"]) == ("framgar-inte", "fore-registret")
    assert "kriterier" not in written
    assert validate.main(["--root", str(root), "--today", TODAY]) == 0


def test_no_control_character_reaches_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, file = register(tmp_path / "r"), tmp_path / "svar.json"
    hostile = {**NEW, "titel": "Odling \x1b[31mpå\x07 Öxnehaga\u202e", "ny\x1b[2J": "x"}
    for data in (hostile, {name: value for name, value in hostile.items() if name in NEW}):
        file.write_text(json.dumps(data), encoding="utf-8")
        assert run(root, "--svar", str(file)) != 0
        printed = capsys.readouterr()
        assert not {"\x1b", "\x07", "\u202e"} & set(printed.out + printed.err)
