"""yaml-language-server as an editor talks to it: the messages of the Language Server Protocol over pipes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any


class LanguageServer:
    """A server for the folder `root`, set up with the editor's `settings`. Ends with `close`."""

    def __init__(self, node: list[str], script: Path, root: Path, settings: Mapping[str, Any]) -> None:
        self.settings = _nested(settings)
        self._process = subprocess.Popen(
            [*node, str(script), "--stdio"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._number = 0
        self._published: dict[str, list[dict[str, Any]]] = {}
        folder = {"uri": root.as_uri(), "name": root.name}
        abilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            },
        }
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": abilities},
        )
        self._tell("initialized", {})
        self._set_up = False
        while not self._set_up:
            self._take(self._read())

    def diagnostics(self, file: Path, text: str) -> list[dict[str, Any]]:
        """What the server finds wrong when `text` is opened as `file`, which has not been opened before."""
        uri = file.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._published:
            self._take(self._read())
        return self._published[uri]

    def ask_at(self, method: str, file: Path, line: int, column: int) -> Any:
        """The answer to a question about a place in an open file, counted from 0."""
        place = {"line": line, "character": column}
        return self.ask(method, {"textDocument": {"uri": file.as_uri()}, "position": place})

    def ask(self, method: str, parameters: Mapping[str, Any]) -> Any:
        """The answer to a question; what the server asks or tells meanwhile is taken care of."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def close(self) -> None:
        """End the server."""
        self.ask("shutdown", {})
        self._tell("exit", {})
        self._to.close()
        self._process.wait(timeout=30)
        self._from.close()

    def _take(self, message: Mapping[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            sections = [self._section(item.get("section", "")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": sections})
            self._set_up = True
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _section(self, name: str) -> Any:
        found: Any = self.settings
        for step in name.split(".") if name else []:
            found = found.get(step, {})
        return found

    def _tell(self, method: str, parameters: Mapping[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self._to.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while (line := self._from.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "yaml-language-server ended"
        message: dict[str, Any] = json.loads(self._from.read(length))
        return message


def _nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """`{"yaml.hover": true}` → `{"yaml": {"hover": true}}`."""
    result: dict[str, Any] = {}
    for name, value in settings.items():
        *above, last = name.split(".") if not name.startswith("[") else [name]
        inner = result
        for step in above:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return result
