#!/usr/bin/env python3
"""Say in words what a change does to the register: exit 0 said, 2 could not run."""

from __future__ import annotations

from collections.abc import Sequence

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()

from register.change_report import change_report
from register.check import check
from register.cli import CANNOT_RUN, begin, options, show_progress, stop
from register.file_tree import DiskTree, base_tree, changed_paths
from register.site_changes import versions_since


def main(argv: Sequence[str] | None = None) -> int:
    """Print, as Markdown, what differs from the base."""
    parser = options("Säg i ord vad en ändring gör med registret, som Markdown.", today="dagen då ändringen läses")
    parser.add_argument("--base", metavar="REF", required=True, help="grenen som ändringen utgår från")
    arguments = parser.parse_args(argv)
    try:
        root, today = begin(arguments)
        with show_progress() as update:
            result = check(DiskTree(root), today, base_tree(root, arguments.base), progress=update)
            changed = changed_paths(root, arguments.base)
            read = versions_since(root, arguments.base)
    except CANNOT_RUN as error:
        return stop("Ändringen kunde inte läsas.", error)
    print(change_report(result, changed, read), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
