"""What there is to follow up on a day: what main fails on, and what the calendar advises, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from register import swedish
from register.check import CheckResult
from register.model import Partnership
from register.personal_data import mask
from register.problem import Problem, rules
from register.reports import code_span, escape_markdown
from register.rules.registry import has_fields

# The headings, in the order of what is most urgent; other advice follows, headed by its rule
HEADINGS = {
    "R601": "Slutrapporter som inte är inskrivna, fast datumet har passerat",
    "R606": "Planeringar och delrapporter som inte är inskrivna, fast datumet har passerat",
    "R604": "Redovisningar som snart ska lämnas",
    "R607": "Avtal som har slutat och väntar på slutrapport",
    "R603": "Slutrapporter som har kommit in utan registrerat resultat",
    "R608": "Avbrutna samarbeten utan införd ekonomi",
    "R609": "Resultat som saknar antal eller bara har en mening",
    "R610": "Motiveringar som bara hänvisar till en annan text",
    "R611": "Ovanligt stora belopp",
    "R605": "Avslutade samarbeten som kan fortsätta",
    "R602": "Policyn",
    "R612": "Översatta sidor vars svenska text har ändrats",
    "R613": "Ord som är andra än på resten av webbplatsen",
}

_DATE = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def follow_up(result: CheckResult, today: date, *, tracker: bool = False) -> str:
    """All there is to follow up, by kind, what has waited longest first. A section without anything is left out.

    For a `tracker` that others read too, no recipient is named, unless the settings of the register allow it.
    """
    settings = result.context.settings
    if tracker and not (settings and settings.recipients_in_tracker):
        return _without_recipients(result, _follow_up(result, today))
    return _follow_up(result, today)


def _follow_up(result: CheckResult, today: date) -> str:
    blocks = [f"# Att följa upp den {swedish.day(today)}", _summary(result)]
    if result.problems:
        blocks += ["## Fel som ska rättas först", _faults(result.problems)]
    names = _names(result)
    sentences = {rule.code: rule.sentence for rule in rules()}
    found = {problem.code for problem in result.advice}
    for advised in [*HEADINGS, *sorted(found - HEADINGS.keys())]:
        some = [problem for problem in result.advice if problem.code == advised]
        if some:
            blocks.append(f"## {HEADINGS.get(advised, sentences[advised])} ({len(some)})")
            blocks.extend(_section(some, names))
    return "\n\n".join(blocks) + "\n"


def _without_recipients(result: CheckResult, text: str) -> str:
    """Leave the names of recipients out of a text, wherever they are."""
    records = result.context.records.values()
    names = {
        record.recipient.name
        for record in records
        if isinstance(record, Partnership) and has_fields(record, "recipient.name")
    }
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(f" ({escape_markdown(mask(name))})**:", "**:")
        text = text.replace(escape_markdown(name), "mottagaren")
    return text


def _summary(result: CheckResult) -> str:
    advice = len(result.advice)
    said = f"{swedish.count(advice, 'sak', 'saker')} att följa upp." if advice else "Det finns inget att följa upp."
    faults = len(result.problems)
    return f"Registret har {swedish.count(faults, 'fel', 'fel')}. {said}" if faults else said


def _faults(problems: Sequence[Problem]) -> str:
    return "\n".join(
        f"- {_where(one)}: {one.code} {escape_markdown(one.message)} Gör så här: {escape_markdown(one.hint)}"
        for one in problems
    )


def _section(problems: Sequence[Problem], names: Mapping[str, str]) -> Iterator[str]:
    """What to do, once for all that need the same, and the list of those."""
    by_hint: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=_since):
        by_hint.setdefault(problem.hint, []).append(problem)
    for hint, some in by_hint.items():
        yield escape_markdown(hint)
        yield "\n".join(_line(problem, names) for problem in some)


def _line(problem: Problem, names: Mapping[str, str]) -> str:
    name = names.get(problem.place.path)
    said = escape_markdown(_DATE.sub(_in_words, problem.message))
    return f"- {f'**{escape_markdown(name)}**: ' if name else ''}{said}\n  {_where(problem)}"


def _where(problem: Problem) -> str:
    return f"{code_span(problem.place.path)}, rad {problem.place.line}"


def _since(problem: Problem) -> tuple[str, str]:
    """By the day that the message names first."""
    named = _DATE.search(problem.message)
    return (named[0] if named else "", problem.place.path)


def _in_words(match: re.Match[str]) -> str:
    try:
        return swedish.day(date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def _names(result: CheckResult) -> dict[str, str]:
    """What the record in each file is called, and who it is with."""
    records = result.context.records.values()
    return {
        record.path: mask(f"{record.title} ({record.recipient.name})")
        for record in records
        if isinstance(record, Partnership) and has_fields(record, "title", "recipient.name")
    }
