"""Put what the judge said in a comment of the proposal, on GitLab and Forgejo; on GitHub comment.yml does it.

comment.py gitlab|forgejo SAID: one comment, edited the next time. With --issues, on GitLab: keeps an issue for each
of SAID/followup.md and SAID/audit.md, and closes it when the file is empty. KOMMENTAR_TOKEN is the token of an
account that may comment and no more. Exit code 0: posted. 2: not posted; why is said.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.request
from base64 import b64decode
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

MARKER = "<!-- andringen-i-ord -->"
ISSUES = {
    "followup.md": ("<!-- att-folja-upp -->", "Att följa upp i registret"),
    "audit.md": ("<!-- kanda-brister -->", "Kända brister i paket som registret använder"),
}
LONGEST = 60_000
Send = Callable[[str, str, dict[str, Any] | None], Any]


def main(arguments: list[str], environ: Mapping[str, str] = os.environ, send: Send | None = None) -> int:
    """Post what lies in a folder; give the exit code."""
    host, folder = arguments[0], Path(arguments[1])
    token = environ.get("KOMMENTAR_TOKEN")
    if not token:
        print(
            "KOMMENTAR_TOKEN saknas, så ingen kommentar skrivs. Det som sades finns i jobbets filer.", file=sys.stderr
        )
        return 2
    send = send or sender({"PRIVATE-TOKEN": token} if host == "gitlab" else {"Authorization": f"token {token}"})
    try:
        if "--issues" in arguments:
            for name, (marker, title) in ISSUES.items():
                text = (folder / name).read_text(encoding="utf-8")
                keep_issue(
                    f"{environ['CI_API_V4_URL']}/projects/{environ['CI_PROJECT_ID']}/issues", marker, title, text, send
                )
        else:
            if host == "gitlab":
                suggest(environ, repairs(folder), send)
            post_comment(host, environ, comment(folder, environ.get("CI_ENVIRONMENT_URL", "")), send)
    except (OSError, KeyError, ValueError) as error:
        print(f"Kommentaren kunde inte skrivas: {error}", file=sys.stderr)
        return 2
    return 0


def comment(folder: Path, site: str = "") -> str:
    """The text of the comment: whether the change touches the control, faults, the site, the change in words.

    `site` is the address where the site with the change is shown.
    """
    control = (folder / "control.txt").read_text(encoding="utf-8").strip()
    problems = json.loads((folder / "problems.json").read_text(encoding="utf-8"))["problems"]
    found = repairs(folder)
    errors = sum(problem["severity"] == "error" for problem in problems)
    parts = [MARKER]
    if control:
        parts += [
            "## Ändringen rör kontrollen själv",
            "Den ändrar sådant som avgör vad som är rätt eller hur webbplatsen byggs. Ett grönt svar nedan säger "
            "därför inte att ändringen är ofarlig: någon som kan koden behöver läsa de här filerna.",
            _fenced(control[:3000]),
        ]
    parts += [
        f"## {errors} fel att rätta" if errors else "## Inga nya fel",
        _fenced((folder / "problems.txt").read_text(encoding="utf-8")[:12_000]),
        _fenced("".join(f"{one['path']}:{one['line']}\n-{one['before']}\n+{one['after']}\n" for one in found), "diff")
        if found
        else "",
        f"[Webbplatsen med ändringen]({site})." if site else "",
        # a line that begins with / would be a command to GitLab
        re.sub(r"(?m)^(\W*)/", "\\1\u200b/", (folder / "changes.md").read_text(encoding="utf-8"))[:40_000],
    ]
    return "\n\n".join(filter(None, parts))


def repairs(folder: Path) -> list[dict[str, Any]]:
    """What can be mended in one way only: path, line, and the line before and after."""
    return list(json.loads((folder / "repairs.json").read_text(encoding="utf-8"))["repairs"])[:30]


def suggest(environ: Mapping[str, str], found: list[dict[str, Any]], send: Send) -> None:
    """Suggest each repair on its line in GitLab, where the proposal has that line and it was not said before."""
    project = f"{environ['CI_API_V4_URL']}/projects/{environ['CI_PROJECT_ID']}"
    proposal = f"{project}/merge_requests/{environ['CI_MERGE_REQUEST_IID']}"
    if not found:
        return
    commits = send("GET", proposal, None)["diff_refs"]
    notes = [note for one in send("GET", f"{proposal}/discussions?per_page=100", None) for note in one["notes"]]
    said = {(note["position"]["new_path"], note["body"]) for note in notes if note.get("position")}
    for one in found:
        body = _fenced(one["after"], "suggestion:-0+0")
        file = f"{project}/repository/files/{quote(one['path'], safe='')}?ref={commits['head_sha']}"
        lines = b64decode(send("GET", file, None)["content"]).decode().splitlines()
        if (one["path"], body) not in said and lines[one["line"] - 1 : one["line"]] == [one["before"]]:
            position = {**commits, "position_type": "text", "new_path": one["path"], "new_line": one["line"]}
            with suppress(HTTPError):  # a line that the proposal has not written takes no suggestion
                send("POST", f"{proposal}/discussions", {"body": body, "position": position})


def post_comment(host: str, environ: Mapping[str, str], body: str, send: Send) -> None:
    """Edit the comment that was posted before, or post the first one."""
    if host == "gitlab":
        proposal = f"{environ['CI_API_V4_URL']}/projects/{environ['CI_PROJECT_ID']}/merge_requests"
        posted = edited = f"{proposal}/{environ['CI_MERGE_REQUEST_IID']}/notes"
    else:
        issues = f"{environ['GITHUB_API_URL']}/repos/{environ['GITHUB_REPOSITORY']}/issues"
        posted, edited = f"{issues}/{environ['NUMBER']}/comments", f"{issues}/comments"
    before = [one for one in send("GET", f"{posted}?per_page=100", None) if one["body"].startswith(MARKER)]
    if before:
        send("PUT" if host == "gitlab" else "PATCH", f"{edited}/{before[0]['id']}", {"body": body})
    else:
        send("POST", posted, {"body": body})


def keep_issue(address: str, marker: str, title: str, text: str, send: Send) -> None:
    """Open an issue of GitLab, put the text of today in it, or close it when there is nothing to say."""
    issues = send("GET", f"{address}?state=opened&per_page=100", None)
    found = [one for one in issues if (one["description"] or "").startswith(marker)]
    body = f"{marker}\n\n{text[:LONGEST]}"
    if text and found:
        if found[0]["description"] != body:
            send("PUT", f"{address}/{found[0]['iid']}", {"description": body})
            send("POST", f"{address}/{found[0]['iid']}/notes", {"body": "Texten ovan är uppdaterad."})
    elif text:
        send("POST", address, {"title": title, "description": body})
    elif found:
        send("PUT", f"{address}/{found[0]['iid']}", {"state_event": "close"})


def sender(headers: Mapping[str, str]) -> Send:
    """What sends a request as JSON and returns the answer."""

    def send(method: str, address: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  # the host's own address, from its own environment
            address, data, {**headers, "Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # the same
            return json.load(answer)

    return send


def _fenced(text: str, kind: str = "") -> str:
    """Text as a block of code of a kind, which nothing in it can end; characters that cannot be seen are shown."""
    text = "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in text)
    fence = "`" * (1 + max([2, *map(len, re.findall("`+", text))]))
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
