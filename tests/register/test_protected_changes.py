"""What is fixed stays fixed: each guarded fact × removed, edited, corrected, and what may change freely."""

from __future__ import annotations

import re

import pytest
from register.problem import Place, Problem
from register.rules.protected_changes import GUARDED

from .cases import RECORD
from .memory import Files, base_files, checked, edited

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
LIST, ROUNDS = "content/listor/stadsdelar.yaml", "content/listor/ansokningsomgangar.yaml"
EARLIER, MOVED_TO = "partnerships/2023/laxhjalp-raslatt.yaml", "partnerships/2023/ny-plats.yaml"


def published() -> str:
    """The record of the base with every guarded field."""
    text = base_files()[RECORD].decode()
    assert "rattelser" not in text
    return text.replace("  belopp: 85000\n", "  belopp: 85000\n  fordelning: {raslatt: 85000}\n") + ADDED


def found(before: Files, after: Files, *changed: str) -> list[Problem]:
    problems = checked(after, before, changed=changed).problems
    return [problem for problem in problems if problem.code.startswith("R5")]


Edits = list[tuple[str, str]]


def replaced(text: str, edits: Edits) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def without(files: Files, path: str) -> Files:
    return {name: raw for name, raw in files.items() if name != path}


def change(old: str, new: str, more: str = "", before: str = "") -> list[str]:
    """The codes of changing the published record."""
    before = before or published()
    files = {**base_files(), RECORD: before.encode()}
    after = replaced(before, [(old, new)]) + more
    return [problem.code for problem in found(files, {**files, RECORD: after.encode()})]


REASON = "Samma ledare möter barnen hela terminen."
SUMMARY = "    Läxhjälpen hölls vid 62 tillfällen och nådde 140 barn och unga, mer än dubbelt så många som\n"
# each guarded field, its line, what is changed in it, and whether a record may be without it
FIELDS = [
    ("mottagare.namn", "  namn: Exempelföreningen Lyktan\n", "Lyktan", "Skenet", True),
    ("mottagare.organisationsnummer", '  organisationsnummer: "899999-0008"\n', "0008", "0016", True),
    ("ansokan.inkom", "  inkom: 2024-02-01\n", "02-01", "01-31", True),
    ("ansokan.belopp", "  belopp: 120000\n", "12", "11", True),
    ("beslut.datum", "  datum: 2024-03-12\n", "03-12", "03-13", False),
    ("beslut.belopp", "  belopp: 85000\n", "85", "86", False),
    ("beslut.fordelning", "  fordelning: {raslatt: 85000}\n", "85", "84", True),
    ("beslut.beslutsfattare", "  beslutsfattare: Hållbarhetschef\n", "Hållbarhetschef", "Vd", False),
    ("beslut.diarienummer", '  diarienummer: "2024-031"\n', "031", "032", True),
    ("beslut.jav", "  jav: provat\n", "provat", "hanterat", False),
    ("avtal.start", "  start: 2024-04-01\n", "04-01", "04-02", False),
    ("avtal.slut", "  slut: 2025-03-31\n", "03-31", "03-30", False),
    ("avtal.nytta", "    utan avgift och utan anmälan. ", "utan avgift", "med avgift", None),
    ("mal.tillfallen", "  tillfallen: 60\n", "60", "6", True),
    ("mal.deltagare", "  deltagare: 100\n", "100", "10", True),
    ("mal.text", "  text: Minst hälften ska vara flickor.\n", "hälften", "en", True),
    ("kriterier", f"    {REASON} ", "Samma", "Olika", None),
    ("resultat.tillfallen", "  tillfallen: 62\n", "62", "72", True),
    ("resultat.deltagare", "  deltagare: 140\n", "140", "240", True),
    ("resultat.andel_flickor_kvinnor", "  andel_flickor_kvinnor: 52\n", "52", "62", True),
    ("resultat.sammanfattning", SUMMARY, "dubbelt", "tredubbelt", None),
    ("ekonomi.utbetalt", "  utbetalt: 85000\n", "85", "84", False),
    ("ekonomi.aterbetalt", "  aterbetalt: 1000\n", "1000", "100", True),
    ("ekonomi.datum", "  datum: 2025-06-10\n", "06-10", "06-11", False),
    ("avbrutet.datum", "  datum: 2025-01-15\n", "01-15", "01-16", False),
    ("avbrutet.skal", "  skal: Lokalen stängdes efter en vattenskada.\n", "vatten", "brand", False),
    ("ersatter", "ersatter: 2023/laxhjalp-raslatt\n", "2023", "2022", True),
]


