"""The catalogue for Sveriges dataportal: DCAT-AP-SE 3.0.1 as RDF/XML, without blank nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from register.company import COMPANY

from opendata.data_file import DataFile
from opendata.metadata import DATA_VERSION, EMAIL, LICENCE_IRI, PUBLISHER, PUBLISHER_IRI, TITLE
from opendata.snapshot import Snapshot
from opendata.xml_file import render_xml

PATHS = ("datasets/dcat", "datasets/dcat.rdf")
STANDARD = "https://docs.dataportal.se/dcat/3.0.1/sv/"

_DESCRIPTION = f"Öppna data om {COMPANY.genitive} stöd till föreningar och andra i {COMPANY.stadsdelarna}."
_SWEDEN = "http://sws.geonames.org/2661886"
_THEMES = ("SOCI", "GOVE")  # codes of the EU's list of data themes
_KEYWORDS = (COMPANY.register, COMPANY.namn, COMPANY.ort)

# Each data set of the catalogue: name, title, description, and the words that only it is found by.
_DATASETS = (
    (
        "samarbeten",
        COMPANY.register_title,
        "Alla samarbeten med mottagare, sökta, beviljade och utbetalda belopp, mål, tillfällen och resultat.",
        ("föreningsstöd", "bidrag"),
    ),
    (
        "mottagare",
        f"Mottagare av stöd till {COMPANY.register}",
        "Alla mottagare med organisationsnummer, antal samarbeten och summa.",
        ("föreningar",),
    ),
    (
        "motiveringar",
        f"Motiveringar till {COMPANY.register}",
        "Varför varje samarbete uppfyller vart och ett av kriterierna.",
        ("kriterier",),
    ),
    (
        "uppfoljning",
        f"Uppföljning av {COMPANY.register}",
        "Vad mottagarna ska redovisa, när det ska komma in och vad som har kommit in.",
        ("uppföljning",),
    ),
    (
        "rattelser",
        f"Rättelser i registret över {COMPANY.register}",
        "Vad som har rättats i publicerade uppgifter, när och varför.",
        ("rättelser",),
    ),
    (
        "listor",
        f"{COMPANY.stadsdelar.capitalize()}, teman och målgrupper för {COMPANY.register}",
        "Koderna som samarbetena delas in i, med namn, antal samarbeten, summa och antal invånare.",
        ("stadsdelar",),
    ),
    (
        "andringar",
        f"Ändringar i registret över {COMPANY.register}",
        "Varje ändring av ett publicerat samarbete: dag, fält, före och efter.",
        ("versionshistorik",),
    ),
    (
        "kalendrar",
        f"Datum för {COMPANY.register}",
        "Ansökningsomgångar med antal ansökningar, tillfällen i verksamheten och dagar då redovisningar ska lämnas.",
        ("ansökan", "avslag", "kalender"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dataset:
    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    files: list[DataFile]


def dcat(files: Sequence[DataFile], snapshot: Snapshot) -> bytes:
    """Write the catalogue, with every file that belongs to a data set as a distribution of it."""
    decided = [entry.record.decision.date for entry in snapshot.entries]
    starts = [*decided, *(policy.in_force for policy in snapshot.register.policies)]
    modified = snapshot.modified.date()
    datasets = [
        _Dataset(
            name=name,
            title=title,
            description=description,
            keywords=(*_KEYWORDS, *keywords),
            themes=_THEMES,
            files=[file for file in files if file.dataset == name],
        )
        for name, title, description, keywords in _DATASETS
    ]
    return render_xml(
        "dcat.rdf",
        address=snapshot.address,
        path=PATHS[0],
        title=TITLE,
        description=_DESCRIPTION,
        snapshot=snapshot,
        version=DATA_VERSION,
        publisher=PUBLISHER,
        publisher_iri=PUBLISHER_IRI,
        email=EMAIL,
        licence=LICENCE_IRI,
        sweden=_SWEDEN,
        first=min(starts, default=modified),
        last=max([entry.record.agreement.end for entry in snapshot.entries], default=modified),
        modified=modified,
        datasets=[dataset for dataset in datasets if dataset.files],
    )
