from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from pages.page import Page, PageKind
from pages.pagination import CARDS
from pages.policy import HEAD
from pages.policy_text import policy_text, text_difference
from pages.render import headings
from pages.site import site_pages
from register.diff import ChangeType
from register.model import Register

from ..example import CONTENT
from .markup import Element, links, parsed, section, table
from .registers import CRITERIA, NEWER, POLICY, TODAY, decided, partnership, register, schema

CHANGE = "Vad som ändrades i policyn den 1 oktober 2026"


def shown(of: Register, path: str, today: date = TODAY) -> Page:
    (page,) = [page for page in site_pages(of, today, example_data=False) if page.path == path]
    return page


def test_the_head_has_the_labels_of_the_schema() -> None:
    titles = [field["title"] for field in schema("policy")["properties"].values()]
    assert [label for _, label in HEAD] == titles


def test_the_index_shows_the_version_in_force_in_full() -> None:
    page = shown(register(), "policy/index")
    tree = parsed(page.body)
    assert page.kind is PageKind.POLICY
    assert page.source == "content/policy/2023-08-30.md"
    assert tree.one("h1").text == "Policy för Stadsdelssamarbeten"
    assert tree.one("div", class_="policy-text").text == (
        "Syfte Stödet ska gynna hyresgästerna. Förutsättningar Alla ska: Stärka området. Ta ansvar."
    )
    assert table(tree, "Dokumenthuvud")[4] == ["Fastställd av", "Vätterhems styrelse"]
    assert [heading.id for heading in headings(page.body)][:2] == ["syfte", "forutsattningar"]


def test_the_real_policy_stands_word_for_word() -> None:
    front, text = (CONTENT / "policy/2023-08-30.md").read_text(encoding="utf-8").split("---\n")[1:]
    assert "titel" in front
    page = shown(register(policies=(replace(POLICY, text=text.strip()),)), "policy/index")
    tree = parsed(page.body)
    written = " ".join(line.lstrip("#- ") for line in text.splitlines() if line.strip())
    assert f"{tree.one('h1').text} {tree.one('div', class_='policy-text').text}" == written


def test_a_policy_past_its_revision_says_so_by_itself() -> None:
    late = parsed(shown(register(), "policy/index", date(2026, 8, 31)).body)
    assert late.one("div", class_="notice--late").text.startswith(
        "Policyn skulle ha reviderats senast den 30 augusti 2026."
    )
    assert table(late, "Dokumenthuvud")[-1][1] == "30 augusti 2026 (skulle ha reviderats)"
    in_time = parsed(shown(register(), "policy/index", date(2026, 8, 30)).body)
    assert not in_time.all("div", class_="notice")
    assert "skulle ha reviderats" not in in_time.text


def test_a_replaced_version_says_so_and_is_never_overdue() -> None:
    both = register(partnership(), policies=(POLICY, NEWER))
    old = parsed(shown(both, "policy/2023-08-30").body)
    assert "Har ersatts · gäller från den 30 augusti 2023 till och med den 30 september 2026" in old.text
    assert "skulle ha reviderats" not in old.text
    assert "Ny text." in parsed(shown(both, "policy/index").body).text
    assert shown(both, "policy/2023-08-30").searchable
    assert not shown(both, "policy/2026-10-01").searchable


def test_a_version_to_come_waits() -> None:
    both = register(policies=(POLICY, NEWER))
    today = date(2026, 9, 1)
    current = parsed(shown(both, "policy/index", today).body)
    assert "gynna hyresgästerna" in current.text
    assert (
        "En ny version gäller från den 1 oktober 2026. Läs den nya versionen eller se vad som ändras." in current.text
    )
    assert "En ny version" not in parsed(shown(both, "policy/index", date(2026, 10, 1)).body).text
    assert "har inte börjat gälla än" in parsed(shown(both, "policy/2026-10-01", today).body).text
    assert shown(both, "policy/2026-10-01/andringar", today).title == "Vad som ändras i policyn den 1 oktober 2026"


def test_all_versions_are_listed_with_their_decisions() -> None:
    both = register(partnership(), policies=(POLICY, NEWER))
    page = shown(both, "policy/index")
    assert table(parsed(page.body), "Versioner av policyn, den nyaste först")[1:] == [
        ["Policyn som gäller från den 1 oktober 2026", "Gäller nu", "0", CHANGE],
        ["Policyn som gäller från den 30 augusti 2023", "Har ersatts", "1", "Första versionen här"],
    ]
    assert ("Policyn som gäller från den 30 augusti 2023", "policy/2023-08-30/", "") in list(
        links(parsed(page.body), page.address)
    )


