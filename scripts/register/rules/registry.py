"""How a rule is declared and run. A rule is a generator that yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from itertools import islice
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
from register.personal_data import without
from register.problem import Place, Problem, Rule, Severity, declare
from register.rules.ordinary import is_plain_prose

Record = Partnership | Moved | Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def criteria_on(self, day: date) -> CriteriaVersion | None:
        """The criteria in force on a day, or None."""
        known = [version for version in self.criteria if has(version, "in_force") and version.in_force <= day]
        return max(known, key=lambda version: version.in_force, default=None)

    def policy_on(self, day: date) -> PolicyVersion | None:
        """The policy in force on a day, or None."""
        known = [version for version in self.policies if has(version, "in_force") and version.in_force <= day]
        return max(known, key=lambda version: version.in_force, default=None)

    def rule_context(self) -> RuleContext:
        """Only what a rule about one record may look at."""
        return RuleContext(**{name.name: getattr(self, name.name) for name in fields(RuleContext)})


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def __call__(self, pointer: Pointer | str, message: str, hint: str) -> Problem:
        """A breach at the value that `pointer` names."""
        return self.rule.problem(self.document.place(pointer), message, hint)


RecordRule = Callable[[Partnership, Reporter, RuleContext], Iterator[Problem]]
TextRule = Callable[[str, Pointer], Iterator[tuple[str, str]]]
RegisterRule = Callable[[Rule, Context], Iterator[Problem]]


class TextScope(IntEnum):
    """How far a rule about texts reaches; each step includes those before it."""

    VALUES = 1  # the texts that are values of fields
    WORDS = 2  # comments and names of files too
    PAGES = 3  # the policy's text and the authored pages too


MOST_TOLD = 100

RECORD_RULES: list[tuple[Rule, RecordRule]] = []
TEXT_RULES: list[tuple[Rule, TextRule, TextScope]] = []
REGISTER_RULES: list[tuple[Rule, RegisterRule]] = []


def rule(
    code: str, sentence: str, *, why: str, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Callable[[RecordRule], RecordRule]:
    """Declare a rule about one partnership."""
    declared = declare(code, sentence, why=why, bad=bad, good=good, severity=severity)

    def register(function: RecordRule) -> RecordRule:
        RECORD_RULES.append((declared, function))
        return function

    return register


def text_rule(
    code: str, sentence: str, *, why: str, bad: str, good: str, reach: TextScope = TextScope.VALUES
) -> Callable[[TextRule], TextRule]:
    """Declare a rule about every text in a file; it yields message and hint."""
    declared = declare(code, sentence, why=why, bad=bad, good=good)

    def register(function: TextRule) -> TextRule:
        TEXT_RULES.append((declared, function, reach))
        return function

    return register


def register_rule(
    code: str, sentence: str, *, why: str, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Callable[[RegisterRule], RegisterRule]:
    """Declare a rule about the register as a whole."""
    declared = declare(code, sentence, why=why, bad=bad, good=good, severity=severity)

    def register(function: RegisterRule) -> RegisterRule:
        REGISTER_RULES.append((declared, function))
        return function

    return register


def run_record_rules(partnership: Partnership, document: Document, terms: RuleContext) -> Iterator[Problem]:
    """Run every rule about one partnership; a rule whose fields are missing has nothing to say."""
    for declared, function in RECORD_RULES:
        try:
            yield from function(partnership, Reporter(declared, document), terms)
        except FieldAbsentError:
            continue


def run_text_rules(document: Document, own: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Run every rule about a text on each text of a document, and on its comments, its name and what follows.

    `own` has the company's own contacts, which any text may have. A hostile file can have thousands of faults; more
    than `MOST_TOLD` of them say nothing new.
    """
    yield from islice(_run_text_rules(document, own), MOST_TOLD)


def _run_text_rules(document: Document, own: frozenset[str]) -> Iterator[Problem]:
    for pointer, text in document.strings():
        if len(text) > _RECURS or _breaks_a_rule(text):
            for declared, function, _ in () if is_plain_prose(text) else TEXT_RULES:
                for message, hint in function(without(text, own), pointer):
                    yield declared.problem(document.place(pointer), message, hint)
    yield from _check_other_texts(document, own)


_RECURS = 60  # codes, dates, names and web addresses are shorter, and the same ones stand in record after record


@lru_cache(maxsize=4096)
def _breaks_a_rule(text: str) -> bool:
    """Whether a text breaks a rule about texts, in some field."""
    return not is_plain_prose(text) and any(True for _, function, _ in TEXT_RULES for _ in function(text, ("",)))


def _check_other_texts(document: Document, own: frozenset[str]) -> Iterator[Problem]:
    """Run the rules that reach further than values."""
    stem = document.path.rpartition("/")[2].rpartition(".")[0]
    if not document.text and not document.comments and not _breaks_a_rule(stem):
        return  # nearly every record
    lines = enumerate(document.text.splitlines(), start=document.text_line)
    words = [(Place(document.path), stem)]
    words += [(Place(document.path, line, column), text) for line, column, text in document.comments]
    pages = [(Place(document.path, number), text) for number, text in lines]
    for declared, function, reach in TEXT_RULES:
        for place, text in [*words, *pages] if reach >= TextScope.PAGES else words if reach >= TextScope.WORDS else ():
            for message, hint in function(without(text, own), ()):
                yield declared.problem(place, message, hint)


def run_register_rules(context: Context) -> Iterator[Problem]:
    """Run every rule about the register as a whole."""
    for declared, function in REGISTER_RULES:
        yield from function(declared, context)


def has(value: object, *names: str) -> bool:
    """Whether a value has all these fields; dotted names reach inside."""
    try:
        _getter(names)(value)
    except FieldAbsentError:
        return False
    return True


_getter = cache(lambda names: attrgetter(*names))
