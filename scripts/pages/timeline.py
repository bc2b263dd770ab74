"""What has happened and will happen in a partnership, in order, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from register.model import FollowUp, Partnership

from pages.format import amount, count, day
from pages.views import Views


class State(Enum):
    """How an event stands today; the value is its class name."""

    DONE = "done"
    COMING = "coming"
    LATE = "late"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on a day. `sentence` is plain text; `summary` is what people wrote of it."""

    date: date
    state: State
    heading: str
    sentence: str
    summary: str | None = None


def events(record: Partnership, views: Views) -> list[Event]:
    """Decision, agreement, what is accounted for and interruption, oldest first."""
    today = views.today
    found = [
        Event(
            date=record.decision.date,
            state=State.DONE,
            heading="Beslut",
            sentence=f"{amount(record.decision.amount)} beviljas till {record.recipient.name}.",
        ),
        _agreement_day(
            record.agreement.start, today, "Avtalet börjar gälla", "Första dagen som avtalet gäller."
        ),
    ]
    found += [_account(item, views.choice("uppfoljning.typ", item.kind), today) for item in record.follow_ups]
    interruption = record.interruption
    if interruption is not None and interruption.date <= today:
        planned = f"Avtalet skulle annars ha gällt till och med den {day(record.agreement.end)}."
        found.append(
            Event(date=interruption.date, state=State.ENDED, heading="Samarbetet avbryts", sentence=planned)
        )
    else:
        found.append(
            _agreement_day(
                record.agreement.end, today, "Avtalet slutar gälla", "Sista dagen som avtalet gäller."
            )
        )
    return sorted(found, key=lambda event: event.date)


def _agreement_day(when: date, today: date, heading: str, sentence: str) -> Event:
    state = State.DONE if when <= today else State.COMING
    return Event(date=when, state=state, heading=heading, sentence=sentence)


def _account(item: FollowUp, kind: str, today: date) -> Event:
    if item.received is not None and item.received <= today:
        return Event(
            date=item.received,
            state=State.DONE,
            heading=kind,
            sentence=_received(item, item.received),
            summary=item.summary,
        )
    if item.due < today:
        sentence = "Sista dagen har passerat utan att redovisningen är registrerad."
        return Event(date=item.due, state=State.LATE, heading=kind, sentence=sentence, summary=item.summary)
    sentence = "Sista dagen att lämna redovisningen."
    return Event(date=item.due, state=State.COMING, heading=kind, sentence=sentence, summary=item.summary)


def _received(item: FollowUp, received: date) -> str:
    late = (received - item.due).days
    if late > 0:
        return f"Redovisningen kom in, {count(late, 'dag', 'dagar')} efter sista dagen den {day(item.due)}."
    return f"Redovisningen kom in. Sista dagen var den {day(item.due)}."
