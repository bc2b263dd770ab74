"""A preview of a change, built in a real Git repository: every page says that it is one, and leads to what changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..register.cases import commit
from .conftest import NOTICE as EXAMPLES
from .conftest import TODAY, Build, Root

NOTICE = "<strong>Förhandsvisning.</strong>"
ROBOTS = '<meta name="robots" content="noindex">'


def begin(root: Path) -> None:
    """Put what is there on main, and go on in a branch."""
    commit(root, "Börja")
    subprocess.run(["git", "-C", root, "switch", "-q", "-c", "gren"], check=True)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_page_says_that_it_is_a_preview_and_leads_to_what_changes(
    root: Root, build: Build, tmp_path: Path
) -> None:
    here, out = root("fientlig"), tmp_path / "ut"
    begin(here)
    edit(here / "partnerships/2025/vanlig.yaml", "Grannar odlar grönsaker", "Grannar odlar blommor")
    edit(here / "content/om/begar-ut-handlingar.md", "# ", "# Så: ")
    commit(here, "Ändra")
    answer = build("--root", here, "--out", out, "--today", TODAY, "--base", "main")
    assert answer.returncode == 0, answer.stdout + answer.stderr

    pages = {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    own = {place: text for place, text in pages.items() if not place.startswith(("badda-in/", "redigera/"))}
    assert len(own) > 20
    assert [
        place for place, text in own.items() if NOTICE not in text and "<strong>Preview.</strong>" not in text
    ] == []
    assert [place for place, text in pages.items() if ROBOTS not in text] == []
    assert "<strong>Preview.</strong>" in own["english/index.html"]
    assert '<a href="../../../andringar/">Det här ändras</a>' in own["samarbeten/2025/vanlig/index.html"]
    page = own["andringar/index.html"]
    assert "1 ändrad post." in page.replace("\u00a0", " ")
    assert "Borttaget: </span>grönsaker" in page
    assert '<a href="../samarbeten/2025/vanlig/">Odling på Råslätt</a>' in page
    assert '<a href="../om/begar-ut-handlingar/">' in page


def test_a_fault_that_was_there_before_does_not_stop_the_preview(root: Root, build: Build, tmp_path: Path) -> None:
    here, out = root("fientlig"), tmp_path / "ut"
    old = "partnerships/2024/fientlig.yaml"
    edit(here / old, "slut: 2025-03-31", "slut: 2023-03-31")
    page = "content/ansok/index.md"
    with (here / page).open("a", encoding="utf-8") as file:
        file.write("\nLäs [mer](http://example.org/).\n")
    begin(here)
    edit(here / "partnerships/2025/vanlig.yaml", "Grannar odlar grönsaker", "Grannar odlar blommor")
    commit(here, "Ändra")
    answer = build("--root", here, "--out", out, "--today", TODAY, "--base", "main")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert f"visas som de är: {page}, {old}." in answer.stdout
    assert "Läs " in (out / "ansok/index.html").read_text(encoding="utf-8")
    assert "Borttaget: </span>grönsaker" in (out / "andringar/index.html").read_text(encoding="utf-8")
    assert not (out / "samarbeten/2024/fientlig").exists()

    edit(here / "partnerships/2025/vanlig.yaml", "slut: 2027-03-31", "slut: 2023-03-31")
    answer = build("--root", here, "--out", out, "--today", TODAY, "--base", "main")
    assert answer.returncode == 1
    assert "partnerships/2025/vanlig.yaml" in answer.stdout


def test_a_site_that_is_no_preview_has_none_of_it(site: Path) -> None:
    assert not (site / "andringar").exists()
    start = (site / "index.html").read_text(encoding="utf-8")
    assert NOTICE not in start
    assert (ROBOTS in start) == EXAMPLES  # examples are kept from search engines anyway


def test_a_base_that_is_not_known_writes_nothing(root: Root, build: Build, tmp_path: Path) -> None:
    here = root("fientlig")
    begin(here)
    answer = build("--root", here, "--out", tmp_path / "ut", "--base", "nowhere")
    assert answer.returncode == 2
    assert answer.stderr
    assert not (tmp_path / "ut").exists()
