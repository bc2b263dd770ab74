"""What a new record asks for: made from the schema, the code lists and the criteria, and never written twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

from register.document import Pointer
from register.model import CriteriaVersion
from register.rules.registry import has
from register.schema import Schema, nearest

from editing.swedish_input import parse_amount, parse_count, parse_date, parse_organisation_number, parse_share

# What follows from something else, is asked for in a way of its own, or happens later
_NOT_ASKED = {"beslut.policy", "verksamhet.tillfallen", "kriterier", "ekonomi", "uppfoljning", "resultat",
              "avbrutet", "ersatter", "rattelser",
              "flyttad_till", "tillbakadragen"}  # fmt: skip
_AMOUNTS = {"beslut.belopp", "ansokan.belopp", "ekonomi.utbetalt", "ekonomi.aterbetalt"}
_ALLOCATION, _SHARE = "beslut.fordelning.", "andel_"
ORGANISATION_NUMBER = "mottagare.organisationsnummer"


class Kind(Enum):
    """What an answer is."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    CHOICE = auto()
    CODES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field to fill in. `name` is dotted; `choices` has the label of each choice or code."""

    name: str
    title: str
    help: str
    kind: Kind = Kind.TEXT
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = True

    @property
    def pointer(self) -> Pointer:
        """Where the answer stands in the record."""
        return tuple(int(step) if step.isdigit() else step for step in self.name.split("."))

    def answer(self, given: object) -> Any:
        """What was given, as it is written in a record. Raises ValueError with a Swedish sentence."""
        if self.kind is Kind.CODES:
            words = given if isinstance(given, list | tuple) else [given]
            return list(dict.fromkeys(code for word in words for code in self._codes(str(word))))
        if self.kind is Kind.DATE:
            return parse_date(given).isoformat()
        if self.kind is Kind.NUMBER:
            return _number_parser(self.name)(given)
        if self.name == ORGANISATION_NUMBER:
            return parse_organisation_number(given)
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        text = str(given).strip()
        return self._code(text) if self.kind is Kind.CHOICE else text

    def _codes(self, text: str) -> list[str]:
        """Read a row of codes and labels, in its order. A label may have a comma or «och» in it.

        Words that no comma parts are one expression: «Unga vuxna» is unknown although «Unga» and «Vuxna» are not.
        """
        named = {word.casefold(): code for code, label in self.choices.items() for word in (code, label)}
        text = " ".join(text.split())
        if not text:
            return []
        if text.casefold() in named:
            return [named[text.casefold()]]
        cuts = list(re.finditer(r" ?[,;/] ?(?:och )?| och ", text))
        for cut in reversed(cuts):
            if code := named.get(text[: cut.start()].strip().casefold()):
                return [code, *self._codes(text[cut.end() :])]
        for cut in cuts:
            rest = text[cut.end() :].strip().casefold()
            if cut[0].strip() != "och" or rest in named:  # an unknown expression may have «och» in it
                unknown = text[: cut.start()].strip()
                return [*([unknown] if unknown else []), *self._codes(text[cut.end() :])]
        return [text]

    def _code(self, word: str) -> str:
        """The code that a word names; the word itself where there is none, for the check to tell of."""
        wanted = word.strip().casefold()
        found = [code for code, label in self.choices.items() if wanted in (code.casefold(), label.casefold())]
        return found[0] if found else word.strip()


def _number_parser(name: str) -> Callable[[object], int]:
    """Return what reads an answer to the question about a number: an amount, a share or a count."""
    if name in _AMOUNTS or name.startswith(_ALLOCATION):
        return parse_amount
    return parse_share if name.rpartition(".")[2].startswith(_SHARE) else parse_count


def questions(schema: Schema, names: Mapping[str, Mapping[str, str]]) -> list[Question]:
    """What is asked about every record, in the order of the schema. `names` has the codes of each list."""
    needed = schema.get("else", {}).get("else", {}).get("required", [])
    return list(_questions(schema, "", set(needed), names))


def _questions(
    schema: Schema, prefix: str, needed: set[str], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Question]:
    for name, content in schema.get("properties", {}).items():
        dotted = f"{prefix}{name}"
        if dotted in _NOT_ASKED:
            continue
        if content["type"] == "object":
            inside = {*content.get("required", ()), *content.get("else", {}).get("required", ())}
            yield from _questions(content, f"{dotted}.", inside, names)
            continue
        yield _question(content, dotted, required=name in needed, names=names)


def _question(content: Schema, name: str, *, required: bool, names: Mapping[str, Mapping[str, str]]) -> Question:
    listed = content.get("items", {}).get("kodlista")
    return Question(
        name=name,
        title=content["title"],
        help=content["description"].replace(", inom citattecken", ""),  # that is for those who write YAML
        kind=_kind(content),
        choices=names.get(listed, {}) if listed else content.get("etiketter", {}),
        required=required,
    )


def _kind(content: Schema) -> Kind:
    if content["type"] == "array":
        return Kind.CODES
    if "enum" in content:
        return Kind.CHOICE
    if content["type"] == "integer":
        return Kind.NUMBER
    return Kind.DATE if content.get("format") == "date" else Kind.TEXT


def question_at(schema: Schema, names: Mapping[str, Mapping[str, str]], name: str) -> Question:
    """The question about any field, by its dotted name; a number is a place in a list, from 0. Raises ValueError."""
    inner, needed = schema, False
    for step in name.split("."):
        if step.isdigit() and "items" in inner:
            inner = inner["items"]
            continue
        needed = step in inner.get("required", ())
        known = inner.get("properties", {}).get(step, inner.get("additionalProperties"))
        if not isinstance(known, dict):
            near = nearest(step, inner.get("properties", {}))
            guess = f" Menade du «{near}»?" if near else ""
            raise ValueError(f"Fältet «{name}» finns inte.{guess}")
        inner = known
    if inner["type"] == "object" or "properties" in inner.get("items", {}):
        raise ValueError(f"«{name}» är en grupp av fält. Skriv vilket, till exempel {name}.{_first_in(inner)}.")
    return _question(inner, name, required=needed, names=names)


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
        if has(criterion, "id", "heading", "explanation", "answered") and criterion.answered
    ]


def value_at(data: Any, pointer: Pointer) -> Any:
    """What stands at a place in a record, or None."""
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
