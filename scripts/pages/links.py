"""Addresses of records and groups, and the slugs in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from urllib.parse import quote_plus

from register.model import SOLE_TRADER, Code, Partnership, Recipient, Register
from register.status import Status
from register.swedish import day_of_year

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th"})


def slug(text: str, otherwise: str) -> str:
    """The text in a–z, 0–9 and hyphens; `otherwise` when nothing of it remains."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_PLAIN.sub("-", plain).strip("-") or otherwise


class UniqueSlugs:
    """Names already given away; the next that wants the same gets `-2`, `-3` and so on."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = set(names)

    def add(self, wanted: str) -> str:
        """Give away `wanted`, or the first numbered form of it that is free."""
        name, turn = wanted, 1
        while name in self._names:
            turn += 1
            name = f"{wanted}-{turn}"
        self._names.add(name)
        return name


class Dimension(Enum):
    """A way to group partnerships; the value is the first part of the groups' addresses, and the field of a list."""

    NEIGHBOURHOOD = "stadsdelar"
    THEME = "teman"
    TARGET_GROUP = "malgrupper"
    YEAR = "ar"
    RECIPIENT = "mottagare"


CODED = (Dimension.NEIGHBOURHOOD, Dimension.THEME, Dimension.TARGET_GROUP)  # by a list of codes


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the site and the words that lead to it. `address` is relative to the site's root."""

    name: str
    address: str

    @property
    def path(self) -> str:
        """Return the path that the page is written at."""
        return self.address.rstrip("/")

    @property
    def code(self) -> str:
        """Return the last part of the address: of a group its code in the list, its year or its number."""
        return self.path.rpartition("/")[2]


SOLE_TRADERS = "Enskilda näringsidkare"  # the page of several

FILTERS = {  # the name of each dimension's filter in the address of the page Samarbeten
    Dimension.YEAR: "ar",
    Dimension.NEIGHBOURHOOD: "stadsdel",
    Dimension.THEME: "tema",
    Dimension.TARGET_GROUP: "malgrupp",
    Dimension.RECIPIENT: "mottagare",
}


_ALONE = {  # the choice of the filter «Mer» for what is in one group only
    Dimension.NEIGHBOURHOOD: "en-stadsdel",
    Dimension.THEME: "ett-tema",
    Dimension.TARGET_GROUP: "en-malgrupp",
}


def filtered(
    *links: Link | None, status: Status | None = None, account: str = "", more: str = "", alone: bool = False
) -> str:
    """Return the address of the list of partnerships, narrowed to these groups, this state and these choices.

    With `alone` it has only what is in no other group than the first one. A group of recipients without a number is
    found by its name. Without any group it is the whole list.
    """
    chosen = []
    for link in filter(None, links):
        name = FILTERS[Dimension(link.address.partition("/")[0])]
        chosen.append((name, link.name if name == "mottagare" and not link.code[0].isdigit() else link.code))
    if status is not None:
        chosen.append(("lage", status.value))
    if account:
        chosen.append(("redovisning", account))
    if alone and links[0]:
        more = _ALONE[Dimension(links[0].address.partition("/")[0])]
    if more:
        chosen.append(("mer", more))
    return f"samarbeten/?{'&'.join(f'{name}={_quoted(code)}' for name, code in chosen)}" if chosen else "samarbeten/"


_quoted = lru_cache(maxsize=4096)(quote_plus)  # a tenth of a page of totals, and the same ones come again and again


def record_address(record_id: str) -> str:
    """The address of a record, tombstones included."""
    return f"samarbeten/{record_id}/"


def recipient_key(partnership: Partnership) -> str:
    """Return the key by which recipients are the same: the organisation number, else the name of the group.

    Sole traders have neither here: each record has one of its own.
    """
    of = partnership.recipient
    return f"post {partnership.id}" if of.kind == SOLE_TRADER else _page_key(of)


def _page_key(recipient: Recipient) -> str:
    """Return the key by which recipients share a page: sole traders share one, under a name for all of them."""
    return recipient.number or f"namn {recipient.name}"


def year_name(year: int, covers_from: date | None) -> str:
    """Name a year, and say from which day it is covered where that is not its first: «2023 (från 30 augusti)»."""
    if covers_from is None or covers_from.year != year or (covers_from.month, covers_from.day) == (1, 1):
        return str(year)
    return f"{year} (från {day_of_year(covers_from)})"


def code_lists(register: Register) -> dict[Dimension, Sequence[Code]]:
    """Return the codes of each dimension that has a list of them, in its order."""
    return dict(zip(CODED, (register.neighbourhoods, register.themes, register.target_groups), strict=True))


class Links:
    """The link of every group: by code, by year, and by the key of the recipient's page."""

    def __init__(self, register: Register) -> None:
        self.codes = {
            of: {code.code: Link(code.name, f"{of.value}/{code.code}/") for code in codes}
            for of, codes in code_lists(register).items()
        }
        covers_from = register.settings.covers_from
        self.years = {p.year: Link(year_name(p.year, covers_from), f"ar/{p.year}/") for p in register.partnerships}
        self.recipients = _of_recipients(register.partnerships)

    def groups_of(self, partnership: Partnership) -> Mapping[Dimension, tuple[Link, ...]]:
        """The groups that a partnership belongs to."""
        codes_of = (partnership.neighbourhoods, partnership.themes, partnership.target_groups)
        return {
            **{of: tuple(self.codes[of][code] for code in codes) for of, codes in zip(CODED, codes_of, strict=True)},
            Dimension.YEAR: (self.years[partnership.year],),
            Dimension.RECIPIENT: (self.recipients[_page_key(partnership.recipient)],),
        }


def _of_recipients(partnerships: Sequence[Partnership]) -> dict[str, Link]:
    """Numbers are their own address; names get theirs in the order of first decisions, so that it stays."""
    taken = UniqueSlugs({"index"} | {p.recipient.number for p in partnerships if p.recipient.number is not None})
    links: dict[str, Link] = {}
    for partnership in sorted(partnerships, key=lambda p: (p.decision.date, p.id)):
        recipient, key = partnership.recipient, _page_key(partnership.recipient)
        if key not in links:
            part = recipient.number or taken.add(slug(recipient.name, "grupp"))
            links[key] = Link(recipient.name, f"{Dimension.RECIPIENT.value}/{part}/")
        elif recipient.kind == SOLE_TRADER:
            links[key] = Link(SOLE_TRADERS, links[key].address)
    return links
