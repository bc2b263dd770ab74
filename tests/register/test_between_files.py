"""The 4xx series: what must agree between records, lists, policy and criteria, and what only looks as if it did not."""

from __future__ import annotations

import pytest

from .cases import RECORD
from .memory import Files, base_files, checked

EARLIER, MOVED = "partnerships/2023/laxhjalp-raslatt.yaml", "partnerships/2024/laxhjalp.yaml"
OTHER, THIRD = "partnerships/2024/lek.yaml", "partnerships/2024/odling.yaml"
LIST, ROUNDS = "content/listor/stadsdelar.yaml", "content/listor/ansokningsomgangar.yaml"
CRITERIA, POLICY = "content/kriterier/2023-08-30.yaml", "content/policy/2023-08-30.md"
Edits = dict[str, list[tuple[str, str]]]

NAME, NUMBER = "namn: Exempelföreningen Lyktan", '"899999-0008"'
CASE, NO_CASE = ('"2024-031"', '"2024-044"'), ('  diarienummer: "2024-031"\n', "")
AMOUNT, DAY = ("belopp: 85000", "belopp: 86000"), ("datum: 2024-03-12", "datum: 2024-03-13")
SKENET = (NAME, "namn: Exempelföreningen Skenet")
ANOTHER = (NUMBER, '"899999-0016"')
UNLIKE = [CASE, AMOUNT]  # another decision
TOMBSTONE = "flyttad_till: 2024/laxhjalp-raslatt\n"
WITHDRAWN = "tillbakadragen:\n  datum: 2024-06-01\n  skal: Sökanden drog tillbaka ansökan.\n"
CONTINUES, NOTHING = "ersatter: 2023/laxhjalp-raslatt\n", ("ersatter: 2023/laxhjalp-raslatt\n", "")
ROUND = "  - kod: {}\n    namn: {}\n    oppnar: 2027-01-15\n    stanger: 2027-02-15\n    beslut_senast: 2027-03-31\n"
TWO_ROUNDS = f"omgangar:\n{ROUND.format('var', 'Våren')}{ROUND.format('host', 'Hösten')}"


CLAUSES = base_files()[CRITERIA].decode()
CLAUSES = CLAUSES[CLAUSES.index("\n      - avsnitt:") : CLAUSES.index("    kontroll: person")]
PICTURES = """\
  bilder:
    - {fil: a.png, alt: Barn vid ett bord, samtycke: true}
    - {fil: b.png, alt: Barn vid ett annat bord, samtycke: true}
"""
PNG = b"\x89PNG\r\n\x1a\n"


