"""Each state, and each advice of the calendar, on the day before its limit, on it and after it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from register.check import CheckResult
from register.model import Partnership
from register.rules.dates import months_later
from register.status import Account, Status, account, status

from .cases import FIXTURES, RECORD
from .memory import Files, base_files, checked

TEXT = base_files()[RECORD].decode()
RECEIVED = "    inkom: 2025-05-20\n"
RESULTS = TEXT[TEXT.index("resultat:") : TEXT.index("ersatter:")]
OPEN = TEXT.replace(RECEIVED, "").replace(RESULTS, "")
UNPLANNED = OPEN.replace("    inkom: 2024-05-10\n", "")
STOPPED = "avbrutet:\n  datum: 2024-09-01\n  skal: Föreningen hade inte längre tillräckligt många ledare.\n"
TWO_FINALS = OPEN.replace("ersatter:", "  - typ: slutrapport\n    senast: 2025-08-31\nersatter:")
LATER_PART = OPEN.replace("ersatter:", "  - typ: delrapport\n    senast: 2025-08-31\nersatter:")
EARLIER_IN = TWO_FINALS.replace("senast: 2025-05-31\n", f"senast: 2025-05-31\n{RECEIVED}")


def on(day: str, text: str) -> CheckResult:
    return checked({**base_files(), RECORD: text.encode()}, today=date.fromisoformat(day))


def record(day: str, text: str) -> Partnership:
    found = on(day, text).context.records["2024/laxhjalp-raslatt"]
    assert isinstance(found, Partnership)
    return found


@pytest.mark.parametrize(
    ("text", "day", "state"),
    [
        (OPEN, "2024-03-31", Status.PLANNED),
        (OPEN, "2024-04-01", Status.RUNNING),
        (OPEN, "2025-03-31", Status.RUNNING),
        (OPEN, "2025-04-01", Status.AWAITING_REPORT),
        (OPEN, "2025-05-31", Status.AWAITING_REPORT),
        (OPEN, "2025-06-01", Status.REPORT_OVERDUE),
        (TEXT, "2025-05-19", Status.AWAITING_REPORT),
        (TEXT, "2025-05-20", Status.REPORTED),
        (TEXT, "2025-06-01", Status.REPORTED),
        (OPEN + STOPPED, "2024-08-31", Status.RUNNING),
        (OPEN + STOPPED, "2024-09-01", Status.INTERRUPTED),
        (TEXT + STOPPED, "2025-06-01", Status.INTERRUPTED),
        (TWO_FINALS, "2025-06-01", Status.AWAITING_REPORT),
        (LATER_PART, "2025-06-01", Status.REPORT_OVERDUE),
        (EARLIER_IN, "2025-08-31", Status.AWAITING_REPORT),
        (EARLIER_IN, "2025-09-01", Status.REPORT_OVERDUE),
    ],
)
def test_a_state_changes_on_its_day(text: str, day: str, state: Status) -> None:
    assert status(record(day, text), date.fromisoformat(day)) is state


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        (OPEN, "2025-05-31", Account.WAITING),
        (OPEN, "2025-06-01", Account.OVERDUE),
        (TEXT, "2025-05-19", Account.WAITING),
        (TEXT, "2025-05-20", Account.COMPLETE),
        (TEXT + STOPPED, "2025-06-01", Account.COMPLETE),
        (OPEN + STOPPED, "2025-06-01", Account.OVERDUE),
        (TEXT.replace(RESULTS, ""), "2025-05-20", Account.INCOMPLETE),
        (TEXT.replace("  tillfallen: 62\n  deltagare: 140\n", ""), "2025-05-20", Account.INCOMPLETE),
        (TEXT.replace("  deltagare: 140\n", ""), "2025-05-20", Account.COMPLETE),
        (TEXT.replace(RESULTS, "resultat:\n  deltagare: 140\n  sammanfattning: Det gick bra.\n"), "2025-05-20",
         Account.INCOMPLETE),
    ],
)  # fmt: skip
def test_a_grant_is_accounted_for_when_the_report_says_something(text: str, day: str, part: Account) -> None:
    assert account(record(day, text), date.fromisoformat(day)) is part


def test_every_state_has_its_own_words() -> None:
    words = [word for state in Status for word in (state.label, state.explanation)]
    assert len(set(words)) == 2 * len(Status)
    assert all(state.explanation.endswith(".") for state in Status)


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        (UNPLANNED, "2024-04-14", []),
        (UNPLANNED, "2024-04-15", ["R604"]),
        (UNPLANNED, "2024-05-15", ["R604"]),
        (UNPLANNED, "2024-05-16", ["R606"]),
        (OPEN, "2025-03-31", []),
        (OPEN, "2025-04-01", ["R605", "R607"]),
        (OPEN, "2025-04-30", ["R605", "R607"]),
        (OPEN, "2025-05-01", ["R604", "R605"]),
        (OPEN, "2025-05-31", ["R604", "R605"]),
        (OPEN, "2025-06-01", ["R601", "R605"]),
        (OPEN, "2025-09-27", ["R601", "R605"]),
        (OPEN, "2025-09-28", ["R601"]),
        (UNPLANNED + STOPPED, "2024-08-31", ["R606"]),
        (UNPLANNED + STOPPED, "2024-09-01", ["R608"]),
        (UNPLANNED + STOPPED, "2025-06-01", ["R608"]),
    ],
)
def test_advice_comes_on_its_day(text: str, day: str, codes: list[str]) -> None:
    assert sorted(one.code for one in on(day, text).advice if one.place.path == RECORD) == codes


@pytest.mark.parametrize(("day", "late"), [("2026-08-29", False), ("2026-08-30", False), ("2026-08-31", True)])
def test_the_policy_is_late_the_day_after_its_last(day: str, late: bool) -> None:
    assert ("R602" in [one.code for one in on(day, TEXT).advice]) is late


@pytest.mark.parametrize(
    ("amount", "others", "unusual"), [(460000, 5, True), (459999, 5, False), (460000, 4, True), (460000, 3, False)]
)
def test_an_amount_is_compared_with_at_least_four_others(amount: int, others: int, unusual: bool) -> None:
    case = FIXTURES / "R611-tio-ganger" / "after"
    files: Files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.yaml")}
    files = {**base_files(), **dict(sorted(files.items())[5 - others :])}
    files = {**files, RECORD: files[RECORD].replace(b"460000", str(amount).encode())}
    assert ("R611" in [one.code for one in checked(files).advice]) is unusual


def test_the_usual_amount_is_the_middle_one_of_all() -> None:
    case = FIXTURES / "R611-tio-ganger" / "after"
    files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.yaml")}
    for path, amount in zip(sorted(files), (46000, 46000, 92000, 92000, 690000), strict=True):
        files[path] = re.sub(rb"  belopp: \d+", b"  belopp: %d" % amount, files[path])
    (advice,) = [one for one in checked({**base_files(), **files}).advice if one.code == "R611"]
    assert advice.message == "Beloppet är 690000. Det vanliga beloppet är 69000."


@pytest.mark.parametrize(("day", "wrong"), [("2024-08-31", True), ("2024-09-01", False), ("2024-09-02", False)])
def test_an_interruption_is_no_later_than_today(day: str, wrong: bool) -> None:
    assert ("R322" in [one.code for one in on(day, OPEN + STOPPED).problems]) is wrong


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(9999, 1, 1), 1, date(9999, 2, 1)),
        (date(1, 2, 1), -1, date(1, 1, 1)),
        (date(9999, 12, 1), 1, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_months_are_counted_to_the_ends_of_the_calendar(day: date, months: int, found: date) -> None:
    assert months_later(day, months) == found
