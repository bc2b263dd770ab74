"""One tree of files, read and checked by itself: the series 1xx to 4xx, and the advice of 6xx."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from register import assemble
from register.check_cache import CheckCache
from register.document import Document, Pointer
from register.file_tree import Tree
from register.loading import Documents, read_documents
from register.model import Code, FieldAbsentError, Moved, Partnership, Register, Withdrawn
from register.personal_data import contacts
from register.problem import Problem, Severity
from register.progress import track
from register.rules import load_rules
from register.rules.calendar import advice_on_policy, advice_on_record
from register.rules.registry import Context, Record, RuleContext, run_record_rules, run_register_rules, run_text_rules
from register.schema import Schema, Validator, fields, load_schemas, with_codes
from register.schema_problems import check_shape

if TYPE_CHECKING:
    from register.progress import ProgressCallback

load_rules()

_Value = TypeVar("_Value")
_Maker = Callable[[Document, set[Pointer]], _Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeResult:
    """What was found in a tree: the problems, the advice, and all that could be understood.

    `problems` are sorted by place. `record_paths` has every record file.
    """

    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    context: Context
    record_paths: tuple[str, ...]
    schemas: Mapping[str, Schema]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What a record is held against when it is read: the lists, the names of their codes, the schema with the codes."""

    lists: Mapping[str, tuple[Code, ...]]
    names: Mapping[str, Mapping[str, str]]
    schema: Validator


class _Examination:
    """The work of examining one tree; see `examine`."""

    def __init__(self, tree: Tree, today: date, kept: CheckCache, tell: ProgressCallback | None) -> None:
        self.today = today
        self.kept = kept
        self.tell = tell
        self.schemas = load_schemas(tree)
        self.documents: Documents = read_documents(tree, kept, tell)
        settings = self.documents.settings
        self.own = kept.value("own contacts", "", (settings,), partial(_own_contacts, settings))
        self.problems: list[Problem] = list(self.documents.problems)
        self.advice: list[Problem] = []

    def content(self, document: Document, name: str, make: _Maker[_Value]) -> _Value:
        """A document of content/ checked against its schema and made into values."""
        schema = self.schemas[name]
        value, problems = self.kept.value(
            "content",
            document.path,
            (document, schema, self.own),
            lambda: _made(document, Validator(schema), {}, self.own, make),
        )
        self.problems.extend(problems)
        return value

    def shapes(self) -> _Shapes:
        """The lists, and the schema of a record with their codes."""
        documents, schema = self.documents.lists, self.schemas["record"]
        lists = {name: self.content(document, "list", assemble.code_list) for name, document in documents.items()}

        def make() -> _Shapes:
            names = {name: _names(codes) for name, codes in lists.items()}
            codes = {name: list(codes) for name, codes in names.items()}
            return _Shapes(lists, names, Validator(with_codes(schema, codes)))

        return self.kept.value("shapes", "", (schema, *documents.values()), make)

    def terms(self, lists: Mapping[str, tuple[Code, ...]]) -> RuleContext:
        """What a rule about one record may look at besides it."""
        documents = self.documents
        policies = tuple(self.content(document, "policy", assemble.policy) for document in documents.policies)
        criteria = tuple(self.content(document, "criteria", assemble.criteria) for document in documents.criteria)
        rounds = self.content(documents.rounds, "rounds", assemble.rounds) if documents.rounds else ()
        settings = self.content(documents.settings, "settings", assemble.settings) if documents.settings else None
        return self.kept.value(
            "terms",
            str(self.today),
            (lists, *policies, *criteria, rounds, settings),
            lambda: RuleContext(
                today=self.today, lists=lists, policies=policies, criteria=criteria, rounds=rounds, settings=settings
            ),
        )

    def context(self) -> tuple[Context, RuleContext]:
        """Everything made into values, with the 2xx series and the rules about texts done on the way."""
        documents = self.documents
        shapes = self.shapes()
        terms = self.terms(shapes.lists)
        records: dict[str, Record] = {}
        by_id: dict[str, Document] = {}
        for document in track(documents.records, "Prövar posternas form", self.tell):
            record, problems = self.kept.value(
                "record",
                document.path,
                (document, shapes, self.own),
                partial(_made, document, shapes.schema, shapes.names, self.own, assemble.record),
            )
            records[record.id] = record
            by_id[record.id] = document
            self.problems.extend(problems)
        for document in documents.pages:
            self.problems.extend(
                self.kept.value("page", document.path, (document, self.own), partial(_texts, document, self.own))
            )
        content = [
            *documents.lists.values(),
            *documents.policies,
            *documents.criteria,
            documents.rounds,
            documents.settings,
        ]
        context = Context(
            today=terms.today,
            lists=terms.lists,
            policies=terms.policies,
            criteria=terms.criteria,
            rounds=terms.rounds,
            settings=terms.settings,
            records=records,
            documents=by_id,
            by_path={document.path: document for document in [*content, *documents.records] if document},
            continued=frozenset(
                document.data.get("ersatter", "") for document in documents.records if _continues(document)
            ),
            unread=frozenset(documents.unread),
        )
        return context, terms

    def run_rules(self, context: Context, terms: RuleContext) -> None:
        """The 3xx and 4xx series, and the advice."""
        for record in track(list(context.partnerships()), "Prövar posternas innehåll", self.tell):
            document = context.documents[record.id]
            continued = record.id in context.continued
            problems, advice = self.kept.value(
                "rules",
                record.id,
                (record, document, terms, continued),
                partial(_ruled, record, document, terms, continued),
            )
            self.problems.extend(problems)
            self.advice.extend(advice)
        self.problems.extend(run_register_rules(context))
        self.advice.extend(advice_on_policy(context))


