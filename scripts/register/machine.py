"""Problems for programs: the project's own JSON, and SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from register.catalogue import Rule, rule_address, rules
from register.check import Result
from register.problem import Problem, Severity


def as_json(result: Result, *, advice: bool) -> str:
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


def sarif(result: Result, *, advice: bool, site: str = "") -> str:
    """A SARIF 2.1.0 log with one run; each rule has its address where the `site` is known."""
    told = [(problem, "error", "new") for problem in result.problems]
    told += [(problem, "warning", "unchanged") for problem in result.inherited]
    if advice:
        told += [(problem, "note", "new") for problem in result.advice]
    run = {
        "tool": {"driver": {"name": "validate.py", "rules": [_rule(rule, site) for rule in rules()]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, level, state) for problem, level, state in told],
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
