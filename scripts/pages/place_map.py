"""A map of the neighbourhoods without tiles: dots by amount, names, and the south shore of Vättern. Drawn as SVG.

The shore is data/vattern-south.geojson (SCB RegSO 2025 and Natural Earth, CC0 and public domain); without it there is
only what the register knows. A degree of longitude is shortened by the cosine of the latitude, so that distances are
alike in both directions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from register.company import COMPANY
from register.model import Count, Point

from pages.links import Dimension
from pages.site_index import Group, SiteIndex

WIDTH = 100.0
MARGIN = 15.0
TEXT = 3.6  # the size of a name
_SHORE = Path(__file__).parent / "data" / "vattern-south.geojson"
_LETTER = 0.66  # of the size of the text
_SMALLEST, _LARGEST = 0.9, 2.6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A neighbourhood on the map: its dot, and where its name begins or ends (`anchor`, as SVG has it).

    A name that is `apart` from its dot has a line to it. `figure` is what the dot shows, None where it is not known.
    """

    group: Group
    figure: int | None
    x: float
    y: float
    radius: float
    name_x: float
    name_y: float
    anchor: str
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """A finished map; `shore` is the points of a polygon. `missing` names the neighbourhoods without a known place.

    `name` is that of its file, and `title` says what the dots show.
    """

    name: str
    title: str
    height: float
    places: tuple[Place, ...]
    shore: str
    missing: tuple[str, ...]


def place_maps(index: SiteIndex) -> list[PlaceMap]:
    """Draw the amounts, and where inhabitants are known the amounts per 1,000 of them; none without places."""
    title = f"beviljat belopp i varje {COMPANY.stadsdel}"
    amounts = place_map(index)
    known = {address: kronor for address, (_, kronor) in per_thousand(index).items()}
    if amounts is None or not known:
        return [amounts] if amounts else []
    return [amounts, *filter(None, [place_map(index, ("invanare", f"{title}, per 1 000 invånare", known))])]


def per_thousand(index: SiteIndex) -> dict[str, tuple[Count, int]]:
    """The inhabitants of each neighbourhood where they are known, and the kronor per 1,000 of them, by address."""
    return {
        group.link.address: (known, round(group.total.amount * 1000 / known.number))
        for group in index.groups[Dimension.NEIGHBOURHOOD]
        if group.code and (known := group.code.inhabitants)
    }


def place_map(
    index: SiteIndex, measure: tuple[str, str, Mapping[str, int]] | None = None, shore: Path = _SHORE
) -> PlaceMap | None:
    """Draw the neighbourhoods whose place is known; None where there are fewer than two.

    `measure` is a name, a title and the figures by address; without it the dots show the amounts.
    """
    groups = index.groups[Dimension.NEIGHBOURHOOD]
    known = [(group, group.code.point) for group in groups if group.code and group.code.point]
    if len(known) < 2:
        return None
    project = Projection([point for _, point in known], WIDTH, MARGIN, 2)
    amounts = {group.link.address: group.total.amount for group, _ in known}
    name, title, figures = measure or ("belopp", f"beviljat belopp i varje {COMPANY.stadsdel}", amounts)
    most = max((figures.get(group.link.address, 0) for group, _ in known), default=0) or 1
    dots = [
        (group, *project(p.longitude, p.latitude), _radius(figures.get(group.link.address, 0), most))
        for group, p in known
    ]
    return PlaceMap(
        name=name,
        title=title,
        height=project.height,
        places=_with_names(dots, figures),
        shore=" ".join(",".join(map(str, project(*point))) for point in _shore_points(shore)),
        missing=tuple(group.link.name for group in groups if group.code and not group.code.point),
    )


class Projection:
    """From longitude and latitude to a map so wide, which has the points in it with a margin around, north up."""

    def __init__(self, points: Sequence[Point], width: float, margin: float, digits: int) -> None:
        self._margin, self._digits = margin, digits
        self._flat = math.cos(math.radians(sum(point.latitude for point in points) / len(points)))
        east, north = [point.longitude * self._flat for point in points], [point.latitude for point in points]
        self._west, self._north = min(east), max(north)
        side = max(max(east) - self._west, self._north - min(north)) or 1
        self._scale = (width - 2 * margin) / side
        self.height = round((self._north - min(north)) * self._scale + 2 * margin, digits)

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the place on the map: from the left and from the top."""
        x = self._margin + (longitude * self._flat - self._west) * self._scale
        return round(x, self._digits), round(self._margin + (self._north - latitude) * self._scale, self._digits)


def _radius(figure: int, most: int) -> float:
    """The area of a dot follows the figure."""
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(figure / most), 2)


def _with_names(dots: Sequence[tuple[Group, float, float, float]], figures: Mapping[str, int]) -> tuple[Place, ...]:
    """Put each name where it covers no dot and no other name; the one with the fewest ways to lie chooses first."""
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for _, x, y, r in dots]
    left = dict(enumerate(dots))
    places: dict[int, Place] = {}
    while left:
        free = {number: [one for one in _choices(*dot) if not _meets(one[1], taken)] for number, dot in left.items()}
        number = min(left, key=lambda one: (len(free[one]), one))
        group, x, y, r = left.pop(number)
        (name_x, name_y, anchor), box = (free[number] or _choices(group, x, y, r))[0]
        taken.append(box)
        places[number] = Place(
            group=group,
            figure=figures.get(group.link.address),
            x=x,
            y=y,
            radius=r,
            name_x=round(name_x, 2),
            name_y=round(name_y, 2),
            anchor=anchor,
            apart=max(box[1] - y, y - box[3]) > r + TEXT,
        )
    return tuple(places[number] for number in range(len(dots)))


def _choices(group: Group, x: float, y: float, r: float) -> list[tuple[tuple[float, float, str], Box]]:
    """The ways to put the name of a dot, best first, with what it covers: beside, above and below, then further off."""
    width, gap = len(group.link.name) * TEXT * _LETTER, r + 0.8
    above, below = y - gap, y + gap + TEXT * 0.8
    ways = [(x + gap, y + TEXT / 3, "start"), (x - gap, y + TEXT / 3, "end")]
    ways += [(x, at, anchor) for anchor in ("middle", "end", "start") for at in (above, below)]
    ways += [(x, at, anchor) for at in (below + 2 * TEXT, above - 2 * TEXT) for anchor in ("middle", "end", "start")]
    made = [(way, _box(*way, width)) for way in ways]
    return [one for one in made if one[1][0] >= 0 and one[1][2] <= WIDTH] or made


def _box(x: float, y: float, anchor: str, width: float) -> Box:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return (left, y - TEXT * 0.8, left + width, y + TEXT * 0.2)


def _meets(box: Box, others: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    return any(left < r and right > x and top < b and bottom > y for x, y, r, b in others)


def _shore_points(file: Path) -> list[tuple[float, float]]:
    """The outline of the lake; nothing without the file."""
    if not file.is_file():
        return []
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return [(east, north) for east, north in features[0]["geometry"]["coordinates"][0]]
