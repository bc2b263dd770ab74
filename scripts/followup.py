#!/usr/bin/env python3
"""Say what there is to follow up: exit 0 said, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from register.check import check
from register.personal import mask
from register.report.follow_up import follow_up
from register.shape.schemas import SchemaError

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Print, as Markdown, what main fails on and what the calendar advises."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text
    root = arguments.root.resolve()
    if not (root / "content").is_dir() or not (root / "schemas").is_dir():
        return _stop(f"«{arguments.root}» är inte registrets mapp: den ska ha content/, partnerships/ och schemas/.")
    today = arguments.today or date.today()  # noqa: DTZ011 - the one place where the clock is asked, in local time
    try:
        result = check(root, today)
    except (SchemaError, OSError) as error:
        return _stop(str(error))
    print(follow_up(result, today), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Säg vad som ska följas upp, som Markdown.")
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="dagen som det gäller (i dag)")
    return parser


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _stop(message: str) -> int:
    print(f"Listan kunde inte göras. {mask(message)}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
