"""A partnership's facts in another language: English as it is shipped, Arabic as a company can add it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pages.languages import running
from pages.partnerships import partnership_pages
from pages.site_index import build_index
from register.check import check
from register.git_history import RecordHistory

from ..example import ROOT
from ..register.cases import RECORD, TODAY
from ..register.memory import Files, MemoryTree, base_files, problems

HEAD = (ROOT / "content/english.md").read_text(encoding="utf-8").partition("ord:\n")[2].partition("---")[0]
WORDS = dict(re.findall(r"  (\w+): (.+)", HEAD))
ARABIC = {word: f"«{word}»" for word in WORDS} | {"rubrik": "بالعربية", "pagar": "جارٍ"}


def head(code: str, words: dict[str, str]) -> str:
    lines = "".join(f"  {key}: {word}\n" for key, word in words.items())
    return f"---\ntitle: Sidan\nlang: {code}\nord:\n{lines}---\nText.\n"


def files(**pages: str) -> Files:
    """The base with pages by their name, and two names in Arabic."""
    made = dict(base_files())
    for name, line, names in (
        ("stadsdelar", "    namn: Råslätt\n", "    namn_ar: روسلات\n"),
        ("malgrupper", "    namn: Barn\n", "    namn_ar: أطفال\n    namn_en: Children\n"),
    ):
        path = f"content/listor/{name}.yaml"
        made[path] = made[path].decode().replace(line, line + names).encode()
    return {**made, **{f"content/{name}.md": text.encode() for name, text in pages.items()}}


def card(code: str, today: date = TODAY, **pages: str) -> str:
    found = check(MemoryTree(files(**pages)), TODAY)
    assert found.register is not None, found.problems
    index = build_index(found.register, today, example_data=False)
    bodies = {page.source: page.body for page in partnership_pages(index, RecordHistory())}
    [shown] = re.findall(rf'<details class="language" lang="{code}".*?</details>', bodies[RECORD], re.DOTALL)
    return str(shown)


def test_facts_in_english_with_what_is_swedish_marked() -> None:
    shown = card("en", english=head("en", WORDS))
    assert '<details class="language" lang="en" dir="ltr">\n<summary>In English</summary>' in shown
    facts = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", shown))
    assert facts == {
        "Amount granted": "<bdi>SEK\u00a085,000</bdi>",
        "Recipient": '<bdi lang="sv">Exempelföreningen Lyktan</bdi>',
        "Neighbourhoods": '<bdi lang="sv">Råslätt</bdi>',
        "Themes": '<bdi lang="sv">Arbete, studier och entreprenörskap</bdi>',
        "For": '<bdi>Children</bdi> · <bdi lang="sv">Unga</bdi>',
        "Decided": "<bdi>12 March 2024</bdi>",
        "Agreement": "<bdi>1 April 2024</bdi> – <bdi>31 March 2025</bdi>",
        "Status": "<bdi>Final report received</bdi>",
    }
    assert "<p>Titles, names and descriptions are in Swedish.</p>" in shown


def test_facts_from_right_to_left_beside_those_in_english() -> None:
    shown = card("ar", date(2024, 4, 1), arabiska=head("ar", ARABIC), english=head("en", WORDS))
    assert 'lang="ar" dir="rtl">\n<summary>بالعربية</summary>' in shown
    facts = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", shown))
    assert facts["«stadsdelar»"] == "<bdi>روسلات</bdi>"
    assert facts["«malgrupper»"] == '<bdi>أطفال</bdi> · <bdi lang="sv">Unga</bdi>'
    assert facts["«mottagare»"] == '<bdi lang="sv">Exempelföreningen Lyktan</bdi>'
    assert facts["«lage»"] == "<bdi>جارٍ</bdi>"
    assert facts["«belopp»"] == "<bdi>SEK\u00a085,000</bdi>"
    assert facts["«avtalstid»"].count("<bdi>") == 2


def test_a_language_whose_way_of_writing_is_not_known_is_written_as_english() -> None:
    shown = card("qq", annat=head("qq", WORDS))
    assert 'dir="ltr"' in shown
    assert "<bdi>12 March 2024</bdi>" in shown


@pytest.mark.parametrize(("pages", "here", "shown"), [("english", "english/", True), ("english", "lattlast/", False)])
def test_the_page_of_a_language_has_what_is_running(pages: str, here: str, *, shown: bool) -> None:
    register = check(MemoryTree(files(**{pages: head("en", WORDS)})), TODAY).register
    assert register is not None
    for today, text in ((date(2024, 4, 1), '<bdi lang="sv">Läxhjälp på Råslätt</bdi>'), (TODAY, WORDS["inget_pagar"])):
        assert (text in running(build_index(register, today, example_data=False), here)) is shown


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        (head("en", WORDS).replace("  lage: Status\n", ""), "R202", "«Läge» (ord.lage)"),
        (head("en", {**WORDS, "laget": "Status"}), "R201", "«laget»"),
    ],
)
def test_a_word_that_is_missing_or_unknown_is_a_problem(text: str, code: str, named: str) -> None:
    (problem,) = problems(files(english=text))
    assert (problem.code, problem.place.path) == (code, "content/english.md")
    assert named in problem.message


@pytest.mark.parametrize(("line", "code"), [("namn_ar: å", "R206"), ("namn_ar: 7", "R203"), ("nam_ar: ab", "R201")])
def test_a_name_in_another_language_is_held_to_its_form(line: str, code: str) -> None:
    path = "content/listor/teman.yaml"
    text = base_files()[path].decode().replace("    namn: Klimat", f"    {line}\n    namn: Klimat").encode()
    assert [problem.code for problem in problems({**base_files(), path: text})] == [code]
