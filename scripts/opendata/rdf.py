"""A graph without blank nodes as RDF/XML, always in the same order whatever the order it was told in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from xml.etree import ElementTree

from opendata.xml import xml_document

_NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Iri(str):
    """The whole address that something is known by."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in a language or of a type such as `xsd:date`, or neither."""

    text: str
    language: str = ""
    type: str = ""


def term(name: str) -> Iri:
    """The address of a term such as `dcat:Dataset`."""
    prefix, _, local = name.partition(":")
    return Iri(f"{_NAMESPACES[prefix]}{local}")


class Graph:
    """Statements on things: what is said twice is said once."""

    def __init__(self) -> None:
        self._told: defaultdict[Iri, set[tuple[str, str, str, str]]] = defaultdict(set)

    def add(self, it: Iri, what: str, value: Iri | Literal) -> None:
        """Say of `it` that its `what` (such as `dcterms:title`) is `value`."""
        said: tuple[str, str, str]
        if isinstance(value, Iri):
            said = (value, "", _tag("rdf:resource"))
        elif value.language:
            said = (value.language, value.text, _LANGUAGE)
        elif value.type:
            said = (term(value.type), value.text, _tag("rdf:datatype"))
        else:
            said = ("", value.text, "")
        self._told[it].add((_tag(what), *said))

    def xml(self) -> bytes:
        """The file."""
        for prefix, namespace in _NAMESPACES.items():
            ElementTree.register_namespace(prefix, namespace)
        root = ElementTree.Element(_tag("rdf:RDF"))
        for it, told in sorted(self._told.items()):
            about = ElementTree.SubElement(root, _tag("rdf:Description"), {_tag("rdf:about"): it})
            for tag, detail, text, attribute in sorted(told):
                said = ElementTree.SubElement(about, tag, {attribute: detail} if attribute else {})
                said.text = text or None
        return xml_document(root)


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