def test_every_guarded_field_is_tried() -> None:
    assert [field for field, *_ in FIELDS] == [*GUARDED]


@pytest.mark.parametrize(("field", "line", "old", "new", "optional"), FIELDS, ids=[row[0] for row in FIELDS])
def test_a_guarded_field_needs_a_correction_that_names_it(
    field: str, line: str, old: str, new: str, optional: bool | None
) -> None:
    edited, correction = line.replace(old, new, 1), CORRECTION.format(field)
    assert change(line, edited) == ["R503"]
    assert change(line, edited, CORRECTION.format("titel")) == ["R503"]
    assert change(line, edited, CORRECTION.format("").replace("    falt: \n", "")) == ["R503"]
    assert change(line, edited, correction) == []
    if optional is not None:  # without what a record must have it is incomplete, which R202 says
        assert change(line, "") == ["R503"] * optional
        assert change(line, "", correction) == []
    if optional:  # what was never written may come, but for who the recipient is
        without = published().replace(line, "", 1)
        assert change(without, published(), before=without) == ["R503"] * field.startswith("mottagare")


@pytest.mark.parametrize("group", ["ansokan", "mal", "ekonomi", "avbrutet"])
def test_a_group_is_removed_as_one_change(group: str) -> None:
    removed = re.search(rf"^{group}:\n(  .*\n)*", published(), re.MULTILINE)
    assert removed
    assert change(removed[0], "") == ["R503"]
    assert change(removed[0], "", CORRECTION.format(group)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titel: Läxhjälp på Råslätt", "titel: Läxhjälp för alla på Råslätt"),
        ("teman: [arbete-studier]", "teman: [arbete-studier, kultur-sport]"),
        ("trygghet: >-", "trygghet: |-"),
        ("  ansvar: >-", "  nytt: Ett skäl till.\n  ansvar: >-"),
        ("nytta: >-", "nytta: |-"),
        ("https://example.org/lyktan", "https://example.org/nya-lyktan"),
    ],
)
def test_all_else_may_change_freely(old: str, new: str) -> None:
    assert change(old, new) == []


PLANNED = published()[published().index("  - typ: planering") : published().index("  - typ: slutrapport")]
FINAL, PART = "  - typ: slutrapport\n    senast: 2025-05-31\n", "  - typ: delrapport\n    senast: 2024-10-01\n"
LATE = published().replace("    inkom: 2025-05-20\n", "", 1)
THREE = LATE.replace(FINAL, PART + FINAL)
UNPLANNED = published().replace("    inkom: 2024-05-10\n", "", 1)
FIRST = f"{PART}    inkom: 2024-09-20\n"
SECOND = FIRST.replace("senast: 2024-10-01", "senast: 2024-12-01").replace("2024-09", "2024-11")
TWO_PARTS = LATE.replace(FINAL, FIRST + SECOND + FINAL)
IN, DUE = "uppfoljning.inkom", "uppfoljning.senast"


