"""The order of the fields in a file, and texts without the white space that nobody wrote on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from register.schema import Schema

CRITERIA = "kriterier"


def ordered(data: Any, schema: Schema, criteria: Iterable[str]) -> Any:
    """`data` with the fields of every group in the order of the schema, and the reasons in that of `criteria`.

    Fields that the schema does not know are kept, after the others and by name: the web form does the same.
    """
    if isinstance(data, dict):
        known = schema.get("properties", {})
        result = {name: ordered(data[name], known[name], criteria) for name in known if name in data}
        result.update({name: data[name] for name in sorted(data) if name not in known})
        if isinstance(result.get(CRITERIA), dict):
            result[CRITERIA] = _by(result[CRITERIA], criteria)
        return result
    if isinstance(data, list):
        return [ordered(item, schema.get("items", {}), criteria) for item in data]
    return data


def _by(reasons: Mapping[str, Any], criteria: Iterable[str]) -> dict[str, Any]:
    known = [name for name in criteria if name in reasons]
    return {name: reasons[name] for name in [*known, *sorted(set(reasons) - set(known))]}


def tidy(data: Any) -> Any:
    """`data` with every text trimmed and its line breaks as line feeds. The check and the site read them so anyway."""
    if isinstance(data, str):
        return data.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(data, list):
        return [tidy(item) for item in data]
    if isinstance(data, dict):
        return {name: tidy(value) for name, value in data.items()}
    return data
