"""The same pages as a tree of Markdown files, for a site generator that does not know our hook."""

from __future__ import annotations

import shutil
from pathlib import Path

from opendata.verification import VerificationError
from pages.fragments import UnknownPartError
from pages.markdown_text import as_markdown
from pages.site import fill, site_pages
from register.git_history import chronicle, read_history

from website.host import commit_base_url
from website.mkdocs_build import BuildFailedError, configuration
from website.open_data_step import OpenData, Setting
from website.source import Source

# What lies in content/ but becomes pages only by way of scripts/pages, as in mkdocs.yml.
_SOURCES = frozenset({"policy", "kriterier", "listor"})


def write_markdown(source: Source, tree: Path) -> None:
    """Write every page, made and authored, the files beside the authored ones, and the open data, under `tree`."""
    content = source.root / "content"
    register = source.register
    assert register is not None  # noqa: S101  # a source with problems is never built
    config = configuration(source, tree)
    example_data = bool(config.extra.get("exempeldata"))
    setting = Setting(
        source=source,
        history=read_history(source.root),
        site_url=config.site_url,
        example_data=example_data,
        site=tree,
    )
    data = OpenData(register, setting)
    try:
        data.published()
    except VerificationError as error:
        raise BuildFailedError([str(error)]) from error
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
            text = fill(written, register, source.today, example_data=example_data, here=here, published=data.published)
        except UnknownPartError as error:
            raise BuildFailedError([f"content/{place.as_posix()}: {error}"]) from error
        target.write_text(text, encoding="utf-8")
    told = chronicle(source.root, setting.history, register, commit_base_url=commit_base_url(config.edit_uri))
    for page in site_pages(register, source.today, example_data=example_data, published=data.published, chronicle=told):
        target = tree / f"{page.path}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_markdown(page), encoding="utf-8")
