from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from pages.figures import share_of_women
from pages.key_points import (
    accounts_point,
    money_summary,
    older_point,
    per_home_point,
    recipients_point,
    women_point,
)
from pages.links import Dimension
from pages.site import site_files
from pages.site_index import Sum, build_index
from register.model import Application, Finances, Interruption, Partnership, Register, Results, Round, Settings
from register.status import Account

from .markup import Element, links, plain, shown, shown_part, table
from .registers import TODAY, code, decided, partnership, register, varied

PER_YEAR = "Samarbeten och belopp efter det år då besluten fattades"
RECIPIENTS = "Beslut till nya och återkommande mottagare, efter det år då besluten fattades"
WOMEN = "Andel flickor och kvinnor bland deltagarna, efter det år då besluten fattades"
REPORTED = "Beviljat belopp efter hur det är redovisat"
PER_PLACE = "Samarbeten och beviljat belopp per stadsdel"
PER_TARGET_GROUP = "Samarbeten och beviljat belopp per målgrupp"
TOLD = Results(summary="Fler klarade matematiken. Två blev ledare.", occasions=62)


def statistics(of: Register) -> Element:
    return shown_part("statistik", of, "statistik/")


def rows(of: Register, caption: str) -> list[list[str]]:
    return table(statistics(of), caption)[1:]


def with_results(place: int, participants: int | None, share: int | None) -> Partnership:
    told = Results(occasions=None, participants=participants, share_of_girls_and_women=share, summary="Det gick bra.")
    return partnership(f"2024/p{place}", results=told)


def test_of_two_decisions_on_a_recipients_first_day_one_is_new() -> None:
    assert rows(register(partnership("2024/a"), partnership("2024/b")), RECIPIENTS)[-1][1:3] == ["1", "1"]


DIVIDED = partnership(
    "2024/b",
    neighbourhoods=("raslatt", "oxnehaga"),
    decision=replace(partnership().decision, amount=30000, allocation={"raslatt": 10000, "oxnehaga": 20000}),
)
UNDIVIDED = replace(DIVIDED, decision=replace(DIVIDED.decision, allocation=None))
HOMES = (code("raslatt", "Råslätt", 1000), code("oxnehaga", "Öxnehaga"))


@pytest.mark.parametrize(
    ("of", "raslatt", "oxnehaga"),
    [
        (register(partnership()), ["1", "85 000 kr", "100 %"], ["0", "0 kr", "0 %"]),
        (
            register(partnership(), neighbourhoods=HOMES),
            ["1", "85 000 kr", "100 %", "85 kr"],
            ["0", "0 kr", "0 %", "–"],
        ),
        (register(partnership(), DIVIDED), ["2", "95 000 kr", "83 %"], ["1", "20 000 kr", "17 %"]),
        (register(partnership(), UNDIVIDED), ["2", "115 000 kr", "85 000 kr"], ["1", "30 000 kr", "0 kr"]),
    ],
    ids=["one without partnerships", "homes are known", "a grant divided", "a grant that is not divided"],
)
def test_each_neighbourhood_has_its_exact_share_or_what_is_its_own_alone(
    of: Register, raslatt: list[str], oxnehaga: list[str]
) -> None:
    assert rows(of, PER_PLACE) == [["Råslätt", *raslatt], ["Öxnehaga", *oxnehaga]]
    assert rows(of, PER_TARGET_GROUP)[-1] == ["Äldre", "0", "0 kr", "0 kr"]


def test_the_share_of_girls_and_women_is_weighted_by_participants() -> None:
    made = register(
        with_results(1, 100, 20),
        with_results(2, 300, 60),
        with_results(3, None, 90),
        with_results(4, 50, None),
        with_results(5, 0, 100),
        partnership("2024/p6", results=None),
    )
    assert share_of_women(build_index(made, TODAY, example_data=False).entries) == (50, 2)
    assert rows(made, WOMEN)[-1] == ["Alla år", "50 %", "2 samarbeten"]
    assert rows(register(partnership("2024/p6", results=None)), WOMEN)[-1][1] == "–"


