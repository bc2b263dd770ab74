"""Files made to harm give a problem, quickly: never a traceback, never a hang."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import validate

from .cases import TODAY, base

HOSTILE = {
    "deep": (b"titel: " + b"[" * 10_000 + b"]" * 10_000, "R113"),
    "deep mappings": (b"".join(b" " * depth + b"a:\n" for depth in range(200)), "R113"),
    "alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "R111"),
    "five megabytes": (b"titel: " + b"a" * 5_000_000, "R105"),
    "not UTF-8": (b"titel: \xff\xfe\n", "R101"),
    "zero byte": (b"titel: a\0b\n", "R103"),
    "lone surrogate": (b'titel: "\\ud800 hejsan"\n', "R1"),
    "surrogate in UTF-8": (b"titel: \xed\xa0\x80\n", "R101"),
    "many keys": (b"".join(b"k%d: 1\n" % number for number in range(1_500)), "R201"),
    "very many keys": (b"".join(b"k%d: 1\n" % number for number in range(100_000)), "R105"),
    "long line": (b"titel: " + b"a" * 60_000, "R206"),
    "long unknown key": (b"a" * 60_000 + b": 1\n", "R"),
    "huge number": (b"beslut: {belopp: " + b"9" * 60_000 + b"}\n", "R114"),
    "long list": (b"stadsdelar: [" + b"x," * 3_000 + b"]\n", "R209"),
    "year 9999": (b"avtal: {start: 9999-12-31, slut: 9999-12-31}\n", "R202"),
    "many anchors": (b"".join(b"- &a%d x\n" % number for number in range(5_000)), "R111"),
    "merge": (b"<<: {titel: Hej}\n", "R201"),
    "python object": (b'titel: !!python/object/apply:os.system ["true"]\n', "R111"),
    "many documents": (b"---\n" * 10_000, "R11"),
    "at signs": (b"titel: " + b"a." * 30_000 + b"@\n", "R206"),
}


def run(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = validate.main(["--root", str(root), "--today", TODAY.isoformat()])
    return code, capsys.readouterr().out


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_a_problem(
    content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (base(tmp_path) / "partnerships" / "2024" / "ond.yaml").write_bytes(content)
    exit_code, out = run(tmp_path, capsys)
    assert exit_code == 1
    assert any(f"ond.yaml:{rest}" in out for rest in ("1:", "2:", "21:", "3:"))
    assert f"  {code}" in out


def test_what_is_no_file_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = base(tmp_path) / "partnerships" / "2024"
    (folder / "lank.yaml").symlink_to("/etc/hostname")
    (folder / "slinga.yaml").symlink_to("slinga.yaml")
    (folder / "mapplank").symlink_to("/etc", target_is_directory=True)
    (folder / "mapp.yaml").mkdir()
    (folder / "mapp.yaml" / "x.yaml").write_text("titel: Hej\n", encoding="utf-8")
    os.mkfifo(folder / "ror.yaml")
    exit_code, out = run(tmp_path, capsys)
    assert exit_code == 1
    for name, code in (("lank", "R104"), ("slinga", "R104"), ("ror", "R104"), ("mapp.yaml/x", "R106")):
        assert f"{name}.yaml:1:1  {code}" in out
    assert "mapplank:1:1  R104" in out


def test_a_name_that_cannot_be_shown_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = os.fsencode(base(tmp_path) / "partnerships" / "2024")
    for name in (b"\xff.yaml", b"rad\nbrytning.yaml", b"\x1b[31m.yaml"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - a path of bytes
            file.write(b"titel: Hej\n")
    exit_code, out = run(tmp_path, capsys)
    assert exit_code == 1
    assert out.count("  R106 ") == 3
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("head", "text", "refused"),
    [
        ("lang: fa\n", "می\u200cکنم", False),
        ("title: x\nlang: fa\n", "می\u200cکنم", False),
        ("lang: sv\n", "می\u200cکنم", True),
        ("", "می\u200cکنم", True),
        ("lang: fa\n", "Läx\u200chjälp", True),
        ("lang: ar\n", "کن\u202eم", True),
    ],
)
def test_a_page_in_another_language_may_keep_letters_apart_as_it_writes_them(
    head: str, text: str, refused: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = base(tmp_path)
    (root / "content/sida.md").write_text(f"---\n{head}---\n\n# Sida\n\n{text}\n", encoding="utf-8")
    _, out = run(root, capsys)
    assert ("R103" in out) is refused
