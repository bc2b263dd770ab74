"""Swedish wording: labels and names, quoted values, and sentences about a change; all on one line, masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from register import swedish
from register.characters import printable
from register.common_names import is_person_name, names_person
from register.diff import Change, difference
from register.model import Code, CriteriaVersion, Criterion, FieldAbsentError, FieldLabels, Register
from register.personal_data import MASK, mask

LONG = 80  # characters; a longer text is never quoted on a page
_LONGEST = 2000
_TOO_LARGE = 10**12


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` say what happened. `before` and `after` are texts too long for it, or empty.

    All of it is plain text in which personal data is masked. The long texts keep their paragraphs.
    """

    words: str
    before: str = ""
    after: str = ""


def describe_value_change(label: str, change: Change, names: WordList) -> Iterator[Sentence]:
    """A field that may have any value, called by `label`."""
    if any(isinstance(value, str) and len(value) > LONG for value in (change.before, change.after)):
        yield describe_text_change(label, change)
    elif change.before is None:
        yield Sentence(f"{label} har lagts till: {format_value(change.after, change.field, names)}")
    elif change.after is None:
        yield Sentence(f"{label} har tagits bort: {format_value(change.before, change.field, names)}")
    elif isinstance(change.before, list) and isinstance(change.after, list):
        yield Sentence(f"{label}: ordningen är ändrad")
    else:
        yield Sentence(f"{label}: {before_after(change, names)}")


def describe_text_change(name: str, change: Change) -> Sentence:
    """A long text, called by its name in the definite form, with both versions of it."""
    before, after = masked_text(change.before), masked_text(change.after)
    if not before:
        return Sentence(f"{name} har lagts till", after=after)
    if not after:
        return Sentence(f"{name} har tagits bort", before=before)
    if before.split() == after.split():
        return Sentence(f"{name} har fått nya radbrytningar men samma ord")
    verb = "ändrats" if difference(before, after) else "skrivits om"
    return Sentence(f"{name} har {verb}", before, after)


def before_after(change: Change, names: WordList) -> str:
    """The value before and after: `1 april 2024 → 1 maj 2024`."""
    return f"{format_value(change.before, change.field, names)} → {format_value(change.after, change.field, names)}"


def format_value(content: Any, field: str, names: WordList) -> str:
    """A value as people write it: a choice by its label, a date in words, a number in groups of three."""
    choice = names.choice(field, content)
    if choice is not None:
        return choice
    if isinstance(content, str):
        return name(content, field) if field in _NAMES else one_line(day(content) or content)
    if is_number(content):
        return number(content)
    if isinstance(content, list) and all(isinstance(item, str) for item in content):
        known = names.codes.get(field, {})
        return swedish.listing([one_line(known.get(item, item)) for item in content])
    return quote_value(content)


_NAMES = ("mottagare.namn", "beslut.beslutsfattare")


def name(content: Any, field: str = "mottagare.namn") -> str:
    """The name of a recipient or of who decided, masked if it is a person's."""
    written = one_line(masked_text(content))
    is_person = is_person_name(written) if field == "mottagare.namn" else names_person(written, strict=True)
    return MASK if is_person else written


def is_number(content: Any) -> TypeGuard[int]:
    """Return whether a value is a whole number, which true and false are not."""
    return isinstance(content, int) and not isinstance(content, bool)


def number(content: int) -> str:
    """A number in groups of three; one that is a person's is masked."""
    if abs(content) >= _TOO_LARGE:
        return "ett orimligt stort tal"
    digits = str(content)
    return swedish.number(content) if mask(digits) == digits else MASK


def day(content: object) -> str | None:
    """A date in words, `3 maj 2026`, or None when it is not the text of a date."""
    if not isinstance(content, str) or len(content) != len("2026-05-03"):
        return None
    try:
        return swedish.day(date.fromisoformat(content))
    except ValueError:
        return None


def format_date(content: object) -> str:
    """A date in words, or what is written in its place."""
    return day(content) or one_line(masked_text(content)) or "okänt datum"


def masked_text(content: Any) -> str:
    """A text as it was written, masked; a value that should have been a text is quoted."""
    if content is None:
        return ""
    masked = printable(mask(content.strip()), keep="\n") if isinstance(content, str) else quote_value(content)
    return f"{masked[:_LONGEST]}…" if len(masked) > _LONGEST else masked


def one_line(content: str) -> str:
    """A text on one line, masked."""
    return " ".join(masked_text(content).split())


def as_dict(content: Any) -> dict[str, Any]:
    """A group of fields; empty where there is none, or something else in its place."""
    return content if isinstance(content, dict) else {}


_LONGEST_QUOTE = 60


def quote_value(value: Any) -> str:
    """A value as it is quoted in a message. It is masked before it is cut, so that no part of a number is left."""
    if value is None:
        return "ingenting"
    if isinstance(value, bool):
        return f"«{str(value).lower()}»"
    if isinstance(value, list):
        return "en lista"
    if isinstance(value, dict):
        return "en grupp av fält"
    text = mask(" ".join(str(value).split()))
    return f"«{text[: _LONGEST_QUOTE - 3]}…»" if len(text) > _LONGEST_QUOTE else f"«{text}»"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Names in Swedish: `fields` by dotted name, `codes` by list and code, `criteria` by id."""

    fields: Mapping[str, FieldLabels]
    codes: Mapping[str, Mapping[str, str]]
    criteria: Mapping[str, str]

    def label(self, field: str) -> str:
        """What the schema calls a field; an unknown one is called by its name."""
        known = self.fields.get(field)
        return known.title if known else f"Fältet «{field.rpartition('.')[2]}»"

    def choice(self, field: str, value: object) -> str | None:
        """What the schema calls a choice, or None where it is none of those."""
        known = self.fields.get(field)
        return known.choices.get(value) if known and isinstance(value, str) else None


def vocabulary(
    fields: Mapping[str, FieldLabels], lists: Mapping[str, Iterable[Code]], versions: Iterable[CriteriaVersion]
) -> WordList:
    """The names in these lists (by file name, such as `stadsdelar`) and versions; the last one counts."""
    return WordList(
        fields=fields,
        codes={name: dict(_names(codes)) for name, codes in lists.items()},
        criteria=dict(_headings(versions)),
    )


def register_vocabulary(register: Register) -> WordList:
    """The names in a register."""
    lists = {
        "stadsdelar": register.neighbourhoods,
        "teman": register.themes,
        "malgrupper": register.target_groups,
    }
    return vocabulary(register.fields, lists, register.criteria)


def _names(codes: Iterable[Code]) -> Iterator[tuple[str, str]]:
    for code in codes:
        try:
            yield code.code, code.name
        except FieldAbsentError:
            continue


def _headings(versions: Iterable[CriteriaVersion]) -> Iterator[tuple[str, str]]:
    for version in versions:
        try:
            criteria: tuple[Criterion, ...] = version.criteria
        except FieldAbsentError:
            continue
        for criterion in criteria:
            try:
                yield criterion.id, criterion.heading
            except FieldAbsentError:
                continue
