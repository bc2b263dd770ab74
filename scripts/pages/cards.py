"""Partnerships as cards, each made once although it stands in the list of every group that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from pages import render
from pages.views import Entry, Views


def cards(entries: Iterable[Entry], views: Views, here: str, *, with_recipient: bool = True) -> Markup:
    """The cards of `entries`, below an h2, for the page at the address `here`."""
    root, kept = render.root(here), views.cards
    made = []
    for entry in entries:
        key = (entry.partnership.id, root, with_recipient)
        if key not in kept:
            kept[key] = render.piece("macros.html", "card", entry, root, 3, with_recipient)
        made.append(kept[key])
    return Markup("\n".join(made))  # noqa: S704  # made by a template that escapes
