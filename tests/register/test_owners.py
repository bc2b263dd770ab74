"""The owners of the example are refused at every host, once the notice about example data is gone (R419)."""

from __future__ import annotations

from pathlib import Path

import pytest
from register.file_tree import DiskTree
from register.owners import check_owners


@pytest.mark.parametrize(
    ("setting", "owners", "places"),
    [
        ("  exempeldata: true", "* @ORGANISATION/forvaltarna", []),
        ("  # exempeldata: true", "* @ORGANISATION/forvaltarna", [(1, 3)]),
        ("  generator: false", "/content/ @bolaget/x @ORGANISATION/y", [(1, 22)]),
        ("  generator: false", "# @ORGANISATION\n* @bolaget/forvaltarna # @ORGANISATION", []),
        ("  generator: false", "@ORGANISATION/a", [(1, 1)]),
        ("  generator: false", "* @ORGANISATION/a\n/x @ORGANISATION/b", [(1, 3), (2, 4)]),
    ],
)
def test_the_teams_of_the_example_are_refused_when_the_records_are_real(
    tmp_path: Path, setting: str, owners: str, places: list[tuple[int, int]]
) -> None:

    (tmp_path / "mkdocs.yml").write_text(f"extra:\n{setting}\n", encoding="utf-8")
    (tmp_path / "CODEOWNERS").write_text(f"{owners}\n", encoding="utf-8")
    found = [(one.code, one.place.line, one.place.column) for one in check_owners(DiskTree(tmp_path))]
    assert found == [("R419", *place) for place in places]


def test_a_register_without_the_files_has_nothing_to_replace(tmp_path: Path) -> None:
    assert not list(check_owners(DiskTree(tmp_path)))
