"""A page as a Markdown file, for whatever site generator comes after."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pages.page import Page

_TAG = re.compile(r"<[^>]*>")
# Zensical's search index refuses a page of more than 16,384 tokens.
_MOST_WORDS = 12_000


def as_markdown(page: Page) -> str:
    """Front matter with title and description, then the body as one raw HTML block."""
    body = page.body
    head: dict[str, Any] = {"title": page.title, "description": page.description}
    if not page.searchable or len(_TAG.sub(" ", body).split()) > _MOST_WORDS:
        head["search"] = {"exclude": True}
    matter = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{matter}---\n\n{body}\n"
