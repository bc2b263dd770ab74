"""Send the changes of a working copy to the host as a branch for review."""

from __future__ import annotations

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from register.file_tree import GitError, git
from register.personal_data import find_personal_data

from editing.suggestions import file_name, numbered

_FOLDERS = ("partnerships", "content", "bolag.yaml")
_BRANCH = "forslag/"
_GITHUB = re.compile(r"(?:https://(?:[^@/]+@)?|ssh://git@|git@)github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?")
_REMOTE = re.compile(
    r"(?:https://(?:[^@/]+@)?|(?:ssh://)?git@)(?P<host>[\w.-]+\.[a-z]+)[/:](?P<name>[\w./-]+?)(?:\.git)?/?"
)
_SECONDS_TO_ANSWER = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files changed since the last commit, relative to `root`, and the branch that they should go into.

    `unsent` is the branch of a proposal that is saved here but has not reached the host, or empty.
    """

    root: Path
    base: str
    files: tuple[str, ...]
    unsent: str = ""

    @classmethod
    def of(cls, root: Path, base: str | None) -> Proposal:
        """Find what has been changed in the register at `root`. Raises GitError."""
        try:
            said = git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *_FOLDERS)
        except GitError as error:
            if "not a git repository" not in str(error):
                raise
            raise GitError("Mappen är inte ett Git-kodförråd, så förslaget kan inte skickas någonstans.") from error
        prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
        files = [entry[3:].decode("utf-8", "surrogateescape") for entry in said.split(b"\0") if entry]
        into = base or _main_branch(root)
        return cls(root, into, tuple(file.removeprefix(prefix) for file in files), _unsent_branch(root, into))

    def send(self, title: str) -> Iterator[str]:
        """Commit the files on a branch and push it; a sentence for each step. Raises GitError and ValueError.

        What fails can be run again: it goes on from where it stopped.
        """
        if find_personal_data(title):
            raise ValueError("Rubriken har en personuppgift. Den blir offentlig och finns kvar i historiken.")
        branch = self._branch(title)
        if self.files:
            _commit(self.root, title, self.files)
            saved = "1 fil är sparad" if len(self.files) == 1 else f"{len(self.files)} filer är sparade"
            yield f"{saved} i förslaget {branch}."
        remotes = git(self.root, "remote").decode().split()
        if not remotes:
            yield "Registret är inte anslutet till GitHub eller GitLab än. Förslaget finns på den här datorn."
            return
        remote = "origin" if "origin" in remotes else remotes[0]
        try:
            git(self.root, "push", "-q", "--set-upstream", remote, branch)
        except GitError as error:
            raise GitError(
                f"Förslaget {branch} är sparat på den här datorn men kunde inte skickas. Kontrollera nätet och "
                f"inloggningen och kör kommandot igen: det fortsätter därifrån. Git svarade: {error}"
            ) from error
        yield "Förslaget är skickat. Kontrollen körs automatiskt."
        address = git(self.root, "remote", "get-url", remote).decode().strip()
        into = self.base.removeprefix(f"{remote}/")
        host = _GITHUB.fullmatch(address)
        if host:
            yield f"Öppna sidan och be någon granska: https://github.com/{host['name']}/compare/{into}...{branch}?expand=1"
        else:
            yield f"Öppna kodförrådets webbsida och be någon granska grenen {branch}."
        if warning := unprotected(address, into):
            yield warning

    def _branch(self, title: str) -> str:
        """The branch of the proposal: the one that is being worked on, or a new one."""
        now = git(self.root, "branch", "--show-current").decode().strip()
        if now.startswith(_BRANCH):
            return now
        branch = numbered(_BRANCH + (file_name(title) or "andring"), partial(_exists, self.root))
        git(self.root, "switch", "-q", "-c", branch)
        return branch


def unprotected(remote: str, branch: str) -> str:
    """Ask the host of a remote whether a branch is protected; return a sentence when it is not, or cannot be asked."""
    found = _REMOTE.fullmatch(remote)
    if not found:
        return ""
    host, name = found["host"], found["name"]
    try:
        if host == "github.com":
            project = f"https://api.github.com/repos/{name}"
            rules = {rule["type"] for rule in _ask(f"{project}/rules/branches/{quote(branch)}")}
            protected = "pull_request" in rules or _ask(f"{project}/branches/{quote(branch)}")["protected"] is True
        else:
            gitlab = f"https://{host}/api/v4/projects/{quote(name, safe='')}/repository"
            project = gitlab if "gitlab" in host else f"https://{host}/api/v1/repos/{name}"
            protected = _ask(f"{project}/branches/{quote(branch, safe='')}")["protected"] is True
    except (OSError, ValueError, LookupError, TypeError):
        return (
            f"{host} svarade inte på om grenen {branch} är skyddad. Är den inte det kan ändringar publiceras utan "
            "granskning."
        )
    if protected:
        return ""
    return (
        f"Grenen {branch} är inte skyddad, så ändringar kan publiceras utan granskning. Kommandot make protect visar "
        "hur den skyddas."
    )


def _ask(address: str) -> Any:
    """Return what a host answers, asked with the token in HOST_TOKEN, if any. Raises OSError and ValueError."""
    token = os.environ.get("HOST_TOKEN")
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  # https, as made above
    with urllib.request.urlopen(request, timeout=_SECONDS_TO_ANSWER) as answer:  # noqa: S310  # the same
        return json.load(answer)


def _commit(root: Path, title: str, files: tuple[str, ...]) -> None:
    """Commit the files, and nothing else. Raises GitError."""
    git(root, "add", "--", *files)
    try:
        git(root, "commit", "-q", "-m", title, "--", *files)
    except GitError as error:
        if "tell me who you are" not in str(error):
            raise
        raise GitError(
            'Git vet inte vem du är. Kör git config --global user.name "Din roll" och '
            "git config --global user.email med en adress som får vara offentlig. Kör sedan kommandot igen."
        ) from error


def _unsent_branch(root: Path, base: str) -> str:
    """Return the branch of the proposal that is worked on, if it has commits that the host lacks."""
    branch = git(root, "branch", "--show-current").decode().strip()
    if not branch.startswith(_BRANCH) or not git(root, "rev-list", "--max-count=1", f"{base}..HEAD").strip():
        return ""
    sent = f"refs/remotes/origin/{branch}"
    return "" if _known(root, sent) and not git(root, "rev-list", "--max-count=1", f"{sent}..HEAD").strip() else branch


def _main_branch(root: Path) -> str:
    for name in ("origin/HEAD", "origin/main", "main", "master"):
        if _known(root, name):
            return git(root, "rev-parse", "--abbrev-ref", name).decode().strip()
    raise GitError("Huvudgrenen hittas inte. Ange den med --base.")


def _exists(root: Path, branch: str) -> bool:
    return _known(root, f"refs/heads/{branch}") or _known(root, f"refs/remotes/origin/{branch}")


def _known(root: Path, name: str) -> bool:
    try:
        git(root, "rev-parse", "--verify", "--quiet", name)
    except GitError:
        return False
    return True
