"""The nearest known name to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_PLAIN = str.maketrans("åäöéü _", "aaoeu--")


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to what was written, or None when none is near."""
    by_plain = {plain(name): name for name in known}
    close = difflib.get_close_matches(plain(written)[:60], by_plain, n=1, cutoff=0.6)
    return by_plain[close[0]] if close else None


def nearest_code(written: str, names: Mapping[str, str]) -> str | None:
    """The code (of `names`, code → name) nearest to a code or name that was written, or None."""
    by_word = {plain(name): code for code, name in names.items()} | {plain(code): code for code in names}
    word = nearest(written, by_word)
    return by_word[word] if word else None


def plain(text: str) -> str:
    """A text in small letters a–z with hyphens, as codes are written."""
    return text.strip().lower().translate(_PLAIN)
