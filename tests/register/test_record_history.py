"""The history of a record in words, from a real Git repository."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from register.git_history import RecordHistory, chronicle, read_history
from register.model import Moved, Register, Settings

from ..pages.registers import partnership, register

RECORD = "2024/laxhjalp-raslatt"
BEFORE = "titel: Läxhjälp\nbeslut:\n  belopp: 40000\n"


class Repository:
    """A Git repository with commits on days of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = 0
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        clock = f"2026-05-{self.day or 1:02}T12:00:00Z"
        known = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = {f"GIT_{role}_{what}": "Prov" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": clock, "GIT_COMMITTER_DATE": clock}
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(
            command, env=known | who | dates, capture_output=True, text=True, check=True
        ).stdout.strip()

    def commit(self, *, by: str = "Prov", **files: str | None) -> str:
        """Commit records by the last part of their id in 2024, one day later each time; give the hash."""
        self.day += 1
        for name, text in files.items():
            file = self.root / f"partnerships/2024/{name.replace('_', '-')}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True) if text is None else file.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=ändring", f"--author={by} <{by}@example.org>")
        return self.git("rev-parse", "HEAD")

    def told(self, of: Register | None = None) -> RecordHistory:
        return chronicle(self.root, read_history(self.root), of or register(partnership()))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def words(found: RecordHistory, record: str = RECORD) -> list[tuple[str, ...]]:
    return [revision.sentences for revision in found.revisions[record]]


def test_every_commit_is_told_in_words_the_newest_first(repository: Repository) -> None:
    first = repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(annat="titel: Annat\n")
    second = repository.commit(laxhjalp_raslatt=BEFORE.replace("40000", "45000"))
    found = repository.told()
    assert found.complete
    assert [(one.day.isoformat(), one.commit) for one in found.revisions[RECORD]] == [
        ("2026-05-03", second),
        ("2026-05-01", first),
    ]
    assert words(found) == [
        ("Beviljat belopp: 40\u00a0000 → 45\u00a0000\u00a0kr",),
        ("Uppgifterna publicerades",),
    ]


def test_no_name_of_those_who_wrote_is_told(repository: Repository) -> None:
    repository.commit(by="Hemlig", laxhjalp_raslatt=BEFORE)
    repository.commit(by="Hemlig", laxhjalp_raslatt=BEFORE.replace("Läxhjälp", "Läxor"))
    assert "Hemlig" not in repr(repository.told())


def test_a_version_that_cannot_be_read_is_told_and_a_change_of_form_is_not(repository: Repository) -> None:
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=BEFORE + "# klart\n")
    repository.commit(laxhjalp_raslatt='titel: "Läxhjälp\n')
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=None)
    repository.commit(laxhjalp_raslatt=BEFORE)
    assert words(repository.told()) == [
        ("Uppgifterna publicerades",),
        ("Posten har tagits bort",),
        ("Filen blev läsbar igen",),
        ("Filen gick inte att läsa",),
        ("Uppgifterna publicerades",),
    ]


def test_a_moved_record_brings_its_history(repository: Repository) -> None:
    repository.commit(gammalt=BEFORE)
    repository.commit(gammalt=BEFORE.replace("40000", "41000"))
    moved = BEFORE.replace("40000", "41000").replace("Läxhjälp", "Läxor")
    repository.commit(gammalt=f"flyttad_till: {RECORD}\n", laxhjalp_raslatt=moved)
    repository.commit(gammalt=f"flyttad_till: {RECORD}\n# en anmärkning\n")
    stone = Moved(id="2024/gammalt", path="partnerships/2024/gammalt.yaml", target=RECORD)
    assert words(repository.told(register(partnership(), moved=(stone,)))) == [
        ("Uppgifterna flyttades hit från 2024/gammalt", "Titel: Läxhjälp → Läxor"),
        ("Beviljat belopp: 40\u00a0000 → 41\u00a0000\u00a0kr",),
        ("Uppgifterna publicerades",),
    ]
    assert words(repository.told()) == [("Uppgifterna publicerades",)]


def test_what_a_merge_itself_changed_is_told_and_what_it_only_brought_is_told_once(repository: Repository) -> None:
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.git("switch", "--quiet", "--create", "gren")
    repository.commit(laxhjalp_raslatt=BEFORE.replace("40000", "45000"))
    repository.git("switch", "--quiet", "main")
    repository.commit(annat="titel: Annat\n")
    repository.git("merge", "--quiet", "--no-edit", "gren")
    assert words(repository.told()) == [
        ("Beviljat belopp: 40\u00a0000 → 45\u00a0000\u00a0kr",),
        ("Uppgifterna publicerades",),
    ]
    repository.git("switch", "--quiet", "--create", "annan", "HEAD~1")
    repository.commit(laxhjalp_raslatt=BEFORE.replace("40000", "50000"))
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", "annan")
    repository.commit(laxhjalp_raslatt=BEFORE.replace("40000", "47000"))
    assert words(repository.told())[0] == ("Beviljat belopp: 45\u00a0000 → 47\u00a0000\u00a0kr",)


def test_personal_data_in_an_old_version_is_masked(repository: Repository) -> None:
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=BEFORE.replace("Läxhjälp", "Ring 070-174 06 58"))
    assert "070" not in repr(words(repository.told()))


def test_a_record_that_is_not_committed_has_no_revisions(repository: Repository) -> None:
    repository.commit(annat="titel: Annat\n")
    assert repository.told().complete
    assert words(repository.told()) == []


def test_half_a_history_or_none_is_not_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=BEFORE.replace("40000", "45000"))
    shallow = tmp_path / "grund"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(shallow))
    for root in (shallow, tmp_path.parent):
        found = chronicle(
            root, read_history(root), register(partnership()), commit_base_url="https://example.org/commit/"
        )
        assert found == RecordHistory(commit_base_url="https://example.org/commit/")


def test_a_hidden_commit_is_told_without_what_it_changed_or_where_it_is(repository: Repository) -> None:
    repository.commit(laxhjalp_raslatt=BEFORE)
    first = repository.commit(laxhjalp_raslatt=BEFORE.replace("Läxhjälp", "Ring Hemlig"))
    second = repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=BEFORE.replace("40000", "50000"))
    settings = Settings(highest_amount=1_000_000, hidden_commits=(first, second))
    found = repository.told(replace(register(partnership()), settings=settings))
    assert words(found)[1:3] == [("En ändring vars innehåll inte visas",)] * 2
    assert "Hemlig" not in str(found)
    assert first not in str(found)
    assert words(found)[0] == ("Beviljat belopp: 40\u00a0000 → 50\u00a0000\u00a0kr",)
