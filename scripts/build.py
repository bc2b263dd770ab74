"""Bygg webbplatsen av det som står i content/, partnerships/ och schemas/.

Allt kontrolleras först. Finns det ett fel skrivs ingenting, och webbplatsen som fanns är kvar.

Slutkod 0: byggd. 1: något ska rättas. 2: gick inte att köra.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import interrupts

INTERRUPTED = "Avbrutet. Webbplatsen är hel: antingen är den som den var, eller så är den redan utbytt mot den nya."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second
    gc.disable()  # nearly all that a build makes is kept to its end: collecting takes a sixth of its time

from register.cli import for_terminal
from register.file_tree import GitError
from register.progress import ProgressCallback, progress
from register.reports import terminal
from register.schema import SchemaError
from website.atomic_output import ExchangeError, replace_directory
from website.checked_root import CheckedRoot, read, without_inherited
from website.markdown_export import write_markdown
from website.mkdocs_run import BuildFailedError, CannotBuildError
from website.preview import preview
from website.site_build import build_site

REPOSITORY = Path(__file__).resolve().parents[1]
ROOMS = ("content", "partnerships", "schemas")
_SKIPPED = (
    "Fel som fanns före ändringen stoppar den inte. Poster med fel är inte med i förhandsvisningen, och sidor med fel "
    "visas som de är:"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Check and build as the command line says; give the exit code."""
    arguments = _parser().parse_args(argv)
    root: Path = arguments.root.resolve()
    for room in ("content", "schemas"):
        if not (root / room).is_dir():
            return _cannot(f"{arguments.root} är inte registrets mapp: {room}/ saknas där.")
    for directory in filter(None, (arguments.out, arguments.markdown)):
        if any(directory.resolve().is_relative_to(root / room) for room in ROOMS):
            return _cannot(f"{directory} ligger bland det som webbplatsen byggs av. Välj en annan mapp.")
    try:
        return _run(root, arguments)
    except BuildFailedError as error:
        print(*map(for_terminal, error.reasons), sep="\n")
        print("Ingenting skrevs. Rätta felen ovan och bygg igen.")
        return 1
    except (CannotBuildError, ExchangeError, GitError, SchemaError) as error:
        return _cannot(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return _cannot(f"Det gick inte att bygga: {error}")


def _run(root: Path, arguments: argparse.Namespace) -> int:
    """Check, and build what is right; on a terminal with how far it has come."""
    today = arguments.today or date.today()  # noqa: DTZ011  # the top of the command
    notes: list[str] = []
    with progress(sys.stderr) as update:
        checked = read(root, today, update)
        shown: CheckedRoot | None = checked
        if checked.problems:
            shown, skipped = without_inherited(checked, arguments.base) if arguments.base else (None, frozenset())
            notes += [f"{_SKIPPED} {', '.join(sorted(skipped))}."] if skipped else []
        if shown is not None:
            notes += filter(None, [_build(shown, checked, arguments, update)])
    if shown is None:
        print(terminal(checked.result, advice=False, colour=sys.stdout.isatty()), end="")
        return 1
    for note in notes:
        print(for_terminal(note))
    return 0


def _build(
    shown: CheckedRoot, checked: CheckedRoot, arguments: argparse.Namespace, update: ProgressCallback
) -> str | None:
    """Write the Markdown files when they are asked for, else the site; returns what there is to say of it.

    `shown` is what the site shows of `checked`, with which the base is compared.
    """
    if arguments.markdown is not None:
        with replace_directory(arguments.markdown) as tree:
            write_markdown(shown, tree)
        if arguments.out is None:
            return None
    page = preview(checked, arguments.base) if arguments.base is not None else None
    return build_site(shown, arguments.out or shown.root / "site", page, update)


def _cannot(reason: str) -> int:
    print(for_terminal(reason), file=sys.stderr)
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
    parser.add_argument("--out", type=Path, metavar="MAPP", help="var webbplatsen ska ligga (annars site/ i roten)")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="ÅÅÅÅ-MM-DD",
        help="dagen som uppgifterna gäller (annars i dag)",
    )
    parser.add_argument("--markdown", type=Path, metavar="MAPP", help="skriv samma sidor som Markdown i mappen")
    parser.add_argument(
        "--base",
        metavar="REF",
        help="bygg en förhandsvisning, som först visar vad som skiljer från den grenen",
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
