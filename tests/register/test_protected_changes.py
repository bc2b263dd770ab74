"""What is fixed stays fixed: each guarded fact × removed, edited, corrected, and what may change freely."""

from __future__ import annotations

import pytest
from register.problem import Problem
from register.rules.protected_changes import GUARDED

from .cases import RECORD
from .memory import Files, base_files, checked

ADDED = """
ansokan:
  inkom: 2024-02-01
  belopp: 120000
mal:
  tillfallen: 60
  deltagare: 100
  text: Minst hälften ska vara flickor.
ekonomi:
  utbetalt: 85000
  aterbetalt: 1000
  datum: 2025-06-10
avbrutet:
  datum: 2025-01-15
  skal: Lokalen stängdes efter en vattenskada.
"""
CORRECTION = "rattelser:\n  - datum: 2026-11-20\n    falt: {}\n    text: Uppgiften var felskriven i beslutet.\n"
CRITERIA = "content/kriterier/2023-08-30.yaml"
POLICY = "content/policy/2023-08-30.md"
LIST = "content/listor/stadsdelar.yaml"


def published() -> str:
    """The record of the base with every guarded field."""
    text = base_files()[RECORD].decode()
    assert "rattelser" not in text
    return text.replace("  belopp: 85000\n", "  belopp: 85000\n  fordelning: {raslatt: 85000}\n") + ADDED


def found(before: Files, after: Files, *changed: str) -> list[Problem]:
    problems = checked(after, before, changed=changed).problems
    return [problem for problem in problems if problem.code.startswith("R5")]


def change(old: str, new: str, more: str = "", before: str = "") -> list[str]:
    """The codes of changing the published record."""
    before = before or published()
    assert old in before, old
    after = before.replace(old, new, 1) + more
    files = {**base_files(), RECORD: before.encode()}
    return [problem.code for problem in found(files, {**files, RECORD: after.encode()})]


EDITS = [
    ("mottagare.namn", "namn: Exempelföreningen Lyktan", "namn: Exempelföreningen Skenet"),
    ("mottagare.organisationsnummer", "899999-0008", "899999-0016"),
    ("ansokan.inkom", "inkom: 2024-02-01", "inkom: 2024-01-31"),
    ("ansokan.belopp", "belopp: 120000", "belopp: 110000"),
    ("beslut.datum", "datum: 2024-03-12", "datum: 2024-03-13"),
    ("beslut.belopp", "belopp: 85000", "belopp: 86000"),
    ("beslut.fordelning", "{raslatt: 85000}", "{raslatt: 84000}"),
    ("beslut.beslutsfattare", "beslutsfattare: Hållbarhetschef", "beslutsfattare: Vd"),
    ("beslut.diarienummer", '"2024-031"', '"2024-032"'),
    ("beslut.jav", "jav: provat", "jav: hanterat"),
    ("avtal.start", "start: 2024-04-01", "start: 2024-04-02"),
    ("avtal.slut", "slut: 2025-03-31", "slut: 2025-03-30"),
    ("mal.tillfallen", "tillfallen: 60\n  deltagare: 100", "tillfallen: 6\n  deltagare: 100"),
    ("mal.deltagare", "deltagare: 100", "deltagare: 10"),
    ("mal.text", "Minst hälften", "Minst en"),
    ("kriterier", "utgår från", "kommer från"),
    ("resultat.tillfallen", "tillfallen: 62", "tillfallen: 72"),
    ("resultat.deltagare", "deltagare: 140", "deltagare: 240"),
    ("resultat.andel_flickor_kvinnor", "kvinnor: 52", "kvinnor: 62"),
    ("ekonomi.utbetalt", "utbetalt: 85000", "utbetalt: 84000"),
    ("ekonomi.aterbetalt", "aterbetalt: 1000", "aterbetalt: 100"),
    ("ekonomi.datum", "datum: 2025-06-10", "datum: 2025-06-11"),
    ("avbrutet.datum", "datum: 2025-01-15", "datum: 2025-01-16"),
    ("avbrutet.skal", "vattenskada", "brandskada"),
    ("avtal.nytta", "Öppet för alla", "Stängt för alla"),
    ("ersatter", "ersatter: 2023/laxhjalp-raslatt", "ersatter: 2022/laxhjalp-raslatt"),
]


