"""The built site in Chromium: how soon Find has painted its list after an input, and what a first view transfers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import chromium
from playwright.sync_api import Browser, Error, Page, sync_playwright
from static_server import serve_folder

from benchmarks.runs import NotMeasuredError, Say

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
class Browsed:
    """What a browser saw: the 95th percentile of Find's reactions in ms, and bytes of the first view of each page."""

    records: int
    reaction: float
    views: dict[str, int]


def measure_browser(site: Path, records: int, say: Say) -> Browsed:
    """Look at a built site of so many records. Raises NotMeasuredError."""
    pages = {"the start page": "", "the list": "samarbeten/", "a record": _newest_record(site)}
    try:
        with sync_playwright() as playwright, serve_folder(site) as address:
            launched = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
            views = {name: _first_view(launched, address + path) for name, path in pages.items()}
            with _window(launched) as page:
                page.add_init_script(_LISTEN)
                page.goto(f"{address}samarbeten/")
                reactions = list(_reactions(page))
    except chromium.NoBrowserError as error:
        raise NotMeasuredError(str(error)) from error
    except Error as error:
        raise NotMeasuredError(f"The site did not do as expected in the browser: {error.message}") from error
    slow = quantiles(reactions, n=20, method="inclusive")[-1]
    say(f"Find: {len(reactions)} inputs, 95 % within {slow:.0f} ms; first views of {[*views.values()]} bytes")
    return Browsed(records=records, reaction=slow, views=views)


def _newest_record(site: Path) -> str:
    """The path of the page of a partnership; tombstones have no agreement."""
    files = sorted(site.glob("samarbeten/[0-9]*/*/data.json"), reverse=True)
    found = next(file for file in files if "avtal" in json.loads(file.read_text(encoding="utf-8")))
    return f"{found.parent.relative_to(site).as_posix()}/"


@contextmanager
def _window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


def _first_view(browser: Browser, address: str) -> int:
    """Open a page in a browser that has seen nothing; return all bytes that come, compressed and with their headers."""
    with _window(browser) as page:
        sizes: list[float] = []
        network = page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
    return round(sum(sizes))


def _reactions(page: Page) -> Iterator[float]:
    """Type words letter by letter, and tick each choice of two groups: the time to the painted list, in ms."""
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


def _reaction(page: Page) -> float:
    page.wait_for_function(_DONE)
    return float(page.evaluate("bench.painted - bench.input"))
