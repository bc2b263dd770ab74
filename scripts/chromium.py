"""Finds the browser for the tests, or installs one, and prints where it is.

Looked for in this order: what the variable CHROMIUM names, Chromium or Chrome on the PATH, the one that
Playwright has downloaded. Where there is none: the system's package manager, as root or with a sudo that asks
for no password, and then Playwright's own download. Only the path goes to standard output.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

FLAGS = (
    "--no-sandbox",  # root, and most containers, have no sandbox; the tests open only our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Each package manager with what makes Chromium and one good font come, in the order to run.
PACKAGE_MANAGERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": (
        ("apt-get", "update", "-q"),
        ("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-liberation"),
    ),
    "dnf": (("dnf", "install", "-y", "chromium", "liberation-fonts"),),
    "zypper": (("zypper", "--non-interactive", "install", "chromium", "liberation-fonts"),),
    "pacman": (("pacman", "-S", "--noconfirm", "--needed", "chromium", "ttf-liberation"),),
}

WHAT_TO_DO = (
    "The tests need a browser: none was found, and none could be installed.\n"
    "Install Chromium or Google Chrome, or say where there is one: make test CHROMIUM=/path/to/chromium"
)


class NoBrowserError(Exception):
    """No browser can be had; the text is a sentence that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What is asked of the machine. `starts` tries a browser and `run` runs a command; both give success."""

    environ: Mapping[str, str]
    is_root: bool
    which: Callable[[str], str | None]
    starts: Callable[[str], bool]
    run: Callable[[Sequence[str]], bool]
    downloaded: Callable[[], str]


def find(machine: Machine) -> str | None:
    """The path of a browser that starts, or None. Raises NoBrowserError when the one in CHROMIUM does not."""
    if named := machine.environ.get("CHROMIUM"):
        if not machine.starts(named):
            raise NoBrowserError(f"CHROMIUM is {named}, which does not start. Mend the path or take it away.")
        return named
    return next(filter(machine.starts, _candidates(machine)), None)


def ensure(machine: Machine) -> str:
    """The path of a browser that starts, after installing one if need be. Raises NoBrowserError."""
    if path := find(machine):
        return path
    for commands in ways_to_install(machine):
        if all(machine.run(command) for command in commands) and (path := find(machine)):
            return path
    raise NoBrowserError(WHAT_TO_DO)


def ways_to_install(machine: Machine) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Each way of having a browser on this machine, best first, as commands to run one after the other."""
    prefix = _prefix_for_root(machine)
    if prefix is not None:
        for name, commands in PACKAGE_MANAGERS.items():
            if machine.which(name):
                yield tuple((*prefix, *command) for command in commands)
    yield ((sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"),)


def this_machine() -> Machine:
    """The machine that the tests run on."""
    return Machine(
        environ=os.environ,
        is_root=os.geteuid() == 0,
        which=shutil.which,
        starts=_starts,
        run=_run,
        downloaded=_downloaded,
    )


def _candidates(machine: Machine) -> Iterator[str]:
    for name in NAMES:
        if path := machine.which(name):
            yield path
    yield from MAC_APPLICATIONS
    yield machine.downloaded()


def _prefix_for_root(machine: Machine) -> tuple[str, ...] | None:
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive")
    if machine.is_root:
        return quiet
    if machine.which("sudo") and machine.run(("sudo", "-n", "true")):
        return ("sudo", "-n", *quiet)
    return None


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(command: Sequence[str]) -> bool:
    print("Getting a browser:", *command, file=sys.stderr, flush=True)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def _downloaded() -> str:
    from playwright.sync_api import sync_playwright  # starts a process of its own, so only when it is needed

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def main() -> int:
    """Print the path of the browser; exit 1 with a sentence when there is none."""
    try:
        print(ensure(this_machine()))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
