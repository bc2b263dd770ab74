"""Build the site of a checked root: open data, pages, search index, links, and one swap at the end."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from opendata.publication import Publication, publication, write
from opendata.quality import VerificationError
from pages.page import Page
from pages.site import fill, site_files, site_pages
from pages.site_index import build_index
from pages.widgets import embed_pages
from register.file_tree import DiskTree
from register.git_history import History, chronicle, read_history
from register.model import Register
from register.progress import ProgressCallback, no_progress
from register.schema import load_schemas
from webform.connection import ConnectionFaultError
from webform.install import ADDRESS as FORM
from webform.install import copy_editor
from webform.sveltia import UnknownBundleError

from website.atomic_output import replace_directory
from website.checked_root import CheckedRoot
from website.head_metadata import HeadMetadata
from website.link_check import LinkChecker, noted
from website.mkdocs_plugin import SiteContent, SitePlugin
from website.mkdocs_run import BuildFailedError, commit_base_url, configuration, run_mkdocs
from website.search_index import SearchIndex


def build_site(
    checked: CheckedRoot, out: Path, preview: Page | None = None, progress: ProgressCallback = no_progress
) -> str | None:
    """Build the site next to `out` and swap it in. With a fault, `out` is as it was.

    With `preview`, a page that says what a change does, the site is a preview of that change and says so on every page.
    Returns Swedish sentences on what could not be made of the open data and the web form, or None.
    Raises `BuildFailedError` for what is wrong in the content, `ExchangeError` when `out` cannot be written.
    """
    register = checked.register
    assert register is not None  # noqa: S101  # a root with problems is never built
    links = LinkChecker()
    with replace_directory(out) as site:
        progress("Förbereder sidorna", 0, 0)
        config = configuration(checked.root, site)
        history = read_history(checked.root)
        data = make_open_data(checked, register, config, history)
        content = make_content(checked, register, config, data, preview)
        search = SearchIndex()
        faults = run_mkdocs(config, SitePlugin(content, links, search, progress=progress), checked)
        search.write(site)
        if config.extra.get("exempeldata"):
            remove_site_map(site)
        write_open_data(data, content, checked.root, site, links)
        form_note = _write_form(site, checked, register)
        faults += map(str, links.broken(site))
        if faults:
            raise BuildFailedError(faults)
    return "\n".join(filter(None, (form_note, data.note, history.note))) or None


def remove_site_map(site: Path) -> None:
    """Take out the site map: search engines are not to find examples, which no page lets them keep either."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)


def make_open_data(checked: CheckedRoot, register: Register, config: MkDocsConfig, history: History) -> Publication:
    """Make the open data, and nothing on disk. Raises BuildFailedError when a file does not read back as it should."""
    at = commit_base_url(config.edit_uri)
    try:
        return publication(
            register,
            checked.today,
            site_url=config.site_url,
            example_data=bool(config.extra.get("exempeldata")),
            history=history,
            record_history=chronicle(checked.root, history, register, commit_base_url=at),
            schemas=load_schemas(DiskTree(checked.root)),
            found=(*checked.result.problems, *checked.result.advice),
        )
    except VerificationError as error:
        raise BuildFailedError([str(error)]) from error


def make_content(
    checked: CheckedRoot,
    register: Register,
    config: MkDocsConfig,
    data: Publication,
    preview: Page | None = None,
) -> SiteContent:
    """Make every generated page, and all that the authored ones are filled with."""
    today, example_data, published = checked.today, bool(config.extra.get("exempeldata")), data.published
    changes = data.snapshot.record_history
    pages = site_pages(register, today, example_data=example_data, published=published, record_history=changes)
    return SiteContent(
        today=today,
        pages=[*pages, *([preview] if preview else [])],
        files=site_files(register, today, example_data=example_data, published=published),
        framed=dict(embed_pages(build_index(register, today, example_data=example_data, published=published))),
        fill=lambda text, here: fill(text, register, today, example_data=example_data, here=here, published=published),
        head=HeadMetadata(data.snapshot, published),
        preview=preview,
    )


def write_open_data(data: Publication, content: SiteContent, root: Path, site: Path, links: LinkChecker) -> None:
    """Write the open data, and the pages that other sites may frame. Raises BuildFailedError where something is."""
    paths = (
        *(path for file in data.files for path in file.paths),
        *(f"{address}index.html" for address in content.framed),
    )
    for path in paths:
        if (site / path).exists():
            raise BuildFailedError([_taken(path)])
    write(data, root, site)
    for address, html in content.framed.items():
        file = site / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8", newline="\n")
        links.put(address, noted(html, f"Sidan /{address}"))


def _write_form(site: Path, checked: CheckedRoot, register: Register) -> str | None:
    """Put the web form into the site; returns what there is to say of it."""
    if (site / FORM).exists():
        raise BuildFailedError([_taken(f"{FORM}/")])
    try:
        return copy_editor(site, checked.root, register, checked.today)
    except (ConnectionFaultError, UnknownBundleError) as error:
        raise BuildFailedError([str(error)]) from error


def _taken(path: str) -> str:
    return f"Adressen /{path} har redan en sida från content/. Ge den sidan ett annat namn: bygget skriver dit själv."
