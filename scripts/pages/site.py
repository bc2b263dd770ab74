"""Every generated page, and the parts that authored pages ask for with `<!-- del: NAME -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from register.git_history import RecordHistory
from register.model import Register
from register.published import DataCatalogue

from pages import applying, finder, follow_up, languages, statistics, widgets
from pages.applying import form_pages
from pages.criteria import criteria_pages
from pages.finder import finder_files, search_page
from pages.flyer import flyer_pages
from pages.follow_up import overflow_pages
from pages.groups import compare_page, group_pages
from pages.page import Page
from pages.partnerships import partnership_pages
from pages.policy import policy_pages
from pages.rules import rules_page
from pages.site_index import SiteIndex, build_index
from pages.statistics import chart_files, year_pages
from pages.year_report import report_files, report_pages

Part = Callable[[SiteIndex, str], str]

PARTS: Mapping[str, Part] = {
    "i-korthet": widgets.in_short,
    "pagar-nu": widgets.running_now,
    "oppna-omgangar": applying.rounds_now,
    "nyckeltal": widgets.key_figures,
    "senaste-beslut": widgets.latest_decisions,
    "stadsdelar": widgets.neighbourhoods,
    "hitta": finder.find,
    "exempeldata": widgets.example_notice,
    "kriterier-korta": applying.criteria_in_short,
    "omgangar": applying.rounds,
    "sjalvtest": applying.self_test,
    "blanketter": applying.form_links,
    "lagen": follow_up.states,
    "redovisningar": follow_up.reports_overview,
    "uppfoljningslage": follow_up.ended_agreements,
    "rattelser": follow_up.corrections,
    "statistik": statistics.tables,
    "sokt-och-utbetalt": statistics.grants,
    "data-filer": widgets.data_files,
    "datakvalitet": widgets.quality,
    "kontrollsummor": widgets.checksums,
    "badda-in": widgets.embedding,
    "siffror-pa-engelska": widgets.english_figures,
    "faktakort": languages.running,
    "omgangar-pa-engelska": widgets.english_rounds,
    "sakerhetshuvuden": widgets.security_headers,
}


class UnknownPartError(LookupError):
    """An authored page asks for a part that does not exist; the message is a Swedish sentence."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns ingen del som heter «{name}». De som finns är {', '.join(sorted(PARTS))}.")
        self.name = name


def part(
    name: str, register: Register, today: date, *, example_data: bool, here: str, published: DataCatalogue | None = None
) -> str:
    """The HTML of the part `name` for the page at the address `here`; empty when there is nothing to say.

    Raises `UnknownPartError` for a name that no part has.
    """
    if name not in PARTS:
        raise UnknownPartError(name)
    return PARTS[name](build_index(register, today, example_data=example_data, published=published), here)


_MARKER = re.compile(r"<!--\s*del:\s*(.*?)\s*-->", re.DOTALL)


def site_pages(
    register: Register,
    today: date,
    *,
    example_data: bool,
    published: DataCatalogue | None = None,
    record_history: RecordHistory | None = None,
) -> list[Page]:
    """Every page that is made from the register as of `today`.

    Without `published` (the open data) and `record_history` (the history) the pages say that there are none.
    """
    indexed = build_index(register, today, example_data=example_data, published=published)
    return [
        *policy_pages(indexed),
        *criteria_pages(indexed),
        *group_pages(indexed),
        *partnership_pages(indexed, record_history or RecordHistory()),
        *year_pages(indexed),
        *report_pages(indexed),
        *overflow_pages(indexed),
        *flyer_pages(indexed),
        *form_pages(indexed),
        rules_page(),
        search_page(),
        compare_page(indexed),
    ]


def site_files(
    register: Register, today: date, *, example_data: bool, published: DataCatalogue | None = None
) -> Mapping[str, bytes]:
    """The files that go with the pages, by path in the site: what they fetch by script, and the reports as PDF."""
    indexed = build_index(register, today, example_data=example_data, published=published)
    return {**finder_files(indexed), **report_files(indexed), **chart_files(indexed)}


def fill(
    text: str, register: Register, today: date, *, example_data: bool, here: str, published: DataCatalogue | None = None
) -> str:
    """An authored text, Markdown or HTML, with each `<!-- del: NAME -->` replaced by that part.

    `here` is the address of the page. Raises `UnknownPartError` for a name that no part has.
    """

    def replaced(marker: re.Match[str]) -> str:
        made = part(marker[1], register, today, example_data=example_data, here=here, published=published)
        return f"\n\n{made}\n\n" if made else ""

    return _MARKER.sub(replaced, text)
