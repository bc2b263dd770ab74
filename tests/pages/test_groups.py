from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages.groups import TOP_RECIPIENTS
from pages.page import CARDS, ROWS, PageKind, paginate
from register.model import SOLE_TRADER, Activity, Recipient, Register

from .markup import facts, links, pages_of, parsed, plain, section, shown, table
from .registers import LYKTAN, decided, partnership, register, varied


def informal(name: str) -> Recipient:
    return Recipient(name=name, number=None, website=None)


def h2s(of: Register, path: str) -> list[str]:
    return [heading.text for heading in shown(of, path).all("h2")]


def test_a_neighbourhood_shows_number_money_and_each_other_dimension() -> None:
    page = pages_of(varied())["stadsdelar/oxnehaga"]
    assert (page.kind, page.parent) == (PageKind.TOTALS, "stadsdelar/index")
    tree = parsed(page.body)
    assert facts(tree) == {
        "Samarbeten": "2",
        "Beviljat belopp": "102 000 kr",
        "Pågår nu": "1",
        "Mottagare": "2",
        "Beviljat": "90 000 kr",
        "Utbetalt": "90 000 kr",
        "Återbetalt": "5 000 kr",
    }
    assert [caption.text for caption in tree.all("caption")] == [
        "Samarbeten efter läge",
        "Antal och beviljat belopp per tema",
        "Antal och beviljat belopp per målgrupp",
        "Antal och beviljat belopp per år",
        "Antal och beviljat belopp per mottagare",
    ]
    said = section(tree, "Så räknas det")
    assert "räknas i var och en av dem, med hela beloppet" in said
    assert "ska därför inte läggas ihop" in said
    assert "Samarbeten som omfattar Öxnehaga har beviljats 102 000 kr, varav 12 000 kr bara här." in said
    doors = {plain(link.attributes.get("aria-label", "")): link.attributes["href"] for link in tree.all("a")}
    assert doors["2 samarbeten: Öxnehaga"] == "../../samarbeten/?stadsdel=oxnehaga"
    assert doors["1 samarbete: pågår nu"] == "../../samarbeten/?stadsdel=oxnehaga&lage=pagar"
    assert doors["1 samarbete: Äldre"] == "../../samarbeten/?malgrupp=aldre&stadsdel=oxnehaga"


def test_charts_have_their_main_points() -> None:
    tree = shown(varied(), "stadsdelar/raslatt")
    assert "Gäller 1 av 5 samarbeten" in tree.text  # of the accounts that are closed
    assert [chart.one("title").text for chart in tree.all("svg")] == [
        "Beviljat belopp per målgrupp",
        "Beviljat belopp per år",
    ]
    assert [point.text for point in tree.all("p", class_="chart-point")] == [
        "Samma samarbete kan omfatta flera målgrupper och räknas då flera gånger. Summorna överlappar.",
        "Högst belopp beviljades 2026 och 2024: 170 000 kr vardera. Lägst belopp beviljades 2025: 90 000 kr, 21 %.",
    ]


def test_a_single_record_needs_no_breakdown_and_none_says_so_kindly() -> None:
    tree = shown(varied(), "malgrupper/aldre")
    assert [caption.text for caption in tree.all("caption")] == ["Samarbeten efter läge"]
    empty = shown(register(), "stadsdelar/raslatt")
    assert "Inga samarbeten är registrerade här än." in empty.text
    assert not empty.all("table")
    assert facts(empty)["Samarbeten"] == "0"


def test_neighbourhoods_are_not_summed_and_a_recipient_may_have_no_number() -> None:
    tree = shown(varied(), "stadsdelar/index")
    assert not tree.all("tfoot")
    assert "Sammanlagt" not in tree.text
    assert [len(shown(varied(), f"{group}/index").all("svg")) for group in ("ar", "teman", "mottagare")] == [1, 0, 0]
    found = table(shown(varied(), "mottagare/index"), "Mottagare med antal samarbeten och beviljat belopp")[1:]
    assert [row[:2] for row in found] == [
        ["Exempelföreningen Lyktan", "899999-0008"],
        ["Exempelgruppen Grannarna på Öxnehaga", "Inget"],
        ["Sammanlagt", ""],
    ]


def test_a_year_lists_its_decisions_newest_first_and_a_neighbourhood_by_what_is_running() -> None:
    tree = shown(varied(), "ar/2026")
    assert tree.one("h1").text == "Samarbeten 2026"
    assert [h3.text for h3 in tree.all("h3")] == ["Teater på Råslätt", "Sommar på Råslätt", "Odling på Öxnehaga"]
    assert h2s(varied(), "ar/2026")[0] == "Samarbeten"
    assert h2s(varied(), "stadsdelar/oxnehaga")[:2] == ["Pågår nu", "Avtalet har slutat"]
    assert h2s(varied(), "stadsdelar/raslatt")[:2] == ["Beslutade, börjar senare", "Avtalet har slutat"]


