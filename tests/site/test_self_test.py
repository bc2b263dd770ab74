"""The self-test and the forms, as a visitor meets them: answers are said, printed, and never leave the page."""

from __future__ import annotations

from playwright.sync_api import Page, expect


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
        f"Ni har svar på {questions - 2} av {questions} frågor. Kvar att fundera på: "
        "Följer regelverket och Återkoppling om planering och genomförande."
    )
    for place in (questions - 2, questions - 1):
        boxes.nth(place).check()
    expect(result).to_have_text(f"Ni har svar på alla {questions} frågor. Skriv ner dem i ansökan.")
    boxes.first.uncheck()
    expect(result).to_contain_text("Kvar att fundera på: Stärker området.")


def test_what_is_typed_in_the_self_test_and_the_forms_is_neither_sent_nor_kept(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for where in ("ansok/", "ansok/blankett-ansokan/", "ansok/blankett-planering/", "ansok/blankett-slutrapport/"):
        page.goto(address + where)
        page.wait_for_load_state("networkidle")
        assert asked
        asked.clear()
        for box in page.locator("article").get_by_role("checkbox").all():
            box.check()
        for field in page.locator("article").get_by_role("textbox").all():
            field.fill("Hemligt svar")
            field.press("Enter")
        page.wait_for_load_state("networkidle")
        assert asked == []
        kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")
        assert "Hemligt" not in kept


def test_without_a_script_the_page_says_how_to_read_the_result(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto(f"{address}ansok/")
        expect(bare.get_by_text("frågor: skriv ner dem i")).to_be_visible()
        bare.goto(f"{address}ansok/blankett-ansokan/")
        expect(bare.get_by_role("button", name="Skriv ut")).to_be_hidden()


def test_the_form_is_printed_by_a_button_that_paper_does_not_show(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => document.documentElement.setAttribute('data-printed', '')")
    page.goto(f"{address}ansok/blankett-ansokan/")
    button = page.get_by_role("button", name="Skriv ut")
    button.click()
    expect(page.locator("html[data-printed]")).to_be_attached()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
