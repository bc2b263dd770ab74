"""Feed the check broken files until one breaks it: `make fuzz`. Stops at the first traceback, with what caused it.

Hypothesis changes and cuts the project's own records, policy, criteria, lists, settings and pages; whatever bytes
come of it, the check must answer with problems, never with an exception.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from register.check import check
from register.file_tree import DiskTree

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 23)
# What breaks readers: YAML's own signs, odd characters, other types and extreme values.
PIECES = (
    *(
        ": ",
        "- ",
        "\n",
        "  ",
        "&a ",
        "*a",
        "!!python/x ",
        "---\n",
        "{",
        "[",
        "'",
        '"',
        "|\n",
        "\t",
        "? ",
        "<<: *a\n",
        "tag:x",
    ),
    *("\ufeff", "\u202e", "\x00", "😀", "a\u0308", "null", "yes", "1e400", "-1", "2026-02-30", "0" * 5000, "<b>"),
)


@st.composite
def broken(draw: st.DrawFn, files: dict[Path, bytes]) -> tuple[Path, bytes]:
    """One of the files with a few pieces cut, doubled, put in or replaced."""
    path = draw(st.sampled_from(sorted(files)))
    content = files[path]
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        end = min(end, start + 200)
        piece = draw(
            st.one_of(st.sampled_from(PIECES).map(str.encode), st.binary(max_size=20), st.just(content[start:end] * 2))
        )
        content = content[:start] + piece + content[end:]
    return path, content


def fuzz(root: Path, seconds: float) -> int:
    """Break files of the register at `root` for so long; return how many were tried."""
    chosen = [*sorted(root.glob("partnerships/*/*.yaml"))[:10], *sorted(root.glob("content/**/*.*"))]
    files = {path: path.read_bytes() for path in chosen if path.suffix in {".md", ".yaml"}}
    end, tried = time.monotonic() + seconds, 0

    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(broken(files))
    def try_one(case: tuple[Path, bytes]) -> None:
        nonlocal tried
        path, content = case
        tried += 1
        path.write_bytes(content)
        try:
            check(DiskTree(root), TODAY)
        finally:
            path.write_bytes(files[path])

    while time.monotonic() < end:
        try_one()
    return tried


def main(argv: list[str] | None = None) -> int:
    """Fuzz a copy of the project's content for as long as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="how long (60)")
    seconds = parser.parse_args(argv).seconds
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for room in ("content", "partnerships", "schemas"):
            shutil.copytree(ROOT / room, root / room)
        print(f"{fuzz(root, seconds)} broken files, and the check answered every one.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