def test_every_guarded_field_is_tried() -> None:
    assert {field for field, _, _ in EDITS} | {"resultat.sammanfattning"} == set(GUARDED)


@pytest.mark.parametrize(("field", "old", "new"), EDITS, ids=[field for field, _, _ in EDITS])
def test_a_guarded_field_needs_a_correction_that_names_it(field: str, old: str, new: str) -> None:
    assert change(old, new) == ["R503"]
    assert change(old, new, CORRECTION.format("titel")) == ["R503"]
    assert change(old, new, CORRECTION.format("").replace("    falt: \n", "")) == ["R503"]
    assert change(old, new, CORRECTION.format(field)) == []


@pytest.mark.parametrize(
    ("field", "removed"),
    [
        ("beslut.diarienummer", '  diarienummer: "2024-031"\n'),
        ("beslut.fordelning", "  fordelning: {raslatt: 85000}\n"),
        ("mal.text", "  text: Minst hälften ska vara flickor.\n"),
        ("resultat.tillfallen", "  tillfallen: 62\n"),
        ("ekonomi.aterbetalt", "  aterbetalt: 1000\n"),
        ("ansokan.belopp", "  belopp: 120000\n"),
        ("ersatter", "ersatter: 2023/laxhjalp-raslatt\n"),
        ("mal", ADDED[ADDED.index("mal:") : ADDED.index("ekonomi")]),
        ("ekonomi", ADDED[ADDED.index("ekonomi") : ADDED.index("avbrutet")]),
        ("avbrutet", ADDED[ADDED.index("avbrutet") :]),
    ],
)
def test_a_guarded_field_is_not_removed_but_may_come(field: str, removed: str) -> None:
    assert change(removed, "") == ["R503"]
    assert change(removed, "", CORRECTION.format(field)) == []
    before = {**base_files(), RECORD: published().replace(removed, "", 1).encode()}
    assert found(before, {**before, RECORD: published().encode()}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titel: Läxhjälp på Råslätt", "titel: Läxhjälp för alla på Råslätt"),
        ("teman: [arbete-studier]", "teman: [arbete-studier, kultur-sport]"),
        ("ingen under\n    tio år", "ingen\n    under tio år"),
        ("https://example.org/lyktan", "https://example.org/nya-lyktan"),
    ],
)
def test_all_else_may_change_freely(old: str, new: str) -> None:
    assert change(old, new) == []


def test_the_day_a_report_came_in() -> None:
    field = CORRECTION.format("uppfoljning.inkom")
    assert change("inkom: 2025-05-20", "inkom: 2025-05-21") == ["R503"]
    assert change("inkom: 2025-05-20", "inkom: 2025-05-21", field) == []
    assert change("    inkom: 2025-05-20\n", "") == ["R505"]
    assert change("    inkom: 2025-05-20\n", "", field) == []
    later = published().replace("    inkom: 2025-05-20\n", "", 1)
    assert change("senast: 2025-05-31", "senast: 2025-05-31\n    inkom: 2025-05-20", before=later) == []


LATE = published().replace("    inkom: 2025-05-20\n", "", 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("senast: 2024-05-15", "senast: 2024-05-16"),
        ("    senast: 2025-05-31\n", "    senast: 2026-12-31\n"),
        ("    senast: 2025-05-31\n", "    senast: 2026-12-31\n    inkom: 2026-11-20\n"),
        ("  - typ: delrapport\n    senast: 2024-10-01\n", ""),
    ],
)
def test_a_late_report_is_not_made_on_time_by_moving_its_day(old: str, new: str) -> None:
    before = LATE.replace("  - typ: slutrapport", "  - typ: delrapport\n    senast: 2024-10-01\n  - typ: slutrapport")
    assert change(old, new, before=before) == ["R503"]
    assert change(old, new, CORRECTION.format("uppfoljning.senast"), before=before) == []
    assert change(old, new, CORRECTION.format("uppfoljning"), before=before) == []
    assert change(old, new, CORRECTION.format("uppfoljning.inkom"), before=before) == ["R503"]


