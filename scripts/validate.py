#!/usr/bin/env python3
"""Check the records: exit 0 nothing to mend, 1 problems, 2 could not run."""

from __future__ import annotations

import gc

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()
    gc.disable()  # a short process that builds much and throws nothing away: collecting takes a tenth of its time

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from register.check import CheckResult, check
from register.cli import CANNOT_RUN, UsageError, begin, check_clock, options, show_progress, stop
from register.file_tree import DiskTree, GitError, base_tree, changed_paths
from register.personal_data import mask
from register.reports import as_json, code_quality, github, list_rules, sarif, terminal


def main(argv: Sequence[str] | None = None) -> int:
    """Run the check with these arguments and print its report."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.write and not arguments.fix:
        parser.error("--write hör till --fix.")
    if arguments.list:
        print(list_rules(), end="")
        return 0
    try:
        root, today = begin(arguments)
        paths = frozenset(_relative(path, root) for path in arguments.paths)
        tree, base = DiskTree(root), None if arguments.base is None else base_tree(root, arguments.base)
        changed = () if arguments.base is None else changed_paths(root, arguments.base)
        everything = arguments.advice or base is not None  # what a change brings is shown to its reviewer
        advised = None if everything else _uncommitted(root)
        with show_progress() as update:
            result = check(tree, today, base, changed=changed, paths=paths, advised=advised, progress=update)
        if result.problems:
            check_clock(root, arguments, today)
        if arguments.fix:
            from editing.safe_write import write_all  # only here, as the next: a plain check needs neither
            from register import repairs

            found, left = repairs.find_repairs(tree, result, today, base, changed=changed, paths=paths, advised=advised)
            print((repairs.as_json if arguments.format == "json" else repairs.as_diff)(found), end="")
            if not arguments.write:
                return 1 if result.problems else 0
            write_all(root, {path: after for path, (_, after) in found.items()})
            result = left
    except CANNOT_RUN as error:
        return stop("Kontrollen kunde inte köras.", error)
    print(_report(result, arguments), end="")
    return 1 if result.problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = options("Kontrollera posterna i registret.", today="dagen då kontrollen görs")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="bara de här filerna eller mapparna")
    parser.add_argument("--base", metavar="REF", help="pröva också ändringen sedan den här grenen")
    parser.add_argument("--format", choices=("text", "github", "json", "sarif", "gitlab"), default="text")
    parser.add_argument("--list", action="store_true", help="skriv alla regler, och kontrollera ingenting")
    parser.add_argument("--fix", action="store_true", help="visa de rättelser som bara kan göras på ett sätt")
    parser.add_argument("--write", action="store_true", help="med --fix: skriv också rättelserna i filerna")
    parser.add_argument(
        "--advice",
        action="store_true",
        help="ta med alla råd som inte stoppar någonting (annars de som rör ändrade filer)",
    )
    return parser


def _relative(path: Path, root: Path) -> str:
    """A path as the problems name it. Raises UsageError when it is not there or lies outside the root."""
    for start in (Path.cwd(), root):
        full = Path(os.path.abspath(start / path))  # noqa: PTH100 - a link itself is meant, not what it points to
        if os.path.lexists(full) and full.is_relative_to(root):
            return full.relative_to(root).as_posix()
    raise UsageError(f"«{mask(str(path))}» finns inte i registret.")


def _uncommitted(root: Path) -> frozenset[str]:
    """The files that Git says are changed and not yet committed; none outside a repository."""
    with suppress(GitError):
        return changed_paths(root, "HEAD")
    return frozenset()


def _report(result: CheckResult, arguments: argparse.Namespace) -> str:
    address = os.environ.get("SITE_URL", "").rstrip("/")  # where the site has one, each message leads to its rule
    site = f"{address}/" if address.startswith("https://") else ""
    asked = arguments.advice or arguments.base is not None  # what a change brings is shown to its reviewer
    advice = asked or arguments.format == "text"  # and what concerns the changed files to who changed them
    if arguments.format == "github":
        return github(result, advice=advice, site=site)
    if arguments.format == "json":
        return as_json(result, advice=advice)
    if arguments.format == "gitlab":
        return code_quality(result, advice=advice)
    if arguments.format == "sarif":
        return sarif(result, advice=advice, site=site)
    colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return terminal(result, advice=advice, colour=colour, site=site)


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
