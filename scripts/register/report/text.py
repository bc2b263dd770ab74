"""Problems for a person at a terminal: grouped by file, three parts each, and a summary line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from register.catalogue import rules
from register.check import Result
from register.problem import Problem, Severity

_BOLD, _RED, _YELLOW, _DIM, _END = "\033[1m", "\033[31m", "\033[33m", "\033[2m", "\033[0m"


def terminal(result: Result, *, advice: bool, colour: bool) -> str:
    """The whole report as text, ending with a newline. `advice` includes what never blocks."""
    return "\n".join(_lines(result, advice, colour)) + "\n"


def report(problems: Sequence[Problem]) -> str:
    """The problems alone, plain, grouped by file: what a build prints when it stops."""
    return "\n".join(_problems(tuple(problems), colour=False)).rstrip()


def _lines(result: Result, advice: bool, colour: bool) -> Iterator[str]:
    yield from _problems(result.problems, colour)
    if result.inherited:
        yield _paint("Fanns redan före ändringen:", _BOLD, colour)
        yield ""
        yield from _problems(result.inherited, colour)
    if advice and result.advice:
        yield _paint("Råd (stoppar ingenting):", _BOLD, colour)
        yield ""
        yield from _problems(result.advice, colour)
    yield summary(result)


def _problems(problems: tuple[Problem, ...], colour: bool) -> Iterator[str]:
    sentences = {rule.code: rule.sentence for rule in rules()}
    for path, group in groupby(problems, key=lambda problem: problem.place.path):
        yield _paint(path, _BOLD, colour)
        for problem in group:
            tone = _YELLOW if problem.severity is Severity.ADVICE else _RED
            where = f"{path}:{problem.place.line}:{problem.place.column}"
            yield f"  {_paint(where, _DIM, colour)}  {_paint(problem.code, tone, colour)} {sentences[problem.code]}"
            yield f"      {problem.message}"
            yield f"      Gör så här: {problem.hint}"
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


def _paint(text: str, tone: str, colour: bool) -> str:
    return f"{tone}{text}{_END}" if colour else text
