"""Files that lack something: what is wrong is told, what comes after it is looked at, and a change is still judged."""

from __future__ import annotations

import pytest
from register.problem import Problem

from .cases import RECORD
from .memory import Files, base_files, checked, edited, problems

LIST, ROUNDS = "content/listor/stadsdelar.yaml", "content/listor/ansokningsomgangar.yaml"
SETTINGS, CRITERIA = "content/listor/installningar.yaml", "content/kriterier/2023-08-30.yaml"
POLICY, EARLIER = "content/policy/2023-08-30.md", "partnerships/2023/laxhjalp-raslatt.yaml"
ENTRY = "  - kod: centrum\n    namn: Centrum\n    beskrivning: Verksamhet för hyresgäster i centrala Jönköping.\n"
ROUND = "omgangar:\n  - namn: Våren 2027\n    oppnar: 2027-01-15\n"

INCOMPLETE = [
    (LIST, "kod: centrum", "kot: centrum"),
    (LIST, "    namn: Centrum\n", ""),
    (LIST, "kod: centrum", "kod:"),
    (LIST, "kod: centrum", "kod: [centrum]"),
    (LIST, ENTRY, "  - centrum\n"),
    (LIST, "koder:\n", "kod:\n"),
    (ROUNDS, "omgangar: []", ROUND),
    (ROUNDS, "omgangar: []", "omgangar: [var-2027]"),
    (SETTINGS, "belopp_hogst: 1000000", "belopp_hogst: mycket"),
    (SETTINGS, "belopp_hogst: 1000000", "hogst: 1000000"),
    (CRITERIA, "galler_fran: 2023-08-30", "galler: 2023-08-30"),
    (CRITERIA, "  - id: starker-omradet\n    rubrik", "  - rubrik"),
    (CRITERIA, "policy: 2023-08-30\n", ""),
    (CRITERIA, "    motiveras: true\n", ""),
    (CRITERIA, "kriterier:\n", "kriterie:\n"),
    (POLICY, "galler_fran: 2023-08-30\n", ""),
    (POLICY, "revideras_senast: 2026-08-30", "revideras_senast: snart"),
    (POLICY, "titel: Policy", "titul: Policy"),
    (RECORD, "beslut:\n", "beslutet:\n"),
    (RECORD, "  datum: 2024-03-12\n", ""),
    (EARLIER, "  datum: 2023-09-19\n", ""),
    (RECORD, "uppfoljning:\n", "uppfoljning:\n  - typ: delrapport\n"),
    (RECORD, "uppfoljning:\n", "uppföljning:\n"),
    (RECORD, "ersatter:", "rattelser: Fel.\nersatter:"),
    (RECORD, "ersatter:", "rattelser:\n  - datum: 2026-11-20\n    falt: [titel]\n    text: Fel.\nersatter:"),
    (RECORD, "avtal:\n", "avbrutet: 2024\navtal:\n"),
    (RECORD, "kriterier:\n", "motiv:\n"),
]


def changed(before: Files, after: Files) -> tuple[Problem, ...]:
    return checked(after, before).problems


@pytest.mark.parametrize(("path", "old", "new"), INCOMPLETE, ids=[f"{row[0]} {row[2]!r}" for row in INCOMPLETE])
def test_an_incomplete_file_is_told_of_and_hides_nothing_else(path: str, old: str, new: str) -> None:
    incomplete = edited(old, new, path)
    other = EARLIER if path == RECORD else RECORD
    shouted = {
        **incomplete,
        other: incomplete[other].replace("titel: Läxhjälp på".encode(), "titel: LÄXHJÄLP PÅ".encode()),
    }
    found = [(one.code[:2], one.place.path) for one in changed(base_files(), shouted)]
    assert ("R2", path) in found
    assert ("R3", other) in found
    assert [one for one in changed(incomplete, base_files()) if not one.code.startswith("R5")] == []


CODES = "  - kod: samset\n    namn: Samset\n    beskrivning: Ett namn som redan finns i listan.\n"
NO_DAY = "  - text: Namnet var felskrivet i posten.\n"
DOUBLED = "  - typ: planering\n    senast: 2024-05-15\n"


OCCASIONS = 'verksamhet:\n  tillfallen:\n    - start: "18:00"\n'
DAYS = "  - namn: Hösten\n    oppnar: 2027-01-15\n"


