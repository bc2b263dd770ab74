"""Reports of the check: text for a terminal, annotations for GitHub, JSON, SARIF 2.1.0; and escaping for Markdown."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from register.characters import printable
from register.check import CheckResult, safe_problem
from register.problem import Problem, Rule, Severity, rule_address, rules

_BOLD, _RED, _YELLOW, _DIM, _END = "\033[1m", "\033[31m", "\033[33m", "\033[2m", "\033[0m"


@dataclass(frozen=True, slots=True)
class _Style:
    """How a problem is written: with colour or without, and with a link to its rule where the site is known."""

    colour: bool = False
    site: str = ""

    def paint(self, text: str, tone: str) -> str:
        return f"{tone}{text}{_END}" if self.colour else text


def terminal(result: CheckResult, *, advice: bool, colour: bool, site: str = "") -> str:
    """The whole report as text, ending with a newline.

    `advice` includes what never blocks. With `site`, the address of the site, each problem leads to its rule.
    """
    return "\n".join(_lines(result, advice, _Style(colour, site))) + "\n"


def report(problems: Sequence[Problem]) -> str:
    """The problems alone, plain, grouped by file: what a build prints when it stops."""
    return "\n".join(_problems(tuple(problems), _Style())).rstrip()


def _lines(result: CheckResult, advice: bool, style: _Style) -> Iterator[str]:
    yield from _problems(result.problems, style)
    if result.inherited:
        yield style.paint("Fanns redan före ändringen:", _BOLD)
        yield ""
        yield from _problems(result.inherited, style)
    if advice and result.advice:
        yield style.paint("Råd (stoppar ingenting):", _BOLD)
        yield ""
        yield from _problems(result.advice, style)
    yield summary(result)


def _problems(problems: tuple[Problem, ...], style: _Style) -> Iterator[str]:
    sentences = {rule.code: rule.sentence for rule in rules()}
    problems = tuple(map(safe_problem, problems))
    for path, group in groupby(problems, key=lambda problem: problem.place.path):
        yield style.paint(path, _BOLD)
        for problem in group:
            tone = _YELLOW if problem.severity is Severity.ADVICE else _RED
            where = f"{path}:{problem.place.line}:{problem.place.column}"
            yield f"  {style.paint(where, _DIM)}  {style.paint(problem.code, tone)} {sentences[problem.code]}"
            yield f"      {problem.message}"
            yield f"      Gör så här: {problem.hint}"
            if style.site:
                yield f"      Läs mer: {rule_address(problem.code, style.site)}"
        yield ""


def list_rules() -> str:
    """Every rule: its code, whether it only gives advice, and its sentence."""
    kinds = {Severity.ERROR: "fel", Severity.ADVICE: "råd"}
    return "".join(f"{rule.code}  {kinds[rule.severity]}  {rule.sentence}\n" for rule in rules())


def summary(result: CheckResult) -> str:
    """One sentence: how much was checked and what was found."""
    posts = "1 fil" if result.checked == 1 else f"{result.checked} filer"
    if not result.problems and not result.inherited:
        return f"Inga fel. {posts} kontrollerade."
    files = len({problem.place.path for problem in result.problems})
    found = f"{_count(len(result.problems), 'fel')} i {_files(files)}"
    if not result.inherited:
        return f"{found}. {posts} kontrollerade."
    new = f"Ändringen ger {found}." if result.problems else "Ändringen ger inga nya fel."
    return f"{new} {_count(len(result.inherited), 'fel')} fanns redan. {posts} kontrollerade."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}"


def _files(number: int) -> str:
    return "1 fil" if number == 1 else f"{number} filer"


def github(result: CheckResult, *, advice: bool, site: str = "") -> str:
    """One line a problem, with the address of its rule where the `site` is known, then the summary."""
    lines = [_annotation(problem, "error", site) for problem in result.problems]
    lines += [_annotation(problem, "warning", site, "Fanns redan: ") for problem in result.inherited]
    if advice:
        lines += [_annotation(problem, "notice", site) for problem in result.advice]
    return "\n".join([*lines, summary(result)]) + "\n"


def _annotation(problem: Problem, level: str, site: str, prefix: str = "") -> str:
    place = problem.place
    values = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(problem.code)}"
    link = f" Läs mer: {rule_address(problem.code, site)}" if site else ""
    return f"::{level} {values}::{_data(f'{prefix}{problem.message} Gör så här: {problem.hint}{link}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(result: CheckResult, *, advice: bool) -> str:
    """`{"problems": [...], "checked": N}`; a problem that was there before the change has `"inherited": true`."""
    problems = [_problem(problem) for problem in result.problems]
    problems += [{**_problem(problem), "severity": "advice", "inherited": True} for problem in result.inherited]
    if advice:
        problems += [_problem(problem) for problem in result.advice]
    return json.dumps({"problems": problems, "checked": result.checked}, ensure_ascii=False, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def code_quality(result: CheckResult, *, advice: bool) -> str:
    """GitLab's report of code quality, from which a merge request shows each problem at its line."""
    reported = [(problem, "major") for problem in result.problems]
    reported += [(problem, "minor") for problem in result.inherited]
    if advice:
        reported += [(problem, "info") for problem in result.advice]
    issues = [
        {
            "description": f"{problem.message} Gör så här: {problem.hint}",
            "check_name": problem.code,
            "fingerprint": hashlib.sha256(repr(problem.order).encode()).hexdigest(),
            "severity": severity,
            "location": {"path": problem.place.path, "lines": {"begin": problem.place.line}},
        }
        for problem, severity in reported
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def sarif(result: CheckResult, *, advice: bool, site: str = "") -> str:
    """A SARIF 2.1.0 log with one run; each rule has its address where the `site` is known."""
    reported = [(problem, "error", "new") for problem in result.problems]
    reported += [(problem, "warning", "unchanged") for problem in result.inherited]
    if advice:
        reported += [(problem, "note", "new") for problem in result.advice]
    run = {
        "tool": {"driver": {"name": "validate.py", "rules": [_rule(rule, site) for rule in rules()]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, level, state) for problem, level, state in reported],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, site: str) -> dict[str, Any]:
    level = "note" if rule.severity is Severity.ADVICE else "error"
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": level},
        **({"helpUri": rule_address(rule.code, site)} if site else {}),
    }


