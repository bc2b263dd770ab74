"""The rehearsal of the exits: what counts as different, how it is said, and with which exit code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import exits
import pytest
from exits import NotRunError, Rehearsal, Result

SAME = Result("A", "files identical", 3)
OTHER = Result("B", "pages", 9, [f"{number}.html" for number in range(7)])


def _folder(place: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_a_file_that_differs_or_that_one_side_lacks_is_a_difference(tmp_path: Path) -> None:
    one = _folder(tmp_path / "one", {"a/same.html": "x", "a/other.html": "x", "gone.html": "x"})
    other = _folder(tmp_path / "two", {"a/same.html": "x", "a/other.html": "y", "more.html": "x"})
    assert exits.differences(one, other) == ["a/other.html", "gone.html", "more.html"]
    assert exits.differences(one, one) == []


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("index", "index.html"),
        ("ansok/index", "ansok/index.html"),
        ("lattlast", "lattlast/index.html"),
        ("om/reindex", "om/reindex/index.html"),
    ],
)
def test_a_page_of_markdown_becomes_a_file_in_its_folder(page: str, file: str) -> None:
    assert exits.address(page) == file


def test_a_result_says_how_many_and_names_the_first_that_differ() -> None:
    assert str(SAME).split() == ["A", "3", "of", "3", "files", "identical"]
    lines = str(OTHER).splitlines()
    assert lines[0].split() == ["B", "2", "of", "9", "pages"]
    assert [line.strip() for line in lines[1:]] == ["0.html", "1.html", "2.html", "3.html", "4.html", "and 2 more"]


class Pretended:
    """A rehearsal whose ways give what the test says."""

    def __init__(self, properdocs: Result, zensical: Result | None, *wheelhouse: Result) -> None:
        self._properdocs, self._zensical, self._wheelhouse = properdocs, zensical, wheelhouse
        self.kept: list[Path] = []

    def properdocs(self) -> Result:
        return self._properdocs

    def zensical(self) -> Result:
        if self._zensical is None:
            raise NotRunError("no registry")
        return self._zensical

    def wheelhouse(self) -> Iterator[Result]:
        yield from self._wheelhouse

    def keep(self, place: Path) -> None:
        self.kept.append(place)


@pytest.mark.parametrize(
    ("pretended", "only", "code", "lines"),
    [
        (Pretended(SAME, SAME, SAME, SAME), None, 0, 4),
        (Pretended(SAME, SAME, SAME, OTHER), None, 1, 4),
        (Pretended(OTHER, None, SAME), None, 2, 2),
        (Pretended(OTHER, None, SAME), "wheelhouse", 0, 1),
    ],
    ids=["all the same", "one differs", "one cannot run", "the others are not asked for"],
)
def test_every_way_is_tried_and_the_worst_decides(
    pretended: Pretended, only: str | None, code: int, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Path("kept")
    assert exits.rehearse(cast("Rehearsal", pretended), only, place) == code
    said = capsys.readouterr()
    assert len([line for line in said.out.splitlines() if " of " in line]) == lines
    assert ("no registry" in said.err) == (code == 2)
    assert pretended.kept == ([place] if code == 0 else [])  # what does not build is not kept


def test_what_is_to_be_kept_needs_the_wheelhouse() -> None:
    with pytest.raises(SystemExit):
        exits.main(["--only", "zensical", "--keep", "x"])


def test_material_is_named_where_the_rehearsal_takes_it_away() -> None:
    assert exits._NO_MATERIAL[0] in (exits.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
