"""A new site takes the place of the old one whole, whatever happens on the way, and nothing else is ever touched."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from website.atomic_output import CONTENTS, ExchangeError, replace_directory


def _build(out: Path, **files: str) -> None:
    with replace_directory(out) as site:
        for name, text in files.items():
            file = site / name.replace("__", "/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def _beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


def test_a_site_is_written_where_there_was_none(tmp_path: Path) -> None:
    out = tmp_path / "a" / "site"
    _build(out, index="ett")
    assert (out / "index").read_text("utf-8") == "ett"
    assert _beside(out) == ["site"]


def test_a_new_site_takes_the_place_of_the_old_one_with_nothing_left_of_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, index="ett", gammal__sida="bort")
    _build(out, index="två")
    assert (out / "index").read_text("utf-8") == "två"
    assert sorted(path.name for path in out.iterdir()) == [CONTENTS, "index"]
    assert _beside(out) == ["site"]


def test_a_build_that_fails_leaves_the_old_site_and_nothing_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, index="ett")

    def interrupted() -> None:
        with replace_directory(out) as site:
            (site / "index").write_text("halvt", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (out / "index").read_text("utf-8") == "ett"
    assert _beside(out) == ["site"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, index="ett")
    killed = tmp_path / "site.ny"
    killed.mkdir()
    (killed / CONTENTS).write_text("bygget är inte klart\n", "utf-8")
    (killed / "halv").mkdir()
    _build(out, index="två")
    assert (out / "index").read_text("utf-8") == "två"
    assert _beside(out) == ["site"]


def test_a_build_killed_between_the_two_steps_gets_its_old_site_back(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, index="ett")
    out.rename(tmp_path / "site.gammal")
    with pytest.raises(ValueError, match="nej"), replace_directory(out):
        raise ValueError("nej")
    assert (out / "index").read_text("utf-8") == "ett"
    assert _beside(out) == ["site"]


def test_an_old_site_that_was_not_wholly_taken_away_is_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, index="ett")
    old = tmp_path / "site.gammal"
    old.mkdir()
    (old / CONTENTS).write_text("bygget är inte klart\n", "utf-8")
    (old / "rest").write_text("x", "utf-8")
    _build(out, index="två")
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


def test_a_file_that_someone_has_put_in_a_site_is_named(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, index="ett")
    (out / "CNAME").write_text("exempel.se", "utf-8")
    with pytest.raises(ExchangeError, match="CNAME"), replace_directory(out):
        pass
    assert (out / "CNAME").is_file()


def test_an_empty_directory_may_be_used(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    _build(out, index="ett")
    assert (out / "index").is_file()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    there = tmp_path / "annat"
    _build(there, index="ett")
    (tmp_path / "site").symlink_to(there)
    with pytest.raises(ExchangeError, match="ingen vanlig mapp"), replace_directory(tmp_path / "site"):
        pass
    assert (there / "index").is_file()


def test_a_file_is_not_a_site(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("en fil", "utf-8")
    with pytest.raises(ExchangeError, match="ingen vanlig mapp"), replace_directory(tmp_path / "site"):
        pass


def test_two_builds_do_not_write_in_the_same_place_at_once(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with replace_directory(out) as first:
        (first / "index").write_text("ett", "utf-8")
        with pytest.raises(ExchangeError, match="Ett annat bygge"), replace_directory(out):
            pass
    assert (out / "index").read_text("utf-8") == "ett"


def test_links_inside_the_old_site_are_taken_away_without_what_they_lead_to(tmp_path: Path) -> None:
    out, outside = tmp_path / "site", tmp_path / "utanför"
    outside.mkdir()
    (outside / "kvar").write_text("x", "utf-8")
    with replace_directory(out) as site:
        (site / "genväg").symlink_to(outside)
    _build(out, index="två")
    assert (outside / "kvar").is_file()
    assert not (out / "genväg").exists()


@pytest.mark.parametrize("busy", [False, True])
def test_on_windows_a_file_beside_the_site_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, busy: bool
) -> None:
    def locking(_descriptor: int, _mode: int, _bytes: int) -> None:
        if busy:
            raise PermissionError("locked")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    out = tmp_path / "site"
    if busy:
        with pytest.raises(ExchangeError, match="Ett annat bygge skriver redan"), replace_directory(out):
            pytest.fail("built")
        return
    for text in ("one", "two"):
        with replace_directory(out) as new:
            (new / "index.html").write_text(text, encoding="utf-8")
    assert (out / "index.html").read_text(encoding="utf-8") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
