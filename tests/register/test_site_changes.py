"""Pages, pictures, settings and owners are told of in words, and nothing hidden in them comes through."""

from __future__ import annotations

import pytest
from register.site_changes import FILES, PAGES, SETTINGS, SiteChange, Versions, site_changes


def changes(**files: tuple[str | None, str | None]) -> list[SiteChange]:
    """What is said of files, each as it was and as it is; `__` in a name is a slash."""
    versions: dict[str, Versions] = {
        name.replace("__", "/").replace("_dot_", "."): (
            None if before is None else before.encode(),
            None if after is None else after.encode(),
        )
        for name, (before, after) in files.items()
    }
    return site_changes(versions, lambda path: versions[path])


def said(change: SiteChange) -> list[tuple[str, str, str]]:
    return [(one.words, one.before, one.after) for one in change.sentences]


def test_a_page_is_told_paragraph_by_paragraph() -> None:
    before = "# Kontakt\n\nRing växeln.\n\nSamma som förr.\n"
    [change] = changes(content__om__kontakt_dot_md=(before, before.replace("växeln", "kontoret") + "\nNytt stycke.\n"))
    assert (change.kind, change.title, change.path) == (PAGES, "Kontakt", "content/om/kontakt.md")
    assert said(change) == [
        ("Ett stycke har ändrats", "Ring växeln.", "Ring kontoret."),
        ("Ett stycke har lagts till", "", "Nytt stycke."),
    ]


@pytest.mark.parametrize(
    ("versions", "words"), [((None, "# Ny\n"), "Sidan är ny"), (("# Gammal\n", None), "Sidan har tagits bort")]
)
def test_a_page_that_comes_or_goes_is_said(versions: tuple[str | None, str | None], words: str) -> None:
    [change] = changes(content__ny_dot_md=versions)
    assert change.sentences[0].words == words


def test_a_setting_is_told_by_its_name_and_comments_are_not() -> None:
    before = "# om\nsite_name: Ett namn\nnav:\n  - Start: index.md\n"
    after = "# annat\nsite_name: Ett annat namn\nnav:\n  - Start: index.md\n  - Om: om.md\n"
    [change] = changes(mkdocs_dot_yml=(before, after))
    assert (change.kind, change.title) == (SETTINGS, "Webbplatsens inställningar")
    assert said(change) == [
        ("Raden «site_name» har ändrats", "site_name: Ett namn", "site_name: Ett annat namn"),
        ("Raden «Om» har lagts till", "", "- Om: om.md"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("extra:\n  exempeldata: true\n", "extra:\n", "tas bort från alla sidor: samarbetena visas som verkliga"),
        ("extra:\n", "extra:\n  exempeldata: true\n", "läggs till på alla sidor"),
    ],
)
def test_that_the_records_are_called_real_or_not_is_said_first(before: str, after: str, words: str) -> None:
    [change] = changes(mkdocs_dot_yml=(before, after))
    assert change.sentences[0].words == f"Upplysningen om att samarbetena är exempel {words}"
    [owners] = changes(CODEOWNERS=(before, after))
    assert "Upplysningen" not in owners.sentences[0].words


def test_what_is_changed_comes_by_kind_and_path() -> None:
    found = changes(
        CODEOWNERS=("* @a/x\n", None),
        redigera__anslutning_dot_yaml=(None, "vard: github\n"),
        content__z_dot_md=("# Z\n", "# Z\n\nMer.\n"),
        content__a_dot_md=("Utan rubrik.\n", None),
        content__filer__b_dot_pdf=(None, "x"),
    )
    assert [(one.kind, one.title, one.sentences[0].words) for one in found] == [
        (PAGES, "content/a.md", "Sidan har tagits bort"),
        (PAGES, "Z", "Ett stycke har lagts till"),
        (FILES, "b.pdf", "Ny fil, 1 kB"),
        (SETTINGS, "Vem som godkänner ändringar", "Filen har tagits bort"),
        (SETTINGS, "Anslutningen till värden", "Filen är ny"),
    ]


def test_what_is_the_same_is_not_said_however_often_it_recurs() -> None:
    [change] = changes(CODEOWNERS=("/a @x\n" * 300, "/a @x\n" * 300 + "/b @x\n"))
    assert said(change) == [("Raden «/b» har lagts till", "", "/b @x")]
    [change] = changes(content__a_dot_md=("# A\n\nB\n", "# A\n\n\n\nB\n"))
    assert said(change) == []


def test_lines_are_paired_with_those_in_their_place() -> None:
    [change] = changes(CODEOWNERS=("/a @x\n/b @x\n/c @x\n", "/a @y\n\n/c @x\n"))
    assert said(change) == [
        ("Raden «/a» har ändrats", "/a @x", "/a @y"),
        ("Raden «/b» har tagits bort", "/b @x", ""),
    ]


def test_who_approves_and_where_the_form_saves_are_told() -> None:
    owners, connection = changes(
        CODEOWNERS=("* @a/x\n/content/ @a/y\n", "* @a/x\n/content/ @b/z\n"),
        redigera__anslutning_dot_yaml=("# vard: github\n", "vard: github\narkiv: a/b\n"),
    )
    assert said(owners) == [("Raden «/content/» har ändrats", "/content/ @a/y", "/content/ @b/z")]
    assert [one.words for one in connection.sentences] == [
        "Raden «vard» har lagts till",
        "Raden «arkiv» har lagts till",
    ]


def test_a_picture_is_told_by_its_size() -> None:
    new, other, gone = changes(
        content__bilder__a_dot_png=(None, "x" * 12_001),
        content__bilder__b_dot_png=("x" * 1_000, "x" * 2_000_000),
        content__filer__c_dot_pdf=("x", None),
    )
    assert new.kind == FILES
    assert [one.sentences[0].words for one in (new, other, gone)] == [
        "Ny fil, 13 kB",
        "Filen har bytts ut: 1 kB → 2\u00a0000 kB",
        "Filen har tagits bort",
    ]


def test_personal_data_is_masked_and_what_is_told_elsewhere_is_left_to_it() -> None:
    [change] = changes(content__a_dot_md=("# A\n", "# A\n\nRing 811228-9874.\n"))
    assert "811228" not in str(change)
    assert changes(content__listor__teman_dot_yaml=("a", "b"), content__a_dot_yml=("a", "b"), x_dot_md=("a", "b")) == []
