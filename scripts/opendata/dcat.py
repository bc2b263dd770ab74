"""The catalogue for Sveriges dataportal: DCAT-AP-SE 3.0.1 as RDF/XML, without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from opendata.datafile import DataFile
from opendata.datasets import DATASETS, Dataset
from opendata.metadata import EMAIL, EXAMPLE_NOTICE, LICENCE_IRI, PUBLISHER, PUBLISHER_IRI, TITLE
from opendata.rdf import rdf_xml
from opendata.snapshot import Snapshot

PATHS = ("datasets/dcat", "datasets/dcat.rdf")
STANDARD = "https://docs.dataportal.se/dcat/3.0.1/sv/"

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
_EU = "http://publications.europa.eu/resource/authority/"
_SWEDISH = URIRef(f"{_EU}language/SWE")
_THEMES = URIRef(f"{_EU}data-theme")
_STABLE = URIRef(f"{_EU}planned-availability/STABLE")
_PUBLIC = URIRef(f"{_EU}access-right/PUBLIC")
_IRREGULAR = URIRef(f"{_EU}frequency/IRREG")
_SWEDEN = URIRef("http://sws.geonames.org/2661886")
_COMPANY = URIRef("http://purl.org/adms/publishertype/Company")
_LICENCE = URIRef(LICENCE_IRI)
_PUBLISHER = URIRef(PUBLISHER_IRI)
_DESCRIPTION = "Öppna data om Vätterhems stöd till föreningar och andra i stadsdelarna."


def dcat(files: Sequence[DataFile], snapshot: Snapshot, address: str) -> bytes:
    """The catalogue, with every file that belongs to a data set as a distribution of it."""
    return rdf_xml(catalogue(files, snapshot, address))


def catalogue(files: Sequence[DataFile], snapshot: Snapshot, address: str) -> Graph:
    """The catalogue as a graph. It needs real addresses."""
    writer = _Writer(snapshot, address)
    named = {name: [file for file in files if file.dataset == name] for name in DATASETS}
    kept = {name: found for name, found in named.items() if found}
    writer.agents()
    writer.catalogue([writer.name("datamangd", name) for name in kept])
    for name, found in kept.items():
        writer.dataset(name, DATASETS[name], found)
    return writer.graph


class _Writer:
    """Adds what the profile asks of each class."""

    def __init__(self, snapshot: Snapshot, address: str) -> None:
        self.graph = Graph()
        for prefix, namespace in (("vcard", VCARD), ("spdx", SPDX), ("dcatap", DCATAP)):
            self.graph.bind(prefix, namespace, override=True, replace=True)
        self._snapshot = snapshot
        self._address = address
        decided = [entry.record.decision.date for entry in snapshot.entries]
        starts = [*decided, *(policy.in_force for policy in snapshot.register.policies)]
        self._first = min(starts, default=snapshot.modified.date())
        self._last = max([entry.record.agreement.end for entry in snapshot.entries], default=None)

    def name(self, kind: str, name: str) -> URIRef:
        """The IRI of something that the catalogue itself names."""
        return URIRef(f"{self._address}{PATHS[0]}#{kind}-{name}")

    def agents(self) -> None:
        """The publisher and whom to ask."""
        contact = self.name("kontakt", "vatterhem")
        self._add(_PUBLISHER, RDF.type, FOAF.Agent)
        self._add(_PUBLISHER, FOAF.name, Literal(PUBLISHER))
        self._add(_PUBLISHER, DCTERMS.type, _COMPANY)
        self._add(contact, RDF.type, VCARD.Organization)
        self._add(contact, VCARD.fn, Literal(PUBLISHER))
        self._add(contact, VCARD.hasEmail, URIRef(f"mailto:{EMAIL}"))

    def catalogue(self, datasets: Iterable[URIRef]) -> None:
        """The catalogue itself."""
        it = self.name("katalog", "stadsdelssamarbeten")
        self._add(it, RDF.type, DCAT.Catalog)
        self._words(it, DCTERMS.title, TITLE)
        self._words(it, DCTERMS.description, self._told(_DESCRIPTION))
        self._add(it, DCTERMS.publisher, _PUBLISHER)
        self._add(it, DCTERMS.license, _LICENCE)
        self._add(it, DCTERMS.language, _SWEDISH)
        self._add(it, DCTERMS.spatial, _SWEDEN)
        self._add(it, DCAT.themeTaxonomy, _THEMES)
        self._add(it, FOAF.homepage, URIRef(self._address))
        self._dates(it)
        for dataset in datasets:
            self._add(it, DCAT.dataset, dataset)

    def dataset(self, name: str, told: Dataset, files: Iterable[DataFile]) -> None:
        """A data set with its distributions."""
        it = self.name("datamangd", name)
        self._add(it, RDF.type, DCAT.Dataset)
        self._words(it, DCTERMS.title, told.title)
        self._words(it, DCTERMS.description, self._told(told.description))
        self._add(it, DCTERMS.publisher, _PUBLISHER)
        self._add(it, DCTERMS.identifier, Literal(str(it)))
        self._add(it, DCAT.contactPoint, self.name("kontakt", "vatterhem"))
        self._add(it, DCTERMS.language, _SWEDISH)
        self._add(it, DCTERMS.spatial, _SWEDEN)
        self._add(it, DCTERMS.accessRights, _PUBLIC)
        self._add(it, DCTERMS.accrualPeriodicity, _IRREGULAR)
        self._add(it, DCTERMS.temporal, self._period())
        self._add(it, DCAT.landingPage, URIRef(f"{self._address}oppna-data/"))
        for keyword in told.keywords:
            self._words(it, DCAT.keyword, keyword)
        for theme in told.themes:
            self._add(it, DCAT.theme, URIRef(f"{_THEMES}/{theme}"))
        self._dates(it)
        for file in files:
            self._add(it, DCAT.distribution, self._distribution(file))

    def _distribution(self, file: DataFile) -> URIRef:
        it = self.name("fil", file.path.replace("/", "-"))
        place, checksum = URIRef(f"{self._address}{file.path}"), self.name("summa", file.path.replace("/", "-"))
        self._add(it, RDF.type, DCAT.Distribution)
        self._words(it, DCTERMS.title, f"{file.title} ({file.format.label})")
        self._words(it, DCTERMS.description, self._told(file.description))
        self._add(it, DCAT.accessURL, place)
        self._add(it, DCAT.downloadURL, place)
        self._add(it, DCTERMS.format, URIRef(f"{_EU}file-type/{file.format.file_type}"))
        self._add(it, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{file.format.media_type}"))
        self._add(it, DCAT.byteSize, Literal(len(file.content), datatype=XSD.nonNegativeInteger))
        self._add(it, DCTERMS.license, _LICENCE)
        self._add(it, DCTERMS.language, _SWEDISH)
        self._add(it, DCATAP.availability, _STABLE)
        self._add(it, DCTERMS.issued, _day(self._first))
        self._add(it, DCTERMS.modified, _day(file.modified.date()))
        self._add(it, SPDX.checksum, checksum)
        self._add(checksum, RDF.type, SPDX.Checksum)
        self._add(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
        self._add(checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary))
        if file.standard:
            self._add(it, DCTERMS.conformsTo, URIRef(file.standard))
        return it

    def _period(self) -> URIRef:
        """From the first decision that could be in the register to the end of the last agreement."""
        it = self.name("period", "registret")
        self._add(it, RDF.type, DCTERMS.PeriodOfTime)
        self._add(it, DCAT.startDate, _day(self._first))
        self._add(it, DCAT.endDate, _day(self._last or self._snapshot.modified.date()))
        return it

    def _dates(self, it: URIRef) -> None:
        self._add(it, DCTERMS.issued, _day(self._first))
        self._add(it, DCTERMS.modified, _day(self._snapshot.modified.date()))

    def _told(self, text: str) -> str:
        return f"{text} {EXAMPLE_NOTICE}" if self._snapshot.example_data else text

    def _words(self, it: URIRef, what: URIRef, text: str) -> None:
        self._add(it, what, Literal(text, lang="sv"))

    def _add(self, it: URIRef, what: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((it, what, value))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)
