"""XML as it is written here: indented, and a graph without blank nodes as RDF/XML, always in the same order."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from rdflib import Graph

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rdf_xml(graph: Graph) -> bytes:
    """The file. rdflib's order of elements follows the memory of the machine, so they are sorted afterwards."""
    made = graph.serialize(format="xml", encoding="utf-8")
    root = ElementTree.fromstring(made)  # noqa: S314  # written by rdflib just now
    for node in root:
        node[:] = sorted(node, key=_key)
    root[:] = sorted(root, key=_key)
    for prefix, namespace in sorted(graph.namespaces()):
        ElementTree.register_namespace(prefix, str(namespace))
    return xml_document(root)


def legal(text: str) -> str:
    """The text with what XML 1.0 cannot hold replaced. A checked register has no such characters."""
    return _ILLEGAL.sub("\ufffd", text)


def xml_document(root: ElementTree.Element) -> bytes:
    """An indented XML document in UTF-8."""
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _key(element: ElementTree.Element) -> tuple[str, str, str]:
    return element.tag, " ".join(value for _, value in sorted(element.attrib.items())), element.text or ""
