"""The whole way of a change, in a real Git repository: branch, the check says no, mended, merged, published."""

from __future__ import annotations

import shutil
from pathlib import Path

import build
import changes
import new
import pytest
import record as record_command
import validate

from .editing.repository import ROOT, TODAY, put, record
from .example import root_without_records
from .register.cases import commit, git

NAME = "2025/laxhjalp-raslatt"
FILE = f"partnerships/{NAME}.yaml"
GONE = "2025/odling"


class Repository:
    """A register under Git, as a case officer's own copy of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str) -> str:
        return git(self.root, *arguments)

    def commit(self, message: str) -> None:
        commit(self.root, message)

    def check(self) -> int:
        return validate.main(["--root", str(self.root), "--today", TODAY, "--base", "main"])

    def record(self, *arguments: str) -> int:
        return record_command.main([*arguments, "--root", str(self.root), "--today", TODAY])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    root = tmp_path / "register"
    root_without_records(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    put(root, NAME, record())
    put(root, GONE, record(titel="Odling på Öxnehaga", stadsdelar=["oxnehaga"], **{"beslut.belopp": 12000}))
    made = Repository(root)
    made.commit("Registret")
    return made


def test_from_a_bad_edit_to_the_published_page(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository.root / FILE
    repository.git("switch", "-q", "-c", "belopp")

    file.write_text(file.read_text(encoding="utf-8").replace("belopp: 85000", "belopp: 58 000 kr"), encoding="utf-8")
    repository.commit("Ändra beloppet")
    assert repository.check() == 1
    assert "R203" in capsys.readouterr().out, "an amount is a whole number"

    file.write_text(file.read_text(encoding="utf-8").replace("belopp: 58 000 kr", "belopp: 58000"), encoding="utf-8")
    repository.commit("Skriv beloppet som ett tal")
    assert repository.check() == 1
    assert "R503 En låst uppgift får inte ändras" in capsys.readouterr().out, "a published amount needs a correction"

    repository.git("checkout", "-q", "main", "--", FILE)
    text = "Beloppet var felskrivet: det stod 85 000 kr, rätt är 58 000 kr."
    assert repository.record("ratta", NAME, "--falt=beslut.belopp=58 000 kr", f"--text={text}") == 0
    assert repository.record("rapport", NAME, "--typ=slutrapport", "--inkom=2026-05-20") == 0
    repository.commit("Rätta beloppet och registrera slutrapporten")
    assert repository.check() == 0
    capsys.readouterr()

    assert changes.main(["--root", str(repository.root), "--base", "main", "--today", TODAY]) == 0
    words = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Beviljat belopp: 85 000 → 58 000 kr" in words
    assert "Slutrapport inkom 20 maj 2026" in words

    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Rätta beloppet", "belopp")
    repository.git("switch", "-q", "-c", "bort")
    (repository.root / f"partnerships/{GONE}.yaml").unlink()
    assert repository.check() == 1
    assert "R501" in capsys.readouterr().out
    repository.git("checkout", "-q", "--", ".")
    reason = "Beslutet upphävdes innan avtalet skrevs under."
    assert repository.record("dra-tillbaka", GONE, "--datum=2026-11-20", f"--skal={reason}") == 0
    repository.commit("Dra tillbaka posten")
    assert repository.check() == 0

    assert build.main(["--root", str(repository.root), "--out", str(tmp_path / "site"), "--today", TODAY]) == 0
    page, gone = (_text(tmp_path / "site/samarbeten" / name / "index.html") for name in (NAME, GONE))
    assert text in page
    assert "58 000 kr" in page
    assert "Beviljat belopp: 85 000 → 58 000 kr" in page, "the history tells it in words"
    assert "test@example.org" not in page
    assert reason in gone, "a record that goes leaves its address"


def _text(page: Path) -> str:
    return " ".join(page.read_text(encoding="utf-8").replace("\u00a0", " ").split())


def test_a_record_from_the_command_and_one_by_hand_may_come_in_the_same_change(repository: Repository) -> None:
    repository.git("switch", "-q", "-c", "nya")
    root = str(repository.root)
    given = ["--beslut.datum=2026-03-20", "--beslut.belopp=90 000", "--beslut.jav=provat", "--namn=andra-aret"]
    assert new.main(["--root", root, "--today", TODAY, "--fraga-inte", "--fortsatter", NAME, *given]) == 0
    by_hand = record(titel="Bordtennis på Öxnehaga", stadsdelar=["oxnehaga"], **{"beslut.belopp": 13000})
    put(repository.root, "2025/bordtennis", by_hand)
    repository.commit("Två nya poster")
    assert repository.check() == 0
