from __future__ import annotations

import pytest
from pages.links import Link, UniqueSlugs, filtered, slug
from register.status import Status


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


def test_the_list_narrowed_to_groups_and_a_state() -> None:
    place, year = Link("Råslätt", "stadsdelar/raslatt/"), Link("2023 (från 30 augusti)", "ar/2023/")
    assert filtered() == filtered(None) == "samarbeten/"
    assert filtered(place, year, status=Status.RUNNING) == "samarbeten/?stadsdel=raslatt&ar=2023&lage=pagar"
    assert filtered(Link("Lyktan", "mottagare/899999-0008/")) == "samarbeten/?mottagare=899999-0008"
    assert filtered(Link("Åsas & co", "mottagare/asas-co/")) == "samarbeten/?mottagare=%C3%85sas+%26+co"
