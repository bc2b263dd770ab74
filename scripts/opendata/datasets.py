"""The data sets of the catalogue: what each is called, and what it can be found by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set. `themes` are codes of the EU's list of data themes."""

    title: str
    description: str
    keywords: tuple[str, ...]
    themes: tuple[str, ...] = ("SOCI", "GOVE")


_COMMON = ("stadsdelssamarbeten", "Vätterhem", "Jönköping")

DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {
        "samarbeten": Dataset(
            "Stadsdelssamarbeten",
            "Alla samarbeten med mottagare, belopp, stadsdelar, teman, målgrupper, avtal, läge och resultat.",
            (*_COMMON, "föreningsstöd", "bidrag"),
        ),
        "mottagare": Dataset(
            "Mottagare av stöd till stadsdelssamarbeten",
            "Alla mottagare med organisationsnummer, antal samarbeten och summa.",
            (*_COMMON, "föreningar"),
        ),
        "motiveringar": Dataset(
            "Motiveringar till stadsdelssamarbeten",
            "Varför varje samarbete uppfyller vart och ett av kriterierna.",
            (*_COMMON, "kriterier"),
        ),
        "uppfoljning": Dataset(
            "Uppföljning av stadsdelssamarbeten",
            "Vad mottagarna ska redovisa, när det ska komma in och vad som har kommit in.",
            (*_COMMON, "uppföljning"),
        ),
        "rattelser": Dataset(
            "Rättelser i registret över stadsdelssamarbeten",
            "Vad som har rättats i publicerade uppgifter, när och varför.",
            (*_COMMON, "rättelser"),
        ),
        "listor": Dataset(
            "Stadsdelar, teman och målgrupper för stadsdelssamarbeten",
            "Koderna som samarbetena delas in i, med namn, antal samarbeten och summa.",
            (*_COMMON, "stadsdelar"),
        ),
        "kalendrar": Dataset(
            "Datum för stadsdelssamarbeten",
            "Ansökningsomgångar och dagar då redovisningar ska lämnas.",
            (*_COMMON, "ansökan"),
        ),
    }
)
