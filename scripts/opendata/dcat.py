"""The catalogue for Sveriges dataportal: DCAT-AP-SE 3.0.1 as RDF/XML, without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from opendata.datafile import DataFile
from opendata.datasets import DATASETS, Dataset
from opendata.publisher import EMAIL, EXAMPLE_NOTICE, LICENCE_IRI, PUBLISHER, PUBLISHER_IRI, TITLE
from opendata.rdf import Graph, Iri, Literal, term
from opendata.snapshot import Snapshot

PATHS = ("datasets/dcat", "datasets/dcat.rdf")
STANDARD = "https://docs.dataportal.se/dcat/3.0.1/sv/"

_EU = "http://publications.europa.eu/resource/authority"
_SWEDISH = Iri(f"{_EU}/language/SWE")
_THEMES = Iri(f"{_EU}/data-theme")
_STABLE = Iri(f"{_EU}/planned-availability/STABLE")
_PUBLIC = Iri(f"{_EU}/access-right/PUBLIC")
_IRREGULAR = Iri(f"{_EU}/frequency/IRREG")
_SWEDEN = Iri("http://sws.geonames.org/2661886")
_COMPANY = Iri("http://purl.org/adms/publishertype/Company")
_LICENCE = Iri(LICENCE_IRI)
_PUBLISHER = Iri(PUBLISHER_IRI)
_DESCRIPTION = "Öppna data om Vätterhems stöd till föreningar och andra i stadsdelarna."


def dcat(files: Sequence[DataFile], snapshot: Snapshot, address: str) -> bytes:
    """The catalogue, with every file that belongs to a data set as a distribution of it. It needs real addresses."""
    writer = _Writer(snapshot, address)
    named = {name: [file for file in files if file.dataset == name] for name in DATASETS}
    kept = {name: found for name, found in named.items() if found}
    writer.agents()
    writer.catalogue([writer.name("datamangd", name) for name in kept])
    for name, found in kept.items():
        writer.dataset(name, DATASETS[name], found)
    return writer.graph.xml()


class _Writer:
    """Adds what the profile asks of each class."""

    def __init__(self, snapshot: Snapshot, address: str) -> None:
        self.graph = Graph()
        self._snapshot = snapshot
        self._address = address
        decided = [entry.record.decision.date for entry in snapshot.entries]
        starts = [*decided, *(policy.in_force for policy in snapshot.register.policies)]
        self._first = min(starts, default=snapshot.modified.date())
        self._last = max([entry.record.agreement.end for entry in snapshot.entries], default=None)

    def name(self, kind: str, name: str) -> Iri:
        """The IRI of something that the catalogue itself names."""
        return Iri(f"{self._address}{PATHS[0]}#{kind}-{name}")

    def agents(self) -> None:
        """The publisher and whom to ask."""
        contact = self.name("kontakt", "vatterhem")
        self._add(_PUBLISHER, "rdf:type", term("foaf:Agent"))
        self._add(_PUBLISHER, "foaf:name", Literal(PUBLISHER))
        self._add(_PUBLISHER, "dcterms:type", _COMPANY)
        self._add(contact, "rdf:type", term("vcard:Organization"))
        self._add(contact, "vcard:fn", Literal(PUBLISHER))
        self._add(contact, "vcard:hasEmail", Iri(f"mailto:{EMAIL}"))

    def catalogue(self, datasets: Iterable[Iri]) -> None:
        """The catalogue itself."""
        it = self.name("katalog", "stadsdelssamarbeten")
        self._add(it, "rdf:type", term("dcat:Catalog"))
        self._words(it, "dcterms:title", TITLE)
        self._words(it, "dcterms:description", self._told(_DESCRIPTION))
        self._add(it, "dcterms:publisher", _PUBLISHER)
        self._add(it, "dcterms:license", _LICENCE)
        self._add(it, "dcterms:language", _SWEDISH)
        self._add(it, "dcterms:spatial", _SWEDEN)
        self._add(it, "dcat:themeTaxonomy", _THEMES)
        self._add(it, "foaf:homepage", Iri(self._address))
        self._dates(it)
        for dataset in datasets:
            self._add(it, "dcat:dataset", dataset)

    def dataset(self, name: str, told: Dataset, files: Iterable[DataFile]) -> None:
        """A data set with its distributions."""
        it = self.name("datamangd", name)
        self._add(it, "rdf:type", term("dcat:Dataset"))
        self._words(it, "dcterms:title", told.title)
        self._words(it, "dcterms:description", self._told(told.description))
        self._add(it, "dcterms:publisher", _PUBLISHER)
        self._add(it, "dcterms:identifier", Literal(it))
        self._add(it, "dcat:contactPoint", self.name("kontakt", "vatterhem"))
        self._add(it, "dcterms:language", _SWEDISH)
        self._add(it, "dcterms:spatial", _SWEDEN)
        self._add(it, "dcterms:accessRights", _PUBLIC)
        self._add(it, "dcterms:accrualPeriodicity", _IRREGULAR)
        self._add(it, "dcterms:temporal", self._period())
        self._add(it, "dcat:landingPage", Iri(f"{self._address}oppna-data/"))
        for keyword in told.keywords:
            self._words(it, "dcat:keyword", keyword)
        for theme in told.themes:
            self._add(it, "dcat:theme", Iri(f"{_THEMES}/{theme}"))
        self._dates(it)
        for file in files:
            self._add(it, "dcat:distribution", self._distribution(file))

    def _distribution(self, file: DataFile) -> Iri:
        it = self.name("fil", file.path.replace("/", "-"))
        place, checksum = Iri(f"{self._address}{file.path}"), self.name("summa", file.path.replace("/", "-"))
        self._add(it, "rdf:type", term("dcat:Distribution"))
        self._words(it, "dcterms:title", f"{file.title} ({file.format.label})")
        self._words(it, "dcterms:description", self._told(file.description))
        self._add(it, "dcat:accessURL", place)
        self._add(it, "dcat:downloadURL", place)
        self._add(it, "dcterms:format", Iri(f"{_EU}/file-type/{file.format.file_type}"))
        self._add(it, "dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{file.format.media_type}"))
        self._add(it, "dcat:byteSize", Literal(str(len(file.content)), type="xsd:nonNegativeInteger"))
        self._add(it, "dcterms:license", _LICENCE)
        self._add(it, "dcterms:language", _SWEDISH)
        self._add(it, "dcatap:availability", _STABLE)
        self._add(it, "dcterms:issued", _day(self._first))
        self._add(it, "dcterms:modified", _day(file.modified.date()))
        self._add(it, "spdx:checksum", checksum)
        self._add(checksum, "rdf:type", term("spdx:Checksum"))
        self._add(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
        self._add(checksum, "spdx:checksumValue", Literal(file.sha256, type="xsd:hexBinary"))
        if file.standard:
            self._add(it, "dcterms:conformsTo", Iri(file.standard))
        return it

    def _period(self) -> Iri:
        """From the first decision that could be in the register to the end of the last agreement."""
        it = self.name("period", "registret")
        self._add(it, "rdf:type", term("dcterms:PeriodOfTime"))
        self._add(it, "dcat:startDate", _day(self._first))
        self._add(it, "dcat:endDate", _day(self._last or self._snapshot.modified.date()))
        return it

    def _dates(self, it: Iri) -> None:
        self._add(it, "dcterms:issued", _day(self._first))
        self._add(it, "dcterms:modified", _day(self._snapshot.modified.date()))

    def _told(self, text: str) -> str:
        return f"{text} {EXAMPLE_NOTICE}" if self._snapshot.example_data else text

    def _words(self, it: Iri, what: str, text: str) -> None:
        self._add(it, what, Literal(text, language="sv"))

    def _add(self, it: Iri, what: str, value: Iri | Literal) -> None:
        self.graph.add(it, what, value)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), type="xsd:date")