def files_with(edits: Edits) -> Files:
    """The base with edits by path; a new record is a copy of the base's, which continues nothing."""
    files = dict(base_files())
    for path, changes in edits.items():
        text = files.get(path, base_files()[RECORD].replace(CONTINUES.encode(), b"")).decode()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        files[path] = text.encode()
    return files


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        # one spelling of a name for a number, and one number for a name: the most common, or the first
        ({OTHER: [*UNLIKE, SKENET]}, [(OTHER, "R401")]),
        ({RECORD: [SKENET], OTHER: [*UNLIKE, SKENET]}, [(EARLIER, "R401")]),
        ({RECORD: [SKENET]}, [(RECORD, "R401")]),
        ({OTHER: [*UNLIKE, ANOTHER]}, [(OTHER, "R402")]),
        (
            {OTHER: [*UNLIKE, ANOTHER, (NAME, NAME.upper().replace("NAMN:", "namn:"))]},
            [(OTHER, "R327"), (OTHER, "R402")],
        ),
        ({OTHER: [*UNLIKE, SKENET, ANOTHER]}, []),
        # the same decision twice
        ({OTHER: []}, [(OTHER, "R403")]),
        ({OTHER: [CASE, ("slut: 2025", "slut: 2026")]}, []),
        ({OTHER: [NO_CASE]}, [(OTHER, "R403")]),
        ({OTHER: [AMOUNT, ('"2024-031"', '"2024/031"')]}, [(OTHER, "R403")]),
        ({OTHER: [NO_CASE, AMOUNT]}, []),
        ({OTHER: [NO_CASE, DAY]}, []),
        ({OTHER: [NO_CASE, SKENET, ANOTHER]}, []),
        ({RECORD: [NO_CASE], OTHER: [NO_CASE]}, [(OTHER, "R403")]),
        ({OTHER: [], THIRD: []}, [(OTHER, "R403"), (THIRD, "R403")]),
        # references lead to a partnership that is here
        ({RECORD: [(CONTINUES, "ersatter: 2023/laxhjelp-raslatt\n")]}, [(RECORD, "R404")]),
        ({MOVED: [(TOMBSTONE, "flyttad_till: 2024/laxhjelp-raslatt\n")]}, [(MOVED, "R404")]),
        ({EARLIER: [("titel: ", "titel ")]}, [(EARLIER, "R109")]),  # and not R404
        ({RECORD: [(CONTINUES, "ersatter: 2024/laxhjalp\n")]}, [(RECORD, "R405")]),
        (
            {EARLIER: [("beslut:", f"{CONTINUES}beslut:")], RECORD: [(CONTINUES, "ersatter: 2024/laxhjalp\n")]},
            [(EARLIER, "R406"), (RECORD, "R405")],
        ),
        # in a circle, or back in time
        ({RECORD: [(CONTINUES, "ersatter: 2024/laxhjalp-raslatt\n")]}, [(RECORD, "R406")]),
        ({EARLIER: [("beslut:", "ersatter: 2024/laxhjalp-raslatt\nbeslut:")]}, [(EARLIER, "R406")]),
        (
            {OTHER: [*UNLIKE, ("beslut:", "ersatter: 2024/odling\nbeslut:")],
             THIRD: [("2024-031", "2024-099"), ("85000", "87000"), ("beslut:", "ersatter: 2024/lek\nbeslut:")]},
            [(OTHER, "R406"), (THIRD, "R406")],
        ),
        ({MOVED: [(TOMBSTONE, "flyttad_till: 2024/laxhjalp\n")]}, [(MOVED, "R406")]),
        ({EARLIER: [("datum: 2023-09-19", "datum: 2023-09-18")]}, []),
        # codes and names in a list, in any case; a name may be what a code may not
        ({LIST: [("kod: ekhagen", "kod: centrum")]}, [(LIST, "R410")]),
        ({LIST: [("namn: Ekhagen", "namn: CENTRUM")]}, [(LIST, "R327"), (LIST, "R410")]),
        ({LIST: [("kod: ekhagen", "kod: index")]}, [(LIST, "R410")]),
        ({LIST: [("namn: Ekhagen", "namn: index")]}, []),
        ({LIST: [("namn: Ekhagen", "namn: kungsangen")]}, []),
        ({ROUNDS: [("omgangar: []", TWO_ROUNDS.replace("kod: host", "kod: var"))]}, [(ROUNDS, "R410")]),
        ({ROUNDS: [("omgangar: []", TWO_ROUNDS)]}, []),
        ({CRITERIA: [("id: ansvar", "id: trygghet")]}, [(RECORD, "R311"), (EARLIER, "R311"), (CRITERIA, "R411")]),
        # words of the policy, under their heading
        ({CRITERIA: [("avsnitt: Syfte", "avsnitt: Mål")]}, [(CRITERIA, "R412")]),
        ({CRITERIA: [("avsnitt: Syfte", "avsnitt: Inledning")]}, [(CRITERIA, "R412")]),
        ({CRITERIA: [("text: stödet ska präglas", "text: stödet ska prägla")]}, [(CRITERIA, "R412")]),
        ({CRITERIA: [("text: stödet ska präglas av", "text: >-\n          stödet ska\n          präglas av")]}, []),
        (
            {CRITERIA: [(CLAUSES, " ord\n"), ("avsnitt: Syfte", "avsnitt: Mål")]},
            [(CRITERIA, "R203"), (CRITERIA, "R412")],
        ),
        (
            {CRITERIA: [("avsnitt: Förutsättningar", "avsnitt: [Syfte]"), ("avsnitt: Syfte", "avsnitt: Mål")]},
            [(CRITERIA, "R203"), (CRITERIA, "R412")],
        ),
        # the policy and the criteria hold from their day
        ({EARLIER: [("datum: 2023-09-19", "datum: 2023-08-30")]}, []),
        ({EARLIER: [("datum: 2023-09-19", "datum: 2023-08-29")]}, [(EARLIER, "R309")]),
        ({EARLIER: [("datum: 2023-09-19", "datum: 2023-08-30"), ("  ansvar:", "  answar:")]}, [(EARLIER, "R311")]),
        # a version is called what its date is, and has its policy
        ({POLICY: [("galler_fran: 2023-08-30", "galler_fran: 2023-08-29")]}, [(POLICY, "R413")]),
        ({CRITERIA: [("galler_fran: 2023-08-30", "galler_fran: 2023-08-31")]}, [(CRITERIA, "R413")]),
        ({CRITERIA: [("policy: 2023-08-30", "policy: 2023-08-31")]}, [(CRITERIA, "R413")]),
        ({POLICY: [("titel: Policy", "titel Policy")]}, [(POLICY, "R109")]),
        (
            {CRITERIA: [("fran: 2023-08-30", "fran: 2023-08-31")], RECORD: [("policy: 2023", "policy: 2022")]},
            [(CRITERIA, "R413"), (RECORD, "R309")],
        ),
        # pictures
        ({RECORD: [("ersatter:", f"{PICTURES}ersatter:")]}, [(RECORD, "R417")]),
        ({RECORD: [("ersatter:", f"{PICTURES.replace('b.png', 'a.png')}ersatter:")]}, []),
    ],
)  # fmt: skip
def test_files_agree_with_each_other(edits: Edits, found: list[tuple[str, str]]) -> None:
    result = checked({**files_with(edits), "content/bilder/a.png": PNG})
    assert [(one.place.path, one.code) for one in result.problems] == sorted(found)


