"""All that has been measured, and what should have been but could not."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.browsing import Browsed
from benchmarks.contest import Result
from benchmarks.saving import Saves


@dataclass(slots=True)
class Findings:
    """What each part has found. `unmeasured` has a sentence for each part that could not be measured."""

    results: list[Result] = field(default_factory=list)
    saves: list[Saves] = field(default_factory=list)
    browsed: list[Browsed] = field(default_factory=list)
    unmeasured: list[str] = field(default_factory=list)

    def result(self, task: str, records: int, program: str) -> Result | None:
        """What that program took for it, or None when it was not measured."""
        return next(
            (each for each in self.results if (each.task, each.records, each.program) == (task, records, program)), None
        )

    def ours(self, task: str, records: int) -> Result | None:
        """What our program took: the first of those that did the same."""
        return next((each for each in self.results if (each.task, each.records) == (task, records)), None)

    def ratio(self, rival: Result) -> float:
        """How much of the time of another program ours took for the same, by the clock; 1 for ours."""
        ours = self.ours(rival.task, rival.records)
        return ours.median.seconds / rival.median.seconds if ours else 1.0

    def as_json(self) -> dict[str, Any]:
        """Everything: seconds (milliseconds in the browser) and bytes, each run by itself and the medians."""
        return {
            "results": [
                {**asdict(each), "median": asdict(each.median), "ours_of_it": round(self.ratio(each), 4)}
                for each in self.results
            ],
            "saves": [{**asdict(each), "median": each.median} for each in self.saves],
            "browser": [
                {**asdict(each), "median": each.median, "percentile_95": each.percentile} for each in self.browsed
            ],
            "unmeasured": self.unmeasured,
        }
