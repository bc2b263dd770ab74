from __future__ import annotations

import pytest
from pages.links import Link
from pages.page import Page
from pages.preview import preview_page
from pages.render import headings
from register.change_report import CHANGED, CONTENT, NEW, REMOVED, FileChange
from register.wording import Sentence

from .markup import links, parsed

HOSTILE = '</li><script>alert(1)</script> "&<b>'
FIRST = FileChange(
    NEW, "Läxhjälp på Råslätt", "partnerships/2024/laxhjalp-raslatt.yaml", (Sentence("Beviljat belopp: 85 000 kr"),)
)
SECOND = FileChange(
    CHANGED,
    "Odling på Öxnehaga",
    "partnerships/2025/odling.yaml",
    (Sentence("Sammanfattningen har ändrats", "Vi odlar två kvällar i veckan.", "Vi odlar tre kvällar i veckan."),),
)


def addresses(page: Page) -> list[str]:
    return [address for _, address, _ in links(parsed(page.body), page.address)]


def said(page: Page) -> str:
    return parsed(page.body).text


def test_each_changed_file_is_told_and_leads_to_the_page_that_shows_it() -> None:
    page = preview_page([FIRST, SECOND], [])
    assert page.address == "andringar/"
    assert not page.searchable
    assert addresses(page) == ["samarbeten/2024/laxhjalp-raslatt/", "samarbeten/2025/odling/"]
    assert "1 ny post och 1 ändrad post." in said(page)
    assert "Beviljat belopp: 85 000 kr" in said(page)
    assert [heading.text for heading in headings(page.body) if heading.level == 2] == [NEW, CHANGED]


def test_a_text_is_compared_word_by_word() -> None:
    assert "<del>" not in preview_page([FIRST], []).body
    made = preview_page([SECOND], []).body
    assert '<del><span class="visually-hidden">Borttaget: </span>två' in made
    assert '<ins><span class="visually-hidden">Tillagt: </span>tre' in made


def test_a_text_that_is_new_or_rewritten_is_shown_whole() -> None:
    new = FileChange(NEW, "Titel", "partnerships/2024/a.yaml", (Sentence("Sammanfattning", after="Ett.\n\nTvå."),))
    assert "<p>Ett.</p>" in preview_page([new], []).body
    rewritten = FileChange(
        CHANGED, "Titel", "partnerships/2024/a.yaml", (Sentence("Skälet har skrivits om", "Regn", "Snö"),)
    )
    assert "Förut Regn Nu Snö" in said(preview_page([rewritten], []))


@pytest.mark.parametrize(
    ("kind", "path", "shown"),
    [
        (REMOVED, "partnerships/2024/borta.yaml", []),
        (CONTENT, "content/policy/2023-08-30.md", ["policy/"]),
        (CONTENT, "content/kriterier/2023-08-30.yaml", ["kriterier/"]),
        (CONTENT, "content/listor/teman.yaml", ["teman/"]),
        (CONTENT, "content/listor/ansokningsomgangar.yaml", ["ansok/"]),
        (CONTENT, "content/listor/installningar.yaml", []),
    ],
)
def test_what_has_no_page_of_its_own_leads_to_where_it_is_shown_or_nowhere(
    kind: str, path: str, shown: list[str]
) -> None:
    assert addresses(preview_page([FileChange(kind, "Titel", path, (Sentence("Ändrat"),))], [])) == shown


def test_changed_texts_stand_last_and_a_change_that_touches_no_data_says_so() -> None:
    assert addresses(preview_page([FIRST], [Link("Sidan /ansok/", "ansok/")]))[-1] == "ansok/"
    assert "Inga uppgifter i registret ändras." in said(preview_page([], []))


def test_hostile_text_is_shown_as_it_was_written() -> None:
    told = FileChange(CHANGED, HOSTILE, "partnerships/2024/a.yaml", (Sentence(HOSTILE, HOSTILE, f"{HOSTILE} till"),))
    page = preview_page([told], [Link(HOSTILE, "ansok/")])
    assert "<script" not in page.body
    assert said(page).count("alert(1)") == 4
