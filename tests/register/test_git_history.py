"""The Git history of the records, and of each in words, from a real Git repository."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from register import git_history as history
from register.file_tree import GitError
from register.git_history import RecordHistory, chronicle, last_event, midnight, read_history
from register.model import Correction, Interruption, Moved, Register, Settings

from ..pages.registers import TODAY, partnership, register
from .cases import git

RECORD = "2024/laxhjalp-raslatt"
PATH = f"partnerships/{RECORD}.yaml"
BEFORE = "titel: Läxhjälp\nbeslut:\n  belopp: 40000\n"


class Repository:
    """A Git repository with commits on days of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = 0
        self.clock = "12:00:00Z"
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        return git(self.root, *arguments, when=f"2026-05-{self.day or 1:02}T{self.clock}")

    def commit(self, **files: str | None) -> str:
        """Commit records by the last part of their id in 2024, one day later each time; give the hash."""
        self.day += 1
        for name, text in files.items():
            file = self.root / f"partnerships/2024/{name.replace('_', '-')}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True) if text is None else file.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=ändring", "--author=Hemlig <h@example.org>")
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
    assert "Hemlig" not in repr((found, read_history(repository.root)))
    assert [(one.day.isoformat(), one.commit, one.kind) for one in found.revisions[RECORD]] == [
        ("2026-05-03", second, None),
        ("2026-05-01", first, "nytt"),
    ]
    assert words(found) == [
        ("Beviljat belopp: 40\u00a0000 → 45\u00a0000\u00a0kr",),
        ("Uppgifterna publicerades",),
    ]


def test_a_version_that_cannot_be_read_is_told_and_a_change_of_form_is_not(repository: Repository) -> None:
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=BEFORE + "# klart\n")
    repository.commit(laxhjalp_raslatt='titel: "Läxhjälp\n')
    repository.commit(laxhjalp_raslatt=BEFORE)
    repository.commit(laxhjalp_raslatt=None)
    repository.commit(laxhjalp_raslatt=BEFORE)
    told = repository.told()
    kinds = [(one.kind, len(one.changes)) for one in told.revisions[RECORD]]
    assert kinds == [("nytt", 0), ("olasligt", 0), ("olasligt", 0), ("olasligt", 0), ("nytt", 0)]
    assert words(told) == [
        ("Uppgifterna publicerades",),
        ("Posten har tagits bort",),
        ("Filen blev läsbar igen",),
        ("Filen gick inte att läsa",),
        ("Uppgifterna publicerades",),
    ]


def test_a_git_that_fails_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(root: Path, *arguments: str) -> bytes:
        raise GitError("Git hittar inte filen.")

    monkeypatch.setattr(history, "git", fail)
    assert read_history(repository.root).note == "Sidorna visar ingen historik: Git hittar inte filen."


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
    for root, note in ((shallow, "git fetch --unshallow"), (tmp_path.parent, "")):
        assert note in (read_history(root).note or "")
        assert (read_history(root).complete, read_history(root).commits) == (False, {})
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


def test_each_path_has_its_commits_newest_first_in_utc(repository: Repository) -> None:
    repository.commit(a="1")
    repository.commit(b="1")
    repository.clock = "00:30:00+02:00"
    repository.commit(a="2")
    (repository.root / "README.md").write_text("x", encoding="utf-8")
    repository.commit()
    found = read_history(repository.root)
    assert found.complete
    assert [commit.time for commit in found.commits["partnerships/2024/a.yaml"]] == [
        datetime(2026, 5, 2, 22, 30, tzinfo=UTC),
        datetime(2026, 5, 1, 12, 0, tzinfo=UTC),
    ]
    assert found.last("partnerships/2024/b.yaml") == datetime(2026, 5, 2, 12, 0, tzinfo=UTC)
    assert found.last("partnerships/2024/c.yaml") is None
    assert all(len(commit.hash) == 40 for commits in found.commits.values() for commit in commits)
    assert "README.md" not in found.commits


def test_paths_are_relative_to_a_root_below_the_repository(tmp_path: Path) -> None:
    below = Repository(tmp_path)
    below.root = tmp_path / "register"
    below.commit(laxhjalp_raslatt=BEFORE)
    assert list(read_history(below.root).commits) == [PATH]


def test_one_log_is_asked_for_whatever_the_number_of_files(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(a="1", b="1", c="1")
    asked: list[str] = []
    real = history.git

    def track(root: Path, *arguments: str) -> bytes:
        asked.extend(argument for argument in arguments if argument in ("log", "rev-parse"))
        return real(root, *arguments)

    monkeypatch.setattr(history, "git", track)
    read_history(repository.root)
    assert asked == ["rev-parse", "log"]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2024, 1, 1), date(2024, 3, 12)),  # before the decision, which is then what there is
        (date(2024, 3, 12), date(2024, 3, 12)),
        (date(2026, 1, 4), date(2025, 6, 3)),
        (date(2026, 1, 5), date(2026, 1, 5)),
        (TODAY, date(2026, 1, 5)),
        (date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_the_last_event_is_the_newest_day_that_has_come(today: date, last: date) -> None:
    record = partnership(
        corrections=(Correction(date=date(2026, 1, 5), text="Rättat."),),
        interruption=Interruption(date=date(2027, 1, 1), reason="Inte än."),
    )
    assert last_event(record, today) == last
    assert midnight(date(2024, 3, 12)) == datetime(2024, 3, 12, tzinfo=UTC)
