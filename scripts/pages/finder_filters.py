"""What the page that finds partnerships can narrow by: the filters with a list of choices, in the order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from register.status import Status

from pages.format import one_line
from pages.links import Dimension, Link
from pages.site_index import Entry, SiteIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter: its code in the address, its name, and how many partnerships have it."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter. `name` is its name in the address; `codes` gives the codes of an entry, each among `choices`."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    codes: Callable[[Entry], Iterable[str]]


_DIMENSIONS = (
    (Dimension.YEAR, "ar", "År"),
    (Dimension.NEIGHBOURHOOD, "stadsdel", "Stadsdel"),
    (Dimension.THEME, "tema", "Tema"),
    (Dimension.TARGET_GROUP, "malgrupp", "Målgrupp"),
)


def filters(views: SiteIndex) -> tuple[Filter, ...]:
    """The filters with their choices: years newest first, lists in the order of their files, states as always."""
    states = [entry.status for entry in views.entries]
    return (
        *(_by_dimension(views, dimension, name, label) for dimension, name, label in _DIMENSIONS),
        Filter(
            name="lage",
            label="Läge",
            choices=tuple(Choice(state.value, state.label, states.count(state)) for state in Status),
            codes=lambda entry: (entry.status.value,),
        ),
    )


def _by_dimension(views: SiteIndex, dimension: Dimension, name: str, label: str) -> Filter:
    return Filter(
        name=name,
        label=label,
        choices=tuple(
            Choice(_code(group.link), one_line(group.link.name), group.total.count) for group in views.groups[dimension]
        ),
        codes=lambda entry: map(_code, entry.groups[dimension]),
    )


def _code(link: Link) -> str:
    """The last part of a group's address, which is its code in the list, or the year."""
    return link.address.rstrip("/").rpartition("/")[2]
