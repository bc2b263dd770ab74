"""The built site on a slow phone: how long a visitor waits for the first page, the first filter and the first search.

The processor is slowed to a quarter and the network to 1.6 Mbit/s, with 150 ms to each answer, as Chromium does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

import chromium
from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright
from static_server import serve_folder

from benchmarks.runs import NotMeasuredError, Say

SLOWER = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SCREEN: ViewportSize = {"width": 412, "height": 823}

# Times are from the start of the page. The visitor is impatient: the filter is ticked as soon as it can be. What is
# painted after that is the answer, which no browser counts to the first paint when a finger ticks it.
_WATCH = """
window.seen = { painted: 0, tasks: [0] };
const paints = (list) => list.forEach(({ startTime }) => { seen.painted = startTime; });
const painted = new PerformanceObserver((list) => paints(list.getEntries()));
painted.observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: "longtask", buffered: true });
addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form#find");
  if (!form) return;
  const tick = () => {
    if (form.hidden) return;
    ready.disconnect();
    paints(painted.takeRecords());
    painted.disconnect();
    const answer = document.querySelector("[data-sentence]");
    new MutationObserver(() => requestAnimationFrame(() => { seen.filtered ??= performance.now(); }))
      .observe(answer, { childList: true, characterData: true, subtree: true });
    form.querySelector("[data-filter=stadsdel] input").click();
  };
  const ready = new MutationObserver(tick);
  ready.observe(form, { attributes: true });
  tick();
});
"""
_SEARCH = """
() => new Promise((answered, fail) => {
  const began = performance.now();
  const status = document.querySelector("#sok [role=status]");
  new MutationObserver((_, watch) => {
    watch.disconnect();
    requestAnimationFrame(() => answered(performance.now() - began));
  }).observe(status, { childList: true });
  setTimeout(() => fail(new Error("No answer to a search")), 20000);
  const field = document.querySelector("#sok input");
  field.value = "l";
  field.dispatchEvent(new Event("input", { bubbles: true }));
})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """Milliseconds, the median of some visits.

    `painted` is when the largest part of the slower page was painted (LCP), `filtered` when the first filter was
    answered, `searched` the time from the first key to the first answer, and `task` the longest task of the script.
    """

    records: int
    painted: float
    filtered: float
    searched: float
    task: float


def measure_phone(site: Path, records: int, visits: int, say: Say) -> Phone:
    """Visit a built site of so many records. Raises NotMeasuredError."""
    try:
        with sync_playwright() as playwright, serve_folder(site) as address:
            browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
            seen = [_visit(browser, address) for _ in range(visits)]
    except chromium.NoBrowserError as error:
        raise NotMeasuredError(str(error)) from error
    except Error as error:
        raise NotMeasuredError(f"The site did not do as expected in the browser: {error.message}") from error
    painted, filtered, searched, task = map(median, zip(*seen, strict=True))
    say(f"phone: painted {painted:.0f}, filtered {filtered:.0f}, searched {searched:.0f}, task {task:.0f} ms")
    return Phone(records=records, painted=painted, filtered=filtered, searched=searched, task=task)


def _visit(browser: Browser, address: str) -> tuple[float, float, float, float]:
    """Filter the list, then search from the start page, each time as one who has never been there."""
    with browser.new_context(locale="sv-SE", viewport=SCREEN, is_mobile=True, has_touch=True) as context:
        page = _slow_page(context.new_page())
        page.goto(f"{address}samarbeten/")
        page.wait_for_function("() => seen.filtered")
        page.wait_for_timeout(500)
        listed = page.evaluate("() => [seen.painted, seen.filtered, Math.max(...seen.tasks)]")
    with browser.new_context(locale="sv-SE", viewport=SCREEN, is_mobile=True, has_touch=True) as context:
        page = _slow_page(context.new_page())
        page.goto(address)
        page.wait_for_function("() => seen.painted")
        page.get_by_role("button", name="Sök", exact=True).first.click()
        page.wait_for_timeout(500)  # from the tap to the first key
        searched = page.evaluate(_SEARCH)
        start = page.evaluate("() => [seen.painted, Math.max(...seen.tasks)]")
    return max(listed[0], start[0]), listed[1], searched, max(listed[2], start[1])


def _slow_page(page: Page) -> Page:
    page.add_init_script(_WATCH)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page
