"""The plain site has as many pages as were asked for, with the register's titles and figures in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.measure import NotMeasuredError
from benchmarks.plain_site import ROWS, write_plain_site
from benchmarks.sites import pages_in
from register.swedish import amount

from .registers import register

RECORDS = 700


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}


def test_has_a_page_for_each_record_with_what_the_record_says(tmp_path: Path) -> None:
    write_plain_site(tmp_path / "plain", register(RECORDS))
    pages = texts(tmp_path / "plain" / "docs")
    assert len(pages) == RECORDS + 1
    for record in register(RECORDS).partnerships:
        page = pages[f"samarbeten/{record.id}.md"]
        assert page.startswith(f"# {record.title}\n")
        assert amount(record.decision.amount) in page
        assert all(reason in page for reason in record.criteria.values())
        assert page.count("| Slutrapport |") == sum(item.kind == "slutrapport" for item in record.follow_ups)


@pytest.mark.parametrize("pages", [RECORDS + 2, RECORDS + 40, RECORDS + 500])
def test_has_as_many_pages_as_are_asked_for(tmp_path: Path, pages: int) -> None:
    write_plain_site(tmp_path / "plain", register(RECORDS), pages)
    assert len(texts(tmp_path / "plain" / "docs")) == pages - 1  # MkDocs adds 404.html


def test_pages_of_totals_have_their_sums_and_no_more_rows_than_ours(tmp_path: Path) -> None:
    write_plain_site(tmp_path / "plain", register(RECORDS), RECORDS + 500)
    pages = texts(tmp_path / "plain" / "docs")
    year = [record for record in register(RECORDS).partnerships if record.year == 2023]
    assert amount(sum(record.decision.amount for record in year)) in pages["ar/2023.md"]
    assert all(f"[{record.title}](../samarbeten/{record.id}.md)" in pages["ar/2023.md"] for record in year)
    assert max(page.count("samarbeten/") for page in pages.values()) == ROWS
    assert pages["ar/2025-2.md"].startswith("# 2025, sida 2\n")


@pytest.mark.parametrize("pages", [RECORDS, 100 * RECORDS])
def test_what_cannot_be_is_told_of(tmp_path: Path, pages: int) -> None:
    with pytest.raises(NotMeasuredError, match=f"{RECORDS} records cannot have {pages} pages"):
        write_plain_site(tmp_path / "plain", register(RECORDS), pages)


def test_mkdocs_makes_that_many_pages_of_it_and_follows_every_link(tmp_path: Path) -> None:
    write_plain_site(tmp_path / "plain", register(12), 40)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "made"]
    answer = subprocess.run(command, cwd=tmp_path / "plain", capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert pages_in(tmp_path / "plain" / "made") == 40
    assert (tmp_path / "plain" / "made" / "search" / "search_index.json").is_file()
