from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from register import git_history as history
from register.git_history import last_event, midnight, read_history
from register.model import Correction, Interruption

from ..pages.registers import TODAY, partnership


def git(root: Path, *arguments: str, when: str = "2024-01-01T00:00:00+00:00") -> None:
    environment = {
        "GIT_AUTHOR_NAME": "Någon Hemlig",
        "GIT_AUTHOR_EMAIL": "hemlig@example.org",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": "Någon Hemlig",
        "GIT_COMMITTER_EMAIL": "hemlig@example.org",
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env=environment)


def commit(root: Path, path: str, text: str, when: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "En ändring", when=when)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository where record a was changed twice and record b once, and a text that is not watched."""
    root = tmp_path / "arkiv"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, "partnerships/2024/a.yaml", "1", "2024-03-01T12:00:00+01:00")
    commit(root, "partnerships/2024/b.yaml", "1", "2024-04-01T12:00:00+02:00")
    commit(root, "partnerships/2024/a.yaml", "2", "2024-05-01T00:30:00+02:00")
    commit(root, "README.md", "x", "2024-06-01T12:00:00+02:00")
    return root


def test_each_path_has_its_commits_newest_first_in_utc(repository: Path) -> None:
    found = read_history(repository)
    assert found.complete
    assert [commit.time for commit in found.commits["partnerships/2024/a.yaml"]] == [
        datetime(2024, 4, 30, 22, 30, tzinfo=UTC),
        datetime(2024, 3, 1, 11, 0, tzinfo=UTC),
    ]
    assert found.last("partnerships/2024/b.yaml") == datetime(2024, 4, 1, 10, 0, tzinfo=UTC)
    assert found.last("partnerships/2024/c.yaml") is None
    assert all(len(commit.hash) == 40 for commits in found.commits.values() for commit in commits)
    assert "README.md" not in found.commits


def test_paths_are_relative_to_a_root_below_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "register/partnerships/2024/a.yaml", "1", "2024-03-01T12:00:00+01:00")
    assert list(read_history(tmp_path / "register").commits) == ["partnerships/2024/a.yaml"]


def test_nobody_is_named(repository: Path) -> None:
    assert "hemlig" not in repr(read_history(repository)).lower()


def test_a_shallow_clone_and_a_plain_folder_have_no_history(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", "grund")
    (tmp_path / "mapp").mkdir()
    for root in (tmp_path / "grund", tmp_path / "mapp"):
        found = read_history(root)
        assert not found.complete
        assert not found.commits


def test_one_log_is_asked_for_whatever_the_number_of_files(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = history.git

    def track(root: Path, *arguments: str) -> bytes:
        asked.extend(argument for argument in arguments if argument in ("log", "rev-parse"))
        return real(root, *arguments)

    monkeypatch.setattr(history, "git", track)
    read_history(repository)
    assert asked == ["rev-parse", "log"]


def test_the_last_event_is_the_newest_day_that_has_come() -> None:
    record = partnership(
        corrections=(Correction(date=date(2026, 1, 5), text="Rättat."),),
        interruption=Interruption(date=date(2027, 1, 1), reason="Inte än."),
    )
    assert last_event(record, TODAY) == date(2026, 1, 5)
    assert last_event(record, date(2024, 3, 12)) == date(2024, 3, 12)
    assert midnight(date(2024, 3, 12)) == datetime(2024, 3, 12, tzinfo=UTC)
