from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editing.answers import application_schema, report_schema
from pages.follow_up import SOON
from pages.page import ROWS
from pages.site import PARTS, UnknownPartError, fill, part
from register.model import Correction, Register

from .markup import facts, links, parsed, rows, shown, shown_part, table
from .registers import STATES, TODAY, decided, partnership, register, varied
from .test_widgets import FILE, PUBLISHED

ENDED = "Avtal som har slutat och deras slutrapport"
HEADERS = "Svarshuvuden som webbservern bör skicka med varje sida"
RECORD_SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/record.schema.json").read_text(encoding="utf-8"))


def example_part(name: str, of: Register, here: str = "uppfoljning/") -> str:
    return shown_part(name, of, here, example_data=True).text


@pytest.mark.parametrize("name", sorted(PARTS))
@pytest.mark.parametrize("of", [register(), register(partnership()), varied()], ids=["empty", "one", "varied"])
def test_every_part_is_one_block_whatever_the_register(name: str, of: Register) -> None:
    made = part(name, of, TODAY, example_data=True, here="ansok/")
    assert parsed(made).text or name == "faktakort"  # only the page of a language has them
    assert all(line.startswith("<") for line in made.splitlines())


def test_an_unknown_part_is_told_with_the_names_there_are() -> None:
    with pytest.raises(
        UnknownPartError, match=r"^Det finns ingen del som heter «hita»\. De som finns är badda-in, .*hi"
    ):
        shown_part("hita", register())


def test_markers_are_filled_where_they_stand_and_an_unknown_one_is_an_error() -> None:
    def filled(text: str) -> str:
        return fill(text, varied(), TODAY, example_data=True, here="")

    made = filled("# Start\n\nFöre\n\n<!-- del: nyckeltal -->\n\nEfter\n<!--del:exempeldata-->\n")
    assert made.startswith('# Start\n\nFöre\n\n\n\n<div class="key-figures">')
    assert "</div>\n\n\n\nEfter\n\n\n<div" in made
    assert "del:" not in made
    assert filled("<!-- kom ihåg -->") == "<!-- kom ihåg -->"
    for marker in ("<!-- del: -->", "<!-- del: nyckeltal och mer -->", "<!-- del: finns-inte -->"):
        with pytest.raises(UnknownPartError):
            filled(marker)


@pytest.mark.parametrize("count", [6, 2])
def test_key_figures_are_of_the_register_that_is_given_and_say_when(count: int) -> None:
    of = varied()
    tree = shown_part("nyckeltal", replace(of, partnerships=of.partnerships[:count]), example_data=True)
    assert facts(tree)["Samarbeten"] == str(count)
    assert facts(tree)["Stadsdelar med samarbeten"] == {6: "2", 2: "1"}[count]
    assert "Uppdaterat den 23 november 2026. Uppgifterna är exempel" in tree.text


def test_example_data_are_said_to_be_in_the_language_of_the_page() -> None:
    assert part("exempeldata", varied(), TODAY, example_data=False, here="om/") == ""
    assert "exempel:" not in part("nyckeltal", varied(), TODAY, example_data=False, here="")
    assert "är exempel" in example_part("exempeldata", varied())
    assert "are examples" in example_part("exempeldata", varied(), "english/")
    assert example_part("exempeldata", varied(), "lattlast/").startswith("Det här är exempel.")


def test_the_latest_decisions_stand_first() -> None:
    titles = [heading.text for heading in shown_part("senaste-beslut", varied()).all("h3")]
    assert titles[:2] == ["Teater på Råslätt", "Sommar på Råslätt"]


def test_the_criteria_in_force_stand_in_short() -> None:
    tree = shown_part("kriterier-korta", register())
    assert [term.text for term in tree.all("dt")] == ["Trygghet", "Ansvar", "Gynnar hyresgästerna"]
    assert shown_part("kriterier-korta", register(), "", date(2023, 1, 1)).text == "Inga kriterier gäller än."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("senaste-beslut", "Inga beslut är registrerade än."),
        ("omgangar", "Vätterhems ansökningsdatum är inte publicerade här ännu"),
        ("omgangar-pa-engelska", "are not published here yet"),
        ("uppfoljningslage", "Inget avtal har slutat än."),
        ("redovisningar", "Ingen redovisning väntar."),
        ("rattelser", "Ingen uppgift har rättats."),
        ("data-filer", "Inte klart ännu: "),
        ("badda-in", "Inte klart ännu: "),
    ],
)
def test_what_there_is_nothing_of_is_said_in_a_sentence(name: str, said: str) -> None:
    assert said in example_part(name, register())


