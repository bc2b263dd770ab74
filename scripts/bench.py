#!/usr/bin/env python3
"""Measure the check: exit 0 as fast as it should be, 1 slower, 2 could not be measured."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.checking import AIM, compare
from benchmarks.measure import CommandFailedError

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Print and write down how the check compares."""
    arguments = _parser().parse_args(argv)
    try:
        found = compare(PROJECT, arguments.records, arguments.rounds, lambda text: print(f"  {text}", flush=True))
    except CommandFailedError as error:
        print(f"A command that should pass did not:\n{error}", file=sys.stderr)
        return 2
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    for name in ("validate.py", "check-jsonschema"):
        figures = found[name]
        memory = figures["peak_memory_bytes"] / 1_000_000
        work = f"{figures['processor_seconds']:.2f} s of it at work"
        print(f"{name:>17}: {figures['seconds']:7.2f} s, {work}, {memory:.0f} MB at most")
    verdict = "as it should be" if found["ratio"] <= AIM else "too slow"
    print(
        f"{found['records']} records: {found['ratio']:.3f} of its time (aim {AIM:.3f}): {verdict}. In {arguments.out}"
    )
    return 0 if found["ratio"] <= AIM else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure validate.py against check-jsonschema on the same records.")
    parser.add_argument("--records", type=int, default=1000, metavar="N", help="how many made-up records (1000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how many runs of each that count (3)")
    parser.add_argument("--out", type=Path, default=PROJECT / ".cache" / "bench" / "checking.json", metavar="FILE")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
