"""The figures that people ask of the register. How each is counted is told beside it, in the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.status import final_report

from pages.follow_up import ENDED, is_in
from pages.links import Dimension, Link
from pages.site_index import Entry, SiteIndex, Sum, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of some partnerships. `link` is None for all of them.

    `women` is the weighted share in per cent over `with_women` partnerships, None where none tells.
    """

    link: Link | None
    sum: Sum
    average: int
    new: int
    returning: int
    women: int | None
    with_women: int
    ended: Sum
    reported: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """A group's figures. `per_home` is kronor per home where the number of homes is known."""

    link: Link
    sum: Sum
    per_home: int | None


def figures(entries: Sequence[Entry], first: frozenset[str], today: date, link: Link | None = None) -> Figures:
    """The figures of `entries`; `first` has the ids of the records that are their recipient's first."""
    whole = total(entries)
    women, with_women = share_of_women(entries)
    ended = [entry for entry in entries if entry.status in ENDED]
    new = sum(entry.partnership.id in first for entry in entries)
    return Figures(
        link=link,
        sum=whole,
        average=_rounded(whole.amount, whole.count),
        new=new,
        returning=whole.count - new,
        women=women,
        with_women=with_women,
        ended=total(ended),
        reported=total(entry for entry in ended if _has_report(entry, today)),
    )


def group_figures(views: SiteIndex, entries: Iterable[Entry], dimension: Dimension) -> list[GroupFigures]:
    """The figures of `entries` in every group of the dimension, those without any too."""
    sums = dict(views.breakdown(entries, dimension))
    homes = _homes(views) if dimension is Dimension.NEIGHBOURHOOD else {}
    found = []
    for group in views.groups[dimension]:
        own, known = sums.get(group.link, Sum()), homes.get(group.link.address)
        found.append(GroupFigures(link=group.link, sum=own, per_home=_rounded(own.amount, known) if known else None))
    return found


def share_of_women(entries: Iterable[Entry]) -> tuple[int | None, int]:
    """The share of girls and women in whole per cent, weighted by participants, and how many records tell."""
    participants = women = records = 0
    for entry in entries:
        results = entry.partnership.results
        if results is None or not results.participants or results.share_of_girls_and_women is None:
            continue
        records += 1
        participants += results.participants
        women += results.participants * results.share_of_girls_and_women
    return (_rounded(women, participants) if participants else None), records


def first_decisions(views: SiteIndex) -> frozenset[str]:
    """The id of every recipient's first record; of several on the same day, the first by id."""
    firsts = (
        min(group.entries, key=lambda entry: (entry.partnership.decision.date, entry.partnership.id))
        for group in views.groups[Dimension.RECIPIENT]
    )
    return frozenset(entry.partnership.id for entry in firsts)


def _homes(views: SiteIndex) -> Mapping[str, int]:
    """The number of homes by the address of the neighbourhood, where it is known."""
    pairs = zip(views.groups[Dimension.NEIGHBOURHOOD], views.register.neighbourhoods, strict=True)
    return {group.link.address: code.homes for group, code in pairs if code.homes}


def _rounded(amount: int, parts: int) -> int:
    """The amount divided by the parts, to the nearest whole number; 0 when there are no parts."""
    return (amount * 2 + parts) // (parts * 2) if parts else 0


def _has_report(entry: Entry, today: date) -> bool:
    report = final_report(entry.partnership)
    return report is not None and is_in(report, today)
