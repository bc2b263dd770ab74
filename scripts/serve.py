"""Visa webbplatsen på den här datorn, och visa den på nytt när en fil sparas.

Har en post ett fel visas felet på sidan, och resten står som det senast var rätt.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import interrupts

INTERRUPTED = "Avslutat."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second

from register.schema import SchemaError
from website.mkdocs_run import BuildFailedError, CannotBuildError
from website.serving import serve_site

REPOSITORY = Path(__file__).resolve().parents[1]


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until it is interrupted; give the exit code."""
    arguments = _parser().parse_args(argv)
    root: Path = arguments.root.resolve()
    for room in ("content", "schemas"):
        if not (root / room).is_dir():
            return _cannot(f"{arguments.root} är inte registrets mapp: {room}/ saknas där.")
    try:
        serve_site(root, arguments.port)
    except (BuildFailedError, CannotBuildError, SchemaError) as error:
        return _cannot(str(error))
    return 0


def _cannot(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--root",
        type=Path,
        default=REPOSITORY,
        metavar="MAPP",
        help="mapp med content/, partnerships/ och schemas/ (annars den som bygget ligger i)",
    )
    parser.add_argument("--port", type=_port, default=8000, help="port på den egna datorn, 1–65535 (annars 8000)")
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("en port är ett heltal från 1 till 65535")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
