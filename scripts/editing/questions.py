"""The questions about a record, made from the schema, the code lists and the criteria."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

from register.document import Pointer
from register.model import CriteriaVersion
from register.rules.registry import has_fields
from register.schema import Schema, nearest, plain

from editing.swedish_input import parse_amount, parse_count, parse_date, parse_organisation_number, parse_share

Data = dict[str, Any]
REPORTS = {"planering": "Planering", "delrapport": "Delrapport", "slutrapport": "Slutrapport"}
# What follows from something else, is asked for in a way of its own, or happens later
_NOT_ASKED = {"beslut.policy", "beslut.fordelning", "kriterier", "uppfoljning", "resultat", "ekonomi", "avbrutet",
              "ersatter", "rattelser", "flyttad_till", "tillbakadragen"}  # fmt: skip
AMOUNTS = {"beslut.belopp", "ansokan.belopp", "ekonomi.utbetalt", "ekonomi.aterbetalt"}
ALLOCATION = "beslut.fordelning"
_SHARE = "andel_"
ORGANISATION_NUMBER = "mottagare.organisationsnummer"
_HOUR = r"(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9])?"
_HOURS = rf"(?:kl\.? |klockan )?(?P<start>{_HOUR})(?: ?[-–] ?(?P<end>{_HOUR}))?"
_OCCASION = re.compile(rf"(?P<day>.*?[0-9]{{4}}(?:-[0-9]{{1,2}}-[0-9]{{1,2}})?)(?: {_HOURS})?")


class AnswerKind(Enum):
    """The kind of an answer."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    CHOICE = auto()
    CODES = auto()
    OCCASIONS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field to fill in.

    `name` is dotted; `choices` has the label of each choice or code; `group` is the optional group of fields that it
    belongs to, if any.
    """

    name: str
    title: str
    help: str
    kind: AnswerKind = AnswerKind.TEXT
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    group: str = ""

    @property
    def pointer(self) -> Pointer:
        """The path of the answer in the record."""
        return tuple(int(step) if step.isdigit() else step for step in self.name.split("."))

    def answer(self, given: object) -> Any:
        """Return what was given as it is written in a record. Raises ValueError with a Swedish sentence."""
        if self.kind is AnswerKind.CODES:
            words = given if isinstance(given, list | tuple) else [given]
            return list(dict.fromkeys(code for word in words for code in self._codes(str(word))))
        if self.kind is AnswerKind.DATE:
            return parse_date(given).isoformat()
        if self.kind is AnswerKind.NUMBER:
            return _number_parser(self.name)(given)
        if self.kind is AnswerKind.OCCASIONS:
            return _occasions(str(given))
        if self.name == ORGANISATION_NUMBER:
            return parse_organisation_number(given)
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        text = str(given).strip()
        return self._code(text) if self.kind is AnswerKind.CHOICE else text

    def written(self, answer: Any) -> str:
        """Return an answer as a person would type it, to be changed."""
        if self.kind is AnswerKind.OCCASIONS:
            return "; ".join(map(_occasion_text, answer))
        if self.kind is AnswerKind.CODES:
            return ", ".join(self.choices.get(code, str(code)) for code in answer)
        return str(answer)

    def _codes(self, text: str) -> list[str]:
        """Read a row of codes and labels, in its order. A label may have a comma or «och» in it.

        Words that no comma parts are one expression: «Unga vuxna» is unknown although «Unga» and «Vuxna» are not.
        """
        named = {plain(word): code for code, label in self.choices.items() for word in (code, label)}
        text = " ".join(text.split())
        if not text:
            return []
        if plain(text) in named:
            return [named[plain(text)]]
        cuts = list(re.finditer(r" ?[,;/] ?(?:och )?| och ", text))
        for cut in reversed(cuts):
            if code := named.get(plain(text[: cut.start()])):
                return [code, *self._codes(text[cut.end() :])]
        for cut in cuts:
            rest = plain(text[cut.end() :])
            if cut[0].strip() != "och" or rest in named:  # an unknown expression may have «och» in it
                unknown = text[: cut.start()].strip()
                return [*([unknown] if unknown else []), *self._codes(text[cut.end() :])]
        return [text]

    def _code(self, word: str) -> str:
        """Return the code that a word names; the word itself where there is none, for the check to judge."""
        found = [code for code, label in self.choices.items() if plain(word) in (plain(code), plain(label))]
        return found[0] if found else word.strip()


def _number_parser(name: str) -> Callable[[object], int]:
    """Return what reads an answer to the question about a number: an amount, a share or a count."""
    if name in AMOUNTS or name.startswith(f"{ALLOCATION}."):
        return parse_amount
    return parse_share if name.rpartition(".")[2].startswith(_SHARE) else parse_count


def _occasions(text: str) -> list[dict[str, str]]:
    """Read days with times and places: «15 februari 2027 17.30–19, Kvarterslokalen; 22 februari 2027»."""
    return [_occasion(part.strip()) for part in re.split(r"[;\n]", text) if part.strip()]


def _occasion(text: str) -> dict[str, str]:
    when, _, place = text.partition(",")
    found = _OCCASION.fullmatch(when.strip())
    if not found:
        raise ValueError(f"«{text}» är inte ett tillfälle. Skriv till exempel 15 februari 2027 17:30–19:00, Torget.")
    day, hours = found["day"], [found["start"], found["end"]]
    times = [f"{int(hour[:2].rstrip('.:')):02}:{hour[-2:] if len(hour) > 2 else '00'}" for hour in hours if hour]
    named = dict(zip(("start", "slut"), times, strict=False))
    return {"datum": parse_date(day).isoformat(), **named, **({"plats": place.strip()} if place.strip() else {})}


def _occasion_text(occasion: Mapping[str, str]) -> str:
    hours = "–".join(occasion[key] for key in ("start", "slut") if key in occasion)
    return " ".join(filter(None, [occasion.get("datum", ""), hours])) + (
        f", {occasion['plats']}" if "plats" in occasion else ""
    )


def questions(schema: Schema, names: Mapping[str, Mapping[str, str]]) -> list[Question]:
    """Return what is asked about every record, in the order of the schema. `names` has the codes of each list."""
    return list(_questions(schema, "", _required(schema), names))


def groups(schema: Schema) -> dict[str, Schema]:
    """Return the optional groups of fields that are asked for, by name, with their part of the schema."""
    named = {question.group for question in questions(schema, {})}
    return {name: schema["properties"][name] for name in schema["properties"] if name in named}


def _required(schema: Schema) -> set[str]:
    """Return the fields that must be there, at least in the ordinary case: the `else` of each condition."""
    ordinary = schema.get("else", {})
    return {*schema.get("required", ()), *(_required(ordinary) if ordinary else ())}


def _questions(
    schema: Schema, prefix: str, needed: set[str], names: Mapping[str, Mapping[str, str]], group: str = ""
) -> Iterator[Question]:
    for name, content in schema.get("properties", {}).items():
        dotted = f"{prefix}{name}"
        if dotted in _NOT_ASKED:
            continue
        if content["type"] == "object":
            inside = group or ("" if name in needed else dotted)
            yield from _questions(content, f"{dotted}.", _required(content), names, inside)
        else:
            yield _question(content, dotted, required=name in needed and not group, names=names, group=group)


def _question(
    content: Schema, name: str, *, required: bool, names: Mapping[str, Mapping[str, str]], group: str = ""
) -> Question:
    listed = content.get("kodlista") or content.get("items", {}).get("kodlista")
    kind = _kind(content)
    if content.get("kodlista") and names.get(listed):
        kind = AnswerKind.CHOICE
    return Question(
        name=name,
        title=content["title"],
        help=content["description"].replace(", inom citattecken", ""),  # that is for those who write YAML
        kind=kind,
        choices=names.get(listed, {}) if listed else content.get("etiketter", {}),
        required=required,
        group=group,
    )


def _kind(content: Schema) -> AnswerKind:
    if content["type"] == "array":
        return AnswerKind.OCCASIONS if "properties" in content["items"] else AnswerKind.CODES
    if "enum" in content:
        return AnswerKind.CHOICE
    if content["type"] == "integer":
        return AnswerKind.NUMBER
    return AnswerKind.DATE if content.get("format") == "date" else AnswerKind.TEXT


def question_at(schema: Schema, names: Mapping[str, Mapping[str, str]], name: str) -> Question:
    """Return the question about any field, by its dotted name or its label. A number is an index in a list, from 0.

    Raises ValueError where there is no such field, with the nearest one.
    """
    labelled = [dotted for dotted, label in _labels(schema, "") if plain(label) == plain(name)]
    if name.partition(".")[0] in schema["properties"]:
        labelled = []
    if len(labelled) > 1:
        raise ValueError(f"Flera fält heter «{name}». Skriv vilket: {', '.join(labelled)}.")
    name = labelled[0] if labelled else name
    inner, needed = schema, False
    for step in name.split("."):
        if step.isdigit() and "items" in inner:
            inner = inner["items"]
            continue
        needed = step in _required(inner)
        known = inner.get("properties", {}).get(step, inner.get("additionalProperties"))
        if not isinstance(known, dict):
            near = nearest(step, inner.get("properties", {}))
            guess = f" Menade du «{near}»?" if near else ""
            raise ValueError(f"Fältet «{name}» finns inte.{guess}")
        inner = known
    if inner["type"] == "object" or "properties" in inner.get("items", {}):
        raise ValueError(f"«{name}» är en grupp av fält. Skriv vilket, till exempel {name}.{_first_in(inner)}.")
    return _question(inner, name, required=needed, names=names)


def _labels(schema: Schema, prefix: str) -> Iterator[tuple[str, str]]:
    """Return the dotted name and the label of each field that holds one value."""
    for name, content in schema.get("properties", {}).items():
        if content["type"] == "object":
            yield from _labels(content, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", content["title"]


def _first_in(group: Schema) -> str:
    if "items" in group:
        return f"0.{_first_in(group['items'])}"
    return str(next(iter(group.get("properties", {"trygghet": None}))))


def criteria_questions(version: CriteriaVersion) -> list[Question]:
    """A question for each criterion of a version that a record gives its reason for."""
    return [
        Question(
            name=f"kriterier.{criterion.id}",
            title=criterion.heading,
            help=f"{criterion.explanation} Skriv varför samarbetet uppfyller kriteriet, i en till tre meningar.",
        )
        for criterion in version.criteria
        if has_fields(criterion, "id", "heading", "explanation", "answered") and criterion.answered
    ]


def value_at(data: Any, pointer: Pointer) -> Any:
    """Return the value at a path in a record, or None."""
    for step in pointer:
        if isinstance(data, list) and isinstance(step, int):
            data = data[step] if step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def with_value(data: Mapping[str, Any], pointer: Pointer, value: Any) -> dict[str, Any]:
    """A copy of a record with a value put in at a place. Raises ValueError for a place in a list that is not there."""
    result: dict[str, Any] = _with_value(data, pointer, value)
    return result


def _with_value(data: Any, pointer: Pointer, value: Any) -> Any:
    if not pointer:
        return value
    first, rest = pointer[0], pointer[1:]
    if isinstance(first, int):
        if not isinstance(data, list) or first >= len(data):
            raise ValueError(f"Listan har inget värde på plats {first}.")
        return [_with_value(item, rest, value) if index == first else item for index, item in enumerate(data)]
    inner = data if isinstance(data, Mapping) else {}
    return {**inner, first: _with_value(inner.get(first), rest, value)}


def without(data: Mapping[str, Any], pointer: Pointer) -> dict[str, Any]:
    """A copy of a record without the field at a place."""
    group = value_at(data, pointer[:-1])
    left = (
        {name: value for name, value in group.items() if name != pointer[-1]} if isinstance(group, Mapping) else group
    )
    return with_value(data, pointer[:-1], left)


def filled(data: Mapping[str, Any], proposed: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the fields that it lacks taken from a proposal."""
    result = {**proposed, **data}
    for name, value in proposed.items():
        if isinstance(value, dict) and isinstance(data.get(name), dict):
            result[name] = filled(data[name], value)
    return result


def decision_day(data: Mapping[str, Any]) -> date | None:
    """The day of the decision, where it is known."""
    written = value_at(data, ("beslut", "datum"))
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        return None
