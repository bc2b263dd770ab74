"""XML as it is written here: indented, in UTF-8."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

_NEVER = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_NEVER}]")
# What cannot stand as it is between two tags. Most texts have nothing of it, and one look is enough.
_MARKED = re.compile(f"[&<>\r{_NEVER}]")


def legal(text: str) -> str:
    """The text with what XML 1.0 cannot hold replaced. A checked register has no such characters."""
    return _ILLEGAL.sub("\ufffd", text)


def between_tags(text: str) -> str:
    """The text as it is written between two tags, a carriage return too, which XML would take for a new line."""
    return html.escape(legal(text), quote=False).replace("\r", "&#13;") if _MARKED.search(text) else text


def xml_document(root: ElementTree.Element) -> bytes:
    """An indented XML document in UTF-8."""
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
