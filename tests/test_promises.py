"""Each promise of the page Säkerhet has its test: a sentence that nothing holds to is not written there."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS / "fixtures/example/content/om/sakerhet.md"
# How each promise begins, and the tests that would fail if it were broken
PROMISES = {
    "Den består av färdiga filer": [
        "site/test_accessible.py::test_a_page_can_be_used_by_all_asks_no_one_else_breaks_no_policy_and_stores_nothing"
    ],
    "Varje sida har en innehållssäkerhetspolicy": [
        "site/test_one_origin.py::test_every_page_carries_the_policy_before_anything_that_it_governs",
        "site/test_one_origin.py::test_no_page_has_a_script_or_a_style_of_its_own_in_it",
    ],
    "Ingenting hämtas från andra webbplatser": [
        "site/test_accessible.py::test_a_page_can_be_used_by_all_asks_no_one_else_breaks_no_policy_and_stores_nothing",
        "webform/test_install.py::test_connected_the_form_lies_at_its_address_and_reaches_the_host_alone",
    ],
    "Webbplatsen använder inga kakor": [
        "site/test_accessible.py::test_a_page_can_be_used_by_all_asks_no_one_else_breaks_no_policy_and_stores_nothing"
    ],
    "Text ur registret visas som text": [
        "site/test_hostile.py::test_nothing_that_was_written_runs",
        "site/test_hostile.py::test_every_text_shows_as_it_was_written",
    ],
    "Sidornas text får inte ha HTML": [
        "register/test_page_text.py::test_html_is_refused",
        "register/test_page_text.py::test_a_link_elsewhere_is_refused",
        "website/test_authored_pages.py::test_what_markdown_itself_can_make_is_cleaned",
    ],
    "Bara sidor, bilder, PDF-filer": [
        "register/test_content_files.py::test_anything_else_is_refused",
        "register/test_content_files.py::test_what_a_camera_adds_is_refused",
    ],
    "Personnummer, e-postadresser och telefonnummer": ["register/test_personal_data.py::test_"],
    "En föreslagen ändring kontrolleras av de regler": [
        "test_workflows.py::test_a_change_is_judged_by_the_code_of_the_base_and_only_read",
        "test_hosts.py::test_gitlab_judges_with_the_code_of_main",
        "register/test_protected_changes.py::test_records_and_their_judge_are_two_proposals",
    ],
    "Ett publicerat belopp, en mottagare": [
        "register/test_protected_changes.py::test_a_guarded_field_needs_a_correction_that_names_it",
    ],
}  # fmt: skip


def test_every_promise_is_listed_here() -> None:
    promises = re.findall(
        r"(?m)^- (.+)$", PAGE.read_text(encoding="utf-8").partition("{#sjalv}")[2].partition("\n## ")[0]
    )
    assert promises
    unheld = [promise for promise in promises if not promise.startswith(tuple(PROMISES))]
    assert unheld == []
    assert [begin for begin in PROMISES if not any(promise.startswith(begin) for promise in promises)] == []


def test_the_tests_are_there() -> None:
    places = [test.partition("::") for tests in PROMISES.values() for test in tests]
    assert [name for file, _, name in places if f"def {name}" not in (TESTS / file).read_text(encoding="utf-8")] == []


STATEMENT = TESTS / "fixtures/example/content/om/tillganglighet.md"
# What lagen (2018:1937) and its instructions ask of a statement, each at least once
REQUIRED = {
    "who": r"Bostads AB VätterHem står bakom",
    "the law": r"lagen \(2018:1937\) om tillgänglighet till digital offentlig service",
    "one degree": r"\*\*(?:helt|delvis|inte) förenlig\*\*",
    "shortcomings": r"\*\*Innehåll som inte är förenligt med kraven\*\*\n\n- \*\*",
    "outside the law": r"\*\*Innehåll som inte omfattas av lagen \(9 §\)\*\*\n\n- \*\*",
    "burden": r"\*\*Oskäligt betungande anpassning \(12 §\)\*\*\n\n(?:- \*\*|Undantaget åberopas inte\.)",
    "contact": r"\[info@vatterhem\.se\]\(mailto:info@vatterhem\.se\)",
    "complaint": r"\]\(https://www\.digg\.se/tdosanmalan\)",
    "method": r"självskattning|granskning av",
    "days": r"granskades senast den \d+ \w+ \d{4}\. Redogörelsen uppdaterades senast den \d+ \w+ \d{4}",
    "draft": r"^\*\*Utkast\.\*\*",
}


def test_the_accessibility_statement_has_what_the_law_asks_for() -> None:
    text = STATEMENT.read_text(encoding="utf-8")
    found = {point: len(re.findall(pattern, text, re.MULTILINE)) for point, pattern in REQUIRED.items()}
    several = {"one degree", "shortcomings", "outside the law", "burden"}
    assert {point for point, count in found.items() if count == 0 or (count > 1 and point in several)} == set()


def test_every_shortcoming_has_a_reason_or_another_way() -> None:
    text = STATEMENT.read_text(encoding="utf-8").partition("{#brister}")[2].partition("\n## ")[0]
    items = re.findall(r"^- \*\*.+?\*\* (.+)$", text, re.MULTILINE)
    assert len(items) >= 4
    assert [item for item in items if item.count(". ") + item.count(".\n") < 1] == []
    assert "inte testa" not in text, "what has not been tested is no shortcoming"
