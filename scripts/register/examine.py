"""One tree of files, read and checked by itself: the series 1xx to 4xx, and the advice of 6xx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register import assemble
from register.document import Document, Pointer
from register.model import FieldAbsentError, Moved, Partnership, Register, Withdrawn
from register.problem import Problem, Severity
from register.reading.repository import Documents, read_documents
from register.reading.tree import Tree
from register.rules import load_rules
from register.rules.calendar import advice_on_policy, advice_on_record
from register.rules.rule import Context, run_record_rules, run_register_rules, run_text_rules
from register.shape.schemas import Schema, Validator, fields, load_schemas, with_codes
from register.shape.shape import check_shape

load_rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found in a tree: the problems, the advice, and all that could be understood.

    `problems` are sorted by place. `record_paths` has every record file.
    """

    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    context: Context
    record_paths: tuple[str, ...]
    schemas: Mapping[str, Schema]


class _Examination:
    """The work of examining one tree; see `examine`."""

    def __init__(self, tree: Tree) -> None:
        self.schemas = load_schemas(tree)
        self.documents: Documents = read_documents(tree)
        self.problems: list[Problem] = list(self.documents.problems)
        self.advice: list[Problem] = []

    def shaped(self, document: Document, schema: Validator, names: Mapping[str, Mapping[str, str]]) -> set[Pointer]:
        """Check a document's shape; the pointers whose values cannot be used."""
        shape = check_shape(document, schema, names)
        self.problems.extend(shape.problems)
        return shape.unusable

    def made(self, document: Document, name: str, make: Callable[[Document, set[Pointer]], Any]) -> Any:
        """A document of content/ checked against its schema and made into values."""
        value = make(document, self.shaped(document, Validator(self.schemas[name]), {}))
        self.problems.extend(run_text_rules(document))
        return value

    def context(self, today: date) -> Context:
        """Everything made into values, with the 2xx series and the rules about texts done on the way."""
        documents = self.documents
        lists = {name: self.made(document, "list", assemble.code_list) for name, document in documents.lists.items()}
        policies = tuple(self.made(document, "policy", assemble.policy) for document in documents.policies)
        criteria = tuple(self.made(document, "criteria", assemble.criteria) for document in documents.criteria)
        rounds = self.made(documents.rounds, "rounds", assemble.rounds) if documents.rounds else ()
        settings = self.made(documents.settings, "settings", assemble.settings) if documents.settings else None
        names = {name: _names(codes) for name, codes in lists.items()}
        schema = Validator(with_codes(self.schemas["record"], {name: list(codes) for name, codes in names.items()}))
        records: dict[str, Partnership | Moved | Withdrawn] = {}
        by_id: dict[str, Document] = {}
        for document in documents.records:
            record = assemble.record(document, self.shaped(document, schema, names))
            records[record.id] = record
            by_id[record.id] = document
            self.problems.extend(run_text_rules(document))
        for document in documents.pages:
            self.problems.extend(run_text_rules(document))
        content = [
            *documents.lists.values(),
            *documents.policies,
            *documents.criteria,
            documents.rounds,
            documents.settings,
        ]
        return Context(
            today=today,
            records=records,
            documents=by_id,
            lists=lists,
            policies=policies,
            criteria=criteria,
            rounds=rounds,
            settings=settings,
            by_path={document.path: document for document in [*content, *documents.records] if document},
            continued=frozenset(
                document.data.get("ersatter", "") for document in documents.records if _continues(document)
            ),
            unread=frozenset(documents.unread),
        )

    def run_rules(self, context: Context) -> None:
        """The 3xx and 4xx series, and the advice."""
        for record in context.partnerships():
            document = context.documents[record.id]
            self.problems.extend(run_record_rules(record, document, context))
            try:
                self.advice.extend(advice_on_record(record, document, context))
            except FieldAbsentError:
                continue  # an incomplete record has problems, and needs no advice yet
        for problem in run_register_rules(context):
            (self.advice if problem.severity is Severity.ADVICE else self.problems).append(problem)
        self.advice.extend(advice_on_policy(context))


def examine(tree: Tree, today: date) -> Examined:
    """Read and check a tree. Raises SchemaError when its schemas cannot be used."""
    examination = _Examination(tree)
    context = examination.context(today)
    examination.run_rules(context)
    return Examined(
        problems=tuple(sorted(set(examination.problems), key=lambda problem: problem.order)),
        advice=tuple(sorted(set(examination.advice), key=lambda problem: problem.order)),
        context=context,
        record_paths=tuple(examination.documents.record_paths),
        schemas=examination.schemas,
    )


def register_of(examined: Examined) -> Register:
    """The register of a tree without problems. Raises ValueError when it has any."""
    context = examined.context
    if examined.problems or context.settings is None:
        raise ValueError("a register is only made from files without problems")
    partnerships = sorted(context.partnerships(), key=lambda record: record.id)
    partnerships.sort(key=lambda record: record.decision.date, reverse=True)
    records = context.records.values()
    return Register(
        partnerships=tuple(partnerships),
        moved=tuple(record for record in records if isinstance(record, Moved)),
        withdrawn=tuple(record for record in records if isinstance(record, Withdrawn)),
        neighbourhoods=context.lists["stadsdelar"],
        themes=context.lists["teman"],
        target_groups=context.lists["malgrupper"],
        policies=context.policies,
        criteria=context.criteria,
        rounds=context.rounds,
        settings=context.settings,
        fields=fields(examined.schemas["record"]),
    )


def _names(codes: tuple[Any, ...]) -> dict[str, str]:
    """The name of each code that could be read."""
    found = {}
    for code in codes:
        try:
            found[code.code] = code.name
        except FieldAbsentError:
            continue
    return found


def _continues(document: Document) -> bool:
    return isinstance(document.data, dict) and isinstance(document.data.get("ersatter"), str)
