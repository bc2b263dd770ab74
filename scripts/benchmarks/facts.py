"""On what machine, with which versions and of which commit it was measured: what figures mean nothing without."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

COMPARED = ("check-jsonschema", "datatig", "mkdocs", "mkdocs-material", "pagefind")


def facts(project: Path, packages: Path, arguments: Sequence[str]) -> dict[str, Any]:
    """What the measuring was done with. `packages` is where those lie that the project has not itself."""
    command = " ".join(["make bench", *([f"BENCH='{' '.join(arguments)}'"] if arguments else [])])
    return {
        "command": command,
        "commit": _git(project, "rev-parse", "--short=12", "HEAD"),
        "changed_since": bool(_git(project, "status", "--porcelain", "--", "scripts", "schemas", "content")),
        "cores": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "load_at_start": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {name: version for name in COMPARED if (version := _version(name, packages))},
    }


def _version(name: str, packages: Path) -> str | None:
    found: list[Distribution] = list(distributions(name=name, path=[str(packages), *sys.path]))
    return found[0].version if found else None


def _git(project: Path, *arguments: str) -> str:
    """What Git answers, or nothing where there is no repository."""
    command = ["git", "-C", str(project), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