def test_what_ends_early_may_be_accounted_for_on_another_day() -> None:
    stopped = ADDED[ADDED.index("avbrutet") :]
    before = LATE.replace(stopped, "")
    assert change("senast: 2025-05-31", "senast: 2025-03-01", stopped, before=before) == []


def test_a_continuation_follows_what_it_continues_to_its_new_place() -> None:
    first, new = "partnerships/2023/laxhjalp-raslatt.yaml", "partnerships/2023/ny-plats.yaml"
    before = base_files()
    follows = before[RECORD].replace(b"ersatter: 2023/laxhjalp-raslatt", b"ersatter: 2023/ny-plats")
    after = {**before, first: b"flyttad_till: 2023/ny-plats\n", new: before[first], RECORD: follows}
    assert found(before, after) == []
    assert [one.code for one in found(before, {**before, new: before[first], RECORD: follows})][:1] == ["R503"]


def test_a_report_may_be_added_and_the_list_put_in_another_order() -> None:
    part = "  - typ: delrapport\n    senast: 2024-10-01\n"
    final = "  - typ: slutrapport\n    senast: 2025-05-31\n"
    assert change(final, part + final, before=LATE) == []
    assert change(part + final, final + part, before=LATE.replace(final, part + final)) == []


def test_a_correction_is_kept_and_its_field_may_be_named_later() -> None:
    corrected = published() + CORRECTION.format("titel")
    assert change("Uppgiften var felskriven", "Uppgiften var fel", before=corrected) == ["R504"]
    assert change("    falt: titel\n", "", before=corrected) == ["R504"]
    unnamed = corrected.replace("    falt: titel\n", "")
    assert change("2026-11-20\n", "2026-11-20\n    falt: titel\n", before=unnamed) == []
    assert change("belopp: 85000", "belopp: 86000", before=published() + CORRECTION.format("beslut.belopp")) == ["R503"]


MOVED = {**base_files(), "partnerships/2023/gammal.yaml": b"flyttad_till: 2024/laxhjalp-raslatt\n"}
WITHDRAWN_TEXT = b"tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphavdes innan avtalet skrevs under.\n"
WITHDRAWN = {**base_files(), "partnerships/2023/gammal.yaml": WITHDRAWN_TEXT}


def tombstone(before: Files, text: bytes, more: Files | None = None) -> list[str]:
    return [one.code for one in found(before, {**before, **(more or {}), "partnerships/2023/gammal.yaml": text})]


def test_a_tombstone_stays_as_it_was() -> None:
    assert tombstone(MOVED, b"flyttad_till: 2023/laxhjalp-raslatt\n") == ["R508"]
    assert tombstone(MOVED, WITHDRAWN_TEXT) == ["R508"]
    assert tombstone(MOVED, b"# Flyttad\nflyttad_till:   2024/laxhjalp-raslatt\n") == []
    assert tombstone(WITHDRAWN, WITHDRAWN_TEXT.replace(b"06-01", b"06-02")) == ["R508"]
    assert tombstone(WITHDRAWN, WITHDRAWN_TEXT.replace(b"upphavdes", b"gjordes om")) == ["R508"]
    assert tombstone(WITHDRAWN, b"flyttad_till: 2024/laxhjalp-raslatt\n") == ["R508"]
    assert tombstone(WITHDRAWN, WITHDRAWN_TEXT.replace(b"innan avtalet", b"innan\n    avtalet")) == []


def test_a_tombstone_follows_the_record_that_it_leads_to() -> None:
    new = published().encode()
    assert (
        tombstone(
            MOVED,
            b"flyttad_till: 2024/ny-plats\n",
            {
                RECORD: b"flyttad_till: 2024/ny-plats\n",
                RECORD.replace("laxhjalp-raslatt", "ny-plats"): base_files()[RECORD],
            },
        )
        == []
    )
    assert tombstone(MOVED, WITHDRAWN_TEXT, {RECORD: WITHDRAWN_TEXT}) == []
    assert new


def test_an_address_is_not_used_again_but_the_same_record_may_come_back() -> None:
    record = base_files()["partnerships/2023/laxhjalp-raslatt.yaml"]
    assert tombstone(WITHDRAWN, record) == ["R508"]
    assert tombstone(WITHDRAWN, record + CORRECTION.format("tillbakadragen").encode()) == []
    assert tombstone(MOVED, record) == ["R508"]


