"""Write every lock from pyproject.toml: `make lock`; with --upgrade the newest version of everything.

requirements.lock is what the site is built with, requirements-dev.lock the same and what tests need, and
those in tools/ what only the bench and the exits need.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"),
    *("--custom-compile-command", "make lock"),
)
LOCKS = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-dev.lock": ("pyproject.toml", "--group", "dev", "--constraint", "requirements.lock"),
    "tools/requirements.lock": ("--group", "tools", "--constraint", "requirements.lock"),
    "tools/exits.lock": ("--group", "exits", "--constraint", "requirements.lock"),
    "tools/datatig.lock": ("--group", "datatig"),
}


def main(arguments: list[str]) -> int:
    """Compile the locks one after the other; give the exit code of the first that fails."""
    for lock, what in LOCKS.items():
        command = [sys.executable, "-m", *COMPILE, *arguments, "--output-file", lock, *what]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