def test_a_recipient_is_known_by_its_number_and_has_its_newest_website_and_a_chart_of_years() -> None:
    path = "mottagare/899999-0008"
    tree = shown(varied(), path)
    assert "Organisationsnummer: 899999-0008 · Webbplats: Exempelföreningen Lyktan (example.org)" in tree.text
    assert len(tree.all("li", class_="card")) == 5
    assert [chart.one("title").text for chart in tree.all("svg")] == ["Beviljat belopp per år"]
    old, moved = partnership(), replace(LYKTAN, website="https://example.org/ny")
    new = partnership("2026/ny", recipient=moved, decision=decided(old, date(2026, 1, 1)))
    assert shown(register(old, new), path).all("a", href="https://example.org/ny")
    assert not shown(register(old), path).all("svg")


def test_the_most_supported_recipients_are_ten() -> None:
    made = [
        partnership(
            f"2024/p{place:02}",
            recipient=informal(f"Exempelföreningen {place:02}"),
            decision=decided(partnership(), date(2024, 3, 1), 1000 * place + 1000),
        )
        for place in range(12)
    ]
    found = table(shown(register(*made), "stadsdelar/raslatt"), "De 10 mottagare som har beviljats mest, av 12")
    assert [row[0] for row in found[1:]] == [f"Exempelföreningen {place:02}" for place in range(11, 1, -1)]


@pytest.mark.parametrize(
    ("rows", "lengths"), [(0, [0]), (1, [1]), (ROWS, [ROWS]), (ROWS + 1, [ROWS, 1]), (3 * ROWS, [ROWS] * 3)]
)
def test_a_list_is_cut_into_sheets(rows: int, lengths: list[int]) -> None:
    found = list(paginate("Rader", range(rows), "ar/2024"))
    assert [len(list_page.rows) for list_page in found] == lengths
    assert [row for list_page in found for row in list_page.rows] == list(range(rows))


def test_a_list_of_many_pages_names_the_first_the_last_and_the_nearest() -> None:
    pages = list(paginate("Rader", range(200), "ar/2024", CARDS))
    assert [one and one[0] for one in pages[4].near] == [1, None, 3, 4, 5, 6, 7, None, 10]
    assert [one and one[0] for one in pages[0].near] == [1, 2, 3, None, 10]


def test_a_long_list_goes_on_on_the_next_sheet() -> None:
    pages = pages_of(register(*(partnership(f"2024/p{place:03}") for place in range(CARDS + 1))))
    first, second = pages["ar/2024"], pages["ar/2024/sida/2"]
    assert [len(parsed(page.body).all("li", class_="card")) for page in (first, second)] == [CARDS, 1]
    assert ("Sida 2", "ar/2024/sida/2/", "") in list(links(parsed(first.body), first.address))
    assert ("Sida 1", "ar/2024/", "") in list(links(parsed(second.body), second.address))
    assert [bool(parsed(page.body).all("table")) for page in (first, second)] == [True, False]
    assert (second.parent, second.searchable, second.title) == ("ar/2024", False, "Samarbeten 2024, sida 2")
    assert all(len(parsed(page.body).all("li", class_="card")) <= CARDS for page in pages.values())


def test_recipients_on_many_sheets_never_meet_a_recipient_of_that_name() -> None:
    names = ["Sida", "Sida 2", *(f"Grupp {number}" for number in range(ROWS))]
    made = [partnership(f"2024/p{place:03}", recipient=informal(name)) for place, name in enumerate(names)]
    assert {"mottagare/sida/2", "mottagare/sida"} <= pages_of(register(*made)).keys()


@pytest.mark.parametrize(("end", "can"), [(date(2099, 1, 1), True), (date(2024, 6, 1), False)])
def test_a_card_says_where_and_when_as_long_as_one_can_take_part(end: date, can: bool) -> None:
    made = partnership(activity=Activity(place="Kvarterslokalen", time="Tisdagar klockan 17–19", contact="Föreningen"))
    open_reports = tuple(replace(item, received=None, due=date(2099, 6, 1)) for item in made.follow_ups)
    running = replace(made, agreement=replace(made.agreement, end=end), follow_ups=open_reports)
    (card,) = shown(register(running), "stadsdelar/raslatt").all("li", class_="card")
    assert ("Kvarterslokalen · Tisdagar klockan 17–19" in card.text) is can


def test_sole_traders_share_a_page_but_are_no_single_recipient() -> None:
    sole = Recipient(kind=SOLE_TRADER)
    one, other = (partnership(f"2024/{name}", recipient=sole) for name in ("odling", "dans"))
    named = (informal(f"Exempelföreningen {n:02}") for n in range(TOP_RECIPIENTS))
    both = register(one, other, *(partnership(f"2024/p{n:02}", recipient=r) for n, r in enumerate(named)))
    year = shown(both, "ar/2024")
    assert facts(year)["Mottagare"] == str(2 + TOP_RECIPIENTS)
    assert table(shown(both, "statistik/2024"), "2024 jämfört med alla år")[5][1] == "12"
    ranked = table(year, f"De 10 mottagare som har beviljats mest, av {2 + TOP_RECIPIENTS}")
    assert not [row for row in ranked if "näringsidkare" in row[0]]
    page = shown(both, "mottagare/enskild-naringsidkare")
    assert page.one("h1").text == "Enskilda näringsidkare"
    assert "de räknas var för sig" in page.text
    assert facts(shown(both, "samarbeten/2024/odling"))["Mottagare"] == "Enskild näringsidkare"
    assert shown(register(one), "mottagare/enskild-naringsidkare").one("h1").text == "Enskild näringsidkare"
