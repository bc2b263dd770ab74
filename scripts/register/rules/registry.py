"""How a rule is declared and run. A rule is a generator that yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum
from functools import cache, cached_property
from operator import attrgetter

from register.document import Document, Pointer
from register.field_table import read
from register.model import (
    Code,
    CriteriaVersion,
    FieldAbsentError,
    Moved,
    Partnership,
    PolicyVersion,
    Round,
    Settings,
    SynonymGroup,
    Withdrawn,
)
from register.problem import Problem, Rule, Severity, declare

Record = Partnership | Moved | Withdrawn


@dataclass(frozen=True, kw_only=True)
class RuleContext:
    """All but the record itself that a rule about one record may look at. `today` is the day of the check.

    `lists`, `policies` and `criteria` lack what could not be read.
    """

    today: date
    lists: Mapping[str, tuple[Code, ...]]
    policies: tuple[PolicyVersion, ...]
    criteria: tuple[CriteriaVersion, ...]
    rounds: tuple[Round, ...]
    settings: Settings | None

    @property
    def limits(self) -> Settings:
        """The limits of the check; the usual ones where the settings cannot be read."""
        return self.settings or _USUAL

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words in the names of the neighbourhoods, in small letters."""
        codes = self.lists.get("stadsdelar", ())
        return frozenset(word for code in codes if has_fields(code, "name") for word in code.name.lower().split())

    @cached_property
    def closed_codes(self) -> Mapping[str, Mapping[str, date]]:
        """The codes of each list that have a last day, with that day."""
        return {
            name: {code.code: code.closed for code in codes if has_fields(code, "code", "closed") and code.closed}
            for name, codes in self.lists.items()
        }

    def criteria_on(self, day: date) -> CriteriaVersion | None:
        """The criteria in force on a day, or None."""
        known = [version for version in self.criteria if has_fields(version, "in_force") and version.in_force <= day]
        return max(known, key=lambda version: version.in_force, default=None)

    def policy_on(self, day: date) -> PolicyVersion | None:
        """The policy in force on a day, or None."""
        known = [version for version in self.policies if has_fields(version, "in_force") and version.in_force <= day]
        return max(known, key=lambda version: version.in_force, default=None)

    def rule_context(self) -> RuleContext:
        """Only what a rule about one record may look at."""
        return RuleContext(**{name.name: getattr(self, name.name) for name in fields(RuleContext)})


@dataclass(frozen=True, kw_only=True)
class Context(RuleContext):
    """All that has been read, faults and all, as the rules about the register need it.

    `records` and `documents` are by record id, `continued` has the ids that another record continues,
    `unread` the paths of files that are there but could not be read. `by_path` has every document that could,
    `pictures` the files in content/bilder.
    """

    records: Mapping[str, Record]
    documents: Mapping[str, Document]
    by_path: Mapping[str, Document]
    continued: frozenset[str]
    synonyms: tuple[SynonymGroup, ...]
    pictures: frozenset[str]
    unread: frozenset[str]

    def partnerships(self) -> Iterator[Partnership]:
        """Every record that is no tombstone."""
        return (record for record in self.records.values() if isinstance(record, Partnership))


_USUAL = read(Settings, {})


@dataclass(slots=True)  # not frozen, which takes three times as long: thirty are made for each record
class Reporter:
    """Makes the problems of one rule in one document."""

    rule: Rule
    document: Document

    def __call__(self, pointer: Pointer | str, message: str, hint: str, repair: str | None = None) -> Problem:
        """A breach at the value that `pointer` names."""
        return self.rule.problem(self.document.place(pointer), message, hint, repair)


RecordRule = Callable[[Partnership, Reporter, RuleContext], Iterator[Problem]]
TextRule = Callable[[str, Pointer], Iterator[tuple[str, str]]]
RegisterRule = Callable[[Rule, Context], Iterator[Problem]]


class TextScope(IntEnum):
    """How far a rule about texts reaches; each step includes those before it."""

    VALUES = 1  # the texts that are values of fields
    WORDS = 2  # comments and names of files too
    PAGES = 3  # the policy's text and the authored pages too


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """A rule about one partnership."""

    rule: Rule
    run: RecordRule


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A rule about every text in a file; `run` yields message and hint."""

    rule: Rule
    run: TextRule
    reach: TextScope


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """A rule about the register as a whole."""

    rule: Rule
    run: RegisterRule


def rule(
    code: str, sentence: str, *, why: str, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Callable[[RecordRule], RecordCheck]:
    """Declare a rule about one partnership. It runs when it is listed in `register.rules`."""
    declared = declare(code, sentence, why=why, bad=bad, good=good, severity=severity)
    return lambda function: RecordCheck(declared, function)


def text_rule(
    code: str, sentence: str, *, why: str, bad: str, good: str, reach: TextScope = TextScope.VALUES
) -> Callable[[TextRule], TextCheck]:
    """Declare a rule about every text in a file. It runs when it is listed in `register.rules`."""
    declared = declare(code, sentence, why=why, bad=bad, good=good)
    return lambda function: TextCheck(declared, function, reach)


def register_rule(
    code: str, sentence: str, *, why: str, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Callable[[RegisterRule], RegisterCheck]:
    """Declare a rule about the register as a whole. It runs when it is listed in `register.rules`."""
    declared = declare(code, sentence, why=why, bad=bad, good=good, severity=severity)
    return lambda function: RegisterCheck(declared, function)


def has_fields(value: object, *names: str) -> bool:
    """Return whether a value has all these fields; dotted names reach inside."""
    try:
        _getter(names)(value)
    except FieldAbsentError:
        return False
    return True


_getter = cache(lambda names: attrgetter(*names))
