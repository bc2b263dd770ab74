"""The criteria: each with its explanation, the clause of the policy it comes from and how it is checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.model import CriteriaVersion, Criterion

from pages import render
from pages.format import day
from pages.links import Link
from pages.page import Kind, Page
from pages.pagination import sheets
from pages.policy_text import policy_blocks, section_anchor
from pages.site_index import SiteIndex

DRAFT = "utkast"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion as its page shows it.

    `reasons` leads to the reasons that partnerships give for it; None where none are given.
    """

    criterion: Criterion
    clauses: list[tuple[str, Link]]
    reasons: Link | None


def criteria_pages(views: SiteIndex) -> Iterator[Page]:
    """The index, with the criteria in force in full, and a page a version."""
    register = views.register
    shown = register.criteria_on(views.today) or (register.criteria[0] if register.criteria else None)
    if shown is None:
        yield render.page(
            "criteria_none.html",
            path="kriterier/index",
            title="Kriterier",
            description="Kriterierna för stadsdelssamarbeten.",
            kind=Kind.CRITERIA,
        )
        return
    yield _criteria_page(shown, views, path="kriterier/index", parent=None)
    for version in reversed(register.criteria):
        path = f"kriterier/{version.in_force.isoformat()}"
        yield _criteria_page(version, views, path=path, parent="kriterier/index", searchable=version is not shown)
        for criterion in version.criteria:
            if criterion.answered:
                yield from _reason_pages(version, criterion, views)


def is_draft(views: SiteIndex) -> bool:
    """Tell whether the company has not adopted the criteria in force."""
    version = views.register.criteria_on(views.today)
    return version is not None and version.status == DRAFT


def criterion_link(version: CriteriaVersion, criterion: Criterion) -> Link:
    """Where the criterion stands."""
    return Link(criterion.heading, f"{version_link(version.in_force).address}#{criterion.id}")


def reasons_link(version: CriteriaVersion, criterion: Criterion) -> Link:
    """Where every reason for the criterion stands."""
    address = f"{version_link(version.in_force).address}{criterion.id}/"
    return Link(f"Så uppfylls kriteriet {criterion.heading}", address)


def version_link(in_force: date) -> Link:
    """The page of the criteria in force from this day."""
    return Link(f"Kriterierna från den {day(in_force)}", f"kriterier/{in_force.isoformat()}/")


def _criteria_page(
    version: CriteriaVersion, views: SiteIndex, *, path: str, parent: str | None, searchable: bool = True
) -> Page:
    since = f"från den {day(version.in_force)}"
    return render.page(
        "criteria.html",
        path=path,
        title="Kriterier för stadsdelssamarbeten" if parent is None else f"Kriterier {since}",
        description=f"Kriterierna {since}, med de ord i policyn som vart och ett bygger på.",
        kind=Kind.CRITERIA,
        parent=parent,
        source=version.path,
        updated=version.in_force,
        searchable=searchable,
        views=views,
        version=version,
        criteria=[_criterion_view(version, criterion, views) for criterion in version.criteria],
        definition=_definition(version, views),
        policy=Link(f"policyn som gäller från den {day(version.policy)}", f"policy/{version.policy.isoformat()}/"),
        versions=[version_link(other.in_force) for other in reversed(views.register.criteria)],
    )


def _reason_pages(version: CriteriaVersion, criterion: Criterion, views: SiteIndex) -> Iterator[Page]:
    """The reasons that partnerships give for a criterion, newest decision first."""
    link, version_page = reasons_link(version, criterion), version_link(version.in_force)
    entries = views.answers.get((version.in_force, criterion.id), ())
    for sheet in sheets("Motiveringar", entries, link.address.rstrip("/")):
        yield render.page(
            "reasons.html",
            path=sheet.path,
            title=link.name + sheet.suffix,
            description=f"Varför varje samarbete uppfyller kriteriet {criterion.heading}.",
            kind=Kind.LIST,
            parent=version_page.address.rstrip("/") if sheet.number == 1 else link.address.rstrip("/"),
            searchable=False,
            views=views,
            heading=link.name + sheet.suffix,
            criterion=criterion,
            link=criterion_link(version, criterion),
            sheet=sheet,
            count=len(entries),
        )


def _definition(version: CriteriaVersion, views: SiteIndex) -> list[str]:
    """Return the paragraphs in which the policy says what socially sustainable means."""
    return [
        block.words
        for policy in views.register.policies
        if policy.in_force == version.policy
        for block in policy_blocks(policy.text, otherwise=policy.title)
        if block.tag == "p" and "socialt hållbar" in block.words.lower()
    ]


def _criterion_view(version: CriteriaVersion, criterion: Criterion, views: SiteIndex) -> CriterionView:
    policy = f"policy/{version.policy.isoformat()}/"
    return CriterionView(
        criterion=criterion,
        clauses=[
            (clause.text, Link(clause.section, f"{policy}#{section_anchor(clause.section)}"))
            for clause in criterion.clauses
        ],
        reasons=reasons_link(version, criterion) if criterion.answered else None,
    )
