"""The parts that authored pages ask for with `<!-- del: NAME -->`: each a function of the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from register.model import Register
from register.published import DataCatalogue

from pages import applying, english, finder, publishing, statistics_pages
from pages import follow_up as accountability
from pages import widgets as overview
from pages.site_index import SiteIndex, views

Part = Callable[[SiteIndex, str], str]

PARTS: Mapping[str, Part] = {
    "nyckeltal": overview.key_figures,
    "senaste-beslut": overview.latest_decisions,
    "stadsdelar": overview.neighbourhoods,
    "hitta": finder.find,
    "exempeldata": overview.example_notice,
    "kriterier-korta": applying.criteria_in_short,
    "omgangar": applying.rounds,
    "sjalvtest": applying.self_test,
    "blanketter": applying.form_links,
    "lagen": accountability.states,
    "redovisningar": accountability.accounts,
    "uppfoljningslage": accountability.ended_agreements,
    "rattelser": accountability.corrections,
    "statistik": statistics_pages.tables,
    "data-filer": publishing.data_files,
    "datakvalitet": publishing.quality,
    "kontrollsummor": publishing.checksums,
    "badda-in": publishing.embedding,
    "siffror-pa-engelska": english.key_figures,
    "omgangar-pa-engelska": english.rounds,
    "sakerhetshuvuden": publishing.security_headers,
}


class UnknownPartError(LookupError):
    """An authored page asks for a part that does not exist; the message is a Swedish sentence."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns ingen del som heter «{name}». De som finns är {', '.join(sorted(PARTS))}.")
        self.name = name


def part(
    name: str, register: Register, today: date, *, example_data: bool, here: str, published: DataCatalogue | None = None
) -> str:
    """The HTML of the part `name` for the page at the address `here`; empty when there is nothing to say.

    Raises `UnknownPartError` for a name that no part has.
    """
    if name not in PARTS:
        raise UnknownPartError(name)
    return PARTS[name](views(register, today, example_data=example_data, published=published), here)
