"""Describe in Swedish what was understood of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from register.swedish import amount, count, day

from editing.questions import Question, value_at
from editing.table_columns import Columns, factor_of
from editing.table_reader import Table, column_letter
from editing.table_rows import Fault, RowResult, is_needed

_CODES = (("stadsdelar",), ("teman",), ("malgrupper",))
_SELDOM_IN_LISTS = ("kriterier.", "avtal.nytta", "beslut.jav")


def describe_columns(table: Table, columns: Columns, fields: Mapping[str, Question]) -> str:
    """Say which column is which field, which fields have none, and which columns are not used."""
    lines = [f"Bladet «{table.name}», rubriker på rad {columns.heading_row}.", *table.doubts, ""]
    lines.append("Så här läses kolumnerna:")
    width = max((len(heading) for heading in columns.headings), default=0)
    doubtful = {column: name for name, among in columns.undecided.items() for column in among}
    for column, heading in enumerate(columns.headings):
        if not heading:
            continue
        name = columns.fields.get(column)
        meaning = f"{fields[name].title} ({name}){_unit(heading)}" if name else "används inte"
        if column in doubtful:
            meaning = f"kan vara {doubtful[column]}: välj"
        if column in table.left_out:
            meaning = f"används inte ({table.left_out[column]})"
        lines.append(f"  {column_letter(column):<2} {heading:<{width}}  →  {meaning}")
    lines += [f"  alla rader  →  {fields[name].title} ({name}): {value}" for name, value in columns.fixed.items()]
    lines += _choices(columns)
    covered = {*columns.fields.values(), *columns.fixed}
    if "avtal.period" in covered:
        covered |= {"avtal.start", "avtal.slut"}
    lacking = [question for name, question in fields.items() if is_needed(question) and name not in covered]
    if lacking:
        lines += ["", "Det här måste varje post ha, men listan har ingen kolumn för det:"]
        lines += [f"  {question.title} ({question.name})" for question in lacking]
        lines.append(
            "Lägg till kolumner i listan, eller ett värde som är lika för alla rader under «fast» i mappningsfilen."
        )
        if any(question.name.startswith(_SELDOM_IN_LISTS) for question in lacking):
            lines.append(
                "Motiveringar, nytta och jäv går sällan att skriva i en lista. Spara raderna som utkast med --drafts "
                "och fyll i dem i den takt du hinner."
            )
    if "slutrapport.senast" not in covered:
        lines += ["", "Slutrapporten föreslås senast två månader efter avtalets slut."]
    if table.others:
        lines += ["", f"Andra blad som inte läses: {', '.join(table.others)}."]
    return "\n".join(lines) + "\n"


def _unit(heading: str) -> str:
    try:
        factor = factor_of(heading)
    except ValueError as error:
        return f". {error}"
    return f", räknas om: 1 i listan är {amount(factor)}" if factor > 1 else ""


def _choices(columns: Columns) -> list[str]:
    lines = []
    for name, among in columns.undecided.items():
        shown = ", ".join(f"{column_letter(column)} «{columns.headings[column]}»" for column in among)
        begin = "Kolumnen" if len(among) == 1 else "Flera kolumner"
        lines += ["", f"{begin} kan vara {name}: {shown}. Inget har valts."]
        lines.append(
            f"Välj med --choose {name}={column_letter(among[-1])} (eller en annan kolumn), och spara valet med "
            "--save-mapping kolumner.yaml."
        )
    return lines


def describe_rows(results: Sequence[RowResult]) -> str:
    """Give a line for each row, and the reasons for those that cannot be taken; what all lack is said once, first."""
    failed = [item for item in results if item.faults]
    everywhere = _shared(failed)
    lines = []
    if everywhere:
        lines += [f"Alla {len(failed)} rader som inte kan tas in saknar eller har samma fel:"]
        lines += [f"  {reason}" for reason in everywhere] + [""]
    for item in results:
        number = item.row.number
        if item.left_out:
            lines.append(f"Rad {number}: utelämnad ({item.left_out}). Ta med den med --include-left-out.")
        elif item.known and item.faults:
            lines.append(f"Rad {number}: finns redan som {item.known}, men skiljer sig")
        elif item.known:
            lines.append(f"Rad {number}: finns redan som {item.known}")
        elif item.faults:
            lines.append(f"Rad {number}: kan inte tas in")
        else:
            lines.append(f"Rad {number}: ny post {item.path} – {_in_short(item)}")
        lines += [f"  {_where(fault)}: {fault.reason}" for fault in item.faults if fault.reason not in everywhere]
        lines += [f"  {remark}" for remark in item.remarks]
    return "\n".join(lines)


def _shared(failed: Sequence[RowResult]) -> list[str]:
    """List the reasons without a cell of their own that every failed row has, when there are several rows."""
    if len(failed) < 2:
        return []
    first = [fault.reason for fault in failed[0].faults if not fault.cell]
    return [reason for reason in first if all(reason in {f.reason for f in item.faults} for item in failed[1:])]


def _where(fault: Fault) -> str:
    return f"rad {fault.row}, cell {fault.cell}" if fault.cell else f"rad {fault.row}"


def _in_short(item: RowResult) -> str:
    decided = date.fromisoformat(str(value_at(item.data, ("beslut", "datum"))))
    name, kronor = value_at(item.data, ("mottagare", "namn")), value_at(item.data, ("beslut", "belopp"))
    codes = "; ".join(", ".join(value_at(item.data, pointer) or ()) for pointer in _CODES)
    return f"{item.data['titel']}, {name}, {amount(kronor)}, beslut {day(decided)} [{codes}]"


def summary(results: Sequence[RowResult], *, written: bool) -> str:
    """Say in one sentence or two how many rows became what."""
    known = sum(bool(item.known) and not item.faults for item in results)
    failed = sum(bool(item.faults) for item in results)
    left_out = sum(bool(item.left_out) for item in results)
    new = len(results) - known - failed - left_out
    became = f"{count(new, 'ny post', 'nya poster')}, {known} finns redan, {failed} kan inte tas in"
    if left_out:
        became += f", {left_out} utelämnade"
    found = f"\n{count(len(results), 'rad', 'rader')}: {became}."
    if not new:
        return f"{found} Inget har skrivits."
    done = "Den nya posten är skriven." if new == 1 else "De nya posterna är skrivna."
    return f"{found} {done}" if written else f"{found} Inget har skrivits. Skriv med --write."
