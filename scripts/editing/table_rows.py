"""A row of a list → a record, or the reasons why not, each with its cell; and the fields that a column can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from register.document import Pointer
from register.problem import Problem
from register.rules.registry import has_fields

from editing import suggestions
from editing.draft_check import DraftCheck
from editing.interview import fill_in_policy
from editing.questions import (
    REPORTS,
    AnswerKind,
    Question,
    criteria_questions,
    decision_day,
    question_at,
    questions,
    value_at,
    with_value,
)
from editing.swedish_input import parse_date
from editing.table_columns import PERIOD, Columns, factor_of
from editing.table_reader import UNCOMPUTED, Formatted, Row, Table, is_empty

_EXCEL_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#VÄRDEFEL!", "#SAKNAS!",
                 "#REFERENS!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!", "#DIVISION/0!")  # fmt: skip
_NOT_GRANTED = re.compile(
    r"(?:avslag|avslås|avslagen|avslaget|avslagits|återkallad|återkallat|återtagen|indragen|indraget|avvisad|avvisat"
    r"|ej beviljad|ej beviljat|inte beviljad|inte beviljat|avskriven|nej, avslag)\.?",
    re.IGNORECASE,
)
_BOTH_DAYS = ("avtal.start", "avtal.slut")
_MOMENTS = ("senast", "inkom")
_RESULTS = ("tillfallen", "deltagare", "andel_flickor_kvinnor", "sammanfattning")
_COMPARED = ("beslut.belopp", "avtal.start", "avtal.slut", "stadsdelar", "mottagare.organisationsnummer")
_UNITS = {1000: "tkr", 1_000_000: "mnkr"}
_PERCENT = "andel"  # the name of a field that is a share begins so


def importable(trial: DraftCheck) -> dict[str, Question]:
    """Every field that a column can hold, by its name; a report's are called `slutrapport.inkom`."""
    schema = trial.examined.schemas["record"]
    found = {question.name: question for question in questions(schema, trial.names)}
    for version in trial.context.criteria:
        if has_fields(version, "criteria"):
            found.update({question.name: question for question in criteria_questions(version)})
    for kind in REPORTS:
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
        if group in REPORTS:
            reports.setdefault(group, {"typ": group})[moment] = value
        else:
            data = with_value(data, tuple(name.split(".")), value)
    if reports:
        data["uppfoljning"] = [reports[kind] for kind in REPORTS if kind in reports]
    return data


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken. `cell` is empty when no cell is to blame."""

    row: int
    cell: str
    reason: str


@dataclass(slots=True)
class RowResult:
    """The result of a row.

    `path` is where its record would lie, `known` the record that is there already, `left_out` why the row is not to
    be taken, `remarks` what was done to its values that a person should see.
    """

    row: Row
    data: dict[str, Any]
    path: str = ""
    known: str = ""
    left_out: str = ""
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Reader:
    """Makes records of the rows of a sheet, and remembers the names it has given away."""

    def __init__(
        self, trial: DraftCheck, columns: Columns, fields: Mapping[str, Question], *, take_all: bool = False
    ) -> None:
        self.trial = trial
        self.columns = columns
        self.fields = fields
        self.take_all = take_all
        self._given: set[str] = set()
        self._known = {
            likeness: identity
            for identity, document in trial.context.documents.items()
            if (likeness := _likeness(document.data))
        }

    def rows(self, table: Table) -> Iterator[Row]:
        """Give the rows below the headings that have something in them."""
        below = (row for row in table.rows if row.number > self.columns.heading_row)
        return (row for row in below if not row.empty and not row.banner)

    def convert_row(self, row: Row) -> RowResult:
        """Read a row, and try its record by itself against the rules."""
        if not self.take_all and (reason := row.left_out or _refusal(row)):
            return RowResult(row, {}, left_out=reason)
        result = RowResult(row, {})
        values, faulty = self._values(result)
        result.data = record_of(values)
        fill_in_policy(self.trial, result.data)
        self._fill_in_reports(result.data)
        result.known = self._known.get(_likeness(result.data), "")
        if result.known:
            result.faults += self._differences(result)
            return result
        result.path = self._path(result.data)
        for pointer, problem in self.trial.alone(result.path, result.data):
            if not any(f"({name})" in problem.message for name in faulty):  # they have faults of their own already
                result.faults.append(self._fault(result, pointer, problem))
        return result

    def _fault(self, result: RowResult, pointer: Pointer, problem: Problem) -> Fault:
        hint = f" {problem.hint}" if "Menade du" in problem.hint else ""
        return Fault(result.row.number, self._cell(result, pointer), f"{problem.message}{hint} ({problem.code})")

    def fault_at(self, item: RowResult, problem: Problem) -> Fault:
        """Place a problem with a row among the others at the cell that it comes from."""
        return self._fault(item, self.trial.pointer_of(item.data, item.path, problem), problem)

    def _values(self, result: RowResult) -> tuple[dict[str, Any], set[str]]:
        """Read the cells of a row: the values by field, and the fields, with their groups, whose cell has a fault."""
        row = result.row
        values: dict[str, Any] = {}
        faulty: set[str] = set()
        for name, same in self.columns.fixed.items():
            values[name] = self.fields[name].answer(same)
        for column, name in self.columns.fields.items():
            given = row.values[column] if column < len(row.values) else None
            if is_empty(given):
                continue
            try:
                if column in row.merged:
                    raise ValueError(
                        f"Talet ligger i en sammanslagen cell för flera rader ({row.merged[column]}). "
                        "Dela cellen och skriv varje rads eget tal."
                    )
                if name == PERIOD:
                    values |= zip(_BOTH_DAYS, _period(given), strict=True)
                else:
                    values[name] = self._value(name, given, self.columns.headings[column], result)
            except ValueError as error:
                result.faults.append(Fault(row.number, row.cell(column), str(error)))
                faulty |= {name, name.partition(".")[0], *(_BOTH_DAYS if name == PERIOD else ())}
        if "beslut.datum" not in values:
            faulty.add("beslut.policy")  # follows from the day
        if not all(name in values for name in _BOTH_DAYS):
            faulty.add("uppfoljning")  # proposed from both days
        return values, faulty

    def _value(self, name: str, given: Any, heading: str, result: RowResult) -> Any:
        question = self.fields[name]
        if isinstance(given, str) and given.strip().upper() in _EXCEL_ERRORS:
            raise ValueError(f"Cellen har ett fel i Excel ({given.strip()}).")
        if given == UNCOMPUTED:
            raise ValueError("Cellen har en formel utan sparat värde. Öppna filen i Excel och spara den.")
        if isinstance(given, date) and question.kind is not AnswerKind.DATE:
            raise ValueError(
                f"Cellen är ett datum i Excel ({given:%Y-%m-%d}), men fältet är en text. "
                "Formatera cellen som text och skriv in värdet igen."
            )
        if question.kind is AnswerKind.NUMBER:
            return _number(question, given, heading, result)
        if isinstance(given, Formatted):
            given = given.number
        words = {word.casefold(): code for word, code in self.columns.words.get(name, {}).items()}
        if isinstance(given, str) and given.strip().casefold() in words:
            given = words[given.strip().casefold()]
        return question.answer(given)

    def _differences(self, result: RowResult) -> Iterator[Fault]:
        """Say how a row differs from the record that it is known as, in amount, dates or place."""
        there = self.trial.context.documents[result.known].data
        for name in _COMPARED:
            pointer = tuple(name.split("."))
            ours, theirs = value_at(result.data, pointer), value_at(there, pointer)
            if ours is not None and theirs is not None and ours != theirs:
                title = self.fields[name].title
                reason = f"{title}: registret har {_shown(theirs)}, listan {_shown(ours)}. Rätta listan eller posten."
                yield Fault(result.row.number, self._cell(result, pointer), reason)

    def _fill_in_reports(self, data: dict[str, Any]) -> None:
        """Suggest the last days that the list does not give from the agreement; a final report is always due."""
        proposed = {item["typ"]: item["senast"] for item in suggestions.follow_ups(data)}
        if not proposed:
            return
        reports = data.setdefault("uppfoljning", [])
        for item in reports:
            if "senast" not in item and item["typ"] in proposed:
                item["senast"] = proposed[item["typ"]]
        for kind in ("planering", "slutrapport"):
            if kind in proposed and not any(item["typ"] == kind for item in reports):
                reports.append({"typ": kind, "senast": proposed[kind]})
        reports.sort(key=lambda item: str(item.get("senast", "")))

    def _path(self, data: Mapping[str, Any]) -> str:
        year = (decision_day(data) or self.trial.today).year
        wanted = suggestions.free_name(self.trial.context, year, str(data.get("titel", "")))
        identity = suggestions.numbered(f"{year}/{wanted}", self._given.__contains__)
        self._given.add(identity)
        return f"partnerships/{identity}.yaml"

    def _cell(self, result: RowResult, pointer: Pointer) -> str:
        """Name the cell that a value of the record comes from, or nothing."""
        steps = [str(step) for step in pointer]
        if steps[:1] == ["uppfoljning"] and len(steps) == 3:
            steps = [value_at(result.data, (*pointer[:2], "typ")), steps[2]]
        for column, name in self.columns.fields.items():
            is_period = name == PERIOD and ".".join(steps) in _BOTH_DAYS
            if ".".join(steps) == name or (steps[:1] == [name] and len(steps) == 2) or is_period:
                return result.row.cell(column)
        return ""


def _number(question: Question, given: Any, heading: str, result: RowResult) -> Any:
    """Read a number with the unit that its heading, its cell or its format gives it."""
    number_format = given.format if isinstance(given, Formatted) else ""
    number = given.number if isinstance(given, Formatted) else given
    if question.name.rpartition(".")[2].startswith(_PERCENT):
        if "%" in number_format:
            return question.answer(round(number * 100, 6))
        if isinstance(number, float) and 0 < number <= 1:
            either = f"{_shown(number)} % och {_shown(round(number * 100, 6))} %"
            raise ValueError(f"{_shown(number)} kan betyda både {either}. Skriv hela procent, till exempel 52.")
        return question.answer(number)
    if "%" in number_format or (isinstance(number, str) and "%" in number):
        raise ValueError(f"Cellen är i procent, men «{question.title}» är ett antal. Skriv talet utan procent.")
    shown_with = re.sub(r"\[\$([^]-]*)[^]]*\]", r"\1", number_format)  # [$kr-41D]: kronor, as Sweden writes them
    factor = max(factor_of(heading), factor_of(re.sub(r"[\\\"]", "", shown_with)))
    if isinstance(number, str):
        own = factor_of(number)
        if own > 1:
            factor = 1  # the cell says its unit itself
    if factor == 1:
        return question.answer(number)
    if isinstance(number, str):
        answer = question.answer(f"{number} {_UNITS[factor]}")
    else:
        answer = question.answer(int(value) if (value := round(float(number) * factor, 6)).is_integer() else value)
    result.remarks.append(
        f"{question.title}: {_shown(number)} är läst som {_shown(answer)} (enheten i rubrik eller format)"
    )
    return answer


def _period(given: Any) -> tuple[str, str]:
    """Read both days of one cell: «2024-04-01–2025-03-31», «1 april 2024 till 31 mars 2025»."""
    text = str(given)
    for mark in (r"\s*(?:–|—|\btill och med\b|\bt\.? ?o\.? ?m\b\.?|\btill\b)\s*", r"\s+-\s+"):
        parts = re.split(mark, text.strip())
        if len(parts) == 2:
            break
    else:
        parts = re.split(r"(?<=\d{4}-\d{2}-\d{2})\s*-\s*", text.strip())
    if len(parts) != 2:
        raise ValueError(f"«{text}» är inte två datum. Skriv till exempel 2024-04-01–2025-03-31.")
    start, end = (parse_date(re.sub(r"^(?:från och med|fr?\.? ?o\.? ?m\.?|från)\s+", "", part)) for part in parts)
    return start.isoformat(), end.isoformat()


def _refusal(row: Row) -> str:
    """The word in a row that says that nothing was granted, or nothing."""
    return next((v.strip() for v in row.values if isinstance(v, str) and _NOT_GRANTED.fullmatch(v.strip())), "")


def _likeness(data: Any) -> tuple[str, ...]:
    """Give recipient, title and day, by which a record is known again; empty when one of them is missing."""
    parts = (value_at(data, ("mottagare", "namn")), value_at(data, ("titel",)), value_at(data, ("beslut", "datum")))
    return tuple(str(part).casefold() for part in parts) if all(parts) else ()


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = int(value) if float(value).is_integer() else value
        return f"{whole:,}".replace(",", "\u00a0").replace(".", ",")
    return str(value)