def test_the_policy_leads_to_the_criteria_read_out_of_it() -> None:
    page = shown(register(), "policy/2023-08-30")
    found = list(links(parsed(page.body), page.address))
    assert ("Trygghet", "kriterier/2023-08-30/", "trygghet") in found
    assert ("Förutsättningar", "policy/2023-08-30/", "forutsattningar") in found


def test_a_criterion_shows_its_clause_and_leads_to_it() -> None:
    page = shown(register(partnership()), "kriterier/index")
    tree = parsed(page.body)
    assert page.kind is PageKind.CRITERIA
    assert [(heading.level, heading.id, heading.text) for heading in headings(page.body)][:2] == [
        (2, "trygghet", "Trygghet"),
        (2, "ansvar", "Ansvar"),
    ]
    assert tree.all("blockquote")[0].text == "«Stärka området.» Ur policyn, avsnittet Förutsättningar"
    assert ("Förutsättningar", "policy/2023-08-30/", "forutsattningar") in list(links(tree, page.address))
    told = tree.all("section")[0].text
    assert "Verksamheten ska genomsyras av trygghet." in told
    assert "En handläggare bedömer motiveringen." in told
    assert "Hur bidrar er verksamhet till tryggheten?" in told
    assert "Ingen egen motivering." not in told
    assert "Kontrolleras automatiskt. Ingen egen motivering." in tree.all("section")[2].text
    assert ("Så uppfylls kriteriet Trygghet", "kriterier/2023-08-30/trygghet/", "") in list(links(tree, page.address))


def test_a_criterion_leads_to_every_reason_and_each_reason_to_its_record() -> None:
    older = partnership(
        "2023/a", title="A", decision=decided(partnership(), date(2023, 9, 1)), criteria={"ansvar": "x"}
    )
    page = shown(register(partnership(), older), "kriterier/2023-08-30/trygghet")
    tree = parsed(page.body)
    assert page.kind is PageKind.LIST
    assert page.parent == "kriterier/2023-08-30"
    assert [card.one("h2").text for card in tree.all("li", class_="card")] == ["Läxhjälp på Råslätt"]
    assert "Två vuxna är alltid på plats." in tree.text
    found = list(links(tree, page.address))
    assert ("Läxhjälp på Råslätt", "samarbeten/2024/laxhjalp-raslatt/", "kriterium-trygghet") in found
    assert ("Trygghet", "kriterier/2023-08-30/", "trygghet") in found
    assert not [page for page in site_pages(register(), TODAY, example_data=False) if page.path.endswith("gynnar")]


def test_reasons_stand_twenty_a_page() -> None:
    many = register(*(partnership(f"2024/p{place:03}") for place in range(CARDS + 1)))
    assert len(parsed(shown(many, "kriterier/2023-08-30/trygghet").body).all("li", class_="card")) == CARDS
    assert len(parsed(shown(many, "kriterier/2023-08-30/trygghet/sida/2").body).all("li", class_="card")) == 1


PROPOSAL = "vårt förslag till läsning av policyn, inte antagna av Vätterhem"
SHOWS_CRITERIA = ["kriterier/index", "policy/index", "ansok/blankett-ansokan", "ansok/blankett-slutrapport"]


@pytest.mark.parametrize("path", SHOWS_CRITERIA)
def test_criteria_that_are_not_adopted_are_said_to_be_a_proposal(path: str) -> None:
    proposed = register(criteria=(replace(CRITERIA, status="utkast"),))
    assert PROPOSAL in parsed(shown(proposed, path).body).text
    assert PROPOSAL not in parsed(shown(register(criteria=(replace(CRITERIA, status="antagen"),)), path).body).text


def test_the_criteria_say_what_the_policy_means_by_socially_sustainable() -> None:
    meant = "Socialt hållbar utveckling innebär att alla trivs."
    told = replace(
        POLICY, text=POLICY.text.replace("## Syfte", f"{meant}\n\nEkonomiskt såväl som socialt.\n\n## Syfte")
    )
    shown_with = parsed(shown(register(policies=(told,)), "kriterier/index").body)
    assert shown_with.all("blockquote")[0].text == f"«{meant}»"
    assert not parsed(shown(register(), "kriterier/index").body).all("h2", id="i-policyn")


def test_every_version_of_the_criteria_has_a_page() -> None:
    newer = replace(CRITERIA, in_force=date(2026, 10, 1), path="content/kriterier/2026-10-01.yaml")
    both = register(criteria=(CRITERIA, newer))
    assert shown(both, "kriterier/index").source == "content/kriterier/2026-10-01.yaml"
    assert shown(both, "kriterier/2023-08-30").source == "content/kriterier/2023-08-30.yaml"
    assert "Kriterierna från den 30 augusti 2023" in section(
        parsed(shown(both, "kriterier/index").body), "Alla versioner av kriterierna"
    )


