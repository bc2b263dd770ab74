"""One slip gives one problem: what only follows from another problem is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from register.loading import SETTINGS, Documents
from register.problem import Problem


def without_consequences(problems: list[Problem], documents: Documents) -> list[Problem]:
    """Leave out what only follows from a fault in a list, the criteria or a policy, and would be blamed on others."""
    at_fault = {(one.code, one.place.path) for one in problems if one.code[1] in "124"}
    data = documents.settings.data if documents.settings else None
    listed = isinstance(data, dict) and isinstance(data.get("egna_kontakter"), list)
    contacts_unknown = not listed and any(where == SETTINGS for _, where in at_fault)
    content = [PurePosixPath(where) for code, where in at_fault if code[1] == "2" and where.startswith("content/")]
    misshapen = {path.parent.name if path.parent.name == "kriterier" else path.stem for path in content}
    policy_misnamed = any(code == "R413" and where.startswith("content/policy/") for code, where in at_fault)

    def follows(one: Problem) -> bool:
        if contacts_unknown and one.place.path.startswith("content/"):
            return one.code in {"R305", "R306"} or (one.code == "R123" and "e-postadress" in one.message)
        if one.code == "R204":
            return any(f"i listan {name}." in one.message for name in misshapen)
        return (policy_misnamed and one.code == "R309") or ("kriterier" in misshapen and one.code in {"R310", "R311"})

    return [one for one in problems if not follows(one)]


# What is wrong with a value as a whole, the gravest first: other problems at its place only follow from it
_CAUSES = (
    ("R302", "R303", "R305", "R306", "R332"),
    *((code,) for code in ("R114", "R354", "R352", "R353")),
    ("R330", "R331"),
    ("R301",),
    ("R334",),
    ("R406",),
)


def causes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what only follows from another problem at the same place: one slip gives one problem."""
    calendar = [problem for problem in problems if problem.code.startswith("R6")]
    yield from calendar
    others = sorted(set(problems) - set(calendar), key=lambda problem: problem.order)
    for _, group in groupby(others, key=lambda problem: problem.place):
        here = list(group)
        found = {one.code for one in here}
        causes = next((codes for codes in _CAUSES if found.intersection(codes)), found)
        yield from (one for one in here if one.code in causes)
