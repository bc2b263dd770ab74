"""Ta bilderna i README.md och CONTRIBUTING.md på nytt, av webbplatsen själv.

Webbplatsen byggs i en tillfällig mapp, visas på den egna datorn och fotograferas i Chromium. Utan formulärets delar
(make editor) eller utan poster går det inte.

Slutkod 0: tagna. 1: webbplatsen gick inte att bygga. 2: gick inte att göra.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import build
import chromium
from playwright.sync_api import Browser, Error, FilePayload, Page, sync_playwright
from static_server import serve_folder

REPOSITORY = Path(__file__).resolve().parents[1]
HOST = Path(__file__).parent / "host.html"
PICTURES = REPOSITORY / "docs" / "pictures"
WIDTH = 900
SHOWN = "samarbeten/2024/laxhjalp-raslatt/"
TRIAL = "redigera/prova/"
_PATIENCE = 60_000  # milliseconds, for a machine that does much else


class NoPicturesError(Exception):
    """The pictures cannot be taken; the text is a Swedish sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, and the address where it is shown, ending with `/`."""

    folder: Path
    address: str

    @property
    def record(self) -> str:
        """The address of the record that is shown: the usual one, else the newest. Raises NoPicturesError."""
        if (self.folder / SHOWN / "data.json").is_file():
            return f"{self.address}{SHOWN}"
        for file in sorted(self.folder.glob("samarbeten/[0-9]*/*/data.json"), reverse=True):
            if "avtal" in json.loads(file.read_text(encoding="utf-8")):  # else it has been moved or withdrawn
                return f"{self.address}{file.parent.relative_to(self.folder).as_posix()}/"
        raise NoPicturesError("Det finns ingen post att visa. Lägg till en först: make new")


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown, and how much of it: `show` opens a page, and `height` pixels of the window are kept."""

    height: int
    show: Callable[[Page, Site], None]


def _start(page: Page, site: Site) -> None:
    page.goto(site.address)


def _partnership(page: Page, site: Site) -> None:
    page.goto(site.record)


def _find(page: Page, site: Site) -> None:
    page.goto(f"{site.address}samarbeten/")
    group = page.locator("summary").filter(has_text="Stadsdel")
    group.click()
    page.get_by_role("group", name="Stadsdel").get_by_role("checkbox").first.check()
    group.click()


def _suggest(page: Page, site: Site) -> None:
    page.goto(site.record)
    page.get_by_role("link", name="Föreslå en ändring").evaluate("link => link.scrollIntoView({ block: 'center' })")


def _form(page: Page, site: Site) -> None:
    if not (site.folder / TRIAL).is_dir():
        raise NoPicturesError(
            "Formuläret i provläge är inte med på webbplatsen: det visas bara när formulärets delar är hämtade "
            "(make editor) och det inte är anslutet."
        )
    page.goto(f"{site.address}{TRIAL}")
    page.get_by_role("button", name="Arbeta med test-repo").click()
    page.get_by_role("treeitem", name="Samarbeten").first.click()
    page.get_by_role("button", name="Skapa ny post").first.click()
    page.get_by_role("textbox", name="Titel").fill("Läxhjälp på Öxnehaga")
    page.get_by_role("group", name=re.compile(r"^Fält .{0,2}Sammanfattning")).get_by_role("textbox").fill(
        "Öppen läxhjälp två kvällar i veckan för alla barn som bor på Öxnehaga."
    )


def _application(page: Page, site: Site) -> None:
    answers = {"blankett": "ansokan", "titel": "Läxhjälp på Öxnehaga", "avtal": {"slut": "i mars"}}
    page.goto(f"{site.address}{TRIAL}fil/")
    file: FilePayload = {"name": "ansokan.json", "mimeType": "application/json", "buffer": json.dumps(answers).encode()}
    page.get_by_label("Filen med ansökan").set_input_files(file)
    page.get_by_role("link", name="Öppna ansökan").wait_for()


def _drawn(part: str) -> Callable[[Page, Site], None]:
    """Show a part of what the host has in its own pages, which cannot be photographed without an account."""

    def show(page: Page, _: Site) -> None:
        page.goto("about:blank")  # a page of the site would not let it have styles of its own
        page.set_content(HOST.read_text(encoding="utf-8"))
        page.evaluate(
            "part => document.querySelectorAll('section').forEach((one) => one.id === part || one.remove())", part
        )

    return show


TAKEN: Mapping[str, Picture] = {
    "start.png": Picture(720, _start),
    "partnership.png": Picture(760, _partnership),
    "find.png": Picture(900, _find),
    "suggest.png": Picture(340, _suggest),
    "form.png": Picture(700, _form),
    "application.png": Picture(760, _application),
    "out-of-date.png": Picture(125, _drawn("out-of-date")),
    "conflict.png": Picture(310, _drawn("conflict")),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Build, show and take the pictures; give the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        browser = chromium.ensure()
        with tempfile.TemporaryDirectory() as made:
            folder = arguments.site or Path(made) / "site"
            os.environ.setdefault("EDIT_URI", "https://git.example.org/samarbeten/edit/main/")  # a button to show
            if arguments.site is None and (code := build.main(["--out", str(folder)])):
                return code
            with serve_folder(folder) as address:
                take(Site(folder, address), browser, arguments.out)
    except (NoPicturesError, chromium.NoBrowserError) as error:
        print(error, file=sys.stderr)
        return 2
    except Error as error:
        print(f"Sidan såg inte ut som väntat: {error.message}", file=sys.stderr)
        return 2
    return 0


def take(site: Site, browser: str, out: Path) -> None:
    """Take every picture of a site with the browser at a path. Raises NoPicturesError, and Playwright's Error."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser, args=list(chromium.FLAGS))
        with _window(launched) as page:
            for name, picture in TAKEN.items():
                page.set_viewport_size({"width": WIDTH, "height": picture.height})
                picture.show(page, site)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=out / name, animations="disabled")


@contextmanager
def _window(browser: Browser) -> Iterator[Page]:
    """A window as a visitor in Sweden has it, where nothing moves."""
    with browser.new_context(
        locale="sv-SE", timezone_id="Europe/Stockholm", color_scheme="light", reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        yield page


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, metavar="MAPP", help="en webbplats som redan är byggd (annars byggs den)")
    parser.add_argument("--out", type=Path, default=PICTURES, metavar="MAPP", help="var bilderna ska ligga")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
