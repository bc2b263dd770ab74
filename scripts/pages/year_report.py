"""The report of a year, for the board and the owner: the same facts for the page and for the PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from register.company import COMPANY
from register.status import ACCOUNTED, Status, final_report
from register.swedish import amount, count, day

from pages.charts import money_chart
from pages.figures import Figures, figures, first_decisions, reports
from pages.format import one_line
from pages.key_points import accounts_point, recipients_point, women_point
from pages.links import Dimension
from pages.page import Page, PageKind
from pages.place_map import Projection
from pages.render import render_page
from pages.site_index import Entry, Group, SiteIndex

PDF = "rapport.pdf"
EXAMPLE_NOTICE = "Exempel: alla uppgifter om samarbeten, beslut, jäv, handlingar och resultat är påhittade."
_COUNTED = (
    "Rapporten omfattar beslut som fattades under året. Hela beloppet räknas det år då beslutet fattades.",
    "Sökt, utbetalt och återbetalt belopp räknas bara för de samarbeten där det är infört.",
    f"Ett samarbete som omfattar flera {COMPANY.stadsdelar} "
    f"räknas i {COMPANY.agree('var och en', 'vart och ett')} av dem. Antalen ska därför inte läggas ihop.",
    ACCOUNTED,
    "Avbrutna samarbeten räknas på samma sätt, men de är inte med i listan över det som inte har redovisats i tid.",
    "Antalet deltagare är det som mottagaren har redovisat. Den som deltar flera gånger kan räknas flera gånger.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportItem:
    """A partnership in two lines. `outcome` says what came of it, or why that is not known."""

    title: str
    address: str
    facts: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlace:
    """A neighbourhood with partnerships; `x` and `y` are its place on the map, from 0 to 1, or None where not known."""

    name: str
    count: int
    amount: str
    share: float
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport:
    """The facts of the report, as texts. `missing` are reports that have not come in in time.

    `accounts` part the granted money by the final report: label, kronor, kronor in words, and length of the bar.
    """

    year: str
    title: str
    today: str
    as_of: str
    notices: Sequence[str]
    points: Sequence[str]
    sums: Sequence[tuple[str, str, str]]
    accounts: Sequence[tuple[str, int, str, float]]
    places: Sequence[ReportPlace]
    items: Sequence[ReportItem]
    missing: Sequence[tuple[str, str, str]]
    counted: Sequence[str]


def report_pages(index: SiteIndex) -> Iterator[Page]:
    """The report of each year in which a decision was made."""
    for group in index.groups[Dimension.YEAR]:
        report = year_report(index, group)
        yield render_page(
            "year_report.html",
            path=f"{group.link.address}rapport/index",
            title=report.title,
            description=f"Årsrapport med summor, karta, alla samarbeten och resultat för beslut {report.year}.",
            kind=PageKind.TOTALS,
            parent=group.link.path,
            index=index,
            report=report,
            chart=money_chart(
                "redovisat", "Beviljat belopp efter hur det är redovisat", [row[:2] for row in report.accounts]
            ),
            pdf=PDF,
        )


def year_report(index: SiteIndex, group: Group) -> YearReport:
    """Gather the facts of a year's report."""
    own = figures(group.entries, first_decisions(index), index.today, group.link)
    year = group.link.name
    ongoing = f"Året är inte slut: rapporten visar läget den {day(index.today)}."
    return YearReport(
        year=year,
        title=f"Årsrapport {year}: {COMPANY.register}",
        today=index.today.isoformat(),
        as_of=f"Uppgifterna gäller den {day(index.today)}.",
        notices=[
            *([EXAMPLE_NOTICE] if index.example_data else []),
            *([ongoing] if str(index.today.year) == year[:4] else []),
        ],
        points=_points(own),
        sums=list(_sums(group.entries)),
        accounts=_accounts(own),
        places=_places(index, group.entries),
        items=[_item(entry, index.today) for entry in group.entries],
        missing=[
            (index.choice("uppfoljning.typ", item.kind), entry.partnership.title, day(item.due))
            for item, entry in reports(group.entries, "saknas", index.today)
        ],
        counted=_COUNTED,
    )


def report_files(index: SiteIndex) -> dict[str, bytes]:
    """Make the PDF of each report, by path in the site: next to its page."""
    years = index.groups[Dimension.YEAR]
    return {f"{group.link.address}rapport/{PDF}": report_pdf(year_report(index, group)) for group in years}


