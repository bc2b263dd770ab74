"""The check: load a tree of files, check it against the schemas and the rules, and judge what a change does to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from register import from_document
from register.causes import causes, without_consequences
from register.characters import printable
from register.company import COMPANY
from register.content_files import check_content_files
from register.document import Document, Pointer
from register.file_tree import OverlayTree, Tree
from register.loading import CheckCache, Documents, read_documents
from register.model import Code, FieldAbsentError, Moved, Partnership, Register, Round, Withdrawn
from register.owners import check_owners
from register.page_text import check_page_text
from register.personal_data import MASK, contacts, mask, mask_numbers, mask_organisation_number
from register.problem import Problem, Rule, Severity, rules
from register.progress import track
from register.rules.calendar import advice_on_amounts, advice_on_policy, advice_on_record, advice_on_translations
from register.rules.protected_changes import check_record_changes
from register.rules.protected_content import check_content_changes
from register.rules.registry import Context, Record, RuleContext
from register.rules.running import run_record_rules, run_register_rules, run_text_rules
from register.rules.texts import check_lines
from register.schema import NAMES, Schema, Validator, fields, load_schemas, schema_path, with_codes
from register.schema_problems import check_shape
from register.word_choice import advice_on_words

if TYPE_CHECKING:
    from register.progress import ProgressCallback


_Value = TypeVar("_Value")
_Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The findings of a check, and all that could be read.

    `problems` block; with a base they are only those that the change brings, and `inherited` are the others.
    `advice` never blocks; with a base it is only what the change brings. All are sorted by place, and personal data
    in them is masked. `checked` is the number of files asked for: all records when no path was given. `register` is
    None when there are problems of any kind. `base` is the result for the base, where there is one.
    """

    problems: tuple[Problem, ...]
    inherited: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    checked: int
    register: Register | None
    context: Context
    record_paths: tuple[str, ...]
    schemas: Mapping[str, Schema]
    base: CheckResult | None = None


def check(
    tree: Tree,
    today: date,
    base: Tree | None = None,
    *,
    changed: Collection[str] = (),
    paths: frozenset[str] = frozenset(),
    advised: Collection[str] | None = None,
    cache: CheckCache | None = None,
    progress: ProgressCallback | None = None,
) -> CheckResult:
    """Check a tree, and with `base`, the tree that it was before, also the change since then.

    `changed` has the paths of all files that the change touches, also those that are in neither tree.
    `paths` limits the findings to these files and folders, and `advised` the advice to these files. With a `cache`
    only the files that have changed since it was last used are read and checked again; the result is the same.
    Raises SchemaError when a schema cannot be used.
    """
    cache = cache or CheckCache()
    # The base comes first: what is the same in the tree is then neither read nor checked again
    before = check(_with_new_schemas(base, tree), today, cache=cache, progress=progress) if base is not None else None

    # 1. Load
    schemas = load_schemas(tree)
    documents = read_documents(tree, cache, progress)
    problems = list(documents.problems)
    problems += check_content_files(tree, _own_contacts(documents), cache)
    problems += check_owners(tree)

    # 2. Schemas, and the rules about any text
    context, found = check_documents(documents, schemas, today, cache, progress)
    problems += found

    # 3. Rules about one record
    problems += check_records(context, cache, progress, advised)

    # 4. Rules about the register
    problems += [*run_register_rules(context), *advice_on_policy(context), *advice_on_amounts(context)]
    problems += advice_on_translations(documents.pages)
    for document in documents.criteria:
        problems += cache.get("words", document.path, (document,), partial(_advice_on_words, document))
    problems = _hide_numbers(causes(without_consequences(problems, documents)), context)

    # 5. The change
    inherited: list[Problem] = []
    if before is not None:
        problems, known = new_problems(problems, [*before.problems, *before.advice])
        inherited = [problem for problem in known if problem.severity is Severity.ERROR]
        found = [
            *check_record_changes(before.context, context),
            *check_content_changes(before.context, context, changed),
        ]
        problems += _hide_numbers(found, before.context, context)

    # 6. Sort
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    advice = [
        problem
        for problem in problems
        if problem.severity is Severity.ADVICE and (advised is None or problem.place.path in advised)
    ]
    return CheckResult(
        problems=_sorted(errors, paths),
        inherited=_sorted(inherited, paths),
        advice=_sorted(advice, paths),
        checked=len(paths) if paths else len(documents.record_paths),
        register=None if errors or inherited else _register(context, documents, schemas["record"]),
        context=context,
        record_paths=tuple(documents.record_paths),
        schemas=schemas,
        base=before,
    )


