"""The events in the life of a published record, each as a function of the data of its file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from register.document import Pointer
from register.swedish import day as in_words

from editing import suggestions
from editing.questions import Data, with_value, without

# What a continuation has in common with what it continues, and what must be decided again
_CONTINUED = ("titel", "sammanfattning", "mottagare", "stadsdelar", "teman", "malgrupper", "verksamhet", "kriterier",
              "motiveringar_av")  # fmt: skip
CALLED = {"planering": "Planeringen", "delrapport": "Delrapporten", "slutrapport": "Slutrapporten"}


def awaited(data: Data) -> list[tuple[str, str]]:
    """Return the reports that have not come in, as kind and the day they are due, the first due first."""
    waiting = [item for item in data["uppfoljning"] if "inkom" not in item]
    return sorted(((item["typ"], item["senast"]) for item in waiting), key=lambda report: report[1])


def first_due(data: Data, kind: str) -> date:
    """Return when the first report of a kind that has not come in is due. Raises ValueError."""
    due = next((senast for typ, senast in awaited(data) if typ == kind), None)
    if due is None:
        raise ValueError(_not_awaited(data, kind))
    return date.fromisoformat(due)


def received(data: Data, kind: str, day: date, due: date, summary: str) -> Data:
    """Register the report of a kind that is due on a day as received. Raises ValueError when none is awaited then."""
    wanted = (kind, due.isoformat())
    reports = enumerate(data["uppfoljning"])
    awaiting = (place for place, item in reports if (item["typ"], item["senast"]) == wanted and "inkom" not in item)
    chosen = next(awaiting, None)
    if chosen is None:
        raise ValueError(_not_awaited(data, kind))
    changed = with_value(data, ("uppfoljning", chosen, "inkom"), day.isoformat())
    return with_value(changed, ("uppfoljning", chosen, "sammanfattning"), summary) if summary else changed


def _not_awaited(data: Data, kind: str) -> str:
    came = [item["inkom"] for item in data["uppfoljning"] if item["typ"] == kind and "inkom" in item]
    if came:
        when = in_words(date.fromisoformat(came[-1]))
        return f"{CALLED[kind]} är redan registrerad: den kom in {when}. Är datumet fel, gör en rättelse."
    kinds = ", ".join(f"{typ} senast {senast}" for typ, senast in awaited(data)) or "ingenting"
    return f"Posten väntar inte på någon {kind}. Den väntar på: {kinds}."


def corrected(data: Data, values: list[tuple[Pointer, Any]], text: str, day: date, named: Collection[str] = ()) -> Data:
    """Put values right (None: take out), and add a line that says why, for each field in `named` that it unlocks.

    Raises ValueError when no value differs from what is there.
    """
    changed = data
    unlocked: list[str] = []
    for pointer, value in values:
        changed = without(changed, pointer) if value is None else with_value(changed, pointer, value)
        unlocked += [name for name in _names_of(pointer) if name in named][:1]
    if changed == data:
        raise ValueError("Alla värden finns redan i posten.")
    about: list[Data] = [{"falt": name} for name in dict.fromkeys(unlocked)] or [{}]
    lines = [{"datum": day.isoformat(), **field, "text": text} for field in about]
    return {**changed, "rattelser": [*data.get("rattelser", []), *lines]}


def _names_of(pointer: Pointer) -> list[str]:
    """Return the dotted name of a field without indexes, and then of each group around it."""
    steps = [str(step) for step in pointer if isinstance(step, str)]
    return [".".join(steps[:end]) for end in range(len(steps), 0, -1)]


def interrupted(data: Data, day: date, reason: str, final_report: date | None) -> Data:
    """End the partnership early; the day of the final report may be moved. Raises ValueError when it has ended."""
    if "avbrutet" in data:
        raise ValueError(f"Samarbetet är redan avbrutet {data['avbrutet']['datum']}.")
    changed = {**data, "avbrutet": {"datum": day.isoformat(), "skal": reason}}
    for index, item in enumerate(data["uppfoljning"]):
        if final_report is not None and item["typ"] == "slutrapport":
            changed = with_value(changed, ("uppfoljning", index, "senast"), final_report.isoformat())
    return changed


def continuation(data: Data, identity: str) -> Data:
    """Propose the data of another year of a partnership; the decision itself is new."""
    start = date.fromisoformat(data["avtal"]["slut"]) + timedelta(days=1)
    agreement = {
        "start": start.isoformat(),
        "slut": suggestions.agreement_end(start).isoformat(),
        **{name: text for name, text in data["avtal"].items() if name not in ("start", "slut")},
    }
    common = {name: data[name] for name in _CONTINUED if name in data}
    return {
        **common,
        "beslut": {"beslutsfattare": data["beslut"]["beslutsfattare"]},
        "avtal": agreement,
        "ersatter": identity,
    }
