"""Shares, sizes, rounded amounts, lines and Swedish order as the site writes them.

Everything is plain text; nothing here knows HTML. Amounts, dates and counts are those of `register.swedish`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from register.swedish import NO_BREAK, amount, number, percent

_LINE_BREAKS = re.compile(r" *[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029][ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\v\f\r\x85\u2028])[ \t]*(?:\r\n|[\n\v\f\r\x85\u2028])|\u2029")


def share(part: int, whole: int) -> str:
    """Give `part` in whole per cent of `whole`; `–` when there is nothing to have a share of.

    A share that is neither nothing nor everything is never rounded to 0 or 100.
    """
    if whole == 0:
        return "–"
    if 0 < part * 200 < whole:
        return f"under {percent(1)}"
    if 0 < (whole - part) * 200 < whole:
        return f"över {percent(99)}"
    return percent((part * 200 + whole) // (whole * 2))


def size(octets: int) -> str:
    """The size of a file in whole kB (1,000 bytes), rounded up; a small one in bytes: `87 kB`, `640 byte`."""
    return f"{number(octets)}{NO_BREAK}byte" if octets < 1000 else f"{number(-(-octets // 1000))}{NO_BREAK}kB"


def rounded(kronor: int) -> str:
    """An amount to be taken in at a glance: `4,9 mnkr`, `850 tkr`, `800 kr`; half is rounded up."""
    if kronor >= 999_500:
        tenths = (kronor + 50_000) // 100_000
        return f"{number(tenths // 10)},{tenths % 10}{NO_BREAK}mnkr"
    return f"{number((kronor + 500) // 1000)}{NO_BREAK}tkr" if kronor >= 1000 else amount(kronor)


def one_line(text: str) -> str:
    """The text on one line: every run of line breaks and tabs becomes one space."""
    return text if text.isprintable() else _LINE_BREAKS.sub(" ", text)


def paragraphs(text: str) -> list[str]:
    """Plain text as paragraphs, each on one line; a blank line begins a new one. Never Markdown."""
    # What is printable has no line break. That is most texts, and asking is cheaper than looking for where to split.
    parts = [text.strip()] if text.isprintable() else [one_line(part).strip() for part in _BLANK_LINE.split(text)]
    return [part for part in parts if part]


def shortened(text: str, length: int = 160) -> str:
    """The text on one line of at most `length` characters, cut between words with `…`."""
    line = one_line(text).strip()
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,.;:–-')}…"


# Letters that are filed otherwise than under the letter they look like. `{|}` sort right after `z`.
_FILED_AS = {
    "å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ü": "y",
    "ð": "d", "đ": "d", "ł": "l", "þ": "th",
}  # fmt: skip


@lru_cache(maxsize=1024)
def _collate(letter: str) -> str:
    base = _FILED_AS.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return base if letter.isalnum() else " "


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts as Swedish does: å, ä and ö last, capitals and other marks set aside.

    Babel has no collation. Punctuation counts as a space; numbers sort before letters. Texts that
    are filed alike are ordered by the text itself, so that the order is always the same.
    """
    letters = unicodedata.normalize("NFC", text).casefold()
    return (" ".join("".join(map(_collate, letters)).split()), text)