ELSEWHERE = ("stadsdelar: [raslatt]", "stadsdelar: [ekhagen]")
BOTH = ("stadsdelar: [raslatt]", "stadsdelar: [raslatt, ekhagen]")


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ({OTHER: UNLIKE}, [(OTHER, RECORD)]),
        ({OTHER: [*UNLIKE, ELSEWHERE]}, []),
        ({OTHER: [*UNLIKE, SKENET, ANOTHER]}, []),
        ({OTHER: [*UNLIKE, (NAME, "namn: EXEMPELföreningen Lyktan")]}, [(OTHER, RECORD)]),
        ({RECORD: [BOTH], OTHER: [*UNLIKE, BOTH]}, [(OTHER, RECORD)]),
        ({OTHER: [*UNLIKE, ("start: 2024-04-01", "start: 2024-03-31")]}, [(RECORD, OTHER)]),
        (
            {OTHER: [*UNLIKE, ("start: 2024-04-01", "start: 2025-03-31"), ("slut: 2025", "slut: 2026")]},
            [(OTHER, RECORD)],
        ),
        ({OTHER: [*UNLIKE, ("start: 2024-04-01", "start: 2025-04-01"), ("slut: 2025", "slut: 2026")]}, []),
    ],
)
def test_the_later_of_two_at_once_is_advised_on(edits: Edits, found: list[tuple[str, str]]) -> None:
    advice = [one for one in checked(files_with(edits)).advice if one.code == "R420"]
    assert [one.place.path for one in advice] == [later for later, _ in found]
    for one, (_, earlier) in zip(advice, found, strict=True):
        assert earlier[len("partnerships/") : -len(".yaml")] in one.message


@pytest.mark.parametrize(
    ("edits", "code", "hint"),
    [
        ({RECORD: [(CONTINUES, "ersatter: 2023/laxhjelp-raslatt\n")]}, "R404", "Menade du «2023/laxhjalp-raslatt»?"),
        ({RECORD: [(CONTINUES, "ersatter: 2019/xyz\n")]}, "R404", "Skriv år och namn"),
        ({OTHER: [*UNLIKE, ("beslut:", "ersatter: 2024/laxhjalp\nbeslut:")]}, "R405", "Skriv «2024/laxhjalp-raslatt»"),
        ({RECORD: [(CONTINUES, "ersatter: 2024/laxhjalp\n")]}, "R405", "Ta bort hänvisningen"),
        ({MOVED: [(TOMBSTONE, WITHDRAWN)], RECORD: [(CONTINUES, "ersatter: 2024/laxhjalp\n")]}, "R405", "Ta bort"),
        ({RECORD: [("  ansvar:", "  trygghett: Vuxna är alltid på plats.\n  ansvar:")]}, "R311", "Ta bort det. "),
        ({RECORD: [("ersatter:", f"{PICTURES.replace('b.png', 'aa.png')}ersatter:")]}, "R417", "Menade du «a.png»?"),
        ({RECORD: [("ersatter:", f"{PICTURES.replace('b.png', 'gardsfest.png')}ersatter:")]}, "R417", "Lägg in filen"),
    ],
)
def test_the_hint_names_what_was_meant(edits: Edits, code: str, hint: str) -> None:
    (problem,) = [
        one for one in checked({**files_with(edits), "content/bilder/a.png": PNG}).problems if one.code == code
    ]
    assert problem.hint.startswith(hint)
