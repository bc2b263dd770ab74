from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pages.parts import part
from pages.statistics import share_of_women
from pages.views import views
from register.model import Interruption, Partnership, Register, Results

from .markup import parsed, table
from .registers import TODAY, code, decided, partnership, register, varied


def rows(of: Register, caption: str) -> list[list[str]]:
    made = part("statistik", of, TODAY, example_data=False, here="statistik/")
    return table(parsed(made), caption)[1:]


PER_YEAR = "Samarbeten, belopp och mottagare efter det år då besluten fattades"
WOMEN = "Andel flickor och kvinnor bland deltagarna, efter det år då besluten fattades"
REPORTED = "Pengar i avslutade samarbeten och hur stor del av dem som är slutredovisad"


def results(participants: int | None, share: int | None) -> Results:
    return Results(occasions=None, participants=participants, share_of_girls_and_women=share, summary="Det gick bra.")


def with_results(place: int, *given: Any) -> Partnership:
    return partnership(f"2024/p{place}", results=results(*given))


def test_years_with_average_and_new_recipients() -> None:
    assert rows(varied(), PER_YEAR) == [
        ["2026", "3", "182\u00a0000\u00a0kr", "60\u00a0667\u00a0kr", "1", "2"],
        ["2025", "1", "90\u00a0000\u00a0kr", "90\u00a0000\u00a0kr", "0", "1"],
        ["2024", "2", "170\u00a0000\u00a0kr", "85\u00a0000\u00a0kr", "1", "1"],
        ["Alla år", "6", "442\u00a0000\u00a0kr", "73\u00a0667\u00a0kr", "2", "4"],
    ]


def test_of_two_decisions_on_a_recipients_first_day_one_is_new() -> None:
    assert rows(register(partnership("2024/a"), partnership("2024/b")), PER_YEAR)[-1][-2:] == ["1", "1"]


def test_every_group_is_there_even_without_partnerships() -> None:
    assert rows(register(partnership()), "Samarbeten och belopp per stadsdel") == [
        ["Råslätt", "1", "85\u00a0000\u00a0kr"],
        ["Öxnehaga", "0", "0\u00a0kr"],
    ]
    assert rows(register(partnership()), "Samarbeten och belopp per målgrupp")[-1] == ["Äldre", "0", "0\u00a0kr"]


def test_money_per_home_only_where_homes_are_known() -> None:
    known = register(partnership(), neighbourhoods=(code("raslatt", "Råslätt", 1000), code("oxnehaga", "Öxnehaga")))
    assert rows(known, "Samarbeten och belopp per stadsdel") == [
        ["Råslätt", "1", "85\u00a0000\u00a0kr", "85\u00a0kr"],
        ["Öxnehaga", "0", "0\u00a0kr", "–"],
    ]


def test_the_share_of_girls_and_women_is_weighted_by_participants() -> None:
    made = register(
        with_results(1, 100, 20),
        with_results(2, 300, 60),
        with_results(3, None, 90),
        with_results(4, 50, None),
        with_results(5, 0, 100),
        partnership("2024/p6", results=None),
    )
    assert share_of_women(views(made, TODAY, example_data=False).entries) == (50, 2)
    assert rows(made, WOMEN)[-1] == ["Alla år", "50\u00a0%", "2\u00a0samarbeten"]
    assert rows(register(partnership("2024/p6", results=None)), WOMEN)[-1][1] == "–"


def test_money_in_what_has_ended_and_what_is_reported() -> None:
    assert rows(varied(), REPORTED) == [
        ["2026", "85\u00a0000\u00a0kr", "0\u00a0kr", "0\u00a0%"],
        ["2025", "90\u00a0000\u00a0kr", "0\u00a0kr", "0\u00a0%"],
        ["2024", "170\u00a0000\u00a0kr", "85\u00a0000\u00a0kr", "50\u00a0%"],
        ["Alla år", "345\u00a0000\u00a0kr", "85\u00a0000\u00a0kr", "25\u00a0%"],
    ]


def test_an_interrupted_partnership_can_be_reported() -> None:
    stopped = partnership(interruption=Interruption(date=date(2025, 1, 1), reason="Lokalen stängdes."))
    assert rows(register(stopped), REPORTED)[-1][-1] == "100\u00a0%"


def test_a_report_that_came_in_before_the_end_counts_as_ended() -> None:
    early = partnership(
        agreement=replace(partnership().agreement, end=date(2027, 3, 31)),
        decision=decided(partnership(), date(2024, 3, 12)),
    )
    assert rows(register(early), REPORTED)[-1][1] == "85\u00a0000\u00a0kr"


def test_without_partnerships_there_is_nothing_to_count() -> None:
    made = parsed(part("statistik", register(), TODAY, example_data=False, here="statistik/"))
    assert "det finns inget att räkna" in made.text
