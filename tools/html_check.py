"""Hold every page of the built site to the HTML standard, with the W3C's checker. It needs Java.

Exit code 0: no errors. 1: errors. 2: could not run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import npm

ROOT = Path(__file__).resolve().parents[1]
_FORM = "redigera"  # the web form's own page is its maker's


def main(argv: Sequence[str] | None = None) -> int:
    """Check the pages under the folder that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the built site (site/)")
    site = parser.parse_args(argv).site.resolve()
    pages = sorted(page for page in site.rglob("*.html") if page.relative_to(site).parts[0] != _FORM)
    if not pages:
        return _fail(f"There are no pages in {site}: build the site first, with make site.")
    java = shutil.which("java")
    if java is None:
        return _fail(
            "Java is needed for the HTML checker. Install a Java runtime (on Debian: apt install default-jre)."
        )
    try:
        jar = npm.program("vnu-jar/build/dist/vnu.jar")
    except npm.NoProgramError as error:
        return _fail(str(error))
    command = [java, "-Xss4m", "-jar", jar, "--errors-only", "--format", "gnu", *pages]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [re.sub(r'^"?file:', "", line).replace(f"{site}/", "") for line in answer.stderr.splitlines() if line]
    print(*errors, f"{len(pages)} pages checked, {len(errors)} errors.", sep="\n")
    return 1 if errors or answer.returncode else 0


def _fail(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
