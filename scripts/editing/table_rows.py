"""A row of a list → a record, or the reasons why not, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from register.document import Pointer
from register.problem import Problem

from editing import suggestions
from editing.draft_check import DraftCheck
from editing.interview import fill_in_policy
from editing.questions import Question, decision_day, value_at
from editing.table_columns import Columns
from editing.table_fields import record_of
from editing.table_reader import UNCOMPUTED, ListPage, Row, is_empty

_EXCEL_ERRORS = (
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#N/A",
    "#NULL!",
    "#NUM!",
    "#VÄRDEFEL!",
    "#SAKNAS!",
    "#REFERENS!",
)
_KINDS = ("planering", "delrapport", "slutrapport")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken. `cell` is empty when no cell is to blame."""

    row: int
    cell: str
    reason: str


@dataclass(slots=True)
class RowResult:
    """What was made of a row. `path` is where its record would lie, `known` the record that is there already."""

    row: Row
    data: dict[str, Any]
    path: str = ""
    known: str = ""
    faults: list[Fault] = field(default_factory=list)


class Reader:
    """Makes records of the rows of a sheet, and remembers the names it has given away."""

    def __init__(self, trial: DraftCheck, columns: Columns, fields: Mapping[str, Question]) -> None:
        self.trial = trial
        self.columns = columns
        self.fields = fields
        self._given: set[str] = set()
        self._known = {_likeness(document.data): identity for identity, document in trial.context.documents.items()}

    def rows(self, sheet: ListPage) -> Iterator[Row]:
        """The rows below the headings that have something in them."""
        below = (row for row in sheet.rows if row.number > self.columns.heading_row)
        return (row for row in below if not row.empty and not row.banner)

    def convert_row(self, row: Row) -> RowResult:
        """What a row says, tried by itself against the rules."""
        values, faults = self._values(row)
        data = record_of(values)
        fill_in_policy(self.trial, data)
        self._fill_in_reports(data)
        understood = RowResult(row, data, faults=faults, known=self._known.get(_likeness(data), ""))
        if not understood.known:
            understood.path = self._path(data)
            if not faults:
                understood.faults = [
                    self.fault(row, pointer, p) for pointer, p in self.trial.alone(understood.path, data)
                ]
        return understood

    def fault(self, row: Row, pointer: Pointer, problem: Problem) -> Fault:
        """A problem with the record of a row, at the cell that it comes from."""
        return Fault(row.number, self._cell(row, pointer), f"{problem.message} ({problem.code})")

    def fault_at(self, item: RowResult, problem: Problem) -> Fault:
        """A problem with a row among the others, at the cell that it comes from."""
        return self.fault(item.row, self.trial.pointer_of(item.data, item.path, problem), problem)

    def _values(self, row: Row) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults = []
        for name, same in self.columns.fixed.items():
            values[name] = self.fields[name].answer(same)
        for column, name in self.columns.fields.items():
            given = row.values[column] if column < len(row.values) else None
            if is_empty(given):
                continue
            try:
                values[name] = self._value(name, given)
            except ValueError as error:
                faults.append(Fault(row.number, row.cell(column), str(error)))
        return values, faults

    def _value(self, name: str, given: Any) -> Any:
        if isinstance(given, str) and given.strip().upper() in _EXCEL_ERRORS:
            raise ValueError(f"Cellen har ett fel i Excel ({given.strip()}).")
        if given == UNCOMPUTED:
            raise ValueError("Cellen har en formel utan sparat värde. Öppna filen i Excel och spara den.")
        words = {word.casefold(): code for word, code in self.columns.words.get(name, {}).items()}
        if isinstance(given, str) and given.strip().casefold() in words:
            given = words[given.strip().casefold()]
        return self.fields[name].answer(given)

    def _fill_in_reports(self, data: dict[str, Any]) -> None:
        """The last days that the list does not give, suggested from the agreement; a final report is always due."""
        try:
            start, end = (date.fromisoformat(data["avtal"][key]) for key in ("start", "slut"))
        except (KeyError, TypeError, ValueError):
            return
        proposed = {item["typ"]: item["senast"] for item in suggestions.follow_ups(start, end)}
        reports = data.setdefault("uppfoljning", [])
        for item in reports:
            if "senast" not in item and item["typ"] in proposed:
                item["senast"] = proposed[item["typ"]]
        if not any(item["typ"] == "slutrapport" for item in reports):
            reports.append({"typ": "slutrapport", "senast": proposed["slutrapport"]})

    def _path(self, data: Mapping[str, Any]) -> str:
        year = (decision_day(data) or self.trial.today).year
        wanted = suggestions.free_name(self.trial.context, year, str(data.get("titel", "")))
        path, turn = f"partnerships/{year}/{wanted}.yaml", 1
        while path in self._given:
            turn += 1
            path = f"partnerships/{year}/{wanted}-{turn}.yaml"
        self._given.add(path)
        return path

    def _cell(self, row: Row, pointer: Pointer) -> str:
        """The cell that a value of the record comes from, or an empty text."""
        steps = [str(step) for step in pointer]
        for column, name in self.columns.fields.items():
            group, _, moment = name.partition(".")
            if ".".join(steps) == name or (steps[:1] == [name] and len(steps) == 2):
                return row.cell(column)
            if group in _KINDS and steps[:1] == ["uppfoljning"] and steps[-1:] == [moment]:
                return row.cell(column)
        return ""


def _likeness(data: Any) -> tuple[str, ...]:
    """By what a record is known again when a list is read a second time: recipient, title and day."""
    parts = (value_at(data, ("mottagare", "namn")), value_at(data, ("titel",)), value_at(data, ("beslut", "datum")))
    return tuple(str(part).casefold() for part in parts)
