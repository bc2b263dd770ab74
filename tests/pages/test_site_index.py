from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages.links import Dimension
from pages.site_index import build_index
from register.model import Recipient

from .registers import TODAY, decided, partnership, register, varied


def test_years_stand_newest_first_and_recipients_by_name() -> None:
    groups = build_index(varied(), TODAY, example_data=False).groups
    assert [group.link.name for group in groups[Dimension.YEAR]] == ["2026", "2025", "2024"]
    assert [group.link.address for group in groups[Dimension.RECIPIENT]] == [
        "mottagare/899999-0008/",
        "mottagare/exempelgruppen-grannarna-pa-oxnehaga/",
    ]


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        (["Gruppen Ö", "Gruppen O", "Gruppen Ö"], ["gruppen-o", "gruppen-o-2", "gruppen-o"]),
        (["Gruppen O"], ["gruppen-o"]),
        (["Gruppen O", "Gruppen Ö"], ["gruppen-o", "gruppen-o-2"]),  # a later group changes no address
        (["Index"], ["index-2"]),  # nor takes that of another page
        (["899999 0008"], ["899999-0008-2"]),
    ],
)
def test_informal_groups_get_addresses_of_their_own_in_the_order_of_their_decisions(
    names: list[str], addresses: list[str]
) -> None:
    made = [
        partnership(
            f"2024/p{place}",
            recipient=Recipient(name=name, number=None, website=None),
            decision=decided(partnership(), date(2024, 1, 1 + place)),
        )
        for place, name in enumerate(names)
    ]
    index = build_index(register(partnership(), *made), TODAY, example_data=False)
    found = [index.by_id[record.id].recipient.address for record in made]
    assert found == [f"mottagare/{address}/" for address in addresses]


def test_a_breakdown_has_only_groups_that_occur() -> None:
    index = build_index(varied(), TODAY, example_data=False)
    found = index.breakdown(index.entries, Dimension.TARGET_GROUP)
    assert [(link.name, total.count) for link, total in found] == [("Barn", 5), ("Unga", 5), ("Äldre", 1)]


def test_the_index_is_made_once_for_a_build_and_again_for_another_day() -> None:
    made = varied()
    first = build_index(made, TODAY, example_data=False)
    assert build_index(made, TODAY, example_data=False) is first
    assert build_index(made, date(2026, 11, 24), example_data=False) is not first
    assert build_index(made, TODAY, example_data=True) is not first
    assert build_index(replace(made), TODAY, example_data=False) is not first
