"""The page that finds partnerships before any script has touched it, and the files that the script fetches."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pages.finder import COLUMNS, ROWS, TEXTS
from pages.site import site_files
from register.model import Register

from .markup import Element, links, shown_part, table
from .registers import LYKTAN, STATES, TODAY, decided, partnership, register, varied


def found(of: Register) -> Element:
    return shown_part("hitta", of, "samarbeten/", example_data=True)


def fetched(of: Register) -> tuple[dict[str, Any], list[str]]:
    files = site_files(of, TODAY, example_data=True)
    return json.loads(files[COLUMNS]), json.loads(files[TEXTS])


def many(number: int) -> Register:
    made = [partnership(f"2024/p{place:03}") for place in range(number - 1)]
    return register(*made, partnership("2025/p", decision=decided(partnership(), date(2025, 1, 2))))


@pytest.mark.parametrize("of", [many(ROWS), many(ROWS + 1)])
def test_a_short_list_is_shown_whole_and_a_long_one_leads_from_the_newest_to_every_year(of: Register) -> None:
    tree = found(of)
    assert len(tree.all("li", class_="card")) == ROWS
    assert next(links(tree.one("ul", class_="cards"), "samarbeten/"))[1] == "samarbeten/2025/p/"
    if len(of.partnerships) == ROWS:
        assert not tree.all("table")
        return
    caption = "Samarbeten och beviljat belopp efter det år då besluten fattades"
    years = [["År", "Antal"], ["2025", "1"], ["2024", str(ROWS)], ["Sammanlagt", str(ROWS + 1)]]
    assert [row[:2] for row in table(tree, caption)] == years
    assert f"Listan visar de {ROWS} senast beslutade." in tree.text


def test_without_a_script_there_are_no_controls() -> None:
    tree = found(varied())
    form = tree.one("form")
    assert "hidden" in form.attributes
    assert not form.attributes.keys() & {"action", "method"}
    hidden = [form, *(part for part in tree.all("div", class_="find-sorting") if "hidden" in part.attributes)]
    everywhere, inside = (
        {id(control) for part in parts for tag in ("input", "select", "button") for control in part.all(tag)}
        for parts in ([tree], hidden)
    )
    assert everywhere == inside != set()


def test_every_control_has_a_label_and_every_group_a_legend() -> None:
    tree = found(varied())
    labelled = {label.attributes.get("for") for label in tree.all("label")}
    wrapped = {id(control) for label in tree.all("label") for control in label.all("input")}
    for control in tree.all("input") + tree.all("select"):
        assert control.attributes.get("id") in labelled or id(control) in wrapped
        described = control.attributes.get("aria-describedby")
        assert described is None or tree.one(id=described)
    assert all(group.one("legend").text for group in tree.all("fieldset"))


def test_every_choice_is_shown_with_what_it_would_give() -> None:
    tree = found(varied())
    assert "6 samarbeten, sammanlagt 442 000 kr" in tree.one(role="status").text
    groups = {
        group.attributes["data-filter"]: [li.text for li in group.all("li")]
        for group in tree.all("details", class_="find-group")
    }
    assert (
        groups.items()
        >= {
            "ar": ["2026 (3)", "2025 (1)", "2024 (2)"],
            "stadsdel": ["Råslätt (5)", "Öxnehaga (2)"],
            "malgrupp": ["Barn (5)", "Unga (5)", "Äldre (1)"],
            "lage": [f"{state} (1)" for state in STATES],
            "redovisning": [  # only what some partnership has
                "Ofullständigt redovisat (1)",
                "Ska redovisas senare (3)",
                "Skulle ha redovisats (2)",
                "Planering har kommit in (1)",
                "Slutrapport har kommit in (1)",
                "Slutrapport ska komma in (3)",
                "Slutrapport är inte registrerad (1)",
            ],
        }.items()
    )
    assert [option.text for option in tree.all("option")] == [
        "Senaste beslut först",
        "Högst belopp först",
        "Titel, A till Ö",
        "Avtal som slutar tidigast först",
    ]


def test_an_empty_register_says_so_and_has_no_filters() -> None:
    tree = found(register())
    assert "Inga samarbeten är registrerade än." in tree.text
    assert not tree.all("form")


@pytest.mark.parametrize("of", [register(), varied(), many(ROWS + 5)], ids=["empty", "varied", "many"])
def test_every_column_has_a_place_for_every_record(of: Register) -> None:
    columns, texts = fetched(of)
    own = [[p.id, p.title, p.decision.amount, p.decision.date.isoformat(), p.agreement.end.isoformat(), p.summary]
           for p in of.partnerships]  # fmt: skip
    names = ("id", "titel", "belopp", "beslut", "slut")
    assert [list(row) for row in zip(*(columns[name] for name in names), texts, strict=True)] == own
    recipients = [columns["mottagarna"][place] for place in columns["mottagare"]]
    assert recipients == [[p.recipient.name, p.recipient.number or ""] for p in of.partnerships]
    assert columns["diarienummer"] == [p.decision.case_number or "" for p in of.partnerships]
    for name in (*columns["val"], "titelordning"):  # test_figures.py and test_doors.py have what the filters hold
        assert len(columns[name]) == len(of.partnerships), name


def test_titles_are_ordered_as_swedish_orders_them() -> None:
    titles = ["Ö", "zebra", "Äpple", "Åka", "apa", "10 sånger", "Apa igen"]
    of = register(*(partnership(f"2024/p{place}", title=title) for place, title in enumerate(titles)))
    columns, _ = fetched(of)
    ordered = [columns["titel"][place] for place in columns["titelordning"]]
    assert ordered == ["10 sånger", "apa", "Apa igen", "zebra", "Åka", "Äpple", "Ö"]


def test_the_files_are_the_same_every_time_and_tell_when_the_texts_change() -> None:
    first, again = (site_files(varied(), TODAY, example_data=True) for _ in range(2))
    assert first == again
    ordinary, other = fetched(register(partnership())), fetched(register(partnership(summary="Något annat.")))
    assert ordinary[0]["texter"] != other[0]["texter"]
    assert {**ordinary[0], "texter": ""} == {**other[0], "texter": ""}


def test_text_on_several_lines_comes_on_one() -> None:
    recipient = replace(LYKTAN, name="Lyktan\n")
    written = partnership(title="Läx\nhjälp", summary="En rad\r\ntill\u2028och till", recipient=recipient)
    columns, texts = fetched(register(written))
    assert columns["titel"] + texts + columns["mottagarna"][0][:1] == ["Läx hjälp", "En rad till och till", "Lyktan "]