STOPPED = Interruption(date=date(2025, 1, 1), reason="Lokalen stängdes.")
STILL_RUNNING = replace(partnership().agreement, end=date(2027, 3, 31))


@pytest.mark.parametrize("changes", [{"interruption": STOPPED}, {"agreement": STILL_RUNNING}])
def test_a_report_counts_after_an_interruption_and_before_the_agreement_ends(changes: dict[str, Any]) -> None:
    of = register(partnership(results=TOLD, **changes))
    assert rows(of, REPORTED)[-1][1:] == ["85 000 kr", "0 kr", "0 kr", "0 kr", "85 000 kr"]


def test_a_year_says_whether_it_is_over_and_that_no_account_is_closed() -> None:
    assert "hittills" not in shown(varied(), "statistik/2024").text
    this_year = shown(varied(), "statistik/2026").text
    assert "fattades 2026 hittills" in this_year
    assert "inte publicerade än" in this_year


@pytest.mark.parametrize("address", ["statistik/", "statistik/2025/"])
def test_every_year_can_be_chosen_from_every_other_without_a_script(address: str) -> None:
    tree = statistics(varied()) if address == "statistik/" else shown(varied(), "statistik/2025")
    years = [(year, f"statistik/{year}/", "") for year in ("2026", "2025", "2024")]
    assert list(links(tree.one("nav", class_="choices"), address)) == [("Alla år", "statistik/", ""), *years]
    (current,) = tree.all("a", **{"aria-current": "page"})
    assert urljoin(f"/{address}", current.attributes["href"]) == f"/{address}"


def test_every_chart_has_a_name_its_figures_are_in_a_table_and_its_main_point_in_words() -> None:
    tree = statistics(varied())
    charts = tree.all("svg")
    assert [chart.one("title").text for chart in charts] == [
        "Beviljat belopp per år",
        "Beviljat belopp per stadsdel",
        "Beviljat belopp efter hur det är redovisat, per år",
    ]
    for chart in charts:
        assert chart.attributes["role"] == "img"
        named = [tree.one(id=name).text for name in chart.attributes["aria-labelledby"].split()]
        assert named[0] == chart.one("title").text
        assert "tabellen" in named[1]
        assert not any("style" in element.attributes for element in chart.all())
    assert [point.text for point in tree.all("p", class_="chart-point")] == [
        "Högst belopp beviljades 2026: 182 000 kr, 41 % av det beviljade beloppet. "
        "Lägst belopp beviljades 2025: 90 000 kr, 20 %.",
        "Samma samarbete kan omfatta flera stadsdelar och räknas då flera gånger. Summorna överlappar.",
        "Högst belopp gick till temat Arbete och studier: 430 000 kr, 97 % av det beviljade beloppet.",
        "1 samarbete av 6 vänder sig särskilt till äldre och har beviljats 12 000 kr. "
        "Samma samarbete kan omfatta flera målgrupper och räknas då flera gånger. Summorna överlappar.",
        "Av deltagarna var 52 % flickor och kvinnor, enligt 1 samarbete som har redovisat det.",
        "Av 6 beslut gick 2 till nya mottagare och 4 till återkommande.",
        "Av 442 000 kr som beviljats är resultatet redovisat för 0 kr (0 %). "
        "För 85 000 kr har slutrapporten kommit in, men utan antal eller med högst en mening om "
        "resultatet. För 182 000 kr ska slutrapporten lämnas senare, och för 175 000 kr skulle den redan ha lämnats.",
    ]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"A": 0, "B": 0}, "Inga belopp är beviljade."),
        ({"A": 0, "B": 500}, "Hela beloppet gick till B: 500 kr. Inget belopp gick till A."),
        ({"A": 500, "B": 500}, "Lika höga belopp gick till A och B: 500 kr vardera."),
        ({"A": 300, "B": 700}, "Högst belopp gick till B: 700 kr, 70 % av det beviljade beloppet."),
        (
            {"A": 500, "B": 500, "C": 100, "D": 0},
            "Högst belopp gick till A och B: 500 kr vardera. Lägst belopp gick till C: 100 kr, 9 %. "
            "Inget belopp gick till D.",
        ),
        (
            {**dict.fromkeys("ABCD", 500), "F": 600},
            "Högst belopp gick till F: 600 kr, 23 % av det beviljade beloppet. "
            "Lägst belopp gick till A, B, C och D: 500 kr vardera.",
        ),
        (
            {**dict.fromkeys("ABCDE", 500), "F": 600},
            "Högst belopp gick till F: 600 kr, 19 % av det beviljade beloppet. "
            "Lägst belopp gick till 5 stadsdelar: 500 kr vardera.",
        ),
    ],
)
def test_the_main_point_of_amounts_says_no_more_than_the_figures(amounts: dict[str, int], said: str) -> None:
    whole = sum(amounts.values())
    assert plain(money_summary([*amounts.items()], whole, Dimension.NEIGHBOURHOOD)) == said


