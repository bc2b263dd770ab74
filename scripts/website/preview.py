"""The preview of a change: the checked compared with the branch that the change is meant for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pages.links import Link
from pages.page import Page, address
from pages.preview import preview_page
from register.change_report import file_changes
from register.check import check
from register.file_tree import base_tree, changed_paths

from website.checked_root import CheckedRoot

# What lies in content/ but becomes pages only by way of scripts/pages, as in mkdocs.yml; described separately.
_DESCRIBED_SEPARATELY = frozenset({"policy", "kriterier", "listor"})


def preview(checked: CheckedRoot, base: str) -> Page:
    """The page «Det här ändras» for what differs from where the change left `base`. Raises GitError."""
    before = check(base_tree(checked.root, base), checked.today)
    texts = sorted(_texts(checked, changed_paths(checked.root, base)), key=lambda link: link.address)
    return preview_page(file_changes(before, checked.result), texts)


def _texts(checked: CheckedRoot, changed: frozenset[str]) -> Iterator[Link]:
    """The authored pages that differ and are still there, by their addresses."""
    for path in changed:
        file = PurePosixPath(path)
        if file.suffix != ".md" or file.parts[0] != "content" or file.parts[1] in _DESCRIBED_SEPARATELY:
            continue
        if (checked.root / path).is_file():
            shown = address(file.relative_to("content").with_suffix("").as_posix())
            yield Link(f"Sidan /{shown}", shown)
