"""An event in the life of a record: what it changes, and how what it needs to know is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from editing import prompts as asking
from editing.draft_check import DraftCheck
from editing.questions import Question, question_at, with_value
from editing.stored_record import StoredRecord
from editing.swedish_input import parse_date

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What an event makes: by path the data before (None for a new file) and after, the texts, and what was done."""

    data: Mapping[str, tuple[Data | None, Data]]
    texts: Mapping[str, str]
    said: str
    new: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventCommand:
    """An event: its help text, its options, and the change that it makes. Raises ValueError and Aborted."""

    help: str
    options: Callable[[argparse.ArgumentParser], None]
    change: Callable[[DraftCheck, argparse.Namespace], Change]


def one_record(parser: argparse.ArgumentParser) -> None:
    """The option that names a record."""
    parser.add_argument("post", metavar="ÅR/NAMN", help="posten, till exempel 2024/laxhjalp-raslatt")


def changed(trial: DraftCheck, found: StoredRecord, data: Data, said: str) -> Change:
    """The change of one file."""
    return Change({found.path: (found.data, data)}, {found.path: found.changed(trial.writer, data)}, said)


def question_about(trial: DraftCheck, name: str) -> Question:
    """The question about a field of a record."""
    return question_at(trial.examined.schemas["record"], trial.names, name)


def check_of(trial: DraftCheck, found: StoredRecord, data: Data, question: Question) -> asking.Check:
    """What is wrong with an answer, when it is put into `data`."""

    def fault(given: str) -> str | None:
        if not given:
            return None
        try:
            tried = with_value(data, question.pointer, question.answer(given))
        except ValueError as error:
            return str(error)
        problems = trial.problems_at(found.path, tried, question.pointer)
        return "\n".join(f"{problem.message} {problem.hint}" for problem in problems) or None

    return fault


def day_asked(trial: DraftCheck, given: str | None, option: str, question: str) -> date:
    """The day that an option gives, or that is asked for. Raises ValueError when neither can be."""
    if given is not None:
        return parse_date(given)
    need_terminal(option)

    def fault(text: str) -> str | None:
        try:
            parse_date(text)
        except ValueError as error:
            return str(error)
        return None

    return parse_date(asking.text(question, default=trial.today.isoformat(), check=fault))


def text_asked(given: str | None, option: str, title: str, told: str) -> str:
    """The text that an option gives, or that is asked for. Raises ValueError when neither can be."""
    if given is not None:
        return given
    need_terminal(option)
    print(f"\n{told}")
    return asking.text(title, check=lambda text: None if text else "Här behövs ett svar.")


def need_terminal(option: str) -> None:
    """Raise ValueError when nothing can be asked for."""
    if not sys.stdin.isatty():
        raise ValueError(f"{option} saknas.")
