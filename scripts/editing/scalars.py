"""A text, a number or a truth value as YAML, byte for byte as the web form writes it.

The web form (Sveltia CMS) serialises with the npm library `yaml` 2.9 and the options `lineWidth: 0` and
`singleQuote: true`: no line is ever folded, a text stands plain where it can, and a text with line breaks is a literal
block. This is that library's `stringifyString` for those options. It differs in one thing: a text that YAML 1.1
would read as something else (`18:30`, `no`) is quoted here too, because the check refuses it otherwise.
"""

from __future__ import annotations

import json
import re

from register.scalars import plain_value

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Starts with an indicator, or has somewhere in it what YAML would take for a comment, a key or white space to fold
_NOT_PLAIN = re.compile(
    r"""^[\n\t ,\[\]{}#&*!|>'"%@`]|^[?-]\Z|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]\Z""",
)
_SPACE_AT_BREAK = re.compile(r"[ \t]\n|\n[ \t]")
_BLANK_LAST_LINE = re.compile(r"\n[\t ]+\Z")
_NUMBER_OR_WORD = re.compile(
    r"(?:~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
)


def scalar(value: str | int | float | bool | None, indent: str) -> str:
    """A value as it stands after `key: ` or `- `; the lines of a block start with `indent`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return json.dumps(value)
    if _CONTROL.search(value):
        return _double_quoted(value)
    if "\n" in value:
        return _quoted(value) if _BLANK_LAST_LINE.search(value) else _block(value, indent)
    return value if _stands_plain(value) else _quoted(value)


def key(name: str) -> str:
    """A field's name as it stands before the colon."""
    if _CONTROL.search(name):
        return _double_quoted(name)
    return name if "\n" not in name and _stands_plain(name) else _quoted(name)


def _stands_plain(text: str) -> bool:
    """Whether both versions of YAML read the unquoted text as just this text."""
    if _NOT_PLAIN.search(text) or _NUMBER_OR_WORD.fullmatch(text):
        return False
    value, read_otherwise = plain_value(text)
    return value == text and not read_otherwise


def _quoted(text: str) -> str:
    """Single quotes, and double ones for a text with only an apostrophe in it."""
    if ("'" in text and '"' not in text) or "\n" in text or _SPACE_AT_BREAK.search(text):
        return _double_quoted(text)
    return "'" + text.replace("'", "''") + "'"


def _double_quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=bool(_CONTROL.search(text)))


def _block(text: str, indent: str) -> str:
    """A literal block, with a sign for how it ends and, when it starts with a space, for its indent."""
    content = text.rstrip("\n\t ")
    end = text[len(content) :]
    if "\n" not in end:
        chomping = "-"
    elif not content or end.index("\n") != len(end) - 1:
        chomping = "+"
    else:
        chomping = ""
    lines = (content + end.removesuffix("\n")).split("\n")
    starts_with_space = re.match(r"\n* ", text) is not None
    header = "|" + ("2" if starts_with_space else "") + chomping
    return "\n".join([header, *(f"{indent}{line}" if line else "" for line in lines)])
