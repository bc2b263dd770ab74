"""Problems as GitHub annotations, which mark the lines of a pull request.

The form is that of GitHub's workflow commands; a value that comes from a file can never start a command of its own.
"""

from __future__ import annotations

from register.catalogue import rule_address
from register.check import Result
from register.problem import Problem, Severity
from register.reports import summary


def github(result: Result, *, advice: bool, site: str = "") -> str:
    """One line a problem, with the address of its rule where the `site` is known, then the summary."""
    lines = [_annotation(problem, "error", site) for problem in result.problems]
    lines += [_annotation(problem, "warning", site, "Fanns redan: ") for problem in result.inherited]
    if advice:
        lines += [_annotation(problem, "notice", site) for problem in result.advice]
    return "\n".join([*lines, summary(result)]) + "\n"


def _annotation(problem: Problem, level: str, site: str, prefix: str = "") -> str:
    place = problem.place
    values = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(problem.code)}"
    level = "notice" if problem.severity is Severity.ADVICE else level
    link = f" Läs mer: {rule_address(problem.code, site)}" if site else ""
    return f"::{level} {values}::{_data(f'{prefix}{problem.message} Gör så här: {problem.hint}{link}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
