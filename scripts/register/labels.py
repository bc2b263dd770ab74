"""What things are called: the labels of the schemas, the names behind the codes, the headings of the criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from register.model import Code, CriteriaVersion, Criterion, FieldAbsentError, FieldLabels, Register


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
