"""Documents become values of the model, without the parts that the schema refused."""

from __future__ import annotations

from datetime import date

import pytest
from register import from_document
from register.document import Document
from register.field_table import FieldAbsentError
from register.model import Language, Moved, Partnership, Withdrawn

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