@pytest.mark.parametrize(
    ("before", "old", "new", "code", "field"),
    [
        (published(), "inkom: 2025-05-20", "inkom: 2025-05-21", "R503", IN),
        (published(), "    inkom: 2025-05-20\n", "", "R505", IN),
        (published(), PLANNED, "", "R505", IN),
        (UNPLANNED, "    inkom: 2025-05-20\n", "", "R505", IN),
        (UNPLANNED, PLANNED.replace("    inkom: 2024-05-10\n", ""), "", "R503", DUE),
        (THREE, "senast: 2024-05-15", "senast: 2024-05-16", "R503", DUE),
        (THREE, "    senast: 2025-05-31\n", "    senast: 2026-12-31\n", "R503", DUE),
        (THREE, "    senast: 2025-05-31\n", "    senast: 2026-12-31\n    inkom: 2026-11-20\n", "R503", DUE),
        (THREE, PART, "", "R503", DUE),
        (TWO_PARTS, FIRST, "", "R505", IN),
        (TWO_PARTS, FIRST + SECOND, SECOND.replace("senast: 2024-12-01", "senast: 2024-12-05") + FIRST, "R503", DUE),
    ],
)
def test_a_late_report_is_not_made_on_time_and_one_that_came_in_stays(
    before: str, old: str, new: str, code: str, field: str
) -> None:
    assert change(old, new, before=before) == [code]
    for corrected in (IN, DUE, "uppfoljning"):
        left = [] if corrected in (field, "uppfoljning") else [code]
        assert change(old, new, CORRECTION.format(corrected), before) == left


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        (LATE, FINAL, f"{FINAL}    inkom: 2025-05-20\n"),
        (LATE, FINAL, PART + FINAL),
        (THREE, PART + FINAL, FINAL + PART),
        (THREE, PART + FINAL, f"{FINAL}    inkom: 2025-05-20\n{PART}    inkom: 2024-09-30\n"),
    ],
)
def test_a_report_may_come_in_or_be_added_and_the_order_be_another(before: str, old: str, new: str) -> None:
    assert change(old, new, before=before) == []


def test_reports_are_paired_by_the_day_that_is_left() -> None:
    for field, days in ((IN, ("inkom: 2024-09-20", "inkom: 2024-11-20")), (DUE, ("2024-10-01", "2024-12-01"))):
        swapped = "".join(report.replace(day, f"{day[:-2]}05") for report, day in ((SECOND, days[1]), (FIRST, days[0])))
        assert change(FIRST + SECOND, swapped, before=TWO_PARTS) == ["R503", "R503"]
        assert change(FIRST + SECOND, swapped, CORRECTION.format(field), TWO_PARTS) == []


def test_what_ends_early_may_be_accounted_for_on_another_day() -> None:
    stopped = ADDED[ADDED.index("avbrutet") :]
    assert change("senast: 2025-05-31", "senast: 2025-03-01", stopped, LATE.replace(stopped, "")) == []
    assert change("senast: 2025-05-31", "senast: 2025-03-01", before=LATE) == ["R503"]


@pytest.mark.parametrize(
    ("tombstone", "continues", "codes"),
    [
        (b"flyttad_till: 2023/ny-plats\n", "2023/ny-plats", []),
        (b"flyttad_till: 2023/ny-plats\n", "2024/laxhjalp", ["R503"]),
        (b"flyttad_till: 2023/ny-plats\n", "", ["R503"]),
        (b"tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphavdes.\n", "", []),
        (b"tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphavdes.\n", "2023/ny-plats", ["R503"]),
        (None, "2023/ny-plats", ["R502"]),
    ],
)
def test_a_continuation_follows_what_it_continues(tombstone: bytes | None, continues: str, codes: list[str]) -> None:
    before = base_files()
    follows = f"ersatter: {continues}".encode() if continues else b""
    after = {
        **before,
        RECORD: before[RECORD].replace(b"ersatter: 2023/laxhjalp-raslatt", follows),
        MOVED_TO: before[EARLIER],
    }
    after = {path: raw for path, raw in {**after, EARLIER: tombstone}.items() if raw is not None}
    assert [one.code for one in found(before, after)] == codes


CORRECTED = published() + CORRECTION.format("titel")
UNNAMED = CORRECTED.replace("    falt: titel\n", "")
FAULTY = CORRECTED.replace("rattelser:\n", "rattelser:\n  - text: Uppgiften saknades.\n")


