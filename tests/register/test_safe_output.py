"""No output shows what may not be shown, and none lets a record speak to a terminal or a log."""

# ruff: noqa: E501
from __future__ import annotations

import json
import re
from pathlib import Path

import changes
import pytest
import validate
from register.check import safe_problem
from register.cli import for_terminal, stop
from register.file_tree import GitError
from register.problem import Place, Problem

from .cases import RECORD, TODAY, base, commit

FORMATS = ["text", "json", "sarif", "github", "gitlab"]
NUMBER = 'organisationsnummer: "899999-0008"'
# What may not be seen of 880320-0016 and its slips
LEAK = re.compile(r"88.?0?32|0016|0017|0320")
WRITTEN = {
    "a person's": '"880320-0016"', "without hyphen": '"8803200016"', "as a number": "8803200016", "a slip": '"880320-0017"', "a slip, as a number": "8803200017", "16": '"16880320-0016"', "16 and a slip": '"168803200017"', "SE": '"SE880320001601"',
    "SE and a slip": '"SE880320001701"', "a digit too few": '"880320-001"', "a digit too many": '"880320-00166"', "a letter": '"88O320-0016"', "another sign": '"880320_0017"', "unquoted": "880320_0017", "a long text": f'"880320-0017 {"a" * 60}"',
    "not closed": '"880320-0017', "a list": "[880320-0017]", "a tag": "!!str 880320-0017", "repeated": '"880320-0017"\n  organisationsnummer: "880320-0017"', "an anchor": "&a 880320-0017",
}  # fmt: skip


def replaced(folder: Path, old: str, new: str) -> str:
    record = folder / RECORD
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text


def checked(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert validate.main(["--root", str(folder), "--today", TODAY.isoformat(), *options]) == 1
    return "".join(capsys.readouterr())


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_nothing_of_a_number_that_can_be_a_persons_is_shown(
    written: str, format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(base(tmp_path), NUMBER, f"organisationsnummer: {written}")
    out = checked(tmp_path, capsys, "--format", format_)
    assert LEAK.search(out) is None, out


@pytest.mark.parametrize("written", ['"880320-0016"', '"880320-0017"', '"16880320-0016"', "8803200017"])
def test_the_change_report_and_its_problems_show_nothing_of_it_either(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = commit(base(tmp_path), "before")
    replaced(tmp_path, NUMBER, f"organisationsnummer: {written}")
    commit(tmp_path, "after")
    out = checked(tmp_path, capsys, "--base", before)
    assert changes.main(["--root", str(tmp_path), "--base", before]) == 0
    report = capsys.readouterr().out
    assert LEAK.search(out + report) is None, out + report
    assert "Organisationsnummer: 899999-0008 → \\[dolt\\]" in report


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("namn: Exempelföreningen Lyktan", "namn: Karlsson Lisa", "Exempelföreningen Lyktan → \\[dolt\\]"),
        ("beslutsfattare: Hållbarhetschef", "beslutsfattare: anna andersson", "Hållbarhetschef → \\[dolt\\]"),
        ("titel: Läxhjälp på Råslätt", "titel: Läxhjälp med anna hos example.org", "Läxhjälp på Råslätt → Läxhjälp med \\[dolt\\]"),
    ],
)  # fmt: skip
def test_the_change_report_masks_names_and_contacts(
    old: str, new: str, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = commit(base(tmp_path), "before")
    replaced(tmp_path, old, new)
    commit(tmp_path, "after")
    assert changes.main(["--root", str(tmp_path), "--base", before]) == 0
    assert shown in capsys.readouterr().out


CONTROLS = {"escape": "\x1b[2J", "bell": "\x07", "C1": "\x9b31m", "bidi": "\u202e", "zero width": "\u200b", "line": "\n::set-output name=a::b", "return": "\r", "separator": "\u2028", "delete": "\x7f"}  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
@pytest.mark.parametrize("where", ["a value", "an unknown field", "a code", "a file name"])
def test_no_control_character_reaches_a_log(
    where: str, control: str, format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escaped = json.dumps(f"Läx{control}hjälp")
    base(tmp_path)
    if where == "a value":
        replaced(tmp_path, "datum: 2024-03-12", f"datum: {escaped}")
    elif where == "an unknown field":
        replaced(tmp_path, "titel:", f"{escaped}: a\ntitel:")
    elif where == "a code":
        replaced(tmp_path, "[raslatt]", f"[{escaped}]")
    else:
        (tmp_path / "partnerships" / "2024" / f"a{control}b.yaml").write_text("titel: a\n", encoding="utf-8")
    out = checked(tmp_path, capsys, "--format", format_)
    assert [ascii(c) for c in out if not c.isprintable() and c not in "\n\u00a0"] == []
    assert not any(line.lstrip().startswith("::set-output") for line in out.splitlines())
    if format_ in {"json", "sarif", "gitlab"}:
        json.loads(out)


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_a_change_report_and_a_command_that_stops_are_clean(
    control: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = commit(base(tmp_path), "before")
    replaced(tmp_path, "titel: Läxhjälp på Råslätt", f"titel: {json.dumps(f'Läx{control}hjälp')}")
    commit(tmp_path, "after")
    changes.main(["--root", str(tmp_path), "--base", before])
    stop("Inget har skrivits.", GitError(f"Grenen {control} finns inte."))
    validate.main(["--root", str(tmp_path), "--base", f"x{control}"])
    out = "".join(capsys.readouterr())
    assert [ascii(c) for c in out if not c.isprintable() and c not in "\n\u00a0\u200b"] == []


def test_a_problem_and_a_text_are_masked_as_a_whole() -> None:
    place = Place("partnerships/2024/kurs-880320-0016.yaml", 3, 4)
    problem = Problem(code="R303", place=place, message="«anna@example.org»\x1b[2J", hint="Ring 070-174 06 58.\nNu.")
    shown = safe_problem(problem)
    assert (shown.place.path, shown.message, shown.hint) == (
        "partnerships/2024/kurs-[dolt].yaml",
        "«[dolt]»\ufffd[2J",
        "Ring [dolt].\ufffdNu.",
    )
    assert for_terminal("880320-0016\n\x1b40\u00a0000 kr") == "[dolt]\n\ufffd40\u00a0000 kr"


def test_the_advice_that_a_change_brings_is_shown_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = commit(base(tmp_path), "before")
    replaced(tmp_path, "ledare, läroböcker och", "läroböcker. Den leds av Gunnel Axx. Och")
    commit(tmp_path, "after")
    assert validate.main(["--root", str(tmp_path), "--today", TODAY.isoformat(), "--base", before]) == 0
    shown = capsys.readouterr().out
    assert "R351" in shown
    assert "R602" not in shown  # was there before
    assert "Gunnel" not in shown
