"""Measure the built site with Lighthouse, as on a phone: a page of each kind, three times each; the median counts.

A page that asks search engines to stay away, as those of a register of examples do, loses no points by that.

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
# The last that there is of each
KINDS = (
    *("", "samarbeten/", "samarbeten/*/*/", "samarbeten/*/*/anslag/", "stadsdelar/", "stadsdelar/*/", "teman/"),
    *("teman/*/", "malgrupper/*/", "mottagare/", "mottagare/*/", "ar/", "ar/*/", "ar/*/rapport/", "statistik/"),
    *("statistik/*/", "uppfoljning/", "ansok/", "ansok/*/", "policy/", "kriterier/*/", "kriterier/*/*/", "regler/"),
    *("oppna-data/", "oppna-data/*/", "om/", "om/*/", "lattlast/", "english/", "sok/", "jamfor/*/"),
)
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
    print(f"{'page':60}" + "".join(f"{target:>16}" for target in TARGETS))
    scores = {}
    with serve_folder(site) as address:
        for page in _pages(site):
            hidden = "noindex" in (site / page / "index.html").read_text(encoding="utf-8")
            found = [_measure(f"{address}{page}", browser, lighthouse, hidden) for _ in range(arguments.runs)]
            scores[page] = {target: round(statistics.median(run[target] for run in found)) for target in TARGETS}
            print(f"/{page:59}" + "".join(f"{score:>16}" for score in scores[page].values()), flush=True)
    return int(any(score[target] < least for score in scores.values() for target, least in TARGETS.items()))


def _pages(site: Path) -> list[str]:
    """The address of a page of each kind that there is."""
    found = (sorted(site.glob(f"{kind}index.html"))[-1:] for kind in KINDS)
    return [f"{page.parent.relative_to(site).as_posix()}/".removeprefix("./") for pages in found for page in pages]


def _measure(address: str, browser: str, lighthouse: Path, hidden: bool) -> dict[str, int]:
    """The scores of one run, 0 to 100; `hidden` is a page that is meant to be found by no search engine."""
    flags = " ".join(["--headless", *chromium.FLAGS])
    command = [*npm.node_command(), str(lighthouse), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(TARGETS)}", "--no-enable-error-reporting"]
    command += ["--skip-audits=is-crawlable"] if hidden else []
    environ = {**os.environ, "CHROME_PATH": browser}
    answer = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    categories = json.loads(answer.stdout)["categories"]
    return {target: round(100 * (categories[target]["score"] or 0)) for target in TARGETS}


if __name__ == "__main__":
    raise SystemExit(main())
