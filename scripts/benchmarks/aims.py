"""What was promised of speed and size, and whether it was kept. What was not asked for is not judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

from benchmarks import checking, sites
from benchmarks.contest import Result
from benchmarks.findings import Findings

SMALL, LARGE = 1_000, 10_000
GIB = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An aim, at most `limit`, and what was found. Both are shown by `shown`."""

    aim: str
    found: float
    limit: float
    shown: Callable[[float], str]

    @property
    def met(self) -> bool:
        """Whether what was found is at most the limit."""
        return self.found <= self.limit

    def as_json(self) -> dict[str, str | float | bool]:
        """As JSON has it, in full."""
        return {"aim": self.aim, "limit": self.limit, "found": self.found, "met": self.met}


def verdicts(findings: Findings) -> list[Verdict]:
    """One for each aim that can be judged by what was measured."""
    return [*_ratios(findings), *_growth(findings), *_memory(findings), *_browser(findings), *_serving(findings)]


def exponent(small: Result, large: Result) -> float:
    """How the time grows: 1 for ten times the time for ten times the records, 2 for a hundred times."""
    return log(large.median.seconds / small.median.seconds) / log(large.records / small.records)


def _ratios(findings: Findings) -> Iterator[Verdict]:
    for task, program, limit in (("check", checking.CHECK_JSONSCHEMA, 1 / 6), ("site", sites.PLAIN_AS_MANY, 1 / 2)):
        if rival := findings.result(task, SMALL, program):
            aim = f"{task}, {SMALL:,} records: our time as a part of that of {program}"
            yield Verdict(aim=aim, found=findings.ratio(rival), limit=limit, shown=_plain)


def _growth(findings: Findings) -> Iterator[Verdict]:
    for task in ("check", "site"):
        small, large = findings.ours(task, SMALL), findings.ours(task, LARGE)
        if small and large:
            aim = f"{task}, {SMALL:,} to {LARGE:,} records: exponent of growth"
            yield Verdict(aim=aim, found=exponent(small, large), limit=1.05, shown=_plain)


def _memory(findings: Findings) -> Iterator[Verdict]:
    for task in ("check", "site"):
        if large := findings.ours(task, LARGE):
            aim = f"{task}, {LARGE:,} records: memory"
            yield Verdict(aim=aim, found=large.median.memory, limit=GIB, shown=_gib)
            if large.median.indexer:
                aim = f"{task}, {LARGE:,} records: memory of the search indexer"
                yield Verdict(aim=aim, found=large.median.indexer, limit=1.5 * GIB, shown=_gib)


def _browser(findings: Findings) -> Iterator[Verdict]:
    for seen in findings.browsed:
        aim = f"browser, {seen.records:,} records: Find has painted its list, 95th percentile"
        yield Verdict(aim=aim, found=seen.percentile, limit=100, shown=lambda value: f"{value:.0f} ms")
        for view in seen.views:
            aim = f"browser, {seen.records:,} records: first view of {view.page}"
            yield Verdict(aim=aim, found=view.transferred, limit=150_000, shown=lambda value: f"{value / 1000:.0f} kB")


def _serving(findings: Findings) -> Iterator[Verdict]:
    for each in findings.saves:
        aim = f"serve, {each.records:,} records: from saving to the screen"
        yield Verdict(aim=aim, found=each.median, limit=2 if each.records <= 500 else 5, shown=_seconds)


def _plain(value: float) -> str:
    return f"{value:.3f}"


def _gib(value: float) -> str:
    return f"{value / GIB:.2f} GiB"


def _seconds(value: float) -> str:
    return f"{value:.2f} s"
