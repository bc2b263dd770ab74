"""A change of content, as the guide describes it, ends green and is published: no code has to follow."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import build
import pytest

from .editing.repository import put, record
from .example import CONTENT, root_without_records

TODAY = "2026-11-23"
NEW_POLICY = "2027-01-01"
ROUND = """\
  - kod: host-2027
    namn: Hösten 2027
    oppnar: 2027-08-15
    stanger: 2027-09-30
    beslut_senast: 2027-11-30
"""

Change = Callable[[Path], None]


def _append(path: str, text: str) -> Change:
    def change(root: Path) -> None:
        file = root / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    return change


def _code(name: str) -> Change:
    return _append(f"content/listor/{name}.yaml", "  - kod: nytt\n    namn: Det nya\n    beskrivning: Ett nytt val.\n")


def _policy(root: Path) -> None:
    old = (root / "content/policy/2023-08-30.md").read_text(encoding="utf-8")
    old = old.replace("galler_fran: 2023-08-30", f"galler_fran: {NEW_POLICY}").replace("2026-08-30", "2029-12-31")
    (root / f"content/policy/{NEW_POLICY}.md").write_text(f"{old}\nStödet prövas varje år.\n", encoding="utf-8")


def _criterion(root: Path) -> None:
    """A criterion more, in a version of its own: one in force is never changed (R510)."""
    text = (root / "content/kriterier/2023-08-30.yaml").read_text(encoding="utf-8")
    last = text[text.rindex("\n  - id: ") :]
    more = re.sub(r"rubrik:.*", "rubrik: Ett nytt krav", re.sub(r"id: .*", "id: nytt-krav", last, count=1), count=1)
    text = text.replace("galler_fran: 2023-08-30", f"galler_fran: {NEW_POLICY}")
    (root / f"content/kriterier/{NEW_POLICY}.yaml").write_text(text.rstrip() + more, encoding="utf-8")


def _picture(root: Path) -> None:
    shutil.copy(CONTENT / "bilder/exempel-odlingslador.png", root / "content/bilder/gard.png")
    _append("content/om/index.md", "\n![En gård med odlingslådor](../bilder/gard.png)\n")(root)


def _new(path: str) -> Change:
    def change(root: Path) -> None:
        text = "---\ntitle: Frågor och svar\ndescription: Svar på vanliga frågor.\n---\n\n# Frågor och svar\n\nText.\n"
        (root / path).write_text(text, encoding="utf-8")

    return change


def _closed(root: Path) -> None:
    file = root / "content/listor/stadsdelar.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  - kod: samset\n", "  - kod: samset\n    stangd: 2026-01-01\n"), encoding="utf-8")


CHANGES: dict[str, tuple[Change, str, str]] = {
    "neighbourhood": (_code("stadsdelar"), "stadsdelar/nytt/index.html", "Det nya"),
    "theme": (_code("teman"), "teman/nytt/index.html", "Det nya"),
    "target group": (_code("malgrupper"), "malgrupper/nytt/index.html", "Det nya"),
    "closed neighbourhood": (_closed, "stadsdelar/samset/index.html", "Samset"),
    "round": (_append("content/listor/ansokningsomgangar.yaml", ROUND), "ansok/index.html", "Hösten 2027"),
    "synonym": (
        _append("content/listor/synonymer.yaml", "  - ord: [gympa, gymnastik]\n"),
        "samarbeten/index.html",
        "Samarbeten",
    ),
    "policy": (_policy, f"policy/{NEW_POLICY}/index.html", "har inte börjat gälla än"),
    "criterion": (_criterion, f"kriterier/{NEW_POLICY}/index.html", "Ett nytt krav"),
    "page": (_new("content/om/fragor.md"), "om/fragor/index.html", "Frågor och svar"),
    "page at the top": (_new("content/fragor.md"), "fragor/index.html", "Frågor och svar"),
    "picture": (_picture, "om/index.html", "En gård med odlingslådor"),
}


def test_every_change_of_content_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = root_without_records(tmp_path / "rot")
    put(root, "2025/laxhjalp-raslatt", record())
    for change, _, _ in CHANGES.values():
        change(root)
    out = tmp_path / "site"
    assert build.main(["--root", str(root), "--out", str(out), "--today", TODAY]) == 0, capsys.readouterr()
    for name, (_, page, said) in CHANGES.items():
        assert said in (out / page).read_text(encoding="utf-8"), name
