"""The audit asks about every locked package, and says what is known of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import audit
import pytest

ROOT = Path(__file__).parents[2]


def test_every_package_of_every_lock_is_asked_about() -> None:
    found = {(one.ecosystem, one.name, one.version) for one in audit.locked(ROOT)}
    for lock in ("requirements.lock", "requirements-dev.lock", "tools/requirements.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert {("PyPI", *pair) for pair in re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE)} <= found
    assert {"lighthouse", "@sveltia/cms"} <= {name for ecosystem, name, _ in found if ecosystem == "npm"}


def test_what_is_known_is_said_with_its_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.lock").write_text("a==1 \\\n    --hash=x\nb==2.0\n", encoding="utf-8")
    asked: list[dict[str, Any]] = []

    def ask(body: dict[str, Any]) -> dict[str, Any]:
        asked.extend(body["queries"])
        return {"results": [{}, {"vulns": [{"id": "GHSA-1"}]}]}

    assert audit.main(tmp_path, ask) == 1
    assert asked[1] == {"package": {"name": "b", "ecosystem": "PyPI"}, "version": "2.0"}
    line = capsys.readouterr().out.splitlines()[-1]
    assert line == "- b 2.0 i `requirements.lock`: [GHSA-1](https://osv.dev/vulnerability/GHSA-1)"
    assert audit.main(tmp_path, lambda _: {"results": [{}, {}]}) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("answer", [{}, {"results": []}])
def test_an_answer_that_cannot_be_read_is_no_all_clear(
    answer: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.lock").write_text("a==1\n", encoding="utf-8")
    assert audit.main(tmp_path, lambda _: answer) == 2
    assert "no answer" in capsys.readouterr().err
