"""A history for a made-up register: the records of a day come with one commit, as if it had been kept all along."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

_FIRST_DAY = re.compile(r"datum: (\d{4}-\d\d-\d\d)")  # of a record it is that of the decision


def commit_by_day(root: Path, today: date) -> None:
    """Make `root` a Git repository; `today` is the day of what has no day of its own."""
    files = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", root], check=True)
    stream = b"".join(_stream(root, files, str(today)))
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", root, "reset", "--quiet"], check=True)


def _stream(root: Path, files: dict[Path, bytes], today: str) -> Iterator[bytes]:
    def day(path: Path) -> str:
        if not path.is_relative_to(root / "partnerships"):
            return ""  # before all records
        found = _FIRST_DAY.search(files[path].decode())
        return found[1] if found else today

    days = {path: day(path) for path in files}
    first = min(filter(None, days.values()), default=today)
    for written, paths in groupby(sorted(files, key=lambda path: (days[path], path)), key=lambda path: days[path]):
        moment = datetime.fromisoformat(f"{written or first}T12:00").replace(tzinfo=UTC)
        yield b"commit refs/heads/main\n"
        yield f"committer Example <example@example.org> {int(moment.timestamp())} +0000\ndata 5\nWrite\n".encode()
        for path in paths:
            yield f"M 100644 inline {path.relative_to(root).as_posix()}\ndata {len(files[path])}\n".encode()
            yield files[path] + b"\n"
