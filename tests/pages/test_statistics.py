from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from pages.figures import share_of_women
from pages.key_points import (
    NAMINGS,
    accounts_point,
    money_summary,
    older_point,
    per_home_point,
    recipients_point,
    women_point,
)
from pages.links import Dimension
from pages.site import part, site_files, site_pages
from pages.site_index import Sum, build_index
from register.model import (
    Application,
    Finances,
    Interruption,
    Partnership,
    Register,
    Results,
    Round,
    Settings,
)
from register.status import Account

from .markup import Element, links, parsed, table
from .registers import TODAY, code, decided, partnership, register, varied


def rows(of: Register, caption: str) -> list[list[str]]:
    made = part("statistik", of, TODAY, example_data=False, here="statistik/")
    return table(parsed(made), caption)[1:]


PER_YEAR = "Samarbeten och belopp efter det år då besluten fattades"
RECIPIENTS = "Beslut till nya och återkommande mottagare, efter det år då besluten fattades"
WOMEN = "Andel flickor och kvinnor bland deltagarna, efter det år då besluten fattades"
REPORTED = "Beviljat belopp efter hur det är redovisat"
TOLD = replace(partnership().results or Results(summary=""), summary="Fler klarade matematiken. Två blev ledare.")


def results(participants: int | None, share: int | None) -> Results:
    return Results(occasions=None, participants=participants, share_of_girls_and_women=share, summary="Det gick bra.")


def with_results(place: int, *given: Any) -> Partnership:
    return partnership(f"2024/p{place}", results=results(*given))


def test_years_with_average() -> None:
    assert rows(varied(), PER_YEAR) == [
        ["2026", "3", "182\u00a0000\u00a0kr", "60\u00a0667\u00a0kr", "85\u00a0000\u00a0kr"],
        ["2025", "1", "90\u00a0000\u00a0kr", "90\u00a0000\u00a0kr", "90\u00a0000\u00a0kr"],
        ["2024", "2", "170\u00a0000\u00a0kr", "85\u00a0000\u00a0kr", "85\u00a0000\u00a0kr"],
        ["Alla år", "6", "442\u00a0000\u00a0kr", "73\u00a0667\u00a0kr", "85\u00a0000\u00a0kr"],
    ]


def test_new_and_returning_recipients() -> None:
    assert rows(varied(), RECIPIENTS) == [
        ["2026", "1", "2", "33\u00a0%"],
        ["2025", "0", "1", "0\u00a0%"],
        ["2024", "1", "1", "50\u00a0%"],
        ["Alla år", "2", "4", "33\u00a0%"],
    ]


def test_of_two_decisions_on_a_recipients_first_day_one_is_new() -> None:
    assert rows(register(partnership("2024/a"), partnership("2024/b")), RECIPIENTS)[-1][1:3] == ["1", "1"]


def test_every_group_is_there_even_without_partnerships() -> None:
    assert rows(register(partnership()), "Samarbeten och beviljat belopp per stadsdel") == [
        ["Råslätt", "1", "85\u00a0000\u00a0kr", "100\u00a0%"],
        ["Öxnehaga", "0", "0\u00a0kr", "0\u00a0%"],
    ]
    assert rows(register(partnership()), "Samarbeten och beviljat belopp per målgrupp")[-1] == [
        "Äldre",
        "0",
        "0\u00a0kr",
        "0\u00a0kr",
    ]


