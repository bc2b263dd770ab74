"""The made-up registers are without faults, the same every time, and as varied as a real one."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from benchmarks.plain_site import ROWS, write_markdown
from benchmarks.synthetic_register import commit_by_day, write_register
from register.status import Status, status

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)


def test_is_without_faults_and_has_every_state_and_both_tombstones(tmp_path: Path) -> None:
    register = write_register(tmp_path, 300, source=ROOT, today=TODAY)  # raises for a fault
    assert {status(record, TODAY) for record in register.partnerships} == set(Status)
    assert register.moved
    assert register.withdrawn
    assert len(list((tmp_path / "partnerships").rglob("*.yaml"))) == 300
    assert {one.year for one in register.partnerships} == {2023, 2024, 2025, 2026}
    assert any(one.replaces for one in register.partnerships)


def test_is_the_same_every_time_and_another_with_another_seed(tmp_path: Path) -> None:
    files = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_register(tmp_path / name, 20, source=ROOT, today=TODAY, seed=seed)
        folder = tmp_path / name / "partnerships"
        files.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.yaml")})
    assert files[0] == files[1] != files[2]


def test_each_day_of_decisions_has_its_commit(tmp_path: Path) -> None:
    write_register(tmp_path, 12, source=ROOT, today=TODAY)
    commit_by_day(tmp_path, TODAY)
    command = ["git", "-C", tmp_path, "log", "--reverse", "--format=%cs"]
    days = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert days == sorted(days)
    assert len(days) >= 12
    status = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], capture_output=True, check=True)
    assert status.stdout == b""


def test_the_plain_site_has_as_many_pages_as_were_asked_for(tmp_path: Path) -> None:
    write_register(tmp_path / "register", 250, source=ROOT, today=TODAY)
    write_markdown(tmp_path / "plain", tmp_path / "register" / "partnerships", 300)
    pages = list((tmp_path / "plain" / "docs").rglob("*.md"))
    assert len(pages) == 299  # 404.html is the generator's own
    assert len(list((tmp_path / "plain" / "content").rglob("*.md"))) == 299  # the same, for Hugo
    assert (tmp_path / "plain" / "content" / "_index.md").is_file()
    rows = [page.read_text(encoding="utf-8").count("](../samarbeten/") for page in pages]
    assert 0 < max(rows) <= ROWS
