"""GitHub as the form sees it: answers to what it asks of api.github.com, kept in memory, and a list of what was done.

Nothing leaves the machine: the browser's requests are answered before they are sent.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, Request, Route

API = "https://api.github.com"
DAY = "2026-11-23T10:00:00Z"
HEAD = "1" * 40


class PretendedGitHub:
    """The repository `name` with `files` (path → text) on its branch main, for one person who may write."""

    def __init__(self, page: Page, name: str, files: Mapping[str, str]) -> None:
        self.name = name
        self.files = list(files.items())
        self.commits: list[dict[str, Any]] = []
        self.branches: list[dict[str, Any]] = []
        self.pull_requests: list[dict[str, Any]] = []
        self.asked: list[str] = []
        page.route(f"{API}/**", self._answer)

    def _answer(self, route: Route) -> None:
        request = route.request
        address = request.url.removeprefix(API).partition("?")[0]
        self.asked.append(f"{request.method} {address}")
        status, body = self._reply(request, address)
        allowed = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Allow-Methods": "*",
        }
        route.fulfill(status=status, headers=allowed, content_type="application/json", body=json.dumps(body))

    def _reply(self, request: Request, address: str) -> tuple[int, Any]:
        repository = f"/repos/{self.name}"
        if request.method == "OPTIONS":
            return 200, {}
        if address == "/user":
            return 200, {"id": 1, "login": "handlaggare", "name": "Handläggare", "email": None, "avatar_url": ""}
        if address.startswith(f"{repository}/git/trees/"):
            blobs = enumerate(self.files)
            tree = [{"type": "blob", "path": path, "sha": f"{i:040}", "size": len(text)} for i, (path, text) in blobs]
            return 200, {"tree": tree}
        if address == f"{repository}/pulls" and request.method == "POST":
            self.pull_requests.append(request.post_data_json)
            made = {"number": 7, "node_id": "PR", "html_url": f"https://github.com/{self.name}/pull/7"}
            return 201, made | {"created_at": DAY, "updated_at": DAY}
        if address == "/graphql":
            return 200, {"data": self._graphql(request.post_data_json)}
        return 200, {}

    def _graphql(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        query, variables = asked["query"], asked.get("variables", {})
        if "createCommitOnBranch" in query:
            self.commits.append(variables["input"])
            files = {name: {"oid": "3" * 40} for name in re.findall(r"file_\d+", query)}
            return {"createCommitOnBranch": {"commit": {"oid": "2" * 40, "committedDate": DAY, **files}}}
        if "pullRequests(" in query:
            return {"repository": {"pullRequests": {"nodes": []}}}
        if aliases := re.findall(r"(\w+_\d+): object\(oid: \"(\d+)\"", query):
            texts = {alias: {"text": self.files[int(sha)][1], "isTruncated": False} for alias, sha in aliases}
            return {"repository": texts}
        if "createRef" in query:
            self.branches.append(variables["input"])
            return {"createRef": {"ref": {"name": variables["input"]["name"]}}}
        if "base: repository" in query:
            return {"fork": {"id": "R"}, "base": {"ref": {"target": {"oid": HEAD}}}}
        history = {"oid": HEAD, "message": "m", "committedDate": DAY, "author": {"name": "", "email": ""}}
        target = {"target": {"history": {"nodes": [history]}}}
        names = set(re.findall(r"(\w+_\d+):\s*ref", query))
        return {"repository": {"id": "R", "ref": target, **dict.fromkeys(names, target)}}

    def committed(self) -> dict[str, str]:
        """The files of the only commit that was made, path → text."""
        [commit] = self.commits
        additions = commit["fileChanges"]["additions"]
        return {one["path"]: base64.b64decode(one["contents"]).decode() for one in additions}
