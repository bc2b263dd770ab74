"""Pages that are not in the menu are what the theme would make of them, however many processes write them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from website import leaves
from website.frames import ThemeCache
from website.generated_pages import ReadyPage
from website.mkdocs_build import build_site
from website.source import read

from ..example import example_root
from ..pages.registers import TODAY

REPOSITORY = Path(__file__).resolve().parents[2]
HOSTILE = REPOSITORY / "tests" / "site" / "fixtures" / "fientlig" / "partnerships"


def _hostile(place: Path) -> Path:
    for room in ("content", "schemas"):
        shutil.copytree(REPOSITORY / room, place / room)
    shutil.copytree(HOSTILE, place / "partnerships")
    return place


def _built(root: Path, out: Path) -> dict[str, bytes]:
    build_site(read(root, TODAY), out)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("root_of", [example_root, _hostile])
def test_a_framed_page_is_what_the_theme_makes_of_it_however_many_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root_of: Callable[[Path], Path]
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/register/")
    render_cached, compared = ThemeCache.render_cached, []

    def checked(self: ThemeCache, page: ReadyPage) -> str:
        made = render_cached(self, page)
        assert made == self.whole(page), page.url
        compared.append(page.url)
        return made

    root = root_of(tmp_path / "rot")
    with monkeypatch.context() as alone:
        alone.setattr(leaves, "cores", lambda: 1)
        alone.setattr(ThemeCache, "render_cached", checked)
        first = _built(root, tmp_path / "en")
    assert len(compared) > 20
    monkeypatch.setattr(leaves, "_WORTH_SHARING", 1)
    monkeypatch.setattr(leaves, "cores", lambda: 3)
    second = _built(root, tmp_path / "tre")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
