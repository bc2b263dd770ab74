"""The rules of the check, and a problem: a breach of one of them at a place in a file.

A rule is declared where it is implemented. The rules page, the links of the messages and the tests read the same list.
"""

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
    """What is wrong (`message`, with what was written) and what to do (`hint`), in Swedish.

    `repair` is what to write in place of the value at `place`, where the hint leaves only one thing to write.
    """

    code: str
    place: Place
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    repair: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, line, column, then code and message."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


SERIES = {
    "1": "Fil och YAML",
    "2": "Postens form",
    "3": "Postens innehåll",
    "4": "Hela registret",
    "5": "Ändringen",
    "6": "Kalendern",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One code. `sentence` states the rule; all texts are Swedish; `bad` and `good` are YAML or words."""

    code: str
    sentence: str
    why: str
    bad: str
    good: str
    severity: Severity = Severity.ERROR

    @property
    def series(self) -> str:
        """The name of the series the code belongs to."""
        return SERIES[self.code[1]]

    def problem(self, place: Place, message: str, hint: str, repair: str | None = None) -> Problem:
        """A breach of this rule at `place`."""
        return Problem(code=self.code, place=place, message=message, hint=hint, severity=self.severity, repair=repair)


def rule_address(code: str, site: str) -> str:
    """Where the site explains a code, `site` being the address it is published at, ending with `/`."""
    return f"{site}regler/#{code}"


_declared: dict[str, Rule] = {}


def declare(code: str, sentence: str, *, why: str, bad: str, good: str, severity: Severity = Severity.ERROR) -> Rule:
    """Declare a code. Raises ValueError when it is taken or does not belong to a series."""
    if code in _declared:
        raise ValueError(f"{code} is declared twice")
    if len(code) != 4 or code[0] != "R" or code[1] not in SERIES or not code[2:].isdigit():
        raise ValueError(f"{code} is not of the form R123")
    _declared[code] = Rule(code=code, sentence=sentence, why=why, bad=bad, good=good, severity=severity)
    return _declared[code]


def rules() -> tuple[Rule, ...]:
    """All declared rules, in the order of their codes."""
    return tuple(_declared[code] for code in sorted(_declared))