def test_money_per_home_only_where_homes_are_known() -> None:
    known = register(partnership(), neighbourhoods=(code("raslatt", "Råslätt", 1000), code("oxnehaga", "Öxnehaga")))
    assert rows(known, "Samarbeten och beviljat belopp per stadsdel") == [
        ["Råslätt", "1", "85\u00a0000\u00a0kr", "100\u00a0%", "85\u00a0kr"],
        ["Öxnehaga", "0", "0\u00a0kr", "0\u00a0%", "–"],
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
    assert share_of_women(build_index(made, TODAY, example_data=False).entries) == (50, 2)
    assert rows(made, WOMEN)[-1] == ["Alla år", "50\u00a0%", "2\u00a0samarbeten"]
    assert rows(register(partnership("2024/p6", results=None)), WOMEN)[-1][1] == "–"


def test_money_in_what_has_ended_and_what_is_reported() -> None:
    assert rows(varied(), REPORTED) == [
        ["2026", "0\u00a0kr", "0\u00a0kr", "182\u00a0000\u00a0kr", "0\u00a0kr", "182\u00a0000\u00a0kr"],
        ["2025", "0\u00a0kr", "0\u00a0kr", "0\u00a0kr", "90\u00a0000\u00a0kr", "90\u00a0000\u00a0kr"],
        ["2024", "0\u00a0kr", "85\u00a0000\u00a0kr", "0\u00a0kr", "85\u00a0000\u00a0kr", "170\u00a0000\u00a0kr"],
        [
            "Alla år",
            "0\u00a0kr",
            "85\u00a0000\u00a0kr",
            "182\u00a0000\u00a0kr",
            "175\u00a0000\u00a0kr",
            "442\u00a0000\u00a0kr",
        ],
    ]


def test_an_interrupted_partnership_can_be_reported() -> None:
    stopped = partnership(results=TOLD, interruption=Interruption(date=date(2025, 1, 1), reason="Lokalen stängdes."))
    assert rows(register(stopped), REPORTED)[-1][1:] == [
        "85\u00a0000\u00a0kr",
        "0\u00a0kr",
        "0\u00a0kr",
        "0\u00a0kr",
        "85\u00a0000\u00a0kr",
    ]


def test_a_report_that_came_in_before_the_end_counts() -> None:
    early = partnership(
        results=TOLD,
        agreement=replace(partnership().agreement, end=date(2027, 3, 31)),
        decision=decided(partnership(), date(2024, 3, 12)),
    )
    assert rows(register(early), REPORTED)[-1][1] == "85\u00a0000\u00a0kr"


def test_without_partnerships_there_is_nothing_to_count() -> None:
    made = parsed(part("statistik", register(), TODAY, example_data=False, here="statistik/"))
    assert "Inga samarbeten är registrerade än." in made.text


def year_page(of: Register, year: str) -> Element:
    (page,) = [page for page in site_pages(of, TODAY, example_data=False) if page.path == f"statistik/{year}"]
    return parsed(page.body)


def test_a_year_stands_beside_all_years() -> None:
    tree = year_page(varied(), "2024")
    assert table(tree, "2024 jämfört med alla år")[1:] == [
        ["Samarbeten", "2", "6"],
        ["Beviljat belopp", "170\u00a0000\u00a0kr", "442\u00a0000\u00a0kr"],
        ["Medelbelopp", "85\u00a0000\u00a0kr", "73\u00a0667\u00a0kr"],
        ["Medianbelopp", "85\u00a0000\u00a0kr", "85\u00a0000\u00a0kr"],
        ["Beslut till nya mottagare", "1", "2"],
        ["Beslut till återkommande mottagare", "1", "4"],
        ["Andel flickor och kvinnor", "52\u00a0%", "52\u00a0%"],
        ["Resultat redovisat", "0\u00a0kr", "0\u00a0kr"],
        ["Ofullständigt redovisat", "85\u00a0000\u00a0kr", "85\u00a0000\u00a0kr"],
        ["Ska redovisas senare", "0\u00a0kr", "182\u00a0000\u00a0kr"],
        ["Skulle ha redovisats", "85\u00a0000\u00a0kr", "175\u00a0000\u00a0kr"],
    ]
    assert table(tree, "Samarbeten och beviljat belopp per stadsdel, 2024")[1:] == [
        ["Råslätt", "2", "170\u00a0000\u00a0kr", "100\u00a0%"],
        ["Öxnehaga", "0", "0\u00a0kr", "0\u00a0%"],
    ]
    assert "hittills" not in tree.text
    assert "fattades 2026 hittills" in year_page(varied(), "2026").text


def test_every_year_can_be_chosen_from_every_other_without_a_script() -> None:
    here = parsed(part("statistik", varied(), TODAY, example_data=False, here="statistik/"))
    for tree, address in ((here, "statistik/"), (year_page(varied(), "2025"), "statistik/2025/")):
        chosen = list(links(tree.one("nav", class_="choices"), address))
        assert [(text, path) for text, path, _ in chosen] == [
            ("Alla år", "statistik/"),
            ("2026", "statistik/2026/"),
            ("2025", "statistik/2025/"),
            ("2024", "statistik/2024/"),
        ]
        current = tree.all("a", **{"aria-current": "page"})
        assert [urljoin(f"/{address}", link.attributes["href"]) for link in current] == [f"/{address}"]


def test_every_chart_has_a_name_its_figures_are_in_a_table_and_its_main_point_in_words() -> None:
    tree = parsed(part("statistik", varied(), TODAY, example_data=False, here="statistik/"))
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
        "Högst belopp beviljades 2026: 182\u00a0000\u00a0kr, 41\u00a0% av det beviljade beloppet. "
        "Lägst belopp beviljades 2025: 90\u00a0000\u00a0kr, 20\u00a0%.",
        "Samma samarbete kan omfatta flera stadsdelar och räknas då flera gånger. Summorna överlappar.",
        "Högst belopp gick till temat Arbete och studier: 430\u00a0000\u00a0kr, 97\u00a0% av det beviljade beloppet.",
        "1\u00a0samarbete av 6 vänder sig särskilt till äldre och har beviljats 12\u00a0000\u00a0kr. "
        "Samma samarbete kan omfatta flera målgrupper och räknas då flera gånger. Summorna överlappar.",
        "Av deltagarna var 52\u00a0% flickor och kvinnor, enligt 1\u00a0samarbete som har redovisat det.",
        "Av 6\u00a0beslut gick 2 till nya mottagare och 4 till återkommande.",
        "Av 442\u00a0000\u00a0kr som beviljats är resultatet redovisat för 0\u00a0kr (0\u00a0%). "
        "För 85\u00a0000\u00a0kr har slutrapporten kommit in, men utan antal eller med högst en mening om "
        "resultatet. För 182\u00a0000\u00a0kr ska slutrapporten lämnas "
        "senare, och för 175\u00a0000\u00a0kr skulle den redan ha lämnats.",
    ]


