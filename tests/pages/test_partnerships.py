from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pages.page import PageKind
from pages.partnerships import partnership_page
from pages.render import headings
from pages.site import site_pages
from pages.site_index import build_index
from register.git_history import RecordHistory, Revision
from register.model import Correction, Interruption, Recipient, Register

from .markup import Element, facts, links, pages_of, parsed, section, shown
from .registers import TODAY, partnership, register, varied

LAXHJALP = "samarbeten/2024/laxhjalp-raslatt"


def of_one(today: date = TODAY, **changes: Any) -> Element:
    """The page of a record of its own, with these changes."""
    return shown(register(partnership(**changes)), LAXHJALP, today)


def link_targets(of: Register, path: str = LAXHJALP) -> dict[str, tuple[str, str]]:
    return {text: (address, fragment) for text, address, fragment in links(shown(of, path), f"{path}/")}


def test_short_facts_come_first_and_the_decision_is_told_in_full() -> None:
    made = pages_of(varied())[LAXHJALP]
    assert (made.title, made.kind, made.source, made.parent, made.updated) == (
        "Läxhjälp på Råslätt",
        PageKind.PARTNERSHIP,
        "partnerships/2024/laxhjalp-raslatt.yaml",
        "samarbeten/index",
        date(2025, 6, 3),
    )
    page = parsed(made.body)
    assert page.one("h1").text == "Läxhjälp på Råslätt"
    assert page.one("p", class_="lead").text.startswith("Öppen läxhjälp två kvällar")
    assert facts(page).items() >= {
        ("Beviljat belopp", "85 000 kr"),
        ("Mottagare", "Exempelföreningen Lyktan"),
        ("Avtalstid", "1 april 2024 – 31 mars 2025"),
        ("Målgrupper", "Barn Unga"),
        ("Beslutsdatum", "12 mars 2024"),
        ("Beslutsfattare", "Hållbarhetschef"),
        ("Diarienummer", "2024-031"),
        ("Jäv", "Prövat, ingen var jävig"),
        ("Policy", "Policyn som gäller från den 30 augusti 2023"),
        ("Organisationsnummer", "899999-0008"),
    }
    assert [heading.text for heading in page.all("h2")] == [
        "Nytta för hyresgästerna",
        "Resultat",
        "Uppföljning",
        "Så uppfyller samarbetet kriterierna",
        "Mer om samarbetet",
        "Beslut och avtal",
        "Historik",
        "Om uppgifterna",
    ]
    assert "Ange diarienummer" in page.text
    assert [heading.text for heading in page.all("h3")] == ["Trygghet", "Ansvar"]
    assert "Två vuxna är alltid på plats." in section(page, "Så uppfyller samarbetet kriterierna")


def test_what_is_missing_is_said_to_be_missing() -> None:
    group = Recipient(name="Exempelgruppen", number=None, website=None)
    page = of_one(recipient=group, decision=replace(partnership().decision, case_number=None))
    assert facts(page)["Diarienummer"] == "Inte angivet"
    assert facts(page)["Organisationsnummer"] == "Inget organisationsnummer"
    assert "Webbplats" not in facts(page)
    assert "Ange diarienummer" not in page.text


def test_every_group_criterion_and_continuation_has_a_link() -> None:
    assert link_targets(varied()).items() >= {
        ("Råslätt", ("stadsdelar/raslatt/", "")),
        ("Arbete och studier", ("teman/arbete/", "")),
        ("Unga", ("malgrupper/unga/", "")),
        ("Samarbeten 2024", ("ar/2024/", "")),
        ("Exempelföreningen Lyktan", ("mottagare/899999-0008/", "")),
        ("Policyn som gäller från den 30 augusti 2023", ("policy/2023-08-30/", "")),
        ("Trygghet", ("kriterier/2023-08-30/", "trygghet")),
        ("Gynnar hyresgästerna", ("kriterier/2023-08-30/", "gynnar")),
        ("Läxhjälp på Råslätt, andra året (2025)", ("samarbeten/2025/laxhjalp-raslatt/", "")),
    }
    second = link_targets(varied(), "samarbeten/2025/laxhjalp-raslatt")
    assert second["Läxhjälp på Råslätt (2024)"] == (f"{LAXHJALP}/", "")


