"""One error of the schema library, with what is around it: the field, its part of the schema, what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from register.document import Document, Pointer
from register.schema import Schema
from register.schema_slips import Slips
from register.wording import quote_value

if TYPE_CHECKING:
    from jsonschema import ValidationError

_BRANCHES = ("if", "then", "else")


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of the schema library, with the document it is in, the whole schema and the names of codes by list."""

    error: ValidationError
    document: Document
    whole: Schema
    names: Mapping[str, Mapping[str, str]]
    slips: Slips

    @property
    def pointer(self) -> Pointer:
        """Where the value is in the document."""
        return tuple(self.error.absolute_path)

    @property
    def schema(self) -> Schema:
        """The part of the schema that the value breaks."""
        return cast("Schema", self.error.schema)

    @property
    def properties(self) -> Schema:
        """The fields that the mapping may have. A branch, such as `else`, has none of its own: they are around it."""
        path = list(self.error.absolute_schema_path)[:-1]
        while path and path[-1] in _BRANCHES:
            path.pop()
        fields: Schema = self._part(path).get("properties", {})
        return fields

    def _part(self, path: list[str | int]) -> Schema:
        content: Any = self.whole
        for step in path:
            content = content[step]
        return cast("Schema", content)

    @property
    def key(self) -> str | int:
        """The field's name, or its number in a list."""
        return self.pointer[-1] if self.pointer else "titel"

    @property
    def is_required(self) -> bool:
        """Return whether the field may not be left out of the mapping that it is in."""
        around = self._part(list(self.error.absolute_schema_path)[:-3])
        while around and self.key not in around.get("required", ()):
            around = around.get("else", {})
        return bool(around)

    @property
    def codes(self) -> Mapping[str, str]:
        """The codes that a field or the values of a list may have, with their names."""
        return self.names.get(self.schema.get("kodlista") or self.schema.get("items", {}).get("kodlista", ""), {})

    @property
    def label(self) -> str:
        """The field as people know it: «Belopp» (beslut.belopp)."""
        dotted = ".".join(str(step) for step in self.pointer if isinstance(step, str))
        title = self.schema.get("title", "")
        if not dotted:
            return "Filen"
        return f"Fältet «{title}» ({dotted})" if title else f"Fältet «{dotted}»"

    @property
    def limit(self) -> Any:
        """What the keyword of the schema asks for."""
        return self.error.validator_value

    @property
    def value(self) -> Any:
        """What was written."""
        return self.error.instance

    @property
    def help(self) -> str:
        """The field's description, or how a record begins."""
        if not self.pointer:
            return "Skriv ett fält per rad, som «titel: Läxhjälp på Råslätt»."
        return str(self.schema.get("description") or "Se mallen i vägledningen.")

    @property
    def written(self) -> str:
        """What was written, quoted and masked."""
        return quote_value(self.value)
