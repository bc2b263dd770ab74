"""The form as a person works in it: names and roles, nothing of how Sveltia is made inside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

# Where the form keeps its files when it is not connected: the browser's own private folder.
_PUT = """async (files) => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const names = path.split("/");
    const name = names.pop();
    let folder = top;
    for (const step of names) folder = await folder.getDirectoryHandle(step, { create: true });
    const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writer.write(text);
    await writer.close();
  }
}"""
_GET = """async () => {
  const files = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else files[path + name] = await (await entry.getFile()).text();
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test"), "");
  return files;
}"""
# The form draws a field when it comes into view. Here all are in view at once, so that nothing waits for scrolling.
_ALL_IN_VIEW = """window.IntersectionObserver = class extends IntersectionObserver {
  constructor(seen, ...rest) { super(seen, ...rest); this.seen = seen; }
  observe(target) {
    if (target.matches("button, [role=combobox], [aria-haspopup]")) super.observe(target);
    else queueMicrotask(() => this.seen([{ target, isIntersecting: true, intersectionRatio: 1 }], this));
  }
};"""


class FormPage:
    """The trial form at `address`, opened in a window, with `files` (path → text) there already."""

    def __init__(self, page: Page, address: str, files: Mapping[str, str] | None = None) -> None:
        self.page = page
        self.address = f"{address}/redigera/prova/"
        page.add_init_script(_ALL_IN_VIEW)
        page.goto(self.address)
        begin = page.get_by_role("button", name="Arbeta med test-repo")
        expect(begin).to_be_visible()
        self.examples: dict[str, str] = page.evaluate(_GET)
        if files:
            page.evaluate(_PUT, dict(files))
        begin.click()
        expect(page.get_by_role("tree", name="Samlingslista")).to_be_visible()
        expect(page.get_by_role("main", name=re.compile("samling$"))).to_be_visible()

    def files(self) -> dict[str, str]:
        """Every file that the form has made or changed, path → text."""
        found: dict[str, str] = self.page.evaluate(_GET)
        return {path: text for path, text in found.items() if self.examples.get(path) != text}

    def begin(self, year: int) -> None:
        """Choose a year and begin a new record in it."""
        self.page.get_by_role("treeitem", name=f"Samarbeten {year}").click()
        self.page.get_by_role("button", name="Skapa ny post").first.click()
        expect(self.page.get_by_role("textbox", name="Titel")).to_be_visible()

    def open(self, year: int, title: str) -> None:
        """Open a record of a year."""
        self.page.get_by_role("treeitem", name=f"Samarbeten {year}").click()
        self.page.get_by_role("row", name=re.compile(re.escape(title))).get_by_text(title).click()
        expect(self.page.get_by_role("textbox", name="Titel")).to_be_visible()

    def save(self) -> None:
        """Save, which leads back to the list."""
        self.press_save()
        expect(self.page.get_by_role("grid", name="Poster")).to_be_visible()

    def press_save(self) -> None:
        """Press the button; the form stays open when something is wrong."""
        self.page.get_by_role("button", name="Spara", exact=True).click()

    def field(self, *labels: str) -> Locator:
        """The field with a label, inside those around it: `field("Mottagare", "Namn")`."""
        inside: Locator = self.page.get_by_role("group", name=re.compile("innehåll$"))
        for label in labels:
            inside = _inner(inside, label)
        return inside

    def fill(self, record: Mapping[str, Any], fields: list[dict[str, Any]]) -> None:
        """Fill in a record as its form's `fields` show it."""
        self._fill_fields(self.field(), record, fields)

    def _fill_fields(
        self, around: Locator, values: Mapping[str, Any], fields: list[dict[str, Any]], at: int = 0
    ) -> None:
        """`at` counts the items of a list, whose fields all stand around one after the other."""
        for field in fields:
            if field["name"] in values:
                self._fill(_inner(around, field["label"], at), values[field["name"]], field)

    def _fill(self, place: Locator, value: Any, field: dict[str, Any]) -> None:
        widget = field["widget"]
        if widget == "object":
            if not field["required"]:
                place.get_by_role("checkbox", name="Lägg till").first.set_checked(True)
            self._fill_fields(place, value, field["fields"])
        elif widget == "list":
            for number, item in enumerate(value):
                place.get_by_role("button", name="Lägg till").click()
                self._fill_fields(place, item, field["fields"], number)
        elif widget == "select":
            names = {option["value"]: option["label"] for option in field["options"]}
            for chosen in value if isinstance(value, list) else [value]:
                self._choose(place, names[chosen])
        else:
            place.get_by_role("spinbutton" if widget == "number" else "textbox").fill(str(value))

    def _choose(self, place: Locator, name: str) -> None:
        """Choose among boxes, buttons or the entries of a drop-down list, whichever the form shows."""
        entries = place.get_by_role("combobox")
        box = place.get_by_role("checkbox", name=name, exact=True)
        box = box.or_(place.get_by_role("radio", name=name, exact=True))
        expect(entries.or_(box)).to_be_visible()
        if box.count():
            box.click()
        elif entries.text_content() != name:
            entries.click()
            self.page.get_by_role("option", name=name, exact=True).click()


def _inner(around: Locator, label: str, at: int = 0) -> Locator:
    """The field with a label."""
    return around.get_by_role("group", name=re.compile(rf"^Fält .{{0,2}}{re.escape(label)}.{{0,2}}$")).nth(at)