@pytest.mark.parametrize(
    ("before", "old", "new", "said"),
    [
        (CORRECTED, "Uppgiften var felskriven", "Uppgiften var fel", "skrivits om"),
        (CORRECTED, "datum: 2026-11-20", "datum: 2026-11-19", "skrivits om"),
        (CORRECTED, "    falt: titel\n", "", "skrivits om"),
        (CORRECTED, "falt: titel", "falt: sammanfattning", "skrivits om"),
        (CORRECTED, CORRECTION.format("titel"), "", "tagits bort"),
        (FAULTY, CORRECTION.format("titel").removeprefix("rattelser:\n"), "", "tagits bort"),
        (CORRECTED, "Uppgiften var felskriven", "Uppgiften\n      var felskriven", ""),
        (UNNAMED, "2026-11-20\n", "2026-11-20\n    falt: titel\n", ""),
    ],
)
def test_a_correction_is_kept(before: str, old: str, new: str, said: str) -> None:
    messages = {"R504": f"Rättelsen från 2026-11-20 har {said}."} if said else {}
    after = {**base_files(), RECORD: replaced(before, [(old, new)]).encode()}
    assert {one.code: one.message for one in found({**base_files(), RECORD: before.encode()}, after)} == messages


def test_a_correction_unlocks_once() -> None:
    before = published() + CORRECTION.format("beslut.belopp")
    assert change("belopp: 85000", "belopp: 86000", before=before) == ["R503"]


OLD = "partnerships/2023/gammal.yaml"
MOVED = b"flyttad_till: 2024/laxhjalp-raslatt\n"
WITHDRAWN = b"tillbakadragen:\n  datum: 2024-06-01\n  skal: Beslutet upphavdes innan avtalet skrevs under.\n"
NEW = "partnerships/2024/ny-plats.yaml"
TO_NEW = b"flyttad_till: 2024/ny-plats\n"


@pytest.mark.parametrize(
    ("before", "after", "more", "codes"),
    [
        (MOVED, b"flyttad_till: 2023/laxhjalp-raslatt\n", {}, ["R508"]),
        (MOVED, WITHDRAWN, {}, ["R508"]),
        (MOVED, b"# Flyttad\nflyttad_till:   2024/laxhjalp-raslatt\n", {}, []),
        (WITHDRAWN, WITHDRAWN.replace(b"06-01", b"06-02"), {}, ["R508"]),
        (WITHDRAWN, WITHDRAWN.replace(b"upphavdes", b"gjordes om"), {}, ["R508"]),
        (WITHDRAWN, MOVED, {}, ["R508"]),
        (WITHDRAWN, WITHDRAWN.replace(b"innan avtalet", b"innan\n    avtalet"), {}, []),
        # the record that it leads to has itself been moved or withdrawn
        (MOVED, TO_NEW, {RECORD: TO_NEW, NEW: base_files()[RECORD]}, []),
        (MOVED, WITHDRAWN, {RECORD: WITHDRAWN}, []),
        (MOVED, WITHDRAWN.replace(b"06-01", b"06-02"), {RECORD: WITHDRAWN}, ["R508"]),
        # the address is not used again, but the same record may come back
        (WITHDRAWN, base_files()[EARLIER], {}, ["R508"]),
        (WITHDRAWN, base_files()[EARLIER] + CORRECTION.format("tillbakadragen").encode(), {}, []),
        (WITHDRAWN, base_files()[EARLIER] + CORRECTION.format("flyttad_till").encode(), {}, ["R508"]),
        (MOVED, base_files()[EARLIER], {}, ["R508"]),
        (MOVED, base_files()[EARLIER] + CORRECTION.format("flyttad_till").encode(), {}, []),
        # incomplete before: nothing is known of what it said
        (b"flyttad_till: [2024]\n", MOVED, {}, ["R508"]),
        (b"tillbakadragen:\n  datum: 2024-06-01\n", WITHDRAWN, {}, ["R508"]),
    ],
)
def test_a_tombstone_stays_as_it_was(before: bytes, after: bytes, more: Files, codes: list[str]) -> None:
    files = {**base_files(), OLD: before}
    assert [one.code for one in found(files, {**files, **more, OLD: after})] == codes


RETITLED = base_files()[RECORD].replace(b"titel: L\xc3\xa4xhj\xc3\xa4lp p\xc3\xa5", b"titel: Hj\xc3\xa4lp p\xc3\xa5")
UNRELATED = base_files()[EARLIER].replace(b"Lyktan", b"Skenet").replace(b"899999-0008", b"899999-0016")


