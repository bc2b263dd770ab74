"""A page with `lang` is offered by the name that its readers know, and is read in their direction."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from website.mkdocs_plugin import Language, _languages


def languages(*codes: str | None) -> list[Language]:
    pages = [SimpleNamespace(meta={"lang": code} if code else {}, url=f"{code}/", title="Titel") for code in codes]
    files = SimpleNamespace(documentation_pages=lambda: [SimpleNamespace(page=page) for page in pages])
    return list(_languages(files))  # type: ignore[arg-type]  # only the pages are asked for


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [
        ("en", "English", "ltr"),
        ("ar", "العربية", "rtl"),
        ("fa", "فارسی", "rtl"),
        ("so", "Soomaali", "ltr"),
        ("zh-Hans", "中文 (简体)", "ltr"),
        ('en" onclick=', "Titel", "auto"),
    ],
)
def test_a_language_is_named_in_its_own_script(code: str, name: str, direction: str) -> None:
    assert languages(code) == [Language(code, name, direction, f"{code}/")]


def test_pages_in_swedish_are_no_languages_of_their_own() -> None:
    assert [language.code for language in languages("so", None, "ar")] == ["ar", "so"]
