"""A translated page names its Swedish source, and the advice says when that has changed."""

from __future__ import annotations

import pytest
from register.document import Document
from register.page_text import text_checksum
from register.personal_data import mask
from register.rules.calendar import advice_on_translations

SWEDISH = "# Lättläst\n\nVätterhem ger pengar till föreningar.\n"
NOW = text_checksum(SWEDISH)


def page(path: str, text: str = "", **head: str) -> Document:
    return Document(path=f"content/{path}", data=head, text=text)


@pytest.mark.parametrize(
    ("head", "text", "said"),
    [
        ({"kalla_sha": NOW}, SWEDISH, None),
        ({"kalla_sha": NOW}, SWEDISH.replace("\n", "  \r\n"), None),
        ({"kalla_sha": NOW, "kalla": "om/stod.md"}, "Något annat.", None),
        ({"lang": "ar"}, "Något annat.", None),
        ({"kalla_sha": NOW}, SWEDISH.replace("ger", "gav"), "lattlast.md har ändrats sedan sidan översattes."),
        ({"kalla_sha": NOW, "kalla": "om/annan.md"}, SWEDISH, "Den svenska sidan «om/annan.md» finns inte."),
    ],
)
def test_a_changed_source_gives_advice(head: dict[str, str], text: str, said: str | None) -> None:
    plain = Document(path="content/utan-huvud.md", data=None, text="# Sida\n")
    same = page("ar.md", kalla_sha=NOW, kalla="om/stod.md")
    pages = [plain, same, page("suomeksi.md", **head), page("lattlast.md", text), page("om/stod.md", SWEDISH)]
    found = [problem.message for problem in advice_on_translations(pages)]
    assert found == ([said] if said else [])


def test_the_advice_says_what_to_write() -> None:
    pages = [page("suomeksi.md", kalla_sha="0" * 64), page("lattlast.md", SWEDISH)]
    assert [problem.hint for problem in advice_on_translations(pages)] == [
        f'Låt översätta ändringen. Skriv sedan «kalla_sha: "{NOW}"».'
    ]


def test_a_checksum_never_looks_like_a_phone_number() -> None:
    found = [text_checksum(str(number)) for number in range(200)]
    assert [checksum for checksum in found if mask(checksum) != checksum] == []
    assert len(set(found)) == len(found)
