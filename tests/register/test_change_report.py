"""The Markdown that is posted: hostile text stays text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from register.change_report import change_report
from register.reports import code_span, escape_markdown

from .cases import RECORD
from .memory import Files, base_files, checked, edited

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
# What GitHub looks for after Markdown has been read
REFERENCE = re.compile(r"@\w|#\d|\bGH-\d|://|\bwww\.", re.IGNORECASE)


def shown(markdown: str) -> str:
    """What a reader sees of a line of Markdown, when none of it is markup."""
    tokens = GITHUB.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {child.type for child in tokens[1].children or []}
    assert kinds <= {"text", "text_special"}, kinds
    return "".join(child.content for child in tokens[1].children or []).replace("\u200b", "")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[klicka](https://evil.example)",
        "![bild](x)",
        "https://evil.example www.evil.example",
        "&lt;b&gt; &#64;anna",
        "**fet** _kursiv_ ~~struken~~ `kod` $x$",
        "# Rubrik",
        "- punkt",
        "1. punkt",
        "12) punkt",
        "> citat",
        "| a | b |",
        "=== ---",
        "\\<b> \\\\[a](b)",
        "@anna #12 GH-3 a@b.example",
        "```",
    ],
)
def test_markup_is_shown_as_it_was_written(text: str) -> None:
    safe = escape_markdown(text)
    assert shown(safe) == text
    assert REFERENCE.search(safe.replace("\\", "")) is None


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_one_line_of_text(text: str) -> None:
    safe = escape_markdown(text)
    assert "\n" not in safe
    if safe:
        shown(f"Titel: {safe}")
    assert all(character.isprintable() or character in "\u200b\u00a0" for character in safe)


def test_what_turns_the_direction_of_writing_is_made_visible() -> None:
    assert escape_markdown("a\u202eb\x1b[0m") == "a\ufffdb\ufffd\\[0m"


@pytest.mark.parametrize("text", ["a`b", "`b", "b`", "``", "`", "", "@anna <b> [a](b)", "a\nb"])
def test_code_is_code_whatever_it_holds(text: str) -> None:
    [_, inline, _] = GITHUB.parse(f"Fil: {code_span(text)}")
    kinds = [child.type for child in inline.children or []]
    assert kinds == ["text", "code_inline"]
    assert (inline.children or [])[1].content.strip() == text.replace("\n", " ")


SETTINGS = "content/listor/installningar.yaml"
LIST = "content/listor/stadsdelar.yaml"


def report_of(before: Files, after: Files) -> str:
    return change_report(checked(after, before), [])


def test_a_limit_that_a_record_of_the_same_change_needs_is_said_first() -> None:
    files = base_files()
    limit = re.sub(rb"belopp_hogst: [0-9]+", b"belopp_hogst: 90000", files[SETTINGS])
    low = {**files, SETTINGS: limit}
    raised = {**files, RECORD: edited("belopp: 85000", "belopp: 95000")[RECORD]}
    lines = report_of(low, raised).split("\n\n")
    assert lines[2].startswith(f"**Obs: en gräns i inställningarna ändras, och `{RECORD}` behöver den nya gränsen.**")
    assert "95" in lines[2]
    assert "Obs" not in report_of(low, files)  # a limit by itself
    assert "Obs" not in report_of(files, raised)  # a record within the limit


def test_a_changed_name_of_a_code_says_how_many_records_show_it() -> None:
    files = base_files()
    renamed = {**files, LIST: files[LIST].decode().replace("namn: Råslätt", "namn: Råslät").encode()}
    assert "Det nya namnet på koden raslatt syns i 2\u00a0samarbeten" in report_of(files, renamed)


TEXT = base_files()[RECORD].decode()
SUMMARY = TEXT[TEXT.index("  Öppen") : TEXT.index("mottagare:")]
BENEFIT = TEXT[TEXT.index("  nytta:") : TEXT.index("kriterier:")]


def with_words(first: str, count: int, last: str) -> Files:
    return edited(BENEFIT, f"  nytta: {first} {' '.join(f'ord{number}' for number in range(count))} {last}\n")


@pytest.mark.parametrize(
    ("before", "after", "item"),
    [
        (
            base_files(),
            edited(SUMMARY, "  Odling på gården.\n"),
            f"- Sammanfattningen har skrivits om:\n  > Förut: {' '.join(SUMMARY.split())}\n  >\n"
            "  > Nu: Odling på gården.",
        ),
        (
            base_files(),
            edited("utan anmälan", "med anmälan"),
            "- Nyttan för hyresgästerna har ändrats:\n  > … torsdagar under terminerna, utan avgift och "
            "~~utan~~ **med** anmälan. Två gånger per termin bjuder …",
        ),
        (
            with_words("Först", 13, "sist"),
            with_words("Sedan", 13, "slut"),
            "- Nyttan för hyresgästerna har ändrats:\n  > ~~Först~~ **Sedan** "
            f"{' '.join(f'ord{number}' for number in range(13))} ~~sist~~ **slut**",
        ),
        (
            with_words("Först", 14, "sist"),
            with_words("Sedan", 14, "slut"),
            "- Nyttan för hyresgästerna har ändrats:\n  > ~~Först~~ **Sedan** ord0 ord1 ord2 ord3 ord4 ord5 … "
            "ord8 ord9 ord10 ord11 ord12 ord13 ~~sist~~ **slut**",
        ),
    ],
)
def test_a_text_is_told_word_by_word_or_in_both_versions(before: Files, after: Files, item: str) -> None:
    head = (
        f"## Ändringen i ord\n\n1\u00a0ändrad post.\n\n### Ändrade poster\n\n#### Läxhjälp på Råslätt\n\n`{RECORD}`\n\n"
    )
    assert report_of(before, after) == f"{head}{item}\n"


def test_a_new_record_is_told_by_its_facts_and_no_change_in_a_sentence() -> None:
    record = base_files()[RECORD].replace(b"ersatter: 2023/laxhjalp-raslatt\n", b"")
    report = report_of(base_files(), {**base_files(), "partnerships/2024/odling.yaml": record})
    assert "### Nya poster" in report
    assert "`partnerships/2024/odling.yaml`\n\n- Beviljat belopp: 85\u00a0000\u00a0kr\n- Mottagare:" in report
    assert report_of(base_files(), base_files()) == "## Ändringen i ord\n\nInga uppgifter i registret ändras.\n"