@pytest.mark.parametrize(
    ("path", "edits", "code"),
    [
        (LIST, [("kod: centrum", "kod: 1"), ("koder:\n", f"koder:\n{CODES}")], "R410"),
        (CRITERIA, [("  - id: starker-omradet\n    rubrik", "  - rubrik"), ("id: ansvar", "id: lika-varde")], "R411"),
        (RECORD, [("uppfoljning:\n", f"uppfoljning:\n  - senast: 2024-05-15\n{DOUBLED}")], "R319"),
        (RECORD, [("ersatter:", f"rattelser:\n{NO_DAY}  - datum: 2024-01-01\n    text: Fel.\nersatter:")], "R320"),
        (RECORD, [("    senast: 2024-05-15\n", ""), ("inkom: 2025-05-20", "inkom: 2027-05-20")], "R314"),
        (RECORD, [("    senast: 2024-05-15\n", ""), ("senast: 2025-05-31", "senast: 2026-05-31")], "R316"),
        (RECORD, [("inkom: 2024-05-10", "inkom:"), ("inkom: 2025-05-20", "inkom: 2024-03-20")], "R318"),
        (RECORD, [("ersatter:", f"{OCCASIONS}    - datum: 2026-01-01\nersatter:")], "R367"),
        (LIST, [("kod: centrum", "kod:"), ("kod: raslatt\n", "kod: raslatt\n    stangd: 2024-01-01\n")], "R369"),
        (ROUNDS, [("omgangar: []", f"{ROUND}{DAYS}    stanger: 2027-01-14\n")], "R414"),
        (ROUNDS, [("omgangar: []", f"{ROUND}{DAYS}    ansokningar: 1\n    avslag: 2\n")], "R416"),
        (ROUNDS, [("omgangar: []", f"{ROUND}{DAYS}    sokt_belopp: 1\n    avslag_belopp: 2\n")], "R416"),
        (EARLIER, [("senast: 2023-10-31", "senast:"), ("senast: 2024-01-31", "senast: 2023-01-31")], "R312"),
    ],
)
def test_a_fault_after_an_incomplete_part_is_found(path: str, edits: list[tuple[str, str]], code: str) -> None:
    text = base_files()[path].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    codes = [one.code for one in problems({**base_files(), path: text.encode()})]
    assert code in codes
    assert [one for one in codes if one.startswith("R2")]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("  - typ: slutrapport\n    senast", "  - senast", ["R202"]),  # it may be the final report
        ("  - typ: planering\n    senast", "  - senast", ["R202"]),  # or the plan
        ("kriterier:\n", "kriterier: Det gick bra.\nmotiv:\n", ["R203", "R201"]),  # and no reason is missing
    ],
)
def test_what_cannot_be_read_is_not_called_absent_too(old: str, new: str, codes: list[str]) -> None:
    assert [one.code for one in problems(edited(old, new))] == codes


def test_corrections_around_one_without_a_date_come_in_order() -> None:
    text = "Namnet var felskrivet i posten.\n"
    rows = [f"  - datum: {day}\n    text: {text}" for day in ("2024-09-01", "2024-06-01")]
    found = problems(edited("ersatter:", f"rattelser:\n  - text: {text}{''.join(rows)}ersatter:"))
    assert [one.code for one in found] == ["R202", "R321"]


def test_a_report_in_before_its_time_is_told_by_what_it_is() -> None:
    (planned,) = problems(edited("inkom: 2024-05-10", "inkom: 2024-03-11"))
    (final,) = problems(edited("inkom: 2025-05-20", "inkom: 2024-03-31"))
    assert "beslutet fattades" in planned.message
    assert "avtalet började" in final.message


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ("# Ring 070-174 06 58\n", ["R305", "R306"]),  # what is wrong is no shape: the contacts are known
        ("egna_kontakter: [info@example.org]\nokant: 1\n", ["R305", "R201"]),
        ("okant: 1\n", ["R201"]),
    ],
)
def test_contacts_are_judged_when_the_companys_own_are_known(settings: str, codes: list[str]) -> None:
    page = b"# Om\n\nMejla anna@example.org.\n"
    files = {**base_files(), SETTINGS: base_files()[SETTINGS] + settings.encode(), "content/om.md": page}
    assert sorted(one.code for one in problems(files)) == sorted(codes)
