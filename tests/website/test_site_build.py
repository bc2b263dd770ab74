"""A site is what the theme makes of every page, each by itself; no address is written twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from webform.connection import FILE
from website import mkdocs_plugin
from website.checked_root import read
from website.mkdocs_run import configuration
from website.site_build import build_site

from ..example import EVERY_STATE, example_root
from ..pages.registers import TODAY

REPOSITORY = Path(__file__).resolve().parents[2]
HOSTILE = REPOSITORY / "tests" / "site" / "fixtures" / "fientlig" / "partnerships"


def _root(place: Path, *records: str) -> Path:
    """A root with records of the example, and those that try to break out in every field."""
    example_root(place, *records)
    shutil.copytree(HOSTILE, place / "partnerships", dirs_exist_ok=True)
    return place


def _built(root: Path, out: Path) -> dict[str, bytes]:
    build_site(read(root, TODAY), out)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


PAGE = "samarbeten/2023/ljuskvall-samset/index.html"
FORM = b'href="../../../redigera/#/collections/samarbeten-2023/entries/ljuskvall-samset"'


def test_what_pages_share_is_what_the_theme_makes_of_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/register/")
    root = _root(tmp_path / "rot", *EVERY_STATE)
    shared = _built(root, tmp_path / "delat")
    monkeypatch.setattr(mkdocs_plugin, "_shared_parts", lambda: lambda _name, caller: caller())
    alone = _built(root, tmp_path / "var-for-sig")
    assert shared.keys() == alone.keys()
    assert [name for name in shared if shared[name] != alone[name]] == []
    assert FORM not in shared[PAGE]


def test_the_page_of_a_record_leads_to_the_form_where_it_is_connected(tmp_path: Path) -> None:
    root = example_root(tmp_path / "rot", "2023/ljuskvall-samset")
    (root / FILE).parent.mkdir()
    (root / FILE).write_text("vard: github\narkiv: a/b\n", encoding="utf-8")
    assert FORM in _built(root, tmp_path / "ut")[PAGE]


@pytest.mark.parametrize(
    ("given", "used"), [("", "https://stadsdelssamarbeten.example/"), ("https://a.se/", "https://a.se/")]
)
def test_an_empty_address_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("SITE_URL", given)
    (tmp_path / "content").mkdir()
    assert configuration(tmp_path, tmp_path / "ut").site_url == used


@pytest.mark.parametrize(
    "page",
    [
        "samarbeten/2025/vanlig/index.md",
        "stadsdelar/index.md",
        "badda-in/stadsdelar/raslatt.md",
        "redigera/index.md",
    ],
)
def test_two_sources_of_one_address_are_refused_before_anything_is_built(tmp_path: Path, page: str) -> None:
    root = _root(tmp_path / "rot", "2023/ljuskvall-samset")
    file = root / "content" / page
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# En egen sida\n", encoding="utf-8")
    checked = read(root, TODAY)
    assert checked.register is None
    assert [(one.code, one.place.path) for one in checked.result.problems] == [("R119", f"content/{page}")]
