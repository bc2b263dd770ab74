"""What a site is made from: the register of a root on a day, or the problems that keep it from being read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.check import check
from register.model import Register
from register.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Source:
    """A root as it stands on `today`. `register` is there exactly when `problems` is empty."""

    root: Path
    today: date
    register: Register | None
    problems: tuple[Problem, ...]


def read(root: Path, today: date) -> Source:
    """Read and check everything under `root`; advice is not a problem."""
    result = check(root, today=today)
    problems = tuple(problem for problem in result.problems if problem.severity is Severity.ERROR)
    return Source(root, today, None if problems else result.register, problems)
