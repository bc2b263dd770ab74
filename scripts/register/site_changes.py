"""Describe in Swedish what a change does to pages, pictures and files, the settings of the site, and the owners."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from register import swedish
from register.diff import Change
from register.file_tree import GitError, git, merge_base
from register.owners import EXAMPLES
from register.wording import Sentence, describe_text_change, one_line

PAGES, FILES, SETTINGS = "Sidor", "Bilder och filer", "Inställningar för webbplatsen och värden"
KINDS = (PAGES, FILES, SETTINGS)
_SETTINGS = {
    "mkdocs.yml": "Webbplatsens inställningar",
    "redigera/anslutning.yaml": "Anslutningen till värden",
    "CODEOWNERS": "Vem som godkänner ändringar",
}

Versions = tuple[bytes | None, bytes | None]


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A file that is no part of the register's data, and what has happened to it; personal data is masked."""

    kind: str
    title: str
    path: str
    sentences: tuple[Sentence, ...]


def versions_since(root: Path, reference: str) -> Callable[[str], Versions]:
    """A function that reads a file as it was where HEAD left `reference`, and as it is. Raises GitError."""
    base = merge_base(root, reference)

    def read(path: str) -> Versions:
        try:
            before = git(root, "show", f"{base}:./{path}")
        except GitError:
            before = None
        file = root / path
        return before, file.read_bytes() if file.is_file() and not file.is_symlink() else None

    return read


def site_changes(paths: Collection[str], read: Callable[[str], Versions]) -> list[SiteChange]:
    """What has happened to each of the changed files that people see or that decide who approves, by kind and path."""
    found = (_change(path, *read(path)) for path in sorted(paths) if _kind(path))
    return sorted(found, key=lambda change: (KINDS.index(change.kind), change.path))


def paragraphs(before: str, after: str) -> Iterator[Sentence]:
    """The paragraphs that differ. One in the place of another is that one, changed."""
    for first, second in _pairs(_split(before), _split(after)):
        yield describe_text_change("Ett stycke", Change(field="", before=first, after=second))


def _kind(path: str) -> str:
    if path in _SETTINGS:
        return SETTINGS
    if not path.startswith("content/"):
        return ""
    return PAGES if path.endswith(".md") else FILES if not path.endswith((".yaml", ".yml")) else ""


def _change(path: str, before: bytes | None, after: bytes | None) -> SiteChange:
    kind = _kind(path)
    if kind == FILES:
        return SiteChange(kind, PurePosixPath(path).name, path, (_size(before, after),))
    old, new = ((content or b"").decode("utf-8", "replace") for content in (before, after))
    if kind == PAGES:
        heading = re.search(r"^# +(.+)$", new or old, re.MULTILINE)
        said = [*_came_or_went("Sidan", before, after), *paragraphs(old, new)]
        return SiteChange(kind, one_line(heading[1]) if heading else path, path, tuple(said))
    said = [*_came_or_went("Filen", before, after), *_example_notice(path, old, new), *_lines(path, old, new)]
    return SiteChange(kind, _SETTINGS[path], path, tuple(said))


def _came_or_went(name: str, before: bytes | None, after: bytes | None) -> Iterator[Sentence]:
    if before is None:
        yield Sentence(f"{name} är ny")
    elif after is None:
        yield Sentence(f"{name} har tagits bort")


def _size(before: bytes | None, after: bytes | None) -> Sentence:
    old, new = (_kilobytes(content) for content in (before, after))
    if before is None:
        return Sentence(f"Ny fil, {new}")
    return Sentence("Filen har tagits bort" if after is None else f"Filen har bytts ut: {old} → {new}")


def _kilobytes(content: bytes | None) -> str:
    return f"{swedish.number(-(-len(content or b'') // 1000))} kB"


def _example_notice(path: str, before: str, after: str) -> Iterator[Sentence]:
    """Removing the notice says that the records are real, so it is said as such."""
    was, now = (bool(EXAMPLES.search(text)) for text in (before, after))
    if path == "mkdocs.yml" and was != now:
        said = "läggs till på alla sidor" if now else "tas bort från alla sidor: samarbetena visas som verkliga"
        yield Sentence(f"Upplysningen om att samarbetena är exempel {said}")


def _lines(path: str, before: str, after: str) -> Iterator[Sentence]:
    """The lines that differ, but comments and empty ones, each called by what it sets."""
    old, new = (
        [row.strip() for row in text.splitlines() if row.strip() and row.strip()[0] != "#"] for text in (before, after)
    )
    for first, second in _pairs(old, new):
        row = second or first or ""
        name = row.split()[0] if path.endswith("CODEOWNERS") else row.removeprefix("- ").partition(":")[0]
        yield describe_text_change(f"Raden «{one_line(name)}»", Change(field="", before=first, after=second))


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """What differs between two lists: (before, after), None where there is nothing to compare with."""
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = old[old_from:old_to], new[new_from:new_to]
        for place in range(max(len(gone), len(come)) if kind != "equal" else 0):
            yield (gone[place] if place < len(gone) else None, come[place] if place < len(come) else None)


def _split(markdown: str) -> list[str]:
    return [part for part in (" ".join(part.split()) for part in markdown.split("\n\n")) if part]
