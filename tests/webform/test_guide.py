"""The guide names buttons, fields and lists as they are called where they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from register.file_tree import DiskTree
from register.schema import load_schemas
from webform.config import form_config

from .repository import ROOT, TODAY, register_of

# What GitHub calls them. «Check» and «site» are names of ours in it.
HOST = {
    *("Checks", "Check", "Artifacts", "site", "Update branch", "Resolve conflicts", "Mark as resolved"),
    *("This branch is out-of-date", "This branch has conflicts", "Rebase"),
}
DEFINED_HERE = {"post"}


def texts(value: Any) -> Iterator[str]:
    """Every text in data as JSON has it."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def named() -> set[str]:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {" ".join(name.split()) for name in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", guide)}


def test_every_button_and_field_that_the_guide_names_exists(modules: Path, repository: Path) -> None:
    form = json.loads((modules / "@sveltia/cms/locales/sv.json").read_text(encoding="utf-8"))
    config = form_config(load_schemas(DiskTree(repository)), register_of(repository), None, TODAY, [""])
    pages = {
        line.removeprefix("title: ")
        for path in (repository / "content").rglob("*.md")
        for line in path.read_text(encoding="utf-8").splitlines()[:6]
    }
    parts = {"Regler", "Sidor"}  # a page that the build makes, and the beginning of a name in the form
    known = {*texts(form), *texts(config), *pages} | HOST | DEFINED_HERE | parts
    assert len(named()) > 20
    assert sorted(named() - known) == []
