"""The partnerships of a group as files for people."""

from __future__ import annotations

import csv
import io

from opendata.csv_file import unescape_formula
from opendata.group_files import group_files
from opendata.tables import partnerships

from ..pages.registers import varied
from .snapshots import HOSTILE, hostile, of

MADE = of(varied())
FILES = {file.path: file.content for file in group_files(partnerships(MADE), MADE)}


def listed(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_group_has_its_own_partnerships_and_no_others() -> None:
    for code in MADE.register.neighbourhoods:
        own = [entry.record.title for entry in MADE.entries if code.code in entry.record.neighbourhoods]
        if own:
            assert [row["Titel"] for row in listed(FILES[f"data/stadsdelar/{code.code}.csv"])] == own
    numbers = {entry.record.recipient.number for entry in MADE.entries} - {None}
    assert {path for path in FILES if path.startswith("data/mottagare/")} == {
        f"data/mottagare/{n}.csv" for n in numbers
    }


def test_names_stand_before_codes() -> None:
    entry = MADE.entries[0]
    row = listed(FILES[f"data/ar/{entry.record.year}.csv"])[0]
    names = {code.code: code.name for code in MADE.register.neighbourhoods}
    assert row["Stadsdelar"] == ", ".join(names[code] for code in entry.record.neighbourhoods)
    assert row["Stadsdelar (kod)"] == ";".join(entry.record.neighbourhoods)
    assert row["Läge"] == entry.status.label
    assert row["Beviljat belopp"] == str(entry.record.decision.amount)
    assert row["Beslutsdatum"] == entry.record.decision.date.isoformat()


def test_nothing_in_a_file_for_people_is_a_formula() -> None:
    made = hostile()
    rows = [row for file in group_files(partnerships(made), made) for row in listed(file.content)]
    texts = [cell for row in rows for cell in row.values()]
    assert {unescape_formula(cell) for cell in texts} & {*HOSTILE}
    assert not [cell for cell in texts if cell.lstrip()[:1] in ("=", "+", "-", "@")]