def test_the_main_point_says_no_more_than_the_figures() -> None:
    naming = NAMINGS[Dimension.NEIGHBOURHOOD]
    assert money_summary([("A", 0), ("B", 0)], 0, naming) == "Inga belopp är beviljade."
    assert money_summary([("A", 0), ("B", 500)], 500, naming) == (
        "Hela beloppet gick till B: 500\u00a0kr. Inget belopp gick till A."
    )
    assert money_summary([("A", 500), ("B", 500)], 1000, naming) == (
        "Lika höga belopp gick till A och B: 500\u00a0kr vardera."
    )
    assert money_summary([("A", 500), ("B", 500), ("C", 100), ("D", 0)], 1100, naming) == (
        "Högst belopp gick till A och B: 500\u00a0kr vardera. Lägst belopp gick till C: 100\u00a0kr, 9\u00a0%. "
        "Inget belopp gick till D."
    )
    many = [(name, 500) for name in "ABCDE"]
    assert money_summary([*many, ("F", 600)], 3100, naming) == (
        "Högst belopp gick till F: 600\u00a0kr, 19\u00a0% av det beviljade beloppet. "
        "Lägst belopp gick till 5\u00a0stadsdelar: 500\u00a0kr vardera."
    )
    assert women_point(None, 0).startswith("Inget samarbete har redovisat")
    assert accounts_point({part: Sum() for part in Account}) == "Inga belopp är beviljade."
    assert recipients_point(0, 0) == "Inga beslut är registrerade."
    assert per_home_point([("A", 200)]) == ""
    assert per_home_point([("A", 200), ("B", 90)]) == "Räknat per bostad gick mest till A: 200\u00a0kr."


def test_shares_of_neighbourhoods_are_exact_or_not_there() -> None:
    divided = partnership(
        "2024/b",
        neighbourhoods=("raslatt", "oxnehaga"),
        decision=replace(partnership().decision, amount=30000, allocation={"raslatt": 10000, "oxnehaga": 20000}),
    )
    assert rows(register(partnership(), divided), "Samarbeten och beviljat belopp per stadsdel") == [
        ["Råslätt", "2", "95\u00a0000\u00a0kr", "83\u00a0%"],
        ["Öxnehaga", "1", "20\u00a0000\u00a0kr", "17\u00a0%"],
    ]
    undivided = replace(divided, decision=replace(divided.decision, allocation=None))
    assert rows(register(partnership(), undivided), "Samarbeten och beviljat belopp per stadsdel") == [
        ["Råslätt", "2", "115\u00a0000\u00a0kr", "85\u00a0000\u00a0kr"],
        ["Öxnehaga", "1", "30\u00a0000\u00a0kr", "0\u00a0kr"],
    ]


def test_older_people_are_reached_by_what_addresses_them_and_by_what_is_for_all() -> None:
    assert older_point(Sum(), Sum(), Sum()) == "Inga samarbeten är registrerade."
    assert older_point(Sum(), Sum(), Sum(3, 1)) == "0\u00a0samarbeten av 3 vänder sig särskilt till äldre."
    assert older_point(Sum(1, 500), Sum(2, 1), Sum(3, 900)) == (
        "1\u00a0samarbete av 3 vänder sig särskilt till äldre och har beviljats 500\u00a0kr. "
        "2\u00a0samarbeten till är öppna för alla hyresgäster."
    )


