"""What is proposed from what is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from editing import suggestions
from editing.draft_check import DraftCheck
from editing.questions import AnswerKind, Question

from .repository import record, register


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-04-01", "2025-03-31", ["2024-05-01", "2025-05-31"]),
        ("2024-06-10", "2024-06-10", ["2024-07-10", "2024-08-10"]),
        ("2024-12-31", "2025-11-30", ["2025-01-31", "2026-01-31"]),
        ("2024-04-01", "2027-03-31", ["2024-05-01", "2025-04-01", "2026-04-01", "2027-05-31"]),
    ],
)
def test_a_plan_a_report_a_year_and_a_final_report(start: str, end: str, days: list[str]) -> None:
    made = suggestions.follow_ups({"avtal": {"start": start, "slut": end}})
    assert [item["senast"] for item in made] == days
    assert [item["typ"] for item in made] == ["planering", *["delrapport"] * (len(days) - 2), "slutrapport"]


def test_the_suggested_days_pass_the_check(tmp_path: Path) -> None:
    trial = DraftCheck(register(tmp_path), date(2026, 11, 23))
    for start, end in (("2025-04-01", "2025-04-01"), ("2025-04-01", "2026-03-31"), ("2025-04-01", "2030-03-31")):
        proposed = suggestions.follow_ups({"avtal": {"start": start, "slut": end}})
        data = record(uppfoljning=proposed, **{"avtal.start": start, "avtal.slut": end})
        assert trial.problems({"partnerships/2025/x.yaml": trial.writer.write(data)}) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Läxhjälp på Råslätt", "laxhjalp-pa-raslatt"),
        ("  Café – för «alla»! ", "cafe-for-alla"),
        ("Ö" * 80, "o" * 60),
        ("ett två " * 12, "ett-tva-ett-tva-ett-tva-ett-tva-ett-tva-ett-tva-ett-tva-ett"),
        ("😀", ""),
    ],
)
def test_a_file_name_has_only_plain_letters(title: str, name: str) -> None:
    assert suggestions.file_name(title) == name


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    root = register(tmp_path, y2025__laxhjalp_pa_raslatt=record())
    (root / "partnerships/2025/laxhjalp-pa-raslatt-2.yaml").write_text('titel: "öppen\n', encoding="utf-8")
    context = DraftCheck(root, date(2026, 11, 23)).context
    assert suggestions.free_name(context, 2025, "Läxhjälp på Råslätt") == "laxhjalp-pa-raslatt-3"
    assert suggestions.free_name(context, 2026, "Läxhjälp på Råslätt") == "laxhjalp-pa-raslatt"


THEMES = Question(
    name="teman",
    title="Teman",
    help="",
    kind=AnswerKind.CODES,
    choices={"arbete": "Arbete, studier och entreprenörskap", "kultur-sport": "Kultur och sport", "kultur": "Kultur"},
)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("Kultur och sport", ["kultur-sport"]),
        ("kultur-sport och arbete", ["kultur-sport", "arbete"]),
        ("KULTUR, Arbete, studier och entreprenörskap", ["kultur", "arbete"]),
        ("Kultur; Kultur", ["kultur"]),
        ("Kulturer och Kultur", ["Kulturer", "kultur"]),
        (["kultur", "Kultur och sport"], ["kultur", "kultur-sport"]),
    ],
)
def test_codes_are_found_by_code_and_by_label(given: object, codes: list[str]) -> None:
    assert THEMES.answer(given) == codes
