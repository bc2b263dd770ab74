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
