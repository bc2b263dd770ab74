"""Each limit of a rule, the day or krona before it and after it.

The base is decided 2024-03-12 and runs 2024-04-01 to 2025-03-31.
"""

from __future__ import annotations

import pytest

from .cases import RECORD
from .memory import Files, base_files, checked, edited, problems

EARLIER = "partnerships/2023/laxhjalp-raslatt.yaml"
SETTINGS, LISTS = "content/listor/installningar.yaml", "content/listor/stadsdelar.yaml"
ROUNDS, POLICY = "content/listor/ansokningsomgangar.yaml", "content/policy/2023-08-30.md"
MOVED, TOMBSTONE = "partnerships/2024/laxhjalp.yaml", "flyttad_till: 2024/laxhjalp-raslatt"
WITHDRAWN = "tillbakadragen:\n  datum: {}\n  skal: Sökanden drog tillbaka ansökan."
NO_ROUNDS = "omgangar: []"
ROUND = "omgangar:\n  - kod: a\n    namn: Våren\n    stanger: 2027-02-15\n    beslut_senast: 2027-03-31\n"
END, FINAL = "resultat:\n", "    senast: 2025-05-31\n    inkom: 2025-05-20\n"
START, STOP, DECIDED = "start: 2024-04-01", "slut: 2025-03-31", "datum: 2024-03-12"
PLAN_IN, FINAL_IN = "inkom: 2024-05-10", "inkom: 2025-05-20"
STOPPED = "avbrutet:\n  datum: {}\n  skal: Föreningen hade inte längre tillräckligt många ledare.\n"
CORRECTED = "rattelser:\n  - datum: {}\n    text: Beloppet stod som 58 000 kr.\n"
PAID = "ekonomi:\n  utbetalt: {}\n  datum: 2025-06-10\n"
REPAID = "ekonomi:\n  utbetalt: 80000\n  aterbetalt: {}\n  datum: 2025-06-10\n"
CLOSED = "ekonomi:\n  utbetalt: 85000\n  datum: {}\n"
HELD = "verksamhet:\n  tillfallen:\n    - datum: {}\n"
TIMES = 'verksamhet:\n  tillfallen:\n    - datum: 2024-05-02\n      start: "18:00"\n      slut: "{}"\n'
PARTS = "  belopp: 85000\n  fordelning:\n    raslatt: {}\n"
APPLIED = "ansokan:\n  inkom: {}\nbeslut:\n"