def _made(
    document: Document,
    schema: Validator,
    names: Mapping[str, Mapping[str, str]],
    own: frozenset[str],
    make: _Maker[_Value],
) -> tuple[_Value, list[Problem]]:
    """The value of a document, and what its schema and the rules about texts say of it."""
    shape = check_shape(document, schema, names)
    return make(document, shape.unusable), [*shape.problems, *_texts(document, own)]


def _texts(document: Document, own: frozenset[str]) -> list[Problem]:
    return list(run_text_rules(document, own))


def _own_contacts(settings: Document | None) -> frozenset[str]:
    """The company's own addresses and phone numbers, which any text may have."""
    listed = settings.data.get("egna_kontakter") if settings and isinstance(settings.data, dict) else None
    return contacts(text for text in listed if isinstance(text, str)) if isinstance(listed, list) else frozenset()


def _ruled(
    record: Partnership, document: Document, terms: RuleContext, continued: bool
) -> tuple[list[Problem], list[Problem]]:
    """The problems of the 3xx series in one record, and the advice on it."""
    advice: list[Problem] = []
    with suppress(FieldAbsentError):  # an incomplete record has problems, and needs no advice yet
        advice.extend(advice_on_record(record, document, terms.today, continued=continued))
    return list(run_record_rules(record, document, terms)), advice


# What is wrong with a value as a whole, the gravest first: other problems at its place only follow from it
_CAUSES = (("R302", "R303", "R305", "R306", "R332"), ("R354",), ("R352",), ("R353",), ("R330", "R331"))


def _causes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what only follows from another problem at the same place: one slip gives one problem."""
    for _, group in groupby(sorted(problems, key=lambda problem: problem.order), key=lambda problem: problem.place):
        here = list(group)
        found = {one.code for one in here}
        causes = next((codes for codes in _CAUSES if found.intersection(codes)), found)
        yield from (one for one in here if one.code in causes)


def check_tree(
    tree: Tree, today: date, kept: CheckCache | None = None, tell: ProgressCallback | None = None
) -> TreeResult:
    """Read and check a tree. Raises SchemaError when its schemas cannot be used.

    With what the last examination has `kept`, only what has changed since is done again: the result is the same as
    without, and a record that has not changed is the same object. `tell` is told how far the work has come.
    """
    kept = kept or CheckCache()
    examination = _Examination(tree, today, kept, tell)
    context, terms = examination.context()
    examination.run_rules(context, terms)
    kept.finish()
    found = sorted({*_causes(examination.problems), *examination.advice}, key=lambda problem: problem.order)
    return TreeResult(
        problems=tuple(problem for problem in found if problem.severity is Severity.ERROR),
        advice=tuple(problem for problem in found if problem.severity is Severity.ADVICE),
        context=context,
        record_paths=tuple(examination.documents.record_paths),
        schemas=examination.schemas,
    )


def register_of(examined: TreeResult) -> Register:
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
