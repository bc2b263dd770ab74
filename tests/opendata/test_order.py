"""Order out of an input that is not in order, and what each limit lets through."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import feedparser
import pytest
from icalendar import Calendar
from opendata.data_file import DataFile
from opendata.files import all_tables
from opendata.snapshot import Snapshot
from register.model import (
    Activity,
    Correction,
    FollowUp,
    Moved,
    Occasion,
    Partnership,
    Recipient,
    Register,
    Round,
    Withdrawn,
)

from ..pages.registers import TODAY, decided, partnership, register
from .snapshots import files_of, of

NAMES = ("b", "c", "a")


def recipient(number: str, website: str | None = None) -> Recipient:
    return Recipient(name=f"Exempelföreningen {number[-4:]}", number=number, website=website)


def made(*records: Partnership, **more: object) -> Snapshot:
    return of(register(*records, **more))


def column(snapshot: Snapshot, table: str, name: str) -> list[object]:
    (found,) = (one for one in all_tables(snapshot) if one.name == table)
    place = [one.name for one in found.columns].index(name)
    return [row[place] for row in found.rows]


def files(of_register: Register) -> dict[str, DataFile]:
    return {file.path: file for file in files_of(of(of_register))}


def test_partnerships_are_newest_first_and_recipients_in_the_order_of_their_first_decision() -> None:
    days = {
        "2024/b": date(2024, 5, 1),
        "2024/c": date(2024, 7, 1),
        "2024/a": date(2024, 3, 1),
        "2024/d": date(2024, 9, 1),
    }
    numbers = {"2024/b": "899999-0016", "2024/c": "899999-0024", "2024/a": "899999-0032", "2024/d": "899999-0032"}
    first = partnership()
    snapshot = made(
        *(partnership(name, recipient=recipient(numbers[name]), decision=decided(first, days[name])) for name in days)
    )
    assert column(snapshot, "samarbeten", "id") == ["2024/d", "2024/c", "2024/b", "2024/a"]
    assert column(snapshot, "mottagare", "id") == ["899999-0032", "899999-0016", "899999-0024"]
    assert column(snapshot, "mottagare", "senaste_beslut")[0] == date(2024, 9, 1)


def test_a_recipient_has_its_newest_name_and_the_newest_website_that_there_is() -> None:
    first = partnership()
    snapshot = made(
        *(
            partnership(
                f"{year}/x",
                recipient=replace(recipient("899999-0016", site), name=name),
                decision=decided(first, date(year, 3, 1)),
            )
            for year, name, site in (
                (2026, "Nya namnet", None),
                (2024, "Äldsta namnet", "https://example.org/forst"),
                (2025, "Gamla namnet", "https://example.org/sedan"),
            )
        )
    )
    assert column(snapshot, "mottagare", "namn") == ["Nya namnet"]
    assert column(snapshot, "mottagare", "webbplats") == ["https://example.org/sedan"]


def test_tombstones_are_by_id_whatever_has_happened_to_them() -> None:
    moved = tuple(Moved(id=f"2024/{name}", path="", target="2024/x") for name in ("d", "a"))
    gone = tuple(Withdrawn(id=f"2024/{name}", path="", date=date(2024, 6, 1), reason="x") for name in ("c", "b"))
    snapshot = made(partnership("2024/x"), moved=moved, withdrawn=gone)
    assert column(snapshot, "hanvisningar", "id") == ["2024/a", "2024/b", "2024/c", "2024/d"]
    value = json.loads(next(f for f in files_of(snapshot) if f.path == "data/v1/samarbeten.json").content)
    assert [stone["id"] for stone in value["hanvisningar"]] == ["2024/a", "2024/b", "2024/c", "2024/d"]


def test_lists_keep_the_order_of_their_files() -> None:
    days = {"opens": date(2026, 1, 1), "closes": date(2026, 2, 1), "decided_by": date(2026, 3, 1)}
    rounds = tuple(Round(code=name, name=name, **days) for name in NAMES)
    assert column(made(rounds=rounds), "ansokningsomgangar", "kod") == list(NAMES)


def test_corrections_in_the_feed_are_newest_first_and_at_most_a_hundred() -> None:
    texts = [Correction(date=date(2025, 1, 1) + timedelta(days=n * 7 % 101), text=f"Rättelse {n}.") for n in range(101)]
    found = feedparser.parse(files(register(partnership(corrections=tuple(texts))))["data/rattelser.atom"].content)
    days = [entry.updated for entry in found.entries]
    assert len(days) == 100
    assert days == sorted(days, reverse=True)
    assert "2025-01-01T00:00:00Z" not in days


def test_the_last_final_report_counts_and_no_other_kind() -> None:
    items = tuple(
        FollowUp(kind=kind, due=due, received=None, summary=None, index=index)
        for index, (kind, due) in enumerate(
            (("slutrapport", date(2025, 6, 1)), ("slutrapport", date(2025, 8, 1)), ("delrapport", date(2025, 9, 1)))
        )
    )
    assert column(made(partnership(follow_ups=items)), "samarbeten", "slutrapport_senast") == [date(2025, 8, 1)]


@pytest.mark.parametrize(("length", "kept"), [(139, 139), (140, 140), (141, 140)])
def test_the_title_of_a_grant_has_at_most_140_characters(length: int, kept: int) -> None:
    package = json.loads(files(register(partnership(title="å" * length)))["data/360giving.json"].content)
    assert package["grants"][0]["title"] == "å" * kept


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 1, 14), False),
        (date(2026, 1, 15), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_decision_comes_from_an_open_call_from_the_first_day_of_a_round_to_its_last(day: date, is_open: bool) -> None:
    one = Round(
        code="var-2026", name="x", opens=date(2026, 1, 15), closes=date(2026, 2, 28), decided_by=date(2026, 3, 31)
    )
    record = partnership("2026/x", decision=decided(partnership(), day))
    package = json.loads(files(register(record, rounds=(one,)))["data/360giving.json"].content)
    assert ("fromOpenCall" in package["grants"][0]) is is_open


def test_a_sum_of_what_is_paid_is_empty_where_none_is_known() -> None:
    assert column(made(partnership()), "mottagare", "utbetalt") == [None]


def test_occasions_of_the_same_day_are_told_apart_in_a_calendar() -> None:
    places: tuple[tuple[str | None, str | None], ...] = (
        (None, None),
        ("10:00", None),
        ("13:00", None),
        ("13:00", "Torget"),
    )
    items = tuple(Occasion(date=date(2026, 5, 4), start=start, end=None, place=place) for start, place in places)
    record = partnership(activity=Activity(occasions=items))
    calendar = Calendar.from_ical(files(register(record))["data/tillfallen.ics"].content.decode())
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == 4


def test_an_occasion_that_ends_after_midnight_ends_the_next_day() -> None:
    late = Occasion(date=date(2026, 5, 4), start="21:00", end="00:30", place=None)
    record = partnership(activity=Activity(occasions=(late,)))
    calendar = Calendar.from_ical(files(register(record))["data/tillfallen.ics"].content.decode())
    (event,) = calendar.walk("VEVENT")
    assert str(event["dtend"].dt) == "2026-05-05 00:30:00+02:00"


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 11, 22), True), (TODAY, True), (date(2026, 11, 24), False)])
def test_a_withdrawal_up_to_today_dates_the_files(day: date, counts: bool) -> None:
    gone = Withdrawn(id="2024/x", path="", date=day, reason="x")
    assert (made(withdrawn=(gone,)).modified.date() == day) is counts
