"""A problem in what people have written: where, what, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How serious a problem is: an error blocks a change, advice never does."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path relative to the root with `/`, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong (`message`, with what was written) and what to do (`hint`), in Swedish."""

    code: str
    place: Place
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, line, column, then code and message."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)
