"""What happens to a partnership after it is published, each as the data of its file before and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from register.document import Pointer
from register.swedish import day as in_words

from editing import suggestions
from editing.questions import with_value, without

Data = dict[str, Any]
# What a continuation has in common with what it continues, and what must be decided anew
_CONTINUED = ("titel", "sammanfattning", "mottagare", "stadsdelar", "teman", "malgrupper", "kriterier")
CALLED = {"planering": "Planeringen", "delrapport": "Delrapporten", "slutrapport": "Slutrapporten"}


def awaited(data: Data) -> list[tuple[str, str]]:
    """The reports that have not come in, as kind and last day, the first due first."""
    waiting = [item for item in data["uppfoljning"] if "inkom" not in item]
    return sorted(((item["typ"], item["senast"]) for item in waiting), key=lambda report: report[1])


def received(data: Data, kind: str, day: date, *, due: date | None = None, summary: str = "") -> Data:
    """A report has come in: the first of its kind that is awaited, or the one due on `due`. Raises ValueError."""
    waiting = [senast for typ, senast in awaited(data) if typ == kind and due in (None, date.fromisoformat(senast))]
    if not waiting:
        raise ValueError(_not_awaited(data, kind))
    chosen = next(
        index
        for index, item in enumerate(data["uppfoljning"])
        if item["typ"] == kind and item["senast"] == waiting[0] and "inkom" not in item
    )
    changed = with_value(data, ("uppfoljning", chosen, "inkom"), day.isoformat())
    return with_value(changed, ("uppfoljning", chosen, "sammanfattning"), summary) if summary else changed


def _not_awaited(data: Data, kind: str) -> str:
    came = [item["inkom"] for item in data["uppfoljning"] if item["typ"] == kind and "inkom" in item]
    if came:
        when = in_words(date.fromisoformat(came[-1]))
        return f"{CALLED[kind]} är redan registrerad: den kom in {when}. Är datumet fel, gör en rättelse."
    kinds = ", ".join(f"{typ} senast {senast}" for typ, senast in awaited(data)) or "ingenting"
    return f"Posten väntar inte på någon {kind}. Den väntar på: {kinds}."


def corrected(data: Data, values: list[tuple[Pointer, Any]], text: str, day: date) -> Data:
    """Put right values that were wrong (None: taken out), with a line for each field. ValueError when none differs."""
    changed = data
    for pointer, value in values:
        changed = without(changed, pointer) if value is None else with_value(changed, pointer, value)
    if changed == data:
        raise ValueError("Alla värden finns redan i posten.")
    fields = [".".join(step for step in pointer if isinstance(step, str)) for pointer, _ in values]
    lines = [{"datum": day.isoformat(), "falt": field, "text": text} for field in dict.fromkeys(fields)]
    return {**changed, "rattelser": [*data.get("rattelser", []), *lines]}


def interrupted(data: Data, day: date, reason: str, final_report: date | None) -> Data:
    """The partnership ends early; the last day of the final report may be moved. ValueError when it has been."""
    if "avbrutet" in data:
        raise ValueError(f"Samarbetet är redan avbrutet {data['avbrutet']['datum']}.")
    changed = {**data, "avbrutet": {"datum": day.isoformat(), "skal": reason}}
    for index, item in enumerate(data["uppfoljning"]):
        if final_report is not None and item["typ"] == "slutrapport":
            changed = with_value(changed, ("uppfoljning", index, "senast"), final_report.isoformat())
    return changed


def withdrawn(day: date, reason: str) -> Data:
    """All that is left of a record that is withdrawn."""
    return {"tillbakadragen": {"datum": day.isoformat(), "skal": reason}}


def moved_to(identity: str) -> Data:
    """All that is left where a record was."""
    return {"flyttad_till": identity}


def continuation(data: Data, identity: str) -> Data:
    """What can be proposed for another year of a partnership; the decision itself is new."""
    start = date.fromisoformat(data["avtal"]["slut"]) + timedelta(days=1)
    agreement = {
        "start": start.isoformat(),
        "slut": suggestions.agreement_end(start).isoformat(),
        "nytta": data["avtal"]["nytta"],
    }
    common = {name: data[name] for name in _CONTINUED}
    return {
        **common,
        "beslut": {"beslutsfattare": data["beslut"]["beslutsfattare"]},
        "avtal": agreement,
        "ersatter": identity,
    }
