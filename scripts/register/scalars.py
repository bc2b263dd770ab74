"""What a plain (unquoted) YAML scalar means here, and whether other programs would read it otherwise."""

from __future__ import annotations

import re

import yaml

from register.catalogue import declare

AMBIGUOUS = declare(
    "R114",
    "Ett värde läses likadant av alla program",
    why="Utan citattecken läser olika program 18:30, no och 0311234 på olika sätt: som tal, klockslag eller nej.",
    bad="diarienummer: 0311",
    good='diarienummer: "0311"',
)

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_WORD = 5  # of those that YAML 1.1 reads as something else than text: false
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
# YAML 1.2 reads these as numbers, where YAML 1.1 may not
_NUMBER_IN_1_2 = re.compile(
    r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers


def plain_value(text: str) -> tuple[str | int | float | bool | None, bool]:
    """The value of a plain scalar, and whether another YAML reader would take it for something else.

    A date stays text (`2024-03-12`). A number is plain decimal digits without leading zero.
    """
    if text in _WORDS:
        return _WORDS[text], False
    first = text[0]
    if first.isalpha() and (len(text) > _LONGEST_WORD or first not in "yYnNtTfFoO"):
        return text, False
    if _INTEGER.fullmatch(text):
        return int(text), False
    if _DECIMAL.fullmatch(text):
        return float(text), False
    if _DATE.fullmatch(text):
        return text, False
    read_otherwise = any(pattern.match(text) for _, pattern in _RESOLVERS.get(first, ()))
    return text, read_otherwise or _NUMBER_IN_1_2.fullmatch(text) is not None
