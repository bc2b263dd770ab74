#!/usr/bin/env python3
"""Say what there is to follow up: exit 0 said, 2 could not run."""

from __future__ import annotations

from collections.abc import Sequence

import interrupts

if __name__ == "__main__":
    interrupts.quit_on_interrupt()

from register.check import check
from register.cli import CANNOT_RUN, begin, check_clock, options, show_progress, stop
from register.file_tree import DiskTree
from register.follow_up import follow_up


def main(argv: Sequence[str] | None = None) -> int:
    """Print, as Markdown, what main fails on and what the calendar advises."""
    parser = options("Säg vad som ska följas upp, som Markdown.", today="dagen som det gäller")
    parser.add_argument(
        "--tracker", action="store_true", help="för ett ärende som andra kan läsa: utan mottagarnas namn"
    )
    arguments = parser.parse_args(argv)
    try:
        root, today = begin(arguments)
        with show_progress() as update:
            result = check(DiskTree(root), today, progress=update)
        check_clock(root, arguments, today)
    except CANNOT_RUN as error:
        return stop("Listan kunde inte göras.", error)
    print(follow_up(result, today, tracker=arguments.tracker), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main))
