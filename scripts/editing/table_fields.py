"""The fields that a column can hold: those of a new record, its reports and its results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from register.rules.registry import has_fields

from editing.draft_check import DraftCheck
from editing.questions import AnswerKind, Question, criteria_questions, question_at, questions, with_value
from editing.table_columns import PERIOD

_KINDS = ("planering", "delrapport", "slutrapport")
_MOMENTS = ("senast", "inkom")
_RESULTS = ("tillfallen", "deltagare", "andel_flickor_kvinnor", "sammanfattning")


def importable(trial: DraftCheck) -> dict[str, Question]:
    """Every field that a column can hold, by its name; a report's are called `slutrapport.inkom`."""
    schema = trial.examined.schemas["record"]
    found = {question.name: question for question in questions(schema, trial.names)}
    for version in trial.context.criteria:
        if has_fields(version, "criteria"):
            found.update({question.name: question for question in criteria_questions(version)})
    for kind in _KINDS:
        for moment in _MOMENTS:
            about = question_at(schema, trial.names, f"uppfoljning.0.{moment}")
            title = f"{kind.capitalize()} {about.title.lower()}"
            found[f"{kind}.{moment}"] = Question(
                name=f"{kind}.{moment}", title=title, help=about.help, kind=AnswerKind.DATE, required=False
            )
    for name in (*(f"resultat.{part}" for part in _RESULTS), "ersatter"):
        found[name] = question_at(schema, trial.names, name)
    found[PERIOD] = Question(name=PERIOD, title="Avtalsperiod, båda dagarna", help="", required=False)
    return found


def is_needed(question: Question) -> bool:
    """Return whether a list without the field cannot give a single record."""
    return question.required and not question.name.startswith("resultat.")


def record_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row, by field, as a record."""
    data: dict[str, Any] = {}
    reports: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, _, moment = name.partition(".")
        if group in _KINDS:
            reports.setdefault(group, {"typ": group})[moment] = value
        else:
            data = with_value(data, tuple(name.split(".")), value)
    if reports:
        data["uppfoljning"] = [reports[kind] for kind in _KINDS if kind in reports]
    return data
