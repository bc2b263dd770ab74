"""The site has a page for every record, and is the same whichever way it is written."""

from __future__ import annotations

from pathlib import Path

from .conftest import TODAY, Build
from .html_files import read_all


def _records(room: Path) -> set[str]:
    return {path.relative_to(room).with_suffix("").as_posix() for path in room.rglob("*.yaml")}


def _built(site: Path) -> set[str]:
    return {path.parent.relative_to(site / "samarbeten").as_posix() for path in site.glob("samarbeten/*/*/index.html")}


def test_every_record_has_a_page_and_no_other_page_is_a_record(site: Path, example: Path) -> None:
    records = _records(example / "partnerships")
    assert len(records) > 20
    assert _built(site) == records


def test_every_page_has_one_heading_of_the_first_level_and_a_title_and_description_of_its_own(site: Path) -> None:
    titles: dict[str, str] = {}
    for address, seen in read_all(site).items():
        if address.startswith("badda-in/"):
            continue
        assert len(seen.texts.get("h1", [])) == 1, address
        assert len(seen.texts["title"]) == 1, address
        described = [a["content"] for a in seen.attributes("meta") if a.get("name") == "description"]
        assert len(described) == 1, address
        assert described[0], address
        titles[address] = seen.texts["title"][0]
    assert all(title.strip() for title in titles.values())


def test_the_markdown_files_are_the_same_pages_and_need_nothing_of_ours(
    site: Path, example: Path, build: Build, tmp_path: Path
) -> None:
    """Were a site generator to pass over our hook, this is what it would build from: it must not lack a page."""
    tree = tmp_path / "markdown"
    answer = build("--root", example, "--markdown", tree, "--today", TODAY)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    written = {path.relative_to(tree).with_suffix("").as_posix() for path in tree.rglob("*.md")}
    from_markdown = {name.removesuffix("index") if name.split("/")[-1] == "index" else f"{name}/" for name in written}
    from_site = {address for address in read_all(site) if address != "404.html" and not address.startswith("badda-in/")}
    assert from_markdown == from_site
    for path in tree.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("---\ntitle: "), path
        assert "<!-- del:" not in text, path
    assert "85\u00a0000\u00a0kr" in (tree / "samarbeten/2024/laxhjalp-raslatt.md").read_text(encoding="utf-8")
