"""The connection to the host, as `redigera/anslutning.yaml` gives it: where the form saves, and files are edited.

The file is written by whoever runs the register, and is read as strictly as a record. It holds no secret: a name, a
branch and the address where people sign in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from register.strict_yaml import read_yaml

FILE = "redigera/anslutning.yaml"
_KEYS = ("vard", "arkiv", "gren", "inloggning", "app_id", "server")
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+")
_BRANCH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9_./-]*)?")


class ConnectionFaultError(Exception):
    """The file cannot be used; the message is a Swedish sentence that says what to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The host of the register.

    `host` is `github`, `gitlab` or `forgejo` (the form cannot save there), `sign_in` the https address of the service
    that GitHub sign-in goes through (None: people paste an access token), `app_id` GitLab's application, `server` the
    https address of a host of one's own.
    """

    host: str
    repository: str
    branch: str
    sign_in: str | None = None
    app_id: str | None = None
    server: str | None = None

    @property
    def has_form(self) -> bool:
        """True where the form can save."""
        return self.host != "forgejo"

    def edit_uri(self) -> str:
        """The address that a path follows where the host edits the file."""
        server = self.server or {"github": "https://github.com", "gitlab": "https://gitlab.com"}.get(
            self.host, "https://codeberg.org"
        )
        way = {"github": "edit", "gitlab": "-/edit"}.get(self.host, "_edit")
        return f"{server}/{self.repository}/{way}/{self.branch}/"

    def backend(self) -> dict[str, Any]:
        """The form's `backend` setting."""
        common = {"name": self.host, "repo": self.repository, "branch": self.branch, "commit_messages": _MESSAGES}
        return common | (self._github() if self.host == "github" else self._gitlab())

    def origins(self) -> tuple[str, ...]:
        """The origins that the form's page has to reach, for its security policy."""
        if self.server:
            return (_origin(self.server),)
        return ("https://api.github.com",) if self.host == "github" else ("https://gitlab.com",)

    def _github(self) -> dict[str, Any]:
        server = {"api_root": f"{self.server}/api/v3"} if self.server else {}
        if self.sign_in is None:
            return server | {"auth_methods": ["token"]}
        return server | {"base_url": self.sign_in, "auth_endpoint": "auth", "auth_methods": ["oauth"]}

    def _gitlab(self) -> dict[str, Any]:
        server = {"base_url": self.server, "api_root": f"{self.server}/api/v4"} if self.server else {}
        if self.app_id is None:
            return server | {"auth_methods": ["token"]}
        return server | {"auth_type": "pkce", "app_id": self.app_id, "auth_methods": ["oauth"]}


def read_connection(root: Path) -> Connection | None:
    """The connection of the repository at `root`, None where the file is missing or holds only comments.

    Raises ConnectionFaultError when there is something in it that cannot be used.
    """
    file = root / FILE
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8")
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return None
    document, problems = read_yaml(text, FILE)
    for problem in problems:
        raise ConnectionFaultError(f"{FILE}, rad {problem.place.line}: {problem.message} {problem.hint}")
    return _checked(document.data if document else None)


def _checked(data: Any) -> Connection:
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise ConnectionFaultError(f"{FILE} ska ha ett fält per rad, till exempel «vard: github».")
    for key in data:
        if key not in _KEYS:
            raise ConnectionFaultError(f"{FILE}: fältet «{key}» finns inte. Fälten är: {', '.join(_KEYS)}.")
    host, repository, branch = data.get("vard"), data.get("arkiv", ""), data.get("gren", "main")
    if host not in ("github", "gitlab", "forgejo"):
        raise ConnectionFaultError(f"{FILE}: «vard» ska vara github, gitlab eller forgejo.")
    if not _REPOSITORY.fullmatch(repository):
        raise ConnectionFaultError(f"{FILE}: «arkiv» ska vara ägare/namn, till exempel foretaget/stadsdelssamarbeten.")
    if not _BRANCH.fullmatch(branch):
        raise ConnectionFaultError(f"{FILE}: «gren» ska vara namnet på grenen, till exempel main.")
    for key in ("inloggning", "server"):
        if key in data and not _ADDRESS.fullmatch(data[key]):
            raise ConnectionFaultError(f"{FILE}: «{key}» ska vara en adress som börjar med https://.")
    return Connection(
        host=host,
        repository=repository,
        branch=branch,
        sign_in=data.get("inloggning"),
        app_id=data.get("app_id"),
        server=data["server"].rstrip("/") if "server" in data else None,
    )


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


_MESSAGES = {
    "create": "Lägg till {{slug}} i {{collection}}",
    "update": "Ändra {{slug}} i {{collection}}",
}
