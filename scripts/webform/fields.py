"""The fields of the form, made from the schema of a record, the lists and the criteria.

Sveltia CMS shows them. Only what Decap CMS understands as well is used, so that it can take over: a field that Decap
would refuse is never made, and of what it passes over (`minlength`, `maxlength`) nothing depends but comfort.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.model import Code, Criterion, Register, Round

Schema = Mapping[str, Any]
FormField = dict[str, Any]

WIDGETS = frozenset({"string", "text", "number", "datetime", "select", "object", "list", "boolean"})
# Kept as it is in a file: the form would write `false` where it is missing, and the page would not be found
_KEPT = frozenset({"searchable"})
TOMBSTONE = ("flyttad_till", "tillbakadragen")  # such records are made by a command, never in the form
_ONE_LINE = 200  # a text that may be longer gets a box of several lines
_SUMMARIES = {
    "typ": "{{fields.typ}}, senast {{fields.senast}}",
    "datum": "{{fields.datum}}",
    "fil": "{{fields.fil}}",
    "namn": "{{fields.namn}}",
    "rubrik": "{{fields.rubrik}}",
    "avsnitt": "{{fields.avsnitt}}",
    "ord": "{{fields.ord}}",
}
_BODY_HINT = (
    "Texten i Markdown: # före en rubrik, - före en punkt i en lista. Rader som börjar med <!-- lämnas som de är."
)

# Short texts that the form must not take, because it would write them so that programs read them differently. It
# quotes a text only where YAML 1.2 would read something else: `no` and `1_000` it leaves bare, which YAML 1.1
# reads as false and a number. The check refuses them (R114), and in the form nobody can add quotes.
_WORDS = ("yes", "no", "on", "off", "y", "n", "=", "<<")
_NUMBERS = (
    r"[-+]?[0-9][0-9_,]*(?::[0-9_]+)+(?:\.[0-9_]*)?",  # 18:30, 2024:31
    r"[-+]?[0-9]+_[0-9_]*(?:\.[0-9_]*)?",  # 1_000
    r"[-+]?0[bB][01_]+",
    r"[-+]?0[xX][0-9a-fA-F]*_[0-9a-fA-F_]*",
    r"[-+]?[0-9_]*\.[0-9_]*_[0-9_]*(?:[eE][-+]?[0-9]+)?",
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ].*",  # a day and a time
    r"[0-9]{4}-(?:[0-9]-[0-9]{1,2}|[0-9]{1,2}-[0-9])",  # 2024-3-12
)
AMBIGUOUS_MESSAGE = (
    "Kan läsas som ett klockslag, ett tal eller ja och nej. Skriv ett ord före, till exempel «Dnr 2024:31»."
)


def _any_case(word: str) -> str:
    return "".join(f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else letter for letter in word)


# A JavaScript regular expression, which is also one of Python's, that no such text matches.
AMBIGUOUS = f"^(?!(?:{'|'.join((*map(_any_case, _WORDS), *_NUMBERS))})$)"


def record_fields(schema: Schema, register: Register, today: date) -> list[FormField]:
    """Make the form's fields in the order of the schema of a record; `register` gives the choices."""
    maker = _Maker(register, today)
    required = schema["else"]["else"]["required"]
    names = [name for name in schema["properties"] if name not in TOMBSTONE]
    return [maker.field(name, schema["properties"][name], name in required) for name in names]


def content_fields(schema: Schema, register: Register, today: date, body: str | None = None) -> list[FormField]:
    """Make the fields of a file that is no record: a list, the settings, a page (`body` is the label of its text)."""
    fields = _Maker(register, today).inner(schema)
    text = {"name": "body", "label": body, "hint": _BODY_HINT, "required": True, "widget": "text"}
    return [*fields, text] if body else fields


