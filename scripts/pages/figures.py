"""The figures that people ask of the register. The templates say next to each how it is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from register.model import FollowUp
from register.status import Account, Status, account, is_received

from pages.links import Dimension, Link, recipient_key
from pages.site_index import Entry, SiteIndex, Sum, total


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedAccounts:
    """The kronor granted, paid and repaid in the partnerships whose account is closed: `sum.count` of `of`."""

    link: Link | None
    sum: Sum
    paid: int
    repaid: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of some partnerships. `link` is None for all of them.

    `women` is the weighted share in per cent over `with_women` partnerships, None where none reports it. `accounts`
    parts the sum by how far the grants are accounted for.
    """

    link: Link | None
    sum: Sum
    average: int
    median: int
    new: int
    returning: int
    women: int | None
    with_women: int
    accounts: Mapping[Account, Sum]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """A group's figures.

    `exact` is the group's own kronor where every grant says how it is divided, `per_home` kronor per home where the
    number of homes is known.
    """

    link: Link
    sum: Sum
    exact: int | None
    per_home: int | None


def closed_accounts(entries: Sequence[Entry], link: Link | None = None) -> ClosedAccounts:
    """Add up the partnerships whose account is closed; `link` is None for all years."""
    closed = [(entry, entry.partnership.finances) for entry in entries]
    accounts = [finances for _, finances in closed if finances]
    return ClosedAccounts(
        link=link,
        sum=total([entry for entry, finances in closed if finances]),
        paid=sum(finances.paid for finances in accounts),
        repaid=sum(finances.repaid or 0 for finances in accounts),
        of=len(entries),
    )


def figures(entries: Sequence[Entry], first: frozenset[str], today: date, link: Link | None = None) -> Figures:
    """The figures of `entries`; `first` has the ids of the records that are their recipient's first."""
    whole = total(entries)
    women, with_women = share_of_women(entries)
    new = sum(entry.partnership.id in first for entry in entries)
    return Figures(
        link=link,
        sum=whole,
        average=_rounded(whole.amount, whole.count),
        median=round(median(amounts)) if (amounts := [e.partnership.decision.amount for e in entries]) else 0,
        new=new,
        returning=whole.count - new,
        women=women,
        with_women=with_women,
        accounts=accounts(entries, today),
    )


def asked_for(entry: Entry) -> int | None:
    """Return the amount applied for, or None where it is unknown."""
    application = entry.partnership.application
    return application.amount if application else None


def report_state(entry: Entry, item: FollowUp, today: date) -> str:
    """Say whether an account has come in, is to come or is missing: `in`, `kommer`, `saknas`.

    What has not come in when a partnership is interrupted is neither: the empty string.
    """
    if is_received(item, today):
        return "in"
    if entry.status is Status.INTERRUPTED:
        return ""
    return "kommer" if item.due >= today else "saknas"


def reports(entries: Iterable[Entry], state: str, today: date) -> list[tuple[FollowUp, Entry]]:
    """List what is to be accounted for and is in a state of `report_state`, the earliest day first."""
    found = [
        (item, entry)
        for entry in entries
        for item in entry.partnership.follow_ups
        if report_state(entry, item, today) == state
    ]
    return sorted(found, key=lambda pair: (pair[0].due, pair[1].partnership.id))


def accounts(entries: Sequence[Entry], today: date) -> Mapping[Account, Sum]:
    """Part the entries by how far their grants are accounted for; every part is there."""
    by_account: dict[Account, list[Entry]] = {part: [] for part in Account}
    for entry in entries:
        by_account[account(entry.partnership, today)].append(entry)
    return {part: total(own) for part, own in by_account.items()}


def group_figures(index: SiteIndex, entries: Iterable[Entry], dimension: Dimension) -> list[GroupFigures]:
    """The figures of `entries` in every group of the dimension, those without any too."""
    entries = list(entries)
    sums = dict(index.breakdown(entries, dimension))
    exact = exact_amounts(entries) if dimension is Dimension.NEIGHBOURHOOD else None
    found = []
    for group in index.groups[dimension]:
        own, homes = sums.get(group.link, Sum()), group.code.homes if group.code else None
        found.append(
            GroupFigures(
                link=group.link,
                sum=own,
                exact=exact.get(group.link.code, 0) if exact is not None else None,
                per_home=_rounded(own.amount, homes.number) if homes else None,
            )
        )
    return found


def exact_amounts(entries: Iterable[Entry]) -> Mapping[str, int] | None:
    """Divide the grants between neighbourhoods, by code; None where one grant does not say how it is divided."""
    found: Counter[str] = Counter()
    for entry in entries:
        record = entry.partnership
        allocation = record.decision.allocation
        if not allocation:
            if len(record.neighbourhoods) != 1:
                return None
            allocation = {record.neighbourhoods[0]: record.decision.amount}
        found.update(allocation)
    return found


def share_of_women(entries: Iterable[Entry]) -> tuple[int | None, int]:
    """The share of girls and women in whole per cent, weighted by participants, and how many records report it."""
    participants = women = records = 0
    for entry in entries:
        results = entry.partnership.results
        if results is None or not results.participants or results.share_of_girls_and_women is None:
            continue
        records += 1
        participants += results.participants
        women += results.participants * results.share_of_girls_and_women
    return (_rounded(women, participants) if participants else None), records


def first_decisions(index: SiteIndex) -> frozenset[str]:
    """The id of every recipient's first record; of several on the same day, the first by id."""
    firsts: dict[str, str] = {}
    for entry in sorted(index.entries, key=lambda entry: (entry.partnership.decision.date, entry.partnership.id)):
        firsts.setdefault(recipient_key(entry.partnership), entry.partnership.id)
    return frozenset(firsts.values())


def _rounded(amount: int, parts: int) -> int:
    """The amount divided by the parts, to the nearest whole number; 0 when there are no parts."""
    return (amount * 2 + parts) // (parts * 2) if parts else 0
