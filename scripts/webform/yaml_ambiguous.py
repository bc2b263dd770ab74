"""Short texts that the form must not take, because it would write them so that programs read them differently.

The form quotes a text only where YAML 1.2 would read something else. `18:30`, `no` and `1_000` it leaves bare, which
YAML 1.1 reads as a number, false and a number: the check refuses them (R114), and in the form nobody can add quotes.
"""

from __future__ import annotations

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
MESSAGE = "Kan läsas som ett klockslag, ett tal eller ja och nej. Skriv ett ord före, till exempel «Dnr 2024:31»."


def _any_case(word: str) -> str:
    return "".join(f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else letter for letter in word)


# A JavaScript regular expression, which is also one of Python's, that no such text matches.
PATTERN = f"^(?!(?:{'|'.join((*map(_any_case, _WORDS), *_NUMBERS))})$)"
