"""A graph without blank nodes as RDF/XML, always in the same order."""

from __future__ import annotations

from xml.etree import ElementTree

from rdflib import Graph

from opendata.xml import xml_document


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


def _key(element: ElementTree.Element) -> tuple[str, str, str]:
    return element.tag, " ".join(value for _, value in sorted(element.attrib.items())), element.text or ""
