"""A tree of files: on disk, or at a commit of a Git repository. Nothing here follows a link or opens a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Protocol

from register.characters import printable

# What is read of a commit: the register, and the files that decide whose it is and who approves a change of it
FOLDERS = ("content", "partnerships", "schemas", "bolag.yaml", "mkdocs.yml", "CODEOWNERS")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: its path relative to the root with `/`, whether it is a regular one, and its size in bytes.

    `name` is the path as the file system or Git has it, where that cannot be shown.
    """

    path: str
    regular: bool = False
    size: int = 0
    unreadable: bool = False
    name: str | bytes = ""


class Tree(Protocol):
    """What the reader needs to know of files."""

    def entries(self, folder: str) -> Iterator[Entry]:
        """Every file under a folder, sorted by path."""

    def entry(self, path: str) -> Entry | None:
        """The file at a path, or None."""

    def read(self, entry: Entry) -> bytes:
        """A file's bytes. Raises OSError."""


class DiskTree:
    """The files under a directory."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._top = str(root)  # a path of text is much quicker to put together, and there are as many as files

    def entries(self, folder: str) -> Iterator[Entry]:
        """Every file under a folder, sorted by path; a link to a folder counts as a file."""
        return iter(sorted(self._walk(folder), key=lambda entry: entry.path))

    def _walk(self, folder: str) -> Iterator[Entry]:
        top = self.root / folder
        if top.is_symlink() or top.is_file():
            yield self._entry(folder)
            return
        folders = [folder]
        while folders:
            inside = folders.pop()
            try:
                with os.scandir(f"{self._top}/{inside}") as found:
                    for item in found:
                        name = f"{inside}/{item.name}"
                        if item.is_dir(follow_symlinks=False):
                            folders.append(name)
                        else:
                            yield self._entry(name)
            except FileNotFoundError:
                continue
            except OSError:
                yield Entry(safe_path(inside), unreadable=True)

    def _entry(self, name: str) -> Entry:
        try:
            status = os.lstat(f"{self._top}/{name}")
        except OSError:
            return Entry(safe_path(name), unreadable=True)
        return Entry(safe_path(name), stat.S_ISREG(status.st_mode), status.st_size, name=name)

    def entry(self, path: str) -> Entry | None:
        """The file at a path, or None."""
        return self._entry(path) if os.path.lexists(self.root / path) else None

    def read(self, entry: Entry) -> bytes:
        """A file's bytes. Raises OSError."""
        with FileIO(f"{self._top}/{entry.name}") as file:  # type: ignore[str-bytes-safe]  # text on a disk
            return file.readall()


class OverlayTree:
    """A tree with some files replaced, added or, where the text is None, removed; nothing is written."""

    def __init__(self, tree: Tree, texts: Mapping[str, str | bytes | None]) -> None:
        self._tree = tree
        self._texts = {
            path: text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
            for path, text in texts.items()
        }

    def entries(self, folder: str) -> Iterator[Entry]:
        """Every file under a folder, sorted by path."""
        below = (entry for entry in self._tree.entries(folder) if entry.path not in self._texts)
        above = (self.entry(path) for path in self._texts if path.startswith(f"{folder}/"))
        return iter(sorted([*below, *filter(None, above)], key=lambda entry: entry.path))

    def entry(self, path: str) -> Entry | None:
        """The file at a path, or None."""
        if path not in self._texts:
            return self._tree.entry(path)
        raw = self._texts[path]
        return None if raw is None else Entry(path, regular=True, size=len(raw), name=path)

    def read(self, entry: Entry) -> bytes:
        """A file's bytes. Raises OSError."""
        raw = self._texts.get(entry.path)
        return self._tree.read(entry) if raw is None else raw


class GitError(Exception):
    """Git could not answer; the message is a Swedish sentence."""


