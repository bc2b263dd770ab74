"""Run MkDocs, with the project's mkdocs.yml, and give what it warns of as Swedish sentences."""

from __future__ import annotations

import logging
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from opendata.metadata import public_base_url
from register.company import COMPANY

from website.authored_pages import NoHtml
from website.checked_root import CheckedRoot
from website.mkdocs_plugin import NAME, OWN_LOGGER, SitePlugin

# Read by Material when it is imported: its note on the future of MkDocs is for those who choose a generator.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from webform.connection import ConnectionFaultError, read_connection

# What lies in content/ but becomes pages only by way of scripts/pages, as in mkdocs.yml
_NOT_PAGES = frozenset({"policy", "kriterier", "listor"})
CONFIGURATION = Path(__file__).resolve().parents[2] / "mkdocs.yml"

_LAST_SECOND = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
_EDIT = re.compile(r"(https://.+?)/_?edit/")
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
# Logged each time that a site is served: that only what has changed is built. And the page that MkDocs was at when an
# error came: the error itself comes next, and is one of ours, which names the page.
_PASSED_OVER = re.compile(r"A 'dirty' build is being performed|Error (?:reading|building) page '[^']*':$")
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in _SENTENCES)


class BuildFailedError(Exception):
    """The site could not be built. `reasons` are Swedish sentences, at least one."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class CannotBuildError(Exception):
    """The build cannot run here; the message is a Swedish sentence."""


def configuration(root: Path, site: Path) -> MkDocsConfig:
    """Load the project's mkdocs.yml for the content of `root`, to be built in `site`. Raises BuildFailedError.

    Where nothing else says so, the files are edited at the host that the connection of `root` names.
    """
    if not os.environ.get("SITE_URL"):  # what a host gives where no address is set
        os.environ.pop("SITE_URL", None)
    try:
        config = load_config(str(CONFIGURATION), docs_dir=str(root / "content"), site_dir=str(site), strict=False)
        connection = read_connection(root)
    except (Abort, ConfigurationError) as error:
        raise BuildFailedError([f"mkdocs.yml: {error}"]) from error
    except ConnectionFaultError as error:
        raise BuildFailedError([str(error)]) from error
    config.edit_uri = config.edit_uri or (connection.edit_uri() if connection else None)
    config.site_name, config.site_description = COMPANY.register_name, COMPANY.beskrivning
    config.extra["company"] = COMPANY
    config.extra["has_form"] = connection is not None and connection.has_form
    config.markdown_extensions.append(NoHtml())
    _add_to_menu(config.nav or [], root / "content")
    return config


def _add_to_menu(menu: list[Any], content: Path) -> None:
    """Add each authored page that mkdocs.yml does not name, last among the pages of its folder, else in the last part.

    A new page is then a change of content alone, which anyone can make in a browser.
    """
    parts = [part for entry in menu for part in entry.values() if isinstance(part, list)]
    named = {
        page for entry in menu for value in entry.values() for page in (value if isinstance(value, list) else [value])
    }
    found = {path.relative_to(content).as_posix() for path in content.rglob("*.md")}
    for page in sorted(found - named):
        folder = page.rpartition("/")[0]
        if page.split("/")[0] not in _NOT_PAGES and parts:
            near = (part for part in parts if folder and any(str(other).rpartition("/")[0] == folder for other in part))
            next(near, parts[-1]).append(page)


def run_mkdocs(
    config: MkDocsConfig, plugin: SitePlugin, checked: CheckedRoot, *, only_changed: bool = False
) -> list[str]:
    """Write the site with MkDocs. Returns what it warned of as Swedish sentences.

    Raises BuildFailedError with the same sentences where it could not go on.
    """
    config.plugins[NAME] = plugin
    warnings: list[str] = []
    with _reproducible(checked), _listening(warnings.append):
        try:
            build(config, dirty=only_changed)
        except Abort as error:
            raise BuildFailedError(warnings or [f"MkDocs: {error}"]) from error
    return warnings


def commit_base_url(edit_uri: str | None) -> str | None:
    """Return the address, ending with `/`, where the host shows a commit by its hash.

    Known for hosts that edit at `…/edit/<branch>/` (GitHub, GitLab) or `…/_edit/<branch>/` (Forgejo, Gitea). None for
    any other, and for a placeholder.
    """
    found = _EDIT.match(public_base_url(edit_uri) or "")
    return f"{found[1]}/commit/" if found else None


def in_swedish(message: str) -> str:
    """Return the Swedish sentence for a message of MkDocs; one that is not known is quoted."""
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(message):
            found = {name: re.sub(r"\s*\n\s*-\s*", ", ", text) for name, text in match.groupdict().items()}
            return sentence.format(**found)
    return f"MkDocs: {message}"


class Warnings(logging.Handler):
    """Collects in Swedish what MkDocs warns of."""

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


@contextmanager
def _listening(receive: Callable[[str], None]) -> Iterator[None]:
    """Receive what MkDocs warns of, and keep it from writing anything itself."""
    logger = logging.getLogger("mkdocs")
    handler = Warnings(receive)
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


@contextmanager
def _reproducible(checked: CheckedRoot) -> Iterator[None]:
    """Give MkDocs the time of the last commit for its dates, or the day itself where there is no history.

    Raises CannotBuildError for a time in the environment that is none.
    """
    before = os.environ.get("SOURCE_DATE_EPOCH")
    if before is not None and not (before.isascii() and before.isdigit() and int(before) <= _LAST_SECOND):
        raise CannotBuildError(
            f"SOURCE_DATE_EPOCH är «{before}» men ska vara sekunder sedan 1970, till exempel 1764000000. "
            "Rätta den eller ta bort den."
        )
    if before is None:
        os.environ["SOURCE_DATE_EPOCH"] = str(_last_commit(checked))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


def _last_commit(checked: CheckedRoot) -> int:
    """Return when the root was last committed to, in seconds since 1970."""
    command = ["git", "-C", str(checked.root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, encoding="ascii", check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        answer = ""
    midnight = datetime(checked.today.year, checked.today.month, checked.today.day, tzinfo=UTC)
    return int(answer) if answer.isdigit() else int(midnight.timestamp())
