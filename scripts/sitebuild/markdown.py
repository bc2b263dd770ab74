"""The same pages as a tree of Markdown files, for a site generator that does not know our hook."""

from __future__ import annotations

import shutil
from pathlib import Path

from opendata.proof import ProofError
from pages.parts import UnknownPartError
from pages.site import fill, site_pages
from pages.text import as_markdown
from register.chronicle import chronicle

from sitebuild.host import commits_at
from sitebuild.publish import publish, write
from sitebuild.run import BuildFailedError, configuration
from sitebuild.source import Source

# What lies in content/ but becomes pages only by way of scripts/pages, as in mkdocs.yml.
_SOURCES = frozenset({"policy", "kriterier", "listor"})


def write_markdown(source: Source, tree: Path) -> None:
    """Write every page, made and authored, the files beside the authored ones, and the open data, under `tree`."""
    content = source.root / "content"
    register = source.register
    assert register is not None  # noqa: S101  # a source with problems is never built
    config = configuration(source, tree)
    example_data = bool(config.extra.get("exempeldata"))
    try:
        made = publish(source, register, config.site_url, example_data=example_data)
    except ProofError as error:
        raise BuildFailedError([str(error)]) from error
    published = made.published
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
            written = file.read_text(encoding="utf-8")
            text = fill(written, register, source.today, example_data=example_data, here=here, published=published)
        except UnknownPartError as error:
            raise BuildFailedError([f"content/{place.as_posix()}: {error}"]) from error
        target.write_text(text, encoding="utf-8")
    write(made, source.root, tree)
    told = chronicle(source.root, made.snapshot.history, register, commits_at=commits_at(config.edit_uri))
    for page in site_pages(register, source.today, example_data=example_data, published=published, chronicle=told):
        target = tree / f"{page.path}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_markdown(page), encoding="utf-8")