class GitTree:
    """The files of a commit, below the folder of the repository where `root` lies."""

    def __init__(self, root: Path, commit: str) -> None:
        prefix = git(root, "rev-parse", "--show-prefix").decode().strip("\n")
        wanted = [f"{prefix}{folder}" for folder in FOLDERS]
        listing = git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *wanted)
        self._entries: dict[str, Entry] = {}
        for line in filter(None, listing.split(b"\0")):
            meta, _, name = line.partition(b"\t")
            mode, _, sha, size = meta.split()
            path = safe_path(name.decode("utf-8", "surrogateescape").removeprefix(prefix))
            regular = mode in (b"100644", b"100755")
            self._entries[path] = Entry(path, regular, int(size) if regular else 0, name=sha)
        self._blobs = read_blobs(root, [entry.name for entry in self._entries.values() if entry.regular])

    def entries(self, folder: str) -> Iterator[Entry]:
        """Every file under a folder, sorted by path."""
        return (self._entries[path] for path in sorted(self._entries) if path.startswith(f"{folder}/"))

    def entry(self, path: str) -> Entry | None:
        """The file at a path, or None."""
        return self._entries.get(path)

    def read(self, entry: Entry) -> bytes:
        """A file's bytes."""
        return self._blobs[entry.name]


def base_tree(root: Path, reference: str) -> GitTree:
    """The files under `root` as they were where HEAD left `reference`. Raises GitError."""
    return GitTree(root, merge_base(root, reference))


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What a git command prints. Raises GitError."""
    import subprocess  # only here: mostly nothing is asked of Git

    environment = {**os.environ, "LC_ALL": "C"}  # what Git says is looked for below
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError as error:
        raise GitError("Git är inte installerat. Installera det från git-scm.com.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if "dubious ownership" in said:
            raise GitError(
                f"Kodförrådet i {root} tillhör en annan användare än du, och därför läser Git det inte. "
                f"Litar du på det: kör git config --global --add safe.directory {_top_of(root)}"
            )
        raise GitError(said or "Git svarade inte.")
    return done.stdout


def _top_of(root: Path) -> Path:
    """The folder of the repository that `root` is in."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def merge_base(root: Path, reference: str) -> str:
    """The commit where HEAD left `reference`. Raises GitError with a sentence that says what to do."""
    try:
        git(root, "rev-parse", "--git-dir")
    except GitError as error:
        if "not a git repository" not in str(error):
            raise
        raise GitError("Mappen är inte ett Git-kodförråd, och då går det inte att jämföra med --base.") from error
    if reference.startswith("-"):
        raise GitError(f"«{reference}» är inte ett namn på en gren eller en ändring.")
    try:
        base = git(root, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode().strip()
    except GitError as error:
        raise GitError(f"Git känner inte till «{reference}». Hämta grenen först: git fetch.") from error
    try:
        return git(root, "merge-base", base, "HEAD").decode().strip()
    except GitError as error:
        message = f"Git hittar ingen gemensam historia med «{reference}». Hämta hela historiken: git fetch --unshallow."
        raise GitError(message) from error


def safe_path(path: str) -> str:
    """Return a path that can be written anywhere: bytes that are not UTF-8 and control characters are replaced."""
    return printable(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def read_blobs(root: Path, names: list[str | bytes]) -> dict[str | bytes, bytes]:
    """The content of Git objects by name (as bytes), asked for in one process. Raises GitError."""
    if not names:
        return {}
    output = git(
        root,
        "cat-file",
        "--batch",
        given=b"\n".join(bytes(name) for name in names if isinstance(name, bytes)),
    )
    found: dict[str | bytes, bytes] = {}
    position = 0
    for name in names:
        header_end = output.index(b"\n", position)
        size = output[position:header_end].split()[-1]
        if not size.isdigit():
            raise GitError("Git saknar en del av det som har skrivits. Hämta allt: git fetch --unshallow --refetch.")
        found[name] = output[header_end + 1 : header_end + 1 + int(size)]
        position = header_end + int(size) + 2
    return found


def changed_paths(root: Path, reference: str) -> frozenset[str]:
    """The paths under `root`, relative to it, that differ from where HEAD left `reference`; new files too.

    Raises GitError.
    """
    base = merge_base(root, reference)
    differs = git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", base, "--", ".")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    names = [name.decode("utf-8", "surrogateescape") for name in (differs + new).split(b"\0") if name]
    return frozenset(safe_path(name) for name in names)
