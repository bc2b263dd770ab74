from __future__ import annotations

from dataclasses import replace
from datetime import date

from pages.links import Dimension
from pages.site_index import Sum, build_index
from register.model import Recipient
from register.status import Status

from .registers import TODAY, decided, partnership, register, varied


def test_every_state_is_found_on_the_day() -> None:
    found = {entry.partnership.id: entry.status for entry in build_index(varied(), TODAY, example_data=False).entries}
    assert found == {
        "2024/laxhjalp-raslatt": Status.REPORTED,
        "2025/laxhjalp-raslatt": Status.REPORT_OVERDUE,
        "2026/odling-oxnehaga": Status.RUNNING,
        "2026/teater-raslatt": Status.PLANNED,
        "2026/sommar-raslatt": Status.AWAITING_REPORT,
        "2024/kor-raslatt": Status.INTERRUPTED,
    }


def test_a_partnership_counts_whole_in_each_of_its_neighbourhoods() -> None:
    first = partnership(neighbourhoods=("raslatt", "oxnehaga"))
    groups = build_index(register(first), TODAY, example_data=False).groups[Dimension.NEIGHBOURHOOD]
    assert [(group.link.name, group.total) for group in groups] == [
        ("Råslätt", Sum(1, 85000)),
        ("Öxnehaga", Sum(1, 85000)),
    ]


def test_a_group_without_partnerships_is_there_and_empty() -> None:
    groups = build_index(register(), TODAY, example_data=False).groups
    assert [group.total for group in groups[Dimension.THEME]] == [Sum(0, 0), Sum(0, 0)]
    assert groups[Dimension.YEAR] == groups[Dimension.RECIPIENT] == ()


def test_years_stand_newest_first_and_recipients_by_name() -> None:
    groups = build_index(varied(), TODAY, example_data=False).groups
    assert [group.link.name for group in groups[Dimension.YEAR]] == ["2026", "2025", "2024"]
    assert [group.link.address for group in groups[Dimension.RECIPIENT]] == [
        "mottagare/899999-0008/",
        "mottagare/exempelgruppen-grannarna-pa-oxnehaga/",
    ]


def _groups_named(*names: str) -> list[str]:
    """The addresses of informal groups, each with a decision of its own, in the order they were decided."""
    made = [
        partnership(
            f"2024/p{place}",
            recipient=Recipient(name=name, number=None, website=None),
            decision=decided(partnership(), date(2024, 1, 1 + place)),
        )
        for place, name in enumerate(names)
    ]
    index = build_index(register(*made), TODAY, example_data=False)
    return [index.by_id[record.id].recipient.address for record in made]


def test_informal_groups_with_names_alike_get_addresses_of_their_own() -> None:
    assert _groups_named("Gruppen Ö", "Gruppen O", "Gruppen Ö") == [
        "mottagare/gruppen-o/",
        "mottagare/gruppen-o-2/",
        "mottagare/gruppen-o/",
    ]


def test_an_address_is_not_changed_by_a_later_group() -> None:
    assert _groups_named("Gruppen O")[0] == _groups_named("Gruppen O", "Gruppen Ö")[0]


def test_an_informal_group_never_takes_the_place_of_another_page() -> None:
    numbered = partnership()
    named = partnership(
        "2023/tidig",
        recipient=Recipient(name="899999 0008", number=None, website=None),
        decision=decided(numbered, date(2023, 9, 1)),
    )
    index = build_index(register(numbered, named), TODAY, example_data=False)
    assert index.by_id["2023/tidig"].recipient.address == "mottagare/899999-0008-2/"
    assert _groups_named("Index") == ["mottagare/index-2/"]


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
