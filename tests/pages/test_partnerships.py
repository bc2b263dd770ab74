from __future__ import annotations

from dataclasses import replace
from datetime import date

from pages.page import Page, PageKind
from pages.render import headings
from pages.site import site_pages
from register.git_history import RecordHistory, Revision
from register.model import Correction, Interruption, Recipient, Register

from .markup import Element, facts, links, parsed, section
from .registers import TODAY, partnership, register, varied


def shown(of: Register, address: str = "samarbeten/2024/laxhjalp-raslatt/", today: date = TODAY) -> Page:
    (page,) = [page for page in site_pages(of, today, example_data=False) if page.address == address]
    return page


def tree(of: Register, address: str = "samarbeten/2024/laxhjalp-raslatt/", today: date = TODAY) -> Element:
    return parsed(shown(of, address, today).body)


def link_targets(page: Page) -> dict[str, str]:
    return {text: path for text, path, _ in links(parsed(page.body), page.address)}


def test_the_page_is_told_what_the_theme_needs() -> None:
    page = shown(varied())
    assert page.title == "Läxhjälp på Råslätt"
    assert page.kind is PageKind.PARTNERSHIP
    assert page.source == "partnerships/2024/laxhjalp-raslatt.yaml"
    assert page.parent == "samarbeten/index"
    assert page.updated == date(2025, 6, 3)


def test_short_facts_come_first() -> None:
    page = tree(varied())
    assert page.one("h1").text == "Läxhjälp på Råslätt"
    assert page.one("p", class_="lead").text.startswith("Öppen läxhjälp två kvällar")
    found = facts(page)
    assert found["Beviljat belopp"] == "85\u00a0000\u00a0kr"
    assert found["Mottagare"] == "Exempelföreningen Lyktan"
    assert found["Avtalstid"] == "1 april 2024 – 31 mars 2025"
    assert found["Målgrupper"] == "Barn Unga"
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


def test_the_decision_is_told_in_full() -> None:
    found = facts(tree(varied()))
    assert found["Beslutsdatum"] == "12 mars 2024"
    assert found["Beslutsfattare"] == "Hållbarhetschef"
    assert found["Diarienummer"] == "2024-031"
    assert found["Jäv"] == "Prövat, ingen var jävig"
    assert found["Policy"] == "Policyn som gäller från den 30 augusti 2023"
    assert found["Organisationsnummer"] == "899999-0008"


def test_what_is_missing_is_said_to_be_missing() -> None:
    bare = partnership(
        recipient=Recipient(name="Exempelgruppen", number=None, website=None),
        decision=replace(partnership().decision, case_number=None),
    )
    page = tree(register(bare))
    assert facts(page)["Diarienummer"] == "Inte angivet"
    assert facts(page)["Organisationsnummer"] == "Inget organisationsnummer"
    assert "Webbplats" not in facts(page)
    assert "Ange diarienummer" not in page.text


def test_each_criterion_has_its_reason_and_leads_to_the_criterion() -> None:
    page = tree(varied())
    assert [heading.text for heading in page.all("h3")] == ["Trygghet", "Ansvar"]
    assert "Två vuxna är alltid på plats." in section(page, "Så uppfyller samarbetet kriterierna")
    found = {text: (path, fragment) for text, path, fragment in links(page, "samarbeten/2024/laxhjalp-raslatt/")}
    assert found["Trygghet"] == ("kriterier/2023-08-30/", "trygghet")
    assert found["Gynnar hyresgästerna"] == ("kriterier/2023-08-30/", "gynnar")


def test_reasons_stand_even_where_no_version_of_the_criteria_is_known() -> None:
    page = tree(register(partnership(), criteria=()))
    assert [heading.text for heading in page.all("h3")] == ["ansvar", "trygghet"]


def test_the_documents_of_an_example_cannot_be_asked_for() -> None:
    address = "samarbeten/2024/laxhjalp-raslatt/"
    (example,) = [page.body for page in site_pages(varied(), TODAY, example_data=True) if page.address == address]
    assert "har inga handlingar" in example
    assert "Ange diarienummer" not in example
    assert "Ange diarienummer" in shown(varied()).body


