"""Ask OSV, the open database of vulnerabilities, about every locked package; print what it knows as Markdown.

Only names and versions of packages that are public are sent. Exit code 0: nothing known. 1: something. 2: no answer.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SERVICE = "https://api.osv.dev/v1/querybatch"
AT_ONCE = 500


class Package(NamedTuple):
    """A locked package and the lock that names it; `ecosystem` is PyPI or npm."""

    ecosystem: str
    name: str
    version: str
    lock: str


def main(root: Path = ROOT, ask: Callable[[dict[str, Any]], dict[str, Any]] | None = None) -> int:
    """Print a list of known faults; give the exit code."""
    packages = locked(root)
    found: list[tuple[Package, list[str]]] = []
    try:
        for start in range(0, len(packages), AT_ONCE):
            some = packages[start : start + AT_ONCE]
            queries = [
                {"package": {"name": one.name, "ecosystem": one.ecosystem}, "version": one.version} for one in some
            ]
            results = (ask or _post)({"queries": queries})["results"]
            for one, result in zip(some, results, strict=True):
                if known := [fault["id"] for fault in (result or {}).get("vulns", [])]:
                    found.append((one, known))
    except (OSError, ValueError, KeyError) as error:
        print(f"OSV gave no answer that can be read: {error}", file=sys.stderr)
        return 2
    if found:
        print(
            "Kända brister i låsta versioner. `make lock UPGRADE=yes` förnyar Pythons, `npm update` i mappen npm:s.\n"
        )
        for one, known in found:
            links = ", ".join(f"[{fault}](https://osv.dev/vulnerability/{fault})" for fault in known)
            print(f"- {one.name} {one.version} i `{one.lock}`: {links}")
    return int(bool(found))


def locked(root: Path) -> list[Package]:
    """Every package in the locks of Python and npm, each version once."""
    found: dict[tuple[str, str, str], Package] = {}
    for path in sorted([*root.glob("*.lock"), *root.glob("[!.]*/*.lock"), *root.glob("[!.]*/package-lock.json")]):
        lock = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".lock":
            pairs = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE)
        else:
            pairs = [
                (name.rpartition("node_modules/")[2], entry["version"])
                for name, entry in json.loads(text)["packages"].items()
                if name and "version" in entry
            ]
        ecosystem = "PyPI" if path.suffix == ".lock" else "npm"
        for name, version in pairs:
            found.setdefault((ecosystem, name, version), Package(ecosystem, name, version, lock))
    return list(found.values())


def _post(body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(SERVICE, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # https, as SERVICE says
        return dict(json.load(answer))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    raise SystemExit(main())
