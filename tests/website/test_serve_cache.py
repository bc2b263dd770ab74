"""What has to be written anew when a site is served: what changed, and nothing else."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from pages.page import Kind, Page
from register.problem import Place, Problem
from website.serve_cache import BuildCache, by_file, last_change, placeholder_pages


def _page(name: str, body: str = "<h1>x</h1>") -> Page:
    return Page(
        path=f"samarbeten/2024/{name}",
        title=name,
        description="x",
        kind=Kind.PARTNERSHIP,
        make=lambda: body,
        basis=body,
        source=f"partnerships/2024/{name}.yaml",
    )


def _problem(path: str) -> Problem:
    return Problem(code="R203", place=Place(path, 3, 1), message="fel", hint="rätta")


PAGES = [_page("a"), _page("b")]


def test_the_first_time_everything_is_new() -> None:
    assert BuildCache().changed(PAGES, {}, 1.0) == {"samarbeten/2024/a", "samarbeten/2024/b"}


def test_nothing_is_written_when_nothing_has_changed() -> None:
    memory = BuildCache()
    memory.changed(PAGES, {}, 1.0)
    assert memory.changed([replace(page) for page in PAGES], {}, 1.0) == set()


def test_only_the_page_that_has_changed_is_written() -> None:
    memory = BuildCache()
    memory.changed(PAGES, {}, 1.0)
    assert memory.changed([_page("a", "<h1>y</h1>"), PAGES[1]], {}, 1.0) == {"samarbeten/2024/a"}


def test_a_page_is_written_when_a_problem_comes_and_when_it_goes() -> None:
    memory = BuildCache()
    memory.changed(PAGES, {}, 1.0)
    problems = by_file([_problem("partnerships/2024/b.yaml")])
    assert memory.changed(PAGES, problems, 1.0) == {"samarbeten/2024/b"}
    assert memory.changed(PAGES, problems, 1.0) == set()
    assert memory.changed(PAGES, {}, 1.0) == {"samarbeten/2024/b"}


def test_all_is_written_when_the_theme_has_changed() -> None:
    memory = BuildCache()
    memory.changed(PAGES, {}, 1.0)
    assert len(memory.changed(PAGES, {}, 2.0)) == 2


def test_pages_that_are_gone_are_told() -> None:
    memory = BuildCache()
    memory.changed(PAGES, {}, 1.0)
    assert memory.gone(PAGES[:1]) == {"samarbeten/2024/b"}


def test_a_broken_record_without_a_page_gets_one_and_other_files_do_not() -> None:
    problems = by_file(
        [
            _problem("partnerships/2024/a.yaml"),
            _problem("partnerships/2024/ny.yaml"),
            _problem("partnerships/2024/ny.yaml"),
            _problem("content/listor/teman.yaml"),
        ]
    )
    assert len(problems["partnerships/2024/ny.yaml"]) == 2
    assert [page.path for page in placeholder_pages(PAGES, problems)] == ["samarbeten/2024/ny"]


def test_the_last_change_is_that_of_the_newest_file(tmp_path: Path) -> None:
    for age, name in ((10, "a"), (30, "b/c"), (20, "d")):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", "utf-8")
        os.utime(file, (age, age))
    assert last_change(tmp_path / "d", tmp_path / "b") == 30
    assert last_change(tmp_path / "d") == 20