def _result(problem: Problem, level: str, state: str) -> dict[str, Any]:
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    location = {"artifactLocation": {"uri": _uri(problem.place.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "level": level,
        "message": {"text": f"{problem.message} Gör så här: {problem.hint}"},
        "locations": [{"physicalLocation": location}],
        "baselineState": state,
    }


def _uri(path: str) -> str:
    return quote(path)


_GAP = "\u200b"
_SPACES = re.compile(r"[^\S\u00a0]+")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$]")
_REFERENCE = re.compile(r"@|#(?=\w)|:(?=//)|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE)
_OPENING = re.compile(r"(\d*)([-+=#:.)])")


def escape_markdown(text: str) -> str:
    """The text on one line, shown as it is written. It may be at the start of a line or inside one."""
    line = plain_line(text)
    opening = _OPENING.match(line)
    safe = _MARKUP.sub(r"\\\g<0>", line)
    if opening:
        safe = f"{opening[1]}\\{safe[len(opening[1]) :]}"
    return _REFERENCE.sub(rf"\g<0>{_GAP}", safe)


def code_span(text: str) -> str:
    """The text in code letters: nothing in it is Markdown, whatever it holds."""
    line = plain_line(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    edge = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{edge}{line}{edge}{fence}"


def plain_line(text: str) -> str:
    """The text on one line, with what cannot be seen shown as U+FFFD."""
    return printable(_SPACES.sub(" ", text).strip(" "))
