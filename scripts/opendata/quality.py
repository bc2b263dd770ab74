"""The quality report: the rules that were checked, what they found, and how often optional fields are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from register.model import FIELDS
from register.problem import SERIES, Problem, Rule
from register.published import Completeness, Quality, RuleSeriesResult
from register.status import Status

from opendata.csv_file import iso
from opendata.metadata import DATA_VERSION
from opendata.snapshot import Entry, Snapshot

# The optional fields whose completeness is counted, among all and among those with a final report.
_OF_ALL = (
    "mottagare.typ",
    "mottagare.organisationsnummer",
    "mottagare.webbplats",
    "ansokan.belopp",
    "beslut.fordelning",
    "beslut.diarienummer",
    "verksamhet.plats",
    "verksamhet.tillfallen",
    "mal.tillfallen",
    "mal.deltagare",
    "ersatter",
)
_OF_REPORTED = (
    "resultat",
    "resultat.tillfallen",
    "resultat.deltagare",
    "resultat.andel_flickor_kvinnor",
    "ekonomi.utbetalt",
)


def quality(snapshot: Snapshot, rules: Iterable[Rule], found: Sequence[Problem], read_back: Sequence[str]) -> Quality:
    """Make the report. `found` are the problems and the advice of the check of the register."""
    return Quality(checked=_checked(rules, found), filled=tuple(_filled(snapshot)), read_back=tuple(read_back))


def quality_value(report: Quality, snapshot: Snapshot) -> dict[str, Any]:
    """Make the report for programs."""
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
    for among, entries, fields in (
        ("alla samarbeten", everyone, _OF_ALL),
        ("samarbeten där någon redovisning har kommit in", received, ("uppfoljning.sammanfattning",)),
        ("slutredovisade samarbeten", reported, _OF_REPORTED),
    ):
        for field in fields:
            yield Completeness(
                field=field,
                title=_title(field, snapshot),
                among=among,
                count=sum(_has(entry, field) for entry in entries),
                total=len(entries),
            )


def _has(entry: Entry, field: str) -> bool:
    if field == "uppfoljning.sammanfattning":
        return any(item.summary for item in entry.record.follow_ups if item.received)
    value = FIELDS[field].value(entry.record)
    return value is not None and value != ()


def _title(field: str, snapshot: Snapshot) -> str:
    """Return the schema's title of a field, with that of its group where the title says too little alone."""
    labels, group = snapshot.register.fields, field.rpartition(".")[0]
    alone = labels[field].title
    same = [name for name in (*_OF_ALL, *_OF_REPORTED) if labels[name].title == alone]
    return f"{labels[group].title}: {alone}" if len(same) > 1 and group else alone