def test_a_year_that_is_covered_in_part_says_so_and_every_total_says_from_when() -> None:
    settings = Settings(highest_amount=1, covers_from=date(2024, 8, 30), under_construction=True)
    tree = parsed(part("statistik", register(partnership(), settings=settings), TODAY, example_data=False, here="s/"))
    assert table(tree, PER_YEAR)[1][0] == "2024 (från 30 augusti)"
    assert "Registret omfattar beslut från den 30 augusti 2024. Det är under uppbyggnad" in tree.text
    whole_year = replace(settings, covers_from=date(2024, 1, 1))
    tree = parsed(part("statistik", register(partnership(), settings=whole_year), TODAY, example_data=False, here="s/"))
    assert table(tree, PER_YEAR)[1][0] == "2024"


def test_an_empty_register_claims_no_amount() -> None:
    said = parsed(part("nyckeltal", register(), TODAY, example_data=False, here="")).text
    assert "Inga beslut är registrerade än." in said
    assert "kr" not in said.split()


def grants_part(of: Register) -> Element:
    return parsed(part("sokt-och-utbetalt", of, TODAY, example_data=False, here="statistik/"))


def granted(number: int, year: int, amount: int, **changes: Any) -> Partnership:
    made = partnership(f"{year}/nummer-{number}", **changes)
    return replace(made, decision=decided(made, date(year, 3, 1), amount))


def test_granted_paid_and_repaid_are_of_the_same_partnerships() -> None:
    closed = Finances(paid=70000, repaid=5000, date=date(2025, 1, 1))
    first = granted(1, 2024, 85000, finances=closed, application=Application(amount=90000))
    second = granted(2, 2025, 40000, finances=replace(closed, paid=40000, repaid=None))
    shown = grants_part(register(first, second, granted(3, 2025, 1000)))
    said = shown.text.replace("\u00a0", " ")
    assert "2 av 3 samarbeten har en avslutad ekonomi." in said
    assert "De beviljades 125 000 kr, fick 110 000 kr utbetalt och betalade tillbaka 5 000 kr." in said
    assert "Sökt belopp är känt för 1 samarbete: 90 000 kr söktes, och 85 000 kr beviljades." in said
    caption = "Beviljat, utbetalt och återbetalt i samarbeten med avslutad ekonomi, efter det år då besluten fattades"
    years = [[cell.replace("\u00a0", " ") for cell in row] for row in table(shown, caption)]
    assert years[-3:] == [
        ["2025", "1", "40 000 kr", "40 000 kr", "0 kr"],
        ["2024", "1", "85 000 kr", "70 000 kr", "5 000 kr"],
        ["Alla år", "2", "125 000 kr", "110 000 kr", "5 000 kr"],
    ]


def test_the_chance_of_a_grant_counts_rounds_with_both_numbers_only() -> None:
    days = {"opens": date(2025, 1, 1), "closes": date(2025, 2, 1), "decided_by": date(2025, 3, 1)}
    known = Round(code="a", name="Våren", **days, applications=8, granted=2, refused=6, amount_refused=300000)
    without = [Round(code="b", name="Hösten", **days), Round(code="c", name="Vintern", **days, applications=5)]
    said = grants_part(replace(register(), rounds=(known, *without))).text.replace("\u00a0", " ")
    assert "8 ansökningar kom in och 2 beviljades (25 %). Ansökningar om 300 000 kr fick avslag." in said
    assert "Våren" in said
    assert "Hösten" not in said
    assert "Vintern" not in said


def test_without_accounts_and_numbers_nothing_is_claimed() -> None:
    said = grants_part(register(granted(1, 2024, 85000))).text
    assert "Inget samarbete har en avslutad ekonomi än." in said
    assert "Hur många ansökningar som har kommit in är inte publicerat här ännu." in said
    assert "0 kr" not in said.replace("\u00a0", " ")


def test_a_neighbourhood_and_a_year_say_what_was_paid_where_accounts_are_closed() -> None:
    pages = {page.path: parsed(page.body) for page in site_pages(varied(), TODAY, example_data=False)}
    assert "Gäller 1 av 5\u00a0samarbeten" in pages["stadsdelar/raslatt"].text
    assert "inte publicerade än" in pages["statistik/2026"].text


def test_each_chart_of_all_years_is_a_file_of_its_own() -> None:
    files = {
        path: text for path, text in site_files(varied(), TODAY, example_data=True).items() if path.endswith(".svg")
    }
    page = parsed(part("statistik", varied(), TODAY, example_data=True, here="statistik/"))
    offered = {path for _, path, _ in links(page, "statistik/") if path.endswith(".svg")}
    assert offered == files.keys() == {f"statistik/diagram/{name}.svg" for name in ("ar", "redovisat", "stadsdelar")}
    for text in files.values():
        root = ElementTree.fromstring(text)  # noqa: S314  # our own file
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "påhittade" in "".join(root.itertext())
