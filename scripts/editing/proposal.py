"""What has been changed in a working copy, sent to the host as a branch that somebody else reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from register.file_tree import GitError, git
from register.personal_data import find_personal_data

from editing.suggestions import file_name

_FOLDERS = ("partnerships", "content")
_BRANCH = "forslag/"
_GITHUB = re.compile(r"(?:https://(?:[^@/]+@)?|ssh://git@|git@)github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files changed since the last commit, relative to `root`, and the branch that they should go into."""

    root: Path
    base: str
    files: tuple[str, ...]

    @classmethod
    def of(cls, root: Path, base: str | None) -> Proposal:
        """What has been changed in the register at `root`. Raises GitError."""
        try:
            said = git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *_FOLDERS)
        except GitError as error:
            raise GitError("Mappen är inte ett Git-kodförråd, så förslaget kan inte skickas någonstans.") from error
        prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
        files = [entry[3:].decode("utf-8", "surrogateescape") for entry in said.split(b"\0") if entry]
        return cls(root, base or _main_branch(root), tuple(file.removeprefix(prefix) for file in files))

    def send(self, title: str) -> Iterator[str]:
        """Commit the files on a branch and push it; a sentence for each step. Raises GitError and ValueError."""
        if find_personal_data(title):
            raise ValueError("Rubriken har en personuppgift. Den blir offentlig och finns kvar i historiken.")
        branch = self._branch(title)
        git(self.root, "add", "--", *self.files)
        git(self.root, "commit", "-q", "-m", title, "--", *self.files)
        saved = "1 fil är sparad" if len(self.files) == 1 else f"{len(self.files)} filer är sparade"
        yield f"{saved} i förslaget {branch}."
        remotes = git(self.root, "remote").decode().split()
        if not remotes:
            yield "Registret är inte anslutet till GitHub eller GitLab än. Förslaget finns på den här datorn."
            return
        remote = "origin" if "origin" in remotes else remotes[0]
        git(self.root, "push", "-q", "--set-upstream", remote, branch)
        yield "Förslaget är skickat. Kontrollen körs automatiskt."
        address = git(self.root, "remote", "get-url", remote).decode().strip()
        host = _GITHUB.fullmatch(address)
        if host:
            into = self.base.removeprefix(f"{remote}/")
            yield f"Öppna sidan och be någon granska: https://github.com/{host['name']}/compare/{into}...{branch}?expand=1"
        else:
            yield f"Öppna kodförrådets webbsida och be någon granska grenen {branch}."

    def _branch(self, title: str) -> str:
        """The branch of the proposal: the one that is being worked on, or a new one."""
        now = git(self.root, "branch", "--show-current").decode().strip()
        if now.startswith(_BRANCH):
            return now
        wanted = _BRANCH + (file_name(title) or "andring")
        branch, turn = wanted, 1
        while _exists(self.root, branch):
            turn += 1
            branch = f"{wanted}-{turn}"
        git(self.root, "switch", "-q", "-c", branch)
        return branch


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
