"""When a site is served, only what has changed is written, and a broken record leaves the rest as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from website.serving import ServedSite

from ..example import example_root

BROKEN = "avtal: trasigt\n"
RECORDS = ("2023/laxhjalp-raslatt", "2025/starta-eget-raslatt")


class Served:
    """A site that is built when asked, and what each build wrote."""

    def __init__(self, folder: Path) -> None:
        self.root = example_root(folder / "rot", *RECORDS)
        self.site = folder / "ut"
        self.site.mkdir()
        self.served = ServedSite(self.root, self.site, "http://127.0.0.1:8000/")
        self.record = next(
            path for path in sorted(self.root.glob("partnerships/*/*.yaml")) if "\navtal:" in path.read_text("utf-8")
        )
        self.address = f"samarbeten/{self.record.parent.name}/{self.record.stem}"

    def build(self) -> set[str]:
        """Return the folders of the pages of records that were written."""
        before = self._times()
        self.served.build()
        return {name for name, time in self._times().items() if before.get(name) != time}

    def page(self, address: str = "") -> str:
        return (self.site / (address or self.address) / "index.html").read_text(encoding="utf-8")

    def data(self) -> dict[str, str]:
        data: dict[str, str] = json.loads((self.site / self.address / "data.json").read_text(encoding="utf-8"))
        return data

    def _times(self) -> dict[str, int]:
        pages = self.site.glob("samarbeten/*/*/index.html")
        return {path.parent.relative_to(self.site).as_posix(): path.stat().st_mtime_ns for path in pages}


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(tmp_path)


def test_only_what_has_changed_is_written_also_after_a_broken_start(served: Served) -> None:
    right = served.record.read_text(encoding="utf-8")
    served.record.write_text(right + BROKEN, encoding="utf-8")
    served.build()
    assert "Gör så här:" in served.page()
    served.record.write_text(right, encoding="utf-8")
    assert len(served.build()) == len(RECORDS)
    assert served.build() == set()
    title = served.data()["titel"]
    for text, expected in ((right.replace(title, "En ny titel"), "En ny titel"), (right, title)):
        served.record.write_text(text, encoding="utf-8")
        assert served.build() == {served.address}
        assert expected in served.page()
        assert served.data()["titel"] == expected


def test_what_is_broken_shows_its_problems_and_recovers(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    served.build()
    right = served.record.read_text(encoding="utf-8")
    title = served.data()["titel"]
    served.record.write_text(right + BROKEN, encoding="utf-8")
    new = served.record.with_name("alldeles-ny.yaml")
    new.write_text("titel: Ny\n", encoding="utf-8")
    page = served.root / "content" / "lattlast.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\n<!-- del: finns-inte -->\n", encoding="utf-8")
    served.build()
    assert "Gör så här:" in served.page()
    assert title in served.page()
    assert "Posten går inte att visa än" in served.page(f"samarbeten/{new.parent.name}/{new.stem}")
    assert "finns-inte" in served.page("lattlast")
    assert "content/lattlast.md" in capsys.readouterr().err
    new.unlink()
    served.record.write_text(right, encoding="utf-8")
    served.build()
    assert "Gör så här:" not in served.page()
    assert not (served.site / "samarbeten" / new.parent.name / new.stem / "index.html").exists()
