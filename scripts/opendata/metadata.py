"""Who publishes, under which licence, and what the whole is called."""

from __future__ import annotations

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
EXAMPLE_NOTICE = "Uppgifterna är exempel: mottagare, belopp och verksamhet är påhittade."

# Names made from this are the same wherever the site lies. It must never change: readers know entries by them.
_NAMES = UUID("6f1c4c9e-0d6b-5f0e-9a53-2f4b7c1d8e60")


def stable_id(kind: str, name: str) -> str:
    """An identifier that is always the same for the thing of this kind and name."""
    return str(uuid5(_NAMES, f"{kind}:{name}"))
