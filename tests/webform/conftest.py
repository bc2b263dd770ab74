"""What the tests of the form share: a register on disk, its form as a served site, and the packages behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page
from webform.connection import FILE
from webform.install import copy_editor
from webform.packages import installed

from ..site.conftest import shown
from .repository import ROOT, TODAY, make_repository, register_of


@dataclass(frozen=True)
class Served:
    """A folder and the address where it is served."""

    folder: Path
    address: str


@pytest.fixture
def page(own_page: Page) -> Page:
    """A window of a browser of its own: the form keeps its files in the browser."""
    return own_page


@pytest.fixture(scope="session")
def modules() -> Path:
    """The packages of the form and of its tests. Without them the test fails: it is never passed over."""
    folder = installed(ROOT, everything=True)
    assert folder is not None, (
        "The packages of the form are missing. Fetch them: make editor (make test does it first)."
    )
    return folder


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register on disk, to be read only."""
    return make_repository(tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="session")
def trial(modules: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """What a build puts at /redigera/ where the form is not connected."""
    with _served(tmp_path_factory.mktemp("site"), repository) as served:
        yield served


@pytest.fixture
def connected(modules: Path, tmp_path: Path) -> Iterator[Served]:
    """What a build puts at /redigera/ where the form is connected to GitHub and people sign in with a token."""
    root = make_repository(tmp_path / "root")
    (root / FILE).parent.mkdir()
    (root / FILE).write_text("vard: github\narkiv: foretaget/stadsdelssamarbeten\n", encoding="utf-8")
    with _served(tmp_path / "site", root) as served:
        yield served


@contextmanager
def _served(site: Path, root: Path) -> Iterator[Served]:
    picture = site / "assets/images/favicon.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert copy_editor(site, root, register_of(root), TODAY) is None
    with shown(site) as address:
        yield Served(site, address.rstrip("/"))
