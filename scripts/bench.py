#!/usr/bin/env python3
"""Measure speed and size beside what one would use instead: exit 0 all aims met, 1 one missed, 2 not all measured."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.aims import verdicts
from benchmarks.facts import facts
from benchmarks.grounds import Grounds
from benchmarks.programme import PARTS, SIZES, Programme
from benchmarks.tables import text_of, written

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for, print it as tables and write it down."""
    given = sys.argv[1:] if argv is None else argv
    arguments = _parser().parse_args(given)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        grounds = Grounds(PROJECT, Path(temporary))
        circumstances = {"date": str(date.today()), **facts(PROJECT, grounds.datatig, given)}  # noqa: DTZ011  # the day of the measurement
        programme = Programme(grounds, lambda text: print(text, flush=True), rounds=arguments.rounds)
        found = programme.run(arguments.only, arguments.sizes)
    judged = verdicts(found)
    arguments.out.mkdir(parents=True, exist_ok=True)
    record = {**circumstances, **found.as_json(), "aims": [each.as_json() for each in judged]}
    (arguments.out / "bench.json").write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (arguments.out / "bench.md").write_text(written(circumstances, found, judged), encoding="utf-8")
    print(f"\n{text_of(circumstances, found, judged)}\nAlso in {arguments.out}, as Markdown and as JSON.")
    if not all(each.met for each in judged):
        return 1
    return 2 if found.unmeasured else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--sizes", type=_numbers, default=SIZES, metavar="N,…", help="how many records (100,1000,10000)")
    add("--rounds", type=_number, metavar="N", help="runs of each that count (5, and 1 of what is large)")
    add("--only", type=_parts, default=PARTS, metavar="PART,…", help=f"of {','.join(PARTS)} (all)")
    add("--out", type=Path, default=PROJECT / ".cache" / "bench", metavar="DIR", help="where it is written down")
    return parser


def _number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError("from 1 to 10000")
    return number


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(_number(part) for part in text.split(","))


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if not set(parts) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"of {','.join(PARTS)}")
    return parts


if __name__ == "__main__":
    raise SystemExit(main())
