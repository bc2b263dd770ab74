"""What MkDocs warns of, as Swedish sentences that say which page and what to do."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

# What the build itself warns of goes this way too, so that MkDocs counts it.
OWN_LOGGER = "mkdocs.stadsdelssamarbeten"

_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        r"A reference to '(?P<page>[^']*)' is included in the 'nav' configuration, which is not found.*",
        "mkdocs.yml: menyn har sidan {page}, men den finns inte. Lägg till sidan eller ta bort den ur menyn.",
    ),
    (
        r"The following pages exist in the docs directory, but are not included in the \"nav\".*?- (?P<page>.*)",
        "mkdocs.yml: dessa sidor finns i content/ men inte i menyn: {page}. Lägg till dem under nav.",
    ),
    (
        r"edit_uri: (?P<link>.*) is not a valid URL.*",
        "mkdocs.yml: edit_uri är ingen hel webbadress: {link}. Den ska börja med https:// och sluta med /.",
    ),
)
# Said each time that a site is served: that only what has changed is made anew. And the page that MkDocs was at when
# an error came: the error itself comes next, and is one of ours, which names the page.
_PASSED_OVER = re.compile(r"A 'dirty' build is being performed|Error (?:reading|building) page '[^']*':$")
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in _SENTENCES)


def in_swedish(message: str) -> str:
    """The Swedish sentence for a message of MkDocs; one that is not known is quoted as it stands."""
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(message):
            found = {name: re.sub(r"\s*\n\s*-\s*", ", ", text) for name, text in match.groupdict().items()}
            return sentence.format(**found)
    return f"MkDocs: {message}"


class Warnings(logging.Handler):
    """Collects in Swedish what MkDocs warns of; nothing less than a warning comes here."""

    def __init__(self, receive: Callable[[str], None]) -> None:
        """Hand each sentence to `receive`."""
        super().__init__(logging.WARNING)
        self._receive = receive

    def emit(self, record: logging.LogRecord) -> None:
        """Translate one message and hand it on; our own are in Swedish already."""
        message = record.getMessage()
        if _PASSED_OVER.match(message):
            return
        ours = record.name == OWN_LOGGER or (record.levelno >= logging.ERROR and not message.startswith("Error "))
        self._receive(message if ours else in_swedish(message))