@dataclass(frozen=True, slots=True)
class _Maker:
    register: Register
    today: date

    def field(self, name: str, schema: Schema, required: bool) -> FormField:
        """One field with what all kinds have, and what its own kind adds."""
        common = {"name": name, "label": schema["title"], "hint": schema["description"], "required": required}
        return common | self._kind(name, schema, required)

    def _kind(self, name: str, schema: Schema, required: bool) -> FormField:
        if name == "kriterier" and "additionalProperties" in schema:
            return {"widget": "object", "fields": list(self._criteria(schema["additionalProperties"]))}
        if name == "policy":
            return self._policy()
        if name == "fordelning":
            return {"widget": "object", "fields": list(self._parts(schema["additionalProperties"]))}
        kinds: dict[str, Callable[[Schema, bool], FormField]] = {
            "string": self._text,
            "integer": _number,
            "number": _number,
            "object": self._group,
            "array": self._list,
            "boolean": lambda _, __: {"widget": "boolean"},
        }
        return kinds[schema["type"]](schema, required)

    def _group(self, schema: Schema, _: bool) -> FormField:
        return {"widget": "object", "fields": self.inner(schema)}

    def _list(self, schema: Schema, required: bool) -> FormField:
        items = schema["items"]
        least = {"min": schema["minItems"]} if required and "minItems" in schema else {}
        if "kodlista" in items:
            options = _options(self._codes(items["kodlista"]))
            return {"widget": "select", "multiple": True, "options": options} | least
        if items["type"] == "string":
            return {"widget": "list", "field": self.field("", items, required=True)} | least
        inner = self.inner(items)
        names = {field["name"] for field in inner}
        summary = next(words for name, words in _SUMMARIES.items() if name in names)
        return {"widget": "list", "label_singular": items["title"], "summary": summary, "fields": inner} | least

    def inner(self, schema: Schema) -> list[FormField]:
        """Make the fields of a mapping."""
        required = {*schema.get("required", ()), *schema.get("else", {}).get("required", ())}
        shown = {name: content for name, content in schema["properties"].items() if name not in _KEPT}
        return [self.field(name, content, name in required) for name, content in shown.items()]

    def _parts(self, part: Schema) -> Iterator[FormField]:
        """The part of the amount of each neighbourhood."""
        for code in self.register.neighbourhoods:
            yield self.field(code.code, part, required=False) | {"label": code.name}

    def _text(self, schema: Schema, required: bool) -> FormField:
        if "kodlista" in schema:
            return {"widget": "select", "options": _options(self._codes(schema["kodlista"]))}
        if "enum" in schema:
            labels = schema.get("etiketter") or {value: value for value in schema["enum"]}
            return {"widget": "select", "options": _options({value: labels[value] for value in schema["enum"]})}
        if schema.get("format") == "date":
            return dict(_DATE)
        widget = "string" if schema.get("maxLength", _ONE_LINE) <= _ONE_LINE else "text"
        limits = {form: schema[key] for key, form in _LENGTHS.items() if key in schema}
        if not required:
            limits.pop("minlength", None)  # the form finds an empty field too short: a pattern says it instead
        return {"widget": widget} | _pattern(schema, widget, required) | limits

    def _policy(self) -> FormField:
        """The versions, newest first; the one in force is chosen from the start."""
        versions = sorted((policy.in_force for policy in self.register.policies), reverse=True)
        labels = {
            day.isoformat(): f"Policyn som gäller från {day}" + (" (gäller inte ännu)" if day > self.today else "")
            for day in versions
        }
        current = self.register.policy_on(self.today)
        default = {"default": current.in_force.isoformat()} if current else {}
        return {"widget": "select", "options": _options(labels)} | default

    def _criteria(self, reason: Schema) -> Iterator[FormField]:
        """Every criterion of every version, the newest version's first; those of all versions must be answered."""
        versions = sorted(self.register.criteria, key=lambda version: version.in_force, reverse=True)
        answered = [[criterion for criterion in version.criteria if criterion.answered] for version in versions]
        everywhere = set.intersection(*({criterion.id for criterion in criteria} for criteria in answered))
        seen: set[str] = set()
        for version, criteria in zip(versions, answered, strict=True):
            for criterion in criteria:
                if criterion.id in seen:
                    continue
                seen.add(criterion.id)
                required = criterion.id in everywhere
                only = "" if required else f" Finns i kriterierna som gäller från {version.in_force.isoformat()}."
                yield self._criterion(criterion, reason, required, only)

    def _criterion(self, criterion: Criterion, reason: Schema, required: bool, only: str) -> FormField:
        field = self.field(criterion.id, reason, required)
        return field | {"label": criterion.heading, "hint": f"{criterion.explanation} {reason['description']}{only}"}

    def _codes(self, name: str) -> dict[str, str]:
        """The name of each code of a list."""
        if name == "falt":
            return {field: f"{labels.title} ({field})" for field, labels in self.register.fields.items()}
        lists: dict[str, tuple[Code | Round, ...]] = {
            "stadsdelar": self.register.neighbourhoods,
            "teman": self.register.themes,
            "malgrupper": self.register.target_groups,
            "ansokningsomgangar": self.register.rounds,
        }
        return {code.code: code.name for code in lists[name]}


def _pattern(schema: Schema, widget: str, required: bool) -> FormField:
    """The pattern of a text, if it has one. The form tries it on an empty field too, also where one may be empty."""
    description = schema["description"]
    if "pattern" in schema:
        inner = schema["pattern"].removeprefix("^").removesuffix("$")
        return {"pattern": [f"^{inner}$" if required else f"^(?:{inner})?$", description]}
    if widget == "string":
        return {"pattern": [AMBIGUOUS, AMBIGUOUS_MESSAGE]}
    if not required and "minLength" in schema:
        least = schema["minLength"]
        message = f"Skriv minst {least} tecken, eller lämna fältet tomt. {description}"
        return {"pattern": [rf"^(?:[\s\S]{{{least},}})?$", message]}
    return {}


def _number(schema: Schema, _: bool) -> FormField:
    limits: FormField = {}
    if "exclusiveMinimum" in schema:
        limits["min"] = schema["exclusiveMinimum"] + 1
    if "minimum" in schema:
        limits["min"] = schema["minimum"]
    if "maximum" in schema:
        limits["max"] = schema["maximum"]
    kind = {"value_type": "int", "step": 1} if schema["type"] == "integer" else {"value_type": "float"}
    return {"widget": "number"} | kind | limits


def _options(labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for value, label in labels.items()]


_LENGTHS = {"minLength": "minlength", "maxLength": "maxlength"}
_DATE: FormField = {
    "widget": "datetime",
    "format": "YYYY-MM-DD",
    "date_format": "YYYY-MM-DD",
    "time_format": False,
    "picker_utc": False,
}
