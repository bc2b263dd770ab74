"""The same pages as a tree of Markdown files, for a site generator that does not know our hook."""

from __future__ import annotations

import shutil
from pathlib import Path

from pages.parts import UnknownPartError
from pages.site import fill, site_pages
from pages.text import as_markdown

from sitebuild.run import BuildFailedError, configuration
from sitebuild.source import Source

# What lies in content/ but becomes pages only by way of scripts/pages, as in mkdocs.yml.
_SOURCES = frozenset({"policy", "kriterier", "listor"})


def write_markdown(source: Source, tree: Path) -> None:
    """Write every page, made and authored, and the files beside the authored ones, under `tree`."""
    content = source.root / "content"
    register = source.register
    assert register is not None  # noqa: S101  # a source with problems is never built
    example_data = bool(configuration(source, tree).extra.get("exempeldata"))
    for file in sorted(content.rglob("*")):
        place = file.relative_to(content)
        if file.is_dir() or place.parts[0] in _SOURCES or file.name.startswith("."):
            continue
        target = tree / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".md":
            shutil.copyfile(file, target)
            continue
        stem = place.with_suffix("").as_posix()
        here = stem.removesuffix("index") if place.stem == "index" else f"{stem}/"
        try:
            text = fill(file.read_text(encoding="utf-8"), register, source.today, example_data=example_data, here=here)
        except UnknownPartError as error:
            raise BuildFailedError([f"content/{place.as_posix()}: {error}"]) from error
        target.write_text(text, encoding="utf-8")
    for page in site_pages(register, source.today, example_data=example_data):
        target = tree / f"{page.path}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_markdown(page), encoding="utf-8")
