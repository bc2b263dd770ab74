"""Which files a change touches, as Git knows it."""

from __future__ import annotations

from pathlib import Path

from register.file_tree import git, merge_base, printable


def changed_paths(root: Path, reference: str) -> frozenset[str]:
    """The paths under `root`, relative to it, that differ from where HEAD left `reference`; new files too.

    Raises GitError.
    """
    base = merge_base(root, reference)
    differs = git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", base, "--", ".")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    names = [name.decode("utf-8", "surrogateescape") for name in (differs + new).split(b"\0") if name]
    return frozenset(printable(name) for name in names)
