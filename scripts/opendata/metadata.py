"""The publisher, the licence, the title, and the address of the site."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID, uuid5

PUBLISHER = "Bostads AB VätterHem"
PUBLISHER_NUMBER = "556012-3704"
PUBLISHER_IRI = "http://dataportal.se/organisation/SE5560123704"
# The prefix of org-id.guide for Swedish organisation numbers.
ORGANISATION_LIST = "SE-ON"
PUBLISHER_ID = f"{ORGANISATION_LIST}-{PUBLISHER_NUMBER}"
EMAIL = "info@vatterhem.se"

LICENCE_NAME = "CC0-1.0"
LICENCE_TITLE = "CC0 1.0 Universal"
LICENCE_IRI = "http://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_PAGE = "https://creativecommons.org/publicdomain/zero/1.0/"

TITLE = "Vätterhems stadsdelssamarbeten"
DESCRIPTION = (
    "Alla beslut om stadsdelssamarbeten: vem som får stöd, hur mycket, i vilken stadsdel, varför, "
    "och vad stödet har lett till."
)
EXAMPLE_NOTICE = "Exempel: alla uppgifter om samarbeten, beslut, jäv, handlingar och resultat är påhittade."

# Names made from this are the same wherever the site lies. It must never change: readers know entries by them.
_NAMES = UUID("6f1c4c9e-0d6b-5f0e-9a53-2f4b7c1d8e60")

# RFC 2606 and RFC 6761 keep these for examples, tests and the machine itself.
_RESERVED = frozenset({"example", "invalid", "test", "localhost", "local"})

HOW_TO_SET = (
    "Webbplatsen har ingen riktig adress än ({given}), så {waiting} skrevs inte. "
    "Ange adressen när du bygger: SITE_URL=https://… make site"
)


def stable_id(kind: str, name: str) -> str:
    """Make an identifier that is always the same for this kind and name."""
    return str(uuid5(_NAMES, f"{kind}:{name}"))


def public_base_url(given: str | None) -> str | None:
    """The address, ending with `/`, when others can reach it over https; None for a placeholder."""
    try:
        parts = urlsplit((given or "").strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or parts.username or port or parts.query or parts.fragment:
        return None
    if "." not in host or host.rstrip(".").rpartition(".")[2] in _RESERVED or _is_number(host):
        return None
    return f"https://{host}{parts.path.rstrip('/')}/"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
