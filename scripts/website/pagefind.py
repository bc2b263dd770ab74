"""Pagefind as a service: send it pages, get back the files of an index.

The protocol is that of its own Python client (package `pagefind`), which asks for answers ten times a second and so
takes a tenth of a second per page. Pages are numbered in the order in which they are sent: where Pagefind reads a
folder itself, the index depends on the order in which the file system happens to list it.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BufferedReader
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, cast

from pagefind_bin import get_executable

# Questions sent before their answers are read. These must fit in a pipe (64 KiB), or both sides wait for each other.
_MOST_WAITING = 20


class SearchError(Exception):
    """The index could not be made; the message is Pagefind's."""


class Pagefind:
    """A Pagefind process for pages in Swedish, running while the block does. `ignored` are CSS selectors.

    It indexes while we make the next pages. It ends by itself when its standard input closes, so also when this process
    is killed. Raises SearchError where it fails.
    """

    def __init__(self, ignored: Sequence[str]) -> None:
        self._config = {"force_language": "sv", "exclude_selectors": list(ignored)}
        self._index = 0
        self._waiting = 0
        self._received = b""
        self._log: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed with the process
        self._process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    def __enter__(self) -> Pagefind:
        """Create an empty index."""
        try:
            self._send(type="NewIndex", config=self._config)
            self._index = self._receive()["index_id"]
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._end()

    def _end(self) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout, self._log):
            with suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]  # all three are there
        self._process.wait()

    def add(self, address: str, html: str) -> None:
        """Index a page. Raises SearchError, perhaps for one of the pages before it."""
        self._send(type="AddFile", index_id=self._index, file_path=f"{address}index.html", file_contents=html)
        if self._waiting > _MOST_WAITING:
            self._receive()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the finished index with their paths. Raises SearchError."""
        while self._waiting:
            self._receive()
        self._send(type="GetFiles", index_id=self._index)
        for file in self._receive()["files"]:
            yield file["path"], b64decode(file["content"])

    def _send(self, **payload: Any) -> None:
        question = json.dumps({"message_id": 1, "payload": payload})
        sending = self._process.stdin
        assert sending is not None  # noqa: S101  # opened above
        try:
            sending.write(b64encode(question.encode()) + b",")
            sending.flush()
        except BrokenPipeError as error:
            raise self._ended() from error
        self._waiting += 1

    def _receive(self) -> dict[str, Any]:
        """Return the next answer; they come in the order of the questions."""
        receiving = cast("BufferedReader", self._process.stdout)
        parts = [self._received]
        while b"," not in parts[-1]:
            parts.append(receiving.read1())
            if not parts[-1]:
                raise self._ended()
        answer, _, self._received = b"".join(parts).partition(b",")
        self._waiting -= 1
        payload: dict[str, Any] = json.loads(b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise SearchError(str(payload["message"]))
        return payload

    def _ended(self) -> SearchError:
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
        return SearchError(" ".join(lines[:2]) or "Pagefind avslutades i förtid.")
