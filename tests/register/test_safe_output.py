"""No output shows what may not be shown, and none lets a record speak to a terminal or a log."""

# ruff: noqa: E501
from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
import validate
from register.change_report import change_report
from register.check import safe_problem
from register.cli import for_terminal, stop
from register.file_tree import GitError
from register.problem import Place, Problem
from register.reports import as_json, code_quality, github, sarif, terminal

from .cases import base
from .memory import Files, base_files, checked, edited

JSON = [as_json, sarif, code_quality]
FORMATS = [partial(terminal, colour=False), github, *JSON]
NUMBER = 'organisationsnummer: "899999-0008"'
# What may not be seen of 880320-0016 and its slips
LEAK = re.compile(r"88.?0?32|0016|0017|0320")
WRITTEN = {
    "a person's": '"880320-0016"', "without hyphen": '"8803200016"', "as a number": "8803200016", "a slip": '"880320-0017"', "a slip, as a number": "8803200017", "16": '"16880320-0016"', "16 and a slip": '"168803200017"', "SE": '"SE880320001601"',
    "SE and a slip": '"SE880320001701"', "a digit too few": '"880320-001"', "a digit too many": '"880320-00166"', "a letter": '"88O320-0016"', "another sign": '"880320_0017"', "unquoted": "880320_0017", "a long text": f'"880320-0017 {"a" * 60}"',
    "not closed": '"880320-0017', "a list": "[880320-0017]", "a tag": "!!str 880320-0017", "repeated": '"880320-0017"\n  organisationsnummer: "880320-0017"', "an anchor": "&a 880320-0017",
}  # fmt: skip


def shown(files: Files, before: Files | None = None) -> str:
    """All that is said of these files in every format, and of the change."""
    result = checked(files, before)
    assert result.problems
    for form in JSON:
        json.loads(form(result, advice=True))
    said = "".join(form(result, advice=True) for form in FORMATS)
    return said + (change_report(result, []) if before else "")


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_nothing_of_a_number_that_can_be_a_persons_is_shown(written: str) -> None:
    out = shown(edited(NUMBER, f"organisationsnummer: {written}"))
    assert LEAK.search(out) is None, out


@pytest.mark.parametrize("written", ['"880320-0016"', '"880320-0017"', '"16880320-0016"', "8803200017"])
def test_the_report_of_a_change_shows_nothing_of_it_either(written: str) -> None:
    out = shown(edited(NUMBER, f"organisationsnummer: {written}"), base_files())
    assert LEAK.search(out) is None, out
    assert "Organisationsnummer: 899999-0008 → \\[dolt\\]" in out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("namn: Exempelföreningen Lyktan", "namn: Karlsson Lisa", "Exempelföreningen Lyktan → \\[dolt\\]"),
        ("beslutsfattare: Hållbarhetschef", "beslutsfattare: anna andersson", "Hållbarhetschef → \\[dolt\\]"),
        ("titel: Läxhjälp på Råslätt", "titel: Läxhjälp med anna hos example.org", "Läxhjälp på Råslätt → Läxhjälp med \\[dolt\\]"),
    ],
)  # fmt: skip
def test_the_change_report_masks_names_and_contacts(old: str, new: str, said: str) -> None:
    assert said in change_report(checked(edited(old, new), base_files()), [])


CONTROLS = {"escape": "\x1b[2J", "bell": "\x07", "C1": "\x9b31m", "bidi": "\u202e", "zero width": "\u200b", "line": "\n::set-output name=a::b", "return": "\r", "separator": "\u2028", "delete": "\x7f"}  # fmt: skip


def unprintable(out: str, but: str = "") -> list[str]:
    return [ascii(sign) for sign in out if not sign.isprintable() and sign not in f"\n\u00a0{but}"]


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_no_control_character_reaches_a_log(control: str) -> None:
    written = json.dumps(f"Läx{control}hjälp")
    for files in [
        edited("datum: 2024-03-12", f"datum: {written}"),
        edited("titel:", f"{written}: a\ntitel:"),
        edited("[raslatt]", f"[{written}]"),
        {**base_files(), f"partnerships/2024/a{control}b.yaml": b"titel: a\n"},
    ]:
        out = shown(files)
        assert unprintable(out) == []
        assert not any(line.lstrip().startswith("::set-output") for line in out.splitlines())


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_a_change_report_and_a_command_that_stops_are_clean(
    control: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titled = edited("titel: Läxhjälp på Råslätt", f"titel: {json.dumps(f'Läx{control}hjälp')}")
    stop("Inget har skrivits.", GitError(f"Grenen {control} finns inte."))
    validate.main(["--root", str(base(tmp_path)), "--base", f"x{control}"])
    assert unprintable(change_report(checked(titled, base_files()), []) + "".join(capsys.readouterr()), "\u200b") == []


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


def test_the_advice_that_a_change_brings_is_shown_with_it() -> None:
    leader = edited("ledare, läroböcker och", "läroböcker. Den leds av Gunnel Axx. Och")
    result = checked(leader, base_files())
    assert result.problems == ()
    assert [one.code for one in result.advice] == ["R351"]  # and not R602, which was there before
    assert "Gunnel" not in terminal(result, advice=True, colour=False)