def test_reasons_stand_even_where_no_version_of_the_criteria_is_known() -> None:
    page = shown(register(partnership(), criteria=()), LAXHJALP)
    assert [heading.text for heading in page.all("h3")] == ["ansvar", "trygghet"]
    page = of_one(criteria={"okand": "Ett skäl.", "ansvar": "Ett annat."})
    assert [(heading.text, len(heading.all("a"))) for heading in page.all("h3")] == [("Ansvar", 1), ("okand", 0)]


@pytest.mark.parametrize(
    ("today", "told"), [(date(2025, 4, 7), True), (date(2025, 4, 8), True), (date(2025, 4, 9), False)]
)
def test_an_occasion_is_told_until_its_day(today: date, *, told: bool) -> None:
    page = shown(varied(), "samarbeten/2025/laxhjalp-raslatt", today)
    assert ("Biblioteket" in page.text) is told


@pytest.mark.parametrize(("today", "updated"), [(date(2025, 6, 2), date(2024, 5, 10)), (TODAY, date(2025, 6, 3))])
def test_a_page_is_as_new_as_the_last_event_that_it_shows(today: date, updated: date) -> None:
    for day in (today, updated):
        assert pages_of(varied(), day)[LAXHJALP].updated == updated


def test_the_documents_of_an_example_cannot_be_asked_for() -> None:
    (example,) = [page.body for page in site_pages(varied(), TODAY, example_data=True) if page.path == LAXHJALP]
    assert "har inga handlingar" in example
    assert "Ange diarienummer" not in example


def timeline(page: Element) -> list[tuple[str, str, str]]:
    """Class, day and words of each event in the first timeline."""
    events = page.all("ol", class_="timeline")[0].all("li")
    return [
        (event.attributes["class"].partition("event--")[2], event.one("time").text, event.all("p")[1].text)
        for event in events
    ]


def test_the_timeline_tells_what_happened_in_order() -> None:
    assert timeline(shown(varied(), LAXHJALP)) == [
        ("done", "12 mars 2024", "Beslut. 85 000 kr beviljas till Exempelföreningen Lyktan."),
        ("done", "1 april 2024", "Avtalet börjar gälla."),
        ("done", "10 maj 2024", "Planering. Kom in i tid. Skulle lämnas senast den 15 maj 2024."),
        ("done", "31 mars 2025", "Avtalets sista dag."),
        ("done", "3 juni 2025", "Slutrapport. Kom in 3 dagar för sent. Skulle ha lämnats senast den 31 maj 2025."),
    ]


def test_the_timeline_knows_what_is_late_and_what_is_to_come() -> None:
    late = timeline(shown(varied(), "samarbeten/2025/laxhjalp-raslatt"))[-1]
    assert late == ("late", "31 maj 2026", "Slutrapport. Inte registrerad. Skulle ha lämnats senast den 31 maj 2026.")
    coming = timeline(shown(varied(), "samarbeten/2026/teater-raslatt"))
    assert [event[0] for event in coming] == ["done", "coming", "coming", "coming"]


@pytest.mark.parametrize(
    ("today", "status", "events"),
    [
        (date(2025, 6, 3), "Slutredovisat", ["done", "done"]),
        (date(2025, 6, 2), "Slutrapport saknas", ["done", "late"]),
        (date(2025, 6, 1), "Slutrapport saknas", ["done", "late"]),
        (date(2025, 5, 31), "Väntar på slutrapport", ["done", "coming"]),
        (date(2025, 3, 31), "Pågår", ["done", "coming"]),
        (date(2025, 3, 30), "Pågår", ["coming", "coming"]),
    ],
)
def test_the_last_day_of_the_agreement_and_its_report_on_each_day(today: date, status: str, events: list[str]) -> None:
    page = of_one(today)
    assert page.all("span", class_="status")[0].text == status
    assert [event[0] for event in timeline(page)[-2:]] == events


def test_an_interruption_says_when_and_why() -> None:
    page = shown(varied(), "samarbeten/2024/kor-raslatt")
    notice = page.one("div", class_="notice--warning").text
    assert notice == "Samarbetet avbröts den 31 januari 2025. Lokalen stängdes."
    assert timeline(page)[-2:] == [
        (
            "ended",
            "31 januari 2025",
            "Samarbetet avbryts. Avtalet skulle annars ha gällt till och med den 30 september 2025.",
        ),
        # the final report that nobody waits for is not called late
        ("ended", "31 mars 2025", "Slutrapport. Inte registrerad. Skulle ha lämnats senast den 31 mars 2025."),
    ]
    assert "Avtalet slutar gälla" not in page.text


