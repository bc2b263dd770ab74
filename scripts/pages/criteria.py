"""The criteria: each with its explanation, the clause of the policy it comes from and how it is checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from register.company import COMPANY
from register.model import CriteriaVersion, Criterion
from register.swedish import day

from pages.links import Link
from pages.page import CARDS, Page, PageKind, paginate
from pages.policy_text import policy_blocks, section_anchor
from pages.render import render_page
from pages.site_index import SiteIndex

DRAFT = "utkast"


def criteria_pages(index: SiteIndex) -> Iterator[Page]:
    """The index, with the criteria in force in full, and a page a version."""
    register = index.register
    shown = register.criteria_on(index.today) or (register.criteria[0] if register.criteria else None)
    if shown is None:
        yield render_page(
            "criteria_none.html",
            path="kriterier/index",
            title="Kriterier",
            description=f"Kriterierna för {COMPANY.register}.",
            kind=PageKind.CRITERIA,
        )
        return
    yield _criteria_page(shown, index, path="kriterier/index", parent=None)
    for version in reversed(register.criteria):
        path = f"kriterier/{version.in_force.isoformat()}"
        yield _criteria_page(version, index, path=path, parent="kriterier/index", searchable=version is not shown)
        for criterion in version.criteria:
            if criterion.answered:
                yield from _reason_pages(version, criterion, index)


def is_draft(index: SiteIndex) -> bool:
    """Return whether the company has not adopted the criteria in force."""
    version = index.register.criteria_on(index.today)
    return version is not None and version.status == DRAFT


def criterion_link(version: CriteriaVersion, criterion: Criterion) -> Link:
    """The address of the criterion."""
    return Link(criterion.heading, f"{version_link(version.in_force).address}#{criterion.id}")


def reasons_link(version: CriteriaVersion, criterion: Criterion) -> Link:
    """The address of all reasons for the criterion."""
    address = f"{version_link(version.in_force).address}{criterion.id}/"
    return Link(f"Så uppfylls kriteriet {criterion.heading}", address)


def version_link(in_force: date) -> Link:
    """The page of the criteria in force from this day."""
    return Link(f"Kriterierna från den {day(in_force)}", f"kriterier/{in_force.isoformat()}/")


def _criteria_page(
    version: CriteriaVersion, index: SiteIndex, *, path: str, parent: str | None, searchable: bool = True
) -> Page:
    since = f"från den {day(version.in_force)}"
    return render_page(
        "criteria.html",
        path=path,
        title=f"Kriterier för {COMPANY.register}" if parent is None else f"Kriterier {since}",
        description=f"Kriterierna {since}, med de ord i policyn som vart och ett bygger på.",
        kind=PageKind.CRITERIA,
        parent=parent,
        source=version.path,
        updated=version.in_force,
        searchable=searchable,
        index=index,
        version=version,
        criteria=[_shown(version, criterion) for criterion in version.criteria],
        definition=_definition(version, index),
        policy=Link(f"policyn som gäller från den {day(version.policy)}", f"policy/{version.policy.isoformat()}/"),
        versions=[version_link(other.in_force) for other in reversed(index.register.criteria)],
    )


def _reason_pages(version: CriteriaVersion, criterion: Criterion, index: SiteIndex) -> Iterator[Page]:
    """The reasons that partnerships give for a criterion, newest decision first."""
    link, version_page = reasons_link(version, criterion), version_link(version.in_force)
    entries = index.records_by_criterion.get((version.in_force, criterion.id), ())
    for list_page in paginate("Motiveringar", entries, link.path, CARDS):
        yield render_page(
            "reasons.html",
            path=list_page.path,
            title=link.name + list_page.suffix,
            description=f"Varför varje samarbete uppfyller kriteriet {criterion.heading}.",
            kind=PageKind.LIST,
            parent=version_page.path if list_page.number == 1 else link.path,
            searchable=False,
            index=index,
            heading=link.name + list_page.suffix,
            criterion=criterion,
            link=criterion_link(version, criterion),
            list_page=list_page,
            count=len(entries),
        )


def _definition(version: CriteriaVersion, index: SiteIndex) -> list[str]:
    """Return the paragraphs in which the policy says what socially sustainable means."""
    return [
        block.words
        for policy in index.register.policies
        if policy.in_force == version.policy
        for block in policy_blocks(policy.text, otherwise=policy.title)
        if block.tag == "p" and "socialt hållbar" in block.words.lower()
    ]


def _shown(version: CriteriaVersion, criterion: Criterion) -> tuple[Criterion, list[tuple[str, Link]], Link | None]:
    """Return a criterion, the text and section of each clause, and the way to its reasons where any are given."""
    policy = f"policy/{version.policy.isoformat()}/"
    clauses = [(one.text, Link(one.section, f"{policy}#{section_anchor(one.section)}")) for one in criterion.clauses]
    return criterion, clauses, reasons_link(version, criterion) if criterion.answered else None
