from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages.groups import TOP_RECIPIENTS
from pages.page import Page, PageKind
from pages.pagination import CARDS, ROWS, paginate
from pages.site import site_pages
from register.model import SOLE_TRADER, Activity, Recipient, Register

from .markup import facts, links, parsed, section, table
from .registers import TODAY, decided, partnership, register, varied


def shown(of: Register, path: str) -> Page:
    (page,) = [page for page in site_pages(of, TODAY, example_data=False) if page.path == path]
    return page


def test_a_neighbourhood_shows_number_money_and_what_is_running() -> None:
    page = shown(varied(), "stadsdelar/oxnehaga")
    assert page.kind is PageKind.TOTALS
    assert page.parent == "stadsdelar/index"
    assert facts(parsed(page.body)) == {
        "Samarbeten": "2",
        "Beviljat belopp": "102\u00a0000\u00a0kr",
        "Pågår nu": "1",
        "Mottagare": "2",
        "Beviljat": "90\u00a0000\u00a0kr",
        "Utbetalt": "90\u00a0000\u00a0kr",
        "Återbetalt": "5\u00a0000\u00a0kr",
    }


def test_states_add_up() -> None:
    tree = parsed(shown(varied(), "stadsdelar/raslatt").body)
    found = table(tree, "Samarbeten efter läge")
    assert found[1:] == [
        ["Beslutat", "1", "85\u00a0000\u00a0kr"],
        ["Väntar på slutrapport", "1", "85\u00a0000\u00a0kr"],
        ["Slutrapport saknas", "1", "90\u00a0000\u00a0kr"],
        ["Slutredovisat", "1", "85\u00a0000\u00a0kr"],
        ["Avbrutet", "1", "85\u00a0000\u00a0kr"],
        ["Sammanlagt", "5", "430\u00a0000\u00a0kr"],
    ]


def test_every_other_dimension_has_a_table() -> None:
    tree = parsed(shown(varied(), "stadsdelar/oxnehaga").body)
    captions = [caption.text for caption in tree.all("caption")]
    assert captions == [
        "Samarbeten efter läge",
        "Antal och beviljat belopp per tema",
        "Antal och beviljat belopp per målgrupp",
        "Antal och beviljat belopp per år",
        "Antal och beviljat belopp per mottagare",
    ]
    assert table(tree, "Antal och beviljat belopp per mottagare")[1:] == [
        ["Exempelföreningen Lyktan", "1", "90\u00a0000\u00a0kr"],
        ["Exempelgruppen Grannarna på Öxnehaga", "1", "12\u00a0000\u00a0kr"],
    ]


def test_a_single_record_needs_no_breakdown() -> None:
    tree = parsed(shown(varied(), "malgrupper/aldre").body)
    assert [caption.text for caption in tree.all("caption")] == ["Samarbeten efter läge"]


def test_it_is_said_how_money_in_several_neighbourhoods_is_counted() -> None:
    said = section(parsed(shown(varied(), "stadsdelar/oxnehaga").body), "Så räknas det")
    assert "räknas i var och en av dem, med hela beloppet" in said
    assert "ska därför inte läggas ihop" in said
    assert (
        "Samarbeten som omfattar Öxnehaga har beviljats 102\u00a0000\u00a0kr, varav 12\u00a0000\u00a0kr bara här."
        in said
    )


def test_neighbourhoods_are_not_summed() -> None:
    tree = parsed(shown(varied(), "stadsdelar/index").body)
    assert not tree.all("tfoot")
    assert "Sammanlagt" not in tree.text
    assert table(tree, "Samarbeten och beviljat belopp per stadsdel, alla år")[1:] == [
        ["Råslätt", "5", "430\u00a0000\u00a0kr", "340\u00a0000\u00a0kr"],
        ["Öxnehaga", "2", "102\u00a0000\u00a0kr", "12\u00a0000\u00a0kr"],
    ]


def test_years_and_recipients_are_summed() -> None:
    years = table(parsed(shown(varied(), "ar/index").body), "Samarbeten och beviljat belopp per år")
    assert years[1:] == [
        ["Samarbeten 2026", "3", "182\u00a0000\u00a0kr"],
        ["Samarbeten 2025", "1", "90\u00a0000\u00a0kr"],
        ["Samarbeten 2024", "2", "170\u00a0000\u00a0kr"],
        ["Sammanlagt", "6", "442\u00a0000\u00a0kr"],
    ]
    recipients = table(
        parsed(shown(varied(), "mottagare/index").body), "Mottagare med antal samarbeten och beviljat belopp"
    )
    assert recipients[1] == ["Exempelföreningen Lyktan", "899999-0008", "5", "430\u00a0000\u00a0kr"]
    assert recipients[2][1] == "Inget"
    assert recipients[-1] == ["Sammanlagt", "", "6", "442\u00a0000\u00a0kr"]


