"""Finding partnerships: the filters, the first page of the list, and the files that the script fetches.

Without the script the filters stay hidden, and the list leads on to the pages of the years. The columns come when
someone first touches a filter, and the longer texts by themselves, so that numbers and titles need not wait. The
search of the whole site reads the same files, so that both give one answer.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.company import COMPANY
from register.status import Account, Status, account

from pages.figures import asked_for, first_decisions, report_state, share_of_women
from pages.format import one_line, sort_key
from pages.links import FILTERS, Dimension
from pages.page import Page, PageKind
from pages.render import render_page, render_template
from pages.site_index import Entry, SiteIndex, total


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


_LABELS = {
    Dimension.YEAR: "År",
    Dimension.NEIGHBOURHOOD: COMPANY.stadsdel.capitalize(),
    Dimension.THEME: "Tema",
    Dimension.TARGET_GROUP: "Målgrupp",
}


def filters(index: SiteIndex) -> tuple[Filter, ...]:
    """The filters with their choices: years newest first, lists in the order of their files, states as always."""
    states = [entry.status for entry in index.entries]
    return (
        *(_by_dimension(index, dimension) for dimension in _LABELS),
        Filter(
            name="lage",
            label="Läge",
            choices=tuple(Choice(state.value, state.label, states.count(state)) for state in Status),
            codes=lambda entry: (entry.status.value,),
        ),
        _filter(
            index, "redovisning", "Redovisning", _account_choices(index), lambda entry: _accounts(entry, index.today)
        ),
        _filter(index, "mer", "Mer", _MORE, _more(index)),
    )


def _filter(
    index: SiteIndex, name: str, label: str, names: Mapping[str, str], codes: Callable[[Entry], Collection[str]]
) -> Filter:
    """A filter of the choices that any entry has."""
    counts = Counter(code for entry in index.entries for code in codes(entry))
    choices = tuple(Choice(code, name, counts[code]) for code, name in names.items() if counts[code])
    return Filter(name=name, label=label, choices=choices, codes=codes)


def _account_choices(index: SiteIndex) -> dict[str, str]:
    """Return the choices of the filter «Redovisning»: parts of accounting, then kinds of report by their state."""
    kinds = index.register.fields["uppfoljning.typ"].choices
    states = {"in": "har kommit in", "kommer": "ska komma in", "saknas": "är inte registrerad"}
    return {part.value: part.label for part in Account} | {
        f"{kind}-{state}": f"{label} {said}" for kind, label in kinds.items() for state, said in states.items()
    }


def _accounts(entry: Entry, today: date) -> Collection[str]:
    items = [(item.kind, report_state(entry, item, today)) for item in entry.partnership.follow_ups]
    return dict.fromkeys(
        [account(entry.partnership, today).value, *(f"{kind}-{state}" for kind, state in items if state)]
    )


_MORE = {
    "ny": "Mottagarens första beslut",
    "aterkommande": "Mottagaren har fått beslut förut",
    "en-stadsdel": f"Gäller {COMPANY.agree('en', 'ett')} enda {COMPANY.stadsdel}",
    "ett-tema": "Har ett enda tema",
    "en-malgrupp": "Har en enda målgrupp",
    "avslutad-ekonomi": "Ekonomin är avslutad",
    "sokt-belopp": "Sökt belopp är känt",
    "andel-kvinnor": "Andelen flickor och kvinnor är redovisad",
}


def _more(index: SiteIndex) -> Callable[[Entry], Collection[str]]:
    first = first_decisions(index)

    def codes(entry: Entry) -> Collection[str]:
        record = entry.partnership
        holds = {
            "ny": record.id in first,
            "aterkommande": record.id not in first,
            "en-stadsdel": len(record.neighbourhoods) == 1,
            "ett-tema": len(record.themes) == 1,
            "en-malgrupp": len(record.target_groups) == 1,
            "avslutad-ekonomi": record.finances is not None,
            "sokt-belopp": asked_for(entry) is not None,
            "andel-kvinnor": share_of_women([entry])[1] > 0,
        }
        return [code for code, holding in holds.items() if holding]

    return codes


def _by_dimension(index: SiteIndex, dimension: Dimension) -> Filter:
    return Filter(
        name=FILTERS[dimension],
        label=_LABELS[dimension],
        choices=tuple(
            Choice(group.link.code, one_line(group.link.name), group.total.count) for group in index.groups[dimension]
        ),
        codes=lambda entry: (link.code for link in entry.groups[dimension]),
    )


COLUMNS = "samarbeten/kolumner.json"
TEXTS = "samarbeten/texter.json"


def finder_files(index: SiteIndex) -> Mapping[str, bytes]:
    """The two files by their path in the site: the columns and the texts."""
    texts = _json([one_line(entry.partnership.summary) for entry in index.entries])
    columns = _columns(index) | {"texter": hashlib.sha256(texts).hexdigest()[:12]}
    return {COLUMNS: _json(columns), TEXTS: texts}


def _columns(index: SiteIndex) -> dict[str, Any]:
    """One list a column, one place a record, newest decision first.

    `val` has the choices of each filter as [code, name], and the column with the filter's name each record's
    places among them. `mottagare` has places in `mottagarna`, which are [name, organisation number or ""].
    `titelordning` has the records by title, `synonymer` groups of words that mean the same. `texter` distinguishes
    one version of the texts from another.
    """
    entries = index.entries
    recipients = index.groups[Dimension.RECIPIENT]
    places = {group.link.address: place for place, group in enumerate(recipients)}
    titles = [one_line(entry.partnership.title) for entry in entries]
    made: dict[str, Any] = {
        "val": {},
        "mottagarna": [[one_line(r.link.name), (r.recipient and r.recipient.number) or ""] for r in recipients],
        "id": [entry.partnership.id for entry in entries],
        "titel": titles,
        "titelordning": sorted(range(len(titles)), key=lambda place: sort_key(titles[place])),
        "mottagare": [places[entry.recipient.address] for entry in entries],
        "diarienummer": [entry.partnership.decision.case_number or "" for entry in entries],
        "synonymer": [list(group.words) for group in index.register.synonyms],
        "belopp": [entry.partnership.decision.amount for entry in entries],
        "beslut": [entry.partnership.decision.date.isoformat() for entry in entries],
        "slut": [entry.partnership.agreement.end.isoformat() for entry in entries],
    }
    for of in filters(index):
        made["val"][of.name] = [[choice.code, choice.name] for choice in of.choices]
        place = {choice.code: place for place, choice in enumerate(of.choices)}
        made[of.name] = [[place[code] for code in of.codes(entry)] for entry in entries]
    return made


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


# A list_page with twice as many takes a telephone noticeably longer to draw.
ROWS = 20

SORTINGS = (
    ("nyast", "Senaste beslut först"),
    ("belopp", "Högst belopp först"),
    ("titel", "Titel, A till Ö"),
    ("slut", "Avtal som slutar tidigast först"),
)


def find(index: SiteIndex, here: str) -> str:
    """The newest partnerships, at most `ROWS`; where there are more, the years that list them all."""
    many = len(index.entries) > ROWS
    return render_template(
        "find.html",
        here,
        index=index,
        whole=total(index.entries),
        entries=index.entries[:ROWS],
        rows=ROWS,
        filters=filters(index),
        sortings=SORTINGS,
        years=[(group.link, group.total) for group in index.groups[Dimension.YEAR]] if many else [],
    )


def search_page() -> Page:
    """Make the page of search results, which a script fills by the query in its address."""
    return render_page(
        "search.html",
        path="sok/index",
        title="Sök",
        description="Sök bland alla sidor och samarbeten.",
        kind=PageKind.TEXT,
        searchable=False,
    )
