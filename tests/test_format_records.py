"""`make format`: shows what has another form, asks, and changes nothing but the form."""

from __future__ import annotations

from pathlib import Path

import format_records
import pytest

from .editing.repository import put, read, record, register
from .editing.terminal import terminal

NAME = "2025/laxhjalp-raslatt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return register(tmp_path, y2025__laxhjalp_raslatt=record())


def run(root: Path, *options: str) -> int:
    return format_records.main(["--root", str(root), *options])


def test_without_a_terminal_it_only_tells(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "partnerships" / f"{NAME}.yaml").read_bytes()
    assert run(root, "--diff") == 1
    out = capsys.readouterr().out
    assert "1 fil har en annan form. Inget har skrivits." in out
    assert "-  datum: '2025-03-12'\n+  datum: 2025-03-12\n" in out
    assert (root / "partnerships" / f"{NAME}.yaml").read_bytes() == before


def test_asks_before_it_writes(root: Path) -> None:
    file = root / "partnerships" / f"{NAME}.yaml"
    before = file.read_bytes()
    for answer, code in (("nej", 1), ("ja", 0)):
        with terminal("scripts/format_records.py", "--root", str(root)) as at:
            at.answer("Skriv om 1 fil? Bara formen ändras, inte innehållet.", answer)
            assert at.ends() == code
        assert (file.read_bytes() == before) == (answer == "nej")
    assert read(root, NAME) == record()


def test_writes_with_line_feeds_and_a_second_time_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "partnerships" / f"{NAME}.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run(root, "--write") == 0
    assert b"\r" not in file.read_bytes()
    once = file.read_bytes()
    capsys.readouterr()
    assert run(root, "--write") == 0
    assert capsys.readouterr().out == "Alla poster som går att läsa har redan den rätta formen.\n"
    assert file.read_bytes() == once


def test_what_cannot_be_read_safely_is_left_as_it_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = root / "partnerships/2025/trasig.yaml"
    broken.write_text("titel: Läxhjälp\ntitel: Odling\n", encoding="utf-8")
    assert run(root, "--write") == 1
    out = capsys.readouterr().out
    assert "R110" in out
    assert "1 fil har skrivits om." in out
    assert broken.read_text(encoding="utf-8") == "titel: Läxhjälp\ntitel: Odling\n"


def test_only_the_files_that_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = put(root, "2025/odling", record(titel="Odling på Råslätt"))
    assert run(root, "--write", str(root / "partnerships" / f"{NAME}.yaml")) == 0
    assert "'2025-03-12'" in other.read_text(encoding="utf-8")
    assert run(root, "--write", "finns-inte.yaml") == 2
    assert "«finns-inte.yaml» finns inte i registret." in capsys.readouterr().err


def test_what_may_be_a_part_of_a_text_is_neither_moved_nor_dropped(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "partnerships" / f"{NAME}.yaml"
    doubtful = file.read_text(encoding="utf-8").replace(
        "titel: Läxhjälp på Råslätt", "titel: Läxhjälp i lokal #3 på Råslätt"
    )
    file.write_text(doubtful, encoding="utf-8")
    assert run(root, "--write") == 1
    assert file.read_text(encoding="utf-8") == doubtful
    assert "lämnas som de är" in capsys.readouterr().out
    clear = doubtful.replace("i lokal #3 på Råslätt", "på Råslätt").replace("belopp: 85000", "belopp: 85000 # i kronor")
    file.write_text(f"# Se ärendet\n{clear}# Sist\n", encoding="utf-8")
    assert run(root, "--write") == 0
    written = file.read_text(encoding="utf-8")
    assert written.startswith("# Se ärendet\ntitel: ")
    assert "  # i kronor\n  belopp: 85000\n" in written
    assert written.endswith("# Sist\n")
