"""Is the address that the site is built for a real one? Catalogues and feeds must not carry a placeholder."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

# RFC 2606 and RFC 6761 keep these for examples, tests and the machine itself.
_RESERVED = frozenset({"example", "invalid", "test", "localhost", "local"})

HOW_TO_SET = (
    "Webbplatsen har ingen riktig adress än ({given}), så {waiting} skrevs inte. "
    "Ange adressen när du bygger: SITE_URL=https://… make site"
)


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
