"""Writing files: whole or not at all, never over another."""

from __future__ import annotations

from pathlib import Path

import pytest
from editing.safe_write import write_all


def test_writes_new_files_and_makes_their_folder(tmp_path: Path) -> None:
    write_all(tmp_path, {"partnerships/2027/a.yaml": "å\n"}, new=frozenset({"partnerships/2027/a.yaml"}))
    assert (tmp_path / "partnerships/2027/a.yaml").read_bytes() == "å\n".encode()
    assert [path.name for path in (tmp_path / "partnerships/2027").iterdir()] == ["a.yaml"]


def test_a_new_file_is_never_written_over_another_and_then_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("kvar\n", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"«b\.yaml» finns redan"):
        write_all(tmp_path, {"a.yaml": "ny\n", "b.yaml": "ny\n"}, new=frozenset({"a.yaml", "b.yaml"}))
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == "kvar\n"
    assert not (tmp_path / "a.yaml").exists()


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "utanfor").mkdir()
    (tmp_path / "register").mkdir()
    (tmp_path / "register/2024").symlink_to(tmp_path / "utanfor")
    with pytest.raises(ValueError, match="går genom en länk"):
        write_all(tmp_path / "register", {"2024/a.yaml": "ny\n"})
    assert list((tmp_path / "utanfor").iterdir()) == []
    with pytest.raises(ValueError, match="utanför registret"):
        write_all(tmp_path / "register", {"../a.yaml": "ny\n"})


def test_an_old_file_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("gammal\n", encoding="utf-8")
    file.chmod(0o640)
    write_all(tmp_path, {"a.yaml": "ny\n"})
    assert file.read_text(encoding="utf-8") == "ny\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_made_on_a_disk_without_links_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    write_all(tmp_path, {"a.yaml": "å\n"}, new=frozenset({"a.yaml"}))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.yaml": "å\n".encode()}
