"""XML as it is written here: indented, in UTF-8."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text with what XML 1.0 cannot hold replaced. A checked register has no such characters."""
    return _ILLEGAL.sub("\ufffd", text)


def xml_document(root: ElementTree.Element) -> bytes:
    """An indented XML document in UTF-8."""
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
