"""Find the browser of the tests and the tools, or get one: `$CHROMIUM`, the one on the PATH, else Playwright's own.

Where Playwright's cannot be had, and this is root or CI, the system's package manager is asked, and said so first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = tuple(f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Chromium", "Google Chrome"))
PACKAGES = {
    "apt-get": "apt-get install -q -y --no-install-recommends chromium fonts-liberation",
    "dnf": "dnf install -y chromium liberation-fonts",
    "zypper": "zypper --non-interactive install chromium liberation-fonts",
    "pacman": "pacman -S --noconfirm --needed chromium ttf-liberation",
}


class NoBrowserError(Exception):
    """No browser can be had; the text is a sentence that says what to do."""


def find() -> str | None:
    """Return the path of a browser that starts, or None. Raises NoBrowserError when `$CHROMIUM` does not start."""
    if named := os.environ.get("CHROMIUM"):
        if not starts(named):
            raise NoBrowserError(f"CHROMIUM is {named}, which does not start. Mend the path or take it away.")
        return named
    return next(filter(starts, _candidates()), None)


def ensure() -> str:
    """Return the path of a browser that starts, after installing one if need be. Raises NoBrowserError."""
    if not find():
        run([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"])
    manager = next(filter(shutil.which, PACKAGES), None)
    prefix = [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "-n"]
    if manager and not find() and (not prefix or os.environ.get("CI")):
        if manager == "apt-get":
            run([*prefix, "apt-get", "update", "-q"])
        run([*prefix, *PACKAGES[manager].split()])
    if path := find():
        return path
    by_hand = f" Try: sudo {PACKAGES[manager]}." if manager else ""
    raise NoBrowserError(
        f"The tests need a browser: none was found, and none could be installed.{by_hand}\n"
        "Or install Chromium or Google Chrome, or say where there is one: make test CHROMIUM=/path/to/chromium"
    )


def starts(path: str) -> bool:
    """Return whether a program is there and answers."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def run(command: Sequence[str]) -> None:
    """Say what is run, and run it. `find` tells afterwards whether it helped."""
    print("Getting a browser:", *command, file=sys.stderr, flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environ, check=False)
    except OSError as error:
        print(error, file=sys.stderr)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from MAC
    from playwright.sync_api import sync_playwright  # starts a process of its own, so only when it is needed

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


if __name__ == "__main__":
    try:
        ensure()
    except NoBrowserError as error:
        raise SystemExit(str(error)) from None
