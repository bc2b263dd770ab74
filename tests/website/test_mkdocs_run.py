"""What MkDocs says is said in Swedish, with the page and what to do; what we say ourselves is left as it is."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from webform.connection import FILE
from website.mkdocs_plugin import OWN_LOGGER
from website.mkdocs_run import Warnings, commit_base_url, configuration, in_swedish


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        (
            "A reference to 'statistik/index.md' is included in the 'nav' configuration, which is not found in the "
            "documentation files.",
            "mkdocs.yml: menyn har sidan statistik/index.md, men den finns inte. "
            "Lägg till sidan eller ta bort den ur menyn.",
        ),
        (
            'The following pages exist in the docs directory, but are not included in the "nav" configuration:\n'
            "  - a.md\n  - b/c.md",
            "mkdocs.yml: dessa sidor finns i content/ men inte i menyn: a.md, b/c.md. Lägg till dem under nav.",
        ),
        (
            "edit_uri: 'abc/index.md' is not a valid URL, it should include the http:// (scheme)",
            "mkdocs.yml: edit_uri är ingen hel webbadress: 'abc/index.md'. Den ska börja med https:// och sluta med /.",
        ),
        ("Something that no one has heard before", "MkDocs: Something that no one has heard before"),
    ],
)
def test_what_mkdocs_says_is_said_in_swedish(english: str, swedish: str) -> None:
    assert in_swedish(english) == swedish


def _heard(logger: str, level: int, *messages: str) -> list[str]:
    heard: list[str] = []
    handler = Warnings(heard.append)
    for message in messages:
        handler.emit(logging.LogRecord(logger, level, "", 0, message, None, None))
    return heard


def test_our_own_sentences_are_left_as_they_are() -> None:
    assert _heard(OWN_LOGGER, logging.WARNING, "content/a.md: länken är fel") == ["content/a.md: länken är fel"]


def test_of_an_error_only_the_sentence_is_heard() -> None:
    """MkDocs logs which page it was at, and then the sentence of the error, which is ours."""
    said = ["Error reading page 'a.md':", "content/a.md: Det finns ingen del som heter «x»."]
    assert _heard("mkdocs.commands.build", logging.ERROR, *said) == said[1:]


def test_an_error_of_mkdocs_itself_is_not_lost() -> None:
    (said,) = _heard("mkdocs.commands.build", logging.ERROR, "Error building page 'a.md': no such template")
    assert said == "MkDocs: Error building page 'a.md': no such template"


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


@pytest.mark.parametrize(
    ("environ", "connection", "expected"),
    [
        ("", "", None),
        ("", "vard: forgejo\narkiv: a/b\nserver: https://git.x.se\n", "https://git.x.se/a/b/_edit/main/"),
        ("https://x.se/edit/main/", "vard: github\narkiv: a/b\n", "https://x.se/edit/main/"),
    ],
    ids=["no host, so no links", "the host of the connection", "what the environment says goes first"],
)
def test_files_are_edited_where_one_setting_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: str, connection: str, expected: str | None
) -> None:
    monkeypatch.setenv("EDIT_URI", environ)
    for name in ("content", "redigera"):
        (tmp_path / name).mkdir()
    (tmp_path / FILE).write_text(connection, encoding="utf-8")
    assert configuration(tmp_path, tmp_path / "site").edit_uri == expected