def test_a_year_lists_its_decisions_newest_first() -> None:
    page = shown(varied(), "ar/2026")
    tree = parsed(page.body)
    assert tree.one("h1").text == "Samarbeten 2026"
    assert [heading.text for heading in tree.all("h3")] == [
        "Teater på Råslätt",
        "Sommar på Råslätt",
        "Odling på Öxnehaga",
    ]


def test_a_recipient_is_known_by_its_number_and_shows_its_website() -> None:
    tree = parsed(shown(varied(), "mottagare/899999-0008").body)
    assert "Organisationsnummer: 899999-0008 · Webbplats: Exempelföreningen Lyktan (example.org)" in tree.text
    assert len(tree.all("li", class_="card")) == 5


def test_the_name_of_the_recipient_is_the_newest() -> None:
    old = partnership()
    new = partnership(
        "2026/ny",
        recipient=Recipient(name="Exempelföreningen Lyktan", number="899999-0008", website="https://example.org/ny"),
        decision=decided(old, date(2026, 1, 1)),
    )
    tree = parsed(shown(register(old, new), "mottagare/899999-0008").body)
    assert tree.all("a", href="https://example.org/ny")


def test_an_empty_group_says_so_kindly() -> None:
    page = shown(register(), "stadsdelar/raslatt")
    tree = parsed(page.body)
    assert "Inga samarbeten är registrerade här än." in tree.text
    assert not tree.all("table")
    assert facts(tree)["Samarbeten"] == "0"


def test_the_most_supported_recipients_are_ten() -> None:
    made = [
        partnership(
            f"2024/p{place:02}",
            recipient=Recipient(name=f"Exempelföreningen {place:02}", number=None, website=None),
            decision=decided(partnership(), date(2024, 3, 1), 1000 * place + 1000),
        )
        for place in range(12)
    ]
    found = table(
        parsed(shown(register(*made), "stadsdelar/raslatt").body),
        "De 10 mottagare som har beviljats mest, av 12",
    )
    assert [row[0] for row in found[1:]] == [f"Exempelföreningen {place:02}" for place in range(11, 1, -1)]


@pytest.mark.parametrize(
    ("rows", "lengths"), [(0, [0]), (1, [1]), (ROWS, [ROWS]), (ROWS + 1, [ROWS, 1]), (3 * ROWS, [ROWS] * 3)]
)
def test_a_list_is_cut_into_sheets(rows: int, lengths: list[int]) -> None:
    found = list(paginate("Rader", range(rows), "ar/2024"))
    assert [len(list_page.rows) for list_page in found] == lengths
    assert [row for list_page in found for row in list_page.rows] == list(range(rows))


def test_a_long_list_goes_on_on_the_next_sheet() -> None:
    made = [partnership(f"2024/p{place:03}", title=f"Samarbete {place:03}") for place in range(CARDS + 1)]
    pages = {page.path: page for page in site_pages(register(*made), TODAY, example_data=False)}
    first, second = pages["ar/2024"], pages["ar/2024/sida/2"]
    assert len(parsed(first.body).all("li", class_="card")) == CARDS
    assert len(parsed(second.body).all("li", class_="card")) == 1
    assert ("Sida 2", "ar/2024/sida/2/", "") in list(links(parsed(first.body), first.address))
    assert ("Sida 1", "ar/2024/", "") in list(links(parsed(second.body), second.address))
    assert (second.parent, second.searchable, second.title) == ("ar/2024", False, "Samarbeten 2024, sida 2")
    assert all(len(parsed(page.body).all("li", class_="card")) <= CARDS for page in pages.values())


def test_recipients_on_many_sheets_never_meet_a_recipient_of_that_name() -> None:
    made = [
        partnership(f"2024/p{place:03}", recipient=replace(Recipient(name="", number=None, website=None), name=name))
        for place, name in enumerate(["Sida", "Sida 2", *(f"Grupp {number}" for number in range(ROWS))])
    ]
    paths = [page.path for page in site_pages(register(*made), TODAY, example_data=False)]
    assert "mottagare/sida/2" in paths
    assert "mottagare/sida" in paths
    assert len(paths) == len(set(paths))