def timeline(page: Element) -> list[tuple[str, str, str]]:
    """Class, day and words of each event in the first timeline."""
    events = page.all("ol", class_="timeline")[0].all("li")
    return [
        (event.attributes["class"].partition("event--")[2], event.one("time").text, event.all("p")[1].text)
        for event in events
    ]


def test_the_timeline_tells_what_happened_in_order() -> None:
    assert timeline(tree(varied())) == [
        ("done", "12 mars 2024", "Beslut. 85\u00a0000\u00a0kr beviljas till Exempelföreningen Lyktan."),
        ("done", "1 april 2024", "Avtalet börjar gälla."),
        ("done", "10 maj 2024", "Planering. Kom in i tid. Skulle lämnas senast den 15 maj 2024."),
        ("done", "31 mars 2025", "Avtalets sista dag."),
        (
            "done",
            "3 juni 2025",
            "Slutrapport. Kom in 3\u00a0dagar för sent. Skulle ha lämnats senast den 31 maj 2025.",
        ),
    ]


def test_the_timeline_knows_what_is_late_and_what_is_to_come() -> None:
    late = timeline(tree(varied(), "samarbeten/2025/laxhjalp-raslatt/"))
    assert late[-1] == (
        "late",
        "31 maj 2026",
        "Slutrapport. Inte registrerad. Skulle ha lämnats senast den 31 maj 2026.",
    )
    coming = timeline(tree(varied(), "samarbeten/2026/teater-raslatt/"))
    assert [event[0] for event in coming] == ["done", "coming", "coming", "coming"]


def test_a_day_before_the_report_came_in_it_had_not() -> None:
    page = tree(varied(), today=date(2025, 6, 2))
    assert page.all("span", class_="status")[0].text == "Slutrapport saknas"
    assert timeline(page)[-1][0] == "late"


def test_an_interruption_says_when_and_why() -> None:
    page = tree(varied(), "samarbeten/2024/kor-raslatt/")
    notice = page.one("div", class_="notice--warning").text
    assert notice == "Samarbetet avbröts den 31 januari 2025. Lokalen stängdes."
    assert [event[:2] for event in timeline(page)][-2:] == [
        ("ended", "31 januari 2025"),
        ("ended", "31 mars 2025"),  # the final report that nobody waits for is not called late
    ]
    assert "Avtalet slutar gälla" not in page.text


def test_an_interruption_to_come_is_not_told_yet() -> None:
    planned = partnership(interruption=Interruption(date=date(2027, 1, 1), reason="Föreningen läggs ner."))
    assert "avbröts" not in tree(register(planned)).text


def test_corrections_are_told_newest_first() -> None:
    corrected = partnership(
        corrections=(
            Correction(date=date(2024, 6, 1), text="Beloppet stod som 8 500 kr."),
            Correction(date=date(2024, 7, 1), text="Stadsdelen saknades."),
        )
    )
    page = shown(register(corrected))
    assert "rattelser" in [heading.id for heading in headings(page.body)]
    told = section(parsed(page.body), "Rättelser")
    assert told.index("Stadsdelen saknades.") < told.index("Beloppet stod som 8 500 kr.")