# code, what is replaced, by what, the values that are right, those that are wrong
LIMITS = [
    ("R302", '"899999-0008"', '"{}"', ["892000-0000", "802000-0009"], ["881900-0004", "891900-0011", "701063-2391"]),
    ("R304", STOP, "slut: {}", ["2024-04-01"], ["2024-03-31"]),
    ("R307", DECIDED, "datum: {}", ["2026-11-22", "2026-11-23"], ["2026-11-24"]),
    ("R308", DECIDED, "datum: {}", ["2024-01-01", "2024-12-31", "2026-11-24"], ["2023-12-31", "2026-11-23"]),
    ("R312", "senast: 2024-05-15", "senast: {}", ["2024-04-01", "2024-04-02"], ["2024-03-31"]),
    ("R314", FINAL_IN, "inkom: {}", ["2026-11-22", "2026-11-23"], ["2026-11-24"]),
    ("R315", STOP, "slut: {}", ["2029-03-30", "2029-03-31"], ["2029-04-01"]),
    ("R316", "senast: 2025-05-31", "senast: {}", ["2025-09-29", "2025-09-30"], ["2025-10-01"]),
    ("R316", "senast: 2024-05-15", "senast: {}", ["2026-05-15"], []),  # only the final report
    ("R316", STOP, "slut: {}", ["2024-12-01", "2024-03-31"], ["2024-11-30", "2024-04-01"]),
    ("R317", START, "start: {}", ["2026-11-22", "2026-11-23"], ["2026-11-24"]),
    ("R318", PLAN_IN, "inkom: {}", ["2024-03-12", "2024-03-13"], ["2024-03-11"]),
    ("R318", FINAL_IN, "inkom: {}", ["2024-04-01", "2024-04-02"], ["2024-03-31"]),
    (
        "R320",
        END,
        CORRECTED + END,
        ["2024-03-12", "2024-03-13", "2026-11-22", "2026-11-23"],
        ["2024-03-11", "2026-11-24"],
    ),
    (
        "R322",
        END,
        STOPPED + END,
        ["2024-03-12", "2024-03-13", "2025-03-30", "2025-03-31"],
        ["2024-03-11", "2025-04-01"],
    ),
    (
        "R323",
        START,
        "start: {}",
        ["2022-03-12", "2022-03-13", "2026-03-11", "2026-03-12"],
        ["2022-03-11", "2026-03-13"],
    ),
    ("R323", DECIDED, "datum: {}", ["2026-11-24"], ["2026-11-23"]),  # a decision in the future has its own fault
    ("R328", "belopp: 85000", "belopp: {}", ["999999", "1000000"], ["1000001"]),
    ("R362", "  belopp: 85000\n", PARTS, ["85000"], ["84999", "85001"]),
    ("R364", "beslut:\n", APPLIED, ["2024-03-11", "2024-03-12"], ["2024-03-13"]),
    ("R365", END, PAID + END, ["0", "84999", "85000"], ["85001"]),
    ("R365", END, REPAID + END, ["0", "79999", "80000"], ["80001"]),
    ("R366", END, CLOSED + END, ["2024-03-12", "2024-03-13", "2026-11-22", "2026-11-23"], ["2024-03-11", "2026-11-24"]),
    ("R367", END, HELD + END, ["2024-04-01", "2024-04-02", "2025-03-30", "2025-03-31"], ["2024-03-31", "2025-04-01"]),
    ("R367", END, TIMES + END, ["18:01"], ["18:00", "17:59"]),
    ("R420", "slut: 2024-03-15", "slut: {}", ["2024-03-30", "2024-03-31"], ["2024-04-01"]),
    ("R407", "datum: 2023-09-19", "datum: {}", ["2024-03-11", "2024-03-12"], ["2024-03-13"]),
    ("R408", TOMBSTONE, WITHDRAWN, ["2024-01-01", "2026-11-22", "2026-11-23"], ["2023-12-31", "2026-11-24"]),
    ("R414", NO_ROUNDS, ROUND + "    oppnar: {}\n", ["2027-02-14", "2027-02-15"], ["2027-02-16"]),
    (
        "R414",
        NO_ROUNDS,
        ROUND.replace("beslut_", "oppnar: 2027-01-15\n    beslut_").replace("2027-03-31", "{}"),
        ["2027-02-15", "2027-02-16"],
        ["2027-02-14"],
    ),
    ("R415", "senast: 2026-08-30", "senast: {}", ["2023-08-31"], ["2023-08-29", "2023-08-30"]),
    ("R416", NO_ROUNDS, ROUND + "    ansokningar: 9\n    beviljade: 4\n    avslag: {}\n", ["4", "5"], ["6"]),
    ("R416", NO_ROUNDS, ROUND + "    ansokningar: 9\n    avslag: {}\n", ["9"], ["10"]),
    ("R416", NO_ROUNDS, ROUND + "    ansokningar: 9\n    beviljade: {}\n", ["9"], ["10"]),
    ("R416", NO_ROUNDS, ROUND + "    sokt_belopp: {}\n", ["0"], []),
    ("R416", NO_ROUNDS, ROUND + "    sokt_belopp: 900\n    avslag_belopp: {}\n", ["899", "900"], ["901"]),
]
PATHS = {"R407": EARLIER, "R408": MOVED, "R414": ROUNDS, "R415": POLICY, "R416": ROUNDS, "R420": EARLIER}
CASES = [
    (code, old, new.format(value), bad)
    for code, old, new, right, wrong in LIMITS
    for values, bad in ((right, False), (wrong, True))
    for value in values
]


def codes(files: Files) -> list[str]:
    found = checked(files)
    return [problem.code for problem in [*found.problems, *found.advice]]


def together(*files: Files) -> Files:
    """Several edits of different files."""
    changed = {path: text for one in files for path, text in one.items() if text != base_files()[path]}
    return {**base_files(), **changed}


@pytest.mark.parametrize(("code", "old", "new", "bad"), CASES)
def test_a_rule_holds_on_its_limit_and_not_beyond(code: str, old: str, new: str, bad: bool) -> None:
    assert (code in codes(edited(old, new, PATHS.get(code, RECORD)))) is bad


@pytest.mark.parametrize(("closed", "bad"), [("2024-03-11", True), ("2024-03-12", True), ("2024-03-13", False)])
def test_a_code_is_closed_from_its_day(closed: str, bad: bool) -> None:
    files = edited("kod: raslatt\n", f"kod: raslatt\n    stangd: {closed}\n", LISTS)
    assert ("R369" in [problem.code for problem in problems(files) if problem.place.path == RECORD]) is bad