def _with_new_schemas(base: Tree, tree: Tree) -> Tree:
    """A base with the schemas that it does not have yet taken from the tree that has come of it."""
    added = [path for path in map(schema_path, NAMES) if base.entry(path) is None]
    return OverlayTree(base, {path: tree.read(entry) for path in added if (entry := tree.entry(path))})


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the check, in the order of the codes."""
    return rules()


def check_documents(
    documents: Documents,
    schemas: Mapping[str, Schema],
    today: date,
    cache: CheckCache,
    progress: ProgressCallback | None = None,
) -> tuple[Context, list[Problem]]:
    """Check every document against its schema and the rules about texts, and make it into values."""
    problems: list[Problem] = []
    own = _own_contacts(documents)

    def made(
        document: Document,
        validator: Validator,
        make: Callable[[Document, set[Pointer]], _Value],
        names: _Names | None = None,
    ) -> _Value:
        def run() -> tuple[_Value, list[Problem]]:
            shape = check_shape(document, validator, names or {})
            return make(document, shape.unusable), [
                *shape.problems,
                *run_text_rules(document, own),
                *check_lines(document),
            ]

        value, found = cache.get("schema", document.path, (document, validator, own), run)
        problems.extend(found)
        return value

    def validator_of(name: str) -> Validator:
        return cache.get("validator", name, (schemas[name],), lambda: Validator(schemas[name]))

    lists = {name: made(doc, validator_of("list"), from_document.code_list) for name, doc in documents.lists.items()}
    policies = tuple(made(doc, validator_of("policy"), from_document.policy) for doc in documents.policies)
    criteria = tuple(made(doc, validator_of("criteria"), from_document.criteria) for doc in documents.criteria)
    rounds = made(documents.rounds, validator_of("rounds"), from_document.rounds) if documents.rounds else ()
    settings = (
        made(documents.settings, validator_of("settings"), from_document.settings) if documents.settings else None
    )
    groups = documents.synonyms
    synonyms = made(groups, validator_of("synonyms"), from_document.synonyms) if groups else ()
    if documents.company:
        made(documents.company, validator_of("company"), lambda document, unusable: None)

    names = {name: dict(_names(codes)) for name, codes in lists.items()}
    names["falt"] = {name: field.title for name, field in fields(schemas["record"]).items()}
    if documents.rounds:
        names["ansokningsomgangar"] = dict(_names(rounds))
    with_known_codes = cache.get(
        "codes",
        "",
        (schemas["record"], names),
        lambda: Validator(with_codes(schemas["record"], {name: list(codes) for name, codes in names.items()})),
    )
    records: dict[str, Record] = {}
    by_id: dict[str, Document] = {}
    for document in track(documents.records, "Prövar posternas form", progress):
        record = made(document, with_known_codes, from_document.record, names)
        records[record.id] = record
        by_id[record.id] = document
    for document in documents.pages:
        if document.data is not None:
            made(document, validator_of("page"), lambda document, unusable: None)
        problems += cache.get("page", document.path, (document, own), partial(_page_problems, document, own))
    content = [*documents.lists.values(), *documents.policies, *documents.criteria]
    singles = [document for document in (documents.rounds, documents.settings, groups, documents.company) if document]
    context = Context(
        today=today,
        lists=lists,
        policies=policies,
        criteria=criteria,
        rounds=rounds,
        settings=settings,
        synonyms=synonyms,
        pictures=documents.pictures,
        records=records,
        documents=by_id,
        by_path={document.path: document for document in [*content, *singles, *documents.records]},
        continued=frozenset(_continued(documents.records)),
        unread=frozenset(documents.unread),
    )
    return context, problems


def check_records(
    context: Context,
    cache: CheckCache,
    progress: ProgressCallback | None = None,
    advised: Collection[str] | None = None,
) -> Iterator[Problem]:
    """Run the rules about one record on every record that is no tombstone; `advised` as for `check`."""
    terms = context.rule_context()
    basis = (terms.today, *terms.lists.values(), *terms.policies, *terms.criteria, terms.rounds, terms.settings)
    for record in track(list(context.partnerships()), "Prövar posternas innehåll", progress):
        document, continued = context.documents[record.id], record.id in context.continued
        with_advice = advised is None or document.path in advised
        yield from cache.get(
            "rules",
            record.id,
            (record, document, continued, with_advice, *basis),
            partial(_record_problems, record, document, terms, continued=continued, with_advice=with_advice),
        )


def _record_problems(
    record: Partnership, document: Document, terms: RuleContext, *, continued: bool, with_advice: bool
) -> list[Problem]:
    problems = list(run_record_rules(record, document, terms, with_advice=with_advice))
    if with_advice:
        with suppress(FieldAbsentError):  # an incomplete record has problems, and needs no advice yet
            problems += advice_on_record(record, document, terms, continued=continued)
    return problems


def _page_problems(document: Document, own: frozenset[str]) -> list[Problem]:
    without_head = run_text_rules(document, own) if document.data is None else ()
    return [*without_head, *check_page_text(document, own), *advice_on_words(document)]


def _hide_numbers(problems: Iterable[Problem], *contexts: Context) -> list[Problem]:
    """Return the problems without the organisation numbers in the records that can be a person's."""
    data = (document.data for context in contexts for document in context.documents.values())
    recipients = (one.get("mottagare") for one in data if isinstance(one, dict))
    written = {str(one.get("organisationsnummer")) for one in recipients if isinstance(one, dict)}
    secret = [number for number in written if mask_organisation_number(number) == MASK]
    return [
        replace(one, message=mask_numbers(one.message, secret), hint=mask_numbers(one.hint, secret)) if secret else one
        for one in problems
    ]


