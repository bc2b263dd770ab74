"""Show the site on this machine, and again when a file is saved: what `make serve` does.

A plain build each time, which writes only the pages that are not as they were the last time. When a record is broken,
the pages are as they last were right, and the problems are shown in them. Search is not there: its index takes longer
than all the rest.
"""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer
from opendata.metadata import site_address
from opendata.publication import Publication, write_records
from opendata.snapshot import snapshot
from pages.page import Page, PageKind
from register.git_history import History, read_history
from register.loading import CheckCache
from register.model import Register
from register.problem import Problem

from website.checked_root import CheckedRoot, read
from website.link_check import LinkChecker
from website.mkdocs_plugin import SiteContent, SitePlugin
from website.mkdocs_run import CONFIGURATION, CannotBuildError, configuration, run_mkdocs
from website.site_build import make_content, make_open_data, write_open_data

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_THEME = CONFIGURATION.parent / "scripts" / "pages" / "theme"
_UNREADABLE = "<h1>Posten går inte att visa än</h1>"
_SCRIPT = Path(__file__).with_name("livereload.js").read_bytes()
_RELOAD = b'<script src="/livereload.js" data-epoch="%d" defer></script>'

Problems = Mapping[str | None, tuple[Problem, ...]]


def serve_site(root: Path, port: int) -> None:
    """Serve the site of `root` at the port until interrupted. Raises BuildFailedError and CannotBuildError."""
    _require_free(port)
    address = f"http://127.0.0.1:{port}/"
    print(f"Webbplatsen byggs och visas sedan på {address} (avbryt med Ctrl+C).", flush=True)
    with TemporaryDirectory(prefix="stadsdelssamarbeten-") as site:
        preview = ServedSite(root, Path(site), address)
        server = _Server(preview.build, "127.0.0.1", port, root=site, polling_interval=0.2)
        preview.build()
        gc.freeze()  # most of it is kept to the end: no collection need look at it
        for place in (root / "content", root / "partnerships", root / "schemas", CONFIGURATION, _THEME):
            if place.exists():
                server.watch(str(place))
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs does not type this method
        finally:
            server.shutdown()


def _require_free(port: int) -> None:
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
    except PermissionError as error:
        raise CannotBuildError(f"Port {port} får bara systemet använda. Välj en annan, till exempel 8000.") from error
    except OSError as error:
        raise CannotBuildError(f"Port {port} används redan. Avsluta det som går där, eller välj en annan.") from error


class ServedSite:
    """A site that is built again and again, and what the next build needs to know of the last.

    The open data are made of the first register without faults; after that only those that go with the pages of changed
    records.
    """

    def __init__(self, root: Path, site: Path, address: str) -> None:
        self._root, self._site, self._address = root, site, address
        self._cache = CheckCache()
        self._links = LinkChecker()
        self._first: tuple[History, Publication] | None = None
        self._register: Register | None = None
        self._pages: dict[str, Page] = {}
        self._problems: Problems = {}
        self._theme = 0.0

    def build(self) -> None:
        """Write what has changed, and print what is wrong with the texts."""
        checked = read(self._root, date.today(), kept=self._cache)  # noqa: DTZ011  # the day that is shown
        content = self._content(checked)
        config = configuration(self._root, self._site)
        config.site_url = self._address
        faults = run_mkdocs(config, SitePlugin(content, self._links, served=True), checked, only_changed=True)
        faults += map(str, self._links.broken(self._site))
        for fault in faults:
            print(fault, file=sys.stderr, flush=True)

    def _content(self, checked: CheckedRoot) -> SiteContent:
        """Make the content of the register, or of the last one without faults, with the problems that there are now."""
        register = checked.register or self._register
        problems = by_file(checked.problems)
        content = self._made(checked, register) if register else SiteContent(today=checked.today)
        content.pages = [*content.pages, *placeholder_pages(content.pages, problems)]
        content.problems = checked.problems
        content.changed = self._changed(content.pages, problems)
        return content

    def _made(self, checked: CheckedRoot, register: Register) -> SiteContent:
        config = configuration(self._root, self._site)
        config.site_url = self._address
        if self._first is None:
            history = read_history(self._root)
            data = make_open_data(checked, register, config, history)
            content = make_content(checked, register, config, data)
            write_open_data(data, content, self._root, self._site, self._links)
            self._first = history, data
        else:
            history, data = self._first
            content = make_content(checked, register, config, data)
            self._write_changed(checked, register, history, data)
        self._register = register
        return content

    def _write_changed(self, checked: CheckedRoot, register: Register, history: History, data: Publication) -> None:
        """Write the data of the records that are not as they were."""
        before = {record.id: record for record in self._register.partnerships} if self._register else {}
        of = snapshot(
            register,
            checked.today,
            address=site_address(self._address),
            example_data=data.snapshot.example_data,
            history=history,
        )
        entries = [entry for entry in of.entries if before.get(entry.record.id) != entry.record]
        write_records(entries, of, self._root, self._site)

    def _changed(self, pages: Iterable[Page], problems: Problems) -> set[str] | None:
        """Return the paths of the pages to write, None for all; remove those that are no more."""
        now, before, theme = {page.path: page for page in pages}, self._pages, _last_change(_THEME, CONFIGURATION)
        for path in before.keys() - now.keys():
            (self._site / path.removesuffix("index") / "index.html").unlink(missing_ok=True)
            self._links.forget(before[path].address)
        changed = {
            path
            for path, page in now.items()
            if before.get(path) != page or self._problems.get(page.source) != problems.get(page.source)
        }
        everything = theme != self._theme
        self._pages, self._problems, self._theme = now, problems, theme
        return None if everything else changed


class _Server(LiveReloadServer):
    """MkDocs' server, with the script that reloads a page in a file: the site allows no inline script."""

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/livereload.js":
            answer: Iterable[bytes] = super().serve_request(environ, start_response)
            return answer
        start_response("200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(_SCRIPT)))])
        return [_SCRIPT]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        before, end, after = content.rpartition(b"</body>")
        return before + _RELOAD % epoch + end + after


def by_file(problems: Iterable[Problem]) -> Problems:
    """Group problems by their files."""
    found: dict[str | None, tuple[Problem, ...]] = {}
    for problem in problems:
        found[problem.place.path] = (*found.get(problem.place.path, ()), problem)
    return found


def placeholder_pages(pages: Iterable[Page], problems: Problems) -> list[Page]:
    """Make a page for each broken record that has none, where its problems can be shown."""
    shown = {page.source for page in pages}
    return [
        Page(
            path=f"samarbeten/{file.removeprefix('partnerships/').removesuffix('.yaml')}",
            title="Posten går inte att visa än",
            description="Posten har fel som ska rättas.",
            kind=PageKind.PARTNERSHIP,
            body=_UNREADABLE,
            source=file,
            parent="samarbeten/index" if pages else None,
        )
        for file in problems
        if file is not None and file not in shown and file.startswith("partnerships/") and file.endswith(".yaml")
    ]


def _last_change(*places: Path) -> float:
    """Return when any file in these places was last changed, in seconds since 1970."""
    files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
    return max((file.stat().st_mtime for file in files), default=0)
