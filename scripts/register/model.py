"""The register in memory: frozen values, made from documents that have been read.

A value made from a document with faults lacks the fields that were faulty. Reading such a
field raises `FieldAbsentError`, so that a rule that needs it is passed over and every other rule
still runs. A register without problems has every field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self


class FieldAbsentError(LookupError):
    """A field that a rule asked for is missing or faulty in the document."""


class Partial:
    """A frozen value that may lack fields; see the module's docstring."""

    __slots__ = ()

    if not TYPE_CHECKING:  # a typed caller must still be told of a name that does not exist

        def __getattr__(self, name: str) -> object:
            if name in {field.name for field in fields(self)}:
                raise FieldAbsentError(name)
            raise AttributeError(name)

    @classmethod
    def of(cls, **given: Any) -> Self:
        """Make a value from the fields that are known; the others stay absent."""
        value = object.__new__(cls)
        for name, content in given.items():
            object.__setattr__(value, name, content)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Partial):
    """Who receives the money. `number` is None only for an informal group."""

    name: str
    number: str | None
    website: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Partial):
    """The decision. `amount` is whole kronor; `policy` is the date of the version in force."""

    date: dt.date
    amount: int
    decided_by: str
    case_number: str | None
    conflict_of_interest: str
    policy: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Partial):
    """The agreement, from `start` to `end` inclusive, and what tenants get for it."""

    start: dt.date
    end: dt.date
    counter_performance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Partial):
    """One thing to account for. `kind` is planering, delrapport or slutrapport."""

    kind: str
    due: dt.date
    received: dt.date | None
    summary: str | None
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results(Partial):
    """What came of it. `share_of_girls_and_women` is in per cent."""

    occasions: int | None
    participants: int | None
    share_of_girls_and_women: int | None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption(Partial):
    """The partnership ended early."""

    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Partial):
    """One correction after publication."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Partial):
    """One partnership. `id` is `<year>/<name>`, its path and its address."""

    id: str
    path: str
    title: str
    summary: str
    recipient: Recipient
    neighbourhoods: tuple[str, ...]
    themes: tuple[str, ...]
    target_groups: tuple[str, ...]
    decision: Decision
    agreement: Agreement
    criteria: Mapping[str, str]
    follow_ups: tuple[FollowUp, ...]
    results: Results | None
    interruption: Interruption | None
    replaces: str | None
    corrections: tuple[Correction, ...]

    @property
    def year(self) -> int:
        """The year of the path, which is the year of the decision."""
        return int(self.id[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Partial):
    """A tombstone: the record lives on as `target`."""

    id: str
    path: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Partial):
    """A tombstone: the record was withdrawn on `date`, for `reason`."""

    id: str
    path: str
    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Partial):
    """An entry of a code list. `homes` is the number of homes where it is known."""

    code: str
    name: str
    description: str
    homes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Partial):
    """A criterion. `clause` stands word for word in the policy under `section`.

    `check` is schema, regel or person; `answered` says whether every record gives a reason.
    """

    id: str
    heading: str
    explanation: str
    question: str | None
    section: str
    clause: str
    check: str
    check_description: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaVersion(Partial):
    """The criteria in force from `in_force`, read out of the version of the policy `policy`."""

    in_force: dt.date
    policy: dt.date
    path: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion(Partial):
    """An adopted version of the policy: its document head and its text (Markdown, with its h1)."""

    title: str
    document_type: str
    issued_by: str
    owner: str
    adopted_by: str
    in_force: dt.date
    revise_by: dt.date
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Partial):
    """An application round: open from `opens` to `closes` inclusive, decided by `decided_by`."""

    name: str
    opens: dt.date
    closes: dt.date
    decided_by: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Partial):
    """Limits for the checks. `highest_amount` is whole kronor."""

    highest_amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What the schema says of a field: its label, help text and the labels of its choices."""

    title: str
    description: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everything that has been read, as the pages and the open data need it.

    Partnerships are sorted by decision date, newest first, then by id; code lists stand in the
    order of their files; versions stand oldest first. `fields` has the record's fields by dotted
    name, for example `beslut.belopp`.
    """

    partnerships: tuple[Partnership, ...]
    moved: tuple[Moved, ...]
    withdrawn: tuple[Withdrawn, ...]
    neighbourhoods: tuple[Code, ...]
    themes: tuple[Code, ...]
    target_groups: tuple[Code, ...]
    policies: tuple[PolicyVersion, ...]
    criteria: tuple[CriteriaVersion, ...]
    rounds: tuple[Round, ...]
    settings: Settings
    fields: Mapping[str, Field]

    def policy_on(self, day: dt.date) -> PolicyVersion | None:
        """The version of the policy in force on `day`, or None before the first."""
        return max((p for p in self.policies if p.in_force <= day), key=lambda p: p.in_force, default=None)

    def criteria_on(self, day: dt.date) -> CriteriaVersion | None:
        """The version of the criteria in force on `day`, or None before the first."""
        return max((c for c in self.criteria if c.in_force <= day), key=lambda c: c.in_force, default=None)
