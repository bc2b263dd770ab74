"""Collect the answers of a record.py event: from options, an interrupted run, or prompts."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from editing import prompts as asking
from editing.draft_check import DraftCheck, joined
from editing.drafts import Draft
from editing.questions import Data, Question, value_at, with_value
from editing.stored_record import StoredRecord
from editing.swedish_input import parse_date


@dataclass(slots=True)
class Answers:
    """The answers an event needs: from options, else from the draft of an interrupted run, else asked for.

    Each answer that is asked for is saved in the draft.
    """

    check: DraftCheck
    options: argparse.Namespace
    ask: bool
    draft: Draft
    given: dict[str, Any] = field(default_factory=dict)

    def text(
        self, name: str, title: str, *, help_text: str = "", default: str = "", check: asking.Check | None = None
    ) -> str:
        """Return a text. Raises ValueError when it is not given and nothing can be asked."""
        if (known := self._known(name)) is not None:
            return known
        if help_text:
            print(f"\n{help_text}")
        needed: asking.Check = lambda text: None if text else "Här behövs ett svar."  # noqa: E731 - one line says it
        return self._keep(name, asking.text(title, default=default, check=check or needed))

    def day(self, name: str, title: str) -> date:
        """Return a day, today's if nothing else is answered. Raises ValueError."""

        def fault(text: str) -> str | None:
            try:
                parse_date(text)
            except ValueError as error:
                return str(error)
            return None

        return parse_date(self.text(name, title, default=self.check.today.isoformat(), check=fault))

    def choice(self, name: str, title: str, choices: list[tuple[str, str]]) -> str:
        """Return one of the choices. Raises ValueError when it is not given and nothing can be asked."""
        known = self._known(name)
        return known if known is not None else self._keep(name, asking.choose(title, choices))

    def optional(self, question: Question, found: StoredRecord, data: Data) -> Data:
        """Return `data` with the answer to a question that may be left empty. It is asked at a terminal only."""
        given = getattr(self.options, question.name, None) or self.given.get(question.name)
        if given is None and self.ask and value_at(data, question.pointer) is None:
            print(f"\n{question.help}")
            fault = fault_of(self.check, found, data, question)
            given = self._keep(question.name, asking.text(f"{question.title} (tomt om det saknas)", check=fault))
        return with_value(data, question.pointer, question.answer(given)) if given not in (None, "") else data

    def _known(self, name: str) -> str | None:
        known = getattr(self.options, name.replace("-", "_"), None) or self.given.get(name)
        if known is None and not self.ask:
            raise ValueError(f"--{name} saknas.")
        return None if known is None else str(known)

    def _keep(self, name: str, answer: str) -> str:
        self.given[name] = answer
        self.draft.save({"kommando": self.options.command, **self.given})
        return answer


def fault_of(check: DraftCheck, found: StoredRecord, data: Data, question: Question) -> asking.Check:
    """Return a function that says what the check has against an answer, when it is put into `data`, or None."""

    def fault(given: str) -> str | None:
        if not given:
            return None
        try:
            tried = with_value(data, question.pointer, question.answer(given))
        except ValueError as error:
            return str(error)
        own, elsewhere = check.problems_of_answer(found.path, tried, question.pointer, found.data)
        return joined([*own, *(problem for _, problem in elsewhere)])

    return fault
