#!/usr/bin/env python3
"""Hold every page of the built site to the HTML standard: exit 0 no errors, 1 errors, 2 could not run.

The checker is the W3C's, vnu-jar on npm. It needs Java, so this is no part of `make test`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from webform.packages import Machine, NoPackagesError, install, this_machine

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "html-check"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_OTHERS = "redigera"  # the web form's own page is its maker's


def main(argv: Sequence[str] | None = None, machine: Machine | None = None) -> int:
    """Check the pages under the folder that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the built site (site/)")
    site = parser.parse_args(argv).site.resolve()
    machine = machine or this_machine()
    pages = sorted(page for page in site.rglob("*.html") if page.relative_to(site).parts[0] != _OTHERS)
    if not pages:
        return _stop(f"There are no pages in {site}: build the site first, with make site.")
    java = machine.which("java")
    if java is None:
        return _stop(
            "Java is needed for the HTML checker. Install a Java runtime (on Debian: apt install default-jre)."
        )
    try:
        _fetch(machine)
    except NoPackagesError as error:
        return _stop(str(error))
    return _report(site, pages, java)


def _fetch(machine: Machine) -> None:
    """Fetch the checker by its lock file, when it is not there."""
    if JAR.is_file():
        return
    if (fault := install(ROOT, FOLDER, machine)) is not None:
        raise NoPackagesError(f"npm could not fetch the HTML checker: {fault}")


def _report(site: Path, pages: list[Path], java: str) -> int:
    command = [java, "-Xss4m", "-jar", str(JAR), "--errors-only", "--format", "gnu", *map(str, pages)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [re.sub(r'^"?file:', "", line).replace(f"{site}/", "") for line in answer.stderr.splitlines() if line]
    print(*errors, sep="\n", end="\n" if errors else "")
    print(f"{len(pages)} pages checked, {len(errors)} errors.")
    return 1 if errors or answer.returncode else 0


def _stop(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
