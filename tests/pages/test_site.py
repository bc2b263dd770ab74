"""What holds for every page, whatever the register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from markdown import Markdown
from pages.page import Page, PageKind
from pages.render import headings
from pages.site import PARTS, site_files, site_pages
from register.model import Picture, Recipient, Register, Results
from website.markdown_export import as_markdown

from ..example import CONTENT
from .markup import Element, links, parsed, plain, rows, shown_part
from .registers import CRITERIA, LYKTAN, NEWER, POLICY, TODAY, WALKS, partnership, register, varied

# What someone could write to break out: markup, templates, Markdown and its extensions, in lines of their own.
HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% raw %} \n{: onclick=alert(1) }\n[x](javascript:alert(1))\n"
    '--8<-- "mkdocs.yml"\n--8<--\n```\n~~~ python\n# rubrik\n- punkt\n<!-- del: nyckeltal -->\n'
    "</title><script>alert(2)</script>\n' onmouseover='alert(3)\" onfocus=\"alert(4)\n&lt;b&gt; \u2028---\n***\n::: x\n"
    "\n\nnytt stycke </div></p></dl> <img src=x onerror=alert(5)>"
)
# The authored pages and the anchors they give their headings.
AUTHORED = {
    f"{path.relative_to(CONTENT).with_suffix('').as_posix()}/".removesuffix("index/"): set(
        re.findall(r"\{#([\w-]+)\}", path.read_text(encoding="utf-8"))
    )
    for path in CONTENT.rglob("*.md")
    if path.parent.name != "policy"
}


FREE_TEXT = {
    "title", "summary", "name", "decided_by", "case_number", "benefit", "place", "time", "cost", "contact", "start",
    "end", "text", "reason", "alt", "heading", "explanation", "question", "check_description", "description", "owner",
    "issued_by", "criteria",
}  # fmt: skip


def made_hostile(value: Any, name: str = "") -> Any:
    """A value of the register with the hostile text in every field that is free text."""
    if isinstance(value, str):
        return HOSTILE if name in FREE_TEXT else value
    if isinstance(value, tuple):
        return tuple(made_hostile(item, name) for item in value)
    if isinstance(value, Mapping):
        return {key: made_hostile(item, name) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{part: made_hostile(item, part) for part, item in parts.items()})
    return value


def hostile() -> Register:
    """The register with every state, hostile in all that people write."""
    of = varied()
    first, *others = of.partnerships
    picture = Picture(file="a.png", alt="", consent=True)
    results = Results(occasions=1, participants=2, summary="", pictures=(picture,))
    website = 'https://example.org/"onclick=x'
    activity = replace(WALKS, sign_up=f"{HOSTILE} https://example.org/'onclick=alert(1)")
    first = replace(first, results=results, activity=activity, recipient=replace(LYKTAN, number=None, website=website))
    changed = made_hostile(replace(of, partnerships=(first, *others), fields={}))
    text = f"{HOSTILE}\n\n{POLICY.text}"
    return replace(changed, fields=of.fields, policies=tuple(replace(policy, text=text) for policy in changed.policies))


REGISTERS = {
    "empty": register(),
    "one": register(partnership()),
    "varied": varied(),
    "versions": register(
        partnership(),
        policies=(POLICY, NEWER),
        criteria=(CRITERIA, replace(CRITERIA, in_force=NEWER.in_force)),
    ),
    "hostile": hostile(),
}


@cache
def made(name: str) -> list[tuple[Page, Element]]:
    """Every page of a register, with its tree."""
    return [(page, parsed(page.body)) for page in site_pages(REGISTERS[name], TODAY, example_data=True)]


every_register = pytest.mark.parametrize("name", REGISTERS)


@every_register
def test_pages_have_addresses_and_texts_of_their_own_and_parents_that_exist(name: str) -> None:
    paths = [page.path for page, _ in made(name)]
    assert len({page.address for page, _ in made(name)}) == len(paths)
    for page, _ in made(name):
        assert page.title
        assert page.title == " ".join(page.title.split())
        assert page.description
        assert len(page.description) <= 160
        assert "\n" not in page.description
        assert page.parent is None or page.parent in {*paths, "samarbeten/index", "ansok/index", "statistik/index"}
        assert page.parent != page.path
        assert page.source is None or re.fullmatch(r"(partnerships|content)/[\w/.-]+\.(yaml|md)", page.source)


@every_register
def test_every_page_has_one_h1_and_no_heading_skips_a_level(name: str) -> None:
    for page, tree in made(name):
        levels = [int(element.tag[1]) for element in tree.all() if re.fullmatch("h[1-6]", element.tag)]
        assert levels[0] == 1, page.path
        assert levels.count(1) == 1, page.path
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.path


@every_register
def test_ids_are_unique_and_the_headings_are_listed(name: str) -> None:
    for page, tree in made(name):
        ids = [element.attributes["id"] for element in tree.all() if "id" in element.attributes]
        assert len(ids) == len(set(ids)), page.path
        listed = {heading.id: plain(heading.text) for heading in headings(page.body)}
        assert listed == {anchor: tree.one(id=anchor).text for anchor in listed}


@every_register
def test_every_link_of_pages_and_parts_leads_to_a_page_and_an_anchor_that_exist(name: str) -> None:
    known = {page.address: tree for page, tree in made(name)}
    files = site_files(REGISTERS[name], TODAY, example_data=True)
    here = "om/rattelser/"
    parts = [(here, shown_part(of, REGISTERS[name], here, example_data=True)) for of in PARTS]
    for address, tree in (*known.items(), *parts):
        for text, path, fragment in links(tree, address):
            assert path in known or path in AUTHORED or path in files, f"{address}: {text} → {path}"
            if fragment and path in known:
                assert known[path].all(id=fragment), f"{address}: {text} → {path}#{fragment}"
            elif fragment:
                assert fragment in AUTHORED[path] or tree.all(id=fragment), f"{address}: {text} → {path}#{fragment}"


@every_register
def test_every_link_makes_sense_alone_and_one_text_leads_to_one_place(name: str) -> None:
    for page, tree in made(name):
        by_text: dict[str, set[tuple[str, str]]] = {}
        for text, path, fragment in links(tree, page.address):
            by_text.setdefault(text, set()).add((path, fragment))
        words = {link.text.casefold() for link in tree.all("a")}
        assert not words & {"", "här", "läs mer", "klicka här", "mer", "länk"}, page.path
        if name != "hostile":  # where every name is the same
            assert {text: len(where) for text, where in by_text.items() if len(where) > 1} == {}, page.path


@every_register
def test_tables_have_captions_and_scopes_and_can_scroll(name: str) -> None:
    for page, tree in made(name):
        wraps = [wrap.one("table") for wrap in tree.all("div", class_="table-wrap")]
        assert [id(table) for table in tree.all("table")] == [id(table) for table in wraps], page.path
        for wrap in tree.all("div", class_="table-wrap"):
            named = wrap.attributes.get("role") == "region" and wrap.attributes.get("aria-label")
            assert wrap.all("a") or named == wrap.one("caption").text, page.path
            assert ("tabindex" in wrap.attributes) == bool(named), page.path
        for table in wraps:
            assert table.one("caption").text, page.path
            assert all(head.attributes["scope"] in {"col", "row"} for head in table.all("th")), page.path
            assert len({len(row) for row in rows(table)}) == 1, page.path


@every_register
def test_dates_amounts_and_states_can_be_read_by_machines_and_people(name: str) -> None:
    for page, tree in made(name):
        for time in tree.all("time"):
            assert date.fromisoformat(time.attributes["datetime"])
        for amount in tree.all("data", class_="amount"):
            assert re.sub(r"\D", "", amount.text) == amount.attributes["value"]
        assert all(state.text for state in tree.all("span", class_="status"))
        if page.kind is not PageKind.RULES:  # its examples are as people write
            written = {"9 000 kr"}  # a correction
            assert {*re.findall(r"\d (?:kr|%|\d{3} kr)", page.body)} <= written, "an ordinary space"


@every_register
def test_text_never_begins_a_line_and_no_line_is_empty(name: str) -> None:
    for page, _ in made(name):
        assert all(line.startswith("<") for line in page.body.split("\n")), page.path
        assert not re.search(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029\t]", page.body), page.path


def test_hostile_text_shows_as_typed_and_is_no_markup() -> None:
    ordinary = ("varied", "one", "versions")
    allowed_tags = {element.tag for name in ordinary for _, tree in made(name) for element in tree.all()}
    allowed_tags |= {"hr", "ul"}  # Markdown in the policy, and only there
    for page, tree in made("hostile"):
        for element in tree.all():
            if element.tag == "img":
                assert element.attributes["src"] == "../../../bilder/a.png"
                continue
            assert element.tag in allowed_tags, (page.path, element.tag)
            assert not any(name.startswith("on") or name == "style" for name in element.attributes), page.path
            assert not element.attributes.get("href", "").casefold().strip().startswith("javascript"), page.path
    page, record = next(pair for pair in made("hostile") if pair[0].path == "samarbeten/2024/laxhjalp-raslatt")
    typed = "<script>alert(1)</script> {{ 7*7 }}"
    assert page.title.startswith(typed)
    typed += " {% raw %} {: onclick=alert(1) } [x](javascript:alert(1))"
    assert record.one("h1").text.startswith(typed)
    # title, summary, recipient twice, decided by, case number twice, benefit, two criteria with their
    # headings, one more criterion's heading, two accounts, the decision, results, a correction, groups, continued by
    assert record.text.count(typed) >= 20


def test_hostile_text_stays_text_when_the_page_is_markdown() -> None:
    for page, tree in made("hostile"):
        body = as_markdown(page).split("---\n", 2)[2]
        shown = Markdown(extensions=["attr_list", "tables", "toc"]).convert(body)
        assert parsed(shown).text == tree.text, page.path


@every_register
def test_the_same_register_gives_the_same_pages(name: str) -> None:
    again = site_pages(replace(REGISTERS[name]), TODAY, example_data=True)
    assert again == [page for page, _ in made(name)]


def test_one_page_a_record_whatever_became_of_it() -> None:
    of = varied()
    paths = [page.path.removeprefix("samarbeten/") for page, _ in made("varied")]
    records = {record.id for record in (*of.partnerships, *of.moved, *of.withdrawn)}
    assert {path for path in paths if re.fullmatch(r"\d+/[^/]+", path)} == records


def grown(size: int) -> list[Page]:
    """The pages of a register of this many records, with a tenth as many recipients."""
    names = (f"Exempelföreningen {place % (size // 10)}" for place in range(size))
    recipients = [Recipient(name=name, number=None, website=None) for name in names]
    records = (partnership(f"2024/p{place:05}", recipient=one) for place, one in enumerate(recipients))
    return site_pages(register(*records), TODAY, example_data=False)


def test_the_number_of_pages_grows_with_the_register_and_no_page_does() -> None:
    small, large = grown(210), grown(410)
    lists = 10 * 7 + 1  # 200 records more are ten pages more of each of seven lists of cards, and one of recipients
    assert len(large) - len(small) == 200 + 20 + lists
    # But the report of a year, which has all of that year, to be printed.
    longest = [max(len(p.body) for p in of if not p.path.endswith("/rapport/index")) for of in (small, large)]
    assert longest[1] < 1.1 * longest[0]
