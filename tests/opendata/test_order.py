"""Order out of an input that is not in order, and what each limit lets through."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from opendata.snapshot import Snapshot
from register.git_history import Commit, History
from register.model import (
    Activity,
    Application,
    Correction,
    FollowUp,
    Interruption,
    Moved,
    Occasion,
    Partnership,
    Recipient,
    Round,
    Withdrawn,
)

from ..pages.registers import NEWER, POLICY, TODAY, decided, partnership, register
from .snapshots import files_of, of


def made(*records: Partnership, **more: object) -> Snapshot:
    return of(register(*records, **more))


def content(snapshot: Snapshot, path: str) -> str:
    return next(file.content for file in files_of(snapshot) if file.path == path).decode()


def column(snapshot: Snapshot, table: str, name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(content(snapshot, f"data/{table}.csv"), newline=""))]


def grant(snapshot: Snapshot) -> Any:
    return json.loads(content(snapshot, "data/360giving.json"))["grants"][0]


def recipient(number: str, name: str = "Exempelföreningen", website: str | None = None) -> Recipient:
    return Recipient(name=f"{name} {number[-4:]}", number=number, website=website)


def test_partnerships_are_newest_first_and_recipients_in_the_order_of_their_first_decision() -> None:
    rows = (
        ("2024/b", "0016", date(2024, 5, 1)),
        ("2024/c", "0024", date(2024, 7, 1)),
        ("2024/a", "0032", date(2024, 3, 1)),
        ("2024/d", "0032", date(2024, 9, 1)),
        ("2024/e", "0008", date(2024, 5, 1)),
    )
    first = partnership()
    snapshot = made(
        *(
            partnership(name, recipient=recipient(f"899999-{number}"), decision=decided(first, day))
            for name, number, day in rows
        )
    )
    assert column(snapshot, "samarbeten", "id") == ["2024/d", "2024/c", "2024/b", "2024/e", "2024/a"]
    assert [number[-4:] for number in column(snapshot, "mottagare", "id")] == ["0032", "0008", "0016", "0024"]
    assert column(snapshot, "mottagare", "forsta_beslut")[0] == "2024-03-01"
    assert column(snapshot, "mottagare", "senaste_beslut")[0] == "2024-09-01"
    assert column(snapshot, "mottagare", "utbetalt") == ["", "", "", ""], "empty, not 0, where none is known"


def test_a_recipient_has_its_newest_name_and_the_newest_website_that_there_is() -> None:
    first = partnership()
    given = (
        (2026, "Nya", None),
        (2024, "Äldsta", "https://example.org/forst"),
        (2025, "Gamla", "https://example.org/b"),
    )
    snapshot = made(
        *(
            partnership(
                f"{year}/x",
                recipient=recipient("899999-0016", name, website),
                decision=decided(first, date(year, 3, 1)),
            )
            for year, name, website in given
        )
    )
    assert column(snapshot, "mottagare", "namn") == ["Nya 0016"]
    assert column(snapshot, "mottagare", "webbplats") == ["https://example.org/b"]


def test_tombstones_are_by_id_whatever_has_happened_to_them_and_lists_as_in_their_files() -> None:
    moved = tuple(Moved(id=f"2024/{name}", path="", target="2024/x") for name in ("d", "a"))
    gone = tuple(Withdrawn(id=f"2024/{name}", path="", date=date(2024, 6, 1), reason="x") for name in ("c", "b"))
    rounds = tuple(replace(ROUND, code=code) for code in ("b", "c", "a"))
    snapshot = made(partnership("2024/x"), moved=moved, withdrawn=gone, rounds=rounds)
    assert column(snapshot, "hanvisningar", "id") == ["2024/a", "2024/b", "2024/c", "2024/d"]
    value = json.loads(content(snapshot, "data/v1/samarbeten.json"))
    assert [stone["id"] for stone in value["hanvisningar"]] == ["2024/a", "2024/b", "2024/c", "2024/d"]
    assert column(snapshot, "ansokningsomgangar", "kod") == ["b", "c", "a"]


def test_feeds_have_the_newest_hundred() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n * 7 % 101) for n in range(101)]
    records = [
        partnership(
            f"2025/{n:03}",
            decision=decided(partnership(), day),
            corrections=(Correction(date=day, text="x"), Correction(date=day, text="y")) if n < 50 else (),
        )
        for n, day in enumerate(days)
    ]
    snapshot = made(*records)
    decisions = feedparser.parse(content(snapshot, "data/beslut.atom")).entries
    corrections = feedparser.parse(content(snapshot, "data/rattelser.atom")).entries
    assert [entry.published[:10] for entry in decisions] == [f"{day}" for day in sorted(days, reverse=True)[:100]]
    assert [entry.updated[:10] for entry in corrections] == [
        f"{day}" for day in sorted(days[:50], reverse=True) for _ in range(2)
    ]
    assert [entry.summary for entry in corrections[:2]] == ["y", "x"]
    assert len({entry.id for entry in corrections}) == 100
    many = partnership(corrections=tuple(Correction(date=day, text="x") for day in days))
    shown = feedparser.parse(content(made(many), "data/rattelser.atom")).entries
    assert [entry.updated[:10] for entry in shown] == [f"{day}" for day in sorted(days, reverse=True)[:100]]


def test_the_last_final_report_counts_and_no_other_kind() -> None:
    items = tuple(
        FollowUp(kind=kind, due=due, received=None, summary=None, index=index)
        for index, (kind, due) in enumerate(
            (("slutrapport", date(2025, 6, 1)), ("slutrapport", date(2025, 8, 1)), ("delrapport", date(2025, 9, 1)))
        )
    )
    assert column(made(partnership(follow_ups=items)), "samarbeten", "slutrapport_senast") == ["2025-08-01"]


@pytest.mark.parametrize(("length", "kept"), [(139, 139), (140, 140), (141, 140)])
def test_the_title_of_a_grant_has_at_most_140_characters(length: int, kept: int) -> None:
    assert grant(made(partnership(title="å" * length)))["title"] == "å" * kept


ROUND = Round(
    code="var-2026", name="x", opens=date(2026, 1, 15), closes=date(2026, 2, 28), decided_by=date(2026, 3, 31)
)


@pytest.mark.parametrize(
    ("day", "application", "is_open"),
    [
        (date(2026, 1, 14), None, False),
        (date(2026, 1, 15), None, True),
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
        (date(2026, 4, 1), Application(received=date(2026, 2, 1)), False),
        (date(2026, 4, 1), Application(received=date(2026, 2, 1), round="var-2026"), True),
    ],
)
def test_a_decision_comes_from_an_open_call_by_its_round_or_from_the_first_day_of_one_to_its_last(
    day: date, application: Application | None, is_open: bool
) -> None:
    record = partnership("2026/x", decision=decided(partnership(), day), application=application)
    earlier = replace(ROUND, code="x", opens=date(2020, 1, 1), closes=date(2020, 1, 1), decided_by=date(2020, 1, 1))
    assert grant(made(record, rounds=(earlier, ROUND))).get("fromOpenCall") == ("Yes" if is_open else None)


def test_occasions_of_the_same_day_are_told_apart_in_a_calendar() -> None:
    given = ((None, None), ("10:00", None), ("13:00", None), ("13:00", "Torget"))
    items = tuple(Occasion(date=date(2026, 5, 4), start=start, end=None, place=place) for start, place in given)
    calendar = Calendar.from_ical(content(made(partnership(activity=Activity(occasions=items))), "data/tillfallen.ics"))
    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 4
    assert ["location" in event for event in events] == [False, False, False, True]
    assert ["dtend" in event for event in events] == [True, False, False, False]


def test_a_neighbourhood_has_its_own_occasions_and_a_recipient_without_any_or_a_number_no_calendar() -> None:
    walk = Activity(occasions=(Occasion(date=date(2026, 5, 4), start=None, end=None, place=None),))
    snapshot = made(
        partnership("2024/a", activity=walk, recipient=Recipient(name="Exempelgruppen")),
        partnership("2024/b", activity=Activity(place="x"), recipient=recipient("899999-0016")),
        partnership("2024/c", activity=walk, recipient=recipient("899999-0024"), neighbourhoods=("oxnehaga",)),
        partnership("2024/d", recipient=recipient("899999-0024")),
    )
    events = Calendar.from_ical(content(snapshot, "data/stadsdelar/oxnehaga.ics")).walk("VEVENT")
    assert [str(event["url"])[-7:] for event in events] == ["2024/c/"]
    paths = [file.path for file in files_of(snapshot)]
    assert [path for path in paths if path.endswith(".ics") and path.count("/") > 1] == [
        "data/stadsdelar/raslatt.ics", "data/stadsdelar/oxnehaga.ics", "data/mottagare/899999-0024.ics",
        "samarbeten/2024/a/tillfallen.ics", "samarbeten/2024/c/tillfallen.ics",
    ]  # fmt: skip
    assert [path for path in paths if path.startswith("data/mottagare/") and path.endswith(".csv")] == [
        "data/mottagare/899999-0016.csv", "data/mottagare/899999-0024.csv",
    ]  # fmt: skip


def test_a_report_that_is_due_is_in_the_calendar_unless_it_came_in_or_the_partnership_was_broken_off() -> None:
    came, lacking = (
        FollowUp(kind="delrapport", due=date(2025, 6, 1), received=day, summary=None, index=index)
        for index, day in enumerate((date(2025, 5, 1), None))
    )
    broken_off = Interruption(date=date(2025, 5, 2), reason="x")
    snapshot = made(
        partnership("2024/a", follow_ups=(lacking,), interruption=broken_off),
        partnership("2024/b", follow_ups=(came, lacking)),
        partnership("2024/c", follow_ups=(came,)),
        partnership("2024/d", follow_ups=(lacking,)),
    )
    events = Calendar.from_ical(content(snapshot, "data/rapportdagar.ics")).walk("VEVENT")
    assert [str(event["url"]).partition("samarbeten/")[2] for event in events] == ["2024/b/", "2024/d/"]
    assert str(events[0]["description"]) == "Exempelföreningen Lyktan ska lämna delrapport."


def test_what_has_nothing_in_it_is_as_old_as_the_first_policy() -> None:
    snapshot = made(policies=(NEWER, POLICY), rounds=(ROUND,))
    assert "<updated>2023-08-30T00:00:00Z</updated>" in content(snapshot, "data/beslut.atom")
    assert "DTSTAMP:20230830T000000Z" in content(snapshot, "data/ansokningsomgangar.ics")
    history = History(complete=True, commits={"content/listor/ansokningsomgangar.yaml": (Commit("0" * 40, MORNING),)})
    known = of(snapshot.register, history=history)
    assert "DTSTAMP:20261103T040500Z" in content(known, "data/ansokningsomgangar.ics")


MORNING = datetime(2026, 11, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("withdrawn", "path", "policy", "modified"),
    [
        (date(2026, 11, 22), "", POLICY.in_force, "2026-11-22T00:00:00+00:00"),
        (TODAY, "", POLICY.in_force, "2026-11-23T00:00:00+00:00"),
        (TODAY + timedelta(days=1), "", POLICY.in_force, "2025-06-03T00:00:00+00:00"),
        (date(2024, 1, 1), "content/listor/teman.yaml", POLICY.in_force, "2026-11-03T04:05:00+00:00"),
        (date(2024, 1, 1), "content/om.md", POLICY.in_force, "2025-06-03T00:00:00+00:00"),
        (date(2024, 1, 1), "", date(2026, 11, 4), "2026-11-04T00:00:00+00:00"),
    ],
)
def test_the_newest_change_of_what_the_files_are_made_from_dates_them(
    withdrawn: date, path: str, policy: date, modified: str
) -> None:
    gone = Withdrawn(id="2024/x", path="", date=withdrawn, reason="x")
    history = History(complete=True, commits={path: (Commit("1" * 40, MORNING), Commit("0" * 40, MORNING))})
    given = register(partnership(), withdrawn=(gone,), policies=(replace(POLICY, in_force=policy),))
    assert of(given, history=history).modified.isoformat() == modified
