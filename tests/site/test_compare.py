"""Two groups side by side by one address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from register.model import Partnership
from register.swedish import amount

from .finding import Fits, has, own_register

ALL = own_register().partnerships


def of_recipient(number: str) -> Fits:
    return lambda record: record.recipient.number == number


@pytest.mark.parametrize(
    ("groups", "names", "fits"),
    [
        (
            ("stadsdelar/raslatt", "stadsdelar/oxnehaga"),
            ("Råslätt", "Öxnehaga"),
            (has("stadsdel", "raslatt"), has("stadsdel", "oxnehaga")),
        ),
        (("ar/2024", "ar/2025"), ("2024", "2025"), (has("ar", "2024"), has("ar", "2025"))),
        (
            ("mottagare/899999-0008", "mottagare/899999-0305"),
            ("Exempelföreningen Lyktan", "Exempelföreningen Vitsippan"),
            (of_recipient("899999-0008"), of_recipient("899999-0305")),
        ),
    ],
    ids=["neighbourhoods", "years", "recipients"],
)
def test_two_groups_stand_side_by_side(
    page: Page, address: str, groups: tuple[str, str], names: tuple[str, str], fits: tuple[Fits, Fits]
) -> None:
    page.goto(f"{address}jamfor/?a={groups[0]}&b={groups[1]}")
    main = page.get_by_role("main")
    table = main.get_by_role("table", name=f"{names[0]} jämfört med {names[1]}")
    expect(table.get_by_role("columnheader")).to_have_text(["Uppgift", *names])
    found = [[record for record in ALL if fit(record)] for fit in fits]

    def shows(label: str, *figures: str) -> None:
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label, exact=True))
        expect(row.get_by_role("cell")).to_have_text([*figures], use_inner_text=True)

    shows("Samarbeten", *(str(len(own)) for own in found))
    shows("Beviljat belopp", *(amount(total(own)) for own in found))
    both = [record for record in found[0] if record in found[1]]
    said = "hör till båda och räknas i båda kolumnerna" if both else "Inget samarbete hör till båda."
    expect(main.get_by_role("status")).to_contain_text(said)
    if both:
        expect(main.get_by_role("status")).to_contain_text(amount(total(both)), use_inner_text=True)
        alone = [[record for record in own if len(record.neighbourhoods) == 1] for own in found]
        shows("Varav bara här", *(amount(total(own)) for own in alone))
    expect(main).not_to_contain_text("%")
    table.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("main").get_by_role("heading", level=3)).to_have_count(len(found[0]))


def total(records: list[Partnership]) -> int:
    return sum(record.decision.amount for record in records)


def test_what_is_not_there_is_said_and_one_choice_waits_for_the_other(page: Page, address: str) -> None:
    page.goto(f"{address}jamfor/?a=stadsdelar/raslatt&b=stadsdelar/atlantis")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text("Valet «stadsdelar/atlantis» finns inte.")
    page.get_by_label("Med", exact=True).select_option("Ekhagen")
    page.get_by_role("main").get_by_role("button", name="Jämför").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Råslätt jämfört med Ekhagen")
    page.goto(f"{address}stadsdelar/raslatt/")
    page.get_by_role("link", name="Jämför Råslätt med …").click()
    expect(page.get_by_label("Jämför", exact=True)).to_have_value("stadsdelar/raslatt")


def test_without_scripts_the_page_leads_to_those_of_the_groups(bare_page: Page, address: str) -> None:
    bare_page.goto(f"{address}jamfor/?a=stadsdelar/raslatt&b=stadsdelar/oxnehaga")
    expect(bare_page.get_by_role("main").get_by_role("combobox")).to_have_count(0)
    bare_page.get_by_role("main").get_by_role("link", name="stadsdelar", exact=True).click()
    expect(bare_page.get_by_role("heading", level=1)).to_have_text("Stadsdelar")