@pytest.mark.parametrize(
    ("dimension", "names", "said"),
    [
        (Dimension.THEME, "A", "Hela beloppet gick till temat A: 500 kr."),
        (Dimension.THEME, "AB", "Lika höga belopp gick till temana A och B: 500 kr vardera."),
        (Dimension.TARGET_GROUP, "ABCDE", "Lika höga belopp gick till 5 målgrupper: 500 kr vardera."),
        (Dimension.YEAR, "AB", "Lika höga belopp beviljades A och B: 500 kr vardera."),
    ],
)
def test_groups_are_named_by_what_they_are(dimension: Dimension, names: str, said: str) -> None:
    amounts = [(name, 500) for name in names]
    assert plain(money_summary(amounts, 500 * len(names), dimension)) == said


@pytest.mark.parametrize(
    ("point", "given", "said"),
    [
        (
            women_point,
            (None, 0),
            "Inget samarbete har redovisat både antalet deltagare och andelen flickor och kvinnor.",
        ),
        (accounts_point, (dict.fromkeys(Account, Sum()),), "Inga belopp är beviljade."),
        (
            accounts_point,
            (dict(zip(Account, (Sum(1, 10), Sum(), Sum(1, 30), Sum()), strict=True)),),
            "Av 40 kr som beviljats är resultatet redovisat för 10 kr (25 %). "
            "För 30 kr ska slutrapporten lämnas senare, och för 0 kr skulle den redan ha lämnats.",
        ),
        (recipients_point, (0, 0), "Inga beslut är registrerade."),
        (recipients_point, (1, 0), "Mottagaren var ny i registret."),
        (recipients_point, (2, 0), "Alla 2 mottagare var nya i registret."),
        (recipients_point, (0, 2), "Alla 2 beslut gick till återkommande mottagare."),
        (per_home_point, ([("A", 200)],), ""),
        (per_home_point, ([("A", 0), ("B", 0)],), ""),
        (per_home_point, ([("A", 200), ("B", 90)],), "Räknat per bostad gick mest till A: 200 kr."),
        (older_point, (Sum(), Sum(), Sum()), "Inga samarbeten är registrerade."),
        (older_point, (Sum(), Sum(), Sum(3, 1)), "0 samarbeten av 3 vänder sig särskilt till äldre."),
        (
            older_point,
            (Sum(1, 500), Sum(2, 1), Sum(3, 900)),
            "1 samarbete av 3 vänder sig särskilt till äldre och har beviljats 500 kr. "
            "2 samarbeten till är öppna för alla hyresgäster.",
        ),
    ],
)
def test_the_other_main_points_say_no_more_than_the_figures(point: Any, given: tuple[Any, ...], said: str) -> None:
    assert plain(point(*given)) == said


