"""The whole way from a source to a finished site: MkDocs, then the search index, then the exchange."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pages.page import Page
from register.progress import ProgressCallback, no_progress
from webform.connection import ConnectionFaultError
from webform.install import copy_editor
from webform.sveltia import UnknownBundleError

from website.atomic_output import replace_directory
from website.background import stop_workers
from website.mkdocs_warnings import Warnings
from website.search_index import Indexing, write_words
from website.source import Source

# Read by Material when it is imported: its note on the future of MkDocs is for those who choose a generator.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

CONFIGURATION = Path(__file__).resolve().parents[2] / "mkdocs.yml"


class BuildFailedError(Exception):
    """The site could not be built. `reasons` are Swedish sentences, at least one."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def build_site(
    source: Source, out: Path, preview: Page | None = None, tell: ProgressCallback = no_progress
) -> str | None:
    """Build the site of `source` beside `out` and put it there. With a fault, `out` is as it was.

    With `preview`, a page that says what a change does, the site is a preview of that change and says so on every page.
    `tell` is told how far it has come.

    Gives Swedish sentences on what could not be made of the open data and the web form, or None.
    Raises `BuildFailedError` for what is wrong in the content, `ExchangeError` when `out` cannot be written.
    """
    with replace_directory(out) as site, _reproducible(source):
        warnings: list[str] = []
        tell("Förbereder sidorna", 0, 0)
        with _listening(warnings), stop_workers():
            try:
                config = configuration(source, site)
                config.extra["preview"] = preview
                config.extra["tell"] = tell
                config.extra["indexing"] = indexing = Indexing(site)
                build(config)
            except (Abort, ConfigurationError) as error:
                raise BuildFailedError(warnings or [f"MkDocs: {error}"]) from error
            made = config.extra["site"]
            write_words(site, made.vocabulary.words, made.entries)
            remarks = [_editor(source, site)]
            indexing.wait(tell)
    remarks.append(made.data.note if made.data else None)
    return "\n".join(filter(None, remarks)) or None


def _editor(source: Source, site: Path) -> str | None:
    """Put the web form into the site; gives the sentence that it has for who builds."""
    if source.register is None:
        return None
    try:
        return copy_editor(site, source.root, source.register, source.today)
    except (ConnectionFaultError, UnknownBundleError) as error:
        raise BuildFailedError([str(error)]) from error


def configuration(source: Source, site: Path) -> MkDocsConfig:
    """The project's mkdocs.yml for the content of `source`, to be built in `site`."""
    config = load_config(str(CONFIGURATION), docs_dir=str(source.root / "content"), site_dir=str(site), strict=True)
    config.extra["source"] = source
    return config


def serve_site(root: Path, port: int) -> None:
    """Show the site of `root` at the port of this machine, and make anew what changes, until interrupted.

    Search is not there: its index is made of a finished site.
    """
    from mkdocs.commands.serve import serve  # it brings a web server, which a build has no use for

    watched = [root / "partnerships", root / "schemas", CONFIGURATION.parent / "scripts" / "pages" / "theme"]
    print(f"Webbplatsen byggs och visas sedan på http://127.0.0.1:{port}/ (avbryt med Ctrl+C).", flush=True)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(Warnings(lambda sentence: print(sentence, file=sys.stderr)))
    logger.propagate = False
    try:
        serve(
            str(CONFIGURATION),
            build_type="dirty",
            watch=[str(place) for place in watched if place.is_dir()],
            docs_dir=str(root / "content"),
            dev_addr=f"127.0.0.1:{port}",
            strict=False,
        )
    except (Abort, ConfigurationError) as error:
        raise BuildFailedError([f"MkDocs: {error}"]) from error


@contextmanager
def _reproducible(source: Source) -> Iterator[None]:
    """Give MkDocs the time of the last commit for its dates, or the day itself where there is no history."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    if before is None:
        os.environ["SOURCE_DATE_EPOCH"] = str(_last_commit(source))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


def _last_commit(source: Source) -> int:
    """When the root was last committed to, in seconds since 1970."""
    command = ["git", "-C", str(source.root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        answer = ""
    midnight = datetime(source.today.year, source.today.month, source.today.day, tzinfo=UTC)
    return int(answer) if answer.isdigit() else int(midnight.timestamp())


@contextmanager
def _listening(warnings: list[str]) -> Iterator[None]:
    """Collect what MkDocs warns of, and keep it from writing anything itself."""
    logger = logging.getLogger("mkdocs")
    handler = Warnings(warnings.append)
    propagate, level = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)