@pytest.mark.parametrize(
    ("today", "said", "states"),
    [
        (date(2026, 10, 31), "öppnar den 1 november 2026", ["Öppnar senare", "Öppnar senare"]),
        (date(2026, 11, 1), "Öppet nu: Hösten 2026.", ["Öppen nu", "Öppnar senare"]),
        (date(2026, 11, 30), "Sök senast den 30 november 2026.", ["Öppen nu", "Öppnar senare"]),
        (date(2026, 12, 1), "Nästa omgång, Våren 2027, öppnar", ["Öppnar senare", "Stängd"]),
        (date(2027, 3, 1), "Just nu går det inte att söka.", ["Stängd", "Stängd"]),
    ],
)
def test_rounds_say_what_is_open(today: date, said: str, states: list[str]) -> None:
    tree = shown_part("omgangar", varied(), today=today)
    assert said in tree.text
    assert [row[-1] for part in tree.all("table") for row in rows(part)[1:]] == states
    past = [row[-1] for part in tree.all("details") for row in rows(part.one("table"))[1:]]
    assert past == [state for state in states if state == "Stängd"]


def test_rounds_that_are_examples_say_nothing_of_when_one_can_apply() -> None:
    said = example_part("omgangar", varied())
    assert "ansökningsdatum är inte publicerade här ännu" in said
    assert "Omgångarna här är exempel." in said
    assert "Just nu" not in said
    assert "Öppet nu" not in said
    assert "You can" not in example_part("omgangar-pa-engelska", varied(), "english/")


def test_the_self_test_asks_the_questions_of_the_criteria() -> None:
    tree = shown_part("sjalvtest", register())
    asked = [
        (label.text, label.one("input", type="checkbox").attributes["data-criterion"]) for label in tree.all("label")
    ]
    assert asked == [
        ("Hur bidrar er verksamhet till tryggheten?", "Trygghet"),
        ("Hur tar ni ansvar?", "Ansvar"),
    ]
    assert not tree.all("form")
    assert "Ni svarar ja på alla 2 frågor:" in tree.text
    assert not tree.one("p", role="status").text


