"""A small register on disk for the tests of the form: the real schemas, lists, policy and criteria, two records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from register.check import check
from register.file_tree import DiskTree
from register.model import Register
from register.schema import Schema, load_schemas

from ..example import example_root

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)
RECORDS = ("2023/laxhjalp-raslatt", "2024/laxhjalp-raslatt")


def make_repository(folder: Path) -> Path:
    """Write the small register into `folder`."""
    return example_root(folder, *RECORDS)


def register_of(root: Path) -> Register:
    """The register at `root`, which has no problems."""
    result = check(DiskTree(root), TODAY)
    assert result.register is not None, [problem.message for problem in result.problems]
    return result.register


def record_schema(root: Path) -> Schema:
    """The schema of a record at `root`."""
    return load_schemas(DiskTree(root))["record"]
