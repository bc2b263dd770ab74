"""The little that is told in English: the figures in short, and when one can apply."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from register.status import Status

from pages import render
from pages.site_index import SiteIndex, total


def key_figures(views: SiteIndex, here: str) -> str:
    """Number, money and what is running, in a sentence."""
    whole = total(views.entries)
    running = sum(entry.status is Status.RUNNING for entry in views.entries)
    return render.body(
        "english_figures.html",
        here,
        partnerships=_count(whole.count, "partnership"),
        amount=whole.amount,
        kronor=f"{whole.amount:,}",
        running=f"Of these, {running:,} {'is' if running == 1 else 'are'} running now",
        today=views.today,
        day=_day(views.today),
        example_data=views.example_data,
    )


def rounds(views: SiteIndex, here: str) -> str:
    """What is open now, and what comes next."""
    today = views.today
    found = sorted(views.register.rounds, key=lambda one: (one.opens, one.closes))
    return render.body(
        "english_rounds.html",
        here,
        known=bool(found),
        example_data=views.example_data,
        open_now=[(one.name, one.closes, _day(one.closes)) for one in found if one.opens <= today <= one.closes],
        coming=[(one.name, one.opens, _day(one.opens)) for one in found if one.opens > today][:1],
    )


def _count(value: int, noun: str) -> str:
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


def _day(value: date) -> str:
    """A date in words: `30 November 2026`."""
    return format_date(value, "d MMMM y", locale="en_GB")
