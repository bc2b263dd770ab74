"""Every generated page, and the markers of the authored ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from register.git_history import RecordHistory
from register.model import Register
from register.published import DataCatalogue

from pages.applying import form_pages
from pages.criteria import criteria_pages
from pages.finder import search_page
from pages.finder_data import finder_files
from pages.follow_up import overflow_pages
from pages.fragments import part
from pages.groups import group_pages
from pages.page import Page
from pages.partnerships import partnership_pages
from pages.policy import policy_pages
from pages.rules import rules_page
from pages.site_index import views
from pages.statistics_pages import year_pages
from pages.year_report import report_files, report_pages

_MARKER = re.compile(r"<!--\s*del:\s*(.*?)\s*-->", re.DOTALL)


def site_pages(
    register: Register,
    today: date,
    *,
    example_data: bool,
    published: DataCatalogue | None = None,
    chronicle: RecordHistory | None = None,
) -> list[Page]:
    """Every page that is made from the register as it stands on `today`.

    Without `published` (the open data) and `chronicle` (the history) the pages say that there are none.
    """
    indexed = views(register, today, example_data=example_data, published=published)
    return [
        *policy_pages(indexed),
        *criteria_pages(indexed),
        *group_pages(indexed),
        *partnership_pages(indexed, chronicle or RecordHistory()),
        *year_pages(indexed),
        *report_pages(indexed),
        *overflow_pages(indexed),
        *form_pages(indexed),
        rules_page(),
        search_page(),
    ]


def site_files(
    register: Register, today: date, *, example_data: bool, published: DataCatalogue | None = None
) -> Mapping[str, bytes]:
    """The files beside the pages, by path in the site: what they fetch by script, and the reports as PDF."""
    indexed = views(register, today, example_data=example_data, published=published)
    return {**finder_files(indexed), **report_files(indexed)}


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
