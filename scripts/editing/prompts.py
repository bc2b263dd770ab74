"""Questions and answers at a terminal, in Swedish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from questionary import Choice
from register.cli import for_terminal

INSTRUCTION_LINES = "(flera rader: Esc och sedan enter går vidare)"
INSTRUCTION_ONE = "(pilarna väljer, enter går vidare)"
_YES = ("j", "ja")
_YES_NO = ("", *_YES, "n", "nej")

_CTRL_D = KeyBindings()  # ends a choice too, as it ends a text


@_CTRL_D.add("c-d")
def _end_of_input(event: KeyPressEvent) -> None:
    event.app.exit(exception=EOFError)


# What is wrong with an answer, or None
Check = Callable[[str], str | None]


class Aborted(Exception):  # noqa: N818 - the person pressed Ctrl-C or Ctrl-D; nothing is wrong
    """The person does not want to go on. `typed` is what was typed of an answer."""

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self.typed = typed


def show(text: str) -> None:
    """Print a text that may hold what others have written: masked, and without control characters."""
    print(for_terminal(text))


def text(question: str, *, default: str = "", check: Check = lambda _: None) -> str:
    """Ask for a text on one line, again and again until `check` finds no fault. Raises Aborted."""
    while True:
        several = "\n" in default
        typed = questionary.text(
            question, default=default, multiline=several, instruction=INSTRUCTION_LINES if several else None
        )
        answer = str(_answered(typed)).strip()
        fault = check(answer)
        if fault is None:
            return answer
        show("\n".join(f"  {line}" for line in fault.splitlines()))
        default = answer


def choose(question: str, choices: Sequence[tuple[str, str]]) -> str:
    """Ask for one of the choices, given as value and label. Raises Aborted."""
    made = [Choice(" ".join(for_terminal(label).split()), value) for value, label in choices]
    asked = questionary.select(question, made, instruction=INSTRUCTION_ONE)
    asked.application.key_bindings = merge_key_bindings([asked.application.key_bindings or KeyBindings(), _CTRL_D])
    return str(_answered(asked))


def confirm(question: str, *, default: bool = True) -> bool:
    """Ask for yes or no: j or n. Raises Aborted."""
    hint = "J/n" if default else "j/N"
    answer = text(f"{question} [{hint}]", check=lambda given: None if given.lower() in _YES_NO else "Svara j eller n.")
    return default if not answer else answer.lower() in _YES


def _answered(question: questionary.Question) -> Any:
    try:
        return question.unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        raise Aborted(question.application.current_buffer.text.strip()) from None
