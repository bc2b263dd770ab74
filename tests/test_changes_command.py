"""The command that says in words what a change does, in a real Git repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import changes
import pytest

from .example import RECORDS, example_root
from .register.cases import commit, edit, git

RECORD = Path("partnerships/2024/laxhjalp-raslatt.yaml")
OTHER = Path("partnerships/2023/laxhjalp-raslatt.yaml")
POLICY = Path("content/policy/2023-08-30.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register on main, and a branch that has been left at it."""
    records = ("2024/laxhjalp-raslatt", "2023/laxhjalp-raslatt", "2023/ljuskvall-samset", "2026/bytesbod-centrum")
    commit(example_root(tmp_path, *records), "Begin")
    git(tmp_path, "switch", "-q", "-c", "branch")
    return tmp_path


def run(root: Path, capsys: pytest.CaptureFixture[str], base: str = "main") -> str:
    assert changes.main(["--root", str(root), "--base", base, "--today", "2026-11-23"]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_says_that_nothing_is_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, capsys) == "## Ändringen i ord\n\nInga uppgifter i registret ändras.\n"


def test_says_what_is_changed_in_a_record_whether_committed_or_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / RECORD, "belopp: 85000", "belopp: 95000")
    commit(root, "Change")
    edit(root / RECORD, "två kvällar i veckan", "tre kvällar i veckan")
    out = run(root, capsys)
    assert "1 ändrad post." in out
    assert "#### Läxhjälp på Råslätt\n\n`partnerships/2024/laxhjalp-raslatt.yaml`" in out
    assert "- Beviljat belopp: 85 000 → 95 000 kr\n" in out
    assert "- Sammanfattningen har ändrats:\n  > Öppen läxhjälp ~~två~~ **tre** kvällar" in out


def test_what_main_has_got_since_is_not_a_part_of_the_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "switch", "-q", "main")
    edit(root / OTHER, "titel: ", "titel: Ny ")
    commit(root, "Elsewhere")
    git(root, "switch", "-q", "branch")
    edit(root / RECORD, "belopp: 85000", "belopp: 95000")
    out = run(root, capsys)
    assert RECORD.as_posix() in out
    assert OTHER.as_posix() not in out


def test_every_kind_of_change_is_told_in_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (RECORDS / RECORD).read_text(encoding="utf-8")
    for name in ("ny", "flyttad"):  # the second has the tombstone that leads to it
        (root / f"partnerships/2024/{name}.yaml").write_text(text.replace("belopp: 85000", "belopp: 95000"), "utf-8")
    (root / RECORD).write_text("flyttad_till: 2024/flyttad\n", encoding="utf-8")
    tombstone = "tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphävdes innan avtalet skrevs.\n"
    (root / OTHER).write_text(tombstone, encoding="utf-8")
    (root / "partnerships/2023/ljuskvall-samset.yaml").unlink()
    (root / "partnerships/2026/bytesbod-centrum.yaml").write_text("flyttad_till: 2023/laxhjalp-raslatt\n", "utf-8")
    edit(root / "content/listor/stadsdelar.yaml", "namn: Råslätt", "namn: Stora Råslätt")
    new = "koder:\n  - {kod: ny, namn: Nytt, beskrivning: Ett nytt tema.}\n"
    edit(root / "content/listor/teman.yaml", "koder:\n", new)
    edit(root / "content/listor/installningar.yaml", "1000000", "2000000")
    edit(root / "content/kriterier/2023-08-30.yaml", "rubrik: Trygghet", "rubrik: Tryggheten")
    policy = (root / POLICY).read_text(encoding="utf-8").replace("2023-08-30", "2027-01-01")
    (root / "content/policy/2027-01-01.md").write_text(policy.replace("stort ansvar", "större ansvar", 1), "utf-8")
    edit(root / POLICY, "mer hållbar stad", "grönare stad")
    edit(root / POLICY, "revideras_senast: 2026-08-30", "revideras_senast: 2027-08-30")
    edit(root / "content/om/index.md", "\n\n", "\n\nEtt nytt stycke om kontakt.\n\n")
    (root / "CODEOWNERS").write_text("* @a/x\n", encoding="utf-8")
    out = run(root, capsys)
    for said in (
        "- Posten har flyttats hit från 2024/laxhjalp-raslatt, och den gamla adressen leder hit\n"
        "- Beviljat belopp: 85 000 → 95 000 kr\n",
        "- Beviljat belopp: 95 000 kr\n- Mottagare: Exempelföreningen Lyktan (899999-0008)\n",
        "- Posten har dragits tillbaka 1 juni 2024:\n  > Beslutet upphävdes innan avtalet skrevs.\n",
        "### Borttagna poster\n\n#### Ljuskväll med marschaller och sång på Samset",
        "- Posten har tagits bort\n",
        "- Posten har flyttats till 2023/laxhjalp-raslatt\n",
        "- Koden Stora Råslätt, namn: Råslätt → Stora Råslätt\n",
        "- Ny kod: Nytt:\n  > Ett nytt tema.\n",
        ": 1 000 000 → 2 000 000\n",
        "- Kriteriet Tryggheten, rubrik: Trygghet → Tryggheten\n",
        "- Ny version. Så skiljer den sig från policyn som gäller från 30 augusti 2023\n",
        "~~stort~~ **större**",
        "- Revideras senast: 30 augusti 2026 → 30 augusti 2027\n",
        "~~mer hållbar~~ **grönare** stad.",
        "### Sidor\n\n#### ",
        "- Ett stycke har lagts till:\n  > Ett nytt stycke om kontakt.",
        "#### Vem som godkänner ändringar\n\n`CODEOWNERS`\n\n- Filen är ny\n",
    ):
        assert said in out
    assert f"`{RECORD.as_posix()}`" not in out


