"""What was understood of a list, in Swedish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from register.swedish import amount, count, day

from editing.questions import Question, value_at
from editing.table_columns import Columns
from editing.table_fields import is_needed
from editing.table_reader import ListPage, Row
from editing.table_rows import RowResult


def columns_told(sheet: ListPage, columns: Columns, fields: Mapping[str, Question]) -> str:
    """Which column is which field, which fields have none, and which columns are not used."""
    lines = [f"Bladet «{sheet.name}», rubriker på rad {columns.heading_row}.", "", "Så här läses kolumnerna:"]
    width = max((len(heading) for heading in columns.headings), default=0)
    for column, heading in enumerate(columns.headings):
        if heading:
            letter = Row(0, ()).cell(column).removesuffix("0")
            name = columns.fields.get(column)
            meaning = f"{fields[name].title} ({name})" if name else "används inte"
            lines.append(f"  {letter:<2} {heading:<{width}}  →  {meaning}")
    lines += [f"  alla rader  →  {fields[name].title} ({name}): {value}" for name, value in columns.fixed.items()]
    covered = {*columns.fields.values(), *columns.fixed}
    lacking = [question for name, question in fields.items() if is_needed(question) and name not in covered]
    if lacking:
        lines += ["", "Det här måste varje post ha, men listan har ingen kolumn för det:"]
        lines += [f"  {question.title} ({question.name})" for question in lacking]
        lines.append(
            "Lägg till kolumner i listan, eller ett värde som är lika för alla rader under «fast» i mappningsfilen."
        )
    if "slutrapport.senast" not in covered:
        lines += ["", "Sista dag för slutrapporten föreslås: två månader efter avtalets slut."]
    if sheet.others:
        lines += ["", f"Andra blad som inte läses: {', '.join(sheet.others)}."]
    return "\n".join(lines) + "\n"


def rows_told(understood: Sequence[RowResult]) -> str:
    """A line for each row, and the reasons for those that cannot be taken."""
    lines = []
    for item in understood:
        if item.known:
            lines.append(f"Rad {item.row.number}: finns redan som {item.known}")
        elif item.faults:
            lines.append(f"Rad {item.row.number}: kan inte tas in")
            lines += [f"  {_where(fault.row, fault.cell)}: {fault.reason}" for fault in item.faults]
        else:
            lines.append(f"Rad {item.row.number}: ny post {item.path} – {_in_short(item)}")
    return "\n".join(lines)


def _where(row: int, cell: str) -> str:
    return f"rad {row}, cell {cell}" if cell else f"rad {row}"


def _in_short(item: RowResult) -> str:
    decided = date.fromisoformat(str(value_at(item.data, ("beslut", "datum"))))
    name, kronor = value_at(item.data, ("mottagare", "namn")), value_at(item.data, ("beslut", "belopp"))
    return f"{item.data['titel']}, {name}, {amount(kronor)}, beslut {day(decided)}"


def summary(understood: Sequence[RowResult], *, written: bool) -> str:
    """One sentence or two: how many rows became what."""
    known = sum(bool(item.known) for item in understood)
    failed = sum(bool(item.faults) for item in understood)
    new = len(understood) - known - failed
    became = f"{count(new, 'ny post', 'nya poster')}, {known} finns redan, {failed} kan inte tas in"
    found = f"\n{count(len(understood), 'rad', 'rader')}: {became}."
    if not new:
        return f"{found} Inget har skrivits."
    done = "Den nya posten är skriven." if new == 1 else "De nya posterna är skrivna."
    return f"{found} {done}" if written else f"{found} Inget har skrivits. Skriv med --write."
