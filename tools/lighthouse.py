"""Measure the built site with Lighthouse, as on a phone: four kinds of page, three times each; the median counts.

Exit code 0: all targets met. 1: one missed. 2: could not run.
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
import npm
from static_server import serve_folder

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the site that the arguments name and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the built site (site/)")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured (3)")
    arguments = parser.parse_args(argv)
    site = arguments.site.resolve()
    if not (site / "index.html").is_file():
        print(f"No site in {site}: build it first, with make site.", file=sys.stderr)
        return 2
    try:
        browser, lighthouse = chromium.ensure(), npm.program("lighthouse/cli/index.js")
    except (chromium.NoBrowserError, npm.NoProgramError) as error:
        print(error, file=sys.stderr)
        return 2
    with serve_folder(site) as address:
        scores = {}
        for page in _pages(site):
            found = [_measure(f"{address}{page}", browser, lighthouse) for _ in range(arguments.runs)]
            scores[page] = {target: round(statistics.median(run[target] for run in found)) for target in TARGETS}
    print(f"{'page':60}" + "".join(f"{target:>16}" for target in TARGETS))
    for page, score in scores.items():
        print(f"/{page:59}" + "".join(f"{score[target]:>16}" for target in TARGETS))
    return int(any(score[target] < least for score in scores.values() for target, least in TARGETS.items()))


def _pages(site: Path) -> list[str]:
    """Start, list, statistics and the newest record, those that there are."""
    records = sorted(file.parent.relative_to(site).as_posix() for file in site.glob("samarbeten/[0-9]*/*/data.json"))
    pages = ["", "samarbeten/", "statistik/", *(f"{record}/" for record in records[-1:])]
    return [page for page in pages if (site / page / "index.html").is_file()]


def _measure(address: str, browser: str, lighthouse: Path) -> dict[str, int]:
    """The scores of one run, 0 to 100."""
    flags = " ".join(["--headless", *chromium.FLAGS])
    command = [*npm.node_command(), str(lighthouse), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(TARGETS)}", "--no-enable-error-reporting"]
    environ = {**os.environ, "CHROME_PATH": browser}
    answer = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    categories = json.loads(answer.stdout)["categories"]
    return {target: round(100 * (categories[target]["score"] or 0)) for target in TARGETS}


if __name__ == "__main__":
    raise SystemExit(main())
