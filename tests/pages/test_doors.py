"""Every figure of the register leads to the list of exactly the partnerships that it counts."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pages.finder import COLUMNS
from pages.page import PageKind
from pages.site import PARTS, site_files

from ..example import TODAY, example_register
from .markup import Element, pages_of, parsed, shown_part

OF_REPORTS = re.compile(r"-(in|kommer|saknas)$")
# Columns whose figures are counts or sums of partnerships.
COUNTED = re.compile(
    r"^(Antal|Belopp|Varav bara här|Beviljat|Nya|Återkommande|Bygger på.*|.*redovisat|Ska redovisas senare)$"
)


@cache
def trees() -> dict[str, Element]:
    """The pages of totals of the example register, and the parts of its authored pages, by address."""
    pages = pages_of(example_register()).values()
    totals = {p.address: parsed(p.body) for p in pages if p.kind in (PageKind.TOTALS, PageKind.LIST)}
    return totals | {f"{name}/": shown_part(name, example_register(), f"{name}/") for name in PARTS}


@cache
def columns() -> dict[str, Any]:
    """The columns of the list of partnerships."""
    made: dict[str, Any] = json.loads(site_files(example_register(), TODAY, example_data=False)[COLUMNS])
    return made


def whole_number(text: str) -> int | None:
    """The figure of a text: «1 559 050 kr» is 1559050; None where it is something else."""
    digits = re.sub(r"\s|kr$|samarbeten?$", "", text)
    return int(digits) if digits.isdigit() else None


def narrowed(query: str) -> list[int]:
    """The amounts of the partnerships that the list shows at this address, by its own columns."""
    places = range(len(columns()["id"]))
    for name, values in parse_qs(query).items():
        if name == "mottagare":
            fits = {at for at, recipient in enumerate(columns()["mottagarna"]) if {*values} & {*recipient}}
            places = [place for place in places if columns()["mottagare"][place] in fits]
        else:
            codes = [code for code, _ in columns()["val"][name]]
            assert {*values} <= {*codes}, query
            places = [place for place in places if {codes[at] for at in columns()[name][place]} & {*values}]
    return [columns()["belopp"][place] for place in places]


def test_a_figure_that_leads_to_the_list_is_the_count_or_the_sum_of_what_it_shows() -> None:
    doors = {
        (query, figure)
        for tree in trees().values()
        for link in tree.all("a")
        for path, query in [urlsplit(link.attributes.get("href", ""))[2:4]]
        if query and path.endswith("samarbeten/") and (figure := whole_number(link.text)) is not None
    }
    assert len(doors) > 500
    for query, figure in doors:
        amounts = narrowed(query)
        if OF_REPORTS.search(query):  # a partnership may have several accounts of a kind
            assert 0 < len(amounts) <= figure, query
        else:
            assert figure in (len(amounts), sum(amounts)), query


def test_every_count_and_sum_of_a_table_leads_somewhere() -> None:
    """But for the year's report, which is printed, and a neighbourhood's part of what was granted to several."""
    closed = []
    for address, tree in trees().items():
        for table in tree.all("table"):
            heads, *rows = [row.all("th") + row.all("td") for row in table.all("tr")]
            names = ["" if head.text == "Belopp" and heads[-1].text == "Andel" else head.text for head in heads]
            cells = [pair for row in rows for pair in zip(names, row, strict=True)]
            closed += [
                (address, n, c.text) for n, c in cells if COUNTED.match(n) and whole_number(c.text) and not c.all("a")
            ]
    assert [cell for cell in closed if not cell[0].endswith("/rapport/")] == []
