from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from pages.page import CARDS, PageKind
from pages.policy import HEAD
from pages.policy_text import policy_text, text_difference
from pages.render import headings
from register.diff import ChangeType

from ..example import CONTENT
from .markup import Element, links, pages_of, parsed, section, shown, table
from .registers import CRITERIA, NEWER, POLICY, TODAY, decided, partnership, register, schema

CHANGE = "Vad som ändrades i policyn den 1 oktober 2026"
FIRST, SECOND = "Policyn som gäller från den 30 augusti 2023", "Policyn som gäller från den 1 oktober 2026"
BOTH = register(partnership(), policies=(POLICY, NEWER))
BEFORE = date(2026, 9, 30)  # the day before the newer version
VERSIONS = "Versioner av policyn, den nyaste först"
CRITERION = "kriterier/2023-08-30/trygghet"


def test_the_index_shows_the_version_in_force_in_full() -> None:
    titles = [field["title"] for field in schema("policy")["properties"].values()]
    assert [label for _, label in HEAD] == titles
    page = pages_of(register())["policy/index"]
    assert (page.kind, page.source) == (PageKind.POLICY, "content/policy/2023-08-30.md")
    tree = parsed(page.body)
    assert tree.one("h1").text == "Policy för Stadsdelssamarbeten"
    assert tree.one("div", class_="policy-text").text == (
        "Syfte Stödet ska gynna hyresgästerna. Förutsättningar Alla ska: Stärka området. Ta ansvar."
    )
    assert table(tree, "Dokumenthuvud")[4] == ["Fastställd av", "Vätterhems styrelse"]
    assert [heading.id for heading in headings(page.body)][:2] == ["syfte", "forutsattningar"]


def test_the_real_policy_stands_word_for_word() -> None:
    front, text = (CONTENT / "policy/2023-08-30.md").read_text(encoding="utf-8").split("---\n")[1:]
    assert "titel" in front
    tree = shown(register(policies=(replace(POLICY, text=text.strip()),)), "policy/index")
    written = " ".join(line.lstrip("#- ") for line in text.splitlines() if line.strip())
    assert f"{tree.one('h1').text} {tree.one('div', class_='policy-text').text}" == written


def test_a_policy_past_its_revision_says_so_by_itself() -> None:
    late = shown(register(), "policy/index", date(2026, 8, 31))
    said = "Policyn skulle ha reviderats senast den 30 augusti 2026."
    assert late.one("div", class_="notice--late").text.startswith(said)
    assert table(late, "Dokumenthuvud")[-1][1] == "30 augusti 2026 (skulle ha reviderats)"
    in_time = shown(register(), "policy/index", date(2026, 8, 30))
    assert not in_time.all("div", class_="notice")
    assert "skulle ha reviderats" not in in_time.text


def test_a_version_to_come_waits_and_takes_the_place_of_the_old_one_on_its_day() -> None:
    current = shown(BOTH, "policy/index", BEFORE).text
    assert "gynna hyresgästerna" in current
    assert "En ny version gäller från den 1 oktober 2026. Läs den nya versionen eller se vad som ändras." in current
    assert "har inte börjat gälla än" in shown(BOTH, "policy/2026-10-01", BEFORE).text
    verb = {day: pages_of(BOTH, day)["policy/2026-10-01/andringar"].title.split()[2] for day in (BEFORE, TODAY)}
    assert verb == {BEFORE: "ändras", TODAY: "ändrades"}
    on_the_day = shown(BOTH, "policy/index", date(2026, 10, 1)).text
    assert "En ny version" not in on_the_day
    assert "Ny text." in on_the_day
    old = shown(BOTH, "policy/2023-08-30", date(2026, 10, 1)).text
    assert "Har ersatts · gäller från den 30 augusti 2023 till och med den 30 september 2026" in old
    assert "skulle ha reviderats" not in old
    pages = pages_of(BOTH)
    assert [pages[f"policy/{day}"].searchable for day in ("2023-08-30", "2026-10-01")] == [True, False]


@pytest.mark.parametrize(
    ("today", "newer", "older"), [(BEFORE, "Börjar gälla senare", "Gäller nu"), (TODAY, "Gäller nu", "Har ersatts")]
)
def test_all_versions_are_listed_with_their_decisions(today: date, newer: str, older: str) -> None:
    tree = shown(BOTH, "policy/index", today)
    change = CHANGE if today == TODAY else CHANGE.replace("ändrades", "ändras")
    rows = [[SECOND, newer, "0", change], [FIRST, older, "1", "Första versionen här"]]
    assert table(tree, VERSIONS)[1:] == rows
    assert (FIRST, "policy/2023-08-30/", "") in list(links(tree, "policy/"))


def test_the_policy_leads_to_the_criteria_read_out_of_it() -> None:
    found = list(links(shown(register(), "policy/2023-08-30"), "policy/2023-08-30/"))
    assert ("Trygghet", "kriterier/2023-08-30/", "trygghet") in found
    assert ("Förutsättningar", "policy/2023-08-30/", "forutsattningar") in found