def report_pdf(report: YearReport) -> bytes:
    """Typeset a report as tagged PDF (PDF/UA-1). Only Typst's own fonts are used, so the bytes are always the same."""
    return _typeset(
        json.dumps(
            asdict(report) | {"publisher": COMPANY.juridiskt_namn, "words": [COMPANY.stadsdel, COMPANY.stadsdelar]},
            ensure_ascii=False,
        )
    )


@lru_cache(maxsize=50)  # while a site is served, most years are as they were
def _typeset(report: str) -> bytes:
    import typst  # only here: mostly no report is made

    template = Path(__file__).parent / "templates" / "year_report.typ"
    made = typst.compile(template, sys_inputs={"report": report}, ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)  # noqa: S101  # one file, since the format is PDF
    return made


def _points(own: Figures) -> list[str]:
    said = f"{count(own.sum.count, 'samarbete', 'samarbeten')} fick tillsammans {amount(own.sum.amount)}."
    points = [
        said,
        recipients_point(own.new, own.returning),
        accounts_point(own.accounts),
        women_point(own.women, own.with_women),
    ]
    return [point for point in points if point]


def _sums(entries: Sequence[Entry]) -> Iterator[tuple[str, str, str]]:
    """The label, the sum, and how many partnerships it is the sum of."""
    records = [entry.partnership for entry in entries]
    for label, amounts in (
        ("Sökt", [r.application.amount if r.application else None for r in records]),
        ("Beviljat", [r.decision.amount for r in records]),
        ("Utbetalt", [r.finances.paid if r.finances else None for r in records]),
        ("Återbetalt", [r.finances.repaid if r.finances else None for r in records]),
    ):
        known = [kronor for kronor in amounts if kronor is not None]
        of = f"{len(known)} av {count(len(records), 'samarbete', 'samarbeten')}"
        yield label, amount(sum(known)) if known else "Inte publicerat här ännu", of


def _accounts(own: Figures) -> list[tuple[str, int, str, float]]:
    most = max(part.amount for part in own.accounts.values()) or 1
    return [
        (part.label, own_sum.amount, amount(own_sum.amount), round(own_sum.amount / most, 4))
        for part, own_sum in own.accounts.items()
    ]


def _places(index: SiteIndex, entries: Sequence[Entry]) -> list[ReportPlace]:
    sums = dict(index.breakdown(entries, Dimension.NEIGHBOURHOOD))
    groups = index.groups[Dimension.NEIGHBOURHOOD]
    found = [(group.code, sums[group.link]) for group in groups if group.code and group.link in sums]
    most = max((own.count for _, own in found), default=1)
    points = [code.point for code, _ in found if code.point]
    project = Projection(points, 1, 0, 4) if points else None
    return [
        ReportPlace(
            name=code.name,
            count=own.count,
            amount=amount(own.amount),
            share=round(own.count / most, 4),
            x=x,
            y=y,
        )
        for code, own in found
        for x, y in [project(code.point.longitude, code.point.latitude) if project and code.point else (None, None)]
    ]


def _item(entry: Entry, today: date) -> ReportItem:
    record = entry.partnership
    return ReportItem(
        title=one_line(record.title),
        address=entry.link.address,
        facts=f"{record.recipient.name} · {entry.places} · {amount(record.decision.amount)} · {entry.status.label}",
        outcome=_outcome(entry, today),
    )


def _outcome(entry: Entry, today: date) -> str:
    record, report = entry.partnership, final_report(entry.partnership)
    if record.results:
        numbers = []
        if record.results.occasions is not None:
            numbers.append(count(record.results.occasions, "tillfälle", "tillfällen"))
        if record.results.participants is not None:
            numbers.append(count(record.results.participants, "deltagare", "deltagare"))
        numbered = f"{', '.join(numbers)}. " if numbers else ""
        return one_line(f"{numbered}{record.results.summary}")
    if entry.status is Status.INTERRUPTED and record.interruption:
        return one_line(f"Avbröts {day(record.interruption.date)}. {record.interruption.reason}")
    if report and report.due < today:
        return f"Slutrapporten skulle ha kommit in {day(report.due)}."
    return f"Slutrapporten ska lämnas senast {day(report.due)}." if report else "Ingen slutrapport är avtalad."
