"""What stops a build: nothing is written then, and the site that was there is as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from validate import main as validate

from ..register.cases import commit
from .conftest import REPOSITORY, TODAY, Build, Root


@pytest.fixture
def old_site(tmp_path: Path, root: Root, hostile_site: Path) -> tuple[Path, Path]:
    """A root and a site that was built of its like."""
    return root("fientlig"), shutil.copytree(hostile_site, tmp_path / "webbplats")


def _state(out: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in out.rglob("*")}


def test_a_broken_record_stops_the_build_with_the_words_of_the_check(
    old_site: tuple[Path, Path], build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = old_site
    before = _state(out)
    record = root / "partnerships/2025/vanlig.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("slut: 2027-03-31", "slut: 2025-03-31"), "utf-8")

    answer = build("--root", root, "--out", out, "--today", TODAY)
    assert validate(["--root", str(root), "--today", TODAY]) == 1

    assert answer.returncode == 1
    assert "partnerships/2025/vanlig.yaml:" in answer.stdout
    assert answer.stdout == capsys.readouterr().out
    assert _state(out) == before
    assert [path.name for path in out.parent.iterdir() if path.name.startswith("webbplats")] == ["webbplats"]


def _write(*lines: str) -> Callable[[Path, Path], object]:
    """Add lines to an authored page."""
    text = "".join(f"\n\n{line}\n" for line in lines)

    def write(root: Path, _: Path) -> None:
        page = root / "content/ansok/index.md"
        page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")

    return write


@pytest.mark.parametrize(
    ("arrange", "code", "said"),
    [
        (
            _write("[Bort](../borta/index.md)", "[Syfte](../policy/index.md#sifte)"),
            1,
            [r"content/ansok/index.md: .*länken «../borta/index.md» leder till en sida", "content/ansok.*#sifte"],
        ),
        (_write("<!-- del: finns-inte -->"), 1, ["content/ansok.*: .*Det finns ingen del som heter «finns-inte»"]),
        (
            lambda root, _: (root / "content/statistik/index.md").unlink(),
            1,
            ["mkdocs.yml: menyn har sidan statistik/index.md, men den finns inte"],
        ),
        (lambda _, out: (out / "semester.jpg").write_bytes(b"en bild"), 2, ["semester.jpg"]),
    ],
    ids=["links", "marker", "menu", "another file"],
)
def test_what_stops_a_build_is_said_and_the_site_is_left_as_it_was(
    old_site: tuple[Path, Path], build: Build, arrange: Callable[[Path, Path], object], code: int, said: list[str]
) -> None:
    root, out = old_site
    arrange(root, out)
    before = _state(out)
    answer = build("--root", root, "--out", out, "--today", TODAY)
    words, silent = (answer.stdout, answer.stderr) if code == 1 else (answer.stderr, "")
    assert (answer.returncode, silent) == (code, "")
    assert [fault for fault in said if not re.search(f"^.*{fault}", words, re.MULTILINE)] == []
    assert _state(out) == before


def test_a_time_that_is_none_is_refused(old_site: tuple[Path, Path], build: Build) -> None:
    root, out = old_site
    before = _state(out)
    for epoch in ("", "i går", "-1", "1e9", "٣", "99999999999999"):
        answer = build("--root", root, "--out", out, "--today", TODAY, SOURCE_DATE_EPOCH=epoch)
        assert answer.returncode == 2, epoch
        assert "SOURCE_DATE_EPOCH" in answer.stderr
    assert _state(out) == before


ROOMS = ["rot/content", "rot/content/webbplats", "rot/partnerships/2024", "rot/schemas"]


@pytest.mark.parametrize("place", [*ROOMS, "/", "/dev/null", "/proc/site", "fil/site"])
def test_a_place_where_no_site_can_be_is_refused(root: Root, build: Build, tmp_path: Path, place: str) -> None:
    (tmp_path / "fil").write_text("viktigt", encoding="utf-8")
    here = root("fientlig")
    before = _state(tmp_path)
    answer = build("--root", here, "--out", tmp_path / place, "--today", TODAY)
    assert answer.returncode == 2
    assert answer.stderr.strip()
    assert "Traceback" not in answer.stderr
    assert _state(tmp_path) == before


def test_a_mapp_that_is_no_register_is_said_to_be_none(tmp_path: Path, build: Build) -> None:
    answer = build("--root", tmp_path, "--out", tmp_path / "ut")
    assert answer.returncode == 2
    assert "content/ saknas" in answer.stderr
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("arguments", [["--today", "i går"], ["--finns-inte"], ["något"]])
def test_arguments_that_make_no_sense_are_refused(build: Build, arguments: list[str]) -> None:
    assert build(*arguments).returncode == 2


def test_a_register_without_a_record_is_a_whole_site_and_a_pipe_is_not_told_how_far_it_is(
    root: Root, build: Build, tmp_path: Path
) -> None:
    place = root("fientlig")
    for record in (place / "partnerships").rglob("*.yaml"):
        record.unlink()
    answer = build("--root", place, "--out", tmp_path / "tom", "--today", TODAY)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert (tmp_path / "tom/samarbeten/index.html").is_file()
    assert answer.stderr == ""
    assert not {"\r", "\033"} & {*answer.stdout}


@pytest.mark.parametrize("closed", [">&- 2>&-", ">/dev/full"])
def test_a_terminal_that_is_gone_does_not_stop_a_build(root: Root, tmp_path: Path, closed: str) -> None:
    command = [sys.executable, str(REPOSITORY / "scripts/build.py"), "--root", str(root("fientlig"))]
    out = tmp_path / "ut"
    done = subprocess.run(
        ["bash", "-c", f'"$@" {closed}', "-", *command, "--out", str(out), "--today", TODAY],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (out / "index.html").is_file()
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if "full" in closed else 0)


def test_a_shallow_clone_and_a_missing_git_are_said(root: Root, build: Build, tmp_path: Path) -> None:
    whole, shallow = root("fientlig"), tmp_path / "kopia"
    for message in ("Börja", "Mer"):
        commit(whole, message)
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{whole}", str(shallow)], check=True)
    answer = build("--root", shallow, "--out", tmp_path / "ut", "--today", TODAY)
    assert answer.returncode == 0, answer.stderr
    assert "git fetch --unshallow" in answer.stdout
    answer = build("--root", shallow, "--out", tmp_path / "ut", "--today", TODAY, PATH=str(tmp_path))
    assert answer.returncode == 0, answer.stderr
    assert "Git är inte installerat" in answer.stdout
