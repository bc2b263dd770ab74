"""Slips of the hand that break a schema in several places: a misspelt field, a wrong indentation, a dash too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from register.document import Pointer
from register.schema import Schema, nearest, only_near

# What a field was called, or is called elsewhere
_FORMER_NAMES = {
    "motprestation": "nytta",
    **dict.fromkeys(
        ("orgnr", "org_nr", "org.nr", "orgnummer", "organisationsnr", "organisationsnumret"), "organisationsnummer"
    ),
    **dict.fromkeys(("dnr", "diarienr", "arendenummer"), "diarienummer"),
    **dict.fromkeys(("hemsida", "webb", "url"), "webbplats"),
    **dict.fromkeys(("summa", "kronor"), "belopp"),
}
_OUTWARDS = "Fältet hör inte till «{group}»: ta bort indraget, så att raden börjar längst till vänster."
_INWARDS = "Fältet hör till «{group}»: flytta raden dit, med samma indrag som de andra fälten där."
_ALL_INWARDS = "Fältet hör till «{group}»: dra in raden, och gruppens andra rader, två mellanslag."


@dataclass(slots=True)
class Slips:
    """What to do about an unknown field or a missing one, by pointer, and the pointers that a slip elsewhere explains.

    An unknown field with an empty hint is explained too. `names` has the right name of a misspelt field
    where only one is near.
    """

    unknown: dict[Pointer, str] = field(default_factory=dict)
    missing: dict[Pointer, str] = field(default_factory=dict)
    explained: set[Pointer] = field(default_factory=set)
    names: dict[Pointer, str] = field(default_factory=dict)


def find_slips(data: Any, schema: Schema) -> Slips:
    """Find the slips in data that do not follow their schema."""
    slips = Slips()
    for pointer, value, part in _mappings((), data, schema):
        fields = part.get("properties", {})
        for key in value if fields else ():
            if key not in fields and (*pointer, key) not in slips.unknown:
                _explain(slips, pointer, key, value, fields, data, schema)
    for pointer, items, required in _lists((), data, schema):
        _find_dashes(slips, pointer, items, required)
    return slips


def _mappings(pointer: Pointer, value: Any, schema: Any) -> Iterator[tuple[Pointer, dict[str, Any], Schema]]:
    """Every mapping that the schema has fields for."""
    if isinstance(value, dict) and isinstance(schema, dict):
        yield pointer, value, schema
        for key, content in value.items():
            yield from _mappings((*pointer, key), content, schema.get("properties", {}).get(key))
    elif isinstance(value, list) and isinstance(schema, dict):
        for index, content in enumerate(value):
            yield from _mappings((*pointer, index), content, schema.get("items"))


def _explain(
    slips: Slips,
    pointer: Pointer,
    key: str,
    value: dict[str, Any],
    fields: Schema,
    data: dict[str, Any],
    schema: Schema,
) -> None:
    """Explain one unknown field: indented too far or too little, called by its former name, or misspelt."""
    top = schema.get("properties", {})
    if pointer and key in top and key not in data:
        slips.unknown[*pointer, key] = _OUTWARDS.format(group=pointer[0])
        slips.explained.add((key,))
        if value[key] is None:  # the fields of the group have come along
            slips.unknown |= {(*pointer, one): "" for one in value if one in top[key].get("properties", {})}
        return
    group = None if pointer else _group_before(key, data, top)
    if group:
        slips.unknown[(key,)] = _INWARDS.format(group=group)
        slips.explained.add((group, key))
        if data[group] is None:
            slips.explained.add((group,))
            rest = [one for one in data if one not in top and one in top[group]["properties"]]
            slips.unknown |= {(one,): "" for one in rest}
            slips.unknown[(key,)] = _ALL_INWARDS.format(group=group)
        return
    absent = [name for name in fields if name not in value]
    former = _FORMER_NAMES.get(key, "")
    guess = former if former in absent else nearest(key, absent) or ""
    if guess:
        if guess == former or only_near(key, absent):
            slips.names[*pointer, key] = guess
        slips.unknown[*pointer, key] = f"Menade du «{guess}»?"
        slips.explained.add((*pointer, guess))


def _group_before(key: str, data: dict[str, Any], top: Schema) -> str | None:
    """The nearest group above a field of the outermost level that should have it, and has not."""
    above = list(data)[: list(data).index(key)]
    for group in reversed(above):
        content = data[group]
        if key in top.get(group, {}).get("properties", {}) and key not in (
            content if isinstance(content, dict) else {}
        ):
            return group if content is None or isinstance(content, dict) else None
    return None


def _lists(pointer: Pointer, value: Any, schema: Any) -> Iterator[tuple[Pointer, list[Any], list[str]]]:
    """Every list of mappings, with the fields that each of them must have."""
    for key, content in value.items() if isinstance(value, dict) and isinstance(schema, dict) else ():
        yield from _lists((*pointer, key), content, schema.get("properties", {}).get(key))
    if isinstance(value, list) and isinstance(schema, dict):
        yield pointer, value, schema.get("items", {}).get("required", [])


def _find_dashes(slips: Slips, pointer: Pointer, items: list[Any], required: list[str]) -> None:
    """Find parts of a list that were parted by a dash before each of their fields; report one of them."""
    start = 0
    while start < len(items):
        fields: dict[str, int] = {}
        for number in range(start, len(items)):
            keys = list(items[number]) if isinstance(items[number], dict) else []
            if len(keys) != 1 or keys[0] in fields:
                break
            fields[keys[0]] = number
        first, *rest = fields or [""]
        lacking = [(number, key) for number in fields.values() for key in required if key not in items[number]]
        if rest and lacking:
            words = " och ".join(f"«{key}»" for key in rest)
            hint = f"Byt «- » mot två mellanslag före {words}, så att fälten hör till samma del som «{first}»."
            slips.missing[*pointer, *lacking[0]] = hint
            slips.explained |= {(*pointer, *one) for one in lacking[1:]}
        start += max(len(fields), 1)
