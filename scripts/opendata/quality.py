"""The quality report: what was checked and what it found, and how often each optional field is filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from register.problem import SERIES, Problem, Rule
from register.published import Completeness, Quality, RuleSeriesResult
from register.status import Status

from opendata.csv_file import iso
from opendata.metadata import DATA_VERSION
from opendata.snapshot import Entry, Snapshot

_Has = Callable[[Entry], object]


def quality(snapshot: Snapshot, rules: Iterable[Rule], found: Sequence[Problem], read_back: Sequence[str]) -> Quality:
    """The report. `found` are the problems and the advice of the check that the register came out of."""
    return Quality(checked=_checked(rules, found), filled=tuple(_filled(snapshot)), read_back=tuple(read_back))


def quality_value(report: Quality, snapshot: Snapshot) -> dict[str, Any]:
    """The report for machines."""
    return {
        "exempeldata": snapshot.example_data,
        "version": DATA_VERSION,
        "galler": snapshot.today.isoformat(),
        "andrad": iso(snapshot.modified),
        "kontroller": [{"serie": item.series, "regler": item.rules, "hittade": item.found} for item in report.checked],
        "ifyllt": [
            {"falt": item.field, "namn": item.title, "bland": item.among, "antal": item.count, "av": item.total}
            for item in report.filled
        ],
        "aterlast": list(report.read_back),
    }


def _checked(rules: Iterable[Rule], found: Sequence[Problem]) -> tuple[RuleSeriesResult, ...]:
    codes = [rule.code for rule in rules]
    return tuple(
        RuleSeriesResult(
            series=title,
            rules=sum(code[1] == number for code in codes),
            found=sum(problem.code[1] == number for problem in found),
        )
        for number, title in SERIES.items()
    )


def _filled(snapshot: Snapshot) -> Iterator[Completeness]:
    everyone = snapshot.entries
    received = [entry for entry in everyone if any(item.received for item in entry.record.follow_ups)]
    reported = [entry for entry in everyone if entry.status is Status.REPORTED]
    questions: tuple[tuple[str, str, Sequence[Entry], _Has], ...] = (
        ("mottagare.organisationsnummer", "alla samarbeten", everyone, lambda e: e.record.recipient.number),
        ("mottagare.webbplats", "alla samarbeten", everyone, lambda e: e.record.recipient.website),
        ("beslut.diarienummer", "alla samarbeten", everyone, lambda e: e.record.decision.case_number),
        ("ersatter", "alla samarbeten", everyone, lambda e: e.record.replaces),
        (
            "uppfoljning.sammanfattning",
            "samarbeten där någon redovisning har kommit in",
            received,
            lambda e: any(item.summary for item in e.record.follow_ups if item.received),
        ),
        ("resultat", "slutredovisade samarbeten", reported, lambda e: e.record.results),
        ("resultat.tillfallen", "slutredovisade samarbeten", reported, _result("occasions")),
        ("resultat.deltagare", "slutredovisade samarbeten", reported, _result("participants")),
        (
            "resultat.andel_flickor_kvinnor",
            "slutredovisade samarbeten",
            reported,
            _result("share_of_girls_and_women"),
        ),
    )
    for field, among, entries, has in questions:
        yield Completeness(
            field=field,
            title=snapshot.register.fields[field].title,
            among=among,
            count=sum(bool(has(entry)) for entry in entries),
            total=len(entries),
        )


def _result(name: str) -> _Has:
    return lambda entry: entry.record.results is not None and getattr(entry.record.results, name) is not None
