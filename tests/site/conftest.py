"""Sites to look at: built once for all workers of a test run, and shown on this machine only."""

from __future__ import annotations

import fcntl
import functools
import io
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

import pytest
from build import main as command

from ..example import example_root, root_without_records
from ..register.cases import commit

REPOSITORY = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
TODAY = "2026-11-23"
# The notice comes from the project's setting: it goes with the example records, and the pages of the tests follow it.
NOTICE = "exempeldata: true" in (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")

EDIT_URI = "https://git.example/vatterhem/stadsdelssamarbeten/edit/main/"

Build = Callable[..., "subprocess.CompletedProcess[str]"]
Root = Callable[[str], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def build() -> Build:
    """Run the command of build.py in this process; gives what it printed and its exit code."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        words = list(map(str, arguments))
        with (
            redirect_stdout(io.StringIO()) as out,
            redirect_stderr(io.StringIO()) as errors,
            mock.patch.dict(os.environ, environment),
        ):
            for name in {"SITE_URL", "EDIT_URI"} - environment.keys():
                os.environ.pop(name, None)
            try:
                code = command(words)
            except SystemExit as end:  # arguments that make no sense
                code = int(end.code or 0)
        return subprocess.CompletedProcess(words, code, out.getvalue(), errors.getvalue())

    return run


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """Make a root of its own from the records of a fixture."""
    return lambda name: make_root(name, tmp_path / "rot")


def make_root(name: str, place: Path) -> Path:
    """A root at `place`: the records of a fixture with the example content and the project's schemas."""
    root_without_records(place)
    shutil.copytree(FIXTURES / name / "partnerships", place / "partnerships")
    return place


@pytest.fixture(scope="session")
def example(shared: Path) -> Path:
    """The root of the example register, in a Git repository of its own with one commit."""

    def make(place: Path) -> None:
        commit(example_root(place), "Börja")

    return _once(shared, "exempel-rot", make)


@pytest.fixture(scope="session")
def site(shared: Path, example: Path, build: Build) -> Path:
    """The site of the example register."""
    return _once(
        shared,
        "webbplats",
        lambda out: _built(build("--root", example, "--out", out, "--today", TODAY, EDIT_URI=EDIT_URI)),
    )


@pytest.fixture(scope="session")
def hostile_site(shared: Path, build: Build) -> Path:
    """A site with a record that tries to break out in every field."""

    def make(out: Path) -> None:
        root = make_root("fientlig", shared / "fientlig-rot")
        _built(build("--root", root, "--out", out, "--today", TODAY, SITE_URL="https://exempel.se/sida/"))

    return _once(shared, "fientlig", make)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site of the example register is shown, ending with a slash."""
    with shown(site) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    """Where the hostile site is shown, ending with a slash."""
    with shown(hostile_site) as address:
        yield address


def _built(answer: subprocess.CompletedProcess[str]) -> None:
    assert answer.returncode == 0, answer.stdout + answer.stderr


def _once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """What `make` makes, made by the first worker that needs it; the others wait for it."""
    out = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.is_dir():
            make(out)
    return out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def shown(site: Path) -> Iterator[str]:
    """Show a site on a port of this machine, and give its address with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