@pytest.mark.parametrize(("today", "told"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_an_interruption_is_told_from_its_day(today: date, *, told: bool) -> None:
    page = of_one(today, interruption=Interruption(date=date(2027, 1, 1), reason="Föreningen läggs ner."))
    assert ("avbröts" in page.text) is told
    assert ("ended" in [event[0] for event in timeline(page)]) is told


def test_corrections_are_told_newest_first() -> None:
    first = Correction(date=date(2024, 6, 1), text="Beloppet stod som 8 500 kr.")
    second = Correction(date=date(2024, 7, 1), text="Stadsdelen saknades.")
    page = pages_of(register(partnership(corrections=(first, second))))[LAXHJALP]
    assert "rattelser" in [heading.id for heading in headings(page.body)]
    told = section(parsed(page.body), "Rättelser")
    assert told.index(second.text) < told.index(first.text)


def test_results_show_only_what_is_known() -> None:
    results = partnership().results
    assert results is not None
    page = of_one(results=replace(results, participants=None))
    numbers = {row.one("th").text: [cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")}
    assert numbers == {"Tillfällen": ["62"]}
    assert facts(page)["Andel flickor och kvinnor"] == "52 %"
    assert "Fler klarade matematiken." in page.text


def test_a_website_is_a_link_only_when_it_is_safe() -> None:
    (safe,) = shown(varied(), LAXHJALP).all("a", href="https://example.org/lyktan")
    assert safe.attributes["rel"] == "nofollow noopener external"
    for address in ("javascript:alert(1)", "http://example.org/", "https://a@example.org/"):
        page = of_one(recipient=replace(partnership().recipient, website=address))
        assert facts(page)["Webbplats"] == address
        assert not page.all("a", href=address)


def test_tombstones_lead_on_or_say_when_and_why() -> None:
    pages = pages_of(varied())
    moved, withdrawn = pages["samarbeten/2024/laxhjalp"], pages["samarbeten/2024/dubblett"]
    assert moved.kind is withdrawn.kind is PageKind.TOMBSTONE
    assert (moved.redirect, moved.searchable, moved.source) == (LAXHJALP, False, "partnerships/2024/laxhjalp.yaml")
    assert link_targets(varied(), moved.path) == {"Läxhjälp på Råslätt": (f"{LAXHJALP}/", "")}
    assert (withdrawn.redirect, withdrawn.searchable, withdrawn.updated) == (None, False, date(2024, 6, 1))
    assert "den 1 juni 2024" in parsed(withdrawn.body).text
    assert "Posten var en dubblett." in parsed(withdrawn.body).text


def test_paragraphs_of_a_text_stay_paragraphs() -> None:
    agreement = replace(partnership().agreement, benefit="Första raden\nandra raden.\n\nNytt stycke.")
    texts = [paragraph.text for paragraph in of_one(agreement=agreement).all("p")]
    assert {"Första raden andra raden.", "Nytt stycke."} <= set(texts)


def historic(told: RecordHistory) -> Element:
    index = build_index(register(partnership()), TODAY, example_data=False)
    return parsed(partnership_page(index.entries[0], index, told).body)


def test_the_history_is_told_in_words_with_a_link_to_each_change() -> None:
    revisions = (
        Revision(date(2024, 6, 1), "2" * 40, ("Belopp: 8 500 → 85 000 kr", "Titel: <A> → B")),
        Revision(date(2024, 3, 14), "1" * 40, ("Uppgifterna publicerades",)),
    )
    told = RecordHistory(complete=True, revisions={"2024/laxhjalp-raslatt": revisions})
    events = historic(told).one("ol", class_="history")
    assert [item.text for item in events.all("li") if not item.all("li")] == [
        "Belopp: 8 500 → 85 000 kr",
        "Titel: <A> → B",
        "Uppgifterna publicerades",
    ]
    assert "commit" not in events.text
    assert not events.all("a")
    linked = historic(replace(told, commit_base_url="https://git.example.org/register/commit/"))
    commits = linked.one("ol", class_="history").all("a")
    assert [link.attributes["href"] for link in commits] == [
        f"https://git.example.org/register/commit/{digit * 40}" for digit in "21"
    ]
    assert commits[0].text == "Visa ändringen 22222222 i filen"


@pytest.mark.parametrize(
    ("complete", "said"), [(False, "Historiken saknas"), (True, "inte sparade i historiken än")], ids=str
)
def test_a_history_that_is_missing_is_said_to_be(complete: bool, said: str) -> None:
    assert said in section(historic(RecordHistory(complete=complete)), "Historik")
