"""A feed has something new only when what people read is new."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
from opendata.feeds import atom, feeds
from register.check import check
from register.file_tree import DiskTree
from register.git_history import chronicle, read_history

from ..example import TODAY, example_root
from ..register.cases import commit
from .snapshots import of


def entries(root: Path, when: str) -> set[tuple[str, str, str]]:
    """The feed, id and time of every entry, after a commit of all that is in `root`."""
    commit(root, "En ändring", when)
    register, history = check(DiskTree(root), TODAY).register, read_history(root)
    assert register is not None
    made = of(register, history=history, record_history=chronicle(root, history, register), today=TODAY)
    return {
        (one.path, entry.id, entry.updated)
        for one in feeds(made)
        for entry in feedparser.parse(atom(one, made)).entries
    }


def rewritten(text: str) -> str:
    """A record with a comment, its title in quotes, and its fields the other way round."""
    blocks = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    quoted = [re.sub(r"^titel: (?![\"'>|])(.*)$", r'titel: "\1"', block.rstrip() + "\n") for block in blocks if block]
    return "# Omskriven\n" + "".join(reversed(quoted))


def test_a_commit_that_changes_no_value_makes_no_entry_new_and_one_that_does_makes_one(tmp_path: Path) -> None:
    root = example_root(tmp_path / "rot")
    first = entries(root, "2026-11-20T12:00:00+00:00")
    for path in (root / "partnerships").rglob("*.yaml"):
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert entries(root, "2026-11-21T12:00:00+00:00") == first
    record = root / "partnerships/2024/laxhjalp-raslatt.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("två kvällar", "tre kvällar"), encoding="utf-8")
    changed = entries(root, "2026-11-22T12:00:00+00:00") - first
    assert {(path, updated) for path, _, updated in changed} == {
        ("data/beslut.atom", "2026-11-22T12:00:00Z"),
        ("data/stadsdelar/raslatt.atom", "2026-11-22T12:00:00Z"),
    }
