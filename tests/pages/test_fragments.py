from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from editing.answers import application_schema, report_schema
from pages.pagination import ROWS
from pages.site import PARTS, UnknownPartError, fill, part, site_pages
from register.model import Correction, Register
from register.published import DataCatalogue, DownloadFile, Quality
from register.status import Status

from ..example import CONTENT
from .markup import Element, facts, links, parsed, rows, table
from .registers import TODAY, decided, partnership, register, varied


def shown(
    name: str, of: Register, here: str = "uppfoljning/", today: date = TODAY, *, example_data: bool = True
) -> Element:
    return parsed(part(name, of, today, example_data=example_data, here=here))


def test_every_part_that_the_authored_pages_ask_for_exists() -> None:
    asked = {
        name
        for file in CONTENT.rglob("*.md")
        for name in re.findall(r"<!-- del: (\S+) -->", file.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= PARTS.keys()


@pytest.mark.parametrize("name", sorted(PARTS))
@pytest.mark.parametrize("of", [register(), register(partnership()), varied()], ids=["empty", "one", "varied"])
def test_every_part_is_one_block_whatever_the_register(name: str, of: Register) -> None:
    made = part(name, of, TODAY, example_data=True, here="ansok/")
    assert parsed(made).text or name == "faktakort"  # only the page of a language has them
    assert all(line.startswith("<") for line in made.splitlines())


def test_an_unknown_part_is_told_with_the_names_there_are() -> None:
    with pytest.raises(UnknownPartError) as caught:
        part("hita", register(), TODAY, example_data=False, here="")
    assert str(caught.value).startswith("Det finns ingen del som heter «hita». De som finns är badda-in, ")
    assert "hitta" in str(caught.value)


def test_markers_are_filled_where_they_stand() -> None:
    filled = fill(
        "# Start\n\nFöre\n\n<!-- del: nyckeltal -->\n\nEfter\n<!--del:exempeldata-->\n",
        varied(),
        TODAY,
        example_data=True,
        here="",
    )
    assert filled.startswith('# Start\n\nFöre\n\n\n\n<div class="key-figures">')
    assert "</div>\n\n\n\nEfter\n\n\n<div" in filled
    assert "del:" not in filled


def test_an_unknown_marker_is_an_error_and_other_comments_are_left() -> None:
    assert fill("<!-- kom ihåg -->", register(), TODAY, example_data=False, here="") == "<!-- kom ihåg -->"
    for marker in ("<!-- del: -->", "<!-- del: nyckeltal och mer -->", "<!-- del: finns-inte -->"):
        with pytest.raises(UnknownPartError):
            fill(marker, register(), TODAY, example_data=False, here="")


def test_links_of_a_part_fit_the_page_it_stands_on() -> None:
    assert shown("stadsdelar", varied(), here="").all("a")[0].attributes["href"] == "./stadsdelar/raslatt/"
    assert shown("stadsdelar", varied(), here="om/").all("a")[0].attributes["href"] == "../stadsdelar/raslatt/"


def test_key_figures() -> None:
    tree = shown("nyckeltal", varied())
    assert facts(tree) == {
        "Samarbeten": "6",
        "Beviljat belopp": "442\u00a0000\u00a0kr",
        "Pågår nu": "1",
        "Mottagare": "2",
        "Stadsdelar med samarbeten": "2",
    }
    assert "Uppdaterat den 23 november 2026. Uppgifterna är exempel" in tree.text


def test_without_example_data_nothing_says_example() -> None:
    assert part("exempeldata", varied(), TODAY, example_data=False, here="om/") == ""
    assert "exempel:" not in part("nyckeltal", varied(), TODAY, example_data=False, here="")
    assert "är exempel" in shown("exempeldata", varied()).text
    assert "are examples" in shown("exempeldata", varied(), here="english/").text


def test_the_latest_decisions_stand_first() -> None:
    titles = [heading.text for heading in shown("senaste-beslut", varied()).all("h3")]
    assert titles[:2] == ["Teater på Råslätt", "Sommar på Råslätt"]
    assert shown("senaste-beslut", register()).text == "Inga beslut är registrerade än."


def test_the_criteria_in_force_stand_in_short() -> None:
    tree = shown("kriterier-korta", register())
    assert [term.text for term in tree.all("dt")] == ["Trygghet", "Ansvar", "Gynnar hyresgästerna"]
    assert shown("kriterier-korta", register(), today=date(2023, 1, 1)).text == "Inga kriterier gäller än."


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
    tree = shown("omgangar", varied(), today=today, example_data=False)
    assert said in tree.text
    assert [row[-1] for part in tree.all("table") for row in rows(part)[1:]] == states
    past = [row[-1] for part in tree.all("details") for row in rows(part.one("table"))[1:]]
    assert past == [state for state in states if state == "Stängd"]


def test_rounds_that_are_examples_say_nothing_of_when_one_can_apply() -> None:
    tree = shown("omgangar", varied())
    assert "ansökningsdatum är inte publicerade här ännu" in tree.text
    assert "Omgångarna här är exempel." in tree.text
    assert "Just nu" not in tree.text
    assert "Öppet nu" not in tree.text
    assert "You can" not in shown("omgangar-pa-engelska", varied(), here="english/").text


def test_without_rounds_it_is_said_that_they_are_not_known() -> None:
    assert "Vätterhems ansökningsdatum är inte publicerade här ännu" in shown("omgangar", register()).text


def test_the_self_test_asks_the_questions_of_the_criteria() -> None:
    tree = shown("sjalvtest", register())
    assert [label.text for label in tree.all("label")] == [
        "Hur bidrar er verksamhet till tryggheten?",
        "Hur tar ni ansvar?",
    ]
    assert [label.one("input").attributes["data-criterion"] for label in tree.all("label")] == ["Trygghet", "Ansvar"]
    assert all(label.one("input").attributes["type"] == "checkbox" for label in tree.all("label"))
    assert not tree.all("form")
    assert "Ni svarar ja på alla 2 frågor:" in tree.text
    assert not tree.one("p", role="status").text


RECORD_SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/record.schema.json").read_text(encoding="utf-8"))


def flatten(schema: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Every field of a schema by its dotted name; a group with any names is a field itself."""
    for name, content in schema["properties"].items():
        inner = content.get("properties")
        yield from flatten(content, f"{prefix}{name}.") if inner else [f"{prefix}{name}"]


def test_the_forms_ask_for_what_a_record_needs() -> None:
    pages = {page.path: page for page in site_pages(register(), TODAY, example_data=False)}
    application = parsed(pages["ansok/blankett-ansokan"].body)
    labels = {label.attributes.get("for"): label.text for label in application.all("label")}
    assert labels["mottagare-organisationsnummer"] == "Organisationsnummer"
    assert labels["kriterier-trygghet"] == "Hur bidrar er verksamhet till tryggheten?"
    for control in application.all("input") + application.all("textarea"):
        ticked = control.attributes.get("type") in ("checkbox", "radio", "file")
        assert ticked or control.attributes["id"] in labels
    planning, report = parsed(pages["ansok/blankett-planering"].body), parsed(pages["ansok/blankett-slutrapport"].body)
    assert not report.all(id="kriterier-gynnar")
    for form, schema in ((application, application_schema), (planning, report_schema), (report, report_schema)):
        known = set(flatten(schema(RECORD_SCHEMA)))
        named = {control.attributes["name"] for control in form.all() if "name" in control.attributes}
        assert {name.partition(".")[0] if name.startswith("kriterier.") else name for name in named} <= known
        private = [control for control in form.all("input") + form.all("textarea") if "name" not in control.attributes]
        assert "foretradare" in {control.attributes.get("id") for control in private}
    for form in (application, planning, report):
        described = [
            text.attributes["aria-describedby"] for text in form.all() if "aria-describedby" in text.attributes
        ]
        assert described
        assert all(form.all(id=name) for name in described)
        assert "Vi godkänner att uppgifterna och våra texter" in form.text
    assert list(links(shown("blanketter", register(), here="ansok/"), "ansok/")) == [
        ("Blankett för ansökan", "ansok/blankett-ansokan/", ""),
        ("Blankett för planering", "ansok/blankett-planering/", ""),
        ("Blankett för slutrapport", "ansok/blankett-slutrapport/", ""),
    ]


def test_every_state_is_explained() -> None:
    found = table(shown("lagen", varied()), "Vad lägena betyder och hur många samarbeten som har dem")
    assert [row[0] for row in found[1:]] == [state.label for state in Status]
    assert [row[2] for row in found[1:]] == ["1"] * 6


ENDED = "Avtal som har slutat och deras slutrapport"


def test_every_ended_agreement_is_told_with_its_report() -> None:
    tree = shown("uppfoljningslage", varied())
    assert table(tree, ENDED)[1:] == [
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
    assert "Inget avtal har slutat än." in shown("uppfoljningslage", register()).text


def test_accounts_are_counted_by_kind() -> None:
    tree = shown("redovisningar", varied())
    assert table(tree, "Redovisningar i alla samarbeten")[1:] == [
        ["Planering", "1", "0", "0"],
        ["Delrapport", "0", "0", "0"],
        ["Slutrapport", "1", "3", "1"],
    ]


def test_every_ended_agreement_is_listed_two_hundred_a_page() -> None:
    many = register(*(partnership(f"2024/p{place:03}") for place in range(ROWS + 3)))
    tree = shown("uppfoljningslage", many)
    assert len(table(tree, ENDED)) == ROWS + 1
    assert ("Sida 2", "uppfoljning/sida/2/", "") in list(links(tree, "uppfoljning/"))
    (more,) = [page for page in site_pages(many, TODAY, example_data=False) if page.path == "uppfoljning/sida/2"]
    assert len(table(parsed(more.body), f"{ENDED}, sida 2")) == 3 + 1
    assert ("Sida 1", "uppfoljning/", "") in list(links(parsed(more.body), more.address))


def test_what_is_to_be_accounted_for_next_stands_soonest_first() -> None:
    found = table(shown("redovisningar", varied()), "De närmaste datumen för redovisning")
    assert found[1:] == [
        ["31 december 2026", "Slutrapport", "Sommar på Råslätt"],
        ["30 april 2027", "Slutrapport", "Odling på Öxnehaga"],
        ["31 januari 2028", "Slutrapport", "Teater på Råslätt"],
    ]
    assert "Ingen redovisning väntar." in shown("redovisningar", register()).text


def test_feeds_and_calendars_are_linked_where_they_are_published() -> None:
    for name, path in (
        ("rattelser", "data/rattelser.atom"),
        ("redovisningar", "data/rapportdagar.ics"),
        ("omgangar", "data/ansokningsomgangar.ics"),
    ):
        made = parsed(part(name, varied(), TODAY, example_data=False, here="ansok/", published=catalogue(path)))
        assert path in [target for _, target, _ in links(made, "ansok/")]
        assert path not in [target for _, target, _ in links(shown(name, varied(), here="ansok/"), "ansok/")]


def catalogue(path: str) -> DataCatalogue:
    return DataCatalogue(address=None, files=(a_file(path),), quality=Quality(checked=(), filled=(), read_back=()))


def a_file(path: str) -> DownloadFile:
    return DownloadFile(
        path=path,
        title="Prov",
        description="Prov",
        kind="Prov",
        format="Prov",
        media_type="text/plain",
        size=1,
        sha256="0" * 64,
        modified=datetime(2026, 11, 1, tzinfo=UTC),
    )


def test_every_correction_is_listed_two_hundred_a_page() -> None:
    made = tuple(Correction(date=date(2024, 5, 1), text=f"Rättelse {place}.") for place in range(ROWS + 1))
    many = register(partnership(corrections=made))
    assert len(shown("rattelser", many, here="om/rattelser/").all("time")) == ROWS
    (more,) = [page for page in site_pages(many, TODAY, example_data=False) if page.path == "om/rattelser/sida/2"]
    assert len(parsed(more.body).all("li", class_="event")) == 1


def test_corrections_stand_newest_first_and_lead_to_their_record() -> None:
    old = partnership(corrections=(Correction(date=date(2024, 5, 1), text="Äldre rättelse."),))
    new = partnership(
        "2025/b",
        title="B på Råslätt",
        decision=decided(old, date(2025, 1, 1)),
        corrections=(Correction(date=date(2025, 5, 1), text="Nyare rättelse."),),
    )
    tree = shown("rattelser", register(old, new), here="om/rattelser/")
    assert [time.text for time in tree.all("time")] == ["1 maj 2025", "1 maj 2024"]
    assert next(iter(links(tree, "om/rattelser/"))) == ("B på Råslätt", "samarbeten/2025/b/", "rattelser")
    assert shown("rattelser", register()).text == "Ingen uppgift har rättats."


def test_what_is_not_ready_is_said_in_one_sentence() -> None:
    for name in ("data-filer", "badda-in"):
        assert shown(name, varied()).text.startswith("Inte klart ännu: ")


def test_the_essentials_are_told_in_english() -> None:
    figures = shown("siffror-pa-engelska", varied(), here="english/")
    assert figures.text == (
        "The register contains 6 partnerships with grants totalling SEK 442,000. Of these, 1 is running now. "
        "Updated on 23 November 2026. The figures are examples."
    )
    rounds = shown("omgangar-pa-engelska", varied(), here="english/", example_data=False)
    assert rounds.text == (
        "You can apply now (Hösten 2026). Apply by 30 November 2026. "
        "The next round (Våren 2027) opens on 15 January 2027."
    )
    later = shown("omgangar-pa-engelska", varied(), here="english/", today=date(2027, 3, 1), example_data=False)
    assert later.text == "You cannot apply at the moment."
    assert "are not published here yet" in shown("omgangar-pa-engelska", register(), here="english/").text


def test_the_notice_on_the_easy_page_is_easy() -> None:
    assert shown("exempeldata", varied(), here="lattlast/").text.startswith("Det här är exempel.")


def test_the_headers_that_a_host_should_add() -> None:
    found = dict(row[:2] for row in table(shown("sakerhetshuvuden", register()), HEADERS)[1:])
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in found["Content-Security-Policy"]


HEADERS = "Svarshuvuden som webbservern bör skicka med varje sida"


def test_a_part_of_a_replaced_register_is_made_anew() -> None:
    first = varied()
    assert facts(shown("nyckeltal", first))["Samarbeten"] == "6"
    assert facts(shown("nyckeltal", replace(first, partnerships=first.partnerships[:2])))["Samarbeten"] == "2"
