"""Visa webbplatsen på den här datorn, och visa den på nytt när en fil sparas.

Har en post ett fel visas felet på sidan, och resten står som det senast var rätt.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from website.mkdocs_run import BuildFailedError
from website.serving import serve_site

REPOSITORY = Path(__file__).resolve().parents[1]


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until it is interrupted; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--root",
        type=Path,
        default=REPOSITORY,
        metavar="MAPP",
        help="mapp med content/, partnerships/ och schemas/ (annars den som bygget ligger i)",
    )
    parser.add_argument("--port", type=int, default=8000, help="port på den egna datorn (annars 8000)")
    arguments = parser.parse_args(argv)
    try:
        serve_site(arguments.root.resolve(), arguments.port)
    except (BuildFailedError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
