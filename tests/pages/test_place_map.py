"""The map of the neighbourhoods: north is up, names do not cover each other, and every dot is a link."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

from pages.place_map import TEXT, PlaceMap, per_thousand, place_map, place_maps
from pages.site_index import build_index
from register.model import Code, Count, Point

from .markup import links, rows, shown, table
from .registers import TODAY, partnership, register


def neighbourhood(code: str, *place: float, inhabitants: Count | None = None) -> Code:
    point = Point(latitude=place[0], longitude=place[1], source="Uppskattad") if place else None
    return Code(code=code, name=code.title(), description="En stadsdel.", point=point, inhabitants=inhabitants)


NORTH, SOUTH = neighbourhood("raslatt", 57.80, 14.15), neighbourhood("oxnehaga", 57.74, 14.15)
NEAR = [neighbourhood(f"nara{number}", 57.7800 + number / 2000, 14.2400) for number in range(4)]


def drawn(*codes: Code, **how: Path) -> PlaceMap:
    made = place_map(build_index(register(partnership(), neighbourhoods=codes), TODAY, example_data=False), **how)
    assert made
    return made


def test_north_is_up_and_a_larger_amount_is_a_larger_dot() -> None:
    made = drawn(NORTH, SOUTH, neighbourhood("okand"))
    north, south = made.places
    assert north.y < south.y
    assert north.radius > south.radius
    assert made.missing == ("Okand",)
    assert made.shore


def test_names_of_neighbours_do_not_cover_each_other() -> None:
    made = drawn(NORTH, *NEAR)
    spots = [(place.anchor, place.name_x, place.name_y) for place in made.places]
    assert all(a != b for a, b in combinations(spots, 2))
    assert len({place.anchor for place in made.places}) > 1


def test_no_name_is_cut_by_the_edge_of_the_map() -> None:
    made = drawn(NORTH, *(neighbourhood(f"oster-om-staden-{n}", 57.78 + n / 9000, 14.25 + n / 9000) for n in range(6)))
    for place in made.places:
        width = len(place.group.link.name) * TEXT * 0.6
        left = place.name_x - {"start": 0, "middle": width / 2, "end": width}[place.anchor]
        assert 0 <= left < left + width <= 100, place


def test_without_the_shore_there_is_still_a_map_and_without_places_none(tmp_path: Path) -> None:
    assert drawn(NORTH, SOUTH, shore=tmp_path / "none.geojson").shore == ""
    one_place = register(neighbourhoods=(NORTH, neighbourhood("oxnehaga")))
    assert place_map(build_index(one_place, TODAY, example_data=False)) is None


def test_the_page_has_the_map_its_list_and_kronor_per_thousand_where_the_inhabitants_are_known() -> None:
    known = Count(number=2000, source="Kommunen", as_of=TODAY)
    of = register(partnership(), neighbourhoods=(replace(NORTH, inhabitants=known), SOUTH))
    rates = per_thousand(build_index(of, TODAY, example_data=False))
    assert {address: kronor for address, (_, kronor) in rates.items()} == {"stadsdelar/raslatt/": 42_500}
    tree = shown(of, "stadsdelar/index")
    assert rows(tree.all("table")[0])[1:] == [
        ["Raslatt", "1", "85 000 kr", "85 000 kr"],
        ["Oxnehaga", "0", "0 kr", "0 kr"],
    ]
    people = table(tree, "Beviljat belopp per 1 000 invånare, där antalet invånare är känt")
    assert [row[:2] for row in people[1:]] == [["Raslatt", "42 500 kr"]]
    found = list(links(tree, "stadsdelar/"))
    assert ("Raslatt på kartan: 85 000 kr", "stadsdelar/raslatt/", "") in found
    assert ("Oxnehaga på kartan: inte känt", "stadsdelar/oxnehaga/", "") in found
    assert len(tree.all("input", type="radio")) == 2
    without = register(partnership(), neighbourhoods=(NORTH, SOUTH))
    assert [one.name for one in place_maps(build_index(without, TODAY, example_data=False))] == ["belopp"]
