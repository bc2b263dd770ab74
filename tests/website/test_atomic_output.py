"""A new site takes the place of the old one whole, whatever happens on the way, and nothing else is ever touched."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from website.atomic_output import CONTENTS, ExchangeError, replace_directory


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site that is there already."""
    _build(tmp_path / "site", index="ett", gammal__sida="bort")
    return tmp_path / "site"


def _build(out: Path, **files: str) -> None:
    with replace_directory(out) as site:
        for name, text in files.items():
            file = site / name.replace("__", "/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def _beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


@pytest.mark.parametrize("empty", [False, True])
def test_a_site_is_written_where_there_was_none_or_an_empty_folder(tmp_path: Path, *, empty: bool) -> None:
    out = tmp_path / "a" / "site"
    if empty:
        out.mkdir(parents=True)
    _build(out, index="ett")
    assert (out / "index").read_text("utf-8") == "ett"
    assert _beside(out) == ["site"]


@pytest.mark.parametrize("left", [None, "site.ny", "site.gammal"])
def test_a_new_site_takes_the_place_of_the_old_one_and_of_what_a_killed_build_left(out: Path, left: str | None) -> None:
    if left:
        (out.parent / left / "halv").mkdir(parents=True)
        (out.parent / left / CONTENTS).write_text("bygget är inte klart\n", "utf-8")
        (out.parent / left / "rest").write_text("x", "utf-8")
    _build(out, index="två")
    assert (out / "index").read_text("utf-8") == "två"
    assert sorted(path.name for path in out.iterdir()) == [CONTENTS, "index"]
    assert _beside(out) == ["site"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
@pytest.mark.parametrize("between", [False, True], ids=["", "after one that was killed between the two steps"])
def test_a_build_that_fails_leaves_the_old_site_and_nothing_of_its_own(
    out: Path, error: type[BaseException], *, between: bool
) -> None:
    def failing() -> None:
        with replace_directory(out) as site:
            (site / "index").write_text("halvt", "utf-8")
            raise error

    if between:
        out.rename(out.parent / "site.gammal")
    with pytest.raises(error):
        failing()
    assert (out / "index").read_text("utf-8") == "ett"
    assert _beside(out) == ["site"]


@pytest.mark.parametrize("name", ["site", "site.ny", "site.gammal"])
def test_a_directory_that_is_not_ours_is_refused_and_left(tmp_path: Path, name: str) -> None:
    foreign = tmp_path / name
    foreign.mkdir()
    (foreign / "brev.txt").write_text("viktigt", "utf-8")
    with pytest.raises(ExchangeError, match=r"brev|annat än"), replace_directory(tmp_path / "site"):
        pass
    assert (foreign / "brev.txt").read_text("utf-8") == "viktigt"
    assert _beside(foreign) == [name]


def test_a_file_that_someone_has_put_in_a_site_is_named(out: Path) -> None:
    (out / "CNAME").write_text("exempel.se", "utf-8")
    with pytest.raises(ExchangeError, match="CNAME"), replace_directory(out):
        pass
    assert (out / "CNAME").is_file()


@pytest.mark.parametrize("linked", [True, False])
def test_a_link_or_a_file_is_not_a_site(out: Path, *, linked: bool) -> None:
    other = out.parent / "annat"
    if linked:
        other.symlink_to(out)
    else:
        other.write_text("en fil", "utf-8")
    with pytest.raises(ExchangeError, match="ingen vanlig mapp"), replace_directory(other):
        pass
    assert (out / "index").is_file()


def test_two_builds_do_not_write_in_the_same_place_at_once(out: Path) -> None:
    with replace_directory(out) as first:
        (first / "index").write_text("två", "utf-8")
        with pytest.raises(ExchangeError, match="Ett annat bygge"), replace_directory(out):
            pass
    assert (out / "index").read_text("utf-8") == "två"


def test_links_inside_the_old_site_are_taken_away_without_what_they_lead_to(out: Path) -> None:
    outside = out.parent / "utanför"
    outside.mkdir()
    (outside / "kvar").write_text("x", "utf-8")
    with replace_directory(out) as site:
        (site / "genväg").symlink_to(outside)
    _build(out, index="två")
    assert (outside / "kvar").is_file()
    assert not (out / "genväg").exists()


@pytest.mark.parametrize("busy", [False, True])
def test_on_windows_a_file_beside_the_site_is_locked(out: Path, monkeypatch: pytest.MonkeyPatch, *, busy: bool) -> None:
    def locking(_descriptor: int, _mode: int, _bytes: int) -> None:
        if busy:
            raise PermissionError("locked")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    if busy:
        with pytest.raises(ExchangeError, match="Ett annat bygge skriver redan"), replace_directory(out):
            pytest.fail("built")
    else:
        _build(out, index="två")
        assert (out / "index").read_text("utf-8") == "två"
        assert _beside(out) == ["site"]
