"""The browser for the tests: which one is taken, and how one is installed where there is none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import chromium
import pytest
from playwright.sync_api import Page, expect

PLAYWRIGHT_INSTALLS = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
DOWNLOADED = "/home/u/.cache/ms-playwright/chrome"


@dataclass
class Pretended:
    """A machine with these programs and working browsers, where some commands bring a browser about."""

    programs: set[str] = field(default_factory=set)
    working: set[str] = field(default_factory=set)
    environ: dict[str, str] = field(default_factory=dict)
    root: bool = False
    brings: dict[str, str] = field(default_factory=dict)  # a word of the command: the path that then works
    fails: set[str] = field(default_factory=set)  # a word of a command that fails
    ran: list[tuple[str, ...]] = field(default_factory=list)

    def run(self, command: Sequence[str]) -> bool:
        self.ran.append(tuple(command))
        if self.fails & set(command):
            return False
        for word, path in self.brings.items():
            if word in command:
                self.programs.add(Path(path).name)
                self.working.add(path)
        return True

    def machine(self) -> chromium.Machine:
        return chromium.Machine(
            environ=self.environ,
            is_root=self.root,
            which=lambda name: f"/usr/bin/{name}" if name in self.programs else None,
            starts=lambda path: path in self.working,
            run=self.run,
            downloaded=lambda: DOWNLOADED,
        )


@pytest.mark.parametrize(
    ("pretended", "expected"),
    [
        pytest.param(
            Pretended(
                programs={"chromium"},
                working={"/usr/bin/chromium", "/opt/own"},
                environ={"CHROMIUM": "/opt/own"},
            ),
            "/opt/own",
            id="the one that CHROMIUM names goes before all others",
        ),
        pytest.param(
            Pretended(
                programs={"chromium", "google-chrome"},
                working={"/usr/bin/chromium", "/usr/bin/google-chrome"},
            ),
            "/usr/bin/chromium",
            id="Chromium goes before Chrome",
        ),
        pytest.param(
            Pretended(programs={"chromium-browser", "google-chrome"}, working={"/usr/bin/google-chrome"}),
            "/usr/bin/google-chrome",
            id="one that does not start is passed over, such as the pointer to a snap",
        ),
        pytest.param(
            Pretended(working={chromium.MAC_APPLICATIONS[1]}),
            chromium.MAC_APPLICATIONS[1],
            id="an application on a Mac is not on the PATH",
        ),
        pytest.param(Pretended(working={DOWNLOADED}), DOWNLOADED, id="what Playwright has downloaded"),
        pytest.param(
            Pretended(working={DOWNLOADED}, environ={"CHROMIUM": ""}),
            DOWNLOADED,
            id="an empty CHROMIUM is none",
        ),
        pytest.param(Pretended(), None, id="none"),
    ],
)
def test_finds_the_browser(pretended: Pretended, expected: str | None) -> None:
    assert chromium.find(pretended.machine()) == expected
    assert pretended.ran == []


def test_a_browser_that_is_there_is_not_installed_again() -> None:
    pretended = Pretended(programs={"chromium", "apt-get"}, working={"/usr/bin/chromium"}, root=True)
    assert chromium.ensure(pretended.machine()) == "/usr/bin/chromium"
    assert pretended.ran == []


def test_a_wrong_path_in_CHROMIUM_is_said_and_nothing_else_is_tried() -> None:  # noqa: N802 - the name of a variable
    pretended = Pretended(programs={"chromium"}, working={"/usr/bin/chromium"}, environ={"CHROMIUM": "/no/such"})
    with pytest.raises(chromium.NoBrowserError, match="CHROMIUM is /no/such, which does not start"):
        chromium.ensure(pretended.machine())
    assert pretended.ran == []


def test_root_installs_with_the_package_manager_that_there_is() -> None:
    pretended = Pretended(programs={"dnf"}, root=True, brings={"dnf": "/usr/bin/chromium-browser"})
    assert chromium.ensure(pretended.machine()) == "/usr/bin/chromium-browser"
    assert [command[2] for command in pretended.ran] == ["dnf"]


def test_debian_asks_no_questions_and_takes_only_what_is_needed() -> None:
    pretended = Pretended(programs={"apt-get"}, root=True, brings={"install": "/usr/bin/chromium"})
    assert chromium.ensure(pretended.machine()) == "/usr/bin/chromium"
    update, install = pretended.ran
    assert update[:4] == ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "update")
    assert install[:4] == ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install")
    assert {"-y", "--no-install-recommends", "chromium"} <= set(install)


def test_another_user_installs_with_sudo_when_it_asks_for_no_password() -> None:
    pretended = Pretended(programs={"apt-get", "sudo"}, brings={"install": "/usr/bin/chromium"})
    assert chromium.ensure(pretended.machine()) == "/usr/bin/chromium"
    assert pretended.ran[0] == ("sudo", "-n", "true")
    assert all(command[:2] == ("sudo", "-n") for command in pretended.ran)


@pytest.mark.parametrize(
    "pretended",
    [
        pytest.param(Pretended(programs={"apt-get"}), id="no sudo"),
        pytest.param(Pretended(programs={"apt-get", "sudo"}, fails={"true"}), id="sudo asks for a password"),
        pytest.param(Pretended(programs={"apt-get"}, root=True, fails={"update"}), id="the packages fail"),
        pytest.param(Pretended(root=True), id="no package manager that is known"),
    ],
)
def test_where_packages_cannot_be_had_playwright_downloads_one(pretended: Pretended) -> None:
    pretended.brings = {"playwright": DOWNLOADED}
    assert chromium.ensure(pretended.machine()) == DOWNLOADED
    assert pretended.ran[-1] == PLAYWRIGHT_INSTALLS
    assert not any("install" in command for command in pretended.ran[:-1])


def test_what_is_installed_but_does_not_start_is_not_taken() -> None:
    pretended = Pretended(programs={"apt-get"}, root=True, brings={"playwright": DOWNLOADED})
    assert chromium.ensure(pretended.machine()) == DOWNLOADED
    assert len(pretended.ran) == 3  # update, install, and then the download all the same


def test_with_no_way_at_all_a_sentence_says_what_to_do() -> None:
    pretended = Pretended(programs={"apt-get"}, root=True, fails={"apt-get", "playwright"})
    with pytest.raises(chromium.NoBrowserError, match="make test CHROMIUM="):
        chromium.ensure(pretended.machine())
    assert pretended.ran[-1] == PLAYWRIGHT_INSTALLS


def test_the_command_prints_only_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "own-browser"
    program.write_text("#!/bin/sh\necho Chromium 1.2.3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert chromium.main() == 0
    assert capfd.readouterr() == (f"{program}\n", "")


def test_the_command_exits_1_with_the_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "missing"))
    assert chromium.main() == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "does not start" in printed.err


def test_the_browser_that_was_found_shows_a_page(page: Page) -> None:
    page.set_content("<html lang=sv><title>Råslätt</title><h1>Öxnehaga</h1>")
    expect(page).to_have_title("Råslätt")
    expect(page.get_by_role("heading", name="Öxnehaga")).to_be_visible()
    assert page.evaluate("[navigator.language, new Date(2026, 6, 1).getTimezoneOffset()]") == ["sv-SE", -120]
