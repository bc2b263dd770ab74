from __future__ import annotations

import pytest
from pages.links import UniqueSlugs, slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Förutsättningar", "forutsattningar"),
        ("Exempelgruppen Grannarna på Öxnehaga", "exempelgruppen-grannarna-pa-oxnehaga"),
        ("  a -- b  ", "a-b"),
        ("A/../B?#", "a-b"),
        ("Ærlig œuvre", "arlig-ouvre"),
        ("Über 2024", "uber-2024"),
        ("你好", "grupp"),
        ("", "grupp"),
    ],
)
def test_words_become_plain(text: str, made: str) -> None:
    assert slug(text, "grupp") == made


def test_a_name_is_given_away_once() -> None:
    taken = UniqueSlugs({"index"})
    assert [taken.add(name) for name in ("a", "a", "a-2", "a", "index")] == ["a", "a-2", "a-2-2", "a-3", "index-2"]
