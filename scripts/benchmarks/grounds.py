"""Where the measuring is done: made-up registers of the sizes that are asked for, each made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from register.examine import check_tree, register_of
from register.file_tree import DiskTree
from register.model import Register

from benchmarks.commits import commit_by_day
from benchmarks.datatig import write_configuration
from benchmarks.synthetic import write_register

TODAY = date(2026, 11, 23)  # the records are the same on any day


class Grounds:
    """A folder for registers and sites, and the project that is measured."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.project = project
        self.folder = folder

    def root(self, records: int) -> Path:
        """A register of so many records, with a history in Git, and a configuration for datatig."""
        root = self.folder / f"register-{records}"
        if not root.is_dir():
            write_register(root, records, source=self.project, today=TODAY)
            versions = check_tree(DiskTree(root), TODAY).context.criteria
            write_configuration(root, {one.id: one.heading for each in versions for one in each.criteria})
            commit_by_day(root, TODAY)
        return root

    def register(self, records: int) -> Register:
        """The same as a value."""
        return register_of(check_tree(DiskTree(self.root(records)), TODAY))

    def site(self, records: int) -> Path:
        """Where our site of that register is built; it need not be there yet."""
        return self.folder / f"site-{records}"

    @property
    def datatig(self) -> Path:
        """Where `make bench` has put datatig, by its own lock; it need not be there."""
        return self.project / ".cache" / "bench" / "packages"