def _advice_on_words(document: Document) -> list[Problem]:
    return list(advice_on_words(document))


def new_problems(now: Iterable[Problem], before: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Split the problems into those that are new, and those that were there before; the line may have changed."""
    known = Counter(_likeness(problem) for problem in before)
    new: list[Problem] = []
    old: list[Problem] = []
    for problem in now:
        key = _likeness(problem)
        known[key] -= 1
        (old if known[key] >= 0 else new).append(problem)
    return new, old


def _likeness(problem: Problem) -> tuple[str, str, str]:
    safe = safe_problem(problem)
    return safe.code, safe.place.path, safe.message


def _sorted(problems: Iterable[Problem], paths: frozenset[str]) -> tuple[Problem, ...]:
    """Sort the problems of the files asked for, safe to show."""
    wanted = (problem for problem in problems if not paths or _is_asked_for(problem.place.path, paths))
    return tuple(sorted({safe_problem(problem) for problem in wanted}, key=lambda problem: problem.order))


def _is_asked_for(path: str, paths: frozenset[str]) -> bool:
    """Return whether a file is one of `paths` or lies in a folder that is."""
    return "." in paths or path in paths or any(parent.as_posix() in paths for parent in PurePosixPath(path).parents)


def safe_text(text: str) -> str:
    """Return a text of one line with personal data masked, and no character that controls a terminal or log."""
    return printable(mask(text))


def safe_problem(problem: Problem) -> Problem:
    """Return a problem that can be shown anywhere: personal data masked, and nothing that controls a terminal."""
    path, message, hint = map(safe_text, (problem.place.path, problem.message, problem.hint))
    if (path, message, hint) == (problem.place.path, problem.message, problem.hint):
        return problem
    return replace(problem, place=replace(problem.place, path=path), message=message, hint=hint)


def _register(context: Context, documents: Documents, schema: Schema) -> Register | None:
    """Make the register of a tree without problems."""
    if context.settings is None:
        return None
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
        synonyms=context.synonyms,
        fields=fields(schema),
        languages=tuple(from_document.languages(documents.pages, documents.lists)),
    )


def _own_contacts(documents: Documents) -> frozenset[str]:
    """The company's own addresses and phone numbers, which any text may have; and what looks so in a commit's hash.

    A root without a company's file of its own is about the company of this repository.
    """
    settings, company = (
        one.data if one and isinstance(one.data, dict) else {} for one in (documents.settings, documents.company)
    )
    if documents.company is None:
        company = asdict(COMPANY)
    listed = [settings.get(name) for name in ("egna_kontakter", "dolda_andringar")]
    others, hidden = ([str(text) for text in found] if isinstance(found, list) else [] for found in listed)
    own = [str(company.get(name)) for name in ("organisationsnummer", "epost", "telefon")]
    return contacts([*own, *others, *(text for text in hidden if re.fullmatch("[0-9a-f]{40}", text))])


def _names(codes: Iterable[Code | Round]) -> Iterator[tuple[str, str]]:
    """The name of each code that could be read."""
    for code in codes:
        with suppress(FieldAbsentError):
            yield code.code, code.name


def _continued(documents: Iterable[Document]) -> Iterator[Any]:
    """The ids that a record continues."""
    for document in documents:
        written = document.data.get("ersatter") if isinstance(document.data, dict) else None
        if isinstance(written, str):
            yield written