def test_results_show_only_what_is_known() -> None:
    results = partnership().results
    assert results is not None
    page = tree(register(partnership(results=replace(results, participants=None))))
    numbers = {row.one("th").text: [cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")}
    assert numbers == {"Tillfällen": ["62"]}
    assert facts(page)["Andel flickor och kvinnor"] == "52\u00a0%"
    assert "Fler klarade matematiken." in page.text


def test_continuations_lead_both_ways() -> None:
    first = link_targets(shown(varied()))
    assert first["Läxhjälp på Råslätt, andra året (2025)"] == "samarbeten/2025/laxhjalp-raslatt/"
    second = link_targets(shown(varied(), "samarbeten/2025/laxhjalp-raslatt/"))
    assert second["Läxhjälp på Råslätt (2024)"] == "samarbeten/2024/laxhjalp-raslatt/"


def test_every_group_has_a_link() -> None:
    found = link_targets(shown(varied()))
    assert found["Råslätt"] == "stadsdelar/raslatt/"
    assert found["Arbete och studier"] == "teman/arbete/"
    assert found["Unga"] == "malgrupper/unga/"
    assert found["Samarbeten 2024"] == "ar/2024/"
    assert found["Exempelföreningen Lyktan"] == "mottagare/899999-0008/"
    assert found["Policyn som gäller från den 30 augusti 2023"] == "policy/2023-08-30/"


def test_a_website_is_a_link_only_when_it_is_safe() -> None:
    safe = tree(varied()).all("a", href="https://example.org/lyktan")
    assert [link.attributes["rel"] for link in safe] == ["nofollow noopener external"]
    for address in ("javascript:alert(1)", "http://example.org/", "https://a@example.org/"):
        bad = partnership(recipient=Recipient(name="Exempelföreningen", number="899999-0008", website=address))
        page = tree(register(bad))
        assert facts(page)["Webbplats"] == address
        assert not page.all("a", href=address)


def test_a_moved_record_leads_on() -> None:
    page = shown(varied(), "samarbeten/2024/laxhjalp/")
    assert page.kind is PageKind.TOMBSTONE
    assert page.redirect == "samarbeten/2024/laxhjalp-raslatt"
    assert not page.searchable
    assert page.source == "partnerships/2024/laxhjalp.yaml"
    assert link_targets(page) == {"Läxhjälp på Råslätt": "samarbeten/2024/laxhjalp-raslatt/"}


def test_a_withdrawn_record_says_when_and_why() -> None:
    page = shown(varied(), "samarbeten/2024/dubblett/")
    assert page.kind is PageKind.TOMBSTONE
    assert page.redirect is None
    assert "den 1 juni 2024" in parsed(page.body).text
    assert "Posten var en dubblett." in parsed(page.body).text


def test_paragraphs_of_a_text_stay_paragraphs() -> None:
    agreement = replace(partnership().agreement, benefit="Första raden\nandra raden.\n\nNytt stycke.")
    page = tree(register(partnership(agreement=agreement)))
    assert "Första raden andra raden." in [paragraph.text for paragraph in page.all("p")]
    assert "Nytt stycke." in [paragraph.text for paragraph in page.all("p")]


def test_the_history_is_told_in_words_with_a_link_to_each_change() -> None:
    revisions = (
        Revision(date(2024, 6, 1), "2" * 40, ("Belopp: 8 500 → 85 000 kr", "Titel: <A> → B")),
        Revision(date(2024, 3, 14), "1" * 40, ("Uppgifterna publicerades",)),
    )
    told = RecordHistory(complete=True, revisions={"2024/laxhjalp-raslatt": revisions})
    tree = historic(told)
    assert [item.text for item in tree.one("ol", class_="history").all("li") if not item.all("li")] == [
        "Belopp: 8 500 → 85 000 kr",
        "Titel: <A> → B",
        "Uppgifterna publicerades",
    ]
    assert "commit" not in tree.one("ol", class_="history").text
    linked = historic(replace(told, commit_base_url="https://git.example.org/register/commit/"))
    assert [link.attributes["href"] for link in linked.one("ol", class_="history").all("a")] == [
        f"https://git.example.org/register/commit/{'2' * 40}",
        f"https://git.example.org/register/commit/{'1' * 40}",
    ]
    assert linked.one("ol", class_="history").all("a")[0].text == "Visa ändringen 22222222 i filen"


def test_a_history_that_is_missing_is_said_to_be() -> None:
    assert "Historiken saknas" in section(historic(RecordHistory()), "Historik")
    assert "inte sparade i historiken än" in section(historic(RecordHistory(complete=True)), "Historik")


def historic(told: RecordHistory) -> Element:
    pages = site_pages(register(partnership()), TODAY, example_data=False, record_history=told)
    return parsed(next(page for page in pages if page.kind is PageKind.PARTNERSHIP).body)
