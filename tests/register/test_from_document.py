"""Documents become values of the model, without the parts that the schema refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from register import from_document
from register.document import Document
from register.field_table import FieldAbsentError
from register.model import Language, Moved, Partnership, Settings, Withdrawn

from .memory import base_files, checked

PATH = "partnerships/2024/x.yaml"


def document(data: object, path: str = PATH, text: str = "") -> Document:
    return Document(path=path, data=data, text=text)


@pytest.mark.parametrize(
    ("data", "kind", "name", "value"),
    [
        ({"titel": "Läxhjälp"}, Partnership, "title", "Läxhjälp"),
        ({"flyttad_till": "2023/y"}, Moved, "target", "2023/y"),
        ({"tillbakadragen": {"datum": "2024-05-01", "skal": "Upphävt."}}, Withdrawn, "date", date(2024, 5, 1)),
        (["flyttad_till", "tillbakadragen"], Partnership, "path", PATH),
    ],
)
def test_a_record_is_a_partnership_or_refers_to_one(data: object, kind: type, name: str, value: object) -> None:
    made = from_document.record(document(data), ())
    assert (type(made), made.id, made.path, getattr(made, name)) == (kind, "2024/x", PATH, value)


def test_what_the_schema_refused_is_left_out() -> None:
    withdrawn = document({"tillbakadragen": {"datum": "2024-05-01", "skal": "Upphävt."}})
    with pytest.raises(FieldAbsentError):
        _ = from_document.record(withdrawn, {("tillbakadragen", "datum")}).date  # type: ignore[union-attr]  # withdrawn
    codes = document({"koder": [{"kod": "a"}, "b", {"kod": "c"}]})
    assert [code.code for code in from_document.code_list(codes, ())] == ["a", "c"]
    assert from_document.code_list(codes, {("koder",)}) == ()
    assert [one.code for one in from_document.rounds(document({"omgangar": [{"kod": "v"}]}), ())] == ["v"]
    assert [one.words for one in from_document.synonyms(document({"grupper": [{"ord": ["a", 1]}]}), ())] == [("a",)]
    policy = from_document.policy(document({"titel": "Policy"}, "content/policy/2023-08-30.md", "\n# Policy\n"), ())
    assert (policy.title, policy.text, policy.path) == ("Policy", "# Policy", "content/policy/2023-08-30.md")


def test_a_language_has_a_page_with_words_and_the_names_of_codes() -> None:
    pages = [
        document({"lang": "en", "ord": {"belopp": "Amount"}}, "content/en.md"),
        document({"lang": "fi"}, "content/fi.md"),
        document({"ord": {"belopp": "Summa"}}, "content/sv.md"),
        document(None, "content/om.md"),
    ]
    lists = {"teman": document({"koder": [{"kod": "a", "namn_en": "Children"}, {"kod": "b", "namn_fi": "x"}]})}
    assert list(from_document.languages(pages, lists)) == [
        Language(code="en", path="content/en.md", words={"belopp": "Amount"}, names={("teman", "a"): "Children"})
    ]


def test_a_limit_that_is_not_set_is_the_checks_own() -> None:
    settings = from_document.settings(document({"belopp_hogst": 1000000}), ())
    assert settings == Settings(
        covers_from=None,
        under_construction=False,
        highest_amount=1000000,
        unusual_factor=10,
        longest_agreement_years=5,
        months_from_decision=24,
        latest_report_months=6,
        reminder_days=30,
        continuation_days=180,
        recipients_in_tracker=False,
        hidden_commits=(),
    )


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2023, 8, 29), None),
        (date(2023, 8, 30), date(2023, 8, 30)),
        (date(2025, 12, 31), date(2023, 8, 30)),
        (date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_the_newest_version_is_in_force_from_its_day(day: date, in_force: date | None) -> None:
    register = checked(base_files()).register
    assert register is not None
    (policy,), (criteria,), new = register.policies, register.criteria, date(2026, 1, 1)
    both = replace(
        register,
        policies=(replace(policy, in_force=new), policy),
        criteria=(criteria, replace(criteria, in_force=new)),
    )
    for version in (both.policy_on(day), both.criteria_on(day)):
        assert (version.in_force if version else None) == in_force