def flatten(schema: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Every field of a schema by its dotted name; a group with any names is a field itself."""
    for name, content in schema["properties"].items():
        inner = content.get("properties")
        yield from flatten(content, f"{prefix}{name}.") if inner else [f"{prefix}{name}"]


@pytest.mark.parametrize(
    ("name", "schema"), [("ansokan", application_schema), ("planering", report_schema), ("slutrapport", report_schema)]
)
def test_the_forms_ask_for_what_a_record_needs(name: str, schema: Any) -> None:
    form = shown(register(), f"ansok/blankett-{name}")
    known = set(flatten(schema(RECORD_SCHEMA)))
    controls = form.all("input") + form.all("textarea") + form.all("select")
    named = {control.attributes["name"] for control in controls if "name" in control.attributes}
    assert {name.partition(".")[0] if name.startswith("kriterier.") else name for name in named} <= known
    assert "foretradare" in {control.attributes.get("id") for control in controls if "name" not in control.attributes}
    labels = {label.attributes.get("for"): label.text for label in form.all("label")}
    for control in controls:
        ticked = control.attributes.get("type") in ("checkbox", "radio", "file")
        assert ticked or control.attributes["id"] in labels
    described = [text.attributes["aria-describedby"] for text in form.all() if "aria-describedby" in text.attributes]
    assert described
    assert all(form.all(id=identity) for identity in described)
    assert "Vi godkänner att uppgifterna och våra texter" in form.text
    assert (labels.get("mottagare-organisationsnummer"), labels.get("kriterier-trygghet")) == (
        ("Organisationsnummer", "Hur bidrar er verksamhet till tryggheten?") if name == "ansokan" else (None, None)
    )
    offered = list(links(shown_part("blanketter", register(), "ansok/"), "ansok/"))
    assert offered == [
        ("Blankett för ansökan", "ansok/blankett-ansokan/", ""),
        ("Blankett för planering", "ansok/blankett-planering/", ""),
        ("Blankett för slutrapport", "ansok/blankett-slutrapport/", ""),
    ]


def test_every_state_is_explained() -> None:
    found = table(shown_part("lagen", varied()), "Vad lägena betyder och hur många samarbeten som har dem")
    assert [row[0] for row in found[1:]] == list(STATES)


def test_every_ended_agreement_is_told_with_its_report() -> None:
    assert table(shown_part("uppfoljningslage", varied()), ENDED)[1:] == [
        [
            "Läxhjälp på Råslätt, andra året",
            "Slutrapport saknas",
            "31 mars 2026",
            "Inte registrerad. Skulle ha lämnats senast den 31 maj 2026",
        ],
        ["Sommar på Råslätt", "Väntar på slutrapport", "31 oktober 2026", "Ska lämnas senast den 31 december 2026"],
        ["Läxhjälp på Råslätt", "Slutredovisat", "31 mars 2025", "Kom in den 3 juni 2025"],
        ["Kör på Råslätt", "Avbrutet", "31 januari 2025", "Skulle ha lämnats senast den 31 mars 2025"],
    ]


def test_the_next_to_be_accounted_for_stand_soonest_first() -> None:
    tree = shown_part("redovisningar", varied())
    assert table(tree, "De närmaste datumen för redovisning")[1:] == [
        ["31 december 2026", "Slutrapport", "Sommar på Råslätt"],
        ["30 april 2027", "Slutrapport", "Odling på Öxnehaga"],
        ["31 januari 2028", "Slutrapport", "Teater på Råslätt"],
    ]
    many = register(*(replace(varied().partnerships[0], id=f"2026/p{place}") for place in range(SOON + 1)))
    assert len(table(shown_part("redovisningar", many), "De närmaste datumen för redovisning")) == 1 + 10


def test_every_ended_agreement_is_listed_two_hundred_a_page() -> None:
    many = register(*(partnership(f"2024/p{place:03}") for place in range(ROWS + 3)))
    tree, more = shown_part("uppfoljningslage", many, "uppfoljning/"), shown(many, "uppfoljning/sida/2")
    assert len(table(tree, ENDED)) == ROWS + 1
    assert ("Sida 2", "uppfoljning/sida/2/", "") in list(links(tree, "uppfoljning/"))
    assert len(table(more, f"{ENDED}, sida 2")) == 3 + 1
    assert ("Sida 1", "uppfoljning/", "") in list(links(more, "uppfoljning/sida/2/"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("rattelser", "data/rattelser.atom"),
        ("redovisningar", "data/rapportdagar.ics"),
        ("omgangar", "data/ansokningsomgangar.ics"),
    ],
)
def test_feeds_and_calendars_are_linked_where_they_are_published(name: str, path: str) -> None:
    published = replace(PUBLISHED, files=(replace(FILE, path=path),))
    made = shown_part(name, varied(), "ansok/", published=published)
    assert path in [target for _, target, _ in links(made, "ansok/")]
    assert path not in [target for _, target, _ in links(shown_part(name, varied(), "ansok/"), "ansok/")]


def test_corrections_stand_newest_first_two_hundred_a_page_and_lead_to_their_record() -> None:
    old = partnership(
        corrections=tuple(Correction(date=date(2024, 5, 1), text=f"Rättelse {place}.") for place in range(ROWS))
    )
    new = partnership(
        "2025/b",
        title="B på Råslätt",
        decision=decided(old, date(2025, 1, 1)),
        corrections=(Correction(date=date(2025, 5, 1), text="Nyare rättelse."),),
    )
    tree = shown_part("rattelser", register(old, new), "om/rattelser/")
    assert [time.text for time in tree.all("time")] == ["1 maj 2025", *["1 maj 2024"] * (ROWS - 1)]
    assert next(iter(links(tree, "om/rattelser/"))) == ("B på Råslätt", "samarbeten/2025/b/", "rattelser")
    assert len(shown(register(old, new), "om/rattelser/sida/2").all("li", class_="event")) == 1


def test_the_essentials_are_told_in_english() -> None:
    assert example_part("siffror-pa-engelska", varied(), "english/") == (
        "The register contains 6 partnerships with grants totalling SEK 442,000. Of these, 1 is running now. "
        "Updated on 23 November 2026. The figures are examples."
    )
    rounds, later = (
        shown_part("omgangar-pa-engelska", varied(), "english/", today).text for today in (TODAY, date(2027, 3, 1))
    )
    assert rounds == (
        "You can apply now (Hösten 2026). Apply by 30 November 2026. "
        "The next round (Våren 2027) opens on 15 January 2027."
    )
    assert later == "You cannot apply at the moment."


def test_the_headers_that_a_host_should_add() -> None:
    found = dict(row[:2] for row in table(shown_part("sakerhetshuvuden", register()), HEADERS)[1:])
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in found["Content-Security-Policy"]
