"""Parts and forms for applicants: criteria in short, rounds and self-test, from the criteria in force."""

from __future__ import annotations

from collections.abc import Iterator

from register.model import Criterion

from pages.criteria import criterion_link, is_draft
from pages.links import Link
from pages.page import Page, PageKind
from pages.render import render_page, render_template
from pages.site_index import SiteIndex, rounds_on

APPLICATION = Link("Blankett för ansökan", "ansok/blankett-ansokan/")
_FORMS = (  # each with its template and what it asks for
    (
        APPLICATION,
        "form_application.html",
        "uppgifter om er och verksamheten, och svar på en fråga om varje kriterium",
    ),
    (
        Link("Blankett för planering", "ansok/blankett-planering/"),
        "form_planning.html",
        "vad ni ska göra, när, var och för vilka",
    ),
    (
        Link("Blankett för slutrapport", "ansok/blankett-slutrapport/"),
        "form_report.html",
        "vad som gjordes, hur många som deltog och vad det ledde till",
    ),
)


def criteria_in_short(index: SiteIndex, here: str) -> str:
    """Every criterion in force with its explanation."""
    return render_template("criteria_in_short.html", here, criteria=_in_force(index), draft=is_draft(index))


def rounds(index: SiteIndex, here: str) -> str:
    """Render what is open now, what comes next, and all rounds."""
    open_now, later = rounds_on(index)
    return render_template(
        "rounds.html",
        here,
        today=index.today,
        rounds=sorted(index.register.rounds, key=lambda one: (one.opens, one.closes)),
        example_data=index.example_data,
        open_now=open_now,
        following=next(iter(later), None),
        calendar=index.file("data/ansokningsomgangar.ics"),
    )


def rounds_now(index: SiteIndex, here: str) -> str:
    """Say in a sentence whether one can apply now, and when otherwise."""
    known = bool(index.register.rounds) and not index.example_data
    open_now, later = rounds_on(index) if known else ([], [])
    return render_template("rounds_now.html", here, open_now=open_now, following=next(iter(later), None), known=known)


def self_test(index: SiteIndex, here: str) -> str:
    """The questions of the criteria as a list to tick off, and how to read the result; a script says it as well."""
    return render_template("self_test.html", here, criteria=_asked(index), form=APPLICATION)


def form_links(index: SiteIndex, here: str) -> str:
    """The way to the forms."""
    return render_template("form_links.html", here, forms=[link for link, *_ in _FORMS])


def form_pages(index: SiteIndex) -> Iterator[Page]:
    """The forms for the application, the planning and the final report, to fill in on the screen or on paper."""
    for link, template, asked in _FORMS:
        yield render_page(
            template,
            path=link.path,
            title=link.name,
            description=f"Skriv ut och fyll i: {asked}.",
            kind=PageKind.TEXT,
            parent="ansok/index",
            index=index,
            title_text=link.name,
            criteria=_asked(index),
            draft=is_draft(index),
        )


def _in_force(index: SiteIndex) -> list[tuple[Criterion, Link]]:
    version = index.register.criteria_on(index.today)
    return [(one, criterion_link(version, one)) for one in version.criteria] if version else []


def _asked(index: SiteIndex) -> list[tuple[Criterion, Link]]:
    return [(criterion, link) for criterion, link in _in_force(index) if criterion.question]
