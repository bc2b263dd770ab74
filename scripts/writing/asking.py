"""Questions at a terminal, in Swedish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import questionary
from questionary import Choice

INSTRUCTION_MANY = "(mellanslag väljer, enter går vidare)"
INSTRUCTION_ONE = "(pilarna väljer, enter går vidare)"

# What is wrong with an answer, or None
Check = Callable[[str], str | None]


class Aborted(Exception):  # noqa: N818 - the person pressed Ctrl-C; nothing is wrong
    """The person does not want to go on."""


def text(question: str, *, default: str = "", check: Check = lambda _: None) -> str:
    """A text on one line; asked for again until `check` has nothing to say."""
    answer = questionary.text(question, default=default, validate=lambda given: check(given.strip()) or True)
    return str(_answered(answer)).strip()


def one_of(question: str, choices: Sequence[tuple[str, str]], *, default: str | None = None) -> str:
    """One of the choices, given as value and label."""
    made = [Choice(label, value) for value, label in choices]
    preset = default if default in [value for value, _ in choices] else None
    return str(_answered(questionary.select(question, made, default=preset, instruction=INSTRUCTION_ONE)))


def some_of(
    question: str, choices: Sequence[tuple[str, str]], *, default: Sequence[str] = (), check: Check = lambda _: None
) -> list[str]:
    """At least one of the choices, in the order they stand."""
    made = [Choice(label, value, checked=value in default) for value, label in choices]
    asked = questionary.checkbox(
        question,
        made,
        instruction=INSTRUCTION_MANY,
        validate=lambda given: check(",".join(given)) or (True if given else "Välj minst en."),
    )
    return [str(value) for value in _answered(asked)]


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
