"""Measure speed and size, ours and what one would use instead.

Exit code 0: all targets met. 1: one missed. 2: not everything could be measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import browser, phone, report, rivals, runs, serve_latency

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("check", "site", "browser", "phone", "serve")
SIZES = (75, 500, 1_000)
SAVES = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for, print it as tables and write it to .cache/bench.md."""
    arguments = _parser().parse_args(argv)
    fetch_programs()
    words = sys.argv[1:] if argv is None else argv
    command = "make bench" + (f" BENCH='{' '.join(words)}'" if words else "")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = Bench(Path(folder), arguments.rounds).run(arguments.only, arguments.sizes)
    text = report.report(found, command)
    report.write(arguments.out, text)
    print(f"\n{text}\nAlso in {arguments.out}.")
    if not all(target.met for target in report.targets(found)):
        return 1
    return 2 if found.unmeasured else 0


def fetch_programs() -> None:
    """Install what is compared with, by its own locks, into .cache/tools; what cannot be had takes no part."""
    for lock in (ROOT / "tools" / "datatig.lock", ROOT / "tools" / "requirements.lock"):
        target = rivals.PACKAGES / lock.stem
        copy = target / lock.name
        if copy.is_file() and copy.read_bytes() == lock.read_bytes():
            continue
        say(f"Installing tools/{lock.name} in {target.relative_to(ROOT)} …")
        install = ["uv", "pip", "install", "--quiet", "--target", target, "--require-hashes", "-r", lock]
        if subprocess.run([sys.executable, "-m", *map(str, install)], check=False).returncode == 0:
            copy.write_bytes(lock.read_bytes())


class Bench:
    """Measures part by part in a folder; what cannot be measured is noted, and the rest goes on."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds
        self.found = report.Findings()

    def run(self, parts: Sequence[str], sizes: Sequence[int]) -> report.Findings:
        """Measure the parts on registers of those sizes: serving up to 500 records, the browser the largest."""
        work: list[tuple[str, int, Callable[[int], None]]] = []
        for records in sorted(sizes):
            work += [("check", records, self.check), ("site", records, self.site)]
            work += [("serve", records, self.serve)] if records <= 500 else []
        work += [("browser", max(sizes), self.browse), ("phone", max(sizes), self.visit)]
        for part, records, measure in work:
            if part in parts:
                self.attempt(f"{part}, {records:,} records", partial(measure, records))
        return self.found

    def attempt(self, name: str, measure: Callable[[], None]) -> None:
        """Measure one part, or note why it could not be."""
        say(f"{name} …")
        try:
            measure()
        except runs.NotMeasuredError as error:
            self.found.unmeasured.append(f"{name}: {str(error).strip()[-300:]}")

    def check(self, records: int) -> None:
        """Compare the programs that check records, after each has found a fault."""
        root = rivals.register_of(self.folder, records)
        rivals.expect_all_find_faults(root)
        self.found.results += runs.compare("check", records, rivals.checkers(root), self.rounds, say)

    def site(self, records: int) -> None:
        """Compare the programs that build a site."""
        root = rivals.register_of(self.folder, records)
        self.found.results += runs.compare("site", records, rivals.builders(root, self.folder), self.rounds, say)

    def serve(self, records: int) -> None:
        """Time saves in make serve."""
        root = rivals.register_of(self.folder, records)
        self.found.saved.append(serve_latency.measure_serve(root, records, SAVES, say))

    def browse(self, records: int) -> None:
        """Look at our site in a browser."""
        self.found.browsed.append(browser.measure_browser(self._built(records), records, say))

    def visit(self, records: int) -> None:
        """Visit our site with a slow phone."""
        self.found.phones.append(phone.measure_phone(self._built(records), records, self.rounds, say))

    def _built(self, records: int) -> Path:
        """Build our site; give where it is."""
        site = self.folder / "seen"
        build = rivals.our_build(rivals.register_of(self.folder, records), site)
        runs.measure(build.command, build.folder, build.environment)
        return site


def say(text: str) -> None:
    """Print how far it has come."""
    print(text, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "--sizes",
        type=_sizes,
        default=SIZES,
        metavar="N,…",
        help="how many records (75,500,1000; 10000 too, now and then)",
    )
    add("--rounds", type=int, default=3, metavar="N", help="runs of each that count (3)")
    add("--only", type=_parts, default=PARTS, metavar="PART,…", help=f"of {','.join(PARTS)} (all)")
    add("--out", type=Path, default=ROOT / ".cache" / "bench.md", metavar="FILE", help="where the tables are written")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(map(int, text.split(",")))
    if not all(1 <= size <= 10_000 for size in sizes):
        raise argparse.ArgumentTypeError("from 1 to 10000")
    return sizes


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if not set(parts) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"of {','.join(PARTS)}")
    return parts


if __name__ == "__main__":
    raise SystemExit(main())