def test_without_versions_the_pages_are_there() -> None:
    none = register(policies=(), criteria=())
    assert "Ingen version av policyn" in parsed(shown(none, "policy/index").body).text
    assert "Inga kriterier är publicerade" in parsed(shown(none, "kriterier/index").body).text


def test_markdown_of_the_policy_cannot_do_harm() -> None:
    made = policy_text(
        "# T\n\n## A <b>\n\n<script>x</script> [a](javascript:alert) [b](https://example.org/?a=1&b=2)\n\n"
        "    # kod\n\n<div onclick=x>\n\n![bild](https://example.org/x.png)\n\n## A <b>\n\n&lt; <a@example.org>",
        otherwise="T",
    )
    tree = parsed(made.body)
    assert {element.tag for element in tree.all()} <= {"h2", "p", "a", "span"}
    assert [link.attributes for link in tree.all("a")] == [{"href": "https://example.org/?a=1&b=2"}]
    assert [heading.attributes["id"] for heading in tree.all("h2")] == ["a-b", "a-b-2"]
    assert "<script>x</script>" in tree.text


def test_a_policy_without_a_heading_gets_its_title() -> None:
    assert policy_text("Bara text.", otherwise="Policy").heading == "Policy"


def compared(text: str, **head: str) -> Element:
    """The page that compares the policy of the tests with a version of this text."""
    both = register(policies=(POLICY, replace(NEWER, text=text, **head)))
    return parsed(shown(both, "policy/2026-10-01/andringar").body)


def heard(tree: Element) -> list[str]:
    """The blocks of the text as a screen reader says them."""
    return [child.text for child in tree.one("div", class_="difference").all() if child.tag in {"p", "li", "h3", "h4"}]


def test_two_versions_are_compared_word_by_word() -> None:
    tree = compared(POLICY.text.replace("gynna hyresgästerna", "gynna alla hyresgäster"), owner="Avdelningen för stad")
    assert tree.one("h1").text == CHANGE
    assert tree.one("p", class_="lead").text.endswith("2\u00a0ord har lagts till och 1\u00a0ord har tagits bort.")
    assert table(tree, "Det som skiljer i dokumenthuvudet")[1:] == [
        ["Dokumentägare", "Hållbarhetsavdelningen", "Avdelningen för stad"],
        ["Gäller från", "30 augusti 2023", "1 oktober 2026"],
        ["Revideras senast", "30 augusti 2026", "1 oktober 2029"],
    ]
    assert heard(tree) == [
        "Policy för Stadsdelssamarbeten",
        "Syfte",
        "Stödet ska gynna Borttaget: hyresgästerna. Slut på borttaget. Tillagt: alla hyresgäster. Slut på tillagt.",
        "Förutsättningar",
        "Alla ska:",
        "Stärka området.",
        "Ta ansvar.",
    ]


def test_blocks_that_come_and_go_stand_where_they_stood() -> None:
    text = POLICY.text.replace("- Ta ansvar.\n", "- Visa respekt för alla.\n").replace(
        "## Syfte", "Inledning.\n\n## Syfte"
    )
    assert heard(compared(text)) == [
        "Policy för Stadsdelssamarbeten",
        "Tillagt: Inledning. Slut på tillagt.",
        "Syfte",
        "Stödet ska gynna hyresgästerna.",
        "Förutsättningar",
        "Alla ska:",
        "Stärka området.",
        "Tillagt: Visa respekt för alla. Slut på tillagt.",
        "Borttaget: Ta ansvar. Slut på borttaget.",
    ]


def test_a_version_with_the_same_words_is_said_to_have_them() -> None:
    tree = compared(POLICY.text.replace("ska:\n\n- Stärka", "ska:\n\n* Stärka"))
    assert "Orden är desamma" in tree.text
    assert not tree.all("ins") + tree.all("del")


def test_the_words_kept_and_removed_are_the_old_text_and_those_kept_and_added_the_new() -> None:
    newer = replace(
        NEWER, text=POLICY.text.replace("hyresgästerna", "grannarna").replace("## Syfte", "## Mål\n\nNytt.")
    )
    blocks = text_difference(POLICY, newer)
    for version, gone in ((POLICY, ChangeType.ADDED), (newer, ChangeType.REMOVED)):
        words = " ".join(piece.words for block in blocks for piece in block.pieces if piece.change is not gone)
        assert sorted(words.split()) == sorted(re.sub(r"(?m)^(#+|-) ", "", version.text).split())


def test_with_one_version_there_is_nothing_to_compare() -> None:
    assert not [page for page in site_pages(register(), TODAY, example_data=False) if "andringar" in page.path]