@pytest.mark.parametrize(
    ("tombstone", "new", "codes"),
    [
        (TO_NEW, base_files()[RECORD], []),
        (TO_NEW, RETITLED, []),
        (TO_NEW, RETITLED.replace(b"85000", b"86000"), ["R509"]),
        (TO_NEW, UNRELATED, ["R509"]),
        (TO_NEW, base_files()[RECORD].replace(b"85000", b"86000"), ["R503"]),
        (b"flyttad_till: 2023/laxhjalp-raslatt\n", None, ["R509"]),
        (b"flyttad_till: 2024/finns-inte\n", None, []),  # R404 says so
        (WITHDRAWN, None, []),
    ],
)
def test_a_record_is_only_moved_to_itself_and_keeps_its_facts(
    tombstone: bytes, new: bytes | None, codes: list[str]
) -> None:
    after = {**base_files(), RECORD: tombstone, **({NEW: new} if new else {})}
    assert [one.code for one in found(base_files(), after)] == codes


def test_a_tombstone_is_marked_where_it_leads() -> None:
    before = {**base_files(), OLD: MOVED}
    (problem,) = found(before, {**before, OLD: b"# Flyttad\nflyttad_till: 2023/laxhjalp-raslatt\n"})
    assert problem.place == Place(OLD, 2, 15)
    assert problem.message == "Hänvisningen har ändrats. Tidigare: «2024/laxhjalp-raslatt»."


TITLE, AMOUNT = ("titel: Läxhjälp på Råslätt", "titel: Läsgruppen i lokalen"), ("belopp: 85000", "belopp: 86000")
SUMMARY, DAY = ("Öppen läxhjälp två", "Öppen läxhjälp tre"), ("datum: 2024-03-12", "datum: 2024-03-13")
NAME = ("Exempelföreningen Lyktan", "Exempelföreningen Skenet")
NO_TITLE, NO_AMOUNT = ("titel: Läxhjälp på Råslätt\n", ""), ("  belopp: 85000\n", "")
NO_NUMBER, NO_DAY = ('  organisationsnummer: "899999-0008"\n', ""), ("  datum: 2024-03-12\n", "")


@pytest.mark.parametrize(
    ("before", "edits", "code"),
    [
        ([], [], "R502"),
        ([], [AMOUNT, SUMMARY], "R502"),  # known by name, day and title
        ([], [TITLE], "R502"),  # by name, day and amount
        ([], [DAY, AMOUNT], "R502"),  # by name, title and summary
        ([], [NAME], "R502"),  # by number, title and amount
        ([], [TITLE, AMOUNT], "R501"),
        ([], [DAY, TITLE], "R501"),
        ([], [NAME, TITLE], "R501"),
        ([], [NAME, AMOUNT], "R501"),
        ([], [DAY, AMOUNT, SUMMARY], "R501"),
        ([NO_NUMBER], [NAME], "R501"),
        ([NO_TITLE], [], "R502"),
        ([NO_AMOUNT], [], "R502"),
        ([NO_DAY], [], "R502"),
        ([NO_TITLE, NO_AMOUNT], [], "R501"),
    ],
)
def test_a_renamed_record_is_known_by_any_likeness(before: Edits, edits: Edits, code: str) -> None:
    files = {path: raw for path, raw in base_files().items() if path != "partnerships/2024/laxhjalp.yaml"}
    files[RECORD] = replaced(files[RECORD].decode(), before).encode()
    moved = {**files, NEW: replaced(files[RECORD].decode(), edits).encode()}
    (problem,) = [one for one in found(files, without(moved, RECORD)) if one.code in ("R501", "R502")]
    assert (problem.code, problem.place.path) == (code, RECORD)
    assert ("2024/ny-plats" in problem.hint) is (code == "R502")


def test_a_copy_that_was_there_before_is_no_new_place() -> None:
    copied = {**base_files(), NEW: base_files()[RECORD]}
    assert [one.code for one in found(copied, without(copied, RECORD))] == ["R501"]
    amount = {**copied, RECORD: TO_NEW, NEW: copied[NEW].replace(b"85000", b"86000")}
    assert [one.code for one in found(copied, amount)] == ["R503"]  # of the copy, and once


