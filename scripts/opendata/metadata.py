"""The publisher, the licence, the title and the version of the data, and the address of the site."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from register.company import COMPANY

# Raise it when a form changes: see docs/data-changelog.md, and tests/opendata/test_contract.py.
DATA_VERSION = "1.1.0"

PUBLISHER = COMPANY.juridiskt_namn
PUBLISHER_NUMBER = COMPANY.organisationsnummer
PUBLISHER_IRI = f"http://dataportal.se/organisation/SE{PUBLISHER_NUMBER.replace('-', '')}"
# The prefix of org-id.guide for Swedish organisation numbers.
ORGANISATION_LIST = "SE-ON"
PUBLISHER_ID = f"{ORGANISATION_LIST}-{PUBLISHER_NUMBER}"
EMAIL = COMPANY.epost

LICENCE_NAME = "CC0-1.0"
LICENCE_IRI = "http://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_PAGE = "https://creativecommons.org/publicdomain/zero/1.0/"
# A proposal until the company has decided; then the words in brackets go, here and in content/oppna-data/.
LICENCE_TITLE = "CC0 1.0 (föreslagen licens, inte beslutad)"
LICENCE_SCOPE = "Licensen omfattar inte policyns text."

TITLE = COMPANY.register_name
DESCRIPTION = (
    f"Alla beslut om {COMPANY.register}: vem som får stöd, hur mycket, "
    f"i {COMPANY.agree('vilken', 'vilket')} {COMPANY.stadsdel}, varför, "
    "och vad stödet har lett till."
)
EXAMPLE_NOTICE = "Exempel: alla uppgifter om samarbeten, beslut, jäv, handlingar och resultat är påhittade."

# RFC 2606 and RFC 6761 reserve these for examples and tests.
_EXAMPLES = frozenset({"example", "invalid", "test"})
_LOCAL = frozenset({"localhost", "local"})
_EXAMPLE_URL = "https://stadsdelssamarbeten.example/"
_IS_EXAMPLE = "Webbadresserna är exempel: webbplatsen har ingen riktig adress än."
_IS_LOCAL = "Webbadresserna är lokala: de går bara att nå från den dator eller det nät där webbplatsen byggdes."
HOW_TO_SET = (
    "Webbplatsen har ingen riktig adress än ({given}), så filerna med öppna data har exempeladresser. "
    "Ange adressen när du bygger: SITE_URL=https://… make site"
)

# Names made from this are the same wherever the site lies. It must never change: readers know entries by them.
_NAMES = UUID("6f1c4c9e-0d6b-5f0e-9a53-2f4b7c1d8e60")


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """The address that the files carry, ending with `/`, and a Swedish sentence where others cannot reach it."""

    url: str
    note: str | None = None
    is_example: bool = False


def site_address(given: str | None) -> SiteAddress:
    """Judge the address that the builder gave; without a usable one, an example address takes its place."""
    try:
        parts = urlsplit((given or "").strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return SiteAddress(_EXAMPLE_URL, _IS_EXAMPLE, is_example=True)
    last = host.rstrip(".").rpartition(".")[2]
    unusable = parts.username is not None or parts.query or parts.fragment
    if parts.scheme not in ("https", "http") or not host or unusable or last in _EXAMPLES:
        return SiteAddress(_EXAMPLE_URL, _IS_EXAMPLE, is_example=True)
    shown = f"[{host}]" if ":" in host else host
    url = f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}/"
    is_local = last in _LOCAL or "." not in host or _is_private(host)
    return SiteAddress(url, _IS_LOCAL if is_local else None)


def public_base_url(given: str | None) -> str | None:
    """Return the address, ending with `/`, when others can reach it over https; None for any other."""
    address = site_address(given)
    return None if address.note or not address.url.startswith("https:") else address.url


def stable_id(kind: str, name: str) -> str:
    """Make an identifier that is always the same for this kind and name."""
    return str(uuid5(_NAMES, f"{kind}:{name}"))


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
