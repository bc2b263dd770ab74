"""The findings as tables of Markdown, with the targets and what they were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import distributions
from math import log
from pathlib import Path

from benchmarks.browser import Browsed
from benchmarks.phone import Phone
from benchmarks.rivals import OURS, PACKAGES, PROJECT
from benchmarks.runs import Result
from benchmarks.serve_latency import Saved

HEADS = ("task", "records", "program", "what it does", "pages", "seconds", "processor", "memory", "ours of it")
TARGET_HEADS = ("target", "at most", "found", "verdict")
COMPARED = ("check-jsonschema", "datatig", "hugo", "mkdocs", "mkdocs-material", "pagefind", "zensical")
_NUMBERS = {"records", "pages", "seconds", "processor", "memory", "ours of it", "at most", "found"}


@dataclass(slots=True)
class Findings:
    """All that was measured; `unmeasured` has a sentence for each part that could not be."""

    results: list[Result] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    browsed: list[Browsed] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    unmeasured: list[str] = field(default_factory=list)

    def result(self, task: str, records: int, program: str = "") -> Result | None:
        """What a program, or ours, took for a task; None when that was not measured."""
        wanted = (task, records, program or OURS[task])
        return next((each for each in self.results if (each.task, each.records, each.program) == wanted), None)

    def ratio(self, rival: Result) -> float:
        """What ours took of a rival's processor time for the same."""
        ours = self.result(rival.task, rival.records)
        return ours.median.processor / rival.median.processor if ours else 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: at most `limit` of a figure, and what was found."""

    text: str
    limit: float
    found: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """True when no more than the limit was found."""
        return self.found <= self.limit

    def row(self) -> tuple[str, ...]:
        """A row of the table of targets."""
        digits = 0 if self.limit >= 50 else 2
        shown = [f"{value:.{digits}f} {self.unit}".strip() for value in (self.limit, self.found)]
        return (self.text, *shown, "met" if self.met else "missed")


def targets(found: Findings) -> Iterator[Target]:
    """Judge every promise that what was measured tells of."""
    for task, rival, limit in (
        ("check", "check-jsonschema", 0.12),
        ("site", "MkDocs + Material", 0.6),
        ("site", "Hugo + Pagefind", 2.0),
    ):
        if result := found.result(task, 1_000, rival):
            yield Target(
                f"{task}, 1,000 records: processor time as a part of that of {rival}", limit, found.ratio(result)
            )
    for task in ("check", "site"):
        small, large = found.result(task, 1_000), found.result(task, 10_000)
        if small and large:
            growth = log(large.median.processor / small.median.processor, 10)
            yield Target(f"{task}, 1,000 to 10,000 records: exponent of growth", 1.05, growth)
            yield Target(f"{task}, 10,000 records: memory", 2.0, large.median.memory / 1024**3, "GiB")
    for seen in found.browsed:
        yield Target(
            f"browser, {seen.records:,} records: Find has painted its list, 95th percentile", 100, seen.reaction, "ms"
        )
        for page, size in seen.views.items():
            yield Target(f"browser, {seen.records:,} records: first view of {page}", 80, size / 1000, "kB")
    for visit in found.phones:
        for what, limit, value in (
            ("the largest part of a page is painted", 1_500, visit.painted),
            ("the first filter is answered, from the start of the page", 2_500, visit.filtered),
            ("a search is answered, from the first key", 1_500, visit.searched),
            ("longest task of a script", 200, visit.task),
        ):
            yield Target(f"phone, {visit.records:,} records: {what}", limit, value, "ms")
    for each in found.saved:
        yield Target(f"serve, {each.records:,} records: from saving to the screen", 1.0, each.seconds, "s")


def report(found: Findings, command: str) -> str:
    """The findings in Markdown: a sentence on the conditions, the table, the targets, what is missing."""
    rows = [_row(each, found) for each in found.results]
    judged = [each.row() for each in targets(found)]
    parts = [
        conditions(command),
        _table(HEADS, rows) if rows else "",
        _table(TARGET_HEADS, judged) if judged else "",
        *(f"Not measured: {reason}" for reason in found.unmeasured),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def conditions(command: str) -> str:
    """A sentence on the day, the commit, the machine and the versions."""
    commit = subprocess.run(
        ["git", "-C", PROJECT, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False
    )
    places = [*sys.path, *map(str, PACKAGES.glob("*"))]
    versions = {each.name.lower(): each.version for each in distributions(path=places)}
    named = ", ".join(f"{name} {versions[name]}" for name in COMPARED if name in versions)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"Measured with `{command}` on {date.today()}, at commit {commit.stdout.strip() or 'none'}: "  # noqa: DTZ011  # the day it was measured
        f"{os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}), {memory:.0f} GiB of memory, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, {named}."
    )


def _row(each: Result, found: Findings) -> tuple[str, ...]:
    median = each.median
    return (
        each.task,
        f"{each.records:,}",
        each.program,
        each.does,
        f"{each.pages:,}" if each.pages else "",
        f"{median.seconds:.2f}",
        f"{median.processor:.2f}",
        f"{median.memory / 1024**2:,.0f} MiB",
        "" if each.program == OURS[each.task] else f"{found.ratio(each):.2f}",
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["--:" if head in _NUMBERS else "---" for head in heads]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def write(path: Path, text: str) -> None:
    """Write the report, and the folder for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
