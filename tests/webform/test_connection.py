from __future__ import annotations

from pathlib import Path

import pytest
from webform.connection import FILE, Connection, ConnectionFaultError, read_connection

from .repository import ROOT


def connection(folder: Path, text: str) -> Connection | None:
    file = folder / FILE
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return read_connection(folder)


def test_this_repository_is_not_connected_and_neither_is_one_without_the_file(tmp_path: Path) -> None:
    assert (ROOT / FILE).is_file()
    assert read_connection(ROOT) is None
    assert read_connection(tmp_path) is None


def test_the_lines_of_the_file_work_when_they_are_no_longer_comments(tmp_path: Path) -> None:
    lines = [
        line for line in (ROOT / FILE).read_text(encoding="utf-8").splitlines() if ": " in line and "#  " not in line
    ]
    examples = [
        line.removeprefix("# ") for line in lines if line.startswith(("# vard", "# arkiv", "# gren", "# inlogg"))
    ]
    made = connection(tmp_path, "\n".join(examples))
    assert made is not None
    assert made.backend() | {"commit_messages": None} == {
        "name": "github",
        "repo": "foretaget/stadsdelssamarbeten",
        "branch": "main",
        "base_url": "https://inloggning.example.se",
        "auth_endpoint": "auth",
        "auth_methods": ["oauth"],
        "commit_messages": None,
    }
    assert made.origins() == ("https://api.github.com",)


def test_without_a_service_for_signing_in_people_paste_a_token(tmp_path: Path) -> None:
    made = connection(tmp_path, "vard: github\narkiv: a/b\n")
    assert made is not None
    assert made.backend()["auth_methods"] == ["token"]


def test_a_host_of_ones_own_is_the_only_one_reached(tmp_path: Path) -> None:
    made = connection(tmp_path, "vard: gitlab\narkiv: a/b/c\nserver: https://git.example.se/\napp_id: abc\n")
    assert made is not None
    assert made.origins() == ("https://git.example.se",)
    assert made.backend()["api_root"] == "https://git.example.se/api/v4"
    assert made.backend()["auth_type"] == "pkce"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vard: bitbucket\narkiv: a/b\n", "«vard» ska vara github, gitlab eller forgejo"),
        ("vard: github\narkiv: ab\n", "«arkiv» ska vara ägare/namn"),
        ("vard: github\narkiv: a/b; script-src *\n", "«arkiv» ska vara ägare/namn"),
        ("vard: github\narkiv: a/b\ngren: ../x\n", "«gren» ska vara namnet på grenen"),
        ("vard: github\narkiv: a/b\ninloggning: http://x.se\n", "«inloggning» ska vara en adress"),
        ('vard: github\narkiv: a/b\nserver: "https://x.se; script-src *"\n', "«server» ska vara en adress"),
        ("vard: github\narkiv: a/b\nhemlighet: abc\n", "fältet «hemlighet» finns inte"),
        ("- github\n", "ett fält per rad"),
        ("vard: github\nvard: gitlab\n", "rad 2"),
        ("vard: [github\n", "rad 1"),
        ("vard: 1\n", "ett fält per rad"),
    ],
)
def test_a_fault_is_said_in_swedish(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConnectionFaultError) as raised:
        connection(tmp_path, text)
    assert said in str(raised.value)
    assert str(raised.value).startswith(FILE)


@pytest.mark.parametrize(
    ("text", "address", "form"),
    [
        ("vard: github\narkiv: a/b\n", "https://github.com/a/b/edit/main/", True),
        ("vard: gitlab\narkiv: a/b/c\ngren: v2\n", "https://gitlab.com/a/b/c/-/edit/v2/", True),
        ("vard: forgejo\narkiv: a/b\n", "https://codeberg.org/a/b/_edit/main/", False),
        ("vard: forgejo\narkiv: a/b\nserver: https://git.x.se/\n", "https://git.x.se/a/b/_edit/main/", False),
    ],
)
def test_the_host_says_where_files_are_edited(tmp_path: Path, text: str, address: str, *, form: bool) -> None:
    made = connection(tmp_path, text)
    assert made is not None
    assert (made.edit_uri(), made.has_form) == (address, form)
