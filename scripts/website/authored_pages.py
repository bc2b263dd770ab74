"""The pages that people write: their heads are read strictly, and their Markdown becomes HTML that can do nothing.

The check has refused what a page must not have (`register.page_text`). This is the barrier behind it: HTML in a page is
shown as written, and the finished HTML is cleaned once more.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import nh3
from markdown import Markdown  # type: ignore[import-untyped]  # it has no types
from markdown.extensions import Extension  # type: ignore[import-untyped]  # the same
from register.loading import read_page
from register.page_text import MARKER, USUAL_SOURCE, is_checksum

_HEAD = frozenset({"title", "description", "sokord", "searchable", "lang", "dir", "kalla", "kalla_sha", "vid_andring"})
_TAGS = {
    *("a", "abbr", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("img", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
}
_SCHEMES = {"https", "mailto", "tel"}
# What a marker is called while Markdown is read. Nobody can write it, since it is another one each time.
_TOKEN = f"del{secrets.token_hex(16)}x"
_LINE = re.compile(rf"^[ ]{{0,3}}{MARKER.pattern}[ \t]*$", re.MULTILINE)
_PLACE = re.compile(rf"<p>{_TOKEN}([0-9a-f]*)</p>")


class NoHtml(Extension):  # type: ignore[misc]  # the same
    """An extension of Markdown that shows HTML as it is written."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's name
        """Remove what lets HTML through."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def read_authored(text: str, path: str) -> tuple[dict[str, Any], str]:
    """Return the head of a page, without what a head may not have, and its Markdown, ready for `clean`."""
    document, _ = read_page(text, path)
    if document is None:
        return {}, ""
    head = document.data if isinstance(document.data, dict) else {}
    body = _LINE.sub(lambda marker: f"\n{_TOKEN}{marker[1].encode().hex()}\n", document.text)
    return {key: value for key, value in head.items() if key in _HEAD}, body


def outdated(head: Mapping[str, Any], pages: Callable[[str], str | None]) -> str:
    """Return the sentence that a translated page has for when its Swedish source has changed, if it has.

    `pages` returns the text of an authored page by its path in content/, as it is in the file.
    """
    sentence, source = str(head.get("vid_andring", "")), str(head.get("kalla", USUAL_SOURCE))
    if not sentence or "kalla_sha" not in head:
        return ""
    document, _ = read_page(pages(source) or "", f"content/{source}")
    return "" if document and is_checksum(head["kalla_sha"], document.text) else sentence


def clean(html: str) -> str:
    """Remove from a page's HTML all that Markdown does not need, and put its markers back."""
    safe = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return _PLACE.sub(lambda found: f"<!-- del: {bytes.fromhex(found[1]).decode()} -->", safe)
