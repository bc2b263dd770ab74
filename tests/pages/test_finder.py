"""The page that finds partnerships before any script has touched it, and the files that the script fetches."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pages.finder import COLUMNS, ROWS, SORTINGS, TEXTS
from pages.site import part, site_files
from register.model import Partnership, Register
from register.status import Status, status

from .markup import Element, links, parsed, table
from .registers import LYKTAN, TODAY, decided, partnership, register, varied


def shown(of: Register) -> Element:
    return parsed(part("hitta", of, TODAY, example_data=True, here="samarbeten/"))


def fetched(of: Register) -> tuple[dict[str, Any], list[str]]:
    files = site_files(of, TODAY, example_data=True)
    return json.loads(files[COLUMNS]), json.loads(files[TEXTS])


def many(number: int) -> Register:
    made = [partnership(f"2024/p{place:03}") for place in range(number - 1)]
    return register(*made, partnership("2025/p", decision=decided(partnership(), date(2025, 1, 2))))


def test_a_short_list_is_shown_whole() -> None:
    tree = shown(varied())
    assert len(tree.all("li", class_="card")) == 6
    assert "6 samarbeten, sammanlagt 442 000 kr" in tree.one(role="status").text
    assert not tree.all("table")


def test_a_long_list_begins_with_the_newest_and_leads_to_every_year() -> None:
    tree = shown(many(ROWS + 1))
    assert len(tree.all("li", class_="card")) == ROWS
    assert links(tree.one("ul", class_="cards"), "samarbeten/").__next__()[1] == "samarbeten/2025/p/"
    assert [row[:2] for row in table(tree, "Samarbeten och beviljat belopp efter det år då besluten fattades")] == [
        ["År", "Antal"],
        ["2025", "1"],
        ["2024", str(ROWS)],
        ["Sammanlagt", str(ROWS + 1)],
    ]
    assert f"Listan visar de {ROWS} senast beslutade." in tree.text


def test_without_a_script_there_are_no_controls() -> None:
    tree = shown(varied())
    form = tree.one("form")
    assert "hidden" in form.attributes
    controls = [control for tag in ("input", "select", "button") for control in tree.all(tag)]
    hidden = [form, *(part for part in tree.all("div", class_="find-sorting") if "hidden" in part.attributes)]
    inside = [control for part in hidden for tag in ("input", "select", "button") for control in part.all(tag)]
    assert {id(control) for control in controls} == {id(control) for control in inside} != set()
    assert not form.attributes.keys() & {"action", "method"}


def test_every_control_has_a_label_and_every_group_a_legend() -> None:
    tree = shown(varied())
    labelled = {label.attributes.get("for") for label in tree.all("label")}
    wrapped = {id(control) for label in tree.all("label") for control in label.all("input")}
    for control in tree.all("input") + tree.all("select"):
        assert control.attributes.get("id") in labelled or id(control) in wrapped
        described = control.attributes.get("aria-describedby")
        assert described is None or tree.one(id=described)
    for group in tree.all("fieldset"):
        assert group.one("legend").text


def test_every_choice_is_shown_with_what_it_would_give() -> None:
    tree = shown(varied())
    groups = {
        group.attributes["data-filter"]: [li.text for li in group.all("li")]
        for group in tree.all("details", class_="find-group")
    }
    assert groups["ar"] == ["2026 (3)", "2025 (1)", "2024 (2)"]
    assert groups["stadsdel"] == ["Råslätt (5)", "Öxnehaga (2)"]
    assert groups["malgrupp"] == ["Barn (5)", "Unga (5)", "Äldre (1)"]
    assert groups["lage"] == [f"{state.label} (1)" for state in Status]
    assert [option.text for option in tree.all("option")] == [label for _, label in SORTINGS]


def test_an_empty_register_says_so_and_has_no_filters() -> None:
    tree = shown(register())
    assert "Inga samarbeten är registrerade än." in tree.text
    assert not tree.all("form")
    columns, texts = fetched(register())
    assert (columns["id"], texts) == ([], [])


@pytest.mark.parametrize("of", [register(), varied(), many(ROWS + 5)], ids=["empty", "varied", "many"])
def test_every_column_has_a_place_for_every_record(of: Register) -> None:
    columns, texts = fetched(of)
    for name in (*columns["val"], "id", "titel", "mottagare", "belopp", "beslut", "slut", "titelordning"):
        assert len(columns[name]) == len(of.partnerships), name
    assert texts == [record.summary for record in of.partnerships]


def test_the_columns_say_what_the_records_say() -> None:
    of = varied()
    columns, _ = fetched(of)
    for place, record in enumerate(of.partnerships):
        assert columns["id"][place] == record.id
        assert columns["titel"][place] == record.title
        assert columns["belopp"][place] == record.decision.amount
        assert columns["beslut"][place] == record.decision.date.isoformat()
        assert columns["slut"][place] == record.agreement.end.isoformat()
        assert columns["mottagarna"][columns["mottagare"][place]] == [
            record.recipient.name,
            record.recipient.number or "",
        ]
        chosen = {
            name: [code for code, _ in (columns["val"][name][at] for at in columns[name][place])]
            for name in columns["val"]
            if name not in ("redovisning", "mer")  # test_doors.py has those
        }
        assert chosen == {
            "ar": [str(record.year)],
            "stadsdel": list(record.neighbourhoods),
            "tema": list(record.themes),
            "malgrupp": list(record.target_groups),
            "lage": [status(record, TODAY).value],
        }


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
    written: Partnership = partnership(
        title="Läx\nhjälp", summary="En rad\r\ntill\u2028och till", recipient=replace(LYKTAN, name="Lyktan\n")
    )
    columns, texts = fetched(register(written))
    assert (columns["titel"], texts, columns["mottagarna"][0][0]) == (
        ["Läx hjälp"],
        ["En rad till och till"],
        "Lyktan ",
    )
