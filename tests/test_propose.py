"""`propose.py`: what has been changed becomes a branch at the host, without a word of Git."""

from __future__ import annotations

import os
from pathlib import Path

import propose
import pytest
from editing import proposal

from .editing.repository import TODAY, put, read, record, register
from .editing.terminal import terminal
from .register.cases import commit, git

NAME = "2025/laxhjalp-raslatt"
BRANCH = "forslag/odling-pa-raslatt"


def _no_host(address: str) -> object:
    raise OSError(address)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working copy of a register, with a host to send to."""
    for key in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.setenv(f"GIT_{key}", "h@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setattr(proposal, "_ask", _no_host)
    (tmp_path / "copy").mkdir()
    copy = register(tmp_path / "copy", y2025__laxhjalp_raslatt=record())
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "host.git")
    commit(copy, "Registret")
    git(copy, "remote", "add", "origin", str(tmp_path / "host.git"))
    git(copy, "push", "-q", "-u", "origin", "main")
    return copy


def grow(root: Path, title: str = "Odling på Råslätt") -> None:
    """Write a new record, or change it."""
    put(root, "2026/odling", record(titel=title, **{"beslut.datum": "2026-03-12"}))


def run(root: Path, *options: str) -> int:
    return propose.main(["--root", str(root), "--today", TODAY, *options])


def test_a_change_is_sent_as_a_branch_of_its_own_and_what_is_mended_goes_there_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grow(root)
    (root / "anteckningar.txt").write_text("mina egna\n", encoding="utf-8")
    assert run(root, "--rubrik=Odling på Råslätt") == 0
    out = capsys.readouterr().out
    assert "Nya poster" in out
    assert f"1 fil är sparad i förslaget {BRANCH}." in out
    assert "Förslaget är skickat." in out
    host = root.parent / "host.git"
    changed = git(host, "diff", "--name-only", "main", BRANCH).split()
    assert changed == ["partnerships/2026/odling.yaml"], "nothing else in the folder goes along"
    grow(root, "Odling på Råslätt i vår")
    assert run(root, "--rubrik=Bättre titel") == 0
    assert f"förslaget {BRANCH}." in capsys.readouterr().out
    assert git(host, "log", "--format=%s", f"main..{BRANCH}").splitlines() == ["Bättre titel", "Odling på Råslätt"]


def test_nothing_is_sent_when_the_check_says_no(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, NAME, record(**{"beslut.belopp": 90000}))
    assert run(root, "--rubrik=Nytt belopp") == 1
    assert "R503" in capsys.readouterr().err
    assert git(root.parent / "host.git", "branch", "--list").split() == ["*", "main"]
    assert read(root, NAME)["beslut"]["belopp"] == 90000, "the work is still there"


def test_at_a_terminal_it_asks_before_it_sends(root: Path) -> None:
    grow(root)
    with terminal("scripts/propose.py", "--root", str(root), "--today", TODAY) as at:
        at.answer("Vad heter förslaget?", "Odling på Råslätt")
        at.answer("Ska det här skickas för granskning?", "nej")
        at.see("Ingenting har skickats.")
        assert at.ends() == 1
    assert git(root, "branch", "--show-current") == "main"


def test_personal_data_in_the_title_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grow(root)
    assert run(root, "--rubrik=Post för 880320-0016") == 2
    printed = capsys.readouterr()
    assert "Rubriken har en personuppgift." in printed.err
    assert "880320" not in printed.out + printed.err
    assert git(root, "branch", "--show-current") == "main"


def test_says_when_there_is_nothing_to_propose_or_nowhere_to_send(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--rubrik=Ingenting") == 1
    assert "Det finns ingenting att föreslå" in capsys.readouterr().out
    git(root, "remote", "remove", "origin")
    grow(root)
    assert run(root, "--rubrik=Odling på Råslätt") == 0
    assert "Förslaget finns på den här datorn." in capsys.readouterr().out
    (tmp_path / "annan").mkdir()
    assert run(register(tmp_path / "annan"), "--rubrik=Odling") == 2
    assert "är inte ett Git-kodförråd" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["https://x@github.com/a/b.git", "git@github.com:a/b.git", "ssh://git@github.com/a/b"]
)
def test_on_github_the_address_of_the_pull_request_is_given(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    git(root, "remote", "set-url", "origin", address)
    git(root, "remote", "set-url", "--push", "origin", str(tmp_path / "host.git"))
    grow(root)
    assert run(root, "--rubrik=Odling") == 0
    assert "https://github.com/a/b/compare/main...forslag/odling?expand=1" in capsys.readouterr().out


def test_a_proposal_that_could_not_be_sent_goes_on_from_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    host = str(root.parent / "host.git")
    git(root, "remote", "set-url", "origin", str(root.parent / "borta.git"))
    grow(root)
    assert run(root, "--rubrik=Odling på Råslätt") == 2
    assert "är sparat på den här datorn men kunde inte skickas." in capsys.readouterr().err
    git(root, "remote", "set-url", "origin", host)
    assert run(root) == 0
    assert f"Förslaget {BRANCH} är sparat här men inte skickat." in capsys.readouterr().out
    assert git(root.parent / "host.git", "log", "-1", "--format=%s", BRANCH) == "Odling på Råslätt"
    assert run(root) == 1, "it is sent now"
    assert "Det finns ingenting att föreslå" in capsys.readouterr().out


def test_says_what_to_do_without_git_without_a_name_and_in_the_folder_of_another(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    grow(root)
    with monkeypatch.context() as changed:
        for name in ("AUTHOR", "COMMITTER"):
            changed.delenv(f"GIT_{name}_NAME")
            changed.delenv(f"GIT_{name}_EMAIL")
        git(root, "config", "user.useConfigOnly", "true")
        assert run(root, "--rubrik=Odling på Råslätt") == 2
        assert "Git vet inte vem du är. Kör git config --global user.name" in capsys.readouterr().err
    for name, value, said in (
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", "tillhör en annan användare än du"),
        ("PATH", str(root), "Git är inte installerat."),
    ):
        with monkeypatch.context() as changed:
            changed.setenv(name, value)
            assert run(root, "--rubrik=Odling på Råslätt") == 2
            assert said in capsys.readouterr().err
    assert run(root, "--rubrik=Odling på Råslätt") == 0


GITHUB = "git@github.com:bolaget/samarbeten.git"
GITLAB = "https://gitlab.example.se/bolaget/samarbeten"
FORGEJO = "https://git.example.se/bolaget/samarbeten.git"
RULES = "https://api.github.com/repos/bolaget/samarbeten/rules/branches/main"
OF_GITHUB = "https://api.github.com/repos/bolaget/samarbeten/branches/main"
OF_GITLAB = "https://gitlab.example.se/api/v4/projects/bolaget%2Fsamarbeten/repository/branches/main"
OF_FORGEJO = "https://git.example.se/api/v1/repos/bolaget/samarbeten/branches/main"


@pytest.mark.parametrize(
    ("remote", "answers", "said"),
    [
        (GITHUB, {RULES: [{"type": "pull_request"}]}, ""),
        (GITHUB, {RULES: [{"type": "deletion"}], OF_GITHUB: {"protected": True}}, ""),
        (GITHUB, {RULES: [], OF_GITHUB: {"protected": False}}, "Grenen main är inte skyddad"),
        (GITHUB, {}, "github.com svarade inte på om grenen main är skyddad."),
        (GITHUB, {RULES: {"message": "Not Found"}}, "github.com svarade inte"),
        (GITLAB, {OF_GITLAB: {"protected": False}}, "Grenen main är inte skyddad"),
        (FORGEJO, {OF_FORGEJO: {"protected": True}}, ""),
        ("/srv/host.git", {}, ""),
    ],
)
def test_the_host_is_asked_whether_the_branch_is_protected(
    remote: str, answers: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(address: str) -> object:
        if address not in answers:
            raise OSError
        return answers[address]

    monkeypatch.setattr(proposal, "_ask", answer)
    warning = proposal.unprotected(remote, "main")
    assert warning.startswith(said)
    assert bool(warning) == bool(said)


def test_an_unprotected_branch_is_told_when_the_proposal_has_been_sent(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(proposal, "unprotected", lambda remote, branch: asked.append(branch) or "Inte skyddad.")
    grow(root)
    assert run(root, "--rubrik=Odling på Råslätt") == 0
    assert asked == ["main"]
    assert "Inte skyddad." in capsys.readouterr().out
