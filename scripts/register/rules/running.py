"""Run the rules that are listed in `register.rules`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from register.document import Document
from register.model import FieldAbsentError, Partnership
from register.personal_data import without
from register.problem import Place, Problem, Severity
from register.rules import RECORD_RULES, REGISTER_RULES, TEXT_RULES
from register.rules.ordinary import is_plain_prose
from register.rules.registry import Context, Reporter, RuleContext, TextScope

MOST_TOLD = 100
_BLOCKING = tuple(one for one in RECORD_RULES if one.rule.severity is Severity.ERROR)


def run_record_rules(
    partnership: Partnership, document: Document, terms: RuleContext, *, with_advice: bool = True
) -> Iterator[Problem]:
    """Run every rule about one partnership; a rule whose fields are missing has nothing to say."""
    for one in RECORD_RULES if with_advice else _BLOCKING:
        try:
            yield from one.run(partnership, Reporter(one.rule, document), terms)
        except FieldAbsentError:
            continue


def run_text_rules(document: Document, own: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Run every rule about a text on each text of a document, and on its comments, its name and what follows.

    `own` has the company's own contacts, which any text may have. A hostile file can have thousands of faults; more
    than `MOST_TOLD` of them say nothing new.
    """
    yield from islice(_run_text_rules(document, own), MOST_TOLD)


def _run_text_rules(document: Document, own: frozenset[str]) -> Iterator[Problem]:
    texts = document.strings
    ordinary = is_plain_prose("\n".join(text for _, text in texts if len(text) > _RECURS))
    for pointer, text in texts:
        if not ordinary if len(text) > _RECURS else _breaks_a_rule(text):
            if is_plain_prose(text):
                continue
            others = without(text, own)
            for one in TEXT_RULES:
                for message, hint in one.run(others, pointer):
                    yield one.rule.problem(document.place(pointer), message, hint)
    yield from _check_other_texts(document, own)


_RECURS = 60  # codes, dates, names and web addresses are shorter, and the same ones recur in record after record


@lru_cache(maxsize=4096)
def _breaks_a_rule(text: str) -> bool:
    """Return whether a text breaks a rule about texts, in some field."""
    return not is_plain_prose(text) and any(True for one in TEXT_RULES for _ in one.run(text, ("",)))


def _check_other_texts(document: Document, own: frozenset[str]) -> Iterator[Problem]:
    """Run the rules that reach further than values."""
    stem = document.path.rpartition("/")[2].rpartition(".")[0]
    if not document.text and not document.comments and not _breaks_a_rule(stem):
        return  # nearly every record
    lines = enumerate(document.text.splitlines(), start=document.text_line)
    found = [(Place(document.path), stem)]
    found += [(Place(document.path, line, column), text) for line, column, text in document.comments]
    words = [(place, without(text, own)) for place, text in found if not is_plain_prose(text)]
    pages = [(Place(document.path, line), without(text, own)) for line, text in lines if not is_plain_prose(text)]
    for one in TEXT_RULES:
        reached = [*words, *pages] if one.reach >= TextScope.PAGES else words if one.reach >= TextScope.WORDS else ()
        for place, text in reached:
            for message, hint in one.run(text, ()):
                yield one.rule.problem(place, message, hint)


def run_register_rules(context: Context) -> Iterator[Problem]:
    """Run every rule about the register as a whole."""
    for one in REGISTER_RULES:
        yield from one.run(one.rule, context)
