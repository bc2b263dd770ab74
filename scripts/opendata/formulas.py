"""Text that a spreadsheet would take for a formula, made harmless in CSV; and made itself again.

A program that opens CSV runs a cell beginning with `=`, `+`, `-` or `@`. Where a comma is the decimal sign, as in
Sweden, it splits cells at semicolons and tabs, and takes no notice of quotes inside them, so that a cell may begin
in the middle of a text. An apostrophe is therefore put in at every place where such a cell could begin.
"""

from __future__ import annotations

import re

_SPLITS = r"[;\t\r\n\v\f\x85\u2028\u2029]"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_START = f"(^|{_SPLITS})"
_FORMULA = rf"(?=[\s'\"]*[{_SIGNS}])"
_BARE = re.compile(_START + _FORMULA)
_GUARDED = re.compile(_START + "'" + _FORMULA)
# Nearly every text has neither, and is then harmless: to see that takes a quarter of the time.
_SPLIT = re.compile(_SPLITS)
_FIRST = re.compile(rf"[\s'\"{_SIGNS}]")


def escape_formula(text: str) -> str:
    """The text with an apostrophe wherever a cell could begin as a formula."""
    return _BARE.sub(r"\1'", text) if _SPLIT.search(text) or _FIRST.match(text) else text


def unescape_formula(text: str) -> str:
    """The text as it was before `harmless`."""
    return _GUARDED.sub(r"\1", text) if "'" in text else text
