"""What there is to follow up, as the command says it."""

from __future__ import annotations

from pathlib import Path

import followup
import pytest
from register.follow_up import HEADINGS
from register.problem import Severity, rules

from .example import example_root
from .register.cases import edit

RECORD = Path("partnerships/2024/laxhjalp-raslatt.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with two records, of which the second continues the first; it ended on 2025-03-31."""
    example_root(tmp_path, "2024/laxhjalp-raslatt", "2023/laxhjalp-raslatt")
    return tmp_path


def without_final_report(root: Path) -> None:
    """Nothing has come in after the planning."""
    text = (root / RECORD).read_text(encoding="utf-8")
    kept, _, rest = text.partition("    inkom: 2025-05-20\n")
    assert rest
    (root / RECORD).write_text(f"{kept}ersatter: 2023/laxhjalp-raslatt\n", encoding="utf-8")


def run(root: Path, capsys: pytest.CaptureFixture[str], today: str) -> str:
    assert followup.main(["--root", str(root), "--today", today]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_says_that_there_is_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = "# Att följa upp den 15 januari 2026\n\nDet finns inget att följa upp.\n"
    assert run(root, capsys, "2026-01-15") == nothing


@pytest.mark.parametrize(
    ("today", "heading", "line"),
    [
        ("2025-04-10", "Avtal som har slutat och väntar på slutrapport (1)", "Avtalet slutade 31 mars 2025."),
        ("2025-05-20", "Redovisningar som snart ska lämnas (1)", "ska lämnas senast 31 maj 2025."),
        ("2025-06-01", "Slutrapporter som inte är inskrivna, fast datumet har passerat (1)", "senast 31 maj 2025"),
        ("2025-06-01", "Avslutade samarbeten som kan fortsätta (1)", "Avtalet slutade 31 mars 2025"),
        ("2026-08-31", "Policyn (1)", "Policyn skulle ha reviderats senast 30 augusti 2026."),
    ],
)
def test_each_thing_comes_on_its_day(
    root: Path, capsys: pytest.CaptureFixture[str], today: str, heading: str, line: str
) -> None:
    without_final_report(root)
    out = run(root, capsys, today)
    section = out.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert line in section
    if heading != "Policyn (1)":
        assert "- **Läxhjälp på Råslätt (Exempelföreningen Lyktan)**: " in section
        assert "  `partnerships/2024/laxhjalp-raslatt.yaml`, rad " in section


@pytest.mark.parametrize(("setting", "named"), [("", False), ("mottagare_i_arende: true\n", True)])
def test_an_issue_names_a_recipient_only_where_the_setting_says_so(
    root: Path, capsys: pytest.CaptureFixture[str], setting: str, named: bool
) -> None:
    without_final_report(root)
    edit(root / RECORD, "titel: Läxhjälp på Råslätt", "titel: Läxhjälp med Exempelföreningen Lyktan")
    with (root / "content/listor/installningar.yaml").open("a", encoding="utf-8") as settings:
        settings.write(setting)
    assert followup.main(["--root", str(root), "--today", "2025-06-01", "--tracker"]) == 0
    out = capsys.readouterr().out
    assert ("Lyktan" in out) is named
    assert ("- **Läxhjälp med mottagaren**: " in out) is not named
    assert "Exempelföreningen Lyktan" in run(root, capsys, "2025-06-01")


def test_a_report_that_has_come_in_without_results_is_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (root / RECORD).read_text(encoding="utf-8")
    start, end = text.index("resultat:"), text.index("ersatter:")
    (root / RECORD).write_text(text[:start] + text[end:], encoding="utf-8")
    out = run(root, capsys, "2026-01-15")
    assert "## Slutrapporter som har kommit in utan registrerat resultat (1)" in out


def test_what_main_fails_on_comes_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / RECORD, "belopp: 85000", "belopp: 0")
    out = run(root, capsys, "2026-08-31")
    assert "Registret har 1 fel. 1 sak att följa upp." in out
    assert out.index("## Fel som ska rättas först") < out.index("## Policyn")
    assert "- `partnerships/2024/laxhjalp-raslatt.yaml`, rad " in out
    assert "R208" in out
    edit(root / RECORD, "titel: Läxhjälp på Råslätt\n", "")
    assert "- `partnerships/2024/laxhjalp-raslatt.yaml`, rad 1: R202 " in run(root, capsys, "2026-08-31")


def test_hostile_titles_are_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without_final_report(root)
    edit(root / RECORD, "titel: Läxhjälp på Råslätt", 'titel: "Läxhjälp <b> @lyktan [a](b)"')
    assert "**Läxhjälp \\<b\\> @\u200blyktan \\[a\\](b) (" in run(root, capsys, "2025-06-01")


def test_every_kind_of_advice_that_comes_with_the_calendar_has_its_heading() -> None:
    advice = {rule.code for rule in rules() if rule.severity is Severity.ADVICE and rule.code.startswith("R6")}
    assert set(HEADINGS) == advice


def test_what_is_no_register_or_has_no_schema_is_2(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert followup.main(["--root", str(tmp_path / "content")]) == 2
    assert capsys.readouterr().err.startswith("Listan kunde inte göras. ")
    (root / "schemas" / "record.schema.json").write_text("{", encoding="utf-8")
    assert followup.main(["--root", str(root)]) == 2
    assert "record.schema.json" in capsys.readouterr().err