def test_a_record_is_only_moved_to_itself() -> None:
    new = "partnerships/2024/ny-plats.yaml"
    same, other = base_files()[RECORD], base_files()["partnerships/2023/laxhjalp-raslatt.yaml"]
    stone = b"flyttad_till: 2024/ny-plats\n"
    before = base_files()
    assert [p.code for p in found(before, {**before, RECORD: stone, new: same})] == []
    retitled = same.replace(b"titel: L\xc3\xa4xhj\xc3\xa4lp p\xc3\xa5", b"titel: Hj\xc3\xa4lp p\xc3\xa5")
    assert [p.code for p in found(before, {**before, RECORD: stone, new: retitled})] == []
    unrelated = other.replace(b"Lyktan", b"Skenet").replace(b"899999-0008", b"899999-0016")
    assert "R509" in [p.code for p in found(before, {**before, RECORD: stone, new: unrelated})]
    assert [p.code for p in found(before, {**before, RECORD: b"flyttad_till: 2023/laxhjalp-raslatt\n"})] == ["R509"]


def edited_file(path: str, old: str, new: str) -> list[Problem]:
    text = base_files()[path].decode()
    assert old in text, (path, old)
    return found(base_files(), {**base_files(), path: text.replace(old, new, 1).encode()})


def test_criteria_in_force_stay_and_later_ones_may_change() -> None:
    (problem,) = edited_file(CRITERIA, "rubrik: ", "rubrik: Nytt ")
    assert (problem.code, problem.place.path) == ("R510", CRITERIA)
    assert problem.place.line > 3
    assert [one.code for one in edited_file(CRITERIA, "policy: ", "# Antagna av styrelsen\npolicy: ")] == []
    later = CRITERIA.replace("2023-08-30", "2027-01-01")
    coming = base_files()[CRITERIA].decode().replace("galler_fran: 2023-08-30", "galler_fran: 2027-01-01")
    files = {**base_files(), later: coming.encode()}
    assert found(files, {**files, later: coming.replace("rubrik: ", "rubrik: Nytt ", 1).encode()}) == []
    assert [one.code for one in found(files, {k: v for k, v in files.items() if k != later})] == ["R507"]


def test_draft_criteria_may_be_adopted_as_they_are() -> None:
    draft = base_files()[CRITERIA].decode()
    if "status: utkast" not in draft:
        draft = draft.replace("status: antagen", "status: utkast")
    files = {**base_files(), CRITERIA: draft.encode()}
    adopted = draft.replace("status: utkast", "status: antagen")
    assert found(files, {**files, CRITERIA: adopted.encode()}) == []
    back = {**files, CRITERIA: adopted.encode()}
    assert [one.code for one in found(back, files)] == ["R510"]


def test_policy_in_force_stays() -> None:
    assert [one.code for one in edited_file(POLICY, "revideras_senast: 2026", "revideras_senast: 2028")] == ["R506"]


def test_a_code_in_use_keeps_its_name_but_a_slip_may_be_mended() -> None:
    (problem,) = edited_file(LIST, "namn: Råslätt", "namn: Österängen-Norra")
    assert problem.code == "R511"
    assert "Det rör " in problem.message
    assert edited_file(LIST, "namn: Råslätt", "namn: Råslät") == []
    assert edited_file(LIST, "namn: Öxnehaga", "namn: Norrahammar") == []
    assert [one.code for one in edited_file(LIST, "kod: oxnehaga", "kod: norrahammar")] == ["R507"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (("mkdocs.yml", RECORD), "R512"),
        (("scripts/register/check.py", "content/om.md"), "R512"),
        (("schemas/record.schema.json", RECORD), "R512"),
        ((".github/workflows/check.yml", RECORD), "R512"),
        (("requirements.lock", RECORD), "R512"),
        (("scripts/validate.py", "tests/test_validate.py"), ""),
        (("content/om.md", RECORD, "docs/scripts/om.md", "README.md"), ""),
    ],
)
def test_records_and_their_judge_are_two_proposals(changed: tuple[str, ...], code: str) -> None:
    assert [one.code for one in found(base_files(), base_files(), *changed)] == [code] * bool(code)