@pytest.mark.parametrize(
    ("covers_from", "name"), [(date(2024, 8, 30), "2024 (från 30 augusti)"), (date(2024, 1, 1), "2024")]
)
def test_a_year_that_is_covered_in_part_says_so_and_every_total_says_from_when(covers_from: date, name: str) -> None:
    settings = Settings(highest_amount=1, covers_from=covers_from, under_construction=True)
    tree = statistics(register(partnership(), settings=settings))
    assert table(tree, PER_YEAR)[1][0] == name
    said = f"Registret omfattar beslut från den {covers_from.day} {'augusti' if covers_from.month == 8 else 'januari'}"
    assert f"{said} 2024. Det är under uppbyggnad" in tree.text


def test_an_empty_register_claims_no_amount() -> None:
    assert "Inga samarbeten är registrerade än." in statistics(register()).text
    said = shown_part("nyckeltal", register()).text
    assert "Inga beslut är registrerade än." in said
    assert "kr" not in said.split()


def granted(number: int, year: int, amount: int, **changes: Any) -> Partnership:
    made = partnership(f"{year}/nummer-{number}", **changes)
    return replace(made, decision=decided(made, date(year, 3, 1), amount))


def test_granted_paid_and_repaid_are_of_the_same_partnerships() -> None:
    closed = Finances(paid=70000, repaid=5000, date=date(2025, 1, 1))
    first = granted(1, 2024, 85000, finances=closed, application=Application(amount=90000))
    second = granted(2, 2025, 40000, finances=replace(closed, paid=40000, repaid=None))
    tree = shown_part("sokt-och-utbetalt", register(first, second, granted(3, 2025, 1000)), "statistik/")
    assert "2 av 3 samarbeten har en avslutad ekonomi." in tree.text
    assert "De beviljades 125 000 kr, fick 110 000 kr utbetalt och betalade tillbaka 5 000 kr." in tree.text
    assert "Sökt belopp är känt för 1 samarbete: 90 000 kr söktes, och 85 000 kr beviljades." in tree.text
    caption = "Beviljat, utbetalt och återbetalt i samarbeten med avslutad ekonomi, efter det år då besluten fattades"
    assert table(tree, caption)[-3:] == [
        ["2025", "1", "40 000 kr", "40 000 kr", "0 kr"],
        ["2024", "1", "85 000 kr", "70 000 kr", "5 000 kr"],
        ["Alla år", "2", "125 000 kr", "110 000 kr", "5 000 kr"],
    ]


def test_the_chance_of_a_grant_counts_rounds_with_both_numbers_only() -> None:
    days = {"opens": date(2025, 1, 1), "closes": date(2025, 2, 1), "decided_by": date(2025, 3, 1)}
    known = Round(code="a", name="Våren", **days, applications=8, granted=2, refused=6, amount_refused=300000)
    without = [Round(code="b", name="Hösten", **days), Round(code="c", name="Vintern", **days, applications=5)]
    said = shown_part("sokt-och-utbetalt", register(rounds=(known, *without))).text
    assert "8 ansökningar kom in och 2 beviljades (25 %). Ansökningar om 300 000 kr fick avslag." in said
    assert [name in said for name in ("Våren", "Hösten", "Vintern")] == [True, False, False]


def test_without_accounts_and_numbers_nothing_is_claimed() -> None:
    said = shown_part("sokt-och-utbetalt", register(granted(1, 2024, 85000))).text
    assert "Inget samarbete har en avslutad ekonomi än." in said
    assert "Hur många ansökningar som har kommit in är inte publicerat här ännu." in said
    assert "0 kr" not in said.replace("85 000 kr", "")


def test_each_chart_of_all_years_is_a_file_of_its_own() -> None:
    made = site_files(varied(), TODAY, example_data=True)
    files = {path: text for path, text in made.items() if path.endswith(".svg")}
    offered = {path for _, path, _ in links(statistics(varied()), "statistik/") if path.endswith(".svg")}
    assert offered == files.keys() == {f"statistik/diagram/{name}.svg" for name in ("ar", "redovisat", "stadsdelar")}
    for text in files.values():
        root = ElementTree.fromstring(text)  # noqa: S314  # our own file
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "påhittade" in "".join(root.itertext())
