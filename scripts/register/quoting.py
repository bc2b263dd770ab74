"""How a value that someone has written is quoted in a message: masked, short, on one line."""

from __future__ import annotations

from typing import Any

from register.personal_data import mask

_LONGEST = 60


def shown(value: Any) -> str:
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
    return f"«{text[: _LONGEST - 3]}…»" if len(text) > _LONGEST else f"«{text}»"