def test_a_chart_and_its_main_point_stand_beside_each_table() -> None:
    tree = parsed(shown(varied(), "stadsdelar/raslatt").body)
    assert [chart.one("title").text for chart in tree.all("svg")] == [
        "Beviljat belopp per målgrupp",
        "Beviljat belopp per år",
    ]
    assert [point.text for point in tree.all("p", class_="chart-point")] == [
        "Samma samarbete kan omfatta flera målgrupper och räknas då flera gånger. Summorna överlappar.",
        "Högst belopp beviljades 2026 och 2024: 170\u00a0000\u00a0kr vardera. "
        "Lägst belopp beviljades 2025: 90\u00a0000\u00a0kr, 21\u00a0%.",
    ]
    years = parsed(shown(varied(), "ar/index").body)
    assert years.one("svg").one("title").text == "Beviljat belopp per år"


def test_a_recipients_money_is_drawn_year_by_year_only() -> None:
    tree = parsed(shown(varied(), "mottagare/899999-0008").body)
    assert [chart.one("title").text for chart in tree.all("svg")] == ["Beviljat belopp per år"]
    assert not parsed(shown(register(partnership()), "mottagare/899999-0008").body).all("svg")


def test_a_neighbourhood_begins_with_what_is_running_then_planned_then_ended() -> None:
    tree = parsed(shown(varied(), "stadsdelar/oxnehaga").body)
    assert [heading.text for heading in tree.all("h2")][:2] == ["Pågår nu", "Avtalet har slutat"]
    tree = parsed(shown(varied(), "stadsdelar/raslatt").body)
    assert [heading.text for heading in tree.all("h2")][:2] == ["Beslutade, börjar senare", "Avtalet har slutat"]
    assert parsed(shown(varied(), "ar/2026").body).all("h2")[0].text == "Samarbeten"


def test_numbers_lead_to_the_list_that_they_count() -> None:
    tree = parsed(shown(varied(), "stadsdelar/oxnehaga").body)
    doors = {link.attributes.get("aria-label"): link.attributes["href"] for link in tree.all("a")}
    assert doors["2\u00a0samarbeten: Öxnehaga"] == "../../samarbeten/?stadsdel=oxnehaga"
    assert doors["1\u00a0samarbete: pågår nu"] == "../../samarbeten/?stadsdel=oxnehaga&lage=pagar"
    assert doors["1\u00a0samarbete: Äldre"] == "../../samarbeten/?malgrupp=aldre&stadsdel=oxnehaga"


def test_a_list_of_many_pages_names_the_first_the_last_and_the_nearest() -> None:
    pages = list(paginate("Rader", range(200), "ar/2024", CARDS))
    assert [one and one[0] for one in pages[4].near] == [1, None, 3, 4, 5, 6, 7, None, 10]
    assert [one and one[0] for one in pages[0].near] == [1, 2, 3, None, 10]


@pytest.mark.parametrize(("end", "can"), [(date(2099, 1, 1), True), (date(2024, 6, 1), False)])
def test_a_card_says_where_and_when_as_long_as_one_can_take_part(end: date, can: bool) -> None:
    made = partnership(activity=Activity(place="Kvarterslokalen", time="Tisdagar klockan 17–19", contact="Föreningen"))
    open_reports = tuple(replace(item, received=None, due=date(2099, 6, 1)) for item in made.follow_ups)
    running = replace(made, agreement=replace(made.agreement, end=end), follow_ups=open_reports)
    body = parsed(shown(register(running), "stadsdelar/raslatt").body)
    assert ("Kvarterslokalen · Tisdagar klockan 17–19" in body.one("li", class_="card").text) is can


def test_sole_traders_share_a_page_but_are_no_single_recipient() -> None:
    sole = Recipient(kind=SOLE_TRADER)
    one, other = (partnership(f"2024/{name}", recipient=sole) for name in ("odling", "dans"))
    named = (Recipient(name=f"Exempelföreningen {n:02}") for n in range(TOP_RECIPIENTS))
    both = register(one, other, *(partnership(f"2024/p{n:02}", recipient=r) for n, r in enumerate(named)))
    assert facts(parsed(shown(both, "ar/2024").body))["Mottagare"] == str(2 + TOP_RECIPIENTS)
    assert table(parsed(shown(both, "statistik/2024").body), "2024 jämfört med alla år")[5][1] == "12"
    ranked = table(
        parsed(shown(both, "ar/2024").body), f"De 10 mottagare som har beviljats mest, av {2 + TOP_RECIPIENTS}"
    )
    assert not [row for row in ranked if "näringsidkare" in row[0]]
    page = parsed(shown(both, "mottagare/enskild-naringsidkare").body)
    assert page.one("h1").text == "Enskilda näringsidkare"
    assert "de räknas var för sig" in page.text
    assert facts(parsed(shown(both, "samarbeten/2024/odling").body))["Mottagare"] == "Enskild näringsidkare"
    assert (
        parsed(shown(register(one), "mottagare/enskild-naringsidkare").body).one("h1").text == "Enskild näringsidkare"
    )