def test_a_changed_or_removed_reason_is_quoted() -> None:
    reason = (
        REASON
        + " Lokalen är ljus, dörren är bemannad och ingen under\n    tio år går hem ensam utan att det är bestämt.\n"
    )
    quoted = "«Samma ledare möter barnen hela terminen. Lokalen är ljus,…»"
    said = "«Motiveringar» (kriterier) har {}, utan en rättelse som anger fältet."
    for old, new, what in [
        ("Samma ledare möter", "Olika ledare möter", f"ändrats från {quoted} till {quoted.replace('Samma', 'Olika')}"),
        (f"  trygghet: >-\n    {reason}", "", "tagits bort"),
    ]:
        files = edited(old, new)
        assert [one.message for one in found(base_files(), files)] == [said.format(what)]


ROUND = """omgangar:
  - kod: var-2027
    namn: Våren 2027
    oppnar: 2027-01-15
    stanger: 2027-02-15
    beslut_senast: 2027-03-31
"""
LAST = base_files()[CRITERIA].decode()
LAST = LAST[LAST.rindex("  - id: ") :]


@pytest.mark.parametrize(
    ("path", "edits", "expected"),
    [
        (CRITERIA, [("rubrik: Trygghet", "rubrik: Nytt")], [("R510", 45)]),
        (CRITERIA, [(LAST, "")], [("R510", 7)]),
        (CRITERIA, [("status: antagen", "status: utkast")], [("R510", 5)]),
        (CRITERIA, [("status: antagen\n", "")], [("R510", 3)]),
        (CRITERIA, [("policy: ", "# Antagna av styrelsen\npolicy: ")], []),
        (CRITERIA, [("kriterier:", "kriterier")], []),  # R109 says so
        (POLICY, [("revideras_senast: 2026", "revideras_senast: 2028")], [("R506", 8)]),
        (POLICY, [("- Driva verksamhet", "- Driva arbete")], [("R506", 30)]),
        (POLICY, [("\n- Följa det regelverk", "- Följa det regelverk")], [("R506", 30)]),
        (POLICY, [("för stadsdelssamarbeten\n", "för stadsdelssamarbeten\n\n")], []),
        (POLICY, [("för stadsdelssamarbeten\n", "för stadsdelssamarbeten\n\nStryks.\n")], [("R506", 34)]),
        (POLICY, [("titel: Policy", "titel Policy")], []),
        (LIST, [("namn: Råslätt", "namn: Österängen-Norra")], [("R511", 21)]),
        (LIST, [("namn: Råslätt", "namn: Råslät")], []),
        (LIST, [("namn: Öxnehaga", "namn: Norrahammar")], []),
        (LIST, [("kod: oxnehaga", "kod: norrahammar")], [("R507", 5)]),
        (LIST, [("Verksamhet", "Odling")], []),
        (LIST, [("koder:", "koder")], []),
        (ROUNDS, [("kod: var-2027", "kod: tidig-2027")], [("R507", 2)]),
        (ROUNDS, [("namn: Våren", "namn: Vintern")], []),
        (ROUNDS, [("omgangar:", "omgangar")], []),
        (LIST, [("kod: centrum", "kod: mitten"), ("kod: samset", "kod: annat")], [("R507", 5), ("R507", 5)]),
        (ROUNDS, [(ROUND, "omgangar: []\n")], [("R507", 1)]),
    ],
)
def test_content_that_is_used_stays(path: str, edits: Edits, expected: list[tuple[str, int]]) -> None:
    before = {**base_files(), ROUNDS: ROUND.encode()}
    after = {**before, path: replaced(before[path].decode(), edits).encode()}
    problems = found(before, after)
    assert [(one.code, one.place.line) for one in problems] == expected
    assert all(one.place.column == 1 for one in problems if path == POLICY and one.place.line > 8)


@pytest.mark.parametrize(("path", "codes"), [(LIST, []), (ROUNDS, []), (CRITERIA, ["R507"]), (POLICY, ["R506"])])
def test_a_file_that_is_gone_is_no_error_of_the_check(path: str, codes: list[str]) -> None:
    before = {**base_files(), ROUNDS: ROUND.encode()}
    assert [one.code for one in found(before, without(before, path))] == codes


