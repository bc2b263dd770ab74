"""The register of a root on a day, or the problems that keep it from being read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.check import CheckResult, check
from register.file_tree import DiskTree
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


def read(root: Path, today: date, tell: ProgressCallback | None = None, kept: CheckCache | None = None) -> CheckedRoot:
    """Read and check everything under `root`; `tell` is told how far it has come.

    What the last reading of the root has `kept` is not done again: what has not changed is the same object.

    Raises SchemaError when the schemas cannot be used.
    """
    return CheckedRoot(root, today, check(DiskTree(root), today, cache=kept, progress=tell))