def test_a_criterion_shows_its_clause_and_leads_to_it() -> None:
    page = pages_of(register(partnership()))["kriterier/index"]
    tree = parsed(page.body)
    assert page.kind is PageKind.CRITERIA
    assert [(heading.level, heading.id, heading.text) for heading in headings(page.body)][:2] == [
        (2, "trygghet", "Trygghet"),
        (2, "ansvar", "Ansvar"),
    ]
    assert tree.all("blockquote")[0].text == "«Stärka området.» Ur policyn, avsnittet Förutsättningar"
    told = tree.all("section")[0].text
    assert "Verksamheten ska genomsyras av trygghet." in told
    assert "En handläggare bedömer motiveringen." in told
    assert "Hur bidrar er verksamhet till tryggheten?" in told
    assert "Ingen egen motivering." not in told
    assert "Kontrolleras automatiskt. Ingen egen motivering." in tree.all("section")[2].text
    found = list(links(tree, page.address))
    assert ("Förutsättningar", "policy/2023-08-30/", "forutsattningar") in found
    assert ("Så uppfylls kriteriet Trygghet", f"{CRITERION}/", "") in found


def test_a_criterion_leads_to_every_reason_and_each_reason_to_its_record() -> None:
    older = partnership("2023/a", decision=decided(partnership(), date(2023, 9, 1)), criteria={"ansvar": "x"})
    page = pages_of(register(partnership(), older))[CRITERION]
    tree = parsed(page.body)
    assert (page.kind, page.parent) == (PageKind.LIST, "kriterier/2023-08-30")
    assert [card.one("h2").text for card in tree.all("li", class_="card")] == ["Läxhjälp på Råslätt"]
    assert "Två vuxna är alltid på plats." in tree.text
    found = list(links(tree, page.address))
    assert ("Läxhjälp på Råslätt", "samarbeten/2024/laxhjalp-raslatt/", "kriterium-trygghet") in found
    assert ("Trygghet", "kriterier/2023-08-30/", "trygghet") in found
    assert not [path for path in pages_of(register()) if path.endswith("gynnar")]


def test_reasons_stand_twenty_a_page() -> None:
    many = register(*(partnership(f"2024/p{place:03}") for place in range(CARDS + 1)))
    cards = [len(shown(many, path).all("li", class_="card")) for path in (CRITERION, f"{CRITERION}/sida/2")]
    assert cards == [CARDS, 1]


@pytest.mark.parametrize(
    "path", ["kriterier/index", "policy/index", "ansok/blankett-ansokan", "ansok/blankett-slutrapport"]
)
def test_criteria_that_are_not_adopted_are_said_to_be_a_proposal(path: str) -> None:
    said = "vårt förslag till läsning av policyn, inte antagna av Vätterhem"
    for status in ("utkast", "antagen"):
        text = shown(register(criteria=(replace(CRITERIA, status=status),)), path).text
        assert (said in text) is (status == "utkast")


def test_the_criteria_say_what_the_policy_means_by_socially_sustainable() -> None:
    meant = "Socialt hållbar utveckling innebär att alla trivs."
    text = POLICY.text.replace("## Syfte", f"{meant}\n\nEkonomiskt såväl som socialt.\n\n## Syfte")
    told = shown(register(policies=(replace(POLICY, text=text),)), "kriterier/index")
    assert told.all("blockquote")[0].text == f"«{meant}»"
    assert not shown(register(), "kriterier/index").all("h2", id="i-policyn")


def test_every_version_of_the_criteria_has_a_page() -> None:
    newer = replace(CRITERIA, in_force=date(2026, 10, 1), path="content/kriterier/2026-10-01.yaml")
    both = register(criteria=(CRITERIA, newer))
    for day, path in ((BEFORE, CRITERIA.path), (date(2026, 10, 1), newer.path)):
        assert pages_of(both, day)["kriterier/index"].source == path
    assert pages_of(both)["kriterier/2023-08-30"].source == CRITERIA.path
    versions = section(shown(both, "kriterier/index"), "Alla versioner av kriterierna")
    assert "Kriterierna från den 30 augusti 2023" in versions


def test_without_versions_the_pages_are_there() -> None:
    early = date(2023, 8, 29)  # the day before the first
    assert "har inte börjat gälla än" in shown(register(), "policy/index", early).text
    assert "Stärka området." in shown(register(), "kriterier/index", early).text
    none = register(policies=(), criteria=())
    assert "Ingen version av policyn" in shown(none, "policy/index").text
    assert "Inga kriterier är publicerade" in shown(none, "kriterier/index").text
    assert not [path for path in pages_of(register()) if "andringar" in path]


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
    return shown(both, "policy/2026-10-01/andringar")


def heard(tree: Element) -> list[str]:
    """The blocks of the text as a screen reader says them."""
    return [child.text for child in tree.one("div", class_="difference").all() if child.tag in {"p", "li", "h3", "h4"}]


def test_two_versions_are_compared_word_by_word() -> None:
    tree = compared(POLICY.text.replace("gynna hyresgästerna", "gynna alla hyresgäster"), owner="Avdelningen för stad")
    assert tree.one("h1").text == CHANGE
    assert tree.one("p", class_="lead").text.endswith("2 ord har lagts till och 1 ord har tagits bort.")
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
