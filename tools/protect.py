"""Set what the host demands before a change reaches main; without --write only show it.

No change without a review by another person and by the owners of its files, none whose checks have failed, and none
that was checked against an older main (two proposals can be right apart and wrong together).

The host is that of the remote `origin`: GitHub, GitLab, or else Forgejo. With --write the token is taken from
HOST_TOKEN; it needs the right to administer the repository. Exit code 0: done or shown. 2: could not be done.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
BRANCH = "main"
CHECKS = ("Registret", "Koden")  # the names of the jobs in check.yml
BOTH_READ = ("content/policy/**", "content/kriterier/**", "content/listor/**")  # by each team that CODEOWNERS names
_REMOTE = re.compile(r"(?:https://(?:[^@/]+@)?|(?:ssh://)?git@)([^/:]+)[/:](.+?)(?:\.git)?/?")


class CannotError(Exception):
    """It cannot be done; the message says why."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the host's API."""

    method: str
    address: str
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.address}\n{json.dumps(self.body, indent=2, ensure_ascii=False)}"


Send = Callable[[str, str, dict[str, Any] | None], Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Show or send the requests for the remote; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="send it (otherwise it is only shown)")
    parser.add_argument("--remote", help="the address of the repository (otherwise that of origin)")
    arguments = parser.parse_args(argv)
    try:
        remote = arguments.remote or _origin()
        requests = requests_for(remote, github_teams() if arguments.write and "github.com" in remote else {})
        for request in requests:
            print(request)
            if arguments.write:
                send(request.method, request.address, request.body)
    except CannotError as error:
        print(error, file=sys.stderr)
        return 2
    print("Set." if arguments.write else "Only shown. To set it: HOST_TOKEN=… make protect WRITE=yes")
    return 0


def requests_for(remote: str, teams: dict[str, int]) -> list[Request]:
    """The requests that protect the branch on the host of a remote; `teams` are GitHub's numbers of the owners."""
    found = _REMOTE.fullmatch(remote.strip())
    if not found:
        raise CannotError(f"The address of the repository is not understood: {remote}")
    host, repository = found.groups()
    if host == "github.com":
        return [Request("POST", f"https://api.github.com/repos/{repository}/rulesets", _github(teams))]
    if "gitlab" in host:
        project = f"https://{host}/api/v4/projects/{quote(repository, safe='')}"
        return [
            Request(
                "PUT",
                project,
                {
                    "only_allow_merge_if_pipeline_succeeds": True,
                    "only_allow_merge_if_all_discussions_are_resolved": True,
                    "merge_method": "ff",  # only what is up to date with main
                },
            ),
            Request("POST", f"{project}/protected_branches", _gitlab()),
        ]
    return [Request("POST", f"https://{host}/api/v1/repos/{repository}/branch_protections", _forgejo())]


def _github(teams: dict[str, int]) -> dict[str, Any]:
    review = {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": False,
        "required_reviewers": [
            {"file_patterns": list(BOTH_READ), "minimum_approvals": 1, "reviewer": {"id": number, "type": "Team"}}
            for number in teams.values()
        ],
    }
    checks = {
        "strict_required_status_checks_policy": True,
        "required_status_checks": [{"context": name} for name in CHECKS],
    }
    return {
        "name": BRANCH,
        "target": "branch",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": [f"refs/heads/{BRANCH}"], "exclude": []}},
        "rules": [
            {"type": "deletion"},
            {"type": "non_fast_forward"},
            {"type": "pull_request", "parameters": review},
            {"type": "required_status_checks", "parameters": checks},
        ],
    }


def _gitlab() -> dict[str, Any]:
    nobody, developers = 0, 30
    return {"name": BRANCH, "push_access_level": nobody, "merge_access_level": developers, "allow_force_push": False}


def _forgejo() -> dict[str, Any]:
    return {
        "rule_name": BRANCH,
        "enable_push": False,
        "required_approvals": 1,
        "dismiss_stale_approvals": True,
        "block_on_rejected_reviews": True,
        "block_on_outdated_branch": True,
        "enable_status_check": True,
        "status_check_contexts": [f"*{name}*" for name in CHECKS],
    }


def github_teams(ask: Send | None = None) -> dict[str, int]:
    """GitHub's number of each team in CODEOWNERS. Raises CannotError."""
    text = (ROOT / "CODEOWNERS").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    teams = sorted(set(re.findall(r"@([\w-]+/[\w-]+)", "\n".join(lines))))
    if any(team.startswith("ORGANISATION/") for team in teams):
        raise CannotError("Put your own teams in CODEOWNERS in place of ORGANISATION first.")
    found = {}
    for team in teams:
        organisation, slug = team.split("/")
        address = f"https://api.github.com/orgs/{organisation}/teams/{slug}"
        found[team] = int((ask or send)("GET", address, None)["id"])
    return found


def _origin() -> str:
    command = ["git", "-C", str(ROOT), "remote", "get-url", "origin"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotError("There is no remote called origin here. Say which repository: --remote https://…")
    return done.stdout


def send(method: str, address: str, body: dict[str, Any] | None) -> Any:
    """Send a request with the token in HOST_TOKEN; return the answer. Raises CannotError."""
    token = os.environ.get("HOST_TOKEN")
    if not token:
        raise CannotError("HOST_TOKEN has no token.")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, headers, method=method)  # noqa: S310  # https, as made above
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # the same
            return json.load(answer)
    except urllib.error.HTTPError as error:
        said = error.read().decode("utf-8", "replace")[:500]
        raise CannotError(f"The host refused {method} {address}: {error.code} {said}") from error
    except OSError as error:
        raise CannotError(f"The host did not answer: {error}") from error


if __name__ == "__main__":
    raise SystemExit(main())
