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

    Pages with such problems are shown as they are: the HTML of a page is cleaned whatever it holds. Returns what is
    left, and the paths of these records and pages. None is left when the change itself has problems, or when an
    inherited one is in another file, which the rest cannot be without. Raises GitError.
    """
    before = check(base_tree(checked.root, base), checked.today)
    left, skipped = checked, frozenset[str]()
    while left.problems:
        new, inherited = new_problems(left.problems, before.problems)
        broken = {problem.place.path for problem in inherited} - skipped
        if (new and not skipped) or not broken or not all(map(_can_be_without, broken)):
            return None, frozenset()
        skipped |= broken
        instead = {path: "# Sidan har fel\n" if path.endswith(".md") else None for path in skipped}
        tree = OverlayTree(DiskTree(checked.root), instead)
        left = CheckedRoot(checked.root, checked.today, check(tree, checked.today))
    return left, skipped


def _can_be_without(path: str) -> bool:
    """Return whether the rest of the register can do without a file: it is a record, or a page that is only text."""
    page = path.endswith(".md") and path.startswith("content/") and not path.startswith("content/policy/")
    return page or path.startswith("partnerships/")
