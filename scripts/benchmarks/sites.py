"""Our site, with all that goes with it, against a plain MkDocs + Material site and datatig's, of the same records."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.contest import Contestant, Result, Say, contest
from benchmarks.grounds import TODAY, Grounds
from benchmarks.plain_site import write_plain_site

OURS, PLAIN, PLAIN_AS_MANY, DATATIG = "build.py", "MkDocs, records", "MkDocs, as many", "datatig build"
# An address that can be real, or much of the open data is not written; and one where commits can be shown.
PUBLISHED = {
    "SITE_URL": "https://samarbeten.example.org/",
    "EDIT_URI": "https://git.example.org/samarbeten/edit/main/",
}


def measure_site(grounds: Grounds, records: int, rounds: int, say: Say) -> list[Result]:
    """What each takes for so many records, ours first, with the HTML pages it wrote. Raises NotMeasuredError."""
    sites = {OURS: grounds.site(records)}
    for name in (PLAIN, PLAIN_AS_MANY, DATATIG):
        sites[name] = grounds.folder / f"{name.replace(', ', '-').replace(' ', '-')}-{records}" / "site"
    ours, *rivals = _contestants(grounds, records, sites)
    runs = contest(ours, rivals, rounds, say)
    results = [
        Result(
            task="site",
            records=records,
            program=each.name,
            does=each.does,
            runs=runs[each.name],
            pages=pages_in(sites[each.name]),
        )
        for each in (ours, *rivals)
    ]
    for each in rivals:
        shutil.rmtree(sites[each.name].parent)
    return results


def our_site(grounds: Grounds, records: int) -> Contestant:
    """The program that builds our site."""
    root, site = grounds.root(records), grounds.site(records)
    build = grounds.project / "scripts" / "build.py"
    return Contestant(
        name=OURS,
        does="the check, the pages, open data, search index, links followed",
        command=[sys.executable, build, "--root", root, "--out", site, "--today", str(TODAY)],
        folder=root,
        environment=PUBLISHED,
        prepare=_emptied(site),
    )


def pages_in(site: Path) -> int:
    """How many HTML pages a site has."""
    return sum(1 for _ in site.rglob("*.html"))


def _contestants(grounds: Grounds, records: int, sites: dict[str, Path]) -> list[Contestant]:
    root = grounds.root(records)
    register = cache(lambda: grounds.register(records))

    def plain(name: str, does: str, pages: Callable[[], int | None]) -> Contestant:
        site = sites[name]

        def prepare() -> None:
            if not site.parent.is_dir():
                write_plain_site(site.parent, register(), pages())
            _emptied(site)()

        return Contestant(
            name=name,
            does=does,
            command=[sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site],
            folder=site.parent,
            environment={"NO_MKDOCS_2_WARNING": "1"},
            prepare=prepare,
        )

    datatig = Contestant(
        name=DATATIG,
        does="two pages a record, JSON, SQLite, one list",
        command=[sys.executable, "-m", "datatig", "build", root, "--staticsiteoutput", sites[DATATIG]],
        folder=root,
        environment={"PYTHONPATH": str(grounds.datatig)},
        prepare=_emptied(sites[DATATIG]),
    )
    return [
        our_site(grounds, records),
        plain(PLAIN, "a Markdown page a record, search index", lambda: None),
        plain(PLAIN_AS_MANY, "as many Markdown pages as ours, search index", lambda: pages_in(sites[OURS])),
        *([datatig] if grounds.datatig.is_dir() else []),
    ]


def _emptied(site: Path) -> Callable[[], None]:
    def prepare() -> None:
        if site.is_dir():
            shutil.rmtree(site)
        site.parent.mkdir(parents=True, exist_ok=True)

    return prepare
