"""Changes of records that are shown, confirmed and written together, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from register import swedish
from register.personal_data import mask
from register.problem import Problem
from register.record_changes import describe
from register.reports import report
from register.schema import Schema, fields
from register.wording import vocabulary

from editing.draft_check import DraftCheck
from editing.prompts import confirm, show
from editing.questions import AMOUNTS, Data
from editing.safe_write import write_all


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of files: by path the data before (None for a new file) and after, the texts, and what to say when done.

    The paths in `new` may not exist before.
    """

    data: Mapping[str, tuple[Data | None, Data]]
    texts: Mapping[str, str]
    done: str
    new: frozenset[str] = frozenset()


def apply_edit(check: DraftCheck, edit: Edit, *, ask: bool) -> int:
    """Write a change when the check accepts it and the person does. Return the exit code: 0 written, 1 not."""
    if problems := check.problems(edit.texts):
        show_problems(problems)
        return 1
    names = vocabulary(fields(check.examined.schemas["record"]), check.context.lists, check.context.criteria)
    for path, (old, now) in edit.data.items():
        show(path)
        for sentence in describe(old, now, names):
            show(f"  {sentence}")
    show_advice(check.advice(edit.texts))
    if ask and not confirm("Stämmer det? Då skrivs det."):
        print("Inget har skrivits.")
        return 1
    write_all(check.root, edit.texts, new=edit.new)
    show(edit.done)
    return 0


def show_problems(problems: Sequence[Problem]) -> None:
    """Print why nothing was written."""
    sys.stdout.flush()
    print(f"{mask(report(problems))}\n\nInget har skrivits. Rätta felen ovan.", file=sys.stderr)


def show_advice(advice: Sequence[Problem]) -> None:
    """Print the advice about the records that are written. It stops nothing."""
    if advice:
        show("\nRåd (stoppar ingenting):")
        for problem in advice:
            show(f"  {mask(problem.message)} {mask(problem.hint)}")


def record_lines(
    value: Any, schema: Schema, names: Mapping[str, Mapping[str, str]], criteria: Mapping[str, str], name: str = ""
) -> Iterator[str]:
    """Describe a whole record, or a part of it called `name`, a line for each value, with the labels of the schema."""
    title = schema.get("title", name) if name else ""
    if isinstance(value, dict):
        inner_indent = "  " if title else ""
        if title:
            yield f"{title}:"
        known = schema.get("properties", {})
        other = schema.get("additionalProperties") or {}
        for key, inner in value.items():
            label = known.get(key) or {**other, "title": criteria.get(key) or names.get("stadsdelar", {}).get(key, key)}
            dotted = f"{name}.{key}" if name else key
            yield from (f"{inner_indent}{line}" for line in record_lines(inner, label, names, criteria, dotted))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{title}:"
        for item in value:
            first, *rest = record_lines(item, {**schema["items"], "title": ""}, names, criteria, name)
            yield f"  – {', '.join([first, *rest])}"
    else:
        yield f"{title}: {format_answer(value, schema, names, name)}"


def format_answer(value: Any, schema: Schema, names: Mapping[str, Mapping[str, str]], name: str) -> str:
    """Write a value as a person would: labels for codes, dates and amounts in words."""
    if isinstance(value, list):
        return ", ".join(format_answer(item, schema.get("items", {}), names, name) for item in value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int):
        return swedish.amount(value) if name in AMOUNTS or name.startswith("beslut.fordelning.") else str(value)
    text = " ".join(str(value).split())
    if schema.get("format") == "date":
        try:
            return swedish.day(date.fromisoformat(text))
        except ValueError:
            return text
    return mask(schema.get("etiketter", names.get(schema.get("kodlista", ""), {})).get(text, text))
