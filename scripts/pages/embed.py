"""Small pages that other sites may show in a frame: the partnerships of a neighbourhood, or of a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pages import render
from pages.links import Dimension
from pages.site_index import Group, SiteIndex

# A frame is small; the page it links to has them all.
NEWEST = 20
_NAMES = {Dimension.NEIGHBOURHOOD: "Stadsdelssamarbeten: {}", Dimension.YEAR: "Stadsdelssamarbeten {}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A page to be framed, written at `<address>index.html`. `title` is what the frame is called."""

    address: str
    title: str
    group: Group


def embeddable(views: SiteIndex) -> list[Embed]:
    """Every page that may be framed: neighbourhoods in the order of the list, then years, newest first."""
    return [
        Embed(address=f"badda-in/{group.link.address}", title=name.format(group.link.name), group=group)
        for dimension, name in _NAMES.items()
        for group in views.groups[dimension]
    ]


def embed_pages(views: SiteIndex) -> Iterator[tuple[str, str]]:
    """The address and the whole HTML document of each. It has a policy of its own and no script at all."""
    for embed in embeddable(views):
        document = render.body(
            "embed.html",
            embed.address,
            embed=embed,
            group=embed.group,
            entries=embed.group.entries[:NEWEST],
            views=views,
        )
        yield embed.address, f"<!doctype html>\n{document}\n"
