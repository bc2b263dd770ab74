"""The command: its arguments, exit codes and formats."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import validate

from .register.cases import RECORD, base, commit, edit


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: object) -> None:
        """A terminal takes any text."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return base(tmp_path)


@pytest.fixture
def broken(root: Path) -> Path:
    edit(root / RECORD, "belopp: 85000", "belopp: 0")
    return root


def run(root: Path, *arguments: str) -> int:
    return validate.main(["--root", str(root), "--today", "2026-11-23", *arguments])


def test_json_has_exactly_the_keys_of_the_contract(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(broken, "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["problems", "checked"]
    assert report["checked"] == 3
    [problem] = report["problems"]
    assert list(problem) == ["code", "severity", "path", "line", "column", "message", "hint"]
    assert list(problem.values())[:5] == ["R208", "error", RECORD, 14, 11]


def test_a_clean_register_is_exit_0_and_advice_comes_when_asked_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root) == 0
    assert capsys.readouterr().out == "Inga fel. 3 filer kontrollerade.\n"
    assert run(root, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {"problems": [], "checked": 3}
    assert run(root, "--format", "json", "--advice") == 0
    advice = json.loads(capsys.readouterr().out)["problems"]
    assert [(item["code"], item["severity"]) for item in advice] == [("R602", "advice")]


def test_github_marks_the_line_and_a_value_starts_no_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / RECORD, "[raslatt]", '["x%\\n::error::y,z"]')
    assert run(root, "--format", "github") == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith(f"::error file={RECORD},line=9,col=14,title=R204::")
    assert "x%25 ::error::y,z" in first
    assert not any(line.startswith("::") for line in rest)


@pytest.mark.parametrize(
    ("kind", "no_colour", "coloured"), [(Terminal, "", True), (Terminal, "1", False), (io.StringIO, "", False)]
)
def test_colour_is_for_terminals_that_want_it(
    broken: Path, monkeypatch: pytest.MonkeyPatch, kind: type[io.StringIO], no_colour: str, *, coloured: bool
) -> None:
    output = kind()
    monkeypatch.setattr("sys.stdout", output)
    monkeypatch.setenv("NO_COLOR", no_colour)
    assert run(broken) == 1
    assert ("\033[" in output.getvalue()) is coloured


@pytest.mark.parametrize(
    ("form", "begins"),
    [("text", RECORD), ("github", "::error "), ("sarif", '{"$schema"'), ("gitlab", '[{"description"')],
)
def test_each_format_is_written_with_the_address_of_the_rule_where_the_site_has_one(
    form: str, begins: str, broken: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for address, shown in (("", False), ("http://a.example", False), ("https://register.example.net", True)):
        monkeypatch.setenv("SITE_URL", address)
        assert run(broken, "--format", form) == 1
        out = capsys.readouterr().out
        assert "".join(out.split()).startswith(begins.replace(" ", ""))
        assert (f"{address}/regler/#R208" in out) is (shown and form != "gitlab")
        assert shown or "regler/#" not in out


def test_only_the_files_that_are_named_or_in_a_named_folder_are_told_of(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in ("partnerships/2023/laxhjalp-raslatt.yaml", "partnerships/2023"):
        assert run(broken, path) == 0
        assert "1 fil kontrollerad" in capsys.readouterr().out
    for path in (RECORD, str(broken / RECORD), "partnerships/2024", "partnerships", "."):
        assert run(broken, path) == 1


@pytest.mark.parametrize(
    "arguments",
    [["--today", "2026-02-30"], ["--today", "i dag"], ["--format", "xml"], ["--okant"], ["--base"]],
)
def test_bad_arguments_are_exit_2(root: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(root, *arguments)
    assert stopped.value.code == 2


def test_what_cannot_run_is_exit_2_and_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root / "finns-inte") == 2
    assert run(root, "partnerships/2024/finns-inte.yaml") == 2
    assert run(root, "/etc/hostname") == 2
    assert run(root, "--base", "main") == 2
    (root / "schemas" / "record.schema.json").write_text("{", encoding="utf-8")
    assert run(root) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 5
    assert all(line.startswith("Kontrollen kunde inte köras. ") for line in told.err.splitlines())


@pytest.mark.parametrize("kind", [Terminal, io.StringIO])
def test_the_progress_is_shown_on_a_terminal_and_nowhere_else(
    kind: type[io.StringIO], root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(120):
        tombstone = root / f"partnerships/2024/post-{number}.yaml"
        tombstone.write_text("flyttad_till: 2024/laxhjalp-raslatt\n", encoding="utf-8")
    errors = kind()
    errors.reconfigure = lambda **_: None  # type: ignore[attr-defined]  # as a stream of a process has
    monkeypatch.setattr("sys.stderr", errors)
    assert run(root) == 0
    assert ("Läser posterna  123 av 123" in errors.getvalue()) == (kind is Terminal)
    assert kind is Terminal or errors.getvalue() == ""
    assert capsys.readouterr().out == "Inga fel. 123 filer kontrollerade.\n"


def test_advice_on_changed_records_is_shown_without_being_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(base(tmp_path), "before")
    assert run(tmp_path) == 0
    assert "Råd" not in capsys.readouterr().out
    edit(tmp_path / RECORD, "    inkom: 2024-05-10\n", "")
    for more, shown in ([], True), (["--format", "json"], False):
        assert run(tmp_path, *more) == 0
        out = capsys.readouterr().out
        assert ("R606" in out) is shown
        assert "R602" not in out
