#!/usr/bin/env python3
"""Propose the changes that have been made: exit 0 proposed, 1 something has to be mended or a no, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import interrupts

INTERRUPTED = "Avbrutet. Ingenting har skickats."
if __name__ == "__main__":
    interrupts.quit_on_interrupt(INTERRUPTED)  # what is imported next takes some tenths of a second

from editing.prompts import Aborted, confirm, text
from editing.proposal import Proposal
from register.change_report import change_report
from register.check import CheckResult, check
from register.cli import for_terminal, stop
from register.file_tree import DiskTree, GitError, base_tree, changed_paths
from register.reports import report
from register.schema import SchemaError
from register.site_changes import versions_since

PROJECT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Check what has been changed, say it in words, and send it to the host as a branch of its own."""
    arguments = _parser().parse_args(argv)
    root = arguments.root.resolve()
    try:
        proposal = Proposal.of(root, arguments.base)
        today = arguments.today or date.today()  # noqa: DTZ011 - the one place where the clock is asked
        result = check(
            DiskTree(root), today, base_tree(root, proposal.base), changed=changed_paths(root, proposal.base)
        )
        return _propose(proposal, result, arguments)
    except (SchemaError, GitError, OSError, ValueError) as error:
        return stop("Ingenting har skickats.", error)
    except (Aborted, KeyboardInterrupt):
        print("\nAvbrutet. Ingenting har skickats.")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Föreslå det du har ändrat: kontrollera det, säg det i ord och skicka det för granskning."
    )
    parser.add_argument("--rubrik", metavar="TEXT", help="vad förslaget heter, som «Slutrapport för läxhjälpen»")
    parser.add_argument("--base", metavar="REF", help="grenen som förslaget ska in i (annars huvudgrenen)")
    parser.add_argument("--ja", action="store_true", help="skicka utan att fråga")
    parser.add_argument("--root", type=Path, default=PROJECT, help="mapp med content/, partnerships/ och schemas/")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="dagens datum (i dag)")
    return parser


def _propose(proposal: Proposal, result: CheckResult, arguments: argparse.Namespace) -> int:
    if not proposal.files and not proposal.unsent:
        print("Det finns ingenting att föreslå: ingen post och inget innehåll har ändrats.")
        return 1
    if result.problems:
        print(report(result.problems), file=sys.stderr)
        print("\nIngenting har skickats. Rätta felen ovan.", file=sys.stderr)
        return 1
    print(
        change_report(result, changed_paths(proposal.root, proposal.base), versions_since(proposal.root, proposal.base))
    )
    if not proposal.files:
        print(f"Förslaget {proposal.unsent} är sparat här men inte skickat.")
    title = arguments.rubrik or (_asked_title() if proposal.files else "")
    if not arguments.ja and sys.stdin.isatty() and not confirm("Ska det här skickas för granskning?"):
        print("Ingenting har skickats.")
        return 1
    for sentence in proposal.send(title):
        print(for_terminal(sentence))
    return 0


def _asked_title() -> str:
    if not sys.stdin.isatty():
        raise ValueError("--rubrik saknas.")
    return text("Vad heter förslaget?", check=lambda given: None if len(given) > 4 else "Skriv några ord.")


if __name__ == "__main__":
    raise SystemExit(interrupts.run(main, INTERRUPTED))
