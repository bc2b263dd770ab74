"""The texts of authored pages: Markdown without HTML, with links to where a visitor may be sent.

A page is published as it is written, so what a browser would run or fetch is refused here, with its line. The build
cleans the finished HTML once more (`website.authored_pages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from register.document import Document
from register.personal_data import contacts, mask
from register.problem import Place, Problem, declare
from register.wording import quote_value

NO_HTML = declare(
    "R122",
    "En sidas text får inte ha HTML",
    why="HTML kan hämta, visa och köra saker som ingen har granskat. Markdown räcker till rubriker, listor och länkar.",
    bad='<iframe src="https://example.org"></iframe>',
    good="[Se filmen hos föreningen](https://example.org)",
)
SAFE_LINK = declare(
    "R123",
    "En länk på en sida får bara leda till https, bolagets egen e-post, ett telefonnummer eller en sida här",
    why="Den som läser ska kunna lita på varje länk. En länk utan kryptering kan ändras på vägen.",
    bad="[Ansök](http://example.org)",
    good="[Ansök](https://example.org)",
)

MARKER = re.compile(r"<!--\s*del:\s*(.*?)\s*-->")
USUAL_SOURCE = "lattlast.md"  # what a page in another language is translated from, when its head does not say
_LINE_MARKER = re.compile(rf"[ ]{{0,3}}{MARKER.pattern}\s*")
# As Python-Markdown reads it: what is between as many backticks is shown as written.
_CODE = re.compile(r"(?<!\\)(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_BLANK_LINE = re.compile(r"(\n[ \t]*\n)")
_HTML = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])[^<>\n]*>?")
_AUTOLINK = re.compile(r"<(?:([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)|([^<>\s@]+@[^<>\s]+))>")
_TARGET = r"""[^\s)>]*(?:[\t\n]+[^\s)>"'][^\s)>]*)*"""  # a browser reads on after a tab or line break in an address
_LINK = re.compile(rf"\]\(\s*<?({_TARGET})")
_PICTURE = re.compile(rf"!\[[^\[\]]*\]\(\s*<?({_TARGET})")
_PICTURE_LABEL = re.compile(r"!\[([^\[\]]*)\](?:\s?\[([^\[\]]*)\])?(?!\()")
_REFERENCE = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]\n]*)\]:[ ]*\n?[ ]*<?(?P<target>[^\s>]+)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n]*=[^{}\n]*)\}")
_ATTRIBUTE = re.compile(r"([^\s=#.]+)\s*=")
_HARMLESS = frozenset({"id", "class", "lang", "dir", "title", "hreflang"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IGNORED = re.compile(r"[\x00-\x20\x7f]")  # a browser takes these out before it looks for a scheme
_PHONE = re.compile(r"tel:\+?[0-9-]+")


def check_page_text(document: Document, own: frozenset[str]) -> Iterator[Problem]:
    """Yield what a page's text must not have. `own` has the addresses and numbers of the company."""
    text = _without_code(document.text)
    for found in _HTML.finditer(text):
        link = _AUTOLINK.fullmatch(found[0])
        if link is None and not _is_marker(text, found.start()):
            hint = "Skriv med Markdown i stället. Ska tecknen synas: sätt dem mellan två `."
            yield NO_HTML.problem(
                _place(document, text, found.start()), f"Texten har HTML: {quote_value(found[0])}.", hint
            )
        elif link and (fault := _fault(link[1] or f"mailto:{link[2]}", own)):
            yield SAFE_LINK.problem(_place(document, text, found.start()), *fault)
    pictures = set(_picture_places(text))
    targets = [found.span(1) for found in _LINK.finditer(text)]
    targets += [found.span("target") for found in _REFERENCE.finditer(text)]
    for start, end in targets:
        fault = _picture_fault(text[start:end]) if start in pictures else _fault(text[start:end], own)
        if fault:
            yield SAFE_LINK.problem(_place(document, text, start), *fault)
    for found in _ATTRIBUTES.finditer(text):
        for name in _ATTRIBUTE.findall(found[1]):
            if name.lower() not in _HARMLESS:
                message = f"Texten har ett HTML-attribut: {quote_value(name)}."
                yield NO_HTML.problem(_place(document, text, found.start()), message, "Ta bort det som står inom { }.")


def text_checksum(text: str) -> str:
    """Return the checksum of a page's text, whatever its line breaks and the space at the ends of lines.

    Digits in a checksum can look like a phone number, which no page may have: then it is the checksum of that one.
    """
    return next(checksum for checksum in _checksums(text) if mask(checksum) == checksum)


def is_checksum(written: str, text: str) -> bool:
    """Tell whether `written` is the checksum of a page's text, without looking for phone numbers in checksums."""
    return written in islice(_checksums(text), 20)


def _checksums(text: str) -> Iterator[str]:
    """The checksum of a text, the checksum of that one, and so on."""
    content = "\n".join(line.rstrip() for line in text.strip().splitlines())
    while True:
        content = sha256(content.encode()).hexdigest()
        yield content


def _without_code(text: str) -> str:
    """Return the text with blanks in place of what is shown as code; every character keeps its place."""
    blank = re.compile(r"[^\n]")
    parts = _BLANK_LINE.split(text)
    return "".join(_CODE.sub(lambda found: blank.sub(" ", found[0]), part) for part in parts)


def _is_marker(text: str, at: int) -> bool:
    """Return whether what is at this place is the marker of a part, on a line of its own."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return _LINE_MARKER.fullmatch(text[start : end if end >= 0 else None]) is not None


def _picture_places(text: str) -> Iterator[int]:
    """Yield the position of the address of each picture: in place, or in the list of addresses that it refers to."""
    yield from (found.start(1) for found in _PICTURE.finditer(text))
    labels = {(found[2] or found[1]).casefold() for found in _PICTURE_LABEL.finditer(text)}
    yield from (found.start("target") for found in _REFERENCE.finditer(text) if found["label"].casefold() in labels)


def _picture_fault(written: str) -> tuple[str, str] | None:
    """Return what is wrong with the address of a picture and what to do, or None."""
    target = _IGNORED.sub("", unescape(written)).replace("\\", "/")
    if not target.startswith("//") and not _SCHEME.match(target):
        return None
    hint = "Lägg bilden i content/bilder/ och skriv vägen dit, till exempel ../bilder/garden.png."
    return f"Bilden {quote_value(written)} hämtas från en annan webbplats.", hint


def _fault(written: str, own: frozenset[str]) -> tuple[str, str] | None:
    """Return what is wrong with the target of a link and what to do, or None."""
    target = _IGNORED.sub("", unescape(written)).replace("\\", "/")
    scheme = _SCHEME.match(target)
    if scheme is None:
        if not target.startswith("//"):
            return None
    elif scheme[0].lower() == "https:":
        try:
            if urlsplit(target).hostname and not urlsplit(target).username:
                return None
        except ValueError:
            pass
        return f"Länken {quote_value(written)} är ingen hel webbadress.", "Kopiera adressen på nytt från webbläsaren."
    elif scheme[0].lower() == "mailto:":
        address = target.partition("?")[0].removeprefix(scheme[0])
        if contacts([address]) and contacts([address]) <= own and "," not in address:
            return None
        hint = "Länka till organisationens webbplats. Bolagets egna adresser räknas upp under egna_kontakter."
        return "Länken går till en e-postadress som inte är bolagets.", hint
    elif _PHONE.fullmatch(target):
        return None
    hint = "Skriv en adress som börjar med https://, eller vägen till sidan, till exempel ../ansok/index.md."
    return f"Länken {quote_value(written)} leder inte till https eller en sida här.", hint


def _place(document: Document, text: str, at: int) -> Place:
    line = text.count("\n", 0, at)
    return Place(document.path, document.text_line + line, at - text.rfind("\n", 0, at))
