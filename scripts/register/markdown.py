"""Hostile text in Markdown that GitHub shows: always text, never a link, a mention, markup or a line of its own.

GitHub looks for mentions, references and addresses after Markdown has been read, so a backslash does not stop
those. A zero-width space inside them does, and does not show.
"""

from __future__ import annotations

import re

_GAP = "\u200b"
_SPACES = re.compile(r"[^\S\u00a0]+")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$]")
_REFERENCE = re.compile(r"@|#(?=\w)|:(?=//)|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE)
_OPENING = re.compile(r"(\d*)([-+=#:.)])")


def escaped(text: str) -> str:
    """The text on one line, shown as it is written. It may stand first in a line or inside one."""
    line = plain_line(text)
    opening = _OPENING.match(line)
    safe = _MARKUP.sub(r"\\\g<0>", line)
    if opening:
        safe = f"{opening[1]}\\{safe[len(opening[1]) :]}"
    return _REFERENCE.sub(rf"\g<0>{_GAP}", safe)


def code(text: str) -> str:
    """The text in code letters: nothing in it is Markdown, whatever it holds."""
    line = plain_line(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    edge = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{edge}{line}{edge}{fence}"


def plain_line(text: str) -> str:
    """The text on one line, with what cannot be seen shown as U+FFFD."""
    line = _SPACES.sub(" ", text).strip(" ")
    return "".join(c if c.isprintable() or c == "\u00a0" else "\ufffd" for c in line)
