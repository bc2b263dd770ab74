#!/usr/bin/env python3
"""Measure the built site with Lighthouse, as on a phone: exit 0 all aims met, 1 not met, 2 could not run.

Four kinds of page are measured, each three times; the median counts. The site is served on this machine as a host
serves it: text files compressed. Lighthouse comes from npm by its lock file, so this is no part of `make test`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import chromium
from benchmarks.serving import served
from webform.packages import NoPackagesError, install, node, this_machine

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the site that the arguments name and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the built site (site/)")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured (3)")
    arguments = parser.parse_args(argv)
    site = arguments.site.resolve()
    pages = [page for page in _pages(site) if (site / page / "index.html").is_file()]
    browser = chromium.find(chromium.this_machine())
    if not pages or browser is None:
        print(chromium.WHAT_TO_DO if pages else f"No site in {site}: build it first, with make site.", file=sys.stderr)
        return 2
    try:
        _fetch()
    except NoPackagesError as error:
        print(error, file=sys.stderr)
        return 2
    with served(site) as address:
        scores = {page: _median(f"{address}{page}", browser, arguments.runs) for page in pages}
    return _report(scores)


def _pages(site: Path) -> list[str]:
    """Start, list, statistics and the newest record."""
    records = sorted(file.parent.relative_to(site).as_posix() for file in site.glob("samarbeten/[0-9]*/*/data.json"))
    return ["", "samarbeten/", "statistik/", *(f"{record}/" for record in records[-1:])]


def _fetch() -> None:
    """Fetch Lighthouse by its lock file, when it is not there."""
    if PROGRAM.is_file():
        return
    if (fault := install(ROOT, FOLDER, this_machine())) is not None:
        raise NoPackagesError(f"npm could not fetch Lighthouse: {fault}")


def _median(address: str, browser: str, runs: int) -> dict[str, int]:
    found = [_measure(address, browser) for _ in range(runs)]
    return {aim: round(statistics.median(run[aim] for run in found)) for aim in AIMS}


def _measure(address: str, browser: str) -> dict[str, int]:
    """The scores of one run, 0 to 100."""
    flags = " ".join(["--headless", *chromium.FLAGS])
    command = [*node(ROOT), str(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(AIMS)}", "--no-enable-error-reporting"]
    answer = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, text=True, check=True
    )
    categories = json.loads(answer.stdout)["categories"]
    return {aim: round(100 * (categories[aim]["score"] or 0)) for aim in AIMS}


def _report(scores: dict[str, dict[str, int]]) -> int:
    print(f"{'page':60}" + "".join(f"{aim:>16}" for aim in AIMS))
    for page, found in scores.items():
        print(f"/{page:59}" + "".join(f"{found[aim]:>16}" for aim in AIMS))
    return int(any(found[aim] < least for found in scores.values() for aim, least in AIMS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
