"""The browser of the tests: which one is taken, and how one is had where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

import chromium
import pytest
from playwright.sync_api import Page, expect

DOWNLOADED = "/home/u/.cache/ms-playwright/chrome"
PLAYWRIGHT = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
SUDO = "sudo apt-get install -q -y --no-install-recommends chromium fonts-liberation"


class Machine:
    """A pretended machine: programs on its PATH, those that start, and words of commands that bring a browser."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.programs: set[str] = set()
        self.working: set[str] = set()
        self.brings: dict[str, str] = {}
        self.ran: list[tuple[str, ...]] = []
        self.user = 1000
        for name in ("CHROMIUM", "CI"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(os, "geteuid", lambda: self.user)
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in self.programs else None)
        monkeypatch.setattr(chromium, "starts", lambda path: path in self.working)
        monkeypatch.setattr(chromium, "_candidates", self.candidates)
        monkeypatch.setattr(chromium, "run", self.run)

    def candidates(self) -> list[str]:
        return [path for name in chromium.NAMES if (path := shutil.which(name))] + [DOWNLOADED]

    def run(self, command: Sequence[str]) -> None:
        self.ran.append(tuple(command))
        for word in self.brings.keys() & set(command):
            self.programs.add(self.brings[word].rpartition("/")[2])
            self.working.add(self.brings[word])


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.mark.parametrize(
    ("programs", "working", "expected"),
    [
        (["chromium", "google-chrome"], ["/usr/bin/chromium", "/usr/bin/google-chrome"], "/usr/bin/chromium"),
        (["chromium-browser", "google-chrome"], ["/usr/bin/google-chrome"], "/usr/bin/google-chrome"),
        ([], [DOWNLOADED], DOWNLOADED),
    ],
    ids=["Chromium goes before Chrome", "one that does not start is passed over", "what Playwright has downloaded"],
)
def test_a_browser_that_is_there_is_taken_and_nothing_is_installed(
    machine: Machine, programs: list[str], working: list[str], expected: str
) -> None:
    machine.programs, machine.working = {*programs, "apt-get"}, set(working)
    assert chromium.find() == chromium.ensure() == expected
    assert machine.ran == []


def test_the_one_in_CHROMIUM_goes_before_all_and_is_never_replaced(  # noqa: N802 - the name of a variable
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.programs, machine.working = {"chromium"}, {"/usr/bin/chromium", "/opt/own"}
    monkeypatch.setenv("CHROMIUM", "/opt/own")
    assert chromium.ensure() == "/opt/own"
    monkeypatch.setenv("CHROMIUM", "/no/such")
    with pytest.raises(chromium.NoBrowserError, match="CHROMIUM is /no/such, which does not start"):
        chromium.ensure()
    assert machine.ran == []


def test_playwright_downloads_one_before_the_system_is_touched(machine: Machine) -> None:
    machine.user, machine.programs, machine.brings = 0, {"apt-get"}, {"playwright": DOWNLOADED}
    assert chromium.ensure() == DOWNLOADED
    assert machine.ran == [PLAYWRIGHT]


@pytest.mark.parametrize(("user", "ci", "prefix"), [(0, "", ()), (1000, "true", ("sudo", "-n"))])
def test_root_and_ci_ask_the_package_manager_when_playwright_could_not(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, user: int, ci: str, prefix: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CI", ci)
    machine.user, machine.programs, machine.brings = user, {"apt-get"}, {"fonts-liberation": "/usr/bin/chromium"}
    assert chromium.ensure() == "/usr/bin/chromium"
    assert machine.ran[0] == PLAYWRIGHT
    assert machine.ran[1] == (*prefix, "apt-get", "update", "-q")
    assert machine.ran[2][: len(prefix) + 2] == (*prefix, "apt-get", "install")


@pytest.mark.parametrize(("programs", "advice"), [({"apt-get", "sudo"}, SUDO), (set(), "make test CHROMIUM=")])
def test_anyone_else_is_told_what_to_run_and_sudo_is_never_used(
    machine: Machine, programs: set[str], advice: str
) -> None:
    machine.programs = programs
    with pytest.raises(chromium.NoBrowserError) as told:
        chromium.ensure()
    assert advice in str(told.value)
    assert machine.ran == [PLAYWRIGHT]


def test_the_browser_that_was_found_shows_a_page(page: Page) -> None:
    page.set_content("<html lang=sv><title>Råslätt</title><h1>Öxnehaga</h1>")
    expect(page).to_have_title("Råslätt")
    expect(page.get_by_role("heading", name="Öxnehaga")).to_be_visible()
    assert page.evaluate("[navigator.language, new Date(2026, 6, 1).getTimezoneOffset()]") == ["sv-SE", -120]
