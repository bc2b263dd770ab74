"""XML from the templates of this folder, with every value escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_xml(template: str, **values: Any) -> bytes:
    """Render a template as UTF-8."""
    return _environment().get_template(template).render(values).encode("utf-8")


def replace_illegal_xml(text: str) -> str:
    """Replace what XML 1.0 cannot hold by U+FFFD. A checked register has no such characters."""
    return _ILLEGAL.sub("\ufffd", text)


def _escape(value: Any) -> Any:
    """Escape a value; a carriage return becomes a reference, because a parser would read it as a line feed."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(replace_illegal_xml(value)).replace("\r", Markup("&#13;"))
    return value


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        autoescape=True,
        finalize=_escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
