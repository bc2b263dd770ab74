"""Everything that can be measured, part by part; what cannot be measured is said, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from chromium import NoBrowserError

from benchmarks.browsing import measure_browsing
from benchmarks.checking import expect_all_find_faults, measure_check
from benchmarks.contest import Say
from benchmarks.findings import Findings
from benchmarks.grounds import Grounds
from benchmarks.measure import NotMeasuredError, measured
from benchmarks.saving import measure_saving
from benchmarks.sites import measure_site, our_site

PARTS = ("check", "site", "browser", "serve")
SIZES = (100, 1_000, 10_000)
ROUNDS = {100: 5, 1_000: 5}  # of those sizes; of what is larger, one
SERVED, SAVES = (500, 10_000), 5


class Programme:
    """What is wanted: which parts, on which sizes, and how many rounds when it is not the usual number."""

    def __init__(self, grounds: Grounds, say: Say, *, rounds: int | None = None) -> None:
        self.grounds = grounds
        self.say = say
        self.rounds = rounds
        self.found = Findings()

    def run(self, parts: Collection[str], sizes: Sequence[int]) -> Findings:
        """Measure the parts on registers of those sizes; the browser sees the largest."""
        if {"check", "site"} & set(parts) and not self.grounds.datatig.is_dir():
            self.found.unmeasured.append("datatig: it is not here (make bench fetches it)")
        for name, measure in self._work(parts, sorted(sizes)):
            self.say(f"{name} …")
            try:
                measure()
            except (NotMeasuredError, NoBrowserError) as error:
                self._indented(f"not measured: {error}")
                self.found.unmeasured.append(f"{name}: {str(error).strip().splitlines()[-1]}")
        return self.found

    def _work(self, parts: Collection[str], sizes: Sequence[int]) -> Iterator[tuple[str, Callable[[], None]]]:
        if "check" in parts:
            yield "check, a faulty record", partial(expect_all_find_faults, self.grounds)
        for records in sizes:
            for part, measure in (("check", self._check), ("site", self._site)):
                if part in parts:
                    yield f"{part}, {records:,} records", partial(measure, records)
        if "browser" in parts:
            yield f"browser, {sizes[-1]:,} records", partial(self._browser, sizes[-1])
        if "serve" in parts:
            for records in [size for size in SERVED if size <= sizes[-1]] or sizes[-1:]:
                yield f"serve, {records:,} records", partial(self._serve, records)

    def _check(self, records: int) -> None:
        self.found.results += measure_check(self.grounds, records, self._rounds(records), self._indented)

    def _site(self, records: int) -> None:
        self.found.results += measure_site(self.grounds, records, self._rounds(records), self._indented)

    def _browser(self, records: int) -> None:
        site: Path = self.grounds.site(records)
        if not site.is_dir():
            build = our_site(self.grounds, records)
            measured(build.command, build.folder, build.environment)
        self.found.browsed.append(measure_browsing(site, records, self._indented))

    def _serve(self, records: int) -> None:
        self.found.saves.append(measure_saving(self.grounds, records, SAVES, self._indented))

    def _rounds(self, records: int) -> int:
        return self.rounds or ROUNDS.get(records, 1)

    def _indented(self, text: str) -> None:
        self.say(f"  {text}")
