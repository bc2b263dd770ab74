"""Questions at a terminal, in Swedish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import questionary
from questionary import Choice

INSTRUCTION_ONE = "(pilarna väljer, enter går vidare)"

# What is wrong with an answer, or None
Check = Callable[[str], str | None]


class Aborted(Exception):  # noqa: N818 - the person pressed Ctrl-C; nothing is wrong
    """The person does not want to go on."""


def text(question: str, *, default: str = "", check: Check = lambda _: None) -> str:
    """A text on one line. As long as `check` finds a fault it is told in full, and the answer can be mended."""
    while True:
        answer = str(_answered(questionary.text(question, default=default))).strip()
        fault = check(answer)
        if fault is None:
            return answer
        print("\n".join(f"  {line}" for line in fault.splitlines()))
        default = answer


def choose(question: str, choices: Sequence[tuple[str, str]]) -> str:
    """One of the choices, given as value and label."""
    made = [Choice(label, value) for value, label in choices]
    return str(_answered(questionary.select(question, made, instruction=INSTRUCTION_ONE)))


def confirm(question: str, *, default: bool = True) -> bool:
    """Yes or no: j or n."""
    hint = "J/n" if default else "j/N"
    answer = text(f"{question} [{hint}]", check=lambda given: None if given.lower() in _YES_NO else "Svara j eller n.")
    return default if not answer else answer.lower() in _YES


_YES = ("j", "ja")
_YES_NO = ("", *_YES, "n", "nej")


def _answered(question: questionary.Question) -> Any:
    answer = question.ask(kbi_msg="")
    if answer is None:
        raise Aborted
    return answer
