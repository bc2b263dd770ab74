"""The register of a root on a day, or the problems that keep it from being read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.check import CheckResult, check, new_problems
from register.file_tree import DiskTree, OverlayTree, base_tree
from register.loading import CheckCache
from register.model import Register
from register.problem import Problem
from register.progress import ProgressCallback


@dataclass(frozen=True, slots=True)
class CheckedRoot:
    """A root as the check found it on `today`."""

    root: Path
    today: date
    result: CheckResult

    @property
    def register(self) -> Register | None:
        """The register, which is there exactly when there are no problems."""
        return self.result.register

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has to be mended before a site can be made; advice is not among it."""
        return self.result.problems


def read(
    root: Path, today: date, update: ProgressCallback | None = None, kept: CheckCache | None = None
) -> CheckedRoot:
    """Read and check everything under `root`; `update` gets the progress.

    What the last reading of the root has `kept` is not done again: what has not changed is the same object.

    Raises SchemaError when the schemas cannot be used.
    """
    return CheckedRoot(root, today, check(DiskTree(root), today, cache=kept, progress=update))


def without_inherited(checked: CheckedRoot, base: str) -> tuple[CheckedRoot | None, frozenset[str]]:
    """Leave out the records whose problems were there before the change that left `base`, to show the rest.

    Returns what is left, and the paths of the records that are left out. None is left when the change itself has
    problems, or when an inherited one is not in a record. Raises GitError.
    """
    before = check(base_tree(checked.root, base), checked.today)
    left, skipped = checked, frozenset[str]()
    while left.problems:
        new, inherited = new_problems(left.problems, before.problems)
        broken = {problem.place.path for problem in inherited} - skipped
        if (new and not skipped) or not broken or not all(path.startswith("partnerships/") for path in broken):
            return None, frozenset()
        skipped |= broken
        tree = OverlayTree(DiskTree(checked.root), dict.fromkeys(skipped))
        left = CheckedRoot(checked.root, checked.today, check(tree, checked.today))
    return left, skipped
