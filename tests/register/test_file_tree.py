"""The files of a disk, of a commit, and with some laid over them: sorted, with links never followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from register.file_tree import DiskTree, GitError, GitTree, OverlayTree, Tree, changed_paths, merge_base

from .cases import commit, git

FILES = {"content/b/z.md": "zå", "content/a.md": "a", "content/b/å.md": "", "content/b.md": "bb", "other/x.md": "x"}
SORTED = [("content/a.md", 1), ("content/b.md", 2), ("content/b/z.md", 3), ("content/b/å.md", 0)]


def laid(folder: Path) -> Path:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "content" / "länk.md").symlink_to("a.md")
    (folder / "content" / "mapp").symlink_to("b", target_is_directory=True)
    return folder


def shown(tree: Tree, folder: str = "content") -> list[tuple[str, bool, int]]:
    return [(one.path, one.regular, one.size if one.regular else 0) for one in tree.entries(folder)]


def test_the_files_of_a_disk_and_of_a_commit_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "before.txt").write_text("x", encoding="utf-8")
    root = laid(tmp_path / "under")
    trees: list[Tree] = [DiskTree(root), GitTree(root, commit(tmp_path, "all"))]
    for tree in trees:
        links = [("content/länk.md", False, 0), ("content/mapp", False, 0)]
        assert shown(tree) == [*((path, True, size) for path, size in SORTED), *links]
        assert shown(tree, "content/none") == []
        assert tree.entry("content/none.md") is None
        entry = tree.entry("content/b/z.md")
        assert entry is not None
        assert (entry.path, entry.regular, entry.size, tree.read(entry)) == ("content/b/z.md", True, 3, "zå".encode())
    assert shown(trees[0], "content/a.md") == [("content/a.md", True, 1)]
    assert shown(trees[0], "content/mapp") == [("content/mapp", False, 0)]
    assert shown(trees[1], "other") == []  # is not read of a commit


def test_a_file_that_cannot_be_looked_at_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = laid(tmp_path)

    def refuse(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr("os.lstat", refuse)
    assert {(one.unreadable, one.regular) for one in DiskTree(root).entries("content")} == {(True, False)}


def test_what_is_laid_over_a_tree_comes_first(tmp_path: Path) -> None:
    over: dict[str, str | bytes | None] = {
        "content/c.md": b"\xff",
        "content/b.md": None,
        "content/a.md": "å\ud800",
        "d/x": "y",
    }
    tree = OverlayTree(DiskTree(laid(tmp_path)), over)
    assert shown(tree)[:3] == [("content/a.md", True, 5), ("content/b/z.md", True, 3), ("content/b/å.md", True, 0)]
    assert ("content/c.md", True, 1) in shown(tree)
    assert tree.entry("content/b.md") is None
    read = {
        path: tree.read(entry)
        for path in ("content/a.md", "content/b/z.md", "content/c.md")
        if (entry := tree.entry(path))
    }
    assert read == {"content/a.md": b"\xc3\xa5\xed\xa0\x80", "content/b/z.md": "zå".encode(), "content/c.md": b"\xff"}


def test_what_a_change_touches_is_told_by_its_path_under_the_root(tmp_path: Path) -> None:
    root = laid(tmp_path / "under")
    before = commit(tmp_path, "before")
    (root / "content" / "a.md").write_text("ny", encoding="utf-8")
    (root / "content" / "b.md").rename(root / "content" / "c.md")
    (root / "ny\x1b.md").write_text("ny", encoding="utf-8")
    (tmp_path / "beside.md").write_text("ny", encoding="utf-8")
    paths = {"content/a.md", "content/b.md", "content/c.md", "ny\ufffd.md"}
    assert changed_paths(root, before) == paths
    commit(tmp_path, "after")
    assert changed_paths(root, before) == paths
    assert changed_paths(root, "HEAD") == set()


def test_what_cannot_be_compared_with_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        GitError, match=r"Mappen är inte ett Git-kodförråd, och då går det inte att jämföra med --base\."
    ):
        merge_base(tmp_path, "main")
    commit(laid(tmp_path), "before")
    git(tmp_path, "checkout", "--quiet", "--orphan", "another")
    commit(tmp_path, "alone")
    for reference, message in [
        ("-x", r"«-x» är inte ett namn på en gren eller en ändring\."),
        ("finns-inte", r"Git känner inte till «finns-inte»\. Hämta grenen först: git fetch\."),
        ("main", r"Git hittar ingen gemensam historia med «main»\. Hämta hela historiken: git fetch --unshallow\."),
    ]:
        with pytest.raises(GitError, match=message):
            merge_base(tmp_path, reference)
    assert merge_base(tmp_path, "another") == git(tmp_path, "rev-parse", "HEAD")
