"""One result with a new problem, one that was there before and an advice, as each format writes it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from register.check import CheckResult
from register.problem import Place, Problem, Severity
from register.reports import as_json, code_quality, github, list_rules, report, sarif, summary, terminal

from .memory import base_files, checked

A, B = "partnerships/2024/a, b.yaml", "partnerships/2024/b.yaml"
NEW = Problem(code="R208", place=Place(A, 14, 11), message="Noll, 0 %.", hint="Skriv talet.")
OLD = Problem(code="R114", place=Place(B, 17, 8), message="«no» är tvetydigt.", hint="Sätt citattecken.")
HINT = Problem(code="R602", place=Place(B, 2), message="Sen.", hint="Revidera.", severity=Severity.ADVICE)
SITE = "https://example.org/"


def result(**parts: Any) -> CheckResult:
    return replace(checked(base_files()), **{"problems": (), "inherited": (), "advice": (), "checked": 2, **parts})


ALL = result(problems=(NEW,), inherited=(OLD,), advice=(HINT,))
TEXT = f"""\
{A}
  {A}:14:11  R208 Ett tal ska vara inom sina gränser
      Noll, 0 %.
      Gör så här: Skriv talet.
      Läs mer: {SITE}regler/#R208

Fanns redan före ändringen:

{B}
  {B}:17:8  R114 Ett värde ska läsas likadant av alla program
      «no» är tvetydigt.
      Gör så här: Sätt citattecken.
      Läs mer: {SITE}regler/#R114

Råd (stoppar ingenting):

{B}
  {B}:2:1  R602 Policyn har passerat sin revideringsdag
      Sen.
      Gör så här: Revidera.
      Läs mer: {SITE}regler/#R602

Ändringen ger 1 fel i 1 fil. 1 fel fanns redan. 2 filer kontrollerade.
"""
GITHUB = f"""\
::error file=partnerships/2024/a%2C b.yaml,line=14,col=11,title=R208::Noll, 0 %25. Gör så här: Skriv talet. \
Läs mer: {SITE}regler/#R208
::warning file={B},line=17,col=8,title=R114::Fanns redan: «no» är tvetydigt. Gör så här: Sätt citattecken. \
Läs mer: {SITE}regler/#R114
::notice file={B},line=2,col=1,title=R602::Sen. Gör så här: Revidera. Läs mer: {SITE}regler/#R602
Ändringen ger 1 fel i 1 fil. 1 fel fanns redan. 2 filer kontrollerade.
"""


def test_text_and_annotations_say_all_in_order() -> None:
    assert terminal(ALL, advice=True, colour=False, site=SITE) == TEXT
    assert github(ALL, advice=True, site=SITE) == GITHUB
    without = "".join(line for line in TEXT.splitlines(keepends=True) if "Läs mer" not in line)
    before, _, rest = without.partition("Råd (stoppar ingenting):")
    assert terminal(ALL, advice=False, colour=False) == before + rest[rest.index("Ändringen") :]
    assert "R602" not in github(ALL, advice=False)


def test_a_build_that_stops_says_the_problems_alone() -> None:
    text = (
        f"{A}\n  {A}:14:11  R208 Ett tal ska vara inom sina gränser\n      Noll, 0 %.\n      Gör så här: Skriv talet."
    )
    assert report([NEW]) == text


def test_colours_mark_what_is_what() -> None:
    painted = terminal(ALL, advice=True, colour=True)
    for code, tone in (("R208", "31"), ("R114", "31"), ("R602", "33")):
        assert f"\033[{tone}m{code}\033[0m" in painted
    assert f"\033[1m{A}\033[0m\n  \033[2m{A}:14:11\033[0m" in painted


def test_json_says_the_same_in_values() -> None:
    found = json.loads(as_json(ALL, advice=True))
    assert found["checked"] == 2
    assert as_json(ALL, advice=True).startswith('{\n  "problems": [\n    {\n      "code": "R208",')
    assert [[*one.values()] for one in found["problems"]] == [
        ["R208", "error", A, 14, 11, "Noll, 0 %.", "Skriv talet."],
        ["R114", "advice", B, 17, 8, "«no» är tvetydigt.", "Sätt citattecken.", True],
        ["R602", "advice", B, 2, 1, "Sen.", "Revidera."],
    ]
    assert len(json.loads(as_json(ALL, advice=False))["problems"]) == 2


def test_gitlab_gets_each_with_its_gravity() -> None:
    found = json.loads(code_quality(ALL, advice=True))
    assert [(one["check_name"], one["severity"], one["location"], one["description"]) for one in found] == [
        ("R208", "major", {"path": A, "lines": {"begin": 14}}, "Noll, 0 %. Gör så här: Skriv talet."),
        ("R114", "minor", {"path": B, "lines": {"begin": 17}}, "«no» är tvetydigt. Gör så här: Sätt citattecken."),
        ("R602", "info", {"path": B, "lines": {"begin": 2}}, "Sen. Gör så här: Revidera."),
    ]
    assert len({one["fingerprint"] for one in found}) == 3
    assert len(json.loads(code_quality(ALL, advice=False))) == 2


def test_sarif_tells_new_from_old() -> None:
    (run,) = json.loads(sarif(ALL, advice=True, site=SITE))["runs"]
    assert [(one["ruleId"], one["level"], one["baselineState"], one["message"]["text"]) for one in run["results"]] == [
        ("R208", "error", "new", "Noll, 0 %. Gör så här: Skriv talet."),
        ("R114", "warning", "unchanged", "«no» är tvetydigt. Gör så här: Sätt citattecken."),
        ("R602", "note", "new", "Sen. Gör så här: Revidera."),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "partnerships/2024/a%2C%20b.yaml"}
    assert place["region"] == {"startLine": 14, "startColumn": 11}
    rules = {
        one["id"]: (one["defaultConfiguration"]["level"], one["helpUri"]) for one in run["tool"]["driver"]["rules"]
    }
    assert (rules["R208"], rules["R602"]) == (("error", f"{SITE}regler/#R208"), ("note", f"{SITE}regler/#R602"))
    assert "«no» är tvetydigt" in sarif(ALL, advice=True)
    (plain,) = json.loads(sarif(ALL, advice=False))["runs"]
    assert len(plain["results"]) == 2
    assert all("helpUri" not in one for one in plain["tool"]["driver"]["rules"])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"checked": 1}, "Inga fel. 1 fil kontrollerade."),
        ({"advice": (HINT,)}, "Inga fel. 2 filer kontrollerade."),
        ({"problems": (NEW, NEW)}, "2 fel i 1 fil. 2 filer kontrollerade."),
        ({"problems": (NEW, OLD)}, "2 fel i 2 filer. 2 filer kontrollerade."),
        ({"inherited": (OLD, OLD)}, "Ändringen ger inga nya fel. 2 fel fanns redan. 2 filer kontrollerade."),
    ],
)
def test_the_summary_counts_files_and_faults(parts: dict[str, Any], said: str) -> None:
    assert summary(result(**parts)) == said


def test_the_list_of_rules_has_kind_and_sentence() -> None:
    lines = list_rules().splitlines()
    assert "R208  fel  Ett tal ska vara inom sina gränser" in lines
    assert "R602  råd  Policyn har passerat sin revideringsdag" in lines
    assert lines == sorted(lines)
