from __future__ import annotations

import pytest
from website.host import commit_base_url


@pytest.mark.parametrize(
    ("edited", "commits"),
    [
        ("https://github.com/org/register/edit/main/", "https://github.com/org/register/commit/"),
        ("https://gitlab.com/org/register/-/edit/main/", "https://gitlab.com/org/register/-/commit/"),
        ("https://codeberg.org/org/register/_edit/main/", "https://codeberg.org/org/register/commit/"),
        ("https://git.example/vatterhem/stadsdelssamarbeten/edit/main/", None),
        ("https://github.com/org/register/blob/main/", None),
        ("http://github.com/org/register/edit/main/", None),
        ("javascript:alert(1)//edit/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_commit_is_shown_where_the_files_are_edited_when_the_host_is_real(
    edited: str | None, commits: str | None
) -> None:
    assert commit_base_url(edited) == commits
