"""The page that finds partnerships, as one who looks for something uses it; and what the register itself answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs, urlsplit

from pages.finder import ROWS
from pages.format import sort_key
from playwright.sync_api import Locator, Page, expect
from register.model import Partnership, Register
from register.status import status
from register.swedish import amount, count

from ..example import TODAY, example_register

Fits = Callable[[Partnership], bool]

CODES: dict[str, Callable[[Partnership], Iterable[str]]] = {
    "ar": lambda record: [str(record.year)],
    "stadsdel": lambda record: record.neighbourhoods,
    "tema": lambda record: record.themes,
    "malgrupp": lambda record: record.target_groups,
    "lage": lambda record: [status(record, TODAY).value],
}
ORDERS: dict[str, Callable[[Partnership], object]] = {
    "Senaste beslut först": lambda record: 0,
    "Högst belopp först": lambda record: -record.decision.amount,
    "Titel, A till Ö": lambda record: sort_key(record.title),
    "Avtal som slutar tidigast först": lambda record: record.agreement.end,
}


def own_register() -> Register:
    """The register of the site that the tests look at."""
    return example_register()


def has(group: str, *codes: str) -> Fits:
    """Whether a record has any of these choices."""
    return lambda record: bool({*codes} & {*CODES[group](record)})


def said(found: Iterable[Partnership]) -> str:
    """The sentence about these records."""
    amounts = [record.decision.amount for record in found]
    if not amounts:
        return "Inga samarbeten passar det du har valt."
    return f"{count(len(amounts), 'samarbete', 'samarbeten')}, sammanlagt {amount(sum(amounts))}"


class Finder:
    """The page in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.form = page.get_by_role("search", name="Hitta samarbeten")
        self.status = page.get_by_role("main").get_by_role("status")
        self.titles = page.get_by_role("main").get_by_role("heading", level=3)
        self.words = self.form.get_by_role("searchbox", name="Sök på ord")
        self.recipient = self.form.get_by_label("Mottagare", exact=True)
        self.sorting = page.get_by_label("Sortera")

    def open(self, address: str) -> Finder:
        """Go to the page, or an address of it, and wait for the controls."""
        self.page.goto(address)
        expect(self.form).to_be_visible()
        return self

    def group(self, name: str) -> Locator:
        """The heading of a group of choices, which opens and closes it."""
        return self.form.locator("summary").filter(has_text=re.compile(f"^{name}"))

    def unfold(self, name: str) -> None:
        """Open a group unless it is open, and on a phone the filters before it."""
        toggle = self.form.get_by_role("button", name="Filter", exact=True)
        if toggle.is_visible() and toggle.get_attribute("aria-expanded") == "false":
            toggle.click()
        if self.group(name).locator("xpath=..").get_attribute("open") is None:
            self.group(name).click()

    def choose(self, group: str, *names: str) -> None:
        """Tick choices of a group."""
        self.unfold(group)
        for name in names:
            self.box(group, name).check()

    def box(self, group: str, name: str) -> Locator:
        """The check box of a choice."""
        return self.form.get_by_role("group", name=group).get_by_role(
            "checkbox", name=re.compile(rf"^{re.escape(name)} \(")
        )

    def offers(self, group: str, counts: list[int]) -> None:
        """Expect these numbers after the choices of a group, in order."""
        self.unfold(group)
        choices = self.form.get_by_role("group", name=group).get_by_role("listitem")
        expect(choices).to_have_text([re.compile(rf"\({number}\)$") for number in counts])

    def clear(self) -> None:
        """Take every choice away."""
        self.form.get_by_role("button", name="Rensa filter").click()

    def asks(self, **query: list[str]) -> None:
        """Expect an address with exactly this query."""
        self.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == query, wait_until="commit")

    def narrowed(self) -> list[str]:
        """The titles, when they are no longer those of all records."""
        expect(self.status.locator("p").first).not_to_have_text(re.compile(rf"^{len(own_register().partnerships)}\s"))
        return self.titles.all_inner_texts()

    def shows(self, found: Iterable[Partnership]) -> None:
        """Expect exactly these records, in this order, with their number and sum."""
        expected = list(found)
        expect(self.status.locator("p").first).to_have_text(said(expected), use_inner_text=True)
        expect(self.titles).to_have_text([record.title for record in expected[:ROWS]])
