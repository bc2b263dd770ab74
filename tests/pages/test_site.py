"""What holds for every page, whatever the register."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from markdown import Markdown
from pages.page import Page
from pages.render import headings
from pages.site import PARTS, part, site_files, site_pages
from register.model import (
    Activity,
    Clause,
    Code,
    Correction,
    Interruption,
    Moved,
    Occasion,
    Partnership,
    Picture,
    Recipient,
    Register,
    Results,
    Targets,
    Withdrawn,
)
from website.markdown_export import as_markdown

from ..example import CONTENT
from .markup import Element, links, parsed
from .registers import CRITERIA, NEWER, POLICY, TODAY, partnership, register, varied

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
    for path in (CONTENT).rglob("*.md")
    if path.parent.name != "policy"
}


def hostile() -> Register:
    """A register with the hostile text in every field that is free text."""
    ordinary = partnership()
    picture = Picture(file="a.png", alt=HOSTILE, consent=True)
    results = Results(occasions=1, participants=2, share_of_girls_and_women=3, summary=HOSTILE, pictures=(picture,))
    made = replace(
        ordinary,
        title=HOSTILE,
        summary=HOSTILE,
        recipient=Recipient(name=HOSTILE, number=None, website='https://example.org/"onclick=x'),
        decision=replace(ordinary.decision, decided_by=HOSTILE, case_number=HOSTILE),
        agreement=replace(ordinary.agreement, benefit=HOSTILE),
        activity=Activity(
            place=HOSTILE,
            time=HOSTILE,
            cost=HOSTILE,
            sign_up=f"{HOSTILE} https://example.org/'onclick=alert(1)",
            contact=HOSTILE,
            occasions=(Occasion(date=date(2027, 1, 1), start=HOSTILE, end=HOSTILE, place=HOSTILE),),
        ),
        targets=Targets(occasions=1, participants=2, text=HOSTILE),
        criteria={"trygghet": HOSTILE, "ansvar": HOSTILE},
        follow_ups=tuple(replace(item, summary=HOSTILE) for item in ordinary.follow_ups),
        results=results,
        corrections=(Correction(date=date(2024, 6, 1), text=HOSTILE),),
    )
    stopped = replace(
        made,
        id="2024/avbrutet",
        interruption=Interruption(date=date(2024, 9, 1), reason=HOSTILE),
        replaces=made.id,
        follow_ups=tuple(replace(item, received=None) for item in made.follow_ups),
    )
    criteria = tuple(
        replace(
            one,
            heading=HOSTILE,
            explanation=HOSTILE,
            question=HOSTILE,
            clauses=(Clause(section="Förutsättningar", text=HOSTILE),),
            check_description=HOSTILE,
        )
        for one in CRITERIA.criteria
    )
    return register(
        made,
        stopped,
        moved=(Moved(id="2024/gammalt", path="partnerships/2024/gammalt.yaml", target=made.id),),
        withdrawn=(
            Withdrawn(id="2024/bort", path="partnerships/2024/bort.yaml", date=date(2024, 6, 1), reason=HOSTILE),
        ),
        neighbourhoods=(Code(code="raslatt", name=HOSTILE, description=HOSTILE),),
        themes=(Code(code="arbete", name=HOSTILE, description=HOSTILE),),
        target_groups=tuple(Code(code=c, name=HOSTILE, description=HOSTILE) for c in ("barn", "unga")),
        criteria=(replace(CRITERIA, criteria=criteria),),
        policies=(
            replace(POLICY, title=HOSTILE, issued_by=HOSTILE, owner=HOSTILE, text=f"{HOSTILE}\n\n{POLICY.text}"),
        ),
    )


VERSIONS = register(
    partnership(),
    policies=(POLICY, NEWER),
    criteria=(CRITERIA, replace(CRITERIA, in_force=NEWER.in_force)),
)
REGISTERS = {
    "empty": register(),
    "one": register(partnership()),
    "varied": varied(),
    "versions": VERSIONS,
    "hostile": hostile(),
}
PAGES = {
    f"{name}: {page.path}": page for name, of in REGISTERS.items() for page in site_pages(of, TODAY, example_data=True)
}
TREES = {name: parsed(page.body) for name, page in PAGES.items()}


def of_all(name: str) -> list[tuple[Page, Element]]:
    """Every page of a register, with its tree."""
    return [(page, TREES[key]) for key, page in PAGES.items() if key.startswith(f"{name}: ")]


every_register = pytest.mark.parametrize("name", REGISTERS)


@every_register
def test_no_two_pages_have_the_same_address(name: str) -> None:
    addresses = [page.address for page, _ in of_all(name)]
    assert len(addresses) == len(set(addresses))


@every_register
def test_every_page_has_one_h1_and_no_heading_skips_a_level(name: str) -> None:
    for page, tree in of_all(name):
        levels = [int(element.tag[1]) for element in tree.all() if re.fullmatch("h[1-6]", element.tag)]
        assert levels[0] == 1, page.path
        assert levels.count(1) == 1, page.path
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.path


@every_register
def test_ids_are_unique_and_the_headings_are_listed(name: str) -> None:
    for page, tree in of_all(name):
        ids = [element.attributes["id"] for element in tree.all() if "id" in element.attributes]
        assert len(ids) == len(set(ids)), page.path
        listed = {heading.id: heading.text for heading in headings(page.body)}
        assert listed.keys() <= set(ids)
        for anchor, text in listed.items():
            assert tree.one(id=anchor).text == text


@every_register
def test_every_link_leads_to_a_page_and_an_anchor_that_exist(name: str) -> None:
    known = {page.address: tree for page, tree in of_all(name)}
    files = site_files(REGISTERS[name], TODAY, example_data=True)
    for page, tree in of_all(name):
        for text, path, fragment in links(tree, page.address):
            assert path in known or path in AUTHORED or path in files, f"{page.path}: {text} → {path}"
            if fragment:
                found = known[path].all(id=fragment) if path in known else fragment in AUTHORED[path]
                assert found, f"{page.path}: {text} → {path}#{fragment}"


@every_register
def test_every_link_of_every_part_leads_to_a_page(name: str) -> None:
    known = {page.address: tree for page, tree in of_all(name)}
    files = site_files(REGISTERS[name], TODAY, example_data=True)
    for of in PARTS:
        tree = parsed(part(of, REGISTERS[name], TODAY, example_data=True, here="om/rattelser/"))
        for text, path, fragment in links(tree, "om/rattelser/"):
            assert path in known or path in AUTHORED or path in files, f"{of}: {text} → {path}"
            if fragment and path in known:
                assert known[path].all(id=fragment), f"{of}: {text} → {path}#{fragment}"
            elif fragment:
                assert fragment in AUTHORED[path] or tree.all(id=fragment), f"{of}: {text} → {path}#{fragment}"


@every_register
def test_every_link_makes_sense_alone(name: str) -> None:
    for page, tree in of_all(name):
        for link in tree.all("a"):
            assert link.text, page.path
            assert link.text.casefold() not in {"här", "läs mer", "klicka här", "mer", "länk"}, page.path


@pytest.mark.parametrize("name", ["empty", "one", "varied", "versions"])  # in the hostile one every name is the same
def test_two_links_with_one_text_on_a_page_lead_to_one_place(name: str) -> None:
    for page, tree in of_all(name):
        by_text: dict[str, set[tuple[str, str]]] = {}
        for text, path, fragment in links(tree, page.address):
            by_text.setdefault(text, set()).add((path, fragment))
        assert {text: len(where) for text, where in by_text.items() if len(where) > 1} == {}, page.path


@every_register
def test_tables_have_captions_and_scopes_and_can_scroll(name: str) -> None:
    for page, tree in of_all(name):
        wraps = [wrap.one("table") for wrap in tree.all("div", class_="table-wrap")]
        assert [id(table) for table in tree.all("table")] == [id(table) for table in wraps], page.path
        for wrap in tree.all("div", class_="table-wrap"):
            named = wrap.attributes.get("role") == "region" and wrap.attributes.get("aria-label")
            assert wrap.all("a") or named == wrap.one("caption").text, page.path
            assert ("tabindex" in wrap.attributes) == bool(named), page.path
        for table in wraps:
            assert table.one("caption").text, page.path
            assert all(head.attributes["scope"] in {"col", "row"} for head in table.all("th")), page.path
            lengths = {len(row.all("th")) + len(row.all("td")) for row in table.all("tr")}
            assert len(lengths) == 1, page.path


@every_register
def test_dates_and_amounts_can_be_read_by_machines(name: str) -> None:
    for _, tree in of_all(name):
        for time in tree.all("time"):
            assert date.fromisoformat(time.attributes["datetime"])
        for amount in tree.all("data", class_="amount"):
            assert re.sub(r"\D", "", amount.text) == amount.attributes["value"]


def test_a_state_is_always_told_in_words() -> None:
    states = [state for name in REGISTERS for _, tree in of_all(name) for state in tree.all("span", class_="status")]
    assert states
    assert all(state.text for state in states)


@every_register
def test_text_never_begins_a_line_and_no_line_is_empty(name: str) -> None:
    for page, _ in of_all(name):
        assert all(line.startswith("<") for line in page.body.split("\n")), page.path
        assert "\r" not in page.body
        assert not re.search(r"[\v\f\x1c-\x1e\x85\u2028\u2029\t]", page.body), page.path


def test_hostile_text_shows_as_typed_and_is_no_markup() -> None:
    allowed_tags = {
        element.tag for name in ("varied", "one", "versions") for _, tree in of_all(name) for element in tree.all()
    }
    allowed_tags |= {"hr", "ul"}  # Markdown in the policy, and only there
    for page, tree in of_all("hostile"):
        for element in tree.all():
            if element.tag == "img":
                assert element.attributes["src"] == "../../../bilder/a.png"
                continue
            assert element.tag in allowed_tags, (page.path, element.tag)
            assert not any(name.startswith("on") or name == "style" for name in element.attributes), page.path
            assert not element.attributes.get("href", "").casefold().strip().startswith("javascript"), page.path
    record = next(tree for page, tree in of_all("hostile") if page.path == "samarbeten/2024/laxhjalp-raslatt")
    typed = "<script>alert(1)</script> {{ 7*7 }} {% raw %} {: onclick=alert(1) } [x](javascript:alert(1))"
    assert record.one("h1").text.startswith(typed)
    # title, summary, recipient twice, decided by, case number twice, benefit, two criteria with their
    # headings, one more criterion's heading, two accounts, the decision, results, a correction, groups, continued by
    assert record.text.count(typed) >= 20


def test_titles_and_descriptions_are_one_line_of_plain_text() -> None:
    for name in REGISTERS:
        for page, _ in of_all(name):
            assert page.title
            assert page.description
            assert page.title == " ".join(page.title.split())
            assert len(page.description) <= 160
            assert "\n" not in page.description
    record = next(page for page, _ in of_all("hostile") if page.path == "samarbeten/2024/laxhjalp-raslatt")
    assert record.title.startswith("<script>alert(1)</script> {{ 7*7 }}")


def test_hostile_text_stays_text_when_the_page_is_markdown() -> None:
    for page, tree in of_all("hostile"):
        body = as_markdown(page).split("---\n", 2)[2]
        made = Markdown(extensions=["attr_list", "tables", "toc"]).convert(body)
        assert parsed(made).text == tree.text, page.path


@every_register
def test_the_same_register_gives_the_same_pages(name: str) -> None:
    again = site_pages(replace(REGISTERS[name]), TODAY, example_data=True)
    before = [page for page, _ in of_all(name)]
    assert again == before
    assert [page.body for page in again] == [page.body for page in before]


def test_one_page_a_record_whatever_became_of_it() -> None:
    of = REGISTERS["varied"]
    records = {record.id for record in (*of.partnerships, *of.moved, *of.withdrawn)}
    pages = {
        page.path.removeprefix("samarbeten/")
        for page, _ in of_all("varied")
        if re.fullmatch(r"samarbeten/\d+/[^/]+", page.path)
    }
    assert pages == records


def test_a_page_is_never_its_own_parent_and_parents_exist() -> None:
    authored = {"samarbeten/index", "ansok/index", "statistik/index"}
    for name in REGISTERS:
        paths = {page.path for page, _ in of_all(name)}
        for page, _ in of_all(name):
            assert page.parent != page.path
            assert page.parent is None or page.parent in paths | authored, page.path


def test_sources_are_files_people_edit() -> None:
    for page, _ in of_all("varied"):
        assert page.source is None or re.fullmatch(r"(partnerships|content)/[\w/.-]+\.(yaml|md)", page.source)


def grown(size: int) -> Register:
    """A register of this many records, with as many recipients as a tenth of them."""
    made: list[Partnership] = []
    for place in range(size):
        recipient = Recipient(name=f"Exempelföreningen {place % (size // 10)}", number=None, website=None)
        made.append(partnership(f"2024/p{place:05}", recipient=recipient))
    return register(*made)


def test_the_number_of_pages_grows_with_the_register_and_no_page_does() -> None:
    small, large = (site_pages(grown(size), TODAY, example_data=False) for size in (210, 410))
    lists = 10 * 7 + 1  # 200 records more are ten pages more of each of seven lists of cards, and one of recipients
    assert len(large) - len(small) == 200 + 20 + lists
    # But the report of a year, which has all of that year, to be printed.
    longest = [max(len(p.body) for p in of if not p.path.endswith("/rapport/index")) for of in (small, large)]
    assert longest[1] < 1.1 * longest[0]
