"""The self-test and the forms, as a visitor meets them: answers are said, printed, and never leave the page."""

from __future__ import annotations

from pathlib import Path

import build
import new
import record as record_command
import validate
from playwright.sync_api import FilePayload, Page, expect

from ..editing.repository import REASONS, TODAY, read, record, register


def test_the_result_is_said_as_questions_are_ticked_off(page: Page, address: str) -> None:
    page.goto(f"{address}ansok/#sjalvtest")
    test = page.locator(".self-test")
    boxes = test.get_by_role("checkbox")
    result = test.get_by_role("status")
    expect(result).to_be_empty()
    questions = boxes.count()
    for place in range(questions - 2):
        boxes.nth(place).check()
    expect(result).to_have_text(
        f"Ni svarar ja på {questions - 2} av {questions} frågor. Kvar att fundera på: "
        "Följer regelverket och Återkoppling om planering och genomförande."
    )
    for place in (questions - 2, questions - 1):
        boxes.nth(place).check()
    expect(result).to_have_text(f"Ni svarar ja på alla {questions} frågor. Beskriv hur i ansökan.")
    boxes.first.uncheck()
    expect(result).to_contain_text("Kvar att fundera på: Stärker området.")


def test_what_is_typed_in_the_self_test_and_the_forms_is_never_sent(own_page: Page, address: str) -> None:
    asked: list[str] = []
    own_page.on("request", lambda request: asked.append(request.url))
    own_page.clock.install()
    for where in ("ansok/", "ansok/blankett-ansokan/", "ansok/blankett-planering/", "ansok/blankett-slutrapport/"):
        own_page.goto(address + where)
        own_page.clock.run_for("10:00")
        asked.clear()
        for box in own_page.locator("article").get_by_role("checkbox").all():
            box.check()
        for field in own_page.locator("article").get_by_role("textbox").all():
            field.fill("Hemligt svar")
            field.press("Enter")
        own_page.clock.run_for("10:00")  # what would be sent after a while
        own_page.evaluate("fetch('/robots.txt')")  # comes after whatever has been asked for
        assert asked == [f"{address}robots.txt"]


