"""What an applicant needs: criteria in short, rounds, self-test and forms, from the criteria in force."""

from __future__ import annotations

from collections.abc import Iterator

from register.model import Criterion

from pages import render
from pages.criteria import criterion_link, is_draft
from pages.links import Link
from pages.page import Kind, Page
from pages.site_index import SiteIndex

APPLICATION = Link("Blankett för ansökan", "ansok/blankett-ansokan/")
PLANNING = Link("Blankett för planering", "ansok/blankett-planering/")
REPORT = Link("Blankett för slutrapport", "ansok/blankett-slutrapport/")


def criteria_in_short(views: SiteIndex, here: str) -> str:
    """Every criterion in force with its explanation."""
    return render.body("criteria_in_short.html", here, criteria=_in_force(views), draft=is_draft(views))


def rounds(views: SiteIndex, here: str) -> str:
    """What is open now, what comes next, and all rounds."""
    today = views.today
    found = sorted(views.register.rounds, key=lambda one: (one.opens, one.closes))
    return render.body(
        "rounds.html",
        here,
        today=today,
        rounds=found,
        example_data=views.example_data,
        open_now=[one for one in found if one.opens <= today <= one.closes],
        following=next((one for one in found if one.opens > today), None),
        calendar=views.file("data/ansokningsomgangar.ics"),
    )


def self_test(views: SiteIndex, here: str) -> str:
    """The questions of the criteria as a list to tick off, and how to read the result; a script says it as well."""
    return render.body("self_test.html", here, criteria=_asked(views), form=APPLICATION)


def form_links(views: SiteIndex, here: str) -> str:
    """The way to the forms."""
    return render.body("form_links.html", here, forms=(APPLICATION, PLANNING, REPORT))


def form_pages(views: SiteIndex) -> Iterator[Page]:
    """The forms for the application, the planning and the final report, to fill in on the screen or on paper."""
    yield _form_page(
        "form_application.html",
        APPLICATION,
        "Skriv ut och fyll i: uppgifter om er och verksamheten, och svar på en fråga om varje kriterium.",
        views,
    )
    yield _form_page(
        "form_planning.html",
        PLANNING,
        "Skriv ut och fyll i: vad ni ska göra, när, var och för vilka.",
        views,
    )
    yield _form_page(
        "form_report.html",
        REPORT,
        "Skriv ut och fyll i: vad som gjordes, hur många som deltog och vad det ledde till.",
        views,
    )


def _form_page(template: str, link: Link, description: str, views: SiteIndex) -> Page:
    return render.page(
        template,
        path=link.address.rstrip("/"),
        title=link.name,
        description=description,
        kind=Kind.TEXT,
        parent="ansok/index",
        views=views,
        title_text=link.name,
        criteria=_asked(views),
        draft=is_draft(views),
    )


def _in_force(views: SiteIndex) -> list[tuple[Criterion, Link]]:
    version = views.register.criteria_on(views.today)
    return [(one, criterion_link(version, one)) for one in version.criteria] if version else []


def _asked(views: SiteIndex) -> list[tuple[Criterion, Link]]:
    return [(criterion, link) for criterion, link in _in_force(views) if criterion.question]
