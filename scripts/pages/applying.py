"""What an applicant needs: criteria in short, rounds, self-test and forms, from the criteria in force."""

from __future__ import annotations

from collections.abc import Iterator

from register.model import Criterion

from pages.criteria import criterion_link, is_draft
from pages.links import Link
from pages.page import Page, PageKind
from pages.render import render_page, render_template
from pages.site_index import SiteIndex, rounds_on

APPLICATION = Link("Blankett för ansökan", "ansok/blankett-ansokan/")
PLANNING = Link("Blankett för planering", "ansok/blankett-planering/")
REPORT = Link("Blankett för slutrapport", "ansok/blankett-slutrapport/")


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
    return render_template("form_links.html", here, forms=(APPLICATION, PLANNING, REPORT))


def form_pages(index: SiteIndex) -> Iterator[Page]:
    """The forms for the application, the planning and the final report, to fill in on the screen or on paper."""
    yield _form_page(
        "form_application.html",
        APPLICATION,
        "Skriv ut och fyll i: uppgifter om er och verksamheten, och svar på en fråga om varje kriterium.",
        index,
    )
    yield _form_page(
        "form_planning.html",
        PLANNING,
        "Skriv ut och fyll i: vad ni ska göra, när, var och för vilka.",
        index,
    )
    yield _form_page(
        "form_report.html",
        REPORT,
        "Skriv ut och fyll i: vad som gjordes, hur många som deltog och vad det ledde till.",
        index,
    )


def _form_page(template: str, link: Link, description: str, index: SiteIndex) -> Page:
    return render_page(
        template,
        path=link.address.rstrip("/"),
        title=link.name,
        description=description,
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
