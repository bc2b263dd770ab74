"""The policy: the version in force, every version by itself, and what has been decided under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby, pairwise

from register.company import COMPANY
from register.model import PolicyVersion
from register.swedish import day

from pages.criteria import DRAFT, criterion_link
from pages.links import Link
from pages.page import Page, PageKind
from pages.policy_text import added_and_removed, policy_text, section_anchor, text_difference
from pages.render import render_page
from pages.site_index import SiteIndex

# The document head, in its order: the field of a version and what `policy.schema.json` calls it.
HEAD = (
    ("title", "Titel"),
    ("document_type", "Dokumenttyp"),
    ("issued_by", "Utfärdat av"),
    ("owner", "Dokumentägare"),
    ("adopted_by", "Fastställd av"),
    ("in_force", "Gäller från"),
    ("revise_by", "Revideras senast"),
)


class VersionStatus(Enum):
    """The state of a version today; the value is its wording."""

    COMING = "Börjar gälla senare"
    CURRENT = "Gäller nu"
    PAST = "Har ersatts"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version in the list of versions. `last` is its last day in force, None while nothing follows.

    `change` leads to what differs from the version before, None for the first.
    """

    version: PolicyVersion
    link: Link
    standing: VersionStatus
    last: date | None
    decisions: int
    change: Link | None


def policy_pages(index: SiteIndex) -> Iterator[Page]:
    """The index, with the version in force in full, and a page a version."""
    rows = _rows(index)
    current = next((row for row in rows if row.standing is VersionStatus.CURRENT), None)
    shown = current or (rows[0] if rows else None)
    if shown is None:
        yield render_page(
            "policy_none.html",
            path="policy/index",
            title="Policy",
            description=f"Policyn för {COMPANY.register}.",
            kind=PageKind.POLICY,
        )
        return
    yield _policy_page(shown, rows, index, path="policy/index", parent=None)
    for row in rows:
        yield _policy_page(row, rows, index, path=f"policy/{row.version.in_force.isoformat()}", parent="policy/index")
    for before, after in pairwise(index.register.policies):
        yield _difference_page(before, after, index.today)


def policy_link(in_force: date) -> Link:
    """The page of the version in force from this day."""
    return Link(f"Policyn som gäller från den {day(in_force)}", f"policy/{in_force.isoformat()}/")


def _policy_page(row: VersionRow, rows: list[VersionRow], index: SiteIndex, *, path: str, parent: str | None) -> Page:
    version = row.version
    text = policy_text(version.text, otherwise=version.title)
    current = parent is None
    since = f"gäller från den {day(version.in_force)}"
    return render_page(
        "policy.html",
        path=path,
        title=text.heading if current else f"{text.heading}, {since}",
        description=f"{text.heading}, fastställd av {version.adopted_by}, {since}.",
        kind=PageKind.POLICY,
        parent=parent,
        source=version.path,
        updated=version.in_force,
        searchable=current or row.standing is not VersionStatus.CURRENT,
        index=index,
        row=row,
        rows=rows,
        version=version,
        text=text,
        head=[(label, getattr(version, field)) for field, label in HEAD],
        VersionStatus=VersionStatus,
        overdue=row.standing is VersionStatus.CURRENT and index.today > version.revise_by,
        criteria=_criteria_from(version, index),
        draft=any(other.policy == version.in_force and other.status == DRAFT for other in index.register.criteria),
    )


def _difference_page(before: PolicyVersion, after: PolicyVersion, today: date) -> Page:
    """The difference between two versions that follow each other."""
    link = _change_link(after, today)
    blocks = text_difference(before, after)
    added, removed = added_and_removed(blocks)
    heads = ((label, getattr(before, field), getattr(after, field)) for field, label in HEAD)
    return render_page(
        "policy_difference.html",
        path=link.path,
        title=link.name,
        description=f"Ord för ord vad som skiljer policyn som gäller från den {day(after.in_force)} från den förra.",
        kind=PageKind.POLICY,
        parent=f"policy/{after.in_force.isoformat()}",
        updated=after.in_force,
        searchable=False,
        heading=link.name,
        before=policy_link(before.in_force),
        after=policy_link(after.in_force),
        old=before.in_force,
        new=after.in_force,
        head=[row for row in heads if row[1] != row[2]],
        added=added,
        removed=removed,
        blocks=[(listed, list(group)) for listed, group in groupby(blocks, key=lambda block: block.tag == "li")],
    )


def _change_link(version: PolicyVersion, today: date) -> Link:
    verb = "ändrades" if version.in_force <= today else "ändras"
    name = f"Vad som {verb} i policyn den {day(version.in_force)}"
    return Link(name, f"policy/{version.in_force.isoformat()}/andringar/")


def _rows(index: SiteIndex) -> list[VersionRow]:
    """Newest first."""
    versions = index.register.policies
    current = index.register.policy_on(index.today)
    followed_by = dict(pairwise(versions))
    first = versions[0] if versions else None
    rows = []
    for version in reversed(versions):
        follower = followed_by.get(version)
        if version is current:
            standing = VersionStatus.CURRENT
        elif version.in_force > index.today:
            standing = VersionStatus.COMING
        else:
            standing = VersionStatus.PAST
        rows.append(
            VersionRow(
                version=version,
                link=policy_link(version.in_force),
                standing=standing,
                last=follower.in_force - timedelta(days=1) if follower else None,
                decisions=index.decisions_by_policy.get(version.in_force, 0),
                change=None if version is first else _change_link(version, index.today),
            )
        )
    return rows


def _criteria_from(version: PolicyVersion, index: SiteIndex) -> list[tuple[Link, Link]]:
    """Each criterion read out of the version, with the section it comes from.

    Where several versions of the criteria were read out of it, the names say which.
    """
    versions = [criteria for criteria in index.register.criteria if criteria.policy == version.in_force]
    found = []
    for criteria in versions:
        since = f" (från den {day(criteria.in_force)})" if len(versions) > 1 else ""
        for one in criteria.criteria:
            link = criterion_link(criteria, one)
            for section in dict.fromkeys(clause.section for clause in one.clauses):
                place = Link(section, f"#{section_anchor(section)}")
                found.append((Link(link.name + since, link.address), place))
    return found
