"""What has happened and will happen in a partnership, in order, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from register.model import FollowUp, Partnership

from pages.format import amount, count, day
from pages.site_index import SiteIndex


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


def events(record: Partnership, views: SiteIndex) -> list[Event]:
    """Decision, agreement, what is accounted for and interruption, oldest first."""
    today, agreement, interruption = views.today, record.agreement, record.interruption
    stopped = interruption.date if interruption is not None and interruption.date <= today else None
    granted = f"{amount(record.decision.amount)} beviljas till {record.recipient.name}."
    found = [
        Event(date=record.decision.date, state=State.DONE, heading="Beslut", sentence=granted),
        _agreement_day(agreement.start, today, "Avtalet börjar gälla", ""),
    ]
    kinds = views.register.fields["uppfoljning.typ"].choices
    found += [_account(item, kinds[item.kind], today, stopped) for item in record.follow_ups]
    if stopped is None:
        end = _agreement_day(agreement.end, today, "Avtalets sista dag", "")
    else:
        planned = f"Avtalet skulle annars ha gällt till och med den {day(agreement.end)}."
        end = Event(date=stopped, state=State.ENDED, heading="Samarbetet avbryts", sentence=planned)
    return sorted([*found, end], key=lambda event: event.date)


def _agreement_day(when: date, today: date, heading: str, sentence: str) -> Event:
    state = State.DONE if when <= today else State.COMING
    return Event(date=when, state=state, heading=heading, sentence=sentence)


def _account(item: FollowUp, kind: str, today: date, stopped: date | None) -> Event:
    """What is to be accounted for; what was due only after the partnership `stopped` is never late."""
    when = item.due
    if item.received is not None and item.received <= today:
        when, state, sentence = item.received, State.DONE, _received(item.received, item.due)
    elif item.due >= today:
        state, sentence = State.COMING, "Ska lämnas senast den här dagen."
    else:
        sentence = f"Inte registrerad. Skulle ha lämnats senast den {day(item.due)}."
        state = State.LATE if stopped is None or item.due < stopped else State.ENDED
    return Event(date=when, state=state, heading=kind, sentence=sentence, summary=item.summary)


def _received(received: date, due: date) -> str:
    late = (received - due).days
    if late > 0:
        return f"Kom in {count(late, 'dag', 'dagar')} för sent. Skulle ha lämnats senast den {day(due)}."
    return f"Kom in i tid. Skulle lämnas senast den {day(due)}."