def test_a_code_is_guarded_after_one_that_is_incomplete_and_its_records_are_counted() -> None:
    before = {**base_files(), LIST: base_files()[LIST].replace(b"kod: centrum", b"kod:")}
    after = {**before, LIST: before[LIST].replace("namn: Råslätt".encode(), "namn: Österängen-Norra".encode())}
    (two,) = found(before, after)
    (one,) = found(without(before, EARLIER), without(after, EARLIER))
    assert [problem.message.rpartition(". ")[2] for problem in (two, one)] == [
        "Det rör 2 samarbeten.",
        "Det rör 1 samarbete.",
    ]


@pytest.mark.parametrize(
    ("path", "old", "codes"), [(POLICY, "titel: ", ("R506", "R506")), (CRITERIA, "rubrik: ", ("R510", "R507"))]
)
@pytest.mark.parametrize(("day", "in_force"), [("2026-11-23", True), ("2026-11-24", False)])
def test_a_version_is_fixed_from_the_day_it_is_in_force(
    path: str, old: str, codes: tuple[str, str], day: str, in_force: bool
) -> None:
    new = path.replace("2023-08-30", day)
    text = base_files()[path].replace(b"fran: 2023-08-30", f"fran: {day}".encode())
    before = {**base_files(), new: text.replace(b"senast: 2026", b"senast: 2029")}
    edits = found(before, {**before, new: before[new].replace(old.encode(), f"{old}Nytt ".encode(), 1)})
    assert [(one.code, one.place.path) for one in edits] == [(codes[0], new)] * in_force
    removed = codes[1:] if in_force or path == CRITERIA else ()
    assert [one.code for one in found(before, without(before, new))] == [*removed]


@pytest.mark.parametrize(("path", "old"), [(POLICY, "titel: "), (CRITERIA, "rubrik: ")])
def test_a_version_is_fixed_after_one_that_is_incomplete(path: str, old: str) -> None:
    earlier = path.replace("2023-08-30", "2023-01-01")
    before = {**base_files(), earlier: base_files()[path].replace(b"galler_fran: 2023-08-30\n", b"")}
    (problem,) = found(before, {**before, path: before[path].replace(old.encode(), f"{old}Nytt ".encode(), 1)})
    assert problem.place.path == path


@pytest.mark.parametrize(
    ("status", "codes"), [("antagen", []), ("antagen\n# Antagna 2026", []), ("arkiverad", ["R510"])]
)
def test_draft_criteria_may_be_adopted_as_they_are(status: str, codes: list[str]) -> None:
    draft = {**base_files(), CRITERIA: base_files()[CRITERIA].replace(b"status: antagen", b"status: utkast")}
    adopted = {**draft, CRITERIA: draft[CRITERIA].replace(b"utkast", status.encode())}
    assert [one.code for one in found(draft, adopted)] == codes
    also = {**adopted, CRITERIA: adopted[CRITERIA].replace(b"rubrik: Trygghet", b"rubrik: Nytt")}
    assert [one.code for one in found(draft, also)] == ["R510"]


@pytest.mark.parametrize(
    ("judge", "judged"),
    [
        ("scripts/register/check.py", "content/om.md"),
        *((path, RECORD) for path in ["schemas/record.schema.json", ".ci/check.sh", ".github/workflows/check.yml"]),
        *((path, RECORD) for path in [".gitlab-ci.yml", ".forgejo/workflows/check.yml", "CODEOWNERS", "mkdocs.yml"]),
        *((path, RECORD) for path in ["pyproject.toml", "requirements.lock", "Makefile", "gor"]),
    ],
)
def test_records_and_their_judge_are_two_proposals(judge: str, judged: str) -> None:
    (problem,) = found(base_files(), base_files(), "scripts/z.py", "partnerships/2024/z.yaml", judge, judged)
    assert (problem.code, problem.place.path) == ("R512", judge)
    assert f"kontrollen ({judge}) och innehållet ({judged})" in problem.message
    assert found(base_files(), base_files(), judge, "tests/test_validate.py") == []
    assert found(base_files(), base_files(), judged, "docs/scripts/om.md", "README.md") == []
