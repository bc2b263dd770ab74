"""The part that finds partnerships: the filters, which a script brings to life, and the first sheet of the list.

Without the script the filters stay hidden, and the list leads on to the pages of the years.
"""

from __future__ import annotations

from pages import render
from pages.finder_filters import filters
from pages.links import Dimension
from pages.page import Kind, Page
from pages.site_index import SiteIndex, total

# A sheet with twice as many takes a telephone noticeably longer to draw.
ROWS = 100

SORTINGS = (
    ("nyast", "Senaste beslut först"),
    ("belopp", "Högst belopp först"),
    ("titel", "Titel, A till Ö"),
    ("slut", "Avtal som slutar tidigast först"),
)


def find(views: SiteIndex, here: str) -> str:
    """The newest partnerships, at most `ROWS`; where there are more, the years that list them all."""
    many = len(views.entries) > ROWS
    return render.body(
        "find.html",
        here,
        views=views,
        whole=total(views.entries),
        entries=views.entries[:ROWS],
        rows=ROWS,
        filters=filters(views),
        sortings=SORTINGS,
        years=[(group.link, group.total) for group in views.groups[Dimension.YEAR]] if many else [],
    )


def search_page() -> Page:
    """Make the page of search results, which a script fills by the query in its address."""
    return render.page(
        "search.html",
        path="sok/index",
        title="Sök",
        description="Sök bland alla sidor och samarbeten.",
        kind=Kind.TEXT,
        searchable=False,
    )
