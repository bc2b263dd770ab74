"""Pagefind, spoken to as a service: it is given pages and gives back the files of an index.

The protocol is that of its own Python client (package `pagefind`), which asks for answers ten times a second and so
takes a tenth of a second a page. Pages are numbered in the order in which they are given: where Pagefind reads a folder
itself, the index depends on the order in which the file system happens to list it.
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


class SearchError(Exception):
    """The index could not be made; the message is Pagefind's."""


class Pagefind:
    """A Pagefind that runs while the block does, for pages in Swedish. What stands at `ignored` is not indexed.

    Raises SearchError where it does not.
    """

    def __init__(self, ignored: Sequence[str]) -> None:
        self._config = {"force_language": "sv", "exclude_selectors": list(ignored)}
        self._index = 0
        self._said: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed with the process
        self._process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )

    def __enter__(self) -> Pagefind:
        """Begin with an empty index."""
        try:
            self._index = self._ask(type="NewIndex", config=self._config)["index_id"]
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
        for stream in (self._process.stdin, self._process.stdout, self._said):
            with suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]  # all three are there
        self._process.wait()

    def add(self, address: str, html: str) -> None:
        """Index a page. Raises SearchError."""
        self._ask(type="AddFile", index_id=self._index, file_path=f"{address}index.html", file_contents=html)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the finished index, by path. Raises SearchError."""
        for file in self._ask(type="GetFiles", index_id=self._index)["files"]:
            yield file["path"], b64decode(file["content"])

    def _ask(self, **payload: Any) -> dict[str, Any]:
        question = json.dumps({"message_id": 1, "payload": payload})
        answer = b""
        try:
            sending, receiving = self._process.stdin, cast("BufferedReader", self._process.stdout)
            assert sending is not None  # noqa: S101  # opened above
            sending.write(b64encode(question.encode()) + b",")
            sending.flush()
            while not answer.endswith(b","):
                part = receiving.read1()
                if not part:
                    raise BrokenPipeError
                answer += part
        except BrokenPipeError as error:
            self._said.seek(0)
            said = self._said.read().decode("utf-8", "replace").strip().splitlines()
            raise SearchError(" ".join(said[:2]) or "Pagefind avslutades i förtid.") from error
        told: dict[str, Any] = json.loads(b64decode(answer[:-1]))["payload"]
        if told["type"] == "Error":
            raise SearchError(str(told["message"]))
        return told