def test_a_file_that_cannot_be_read_is_told_as_such_and_stops_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / RECORD).write_text('titel: "Läxhjälp\n', encoding="utf-8")
    edit(root / OTHER, "belopp: ", "belopp: 1")
    out = run(root, capsys)
    assert "### Går inte att läsa\n\n#### partnerships/2024/laxhjalp-raslatt.yaml" in out
    assert "- Beviljat belopp: " in out


def test_a_base_with_faults_can_be_compared_with(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "switch", "-q", "main")
    edit(root / RECORD, "belopp: 85000", "belopp: mycket")
    (root / OTHER).write_text("[", encoding="utf-8")
    commit(root, "Break")
    git(root, "switch", "-q", "-c", "mending")
    edit(root / RECORD, "belopp: mycket", "belopp: 85000")
    out = run(root, capsys)
    assert "- Beviljat belopp: mycket → 85 000\n" in out


def test_files_that_hold_no_facts_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / RECORD, "titel:", "# en kommentar\ntitel:")
    (root / "a `b` @c.md").write_text("x", encoding="utf-8")
    for number in range(40):
        (root / f"file-{number:02}").write_text("x", encoding="utf-8")
    out = run(root, capsys)
    assert "### Samma uppgifter, annan form\n\n- `partnerships/2024/laxhjalp-raslatt.yaml`\n" in out
    assert "### Andra filer\n\n- ``a `b` @c.md``\n- `file-00`\n" in out
    assert "- … och 11 filer till\n" in out


def test_hostile_texts_are_shown_as_texts_and_personal_data_not_at_all(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "Läxhjälp <img src=x> @lyktan [a](https://evil.example) 880320-0016"
    edit(root / RECORD, "titel: Läxhjälp på Råslätt", f'titel: "{hostile}"')
    out = run(root, capsys)
    assert "#### Läxhjälp \\<img src=x\\> @\u200blyktan \\[a\\](https:\u200b//evil.example) \\[dolt\\]\n" in out
    assert "880320" not in out


def test_a_very_large_change_still_fits_in_a_comment(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (RECORDS / RECORD).read_text(encoding="utf-8")
    for number in range(150):
        (root / f"partnerships/2024/ny-{number}.yaml").write_text(text, encoding="utf-8")
    out = run(root, capsys)
    assert "150 nya poster." in out
    assert len(out) < 60_000
    assert out.endswith("till, som inte får plats här.\n")


@pytest.mark.parametrize("base", ["nowhere", "--output=x", ""])
def test_a_base_that_is_not_known_is_2(root: Path, capsys: pytest.CaptureFixture[str], base: str) -> None:
    assert changes.main(["--root", str(root), f"--base={base}"]) == 2
    assert capsys.readouterr().err.startswith("Ändringen kunde inte läsas. ")


def test_a_folder_that_is_no_register_or_no_repository_is_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.main(["--root", str(root / "content"), "--base", "main"]) == 2
    shutil.rmtree(root / ".git")
    assert changes.main(["--root", str(root), "--base", "main"]) == 2
    assert "Git-kodförråd" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        changes.main([])
    assert "--base" in capsys.readouterr().err
