"""A coverage-guided search for bytes that break the check: `make fuzz`. It stops at the first traceback or hang."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

try:
    import atheris
except ImportError:
    raise SystemExit("Atheris could not be had for this Python, so there is nothing to fuzz with.") from None

with atheris.instrument_imports(include=["register"]):
    from register.examine import check_tree
    from register.file_tree import DiskTree, Entry

ROOT = Path(__file__).parents[1]
RECORD = "partnerships/2024/fuzz.yaml"
TODAY = date(2026, 11, 23)


class OneRecord(DiskTree):
    """The project's schemas and content with one record, made of the bytes that are tried."""

    def __init__(self, content: bytes) -> None:
        super().__init__(ROOT)
        self.content = content

    def _walk(self, folder: str) -> Iterator[Entry]:
        if folder == "partnerships":
            yield Entry(RECORD, regular=True, size=len(self.content), name=RECORD)
        else:
            yield from super()._walk(folder)

    def read(self, entry: Entry) -> bytes:
        """The bytes that are tried, for the record; a file's own for the others."""
        return self.content if entry.path == RECORD else super().read(entry)


def try_bytes(content: bytes) -> None:
    """Check a register with this record; a traceback is what the fuzzer looks for."""
    check_tree(OneRecord(content), TODAY)


if __name__ == "__main__":
    corpus = ROOT / ".cache" / "fuzz-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = sorted((ROOT / "partnerships").rglob("*.yaml"))[:10]
    for seed in seeds:
        (corpus / seed.name).write_bytes(seed.read_bytes())
    atheris.Setup(
        [sys.argv[0], str(corpus), "-max_len=4096", "-timeout=20", f"-artifact_prefix={corpus.parent}/", *sys.argv[1:]],
        try_bytes,
    )
    atheris.Fuzz()
