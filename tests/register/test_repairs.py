"""The repair that is offered is the one that a case officer makes who follows the hint; nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import validate

from .cases import RECORD, TODAY, base, cases, change, follow

REPAIRED = {
    "R201-felstavat-falt",
    "R203-belopp-som-text",
    "R204-okand-kod",
    "R207-nummer-utan-streck",
    "R309-fel-policy",
}


def fix(root: Path, *arguments: str) -> int:
    return validate.main(["--root", str(root), "--today", TODAY.isoformat(), "--fix", *arguments])


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()}


@pytest.mark.parametrize(
    "case",
    [case for case in cases() if case.name.startswith("R2") or case.name in REPAIRED],
    ids=lambda case: case.name,
)
def test_a_repair_does_what_the_hint_says(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(case, base(tmp_path))
    before = texts(tmp_path)
    assert fix(tmp_path) == 1
    diff = capsys.readouterr().out
    assert texts(tmp_path) == before
    assert bool(diff) == (case.name in REPAIRED)
    if diff:
        assert fix(tmp_path, "--write") == 0
        assert capsys.readouterr().out == f"{diff}Inga fel. 3 filer kontrollerade.\n"
        made = texts(tmp_path)
        for path, text in before.items():
            (tmp_path / path).write_bytes(text)
        follow(case, "followed", tmp_path)
        assert made == texts(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong", "repaired"),
    [
        ("belopp: 85000", "belopp: 85 tkr  # enligt protokollet", "belopp: 85000  # enligt protokollet"),
        ("datum: 2024-03-12", "datum: 2024/3/12", "datum: 2024-03-12"),
        ("  jav: provat", "  jav: Prövat", "  jav: provat"),
        ("malgrupper: [barn, unga]", "malgrupper: barn och unga", "malgrupper: [barn, unga]"),
        ("stadsdelar: [raslatt]", "stadsdelar:\n  # hela\n  - Råslätt", "stadsdelar:\n  # hela\n  - raslatt"),
        ("slut: 2025-03-31\n  nytta:", "slut: 2025-03-31\n  motprestation:", "slut: 2025-03-31\n  nytta:"),
        ("  ansvar:", "  answar:", "  ansvar:"),
        ("beslut:\n  datum: 2024-03-12", "besult:\n  datum: 2024.03.12", "beslut:\n  datum: 2024-03-12"),
        ("titel: Läxhjälp på Råslätt", "titel: 20242025", 'titel: "20242025"'),
        ("https://example.org/lyktan", "http://example.org/lyktan", '"https://example.org/lyktan"'),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_only_what_is_wrong_is_written(
    right: str, wrong: str, repaired: str, line_break: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = base(tmp_path) / RECORD
    text = record.read_text(encoding="utf-8")
    assert text.count(right) == 1

    def written(part: str) -> bytes:
        return text.replace(right, part).replace("\n", line_break).encode()

    record.write_bytes(written(wrong))
    assert fix(tmp_path, "--write") == 0, capsys.readouterr().out
    assert record.read_bytes() == written(repaired)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("stadsdelar: [raslatt]", "stadsdelar: [angen]"),  # Kungsängen, Österängen or Strandängen
        ("belopp: 85000", "belopp: åttiofem"),
        ("belopp: 85000", "belopp: ca 85 000 kr"),
        ("  belopp: 85000", "  belopp: 85 000 kr # 811228-9874"),  # what may not be shown is not offered
        ("titel: Läxhjälp på Råslätt", "titel: >-\n  Hej"),
        ("datum: 2024-03-12", "datum: 12/3 2024"),
    ],
)
def test_what_can_be_mended_in_several_ways_is_left(
    right: str, wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = base(tmp_path) / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    before = texts(tmp_path)
    assert fix(tmp_path, "--write") == 1
    assert texts(tmp_path) == before
    assert "+++" not in capsys.readouterr().out


def test_a_policy_is_repaired_in_its_front_matter_and_a_list_in_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base(tmp_path)
    before = texts(tmp_path)
    for path, right, wrong in (
        ("content/policy/2023-08-30.md", "galler_fran: 2023-08-30", "galler_fran: 2023/08/30"),
        ("content/listor/teman.yaml", "kod: klimat-miljo\n    namn:", "kod: klimat-miljo\n    namm:"),
    ):
        text = before[path].decode()
        assert right in text
        (tmp_path / path).write_text(text.replace(right, wrong), encoding="utf-8")
    fix(tmp_path, "--write", "content/policy")
    assert (tmp_path / "content/listor/teman.yaml").read_bytes() != before["content/listor/teman.yaml"]
    fix(tmp_path, "--write")
    assert texts(tmp_path) == before


def test_write_belongs_to_fix(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        validate.main(["--write"])
    assert "--fix" in capsys.readouterr().err
