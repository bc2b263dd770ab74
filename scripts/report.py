#!/usr/bin/env python3
"""Write the year's report as PDF: exit 0 written, 1 the register has problems, 2 could not run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()

from pages.links import Dimension
from pages.site_index import Group, SiteIndex, build_index
from pages.year_report import report_pdf, year_report
from register.check import check
from register.cli import CANNOT_RUN, UsageError, begin, options, show_progress, stop
from register.file_tree import DiskTree
from website.mkdocs_run import configuration


def main(argv: Sequence[str] | None = None) -> int:
    """Write the report of one year, or of every year, as the site has it at /ar/<year>/rapport/."""
    parser = options("Skriv årsrapporten som PDF. Webbplatsen har samma rapport.", today="dagen som rapporten gäller")
    parser.add_argument("year", nargs="?", type=int, metavar="ÅR", help="bara det året")
    parser.add_argument("--out", type=Path, default=Path(), help="mapp för rapporten (den du står i)")
    arguments = parser.parse_args(argv)
    try:
        root, today = begin(arguments)
        with show_progress() as update:
            result = check(DiskTree(root), today, progress=update)
        if result.problems or result.register is None:
            print("Ingen rapport skrevs: registret har fel. Kör make check.", file=sys.stderr)
            return 1
        example_data = bool(configuration(root, arguments.out).extra.get("exempeldata"))
        index = build_index(result.register, today, example_data=example_data)
        written = [_write(index, group, arguments.out) for group in _years(index, arguments.year)]
    except CANNOT_RUN as error:
        return stop("Rapporten kunde inte skrivas.", error)
    print("\n".join(map(str, written)))
    return 0


def _years(index: SiteIndex, year: int | None) -> list[Group]:
    groups = [group for group in index.groups[Dimension.YEAR] if year in (None, int(group.link.name[:4]))]
    if not groups:
        raise UsageError(f"Inget beslut är fattat {year}." if year else "Registret har inga beslut.")
    return groups


def _write(index: SiteIndex, group: Group, out: Path) -> Path:
    report = year_report(index, group)
    target = out / f"arsrapport-{report.year[:4]}.pdf"
    out.mkdir(parents=True, exist_ok=True)
    target.write_bytes(report_pdf(report))
    return target


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
