"""Parts that show the register at a glance: key figures, latest decisions, neighbourhoods."""

from __future__ import annotations

from register.status import Status

from pages import render
from pages.criteria import is_draft
from pages.links import Dimension
from pages.site_index import SiteIndex, total

LATEST = 6


def key_figures(views: SiteIndex, here: str) -> str:
    """Number, money, what is running, recipients and neighbourhoods."""
    return render.body(
        "key_figures.html",
        here,
        views=views,
        whole=total(views.entries),
        running=sum(entry.status is Status.RUNNING for entry in views.entries),
        recipients=len(views.groups[Dimension.RECIPIENT]),
        neighbourhoods=sum(bool(group.entries) for group in views.groups[Dimension.NEIGHBOURHOOD]),
    )


def latest_decisions(views: SiteIndex, here: str) -> str:
    """The newest decisions as cards."""
    return render.body("latest_decisions.html", here, entries=views.entries[:LATEST])


def neighbourhoods(views: SiteIndex, here: str) -> str:
    """A card a neighbourhood, with number and money."""
    return render.body("neighbourhoods.html", here, groups=views.groups[Dimension.NEIGHBOURHOOD])


def example_notice(views: SiteIndex, here: str) -> str:
    """That the data are examples, while they are."""
    if not views.example_data:
        return ""
    return render.body("example_notice.html", here, page=here, draft=is_draft(views))
