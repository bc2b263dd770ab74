"""A page of A4 for the stairwell: what happens in a neighbourhood or a partnership, when, where and how one takes part.

Only what is running or planned has one. The QR code leads to the page itself, once the site has its address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno
from markupsafe import Markup
from register.status import Status

from pages.links import Dimension, Link
from pages.page import Page, PageKind
from pages.render import render_page
from pages.site_index import Entry, SiteIndex

MOST = 3  # partnerships on the page of a neighbourhood
OCCASIONS = 8
OPEN = (Status.RUNNING, Status.PLANNED)


def flyer_pages(index: SiteIndex) -> Iterator[Page]:
    """The flyers of every neighbourhood, and of every partnership that is running or planned."""
    for group in index.groups[Dimension.NEIGHBOURHOOD]:
        found = sorted((e for e in group.entries if e.status in OPEN), key=lambda e: OPEN.index(e.status))
        yield _flyer(index, group.link, f"Det här händer: {group.link.name}", found)
    for entry in index.entries:
        if entry.status in OPEN:
            yield _flyer(index, entry.link, entry.link.name, [entry])


def flyer_link(of: Link) -> Link:
    """The flyer of a neighbourhood or a partnership."""
    return Link("Anslag att skriva ut", f"{of.address}anslag/")


def _flyer(index: SiteIndex, of: Link, heading: str, entries: list[Entry]) -> Page:
    at = index.published.address if index.published else None
    return render_page(
        "flyer.html",
        path=flyer_link(of).path,
        title=f"{heading} – anslag",
        description=f"Ett anslag på en sida om {of.name}: vad som händer, när, var och hur du är med.",
        kind=PageKind.TEXT,
        parent=of.path,
        searchable=False,
        index=index,
        heading=heading,
        of=of,
        entries=entries[:MOST],
        more=len(entries) - MOST,
        alone=len(entries) == 1 and entries[0].link == of,
        most=OCCASIONS,
        fields=index.register.fields,
        address=f"{at}{of.address}" if at else None,
        code=qr_code(f"{at}{of.address}") if at else None,
    )


@lru_cache(maxsize=1024)  # the same ones come at every save while the site is served
def qr_code(address: str) -> Markup:
    """Draw an address as a QR code in SVG, to be scaled by the style sheet."""
    # A reader takes any of the eight masks; weighing all against each other takes four times as long.
    made = segno.make(address, error="m", micro=False, mask=2)
    drawn = made.svg_inline(svgclass="qr", lineclass=None, omitsize=True, title="QR-kod till sidan")
    return Markup(drawn.replace("/>", "></path>"))  # noqa: S704  # segno draws; the address is in its squares only