@pytest.mark.parametrize(
    ("code", "setting", "old", "new"),
    [
        ("R315", "avtal_hogst_ar: 6", STOP, "slut: 2030-03-31"),
        ("R316", "slutrapport_hogst_manader: 7", "senast: 2025-05-31", "senast: 2025-10-31"),
        ("R323", "avtal_fran_beslut_manader: 25", START, "start: 2022-02-12"),
        ("R328", "belopp_hogst: 1000001", "belopp: 85000", "belopp: 1000001"),
    ],
)
def test_a_limit_is_a_setting(code: str, setting: str, old: str, new: str) -> None:
    record = edited(old, new)
    other = "" if setting.startswith("belopp_hogst") else "belopp_hogst: 1000000\n"
    assert code in codes(record)
    assert code not in codes(together(record, edited("belopp_hogst: 1000000", f"{other}{setting}", SETTINGS)))


@pytest.mark.parametrize(
    ("setting", "senast", "advice"),
    [("", "2026-12-23", True), ("", "2026-12-24", False), ("paminn_dagar: 31\n", "2026-12-24", True)],
)
def test_a_reminder_comes_in_time(setting: str, senast: str, advice: bool) -> None:
    late = edited(FINAL, f"    senast: {senast}\n")
    files = together(late, edited("belopp_hogst", f"{setting}belopp_hogst", SETTINGS))
    assert ("R604" in codes(files)) is advice


@pytest.mark.parametrize(
    ("summary", "thin"),
    [
        ("Det gick bra.", True),
        ("Det gick bra", True),
        ("Läxhjälpen hölls 62 gånger, t.ex. på kvällar.", True),
        ("Läxhjälpen hölls t.ex. 62 gånger, med bl.a. Exempelskolan, kl. 18 i nr. 3.", True),
        ("«Det gick bra!» Alla sa så.", False),
        ("Läxhjälpen hölls. Fler kom än året före.", False),
    ],
)
def test_results_of_one_sentence_are_thin(summary: str, thin: bool) -> None:
    text = base_files()[RECORD].decode()
    before, _, after = text.partition("  sammanfattning: >-\n    Läxhjälpen hölls vid")
    files = {
        **base_files(),
        RECORD: f"{before}  sammanfattning: {summary}\nersatter{after.partition('ersatter')[2]}".encode(),
    }
    assert ("R609" in codes(files)) is thin


@pytest.mark.parametrize(
    ("reason", "refers"),
    [
        ("Samma som ovan.", True),
        ("Se ovanstående svar!", True),
        ("Se ansökan, dito.", True),
        ("Dito, se svaret ovan.", True),
        ("Samma ledare som förra året finns på plats varje kväll.", False),
    ],
)
def test_a_reason_that_only_refers_is_advised_against(reason: str, refers: bool) -> None:
    text = base_files()[RECORD].decode()
    before, _, after = text.partition("  ansvar: >-\n")
    files = {
        **base_files(),
        RECORD: f"{before}  ansvar: {reason}\n  lika-varde{after.partition('  lika-varde')[2]}".encode(),
    }
    assert ("R610" in codes(files)) is refers


@pytest.mark.parametrize(
    ("typ", "number", "fault"),
    [
        ("", True, False),
        ("", False, True),
        ("forening", False, True),
        ("offentlig", False, True),
        ("informell-grupp", False, False),
        ("informell-grupp", True, False),
    ],
)
def test_only_some_may_lack_a_number(typ: str, number: bool, fault: bool) -> None:
    old = '  namn: Exempelföreningen Lyktan\n  organisationsnummer: "899999-0008"\n'
    new = f"  namn: Exempelgruppen Lyktan vid ån\n{f'  typ: {typ}' if typ else ''}\n"
    new += '  organisationsnummer: "899999-0016"\n' if number else ""
    assert ("R360" in codes(edited(old, new))) is fault


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("Anmälan på https://example.org/anmalan, eller på plats.", False),
        ("Anmälan på http://example.org/", True),
        ("Anmälan på https://192.0.2.7/", True),
        ("Ingen anmälan", False),
    ],
)
def test_an_address_to_sign_up_at_is_as_plain_as_a_website(address: str, fault: bool) -> None:
    assert ("R329" in codes(edited(END, f'verksamhet:\n  anmalan: "{address}"\n{END}'))) is fault


def test_an_old_decision_needs_neither_reasons_nor_plan_and_another_one_both() -> None:
    text = base_files()[RECORD].decode()
    before, _, rest = text.partition("kriterier:\n")
    after = "uppfoljning:\n" + rest.partition("uppfoljning:\n")[2].replace("typ: planering", "typ: delrapport")
    bare = {**base_files(), RECORD: (before + after).encode()}
    assert sorted(set(codes(bare))) == ["R202", "R368", "R602"]
    told = before.replace("policy: 2023-08-30", "policy: 2023-08-30\n  underlag: fore-registret")
    assert codes({**base_files(), RECORD: (told + after).encode()}) == ["R602"]
