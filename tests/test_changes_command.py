"""The command that says in words what a change does, in a real Git repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import changes
import pytest

from .example import RECORDS, example_root

RECORD = Path("partnerships/2024/laxhjalp-raslatt.yaml")
OTHER = Path("partnerships/2023/laxhjalp-raslatt.yaml")
POLICY = Path("content/policy/2023-08-30.md")


def git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", root, *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with two records on main, and a branch that has been left at it."""
    example_root(tmp_path, "2024/laxhjalp-raslatt", "2023/laxhjalp-raslatt")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    git(tmp_path, "switch", "-q", "-c", "branch")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(root: Path, capsys: pytest.CaptureFixture[str], base: str = "main") -> str:
    assert changes.main(["--root", str(root), "--base", base, "--today", "2026-11-23"]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_says_that_nothing_is_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, capsys) == "## Ändringen i ord\n\nInga uppgifter i registret ändras.\n"


def test_says_what_is_changed_in_a_record_whether_committed_or_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / RECORD, "belopp: 85000", "belopp: 95000")
    git(root, "commit", "-q", "-a", "-m", "Change")
    edit(root / RECORD, "två kvällar i veckan", "tre kvällar i veckan")
    out = run(root, capsys)
    assert "1 ändrad post." in out
    assert "#### Läxhjälp på Råslätt\n\n`partnerships/2024/laxhjalp-raslatt.yaml`" in out
    assert "- Beviljat belopp: 85 000 → 95 000 kr\n" in out
    assert "- Sammanfattningen har ändrats:\n  > Öppen läxhjälp ~~två~~ **tre** kvällar" in out


def test_what_main_has_got_since_is_not_a_part_of_the_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "switch", "-q", "main")
    edit(root / OTHER, "titel: ", "titel: Ny ")
    git(root, "commit", "-q", "-a", "-m", "Elsewhere")
    git(root, "switch", "-q", "branch")
    edit(root / RECORD, "belopp: 85000", "belopp: 95000")
    out = run(root, capsys)
    assert RECORD.as_posix() in out
    assert OTHER.as_posix() not in out


def test_a_new_record_is_told_with_its_facts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(RECORDS / RECORD, root / "partnerships/2024/ny.yaml")
    out = run(root, capsys)
    assert "1 ny post." in out
    assert "- Beviljat belopp: 85 000 kr\n- Mottagare: Exempelföreningen Lyktan (899999-0008)\n" in out


def test_a_record_that_is_moved_is_told_as_one_that_moved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(root / RECORD, root / "partnerships/2024/ny.yaml")
    edit(root / "partnerships/2024/ny.yaml", "belopp: 85000", "belopp: 95000")
    (root / RECORD).write_text("flyttad_till: 2024/ny\n", encoding="utf-8")
    out = run(root, capsys)
    moved = "- Posten har flyttats hit från 2024/laxhjalp-raslatt, och den gamla adressen leder hit\n"
    assert f"{moved}- Beviljat belopp: 85 000 → 95 000 kr\n" in out
    assert "1 ändrad post." in out
    assert "partnerships/2024/laxhjalp-raslatt.yaml" not in out


def test_a_record_that_gives_way_to_one_that_was_there_is_told_where_it_was(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / RECORD).write_text("flyttad_till: 2023/laxhjalp-raslatt\n", encoding="utf-8")
    assert "- Posten har flyttats till 2023/laxhjalp-raslatt\n" in run(root, capsys)


def test_a_record_that_is_gone_or_withdrawn_is_told_as_such(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / RECORD).unlink()
    tombstone = "tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphävdes innan avtalet skrevs.\n"
    (root / OTHER).write_text(tombstone, encoding="utf-8")
    out = run(root, capsys)
    assert "### Borttagna poster\n\n#### Läxhjälp på Råslätt" in out
    assert "- Posten har tagits bort\n" in out
    assert "- Posten har dragits tillbaka 1 juni 2024:\n  > Beslutet upphävdes innan avtalet skrevs.\n" in out


def test_lists_criteria_policy_and_settings_are_told_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / "content/listor/stadsdelar.yaml", "namn: Råslätt", "namn: Stora Råslätt")
    edit(
        root / "content/listor/teman.yaml",
        "koder:\n",
        "koder:\n  - {kod: ny, namn: Nytt, beskrivning: Ett nytt tema.}\n",
    )
    edit(root / "content/listor/installningar.yaml", "1000000", "2000000")
    edit(root / "content/kriterier/2023-08-30.yaml", "rubrik: Trygghet", "rubrik: Tryggheten")
    edit(root / POLICY, "mer hållbar stad", "grönare stad")
    edit(root / POLICY, "revideras_senast: 2026-08-30", "revideras_senast: 2027-08-30")
    out = run(root, capsys)
    assert "- Koden Stora Råslätt, namn: Råslätt → Stora Råslätt\n" in out
    assert "- Ny kod: Nytt:\n  > Ett nytt tema.\n" in out
    assert ": 1 000 000 → 2 000 000\n" in out
    assert "- Kriteriet Tryggheten, rubrik: Trygghet → Tryggheten\n" in out
    assert "#### Policyn som gäller från 30 augusti 2023" in out
    assert "- Revideras senast: 30 augusti 2026 → 30 augusti 2027\n" in out
    assert "~~mer hållbar~~ **grönare** stad." in out


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
    git(root, "commit", "-q", "-a", "-m", "Break")
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


def test_no_base_at_all_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        changes.main([])
    assert stopped.value.code == 2
    assert "--base" in capsys.readouterr().err


def test_a_page_and_who_approves_are_told_in_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    page = root / "content/om/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEtt nytt stycke om kontakt.\n", encoding="utf-8")
    (root / "CODEOWNERS").write_text("* @a/x\n", encoding="utf-8")
    out = run(root, capsys)
    assert "### Sidor\n\n#### " in out
    assert "- Ett stycke har lagts till:\n  > Ett nytt stycke om kontakt." in out
    assert "#### Vem som godkänner ändringar\n\n`CODEOWNERS`\n\n- Filen är ny\n" in out


def test_a_new_version_of_the_policy_is_told_as_what_differs_from_the_one_before(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / POLICY).read_text(encoding="utf-8").replace("2023-08-30", "2027-01-01")
    new = text.replace("ett stort ansvar", "ett större ansvar", 1)
    (root / "content/policy/2027-01-01.md").write_text(new, encoding="utf-8")
    out = run(root, capsys)
    assert "- Ny version. Så skiljer den sig från policyn som gäller från 30 augusti 2023\n" in out
    assert "~~stort~~ **större**" in out
    assert "Ny fil" not in out
