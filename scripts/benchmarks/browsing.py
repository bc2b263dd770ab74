"""The built site in Chromium: how soon Find has painted its list after an input, and what a first view transfers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import chromium
from playwright.sync_api import Browser, Error, Page, sync_playwright

from benchmarks.contest import Say
from benchmarks.measure import NotMeasuredError
from benchmarks.serving import served

# From the time of an input until after the frame in which the page last changed for it; nothing more after 300 ms.
_LISTEN = """
window.bench = { input: 0, painted: 0, changed: 0 };
addEventListener("input", (event) => { bench.input = event.timeStamp; }, true);
new MutationObserver(() => {
  bench.changed = performance.now();
  requestAnimationFrame(() => setTimeout(() => { bench.painted = performance.now(); }));
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
_DONE = "() => bench.painted > bench.input && bench.painted >= bench.changed && performance.now() - bench.painted > 300"
_WORDS = ("läxhjälp", "rosen gården", "promenader")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The first view of a page, with nothing in the browser's store: bytes over the network, and requests."""

    page: str
    path: str
    transferred: int
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsed:
    """What a browser saw. `reactions` are in milliseconds, one for each input."""

    records: int
    browser: str
    reactions: tuple[float, ...]
    views: tuple[View, ...]

    @property
    def median(self) -> float:
        """The median of the reactions."""
        return median(self.reactions)

    @property
    def percentile(self) -> float:
        """The 95th percentile of the reactions."""
        return quantiles(self.reactions, n=20, method="inclusive")[-1]


def measure_browsing(site: Path, records: int, say: Say) -> Browsed:
    """Look at a built site of so many records. Raises chromium.NoBrowserError, and NotMeasuredError."""
    path = chromium.find(chromium.this_machine())
    if path is None:
        raise chromium.NoBrowserError(chromium.WHAT_TO_DO)
    pages = {"the start page": "", "the list": "samarbeten/", "a record": _newest_record(site)}
    try:
        with sync_playwright() as playwright, served(site) as address:
            browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
            views = tuple(_view(browser, address, *page) for page in pages.items())
            for view in views:
                say(f"/{view.path}: {view.transferred / 1000:.0f} kB in {view.requests} requests")
            with _window(browser) as page:
                page.add_init_script(_LISTEN)
                page.goto(f"{address}samarbeten/")
                reactions = tuple(_reactions(page))
            say(f"Find: {len(reactions)} inputs, median {median(reactions):.0f} ms, at most {max(reactions):.0f} ms")
            version = browser.version
    except Error as error:
        raise NotMeasuredError(f"The site did not do as expected in the browser: {error.message}") from error
    return Browsed(records=records, browser=version, reactions=reactions, views=views)


def _newest_record(site: Path) -> str:
    """The path of the page of a partnership; tombstones have no agreement."""
    files = sorted(site.glob("samarbeten/[0-9]*/*/data.json"), reverse=True)
    found = next(file for file in files if "avtal" in json.loads(file.read_text(encoding="utf-8")))
    return f"{found.parent.relative_to(site).as_posix()}/"


@contextmanager
def _window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


def _view(browser: Browser, address: str, name: str, path: str) -> View:
    """Open a page in a browser that has seen nothing, and add up all that comes, compressed and with its headers."""
    with _window(browser) as page:
        sizes: list[float] = []
        network = page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        network.send("Network.enable")
        page.goto(address + path, wait_until="networkidle")
    return View(page=name, path=path, transferred=round(sum(sizes)), requests=len(sizes))


def _reactions(page: Page) -> Iterator[float]:
    """Type words letter by letter, and tick and clear each choice of two groups: the time to the painted list."""
    form = page.get_by_role("search", name="Hitta samarbeten")
    field = form.get_by_role("searchbox", name="Sök på ord")
    for word in _WORDS:
        for letter in word:
            field.press_sequentially(letter)
            yield _reaction(page)
        field.fill("")
        yield _reaction(page)
    for name in ("Stadsdel", "Tema"):
        form.locator("summary").filter(has_text=name).click()
        for box in form.get_by_role("group", name=name).get_by_role("checkbox").all():
            box.check()
            yield _reaction(page)
    form.get_by_label("Sortera").select_option("Titel, A till Ö")
    yield _reaction(page)


def _reaction(page: Page) -> float:
    page.wait_for_function(_DONE)
    return float(page.evaluate("bench.painted - bench.input"))