def fill_in(page: Page) -> None:
    for label, text in (
        ("Namn", "Exempelföreningen Lyktan"), ("Organisationsnummer", "899999-0008"),
        ("Kontaktperson", "Hemlig Person, hemlig@example.org"), ("Titel", "Odling på Öxnehaga"),
        ("Sammanfattning", "Tio odlingslådor mellan husen, som grannarna sköter tillsammans."),
        ("Sökt belopp", "120 000 kr"), ("Verksamheten börjar", "1 april 2025"), ("Verksamheten slutar", "31 mars 2026"),
        ("Nytta för hyresgästerna", "Lådorna är öppna för alla hyresgäster."), ("Plats", "Kvartersgården på Öxnehaga"),
        ("Mål för antal tillfällen", "40"),
    ):  # fmt: skip
        page.locator("article").get_by_label(label, exact=True).fill(text)
    for name in ("Öxnehaga", "Klimat och miljö", "Alla hyresgäster"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("radio", name="Ideell förening", exact=True).check()
    for place, reason in enumerate(REASONS.values()):
        page.locator("[name^='kriterier.']").nth(place).fill(reason)
    page.get_by_label("Datum och underskrift").fill("Hemlig Person")


def test_an_application_is_printed_kept_opened_and_becomes_a_record(page: Page, address: str, tmp_path: Path) -> None:
    page.add_init_script("window.print = () => document.documentElement.setAttribute('data-printed', '')")
    page.goto(f"{address}ansok/blankett-ansokan/")
    button = page.get_by_role("button", name="Skriv ut")
    button.click()
    expect(page.locator("html[data-printed]")).to_be_attached()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    page.emulate_media(media="screen")
    fill_in(page)
    page.reload()
    title = page.locator("article").get_by_label("Titel", exact=True)
    expect(title).to_have_value("Odling på Öxnehaga")
    expect(page.get_by_text("Svaren som skrevs senast på den här enheten är ifyllda.")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Spara som fil").click()
    assert waiting.value.suggested_filename == "ansokan-odling-pa-oxnehaga.json"
    saved = tmp_path / "ansokan.json"
    waiting.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    assert "emlig" not in text + page.evaluate("JSON.stringify(localStorage)")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Rensa", exact=True).click()
    expect(title).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
    page.locator("[data-file]").set_input_files(saved)
    expect(title).to_have_value("Odling på Öxnehaga")
    expect(page.get_by_role("checkbox", name="Öxnehaga", exact=True)).to_be_checked()

    root = register(tmp_path / "r")
    decided = ["--beslut.datum=2025-03-12", "--beslut.belopp=85 000", "--beslut.beslutsfattare=Exempelroll",
               "--beslut.jav=provat", "--planering=2025-05-15", "--slutrapport=2026-05-31"]  # fmt: skip
    arguments = ["--root", str(root), "--today", TODAY]
    assert new.main([*arguments, "--fraga-inte", "--svar", str(saved), *decided]) == 0
    written = read(root, "2025/odling-pa-oxnehaga")
    assert written["ansokan"] == {"belopp": 120000}
    assert written["mottagare"]["typ"] == "forening"
    assert written["mal"] == {"tillfallen": 40}
    assert written["kriterier"] == REASONS
    assert validate.main(arguments) == 0
    out = tmp_path / "site"
    assert build.main([*arguments, "--markdown", str(out)]) == 0
    assert "120 000 kr" in (out / "samarbeten/2025/odling-pa-oxnehaga.md").read_text(encoding="utf-8").replace(
        "\u00a0", " "
    )


def test_a_final_report_is_saved_and_taken_and_another_file_changes_nothing(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}ansok/blankett-slutrapport/")
    for label, text in (
        ("Titel", "Läxhjälp"), ("Mottagare", "Hemlig"), ("Tillfällen", "62"), ("Deltagare", "140"),
        ("Andel flickor och kvinnor", "52 %"), ("Sammanfattning", "Läxhjälpen hölls. Fler kom än året före."),
        ("Så genomfördes verksamheten", "Som planerat."), ("Utbetalt", "85 000 kr"), ("Återbetalt", "0"),
    ):  # fmt: skip
        page.locator("article").get_by_label(label, exact=True).fill(text)
    for name, text, said in (
        ("x.json", '{"blankett": "ansokan", "titel": "Odling"}', "kommer från en annan blankett. Inget har ändrats."),
        ("y.json", "inte json", "går inte att läsa."),
    ):
        file = FilePayload(name=name, mimeType="application/json", buffer=text.encode())
        page.locator("[data-file]").set_input_files(file)
        expect(page.get_by_text(f"Filen {name} {said}")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Spara som fil").click()
    saved = tmp_path / "redovisning.json"
    waiting.value.save_as(saved)
    assert "emlig" not in saved.read_text(encoding="utf-8")
    name = "2025/laxhjalp-raslatt"
    root = register(tmp_path / "r", y2025__laxhjalp_raslatt=record())
    given = ["--inkom=2026-05-20", "--ekonomi.datum=2026-06-01", "--root", str(root), "--today", TODAY]
    assert record_command.main(["rapport", name, "--svar", str(saved), *given]) == 0
    written = read(root, name)
    assert written["resultat"] == {
        "tillfallen": 62, "deltagare": 140, "andel_flickor_kvinnor": 52,
        "sammanfattning": "Läxhjälpen hölls. Fler kom än året före.",
    }  # fmt: skip
    assert written["ekonomi"] == {"utbetalt": 85000, "aterbetalt": 0, "datum": "2026-06-01"}
    assert written["uppfoljning"][1]["sammanfattning"] == "Som planerat."


def test_without_a_script_the_page_says_how_to_read_the_result(bare_page: Page, address: str) -> None:
    bare_page.goto(f"{address}ansok/")
    expect(bare_page.get_by_text("Ni svarar ja på alla")).to_be_visible()
    bare_page.goto(f"{address}ansok/blankett-ansokan/")
    expect(bare_page.get_by_role("button", name="Skriv ut")).to_be_hidden()
