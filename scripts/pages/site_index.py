"""The register indexed once, as all pages need it: states, groups, sums and what leads where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.model import Code, Partnership, Recipient, Register, Round
from register.published import DataCatalogue, DownloadFile
from register.status import Status, status
from register.swedish import listing

from pages.format import sort_key
from pages.links import Dimension, Link, Links, code_lists, recipient_key, record_address


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of partnerships and the kronor granted to them.

    `only` is the kronor of those that no other group of the same dimension counts too.
    """

    count: int = 0
    amount: int = 0
    only: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A partnership with what follows from the rest of the register: its state, its address, its groups."""

    partnership: Partnership
    status: Status
    link: Link
    groups: Mapping[Dimension, tuple[Link, ...]]

    @property
    def recipient(self) -> Link:
        """The page of the recipient."""
        return self.groups[Dimension.RECIPIENT][0]

    @property
    def places(self) -> str:
        """The neighbourhoods in words."""
        return listing([link.name for link in self.groups[Dimension.NEIGHBOURHOOD]])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """Partnerships that share a neighbourhood, theme, target group, year or recipient, newest first."""

    dimension: Dimension
    link: Link
    entries: tuple[Entry, ...]
    total: Sum
    code: Code | None = None
    recipient: Recipient | None = None

    @property
    def description(self) -> str:
        """The description in the list of codes."""
        return self.code.description if self.code else ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteIndex:
    """Everything the pages need, made once by `index`.

    `entries` are newest first. `groups` has every group of a dimension in the order it is shown: lists in
    the order of their files, years newest first, recipients by name. `ranks` gives that order by address.
    `continued` has the entry that continues a record, by the record's id; `decisions_by_policy` the number of
    decisions under a version of the policy; `records_by_criterion` the entries that answer a criterion of a version.
    `published` is the catalogue of the open data, where there are any.
    """

    register: Register
    today: date
    example_data: bool
    entries: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    groups: Mapping[Dimension, tuple[Group, ...]]
    ranks: Mapping[str, int]
    continued: Mapping[str, Entry]
    decisions_by_policy: Mapping[date, int]
    records_by_criterion: Mapping[tuple[date, str], Sequence[Entry]]
    published: DataCatalogue | None = None

    def label(self, field: str) -> str:
        """The label of a field of the record, by its dotted name."""
        return self.register.fields[field].title

    def choice(self, field: str, value: str) -> str:
        """The label of a choice of a field."""
        return self.register.fields[field].choices[value]

    def file(self, path: str) -> DownloadFile | None:
        """A file among the open data, or None where it is not published."""
        files = self.published.files if self.published else ()
        return next((file for file in files if file.path == path), None)

    def breakdown(self, entries: Iterable[Entry], dimension: Dimension) -> list[tuple[Link, Sum]]:
        """The sums of `entries` in each group of the dimension that has any, in the order of the groups."""
        members: defaultdict[Link, list[Entry]] = defaultdict(list)
        for entry in entries:
            for link in entry.groups[dimension]:
                members[link].append(entry)
        ranked = sorted(members, key=lambda link: self.ranks[link.address])
        return [(link, total(members[link], dimension)) for link in ranked]


def rounds_on(index: SiteIndex) -> tuple[list[Round], list[Round]]:
    """Split the application rounds into those that are open on the day and those that open later, soonest first."""
    rounds = sorted(index.register.rounds, key=lambda one: (one.opens, one.closes))
    open_now = [one for one in rounds if one.opens <= index.today <= one.closes]
    return open_now, [one for one in rounds if one.opens > index.today]


def total(entries: Iterable[Entry], dimension: Dimension | None = None) -> Sum:
    """Sum the entries; with a dimension also those that are in one group of it alone."""
    amounts = [(e.partnership.decision.amount, dimension and len(e.groups[dimension]) == 1) for e in entries]
    return Sum(len(amounts), sum(kronor for kronor, _ in amounts), sum(kronor for kronor, alone in amounts if alone))


def count_recipients(entries: Iterable[Entry]) -> int:
    """Count the recipients; each sole trader is one, since two cannot be told to be the same."""
    return len({recipient_key(entry.partnership) for entry in entries})


def by_status(entries: Iterable[Entry]) -> list[tuple[Status, Sum]]:
    """The sums of the states that occur, in the order states are shown."""
    found: defaultdict[Status, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.status].append(entry)
    return [(state, total(found[state])) for state in Status if state in found]


_latest: SiteIndex | None = None


def build_index(
    register: Register, today: date, *, example_data: bool, published: DataCatalogue | None = None
) -> SiteIndex:
    """Index the register as of `today`. The last index is kept: a build asks for it once per page."""
    global _latest
    kept = _latest
    if (
        kept is None
        or kept.register is not register
        or kept.published is not published
        or (kept.today, kept.example_data) != (today, example_data)
    ):
        kept = _latest = _indexed(register, today, example_data, published)
    return kept


def _indexed(register: Register, today: date, example_data: bool, published: DataCatalogue | None) -> SiteIndex:
    links = Links(register)
    entries = tuple(_entry(partnership, links, today) for partnership in register.partnerships)
    by_id = {entry.partnership.id: entry for entry in entries}
    groups = _groups(register, links, entries)
    return SiteIndex(
        register=register,
        today=today,
        example_data=example_data,
        entries=entries,
        by_id=by_id,
        groups=groups,
        ranks={group.link.address: rank for of in groups.values() for rank, group in enumerate(of)},
        continued={e.partnership.replaces: e for e in entries if e.partnership.replaces is not None},
        decisions_by_policy=Counter(entry.partnership.decision.policy for entry in entries),
        records_by_criterion=_records_by_criterion(register, entries),
        published=published,
    )


def _entry(partnership: Partnership, links: Links, today: date) -> Entry:
    return Entry(
        partnership=partnership,
        status=status(partnership, today),
        link=Link(partnership.title, record_address(partnership.id)),
        groups=links.groups_of(partnership),
    )


def _groups(register: Register, links: Links, entries: Sequence[Entry]) -> Mapping[Dimension, tuple[Group, ...]]:
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for of in entry.groups.values():
            for link in of:
                members[link.address].append(entry)

    def group(dimension: Dimension, link: Link, code: Code | None = None) -> Group:
        own = tuple(members[link.address])
        recipient = own[0].partnership.recipient if dimension is Dimension.RECIPIENT else None
        total_of = total(own, dimension)
        return Group(dimension=dimension, link=link, entries=own, total=total_of, code=code, recipient=recipient)

    lists = code_lists(register)
    years = sorted(links.years.items(), reverse=True)
    recipients = sorted(links.recipients.values(), key=lambda link: (sort_key(link.name), link.address))
    return {
        **{of: tuple(group(of, links.codes[of][c.code], c) for c in codes) for of, codes in lists.items()},
        Dimension.YEAR: tuple(group(Dimension.YEAR, link) for _, link in years),
        Dimension.RECIPIENT: tuple(group(Dimension.RECIPIENT, link) for link in recipients),
    }


def _records_by_criterion(register: Register, entries: Sequence[Entry]) -> Mapping[tuple[date, str], Sequence[Entry]]:
    answers: defaultdict[tuple[date, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        version = register.criteria_on(entry.partnership.decision.date)
        if version is not None:
            for criterion in entry.partnership.criteria:
                answers[version.in_force, criterion].append(entry)
    return answers
