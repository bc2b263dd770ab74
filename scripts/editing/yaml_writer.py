"""Plain data → YAML text, byte for byte as the web form writes it.

The web form (Sveltia CMS) uses the npm library `yaml` 2.9 with `lineWidth: 0` and `singleQuote: true`: block style, no
line is folded, a text is plain where it can be, and a text with line breaks is a literal block. Here ruamel.yaml
writes, and the style of each text is chosen as that library does. One thing differs: a text that YAML 1.1 would read as
something else (`18:30`, `no`) is quoted, because the check refuses it otherwise.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from register.document import Pointer
from register.strict_yaml import plain_value, read_yaml
from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.representer import SafeRepresenter

Comments = Mapping[Pointer, Sequence[str]]
_END: Pointer = ()
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Starts with an indicator, or has in it what YAML would take for a comment, a key or white space to fold
_NOT_PLAIN = re.compile(r"""^[\n\t ,\[\]{}#&*!|>'"%@`]|^[?-]\Z|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]\Z""")
_BLANK_LAST_LINE = re.compile(r"\n[\t ]+\Z")
_NUMBER_OR_WORD = re.compile(
    r"(?:~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
)


def yaml_text(data: Mapping[str, Any] | Sequence[Any], comments: Comments | None = None) -> str:
    """Write data as YAML. Each comment is put above the value whose path it is given for, or last for `()`."""
    stream = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.Emitter, yaml.Representer = _Emitter, _Representer
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = False, True, sys.maxsize
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # ruamel's own annotation is None
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(data, stream)
    return _with_comments(stream.getvalue(), comments) if comments else stream.getvalue()


def flow_text(value: Any) -> str:
    """Write a value on one line, to put inside `[…]` or `{…}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow_text(name)}: {flow_text(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    text = yaml_text({"k": value}).removeprefix("k: ").rstrip("\n")
    if isinstance(value, str) and ("\n" in text or (text == value and re.search(r"[,\[\]{}?:]", text))):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return text


def _style(text: str) -> str:
    """Return the style of a text: plain (""), quoted (' or "), or a literal block (|)."""
    if _CONTROL.search(text):
        return '"'
    if "\n" in text:
        return '"' if _BLANK_LAST_LINE.search(text) else "|"
    value, read_otherwise = plain_value(text)
    read_otherwise |= text.endswith('"') and text.count('"') % 2 == 1  # the check takes it for a slip of the pen
    if not _NOT_PLAIN.search(text) and not _NUMBER_OR_WORD.fullmatch(text) and value == text and not read_otherwise:
        return ""
    return '"' if "'" in text and '"' not in text else "'"


class _Emitter(Emitter):
    """ruamel's emitter, which writes each value in the style that it is given, without tags."""

    def choose_scalar_style(self) -> str:
        style = str(self.event.style or "")
        return '"' if self.simple_key_context and style == "|" else style

    def process_tag(self) -> None:
        return


class _Representer(SafeRepresenter):
    """ruamel's representer, with the styles of the web form."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Representer.add_representer(
    str, lambda self, text: self.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))
)
_Representer.add_representer(
    dict, lambda self, data: self.represent_mapping("tag:yaml.org,2002:map", list(data.items()), flow_style=not data)
)
_Representer.add_representer(
    list, lambda self, data: self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=not data)
)


def _with_comments(text: str, comments: Comments) -> str:
    """Put comments above the lines of the values that they belong to."""
    document, _ = read_yaml(text, "")
    starts = {**document.values, **document.keys} if document else {}
    above: dict[int, list[str]] = {}
    lines = text.splitlines()
    for path in sorted(filter(None, comments), key=lambda path: (starts[path], len(path))):
        line = starts[path][0] - 1
        indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
        above.setdefault(line, []).extend(f"{indent}{comment}" for comment in comments[path])
    result = [part for number, line in enumerate(lines) for part in (*above.get(number, ()), line)]
    return "\n".join([*result, *comments.get(_END, ())]) + "\n"
