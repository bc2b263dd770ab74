"""The check: a tree by itself, and what a change does to what was published before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from register.check_cache import CheckCache
from register.examine import TreeResult, check_tree, register_of
from register.file_tree import DiskTree, GitTree, merge_base
from register.model import Register
from register.personal_data import mask
from register.problem import Problem, Rule, rules
from register.rules.protected_changes import check_change

if TYPE_CHECKING:
    from register.progress import ProgressCallback


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a check found.

    `problems` block; with a base they are only those that the change brings, and `inherited` are the others.
    `advice` never blocks. `checked` is the number of files asked for: all records when no path was given.
    `register` is None when there are problems of any kind.
    """

    problems: tuple[Problem, ...]
    inherited: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()
    checked: int = 0
    register: Register | None = None
    base: TreeResult | None = None
    head: TreeResult | None = None


def check(
    root: Path,
    today: date,
    *,
    base: str | None = None,
    paths: frozenset[str] = frozenset(),
    kept: CheckCache | None = None,
    tell: ProgressCallback | None = None,
) -> Result:
    """Check everything under `root`, with `base` (a branch or commit) also the change since it was left.

    `paths`, relative to the root, limits what is told to those files. What the last check of the root has `kept`
    is not done again, and `tell` is told how far the work has come; see `examine`. Raises SchemaError when the schemas
    cannot be used and GitError when the base cannot be read.
    """
    kept = kept or CheckCache()
    head = check_tree(DiskTree(root), today, kept, tell)
    problems, inherited = list(head.problems), list[Problem]()
    before = None
    if base is not None:
        before = check_tree(GitTree(root, merge_base(root, base)), today, kept.fork(), tell)
        problems, inherited = _told_apart(head.problems, before.problems)
        problems += check_change(before.context, head.context)
    clean = not problems and not inherited
    return Result(
        problems=_told(problems, paths),
        inherited=_told(inherited, paths),
        advice=_told(head.advice, paths),
        checked=len(paths) if paths else len(head.record_paths),
        register=register_of(head) if clean else None,
        base=before,
        head=head,
    )


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the check, in the order of the codes. They are declared where they are implemented."""
    return rules()


def _told_apart(now: tuple[Problem, ...], before: tuple[Problem, ...]) -> tuple[list[Problem], list[Problem]]:
    """The problems that are new, and those that were there already. A problem is known by all but its line."""
    known = Counter(_likeness(problem) for problem in before)
    new, old = [], []
    for problem in now:
        key = _likeness(problem)
        if known[key]:
            known[key] -= 1
            old.append(problem)
        else:
            new.append(problem)
    return new, old


def _likeness(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.path, problem.message


def _told(problems: tuple[Problem, ...] | list[Problem], paths: frozenset[str]) -> tuple[Problem, ...]:
    """The problems of the files asked for, masked and in order."""
    wanted = (problem for problem in problems if not paths or _is_asked_for(problem.place.path, paths))
    return tuple(sorted({_masked(problem) for problem in wanted}, key=lambda problem: problem.order))


def _is_asked_for(path: str, paths: frozenset[str]) -> bool:
    """Whether a file is one of `paths` or lies in a folder that is."""
    return "." in paths or path in paths or any(parent.as_posix() in paths for parent in PurePosixPath(path).parents)


def _masked(problem: Problem) -> Problem:
    path, message, hint = mask(problem.place.path), mask(problem.message), mask(problem.hint)
    if (path, message, hint) == (problem.place.path, problem.message, problem.hint):
        return problem
    return replace(problem, place=replace(problem.place, path=path), message=message, hint=hint)
