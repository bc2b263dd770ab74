"""A page with `lang` is offered by the name that its readers know, and is read in their direction."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from register.page_text import text_checksum
from website.authored_pages import outdated
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


@pytest.mark.parametrize(("text", "shown"), [("Ny text.", "Ruotsinkielistä sivua on muutettu."), ("Text.", "")])
def test_a_translation_says_when_its_source_has_changed(text: str, shown: str) -> None:
    head = {"kalla_sha": text_checksum("Text."), "vid_andring": "Ruotsinkielistä sivua on muutettu."}
    pages = {"lattlast.md": f"---\ntitle: Lättläst\n---\n\n{text}\n"}
    assert outdated(head, pages.get) == shown
    assert outdated({"kalla_sha": head["kalla_sha"]}, pages.get) == ""
    assert outdated({"vid_andring": head["vid_andring"]}, pages.get) == ""
