"""Problems for a person at a terminal: grouped by file, three parts each, and a summary line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from register.catalogue import rule_address, rules
from register.check import Result
from register.problem import Problem, Severity

_BOLD, _RED, _YELLOW, _DIM, _END = "\033[1m", "\033[31m", "\033[33m", "\033[2m", "\033[0m"


@dataclass(frozen=True, slots=True)
class _Style:
    """How a problem is written: with colour or without, and with a link to its rule where the site is known."""

    colour: bool = False
    site: str = ""

    def paint(self, text: str, tone: str) -> str:
        return f"{tone}{text}{_END}" if self.colour else text


def terminal(result: Result, *, advice: bool, colour: bool, site: str = "") -> str:
    """The whole report as text, ending with a newline.

    `advice` includes what never blocks. With `site`, the address of the site, each problem leads to its rule.
    """
    return "\n".join(_lines(result, advice, _Style(colour, site))) + "\n"


def report(problems: Sequence[Problem]) -> str:
    """The problems alone, plain, grouped by file: what a build prints when it stops."""
    return "\n".join(_problems(tuple(problems), _Style())).rstrip()


def _lines(result: Result, advice: bool, style: _Style) -> Iterator[str]:
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


def summary(result: Result) -> str:
    """One sentence: how much was checked and what was found."""
    posts = "1 fil" if result.checked == 1 else f"{result.checked} filer"
    if not result.problems and not result.inherited:
        return f"Inga fel. {posts} kontrollerade."
    files = len({problem.place.path for problem in result.problems})
    found = _count(len(result.problems), "fel") + (f" i {_files(files)}" if files else "")
    if not result.inherited:
        return f"{found}. {posts} kontrollerade."
    new = f"Ändringen ger {found}." if result.problems else "Ändringen ger inga nya fel."
    return f"{new} {_count(len(result.inherited), 'fel')} fanns redan. {posts} kontrollerade."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}"


def _files(number: int) -> str:
    return "1 fil" if number == 1 else f"{number} filer"
