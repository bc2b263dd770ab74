"""Write the same pages as a tree of Markdown files, for a site generator that does not know our plugin."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from opendata.publication import write
from pages.page import Page
from pages.site import UnknownPartError
from register.git_history import read_history

from website.checked_root import CheckedRoot
from website.mkdocs_run import BuildFailedError, configuration
from website.site_build import make_content, make_open_data

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


# What lies in content/ but becomes pages only by way of scripts/pages, as in mkdocs.yml.
_SOURCES = frozenset({"policy", "kriterier", "listor"})


def write_markdown(checked: CheckedRoot, tree: Path) -> None:
    """Write under `tree` every page, generated and authored, with its files, and the open data."""
    register = checked.register
    assert register is not None  # noqa: S101  # a root with problems is never built
    config = configuration(checked.root, tree)
    history = read_history(checked.root)
    data = make_open_data(checked, register, config, history)
    content = make_content(checked, register, config, data)
    assert content.fill is not None  # noqa: S101  # there is a register
    write(data, checked.root, tree)
    for address, html in content.framed.items():
        _write(tree / address / "index.html", html)
    folder = checked.root / "content"
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        if file.is_dir() or place.parts[0] in _SOURCES or file.name.startswith("."):
            continue
        if file.suffix != ".md":
            (tree / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, tree / place)
            continue
        stem = place.with_suffix("").as_posix()
        here = stem.removesuffix("index") if place.stem == "index" else f"{stem}/"
        try:
            _write(tree / place, content.fill(file.read_text(encoding="utf-8"), here))
        except UnknownPartError as error:
            raise BuildFailedError([f"content/{place.as_posix()}: {error}"]) from error
    for page in content.pages:
        _write(tree / f"{page.path}.md", as_markdown(page))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
